"""A layer seen on another layer's pixel grid, without ever warping the whole of it.

Not GDAL's warper: its average takes the box between two opposite corners of a pixel, which is wrong where the grids are
turned against each other (at 45 degrees the box is empty), and it sets the width of its kernels for each chunk, so that
values depend on the window that is read.
"""

from __future__ import annotations

from typing import Callable, Optional, Sequence, Tuple, Union

import numpy as np

from ..errors.messages import Message
from .grid import Conversion, Grid, Window
from .raster import Layer, open_layer
from .resample import Samples
from .spectrum import fill_along_spectrum

CHUNK = 256
"""Target pixels taken at once along a row: keeps the source window small where the two grids are turned."""
CHUNK_VALUES = 8_000_000
"""Most source values that are held at once."""
FINER = 1.5
"""From this many source pixels along a target pixel on, averaging is right; below, interpolation."""
MOST_SUBSAMPLES = 16
"""Most points along a target pixel's side that are averaged."""
LATTICE = (16, 4, 1)
"""Target pixels between points that are carried into the source's CRS exactly; the first that is good enough."""
LATTICE_ERROR = 0.02
"""Source pixels: the largest error of interpolating between those points."""


class WarpedReader:
    """Reads chosen bands of a raster on the pixels of `grid`, any two CRSs. One thread at a time.

    `resampling` says how: "none" where the pixels coincide, "average" where the source is finer (mean of points that
    lie as densely as the source's pixels), else "cubic". Source pixels that hold data in half of the bands or less
    count for nothing, so they never spread; others are filled along their spectrum (`spectrum`). A pixel's value does
    not depend on the window: windows that overlap agree exactly. Memory is bounded by the window.
    """

    def __init__(
        self,
        source: Union[str, Layer],
        grid: Grid,
        bands: Sequence[int],
        crs_wkt: str = "",
        centres: Optional[Sequence[float]] = None,
        whole: bool = False,
    ) -> None:
        """`source`: a GDAL source, or a layer that is open and stays so. `crs_wkt`: the CRS assigned to the source;
        empty: the file's own. `centres`: wavelengths of the bands, along which single missing ones are filled; None:
        those of the file. `whole`: nothing is filled, a pixel that lacks one of the bands counts for nothing."""
        self._own = not isinstance(source, Layer)
        self._reader = source if isinstance(source, Layer) else open_layer(source, crs_wkt)
        self._grid, self._bands, self._whole = grid, list(bands), whole
        told = self._reader.info.wavelengths
        own = tuple(told[number - 1] for number in self._bands) if told else ()
        self._centres = centres or (own if all(own) else None) or None
        self._source = self._reader.info.grid
        self._conversion = Conversion(grid.crs_wkt, self._source.crs_wkt)
        self._nodes: Tuple[Tuple[int, ...], Tuple[np.ndarray, np.ndarray]] = ((), (np.empty(0), np.empty(0)))
        self._step = self._lattice_step()
        self._shift = self._coincidence()
        self._span = self._source_pixels_along()
        if self._shift is not None:
            self.resampling = Message("none")
        elif np.sqrt(self._span[0] * self._span[1]) >= FINER:
            self.resampling = Message("average")
        else:
            self.resampling = Message("cubic")

    @property
    def block_row_bytes(self) -> int:
        """See `Layer.block_row_bytes`, for the bands of this reader."""
        return self._reader.block_row_bytes(len(self._bands))

    @property
    def bands(self) -> int:
        """Number of bands that are read."""
        return len(self._bands)

    def source_area(self) -> Optional[Window]:
        """The part of the source that the grid needs; None where it needs nothing of it."""
        return _clip(self._source_window(Window(0, 0, self._grid.width, self._grid.height)), self._source)

    def covers_a_centre(self) -> bool:
        """Whether the centre of any pixel of the grid lies in the source."""
        cols = np.arange(self._grid.width) + 0.5
        for row in range(self._grid.height):
            x, y = self.source_pixels(cols, np.full(len(cols), row + 0.5))
            if ((x >= 0) & (y >= 0) & (x < self._source.width) & (y < self._source.height)).any():
                return True
        return False

    def read(self, window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (bands, h, w) on the target grid, and bool (h, w): data in most of the bands, filled in the others.

        Not data, and nan: outside the source; where the source pixel under the centre ("average": half of the pixel)
        is not data. The window may lie anywhere, beyond the grid too.
        """
        values = np.full((len(self._bands), window.height, window.width), np.nan, np.float32)
        valid = np.zeros((window.height, window.width), bool)
        for col in range(0, window.width, CHUNK):
            width = min(CHUNK, window.width - col)
            self._fill(values, valid, window, Window(col, 0, width, window.height))
        return values, valid

    def _fill(self, values: np.ndarray, valid: np.ndarray, window: Window, part: Window) -> None:
        """Fill `part` of the arrays of `window`; `part` counts from the window's corner."""
        place = Window(window.col + part.col, window.row + part.row, part.width, part.height)
        cut = _clip(self._source_window(place), self._source)
        if cut is None:
            return
        if cut.width * cut.height * len(self._bands) > CHUNK_VALUES and part.width * part.height > 1:
            for half in _halves(part):
                self._fill(values, valid, window, half)
            return
        if self._whole:
            read, data = self._reader.read(self._bands, cut)
        else:
            read, data = fill_along_spectrum(*self._reader.read_each(self._bands, cut), self._centres)
        if self._shift is not None:
            row, col = cut.row - self._shift[1] - window.row, cut.col - self._shift[0] - window.col
            inner = (slice(row, row + cut.height), slice(col, col + cut.width))
            values[(slice(None), *inner)] = np.where(data, read, np.nan)
            valid[inner] = data
            return
        sampled, found = self._resampled(Samples(read, data, (cut.col, cut.row)), place)
        sampled[~found] = np.nan
        inner = (slice(part.row, part.row + part.height), slice(part.col, part.col + part.width))
        values[(slice(None), *inner)] = sampled.T.reshape(len(self._bands), part.height, part.width)
        valid[inner] = found.reshape(part.height, part.width)

    def _resampled(self, samples: Samples, place: Window) -> Tuple[np.ndarray, np.ndarray]:
        """(n, bands) and (n,) for the target pixels of `place`, row by row."""
        rows, cols = (axis.ravel() for axis in np.mgrid[: place.height, : place.width])
        cols, rows = cols + place.col, rows + place.row
        if self.resampling == "cubic":
            return samples.at(*self.source_pixels(cols + 0.5, rows + 0.5), cubic=True)
        across, down = (min(max(int(np.ceil(span - 1e-3)), 1), MOST_SUBSAMPLES) for span in self._span)
        total = np.zeros((len(cols), len(self._bands)))
        count = np.zeros(len(cols), np.int64)
        for j in range(down):
            for i in range(across):
                points = self.source_pixels(cols + (i + 0.5) / across, rows + (j + 0.5) / down)
                sampled, found = samples.at(*points, cubic=False)
                total += sampled
                count += found
        mean = total / np.maximum(count, 1)[:, None]
        return mean.astype(np.float32), 2 * count >= across * down

    def source_pixels(self, cols: np.ndarray, rows: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Source pixel coordinates of target pixel coordinates (n,), to `LATTICE_ERROR`; nan: no counterpart."""
        if self._step == 0:
            return self._exact(cols, rows)
        node_col, node_row = np.floor(cols / self._step), np.floor(rows / self._step)
        x, y = cols / self._step - node_col, rows / self._step - node_row
        left, top = int(node_col.min()), int(node_row.min())
        nodes = self._lattice(left, top, int(node_col.max()) + 2, int(node_row.max()) + 2)
        j, i = node_row.astype(np.int64) - top, node_col.astype(np.int64) - left
        corners = (((1 - x) * (1 - y), j, i), (x * (1 - y), j, i + 1), ((1 - x) * y, j + 1, i), (x * y, j + 1, i + 1))
        node_cols, node_rows = nodes
        around, first_col = self._source.columns_around, node_cols[j, i]
        found_col, found_row = np.zeros(cols.shape), np.zeros(cols.shape)
        for weight, row, col in corners:
            # the corners of a cell may lie at both ends of a source that goes round the Earth
            found_col += weight * _nearest_turn(node_cols[row, col], first_col, around)
            found_row += weight * node_rows[row, col]
        return _nearest_turn(found_col, self._source.width / 2, around), found_row

    def _lattice(self, left: int, top: int, right: int, bottom: int) -> Tuple[np.ndarray, np.ndarray]:
        """Source pixel coordinates of lattice points; the last ones are kept, averaging asks for them many times."""
        key = (self._step, left, top, right, bottom)
        if self._nodes[0] != key:
            cols, rows = np.meshgrid(
                np.arange(left, right) * float(self._step), np.arange(top, bottom) * float(self._step)
            )
            self._nodes = (key, self._exact(cols, rows))
        return self._nodes[1]

    def _exact(self, cols: np.ndarray, rows: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        return self._source.map_to_pixel(*self._conversion.points(*self._grid.pixel_to_map(cols, rows)))

    def _lattice_step(self) -> int:
        """Spacing of the exact points; 0: one CRS, where every point is cheap."""
        if self._conversion.is_identity:
            return 0
        probes = np.linspace(0, 1, 9)
        cols, rows = (p.ravel() for p in np.meshgrid(probes * self._grid.width, probes * self._grid.height))
        for step in LATTICE:
            self._step = step
            middles = [(np.floor(p / step) + 0.5) * step for p in (cols, rows)]
            between, exact = self.source_pixels(*middles), self._exact(*middles)
            error = np.hypot(between[0] - exact[0], between[1] - exact[1])
            if not (error > LATTICE_ERROR).any():
                return step
        return LATTICE[-1]

    def _coincidence(self) -> Optional[Tuple[int, int]]:
        """Source pixel of target pixel (0, 0) where the two grids coincide, else None."""
        width, height = self._grid.width, self._grid.height
        cols, rows = self._exact(np.array([0, width, 0]), np.array([0, 0, height]))
        if not (np.isfinite(cols) & np.isfinite(rows)).all():
            return None
        col, row = np.round(cols[0]), np.round(rows[0])
        errors = cols - (col + np.array([0, width, 0])), rows - (row + np.array([0, 0, height]))
        return (int(col), int(row)) if np.abs(errors).max() < 1e-3 else None

    def _source_pixels_along(self) -> Tuple[float, float]:
        """How many source pixels lie along a target pixel's sides, across and down, in the middle of the target."""
        return _pixels_along(self._grid, self._exact, self._source.columns_around)

    def _source_window(self, place: Window) -> Optional[Window]:
        """Source pixels that a target window needs, with the margin of the interpolation."""
        if self._shift is not None:
            return Window(place.col + self._shift[0], place.row + self._shift[1], place.width, place.height)
        steps = np.linspace(0, 1, 33)
        cols, rows = np.meshgrid(place.col + steps * place.width, place.row + steps * place.height)
        x, y = self.source_pixels(cols.ravel(), rows.ravel())
        known = np.isfinite(x) & np.isfinite(y)
        if not known.any():
            return None
        margin = 4  # cubic needs 2; the rest is for what lies between the 33 points
        left, top = int(np.floor(x[known].min())) - margin, int(np.floor(y[known].min())) - margin
        right, bottom = int(np.ceil(x[known].max())) + margin, int(np.ceil(y[known].max())) + margin
        return Window(left, top, right - left, bottom - top)

    def close(self) -> None:
        """Close the file, where it is no layer of somebody else."""
        if self._own:
            self._reader.close()

    def __enter__(self) -> WarpedReader:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def pixels_along(grid: Grid, other: Grid) -> float:
    """How many pixels of `grid` lie along a pixel of `other`, in its middle: the geometric mean of across and down."""
    conversion = Conversion(other.crs_wkt, grid.crs_wkt)

    def exact(cols: np.ndarray, rows: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        return grid.map_to_pixel(*conversion.points(*other.pixel_to_map(cols, rows)))

    across, down = _pixels_along(other, exact, grid.columns_around)
    return float(np.sqrt(across * down))


def _pixels_along(
    target: Grid, exact: Callable[[np.ndarray, np.ndarray], Tuple[np.ndarray, np.ndarray]], around: float
) -> Tuple[float, float]:
    """Across and down. `exact`: target pixel coordinates to those of the source, `around`: its `columns_around`."""
    col, row = target.width / 2, target.height / 2
    cols, rows = exact(np.array([col, col + 1, col]), np.array([row, row, row + 1]))
    cols = _nearest_turn(cols, cols[0], around)
    across, down = np.hypot(cols[1:] - cols[0], rows[1:] - rows[0])
    return (float(across), float(down)) if np.isfinite(across + down) else (1.0, 1.0)


def _nearest_turn(cols: np.ndarray, to: Union[float, np.ndarray], around: float) -> np.ndarray:
    """Columns of a source that has `around` of them once around the Earth, as near as can be to the columns `to`."""
    return cols - around * np.round((cols - to) / around) if around else cols


def _clip(window: Optional[Window], grid: Grid) -> Optional[Window]:
    if window is None:
        return None
    col, row = max(window.col, 0), max(window.row, 0)
    width = min(window.col + window.width, grid.width) - col
    height = min(window.row + window.height, grid.height) - row
    return Window(col, row, width, height) if width > 0 and height > 0 else None


def _halves(part: Window) -> Tuple[Window, Window]:
    """A window cut in two across its longer side."""
    if part.width >= part.height:
        half = part.width // 2
        return (
            Window(part.col, part.row, half, part.height),
            Window(part.col + half, part.row, part.width - half, part.height),
        )
    half = part.height // 2
    return (
        Window(part.col, part.row, part.width, half),
        Window(part.col, part.row + half, part.width, part.height - half),
    )

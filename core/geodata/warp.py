"""A layer seen on another layer's pixel grid, without ever warping the whole of it."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal

from .gdalstate import gdal_exceptions
from .grid import Grid, Window, transform_points
from .raster import RasterReader

CHUNK = 256
"""Target pixels warped at once along a row: keeps the source window small where the two grids are turned."""
FINER = 1.5
"""From this many source pixels along a target pixel on, averaging is right; below, interpolation."""


class WarpedReader:
    """Reads chosen bands of a raster on the pixels of `grid`, any two CRSs. One thread at a time.

    `resampling` says how: "none" where the pixels coincide, "average" where the source is finer, else "cubic". Source
    pixels that are not data count for nothing, so they never spread. The transformation is exact for every pixel:
    windows that overlap agree.
    """

    def __init__(self, path: str, grid: Grid, bands: Sequence[int]) -> None:
        self._reader = RasterReader(path)
        self._grid, self._bands = grid, list(bands)
        self._source = self._reader.info.grid
        self._shift = _shift(self._source, grid)
        self._span = _source_pixels(self._source, grid)
        if self._shift is not None:
            self.resampling = "none"
        else:
            self.resampling = "average" if self._span >= FINER else "cubic"

    def read(self, window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (bands, h, w) on the target grid and bool (h, w): data in all bands. Outside the source: not data."""
        parts = []
        for col in range(window.col, window.col + window.width, CHUNK):
            width = min(CHUNK, window.col + window.width - col)
            parts.append(self._read_chunk(Window(col, window.row, width, window.height)))
        values = np.concatenate(parts, 2) if len(parts) > 1 else parts[0]
        valid = np.isfinite(values).all(0)
        return values, valid

    def _read_chunk(self, window: Window) -> np.ndarray:
        """float32 (bands, h, w), nan where there is no data."""
        target = np.full((len(self._bands), window.height, window.width), np.nan, np.float32)
        needed = self._shifted(window) if self._shift is not None else self._source_window(window)
        cut = _clip(needed, self._source)
        if cut is None:
            return target
        values, valid = self._reader.read_each(self._bands, cut)
        values[~valid] = np.nan
        if self._shift is not None:
            rows, cols = cut.row - needed.row, cut.col - needed.col
            target[:, rows : rows + cut.height, cols : cols + cut.width] = values
            return target
        here = self._grid.window(window)
        warped = self._warp(values, self._source.window(cut), here)
        warped[:, ~self._inside(here)] = np.nan  # GDAL's average spills over the source's first row and column
        return warped

    def _inside(self, target: Grid) -> np.ndarray:
        """bool (h, w): the pixel's centre lies on the source."""
        rows, cols = np.mgrid[: target.height, : target.width] + 0.5
        x, y = transform_points(*target.pixel_to_map(cols, rows), target.crs_wkt, self._source.crs_wkt)
        cols, rows = self._source.map_to_pixel(x, y)
        return np.asarray((cols >= 0) & (cols <= self._source.width) & (rows >= 0) & (rows <= self._source.height))

    def _shifted(self, window: Window) -> Window:
        assert self._shift is not None
        return Window(window.col + self._shift[0], window.row + self._shift[1], window.width, window.height)

    def _source_window(self, window: Window) -> Optional[Window]:
        """Source pixels that the target window needs, with the margin of the interpolation."""
        x, y = transform_points(*self._grid.window(window).outline(), self._grid.crs_wkt, self._source.crs_wkt)
        cols, rows = self._source.map_to_pixel(x, y)
        if not (np.isfinite(cols) & np.isfinite(rows)).any():
            return None
        margin = int(np.ceil(2 * max(self._span, 1.0))) + 2
        left, top = int(np.floor(np.nanmin(cols))) - margin, int(np.floor(np.nanmin(rows))) - margin
        right, bottom = int(np.ceil(np.nanmax(cols))) + margin, int(np.ceil(np.nanmax(rows))) + margin
        return Window(left, top, right - left, bottom - top)

    def _warp(self, values: np.ndarray, source: Grid, target: Grid) -> np.ndarray:
        with gdal_exceptions():
            from_dataset = _memory(values, source)
            to_dataset = _memory(np.full((len(values), target.height, target.width), np.nan, np.float32), target)
            gdal.Warp(
                to_dataset,
                from_dataset,
                resampleAlg=self.resampling,
                errorThreshold=0.0,
                srcNodata="nan",
                dstNodata="nan",
                warpOptions=["UNIFIED_SRC_NODATA=NO", "INIT_DEST=NO_DATA"],
            )
            return np.asarray(to_dataset.ReadAsArray(), np.float32).reshape(len(values), target.height, target.width)

    def close(self) -> None:
        """Close the file."""
        self._reader.close()

    def __enter__(self) -> WarpedReader:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def _memory(values: np.ndarray, grid: Grid) -> Any:
    dataset = gdal.GetDriverByName("MEM").Create("", grid.width, grid.height, len(values), gdal.GDT_Float32)
    dataset.SetGeoTransform(grid.transform)
    dataset.SetProjection(grid.crs_wkt)
    for number, band in enumerate(values, start=1):
        dataset.GetRasterBand(number).SetNoDataValue(float("nan"))
        dataset.GetRasterBand(number).WriteArray(band)
    return dataset


def _shift(source: Grid, target: Grid) -> Optional[Tuple[int, int]]:
    """Source pixel of target pixel (0, 0) where the two grids coincide, else None."""
    x, y = target.pixel_to_map(np.array([0, target.width, 0]), np.array([0, 0, target.height]))
    x, y = transform_points(x, y, target.crs_wkt, source.crs_wkt)
    cols, rows = source.map_to_pixel(x, y)
    whole = np.round([cols[0], rows[0]])
    expected_cols = whole[0] + np.array([0, target.width, 0])
    expected_rows = whole[1] + np.array([0, 0, target.height])
    if np.abs(cols - expected_cols).max() < 1e-3 and np.abs(rows - expected_rows).max() < 1e-3:
        return int(whole[0]), int(whole[1])
    return None


def _source_pixels(source: Grid, target: Grid) -> float:
    """How many source pixels lie along a target pixel, in the middle of the target."""
    col, row = target.width / 2, target.height / 2
    x, y = target.pixel_to_map(np.array([col, col + 1, col]), np.array([row, row, row + 1]))
    x, y = transform_points(x, y, target.crs_wkt, source.crs_wkt)
    cols, rows = source.map_to_pixel(x, y)
    across = np.hypot(cols[1] - cols[0], rows[1] - rows[0])
    down = np.hypot(cols[2] - cols[0], rows[2] - rows[0])
    span = float(np.sqrt(across * down))
    return span if np.isfinite(span) else 1.0


def _clip(window: Optional[Window], grid: Grid) -> Optional[Window]:
    if window is None:
        return None
    col, row = max(window.col, 0), max(window.row, 0)
    width = min(window.col + window.width, grid.width) - col
    height = min(window.row + window.height, grid.height) - row
    return Window(col, row, width, height) if width > 0 and height > 0 else None

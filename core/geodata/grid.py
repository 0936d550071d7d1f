"""Pixel grids on the map, as values and pure functions."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Callable, List, Optional, Tuple

import numpy as np
from numpy.typing import ArrayLike
from osgeo import gdal, osr

from ..errors import SpecGanError
from .gdalstate import gdal_exceptions

Transform = Tuple[float, float, float, float, float, float]
EDGE_POINTS = 65
"""Points along each side of a footprint when it is carried into another CRS: straight lines become curves there."""


@dataclass(frozen=True)
class Window:
    """A rectangle of whole pixels."""

    col: int
    row: int
    width: int
    height: int


@dataclass(frozen=True)
class Grid:
    """Where the pixels of a raster lie."""

    crs_wkt: str
    """CRS as WKT."""
    transform: Transform
    """GDAL geotransform: map x = t0 + col t1 + row t2, map y = t3 + col t4 + row t5, at pixel corners."""
    width: int
    height: int

    def pixel_to_map(self, col: ArrayLike, row: ArrayLike) -> Tuple[np.ndarray, np.ndarray]:
        """Map coordinates of pixel coordinates (0, 0 = outer corner of the first pixel)."""
        t = self.transform
        col, row = np.asarray(col, float), np.asarray(row, float)
        return t[0] + col * t[1] + row * t[2], t[3] + col * t[4] + row * t[5]

    def map_to_pixel(self, x: ArrayLike, y: ArrayLike) -> Tuple[np.ndarray, np.ndarray]:
        """Pixel coordinates of map coordinates. Where x goes round the Earth (`period`), of the place that lies nearest
        to the middle of the grid: 179.9 and -180.1 degrees are one meridian."""
        t = self.transform
        determinant = t[1] * t[5] - t[2] * t[4]
        dx, dy = np.asarray(x, float) - t[0], np.asarray(y, float) - t[3]
        turn = period(self.crs_wkt)
        if turn:
            dx = dx - turn * np.round((dx - (self.width * t[1] + self.height * t[2]) / 2) / turn)
        return (dx * t[5] - dy * t[2]) / determinant, (dy * t[1] - dx * t[4]) / determinant

    @property
    def columns_around(self) -> float:
        """Columns once around the Earth; 0: x does not go round, or columns do not run along x alone."""
        t = self.transform
        return period(self.crs_wkt) / abs(t[1]) if t[2] == t[4] == 0 else 0.0

    def window(self, window: Window) -> Grid:
        """The grid of a part of this one."""
        x, y = self.pixel_to_map(window.col, window.row)
        t = self.transform
        return Grid(self.crs_wkt, (float(x), t[1], t[2], float(y), t[4], t[5]), window.width, window.height)

    def finer(self, factor: int) -> Grid:
        """The grid with pixels `factor` times smaller in both directions and the same outer corner."""
        t = self.transform
        finer = (t[0], t[1] / factor, t[2] / factor, t[3], t[4] / factor, t[5] / factor)
        return Grid(self.crs_wkt, finer, self.width * factor, self.height * factor)

    def coarser(self, factor: int) -> Grid:
        """The grid with pixels `factor` times larger and the same outer corner; what is less than a pixel is cut."""
        t = self.transform
        coarser = (t[0], t[1] * factor, t[2] * factor, t[3], t[4] * factor, t[5] * factor)
        return Grid(self.crs_wkt, coarser, self.width // factor, self.height // factor)

    def displaced(self, across: Tuple[float, float, float], down: Tuple[float, float, float]) -> Grid:
        """The grid whose pixel coordinates (col, row) have the place that this one has at (col, row) + (a, b), with
        a = across[0] + across[1] col + across[2] row, and b of `down` likewise."""
        t, (a0, a1, a2), (b0, b1, b2) = self.transform, across, down
        x, y = (
            (u0 + u1 * a0 + u2 * b0, u1 * (1 + a1) + u2 * b1, u1 * a2 + u2 * (1 + b2)) for u0, u1, u2 in (t[:3], t[3:])
        )
        return Grid(self.crs_wkt, (*x, *y), self.width, self.height)

    def corners(self) -> List[Tuple[float, float]]:
        """Outer corners in map coordinates: upper left, upper right, lower right, lower left of the pixel array."""
        x, y = self.pixel_to_map(np.array([0, self.width, self.width, 0]), np.array([0, 0, self.height, self.height]))
        return [(float(a), float(b)) for a, b in zip(x, y)]

    def bounds(self) -> Tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax of the corners."""
        x, y = zip(*self.corners())
        return min(x), min(y), max(x), max(y)

    def pixel_size(self) -> Tuple[float, float]:
        """Lengths of a pixel's sides along a row and along a column, map units."""
        t = self.transform
        return math.hypot(t[1], t[4]), math.hypot(t[2], t[5])

    def outline(self) -> Tuple[np.ndarray, np.ndarray]:
        """Map coordinates of points along the four sides."""
        t = np.linspace(0, 1, EDGE_POINTS)
        zero, one = np.zeros_like(t), np.ones_like(t)
        cols = np.concatenate([t, one, t, zero]) * self.width
        rows = np.concatenate([zero, t, one, t]) * self.height
        return self.pixel_to_map(cols, rows)


class Conversion:
    """Carries points from one CRS to another (x east, y north in both). Use it from one thread at a time.

    Raises `SpecGanError` where a CRS is not understood or there is no way from one to the other.
    """

    def __init__(self, from_wkt: str, to_wkt: str) -> None:
        self._change: Any = None
        if same_crs(from_wkt, to_wkt):
            return
        source, target = spatial_reference(from_wkt), spatial_reference(to_wkt)
        with gdal_exceptions(), suppress(RuntimeError):
            self._change = osr.CreateCoordinateTransformation(source, target)
        if self._change is None:
            raise SpecGanError(
                'There is no conversion between the coordinate reference systems "{source}" and "{target}".',
                "Give both layers coordinate reference systems that have a place on Earth.",
                gdal.GetLastErrorMsg(),
                source=source.GetName(),
                target=target.GetName(),
            )

    @property
    def is_identity(self) -> bool:
        """Whether the two are one CRS."""
        return self._change is None

    def points(self, x: ArrayLike, y: ArrayLike) -> Tuple[np.ndarray, np.ndarray]:
        """The points in the other CRS, in the same shape; nan where they have no place there."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        if self._change is None:
            return x, y
        with gdal_exceptions():
            moved = _moved(self._change, np.column_stack([x.ravel(), y.ravel()]).tolist())
        found = np.array(moved, float).reshape(-1, 3)[:, :2]
        found[~np.isfinite(found).all(1)] = np.nan
        return found[:, 0].reshape(x.shape), found[:, 1].reshape(x.shape)


@lru_cache(maxsize=64)
def period(wkt: str) -> float:
    """How far x goes once around the Earth, in map units: 360 for degrees, 40075017 m for Web Mercator; 0 where it does
    not come back to where it was (UTM, LAEA, an empty or unknown CRS).

    Projected CRSs are cylindrical where x grows evenly with longitude, at every latitude alike (Snyder 1987, Map
    Projections, p. 37): that is tried, not read from the name.
    """
    with gdal_exceptions(), suppress(SpecGanError, RuntimeError):
        reference = spatial_reference(wkt) if wkt else None
        if reference is None or reference.IsLocal():
            return 0.0
        if reference.IsGeographic():
            return 2 * math.pi / reference.GetAngularUnits()
        middle = reference.GetProjParm("central_meridian", math.nan)
        if not (reference.IsProjected() and math.isfinite(middle)):
            return 0.0
        base = reference.CloneGeogCS()
        base.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        quarter = math.pi / 2 / base.GetAngularUnits()
        points = [[middle + k * quarter, j * quarter / 2] for j in (0.0, 1.0) for k in (-1.0, -0.5, 0.0, 0.5, 1.0)]
        x, y = np.array(_moved(osr.CoordinateTransformation(base, reference), points), float)[:, :2].T.reshape(2, 2, 5)
        if not np.isfinite(x + y).all():
            return 0.0
        step = (x[0, 4] - x[0, 0]) / 4
        even = np.abs(x - x[0, 2] - step * np.array([-2, -1, 0, 1, 2])).max() <= 1e-6 * abs(step)
        level = np.abs(y - y[:, :1]).max() <= 1e-6 * abs(step)
        return float(8 * abs(step)) if even and level else 0.0
    return 0.0


def transform_points(x: ArrayLike, y: ArrayLike, from_wkt: str, to_wkt: str) -> Tuple[np.ndarray, np.ndarray]:
    """Points of one CRS in another, see `Conversion`."""
    return Conversion(from_wkt, to_wkt).points(x, y)


def same_crs(a_wkt: str, b_wkt: str) -> bool:
    """Whether two WKTs mean the same coordinate reference system."""
    with gdal_exceptions():
        return a_wkt == b_wkt or bool(spatial_reference(a_wkt).IsSame(spatial_reference(b_wkt)))


def crs_label(wkt: str) -> str:
    """Name and parameters of a CRS in a text that is the same in every process; empty for an empty WKT.

    PROJ spells one CRS as WKT in several ways, with or without the members of a datum ensemble, as its database was
    asked before or not.
    """
    if not wkt:
        return ""
    with gdal_exceptions():
        reference = spatial_reference(wkt)
        return f"{reference.GetName()} {reference.ExportToProj4()}".strip()


def _moved(change: Any, points: List[List[float]]) -> List[Tuple[float, float, float]]:
    """TransformPoints that loses only the points without a counterpart, whether OSR raises for them or not."""
    nowhere = (math.nan, math.nan, math.nan)
    if not points:
        return []
    try:
        return list(change.TransformPoints(points))
    except RuntimeError:
        if len(points) == 1:
            return [nowhere]
    half = len(points) // 2
    return _moved(change, points[:half]) + _moved(change, points[half:])


def spatial_reference(wkt: str) -> osr.SpatialReference:
    """OSR object of a WKT, with x east and y north whatever the CRS says. `SpecGanError` where it is none."""
    reference = osr.SpatialReference()
    try:
        failed = reference.ImportFromWkt(wkt) != 0
    except RuntimeError:
        failed = True
    if failed:
        raise SpecGanError(
            "A coordinate reference system is not understood.", "Assign another one to the layer.", wkt[:500]
        )
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def intersect(a: Window, b: Window) -> Window:
    """What two windows share; `SpecGanError` where that is nothing."""
    col, row = max(a.col, b.col), max(a.row, b.row)
    width = min(a.col + a.width, b.col + b.width) - col
    height = min(a.row + a.height, b.row + b.height) - row
    if width <= 0 or height <= 0:
        raise SpecGanError(
            "The extent lies outside the ground that both layers cover.",
            "Choose an extent over both layers, or leave it empty.",
        )
    return Window(col, row, width, height)


def window_around(outer: Window, col: float, row: float, size: int) -> Window:
    """`size` x `size` pixels around the pixel coordinates (col, row), moved and cut so that they lie in `outer`."""
    width, height = min(size, outer.width), min(size, outer.height)
    first_col = min(max(math.floor(col - width / 2 + 0.5), outer.col), outer.col + outer.width - width)
    first_row = min(max(math.floor(row - height / 2 + 0.5), outer.row), outer.row + outer.height - height)
    return Window(first_col, first_row, width, height)


def overlap_window(rgb: Grid, other: Grid) -> Window:
    """`shared_window` of the RGB layer and the hyperspectral one; raises `SpecGanError` where they do not overlap."""
    window = shared_window(rgb, other)
    if window is None:
        raise SpecGanError(
            "The RGB layer and the hyperspectral layer do not overlap.",
            "Choose two layers over the same ground and check their coordinate reference systems.",
            f"RGB {rgb.bounds()} in {rgb.crs_wkt[:60]}..., HSI {other.bounds()} in {other.crs_wkt[:60]}...",
        )
    return window


def shared_window(grid: Grid, other: Grid) -> Optional[Window]:
    """The pixels of `grid` whose ground the footprint of `other` touches, as a window; None where the two do not
    overlap.

    The footprint's densified outline decides, in the pixel space of `grid`, so any two CRSs and rotations do, and what
    lies inside, which a footprint around a pole has elsewhere. Where the two are turned against each other the window
    has corners without common ground.
    """
    if _inside(other, grid, *grid.outline()).all():
        return Window(0, 0, grid.width, grid.height)  # a footprint around a pole or the world has no outline in `grid`
    x, y = transform_points(*other.outline(), other.crs_wkt, grid.crs_wkt)
    window = _pixels_touched(grid, x, y)
    if window is None or not _share_ground(grid, window, other, x, y):
        return None
    inside = _pixels_within(grid, other)
    return window if inside is None else _around(window, inside)


def _share_ground(rgb: Grid, window: Window, other: Grid, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether two footprints with common bounds meet. x, y: outline of `other` in the CRS of `rgb`."""
    cols, rows = rgb.map_to_pixel(x, y)
    if ((cols > 0) & (cols < rgb.width) & (rows > 0) & (rows < rgb.height)).any():
        return True
    steps = np.linspace(0, 1, EDGE_POINTS)
    cols, rows = np.meshgrid(window.col + steps * window.width, window.row + steps * window.height)
    return bool(_inside(other, rgb, *rgb.pixel_to_map(cols, rows)).any())


def _inside(grid: Grid, owner: Grid, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """bool: which points (x, y), given in the CRS of `owner`, lie on `grid`."""
    cols, rows = grid.map_to_pixel(*transform_points(x, y, owner.crs_wkt, grid.crs_wkt))
    return np.asarray((cols > 0) & (cols < grid.width) & (rows > 0) & (rows < grid.height))


def extent_window(grid: Grid, box: Tuple[float, float, float, float], crs_wkt: str) -> Window:
    """The pixels of `grid` that (xmin, ymin, xmax, ymax) in the CRS `crs_wkt` touches.

    A rectangle of longitudes whose xmin is greater than its xmax goes across the 180th meridian (RFC 7946, 5.2). Raises
    `SpecGanError` where the rectangle is empty or lies beside the grid.
    """
    xmin, ymin, xmax, ymax = box
    if xmin > xmax:
        xmax += period(crs_wkt)
    if xmin < xmax and ymin < ymax:
        rectangle = Grid(crs_wkt, (xmin, xmax - xmin, 0.0, ymax, 0.0, ymin - ymax), 1, 1)
        x, y = transform_points(*rectangle.outline(), crs_wkt, grid.crs_wkt)
        outside, inside = _pixels_touched(grid, x, y), _pixels_within(grid, rectangle)
        window = outside if inside is None else inside
        if outside is not None and inside is not None and _has_outline(rectangle, grid, x, y):
            window = _around(outside, inside)
        if window is not None:
            return window
    raise SpecGanError(
        "The extent does not touch the RGB layer.", "Choose an extent over both layers, or leave it empty.", str(box)
    )


def _has_outline(rectangle: Grid, grid: Grid, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether the outline of a rectangle bounds it in the CRS of `grid` too, where it is (x, y): not that of the world,
    and not where it goes beyond what a projection can show."""
    if rectangle.columns_around and rectangle.columns_around < 2:
        return False
    found = np.array(rectangle.map_to_pixel(*transform_points(x, y, grid.crs_wkt, rectangle.crs_wkt)))
    return bool((np.abs(found - rectangle.map_to_pixel(*rectangle.outline())) < 1e-3).all())


def _pixels_within(grid: Grid, rectangle: Grid) -> Optional[Window]:
    """Bounding window of those of a mesh of the grid's points that lie in a rectangle, to a thousandth of a pixel."""

    def probe(cols: np.ndarray, rows: np.ndarray) -> np.ndarray:
        x, y = grid.pixel_to_map(*np.meshgrid(cols, rows))
        found = rectangle.map_to_pixel(*transform_points(x, y, grid.crs_wkt, rectangle.crs_wkt))
        across, down = found[0] / rectangle.width, found[1] / rectangle.height
        return np.asarray((np.abs(across - 0.5) <= 0.5 + 1e-9) & (np.abs(down - 0.5) <= 0.5 + 1e-9))

    cols, rows = (np.linspace(0, length, EDGE_POINTS) for length in (grid.width, grid.height))
    found = probe(cols, rows)
    if not found.any():
        return None
    left, right = _ends(cols, found.any(0), lambda some: probe(some, rows).any(0))
    top, bottom = _ends(rows, found.any(1), lambda some: probe(cols, some).any(1))
    return _clipped(grid, left, right, top, bottom)


def _ends(points: np.ndarray, found: np.ndarray, probe: Callable[[np.ndarray], np.ndarray]) -> Tuple[float, float]:
    """The first and the last place along `points` that `probe` finds, between the points too."""
    ends = []
    for order in (slice(None), slice(None, None, -1)):
        line, hits = points[order], found[order]
        while True:
            hit = int(hits.argmax())
            if hit == 0 or abs(line[hit] - line[hit - 1]) < 1e-3:
                break
            line = np.linspace(line[hit - 1], line[hit], EDGE_POINTS)
            hits = probe(line)
        ends.append(float(line[hit]))
    return ends[0], ends[1]


def _around(a: Window, b: Window) -> Window:
    """The smallest window with both."""
    col, row = min(a.col, b.col), min(a.row, b.row)
    right, bottom = max(a.col + a.width, b.col + b.width), max(a.row + a.height, b.row + b.height)
    return Window(col, row, right - col, bottom - row)


def _pixels_touched(grid: Grid, x: np.ndarray, y: np.ndarray) -> Optional[Window]:
    """Bounding window of map points in the grid's pixel space, clipped to the grid."""
    cols, rows = grid.map_to_pixel(x, y)
    known = np.isfinite(cols) & np.isfinite(rows)
    if not known.any():
        return None
    return _clipped(grid, cols[known].min(), cols[known].max(), rows[known].min(), rows[known].max())


def _clipped(grid: Grid, left: float, right: float, top: float, bottom: float) -> Optional[Window]:
    """The whole pixels of the grid between pixel coordinates; None where there are none."""
    # a thousandth of a pixel is rounding, not ground
    first_col, first_row = max(math.floor(left + 1e-3), 0), max(math.floor(top + 1e-3), 0)
    last_col, last_row = min(math.ceil(right - 1e-3), grid.width), min(math.ceil(bottom - 1e-3), grid.height)
    if last_col <= first_col or last_row <= first_row:
        return None
    return Window(first_col, first_row, last_col - first_col, last_row - first_row)

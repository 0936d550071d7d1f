"""Pixel grids on the map, as values and pure functions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import List, Tuple

import numpy as np
from osgeo import osr

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

    def pixel_to_map(self, col: np.ndarray, row: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Map coordinates of pixel coordinates (0, 0 = outer corner of the first pixel)."""
        t = self.transform
        col, row = np.asarray(col, float), np.asarray(row, float)
        return t[0] + col * t[1] + row * t[2], t[3] + col * t[4] + row * t[5]

    def map_to_pixel(self, x: np.ndarray, y: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Pixel coordinates of map coordinates."""
        t = self.transform
        determinant = t[1] * t[5] - t[2] * t[4]
        dx, dy = np.asarray(x, float) - t[0], np.asarray(y, float) - t[3]
        return (dx * t[5] - dy * t[2]) / determinant, (dy * t[1] - dx * t[4]) / determinant

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


def transform_points(x: np.ndarray, y: np.ndarray, from_wkt: str, to_wkt: str) -> Tuple[np.ndarray, np.ndarray]:
    """Carry points from one CRS to another (x east, y north in both); points that have no place there become nan."""
    with gdal_exceptions():
        source, target = spatial_reference(from_wkt), spatial_reference(to_wkt)
        if source.IsSame(target):
            return np.asarray(x, float), np.asarray(y, float)
        try:
            moved = osr.CoordinateTransformation(source, target).TransformPoints(
                np.column_stack([np.ravel(x), np.ravel(y)]).tolist()
            )
        except RuntimeError as error:
            raise SpecGanError(
                "The two coordinate reference systems cannot be converted into each other.",
                "Reproject one of the layers first.",
                str(error),
            ) from error
    points = np.array(moved, float).reshape(-1, 3)[:, :2]
    points[~np.isfinite(points).all(1)] = np.nan
    shape = np.shape(x)
    return points[:, 0].reshape(shape), points[:, 1].reshape(shape)


def spatial_reference(wkt: str) -> osr.SpatialReference:
    """OSR object of a WKT, with x east and y north whatever the CRS says."""
    reference = osr.SpatialReference()
    reference.ImportFromWkt(wkt)
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


def overlap_window(rgb: Grid, other: Grid) -> Window:
    """The pixels of `rgb` whose ground the footprint of `other` touches, as a window.

    The footprint's densified outline decides, in the pixel space of `rgb`, so any two CRSs and rotations do. Raises
    `SpecGanError` where the two do not overlap.
    """
    x, y = transform_points(*other.outline(), other.crs_wkt, rgb.crs_wkt)
    window = _pixels_touched(rgb, x, y)
    if window is None:
        raise SpecGanError(
            "The RGB layer and the hyperspectral layer do not overlap.",
            "Choose two layers over the same ground and check their coordinate reference systems.",
            f"RGB bounds {rgb.bounds()}, HSI bounds in that CRS {np.nanmin(x)}, {np.nanmin(y)}, {np.nanmax(x)}, "
            f"{np.nanmax(y)}",
        )
    return window


def extent_window(grid: Grid, box: Tuple[float, float, float, float], crs_wkt: str) -> Window:
    """The pixels of `grid` that (xmin, ymin, xmax, ymax) in the CRS `crs_wkt` touches.

    Raises `SpecGanError` where the rectangle is empty or lies beside the grid.
    """
    xmin, ymin, xmax, ymax = box
    if xmin < xmax and ymin < ymax:
        rectangle = Grid(crs_wkt, (xmin, xmax - xmin, 0.0, ymax, 0.0, ymin - ymax), 1, 1)
        x, y = transform_points(*rectangle.outline(), crs_wkt, grid.crs_wkt)
        window = _pixels_touched(grid, x, y)
        if window is not None:
            return window
    raise SpecGanError(
        "The extent does not touch the RGB layer.", "Choose an extent over both layers, or leave it empty.", str(box)
    )


def _pixels_touched(grid: Grid, x: np.ndarray, y: np.ndarray) -> Window | None:
    """Bounding window of map points in the grid's pixel space, clipped to the grid."""
    cols, rows = grid.map_to_pixel(x, y)
    known = np.isfinite(cols) & np.isfinite(rows)
    if not known.any():
        return None
    # a thousandth of a pixel is rounding, not ground
    first_col = max(math.floor(cols[known].min() + 1e-3), 0)
    first_row = max(math.floor(rows[known].min() + 1e-3), 0)
    last_col = min(math.ceil(cols[known].max() - 1e-3), grid.width)
    last_row = min(math.ceil(rows[known].max() - 1e-3), grid.height)
    if last_col <= first_col or last_row <= first_row:
        return None
    return Window(first_col, first_row, last_col - first_col, last_row - first_row)

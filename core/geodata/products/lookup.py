"""Swaths on a map grid: a table that says for each pixel of the grid which pixel of the swath it shows."""

from __future__ import annotations

from typing import Callable, Tuple

import numpy as np
from osgeo import gdal

from ..gdalstate import gdal_exceptions
from ..grid import Grid, Window

Table = Callable[[Window], Tuple[np.ndarray, np.ndarray]]
"""(rows, cols) int (h, w) of the swath for a window of the grid, counted from 0; -1: no pixel."""
Reader = Callable[[int, int, int, int], np.ndarray]
"""(row, col, height, width) to the swath's values (bands, height, width)."""


def through(table: Table, read: Reader, bands: int, dtype: str, nodata: float) -> Callable[[Window], np.ndarray]:
    """The pixels of the grid, from the block of the swath that a window needs."""

    def window_of(window: Window) -> np.ndarray:
        rows, cols = table(window)
        values = np.full((bands, window.height, window.width), nodata, dtype)
        there = (rows >= 0) & (cols >= 0)
        if there.any():
            top, left = int(rows[there].min()), int(cols[there].min())
            block = read(top, left, int(rows[there].max()) - top + 1, int(cols[there].max()) - left + 1)
            values[:, there] = block[:, rows[there] - top, cols[there] - left]
        return values

    return window_of


def table_of(latitude: np.ndarray, longitude: np.ndarray, grid: Grid) -> Table:
    """The table of a swath whose pixel centres lie at `latitude` and `longitude` (h, w), degrees, WGS 84.

    GDAL's geolocation transformer inverts the arrays, nearest neighbour; pixels outside of the swath have none.
    """
    height, width = latitude.shape
    rows, cols = np.mgrid[:height, :width].astype(np.int32)
    with gdal_exceptions():
        memory = gdal.GetDriverByName("MEM")
        places = memory.Create("", width, height, 2, gdal.GDT_Float64)
        places.GetRasterBand(1).WriteArray(longitude)
        places.GetRasterBand(2).WriteArray(latitude)
        name = "/vsimem/specgan_geolocation.tif"
        gdal.GetDriverByName("GTiff").CreateCopy(name, places)
        numbers = memory.Create("", width, height, 2, gdal.GDT_Int32)
        numbers.GetRasterBand(1).WriteArray(rows)
        numbers.GetRasterBand(2).WriteArray(cols)
        geolocation = {"X_DATASET": name, "X_BAND": "1", "Y_DATASET": name, "Y_BAND": "2", "SRS": "EPSG:4326"}
        shape = {"PIXEL_OFFSET": "0", "LINE_OFFSET": "0", "PIXEL_STEP": "1", "LINE_STEP": "1"}
        numbers.SetMetadata({**geolocation, **shape, "GEOREFERENCING_CONVENTION": "PIXEL_CENTER"}, "GEOLOCATION")
        target = memory.Create("", grid.width, grid.height, 2, gdal.GDT_Int32)
        target.SetGeoTransform(grid.transform)
        target.SetProjection(grid.crs_wkt)
        for number in (1, 2):
            target.GetRasterBand(number).SetNoDataValue(-1)
            target.GetRasterBand(number).Fill(-1)
        try:
            gdal.Warp(target, numbers, resampleAlg="near", geoloc=True)
            found = target.ReadAsArray()
        finally:
            gdal.Unlink(name)
    return table_from(found[0], found[1])


def table_from(rows: np.ndarray, cols: np.ndarray) -> Table:
    """The table of two arrays on the grid."""

    def part(window: Window) -> Tuple[np.ndarray, np.ndarray]:
        here = slice(window.row, window.row + window.height), slice(window.col, window.col + window.width)
        return rows[here], cols[here]

    return part

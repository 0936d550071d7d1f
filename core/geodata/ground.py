"""How long pixels are on the ground."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Optional, Tuple

import numpy as np
from osgeo import osr

from ..errors import SpecGanError
from .gdalstate import gdal_exceptions
from .grid import Grid, spatial_reference, transform_points


def pixel_on_ground(grid: Grid) -> Optional[Tuple[float, float]]:
    """Lengths in metres of a pixel's sides along a row and along a column, in the middle of the grid.

    Measured on the ellipsoid of the CRS, so that degrees, feet, and Mercator's stretch count as what they are. A CRS
    without a place on Earth counts in its unit; None where it has no known unit.
    """
    with gdal_exceptions(), suppress(SpecGanError, RuntimeError):
        reference = spatial_reference(grid.crs_wkt) if grid.crs_wkt else None
        if reference is None:
            return None
        if reference.IsLocal() or not (reference.IsGeographic() or reference.IsProjected()):
            across, down = grid.pixel_size()
            return across * reference.GetLinearUnits(), down * reference.GetLinearUnits()
        return _on_ellipsoid(grid, reference)
    return None


def _on_ellipsoid(grid: Grid, reference: osr.SpatialReference) -> Optional[Tuple[float, float]]:
    """By the radii of curvature in the middle of the grid (Snyder 1987, Map Projections, eq. 4-18 and 4-20)."""
    base = reference if reference.IsGeographic() and not reference.IsDerivedGeographic() else reference.CloneGeogCS()
    col, row = grid.width / 2, grid.height / 2
    x, y = grid.pixel_to_map(np.array([col, col + 1, col]), np.array([row, row, row + 1]))
    lon, lat = transform_points(x, y, grid.crs_wkt, base.ExportToWkt(["FORMAT=WKT2_2019"]))
    lon, lat = np.radians(lon), np.radians(lat)
    if abs(base.GetAngularUnits() - math.radians(1)) > 1e-12:
        lon, lat = (np.degrees(angle) * base.GetAngularUnits() for angle in (lon, lat))
    flattening = 1 / base.GetInvFlattening() if base.GetInvFlattening() else 0.0
    squared = flattening * (2 - flattening)
    bent = 1 - squared * math.sin(lat[0]) ** 2
    prime = base.GetSemiMajor() / math.sqrt(bent)
    meridian = prime * (1 - squared) / bent
    east = np.mod(lon[1:] - lon[0] + math.pi, 2 * math.pi) - math.pi
    across, down = np.hypot(east * prime * math.cos(lat[0]), (lat[1:] - lat[0]) * meridian)
    return (float(across), float(down)) if np.isfinite(across + down) else None

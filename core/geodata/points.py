"""Points from one coordinate reference system to another."""

from __future__ import annotations

from typing import Tuple

import numpy as np
from osgeo import osr

from ..errors import SpecGanError


def wkt_of(definition: str) -> str:
    """WKT of a coordinate reference system given in any form that GDAL knows, such as "EPSG:3035"."""
    return str(_reference(definition).ExportToWkt())


def transform_points(x: np.ndarray, y: np.ndarray, from_crs: str, to_crs: str) -> Tuple[np.ndarray, np.ndarray]:
    """Exact map coordinates of points in another CRS, float64, in the shape of `x`.

    Easting or longitude comes first in both systems. Raises `SpecGanError` where a point has no counterpart.
    """
    change = osr.CoordinateTransformation(_reference(from_crs), _reference(to_crs))
    shape = np.shape(x)
    pairs = np.stack([np.ravel(x), np.ravel(y)], axis=1).astype(float)
    moved = np.asarray(change.TransformPoints(pairs), float)[:, :2] if len(pairs) else pairs
    if not np.isfinite(moved).all():
        raise SpecGanError(
            "Some points cannot be transformed between the two coordinate reference systems.",
            "Choose a coordinate reference system that is made for the place.",
        )
    return moved[:, 0].reshape(shape), moved[:, 1].reshape(shape)


def _reference(definition: str) -> osr.SpatialReference:
    reference = osr.SpatialReference()
    try:
        failed = reference.SetFromUserInput(definition) != 0
    except RuntimeError:  # where a host has switched GDAL's exceptions on
        failed = True
    if failed:
        raise SpecGanError(
            f"{definition[:60]!r} is no coordinate reference system.", 'Give it like "EPSG:32633", or as WKT.'
        )
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference

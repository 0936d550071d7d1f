"""Where a part of a raster is, in the ways that people and programs find it by."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Optional, Tuple

import numpy as np

from ..errors import SpecGanError
from .gdalstate import gdal_exceptions
from .grid import Grid, Window, spatial_reference, transform_points


@dataclass(frozen=True)
class Address:
    """A window on the map."""

    centre: Tuple[float, float]
    """Map coordinates."""
    bounds: Tuple[float, float, float, float]
    """xmin, ymin, xmax, ymax."""
    crs: str
    """As "EPSG:32633"; empty where the CRS has no code."""
    lonlat: Optional[Tuple[float, float]]
    """Longitude and latitude of the centre, degrees, WGS 84; None where it has no place on Earth."""
    polygon: str
    """The window's outline, WKT."""

    @property
    def extent(self) -> str:
        """As QGIS takes it in every field for an extent: xmin,xmax,ymin,ymax [EPSG:32633]."""
        xmin, ymin, xmax, ymax = (_plain(value) for value in self.bounds)
        return f"{xmin},{xmax},{ymin},{ymax}" + (f" [{self.crs}]" if self.crs else "")

    @property
    def coordinates(self) -> str:
        """As QGIS takes them in the coordinate field of the status bar, in the CRS of the layer."""
        return ",".join(_plain(value) for value in self.centre)

    @property
    def uri(self) -> str:
        """A geo URI (RFC 5870), which opens a map; empty without a place on Earth."""
        return f"geo:{self.lonlat[1]:.6f},{self.lonlat[0]:.6f}" if self.lonlat else ""


def address(grid: Grid, window: Window) -> Address:
    """That of a window of `grid`."""
    part = grid.window(window)
    x, y = part.pixel_to_map(part.width / 2, part.height / 2)
    corners = part.corners()
    outline = ", ".join(f"{_plain(a)} {_plain(b)}" for a, b in [*corners, corners[0]])
    return Address(
        (float(x), float(y)), part.bounds(), crs_code(grid.crs_wkt), _lonlat(grid, x, y), f"POLYGON (({outline}))"
    )


def crs_code(wkt: str) -> str:
    """Authority and code of a CRS, "EPSG:32633"; empty where it has none."""
    with gdal_exceptions(), suppress(SpecGanError, RuntimeError):
        reference = spatial_reference(wkt)
        name, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
        return f"{name}:{code}" if name and code else ""
    return ""


def _lonlat(grid: Grid, x: np.ndarray, y: np.ndarray) -> Optional[Tuple[float, float]]:
    with gdal_exceptions(), suppress(SpecGanError, RuntimeError):
        earth = spatial_reference(WGS84)
        lon, lat = transform_points(np.array([x]), np.array([y]), grid.crs_wkt, earth.ExportToWkt())
        if np.isfinite(lon[0]) and np.isfinite(lat[0]):
            return float(lon[0]), float(lat[0])
    return None


def _plain(value: float) -> str:
    """A map coordinate without an exponent: ten digits are a tenth of a millimetre in metres, and in degrees."""
    return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:.4f}".rstrip("0").rstrip(".")


WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
"""Longitude and latitude."""

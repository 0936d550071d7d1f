"""Where a GDAL dataset has its pixels on the map, and what to do with one that says so in a way of its own."""

from __future__ import annotations

import math
from typing import Any, Optional

from ..errors import SpecGanError
from .grid import Grid, Transform

NO_PLACE = (0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
"""What GDAL gives for a raster without a geotransform: pixels count as map units."""
PRODUCTS = ("HDF5", "HDF5Image", "HDF4", "HDF4Image", "netCDF", "BAG")
"""Drivers of containers, in which agencies deliver swaths: the place is in arrays of their own."""


def grid_of(path: str, dataset: Any, require_crs: bool = True, crs_wkt: str = "") -> Grid:
    """The grid of an open dataset, in the CRS `crs_wkt` where one was assigned by hand.

    Raises `SpecGanError` where the raster has no CRS or no geotransform, and says how to give it one. An assigned CRS
    does not make up for a missing geotransform. With `require_crs` false and no assigned CRS both may be missing: the
    WKT is empty then, and map coordinates are pixels, y upwards.
    """
    reference = dataset.GetSpatialRef()
    # WKT 2 holds every CRS; GetProjection gives WKT 1, which cannot say all of them
    wkt = crs_wkt or (reference.ExportToWkt(["FORMAT=WKT2_2019"]) if reference is not None else "")
    transform = _transform(dataset)
    if require_crs or crs_wkt:
        if transform is None:
            _refuse_other_places(path, dataset)
        if not wkt:
            raise SpecGanError(
                "{path} has no coordinate reference system.",
                "Assign one first (Raster, Projections, Assign Projection).",
                path=path,
            )
        local = not crs_wkt and reference.IsLocal()
        if transform is None or (_counts_pixels(transform) and not local):
            raise SpecGanError(
                "{path} does not tell where its pixels lie on the map.",
                "Georeference it first (Raster, Georeferencer).",
                path=path,
            )
    return Grid(wkt, transform or (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), dataset.RasterXSize, dataset.RasterYSize)


def _transform(dataset: Any) -> Optional[Transform]:
    """The geotransform; None where there is none, and where it is none: the identity, without an area, or with numbers
    that are none."""
    found = dataset.GetGeoTransform(can_return_null=True)
    if found is None or tuple(found) == NO_PLACE or not all(map(math.isfinite, found)):
        return None
    if found[1] * found[5] == found[2] * found[4]:
        return None
    return tuple(found)  # type: ignore[return-value]


def _counts_pixels(transform: Transform) -> bool:
    """Pixels of 1 x 1 from 0, 0 downwards: how QGIS shows, and exports, a raster without a place."""
    return transform == (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)


def _refuse_other_places(path: str, dataset: Any) -> None:
    """Raises `SpecGanError` for a raster whose place is told by other means than a geotransform."""
    points = dataset.GetGCPCount()
    if points:
        raise SpecGanError(
            "{path} is placed on the map by {points} ground control points only.",
            "Warp it first (Raster, Projections, Warp (Reproject), or gdalwarp), and take the warped raster.",
            path=path,
            points=points,
        )
    if dataset.GetMetadata("RPC"):
        raise SpecGanError(
            "{path} is placed on the map by rational polynomial coefficients (RPC) only.",
            "Warp it first with gdalwarp -rpc, best with a terrain model (-to RPC_DEM=dem.tif), and take the warped "
            "raster.",
            path=path,
        )
    if _is_product(path, dataset):
        raise SpecGanError(
            "{path} is part of a product that has no geotransform.",
            "Make a GeoTIFF of the product first (specgan:importproduct in the Processing Toolbox).",
            path=path,
        )
    if dataset.GetMetadata("GEOLOCATION"):
        raise SpecGanError(
            "{path} is placed on the map by arrays of longitude and latitude only.",
            "Warp it first with gdalwarp -geoloc, and take the warped raster.",
            path=path,
        )


def _is_product(path: str, dataset: Any) -> bool:
    return dataset.GetDriver().ShortName in PRODUCTS or path.split(":")[0].upper() in ("HDF5", "HDF4_EOS", "NETCDF")


def without_bands(path: str, dataset: Any) -> SpecGanError:
    """What to say of a dataset that has no bands of its own."""
    parts = len(dataset.GetSubDatasets())
    if not parts:
        return SpecGanError("{path} holds no raster bands.", "Choose a raster file.", path=path)
    if _is_product(path, dataset):
        return SpecGanError(
            "{path} holds no raster bands, but {parts} subdatasets.",
            "Make a GeoTIFF of the product first (specgan:importproduct in the Processing Toolbox), or choose one of "
            "its subdatasets.",
            path=path,
            parts=parts,
        )
    return SpecGanError(
        "{path} holds no raster bands, but {parts} subdatasets.",
        "Choose one of its subdatasets.",
        path=path,
        parts=parts,
    )

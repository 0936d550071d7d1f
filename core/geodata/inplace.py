"""A finished raster takes its name, with what GDAL keeps beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Tuple

from osgeo import gdal

from .gdalstate import gdal_quiet

SIDECARS = (".aux.xml", ".ovr", ".msk", ".msk.ovr")
"""Endings of files that GDAL keeps beside a raster."""


def take_place(part: Path, target: Path) -> None:
    """Rename `part` and its sidecars to `target`; sidecars that an older file has left there go.

    OSError before anything has changed, if the file system does not take the names. Once the raster has its name the
    job is a success, and a sidecar of the older file that cannot be removed makes no error of it.
    """
    own = [ending for ending in SIDECARS if _beside(part, ending).exists()]
    for ending in own:
        with suppress(FileNotFoundError):
            os.lstat(_beside(target, ending))
    os.replace(part, target)
    for ending in SIDECARS:
        with suppress(OSError):
            if ending in own:
                os.replace(_beside(part, ending), _beside(target, ending))
            else:
                os.unlink(_beside(target, ending))


def remove_part(part: Path) -> None:
    """Remove an unfinished raster and its sidecars."""
    with gdal_quiet():
        for ending in ("", *SIDECARS):
            with suppress(OSError):
                os.unlink(_beside(part, ending))


def check_name(target: Path, crs_wkt: str, transform: Tuple[float, ...]) -> None:
    """OSError if a GeoTIFF on this grid needs a sidecar (its CRS cannot stand in it) whose name is too long.

    GDAL's exceptions must be on.
    """
    try:
        os.lstat(_beside(target, SIDECARS[0]))
    except FileNotFoundError:
        return
    except OSError:
        trial = f"/vsimem/specgan/{id(target)}.tif"
        dataset = gdal.GetDriverByName("GTiff").Create(trial, 1, 1, 1)
        dataset.SetProjection(crs_wkt)
        dataset.SetGeoTransform(transform)
        dataset = None
        needed = gdal.VSIStatL(trial + SIDECARS[0]) is not None
        for ending in ("", SIDECARS[0]):
            with gdal_quiet(), suppress(RuntimeError):
                gdal.Unlink(trial + ending)
        if needed:
            raise


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)

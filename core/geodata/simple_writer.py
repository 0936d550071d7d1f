"""Writes a whole array as a GeoTIFF, for samples and test data that fit into memory. Results have their own writer."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal, gdal_array, osr

from ..errors import SpecGanError
from ..shelf.causes import sentences
from ..shelf.files import temporary
from .gdalstate import gdal_exceptions, writing_options
from .inplace import remove_part, take_place


def wkt_of(definition: str) -> str:
    """WKT of a coordinate reference system given in any form that GDAL knows, such as "EPSG:3035"."""
    reference = osr.SpatialReference()
    try:
        with gdal_exceptions():
            if reference.SetFromUserInput(definition) != 0:  # osr has a switch of its own for exceptions
                raise RuntimeError("OGR cannot read it")
            return str(reference.ExportToWkt())
    except RuntimeError as error:
        raise SpecGanError(
            "{definition!r} is no coordinate reference system.",
            'Give it like "EPSG:32633", or as WKT.',
            str(error),
            definition=definition[:60],
        ) from error


def write_geotiff(
    path: Path,
    array: np.ndarray,
    crs_wkt: str,
    transform: Tuple[float, ...],
    wavelengths: Optional[Sequence[float]] = None,
    fwhm: Optional[Sequence[float]] = None,
    tags: Optional[Mapping[str, str]] = None,
) -> None:
    """Write (bands, h, w) as a DEFLATE-compressed GeoTIFF of the array's type, under a temporary name first.

    transform : the six GDAL numbers. wavelengths, fwhm : nm, one a band, go into the band metadata as `wavelength`,
    `wavelength_units`, `fwhm`. tags : dataset metadata. Three bands of 8 bit become red, green and blue. Raises
    `SpecGanError` where the file cannot be written.
    """
    path = Path(path)
    part = temporary(path, ".tif")
    try:
        with sentences(path, part), gdal_exceptions(), writing_options():
            _write(part, array, crs_wkt, transform, wavelengths, fwhm, tags or {})
            take_place(part, path)
    finally:
        remove_part(part)


def _write(
    path: Path,
    array: np.ndarray,
    crs_wkt: str,
    transform: Tuple[float, ...],
    wavelengths: Optional[Sequence[float]],
    fwhm: Optional[Sequence[float]],
    tags: Mapping[str, str],
) -> None:
    """The GDAL part; GDAL's exceptions must be on."""
    count, height, width = array.shape
    kind = gdal_array.NumericTypeCodeToGDALTypeCode(array.dtype)
    options = ["COMPRESS=DEFLATE", "ZLEVEL=9", "PREDICTOR=2" if array.dtype.kind in "iu" else "PREDICTOR=3"]
    if count == 3 and array.dtype == np.uint8:
        options += ["PHOTOMETRIC=RGB", "INTERLEAVE=PIXEL"]
    else:
        options += ["INTERLEAVE=BAND"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, kind, options)
    dataset.SetProjection(crs_wkt)
    dataset.SetGeoTransform(tuple(transform))
    dataset.SetMetadata(dict(tags))
    for i in range(count):
        band = dataset.GetRasterBand(i + 1)
        if wavelengths is not None:
            band.SetDescription(f"band {i + 1} ({wavelengths[i]:g} Nanometers)")
            metadata = {"wavelength": f"{wavelengths[i]:g}", "wavelength_units": "Nanometers"}
            if fwhm is not None:
                metadata["fwhm"] = f"{fwhm[i]:g}"
            band.SetMetadata(metadata)
        band.WriteArray(array[i])
    dataset.FlushCache()

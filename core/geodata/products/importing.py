"""Products as agencies deliver them become georeferenced GeoTIFFs with wavelengths, FWHM, bad bands and nodata."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, List, Optional, Union

import numpy as np
from osgeo import gdal

from ...errors import SpecGanError
from ...errors.messages import Message
from ...shelf.causes import sentences
from ...shelf.files import temporary
from ...shelf.progress import Progress
from ..gdalstate import bounded_cache, gdal_exceptions, gdal_quiet, writing_options
from ..grid import Window
from ..inplace import check_name, remove_part, take_place
from ..raster import GDAL_TYPES
from ..sidecars import metadata_image
from ..writer import (
    check_complete,
    check_no_input,
    check_space,
    check_target,
    compression_threads,
    required_bytes,
)
from .hdf import Hdf
from .images import image_product
from .layouts import LAYOUTS
from .product import Product

TILE = 128
"""Width and height of the file's tiles, and of the blocks that are read: a block of 426 bands of float is 28 MB."""
CACHE = 64 << 20
"""Bytes by which GDAL's block cache may grow."""
HDF = (".he5", ".h5", ".hdf5", ".nc", ".nc4", ".hdf")
"""Endings of files that are looked at as HDF5."""


@dataclass(frozen=True)
class Imported:
    """What was written."""

    path: Path
    kind: str
    """Name of the product."""
    bands: int
    bad: int
    """Bands that the product marks as bad; they are in the file, marked (bbl 0)."""
    first: float
    """Wavelength of the first band, nm."""
    last: float
    """Of the last band, nm."""


@contextmanager
def open_product(path: Union[str, Path]) -> Iterator[Product]:
    """The product in a file; `SpecGanError` where it is none of those that are known."""
    path = str(path)
    if not os.path.isfile(path):
        raise SpecGanError("There is no file {path}.", "Choose the file of the product.", path=path)
    with image_product(path) as image:
        if image is not None:
            yield image
            return
    if path.lower().endswith(HDF):
        with Hdf(path) as file:
            for layout in LAYOUTS:
                product = layout(file)
                if product is not None:
                    yield product
                    return
    raise SpecGanError(
        "{path} is no product that can be imported.",
        "Choose METADATA.XML or SPECTRAL_IMAGE of EnMAP L1C or L2A or of DESIS, or a file of PRISMA L2D (he5), EMIT "
        "L2A (nc), NEON reflectance (h5) or Tanager (h5).",
        path=path,
    )


def find_product(path: Union[str, Path]) -> str:
    """The kind of the product in a file, from its header; `SpecGanError` where it is none that is known."""
    with open_product(path) as product:
        return product.kind


def import_product(source: Union[str, Path], target: Union[str, Path], progress: Optional[Progress] = None) -> Imported:
    """Write the product in `source` as a GeoTIFF `target`, block by block.

    Bands come in the order of their wavelengths, values as they are in the product (reflectance of PRISMA as float
    where its two cubes have different scales), scale and offset as the bands' own. An error or a cancel leaves nothing
    and an older file untouched. Raises `SpecGanError`, and `Cancelled` where `progress` wants to stop.
    """
    progress, target = progress or Progress(), Path(target)
    check_target(target)
    check_no_input(target, (str(source), metadata_image(str(source)) or str(source)))
    with open_product(source) as product:
        check_space(target.parent, required_bytes(product.grid, product.dtype, product.bands))
        progress.log(
            Message(
                "{kind}: {width} x {height} pixels, {bands} bands from {first:g} to {last:g} nm, {count} marked as bad",
                kind=product.kind,
                width=product.grid.width,
                height=product.grid.height,
                bands=product.bands,
                first=product.wavelengths[0],
                last=product.wavelengths[-1],
                count=product.good.count(False),
            )
        )
        with bounded_cache(CACHE):
            _write(product, target, str(source), progress)
    bad, nm = product.good.count(False), product.wavelengths
    return Imported(target, product.kind, product.bands, bad, nm[0], nm[-1])


def _write(product: Product, target: Path, source: str, progress: Progress) -> None:
    part, windows, dataset = temporary(target, ".tif"), _windows(product), None
    empty = True
    try:
        with _writing(target, part, progress):
            check_name(target, product.grid.crs_wkt, product.grid.transform)
            dataset = _created(product, part, source)
        for done, window in enumerate(windows):
            progress.step(done, len(windows))
            values = product.read(window)
            empty = empty and bool((values == np.asarray(product.nodata, values.dtype)).all())
            with _writing(target, part, progress):
                for number, band in enumerate(values, start=1):
                    dataset.GetRasterBand(number).WriteArray(band, window.col, window.row)
        if empty:
            raise SpecGanError("The product holds no data.", "Download it again, or choose another one.")
        with _writing(target, part, progress):
            dataset.FlushCache()
            dataset = None
            check_complete(part, product.grid)
            take_place(part, target)
        progress.step(len(windows), len(windows))
    finally:
        with gdal_quiet():  # on a full disk closing fails once more
            dataset = None
        remove_part(part)


@contextmanager
def _writing(target: Path, part: Path, progress: Progress) -> Iterator[None]:
    with gdal_exceptions(), writing_options(), sentences(target, part, progress):
        yield


def _created(product: Product, part: Path, source: str) -> Any:
    floating = np.dtype(product.dtype).kind == "f"
    options = [
        *("TILED=YES", f"BLOCKXSIZE={TILE}", f"BLOCKYSIZE={TILE}", "INTERLEAVE=BAND", "BIGTIFF=IF_SAFER"),
        *("COMPRESS=DEFLATE", "ZLEVEL=1", f"PREDICTOR={3 if floating else 2}", f"NUM_THREADS={compression_threads()}"),
    ]
    grid = product.grid
    driver, kind = gdal.GetDriverByName("GTiff"), GDAL_TYPES[product.dtype]
    dataset = driver.Create(str(part), grid.width, grid.height, product.bands, kind, options=options)
    dataset.SetGeoTransform(grid.transform)
    dataset.SetProjection(grid.crs_wkt)
    dataset.SetMetadata({"PRODUCT": product.kind, "SOURCE": os.path.basename(source), **product.tags})
    for index, nm in enumerate(product.wavelengths):
        band = dataset.GetRasterBand(index + 1)
        values = {"wavelength": f"{nm:.10g}", "wavelength_units": "Nanometers", "bbl": f"{int(product.good[index])}"}
        if product.widths:
            values["fwhm"] = f"{product.widths[index]:.10g}"
        band.SetMetadata(values)
        band.SetDescription(f"band {index + 1} ({nm:.10g} Nanometers)")
        band.SetNoDataValue(product.nodata)
        if (product.scale, product.offset) != (1.0, 0.0):
            band.SetScale(product.scale)
            band.SetOffset(product.offset)
    return dataset


def _windows(product: Product) -> List[Window]:
    """The file's tiles, row by row."""
    width, height = product.grid.width, product.grid.height
    return [
        Window(col, row, min(TILE, width - col), min(TILE, height - row))
        for row in range(0, height, TILE)
        for col in range(0, width, TILE)
    ]

"""The result on disk: written row by row under a temporary name, complete or not there at all."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Sequence, Union

import numpy as np
from osgeo import gdal

from ..errors import SpecGanError
from .gdalstate import gdal_config, gdal_exceptions
from .grid import Grid
from .raster import GDAL_TYPES, RasterInfo

SMALLEST_OVERVIEW = 256
"""Overviews are built until the longer side is at most this many pixels."""
RGB_NAMES = ("Red", "Green", "Blue")


def check_target(target: Union[str, Path], inputs: Sequence[str]) -> None:
    """Raises `SpecGanError` where nothing can be written to `target`, or where it is one of the `inputs`."""
    path = Path(target)
    if path.suffix.lower() not in (".tif", ".tiff"):
        raise SpecGanError(f"{path.name} is not a GeoTIFF name.", "Choose an output file that ends in .tif.")
    for source in inputs:
        if os.path.exists(source) and (
            os.path.realpath(source) == os.path.realpath(path) or (path.exists() and os.path.samefile(source, path))
        ):
            raise SpecGanError(f"The output {path} is also an input.", "Choose another output file.")
    if not path.parent.is_dir():
        raise SpecGanError(f"There is no folder {path.parent}.", "Make the folder, or choose another output file.")
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise SpecGanError(f"{path} cannot be written.", "Choose a file in a folder that you may write to.")


def required_bytes(grid: Grid, dtype: str, bands: int = 3) -> int:
    """Upper estimate of the file in bytes: uncompressed pixels, mask and overviews (a third more)."""
    pixels = grid.width * grid.height
    return (pixels * (bands * np.dtype(dtype).itemsize + 1)) * 4 // 3


def check_space(folder: Union[str, Path], needed: int) -> None:
    """Raises `SpecGanError` where the disk of `folder` has fewer than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SpecGanError(
            f"The result may need {needed / 1e9:.2f} GB, the disk of {folder} has {free / 1e9:.2f} GB free.",
            "Free some space, choose another disk, or a smaller extent.",
        )


def to_dtype(values: np.ndarray, dtype: str) -> np.ndarray:
    """float32 to `dtype`; integers are rounded and kept inside the type's range."""
    if np.dtype(dtype).kind == "f":
        return values.astype(dtype)
    limits = np.iinfo(dtype)
    if limits.max < 1 << 24:
        return np.clip(np.rint(values), limits.min, limits.max).astype(dtype)
    wide = np.rint(values.astype(np.float64))  # float32 cannot hold the limits of 32 bit integers
    return np.clip(wide, limits.min, limits.max).astype(dtype)


class ResultWriter:
    """Writes the three bands of a result as a GeoTIFF; a context manager.

    Rows come from top to bottom through `write_rows`; `finish` completes the file and renames it to its final name.
    Leaving the context without `finish` removes what was written and leaves an older file of that name untouched.
    Pixels that are not data get the nodata value that the RGB layer declares, else a mask band.
    """

    def __init__(self, target: Union[str, Path], grid: Grid, rgb: RasterInfo, rgb_bands: Sequence[int]) -> None:
        self._target = Path(target)
        self._part = self._target.with_name(f".{self._target.name}.{os.getpid()}.part.tif")
        self._grid, self._dtype = grid, rgb.dtype
        self._nodata = rgb.nodata[rgb_bands[0] - 1]
        self._names = [rgb.band_names[band - 1] or name for band, name in zip(rgb_bands, RGB_NAMES)]
        self._dataset: Any = None
        self._mask: Any = None

    def __enter__(self) -> ResultWriter:
        with gdal_exceptions(), _sentences(self._target):
            self._dataset = self._create()
        return self

    def _create(self) -> Any:
        options = [
            "TILED=YES",
            "COMPRESS=DEFLATE",
            "ZLEVEL=6",
            f"PREDICTOR={3 if self._dtype.startswith('float') else 2}",
            "BIGTIFF=IF_SAFER",
            "PHOTOMETRIC=RGB",
            "INTERLEAVE=PIXEL",
            "NUM_THREADS=2",
        ]
        grid = self._grid
        driver = gdal.GetDriverByName("GTiff")
        dataset = driver.Create(str(self._part), grid.width, grid.height, 3, GDAL_TYPES[self._dtype], options=options)
        dataset.SetGeoTransform(grid.transform)
        dataset.SetProjection(grid.crs_wkt)
        for number, name in enumerate(self._names, start=1):
            band = dataset.GetRasterBand(number)
            band.SetDescription(name)
            if self._nodata is not None:
                band.SetNoDataValue(self._nodata)
        if self._nodata is None:
            with gdal_config(GDAL_TIFF_INTERNAL_MASK="YES"):
                dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
            self._mask = dataset.GetRasterBand(1).GetMaskBand()
        return dataset

    def write_rows(self, row: int, pixels: np.ndarray, valid: np.ndarray) -> None:
        """Rows from `row` on: pixels (3, h, width) in the file's type, valid bool (h, width)."""
        with gdal_exceptions(), _sentences(self._target):
            if not valid.all():
                fill = 0 if self._nodata is None else np.asarray(self._nodata).astype(self._dtype)
                pixels = np.where(valid, pixels, fill)
            if self._nodata is not None:
                pixels = _spare(pixels, valid, self._nodata)
            self._dataset.WriteArray(np.ascontiguousarray(pixels), 0, row)
            if self._mask is not None:
                self._mask.WriteArray(valid.astype(np.uint8) * 255, 0, row)

    def finish(self, tags: Mapping[str, str]) -> None:
        """Statistics, `tags`, overviews; then the file takes its final name."""
        with gdal_exceptions(), _sentences(self._target):
            for number in (1, 2, 3):
                band = self._dataset.GetRasterBand(number)
                with suppress(RuntimeError):  # a result without a single valid pixel has no statistics
                    band.SetStatistics(*band.ComputeStatistics(True))
            self._dataset.SetMetadata(dict(tags))
            self._mask = None
            self._dataset.FlushCache()
            factors = _overview_factors(max(self._grid.width, self._grid.height))
            if factors:
                with gdal_config(COMPRESS_OVERVIEW="DEFLATE", GDAL_TIFF_INTERNAL_MASK="YES"):
                    self._dataset.BuildOverviews("AVERAGE", factors)
            self._dataset = None
            os.replace(self._part, self._target)
            # statistics of an older file of this name would be shown for the new one
            self._target.with_name(self._target.name + ".aux.xml").unlink(missing_ok=True)

    def __exit__(self, *unused: object) -> None:
        self._mask = self._dataset = None
        for leftover in (self._part, self._part.with_name(self._part.name + ".aux.xml")):
            leftover.unlink(missing_ok=True)


@contextmanager
def _sentences(target: Path) -> Iterator[None]:
    """Turns what the disk or GDAL says while writing into a `SpecGanError`."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        raise SpecGanError(
            f"Writing {target} failed.", "Check that the disk is not full and that you may write there.", str(error)
        ) from error


def _spare(pixels: np.ndarray, valid: np.ndarray, nodata: float) -> np.ndarray:
    """Data that happens to equal the nodata value moves to the next value, so that it stays data."""
    clash = (pixels == nodata) & valid
    if not clash.any():
        return pixels
    if pixels.dtype.kind == "f":
        return np.where(clash, np.nextafter(pixels, pixels.dtype.type(np.inf)), pixels)
    upwards = nodata < np.iinfo(pixels.dtype).max
    return np.where(clash, np.asarray(int(nodata) + (1 if upwards else -1), pixels.dtype), pixels)


def _overview_factors(longer_side: int) -> List[int]:
    factors, factor = [], 2
    while longer_side / (factor / 2) > SMALLEST_OVERVIEW:
        factors.append(factor)
        factor *= 2
    return factors

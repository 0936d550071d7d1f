"""Rasters read in windows: values as they stand in the file, and which of them are data."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal

from ..errors import SpecGanError
from .gdalstate import gdal_exceptions
from .grid import Grid, Window
from .spectral import Spectral, read_spectral

TYPES = {
    gdal.GDT_Byte: "uint8",
    gdal.GDT_UInt16: "uint16",
    gdal.GDT_Int16: "int16",
    gdal.GDT_UInt32: "uint32",
    gdal.GDT_Int32: "int32",
    gdal.GDT_Float32: "float32",
    gdal.GDT_Float64: "float64",
}
"""GDAL type -> numpy name, for every type that can be computed with."""
SAMPLE_VALUES = 4_000_000
"""Most values that `sample_values` reads."""


@dataclass(frozen=True)
class RasterInfo:
    """What is known of a raster without reading its pixels."""

    path: str
    """GDAL source."""
    grid: Grid
    bands: int
    """Number of bands."""
    dtype: str
    """numpy name of the type of the first band."""
    nodata: Tuple[Optional[float], ...]
    """Declared nodata value of each band; None where there is none."""
    has_mask: bool
    """A mask band or an alpha band says which pixels are data."""
    band_names: Tuple[str, ...]
    """Description of each band; may be empty."""
    colours: Tuple[str, ...]
    """Colour interpretation of each band, as GDAL names it ("Red")."""
    spectral: Spectral
    """Wavelengths, band widths and bad bands."""

    @property
    def wavelengths(self) -> Optional[Tuple[float, ...]]:
        """Band centres in nm, or None where the file does not tell."""
        return self.spectral.wavelengths


def describe(path: str) -> RasterInfo:
    """What a GDAL source is; raises `SpecGanError` where it is not a raster on the map that can be computed with."""
    with opened(path) as dataset:
        if dataset.RasterCount == 0:
            raise SpecGanError(f"{path} holds no raster bands.", "Choose a raster file or one of its subdatasets.")
        bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
        for band in bands:
            if band.DataType not in TYPES:
                raise SpecGanError(
                    f"{path} holds values of type {gdal.GetDataTypeName(band.DataType)}.",
                    "Convert it to an integer or float type first.",
                )
        return RasterInfo(
            path=path,
            grid=_grid(path, dataset),
            bands=len(bands),
            dtype=TYPES[bands[0].DataType],
            nodata=tuple(band.GetNoDataValue() for band in bands),
            has_mask=_has_mask(bands[0]),
            band_names=tuple(band.GetDescription() for band in bands),
            colours=tuple(gdal.GetColorInterpretationName(band.GetColorInterpretation()) for band in bands),
            spectral=read_spectral(dataset),
        )


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """The GDAL dataset of `path`, closed afterwards; `SpecGanError` where it cannot be opened."""
    with gdal_exceptions():
        dataset = open_dataset(path)
        try:
            yield dataset
        finally:
            del dataset


def open_dataset(path: str) -> Any:
    """gdal.OpenEx with a sentence; to be called inside `gdal_exceptions`."""
    try:
        return gdal.OpenEx(str(path), gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR)
    except RuntimeError as error:
        raise SpecGanError(
            f"{path} cannot be opened as a raster.", "Check that the file exists and is complete.", str(error)
        ) from error


def _grid(path: str, dataset: Any) -> Grid:
    wkt = dataset.GetProjection()
    if not wkt:
        raise SpecGanError(
            f"{path} has no coordinate reference system.",
            "Assign one first (Raster, Projections, Assign Projection).",
        )
    transform = dataset.GetGeoTransform(can_return_null=True)
    if transform is None or transform[1] * transform[5] == transform[2] * transform[4]:
        raise SpecGanError(f"{path} does not tell where its pixels lie on the map.", "Georeference it first.")
    return Grid(wkt, tuple(transform), dataset.RasterXSize, dataset.RasterYSize)


def _has_mask(band: Any) -> bool:
    return not band.GetMaskFlags() & (gdal.GMF_ALL_VALID | gdal.GMF_NODATA)


class RasterReader:
    """Reads windows of a raster; a context manager. One thread at a time."""

    def __init__(self, path: str) -> None:
        self.info = describe(path)
        with gdal_exceptions():
            self._dataset = open_dataset(path)

    def read(self, bands: Sequence[int], window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (bands, h, w) as in the file, and bool (h, w): data in all of the bands.

        Not data: the declared nodata value, NaN and infinity, and what a mask or alpha band excludes. Values there are
        undefined. ValueError for a window outside the raster; `SpecGanError` where the file cannot be read.
        """
        values, valid = self.read_each(bands, window)
        return values, valid.all(0)

    def read_each(self, bands: Sequence[int], window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """The same with validity of each band for itself, bool (bands, h, w)."""
        grid = self.info.grid
        inside = 0 <= window.col <= grid.width - window.width and 0 <= window.row <= grid.height - window.height
        if not inside or window.width < 1 or window.height < 1:
            raise ValueError(f"{window} lies outside a raster of {grid.width} x {grid.height}")
        place = (window.col, window.row, window.width, window.height)
        with gdal_exceptions():
            try:
                # one call for all bands: interleaved files are then decompressed once
                raw = self._dataset.ReadAsArray(*place, band_list=list(bands))
                raw = raw.reshape(len(bands), window.height, window.width)
                valid = np.isfinite(raw) if raw.dtype.kind == "f" else np.ones(raw.shape, bool)
                for index, band in enumerate(bands):
                    nodata = self.info.nodata[band - 1]
                    if nodata is not None and np.isfinite(nodata):
                        valid[index] &= raw[index] != np.asarray(nodata).astype(raw.dtype)
                if self.info.has_mask:
                    for index, band in enumerate(bands):
                        mask = self._dataset.GetRasterBand(band).GetMaskBand().ReadAsArray(*place)
                        valid[index] &= mask > 0
            except RuntimeError as error:
                raise SpecGanError(
                    f"{self.info.path} cannot be read to the end.",
                    "The file may be damaged or its disk or network gone: copy it again.",
                    str(error),
                ) from error
        return raw.astype(np.float32), valid

    def close(self) -> None:
        """Close the file."""
        self._dataset = None

    def __enter__(self) -> RasterReader:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def sample_values(path: str, bands: Sequence[int]) -> np.ndarray:
    """float32 (bands, n): values of the whole layer where all `bands` hold data, on a regular subsample.

    At most about `SAMPLE_VALUES` values; the same file always gives the same ones.
    """
    with RasterReader(path) as reader:
        grid = reader.info.grid
        step = max(1, int(np.ceil(np.sqrt(grid.width * grid.height * len(bands) / SAMPLE_VALUES))))
        chosen: List[np.ndarray] = []
        for row in range(step // 2, grid.height, step) if step < grid.height else [grid.height // 2]:
            values, valid = reader.read(bands, Window(0, row, grid.width, 1))
            cols = slice(min(step // 2, grid.width - 1), None, step)
            chosen.append(values[:, 0, cols][:, valid[0, cols]])
    return np.concatenate(chosen, 1)

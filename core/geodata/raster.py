"""Rasters read in windows: values as they stand in the file, and which of them are data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

import numpy as np
from osgeo import gdal

from ..errors import Cancelled, SpecGanError
from ..shelf.progress import Progress
from .gdalstate import bounded_cache, gdal_exceptions
from .georeference import grid_of, without_bands
from .grid import Grid, Window
from .provenance import PREFIX
from .sources import Nodata, Range, Source, parse_source
from .spectral import Spectral, read_spectral
from .spectrum import fill_along_spectrum

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
if hasattr(gdal, "GDT_Int8"):  # from GDAL 3.7 on
    TYPES[gdal.GDT_Int8] = "int8"
GDAL_TYPES = {name: number for number, name in TYPES.items()}
"""The same the other way round."""
NEVER = 1e30
"""Floats of this size or more are no data, declared or not: -3.4e38 and the like, which programs write where there is
none."""
SAMPLE_VALUES = 4_000_000
"""About the most values that `Layer.sample` takes."""
SAMPLE_BLOCKS = 2048
"""About the most blocks of a file that `Layer.sample` reads."""
WINDOW_VALUES = 4_000_000
"""About the most values that are read at once for a sample."""
MOST_TOGETHER = 127
"""Bands up to which GDAL takes a whole block into its cache, where a file has all bands of a block together."""
SAMPLE_CACHE = 64 << 20
"""Bytes by which GDAL's block cache may grow, at most, while a sample is read."""
LEAST_SAMPLE_CACHE = 8 << 20
"""Bytes by which it may grow in any case. Not more than is of use: the process keeps what many small blocks took."""


@dataclass(frozen=True)
class Meaning:
    """What the values of a band stand for: value in the file x scale + offset, in a unit."""

    scale: Optional[float] = None
    """None: not declared, 1."""
    offset: Optional[float] = None
    """None: not declared, 0."""
    unit: str = ""
    """As the file spells it; empty: not declared."""

    @classmethod
    def of(cls, band: Any) -> Meaning:
        """That of a GDAL band."""
        return cls(band.GetScale(), band.GetOffset(), band.GetUnitType() or "")

    def store(self, band: Any) -> None:
        """Declare it for a GDAL band that is being written; nothing where nothing is declared."""
        if self.scale is not None:
            band.SetScale(self.scale)
        if self.offset is not None:
            band.SetOffset(self.offset)
        if self.unit:
            band.SetUnitType(self.unit)


@dataclass(frozen=True)
class RasterInfo:
    """What is known of a raster without reading its pixels."""

    path: str
    """GDAL source, without open options."""
    grid: Grid
    bands: int
    """Number of bands."""
    dtype: str
    """numpy name of the smallest type that holds the values of all bands."""
    nodata: Tuple[Optional[float], ...]
    """Nodata value of each band: declared, or set by hand; None where there is none."""
    has_mask: bool
    """A mask band or an alpha band says which pixels are data."""
    band_names: Tuple[str, ...]
    """Description of each band; may be empty."""
    colours: Tuple[str, ...]
    """Colour interpretation of each band, as GDAL names it ("Red")."""
    spectral: Spectral
    """Wavelengths, band widths and bad bands."""
    meanings: Tuple[Meaning, ...] = ()
    """What the values of each band stand for."""
    hidden: Tuple[Tuple[Range, ...], ...] = ()
    """Lowest and highest of more values of each band that were set to be no data by hand."""

    @property
    def wavelengths(self) -> Optional[Tuple[float, ...]]:
        """Band centres in nm, 0 for bands without one, or None where the file gives none."""
        return self.spectral.wavelengths


def describe(path: Union[str, Path], require_crs: bool = True, crs_wkt: str = "") -> RasterInfo:
    """What a source is: a file, a subdataset ("NETCDF:..."), anything that GDAL opens, with parts as in `sources`.

    `crs_wkt`: the CRS that was assigned to the layer by hand, in place of the file's. Raises `SpecGanError` where it is
    no raster on the map that can be computed with. With `require_crs` false and no assigned CRS, the CRS may be missing
    (empty WKT), and where the georeference is missing map coordinates are pixels, y upwards.
    """
    with open_layer(path, crs_wkt, require_crs) as layer:
        return layer.info


def _info(source: Source, dataset: Any, require_crs: bool, crs_wkt: str) -> RasterInfo:
    path = source.path
    if dataset.RasterCount == 0:
        raise without_bands(path, dataset)
    bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
    dtype, spectral = _dtype(path, bands), read_spectral(dataset, path)
    declared = [spectral.nodata if (own := band.GetNoDataValue()) is None else own for band in bands]
    nodata = [_nodata(value, source.nodata_of(number)) for number, value in enumerate(declared, start=1)]
    return RasterInfo(
        path=path,
        grid=grid_of(path, dataset, require_crs, crs_wkt),
        bands=len(bands),
        dtype=dtype,
        nodata=tuple(value for value, _ in nodata),
        hidden=tuple(ranges for _, ranges in nodata),
        has_mask=any(_has_mask(band) for band in bands),
        band_names=tuple(band.GetDescription() for band in bands),
        colours=tuple(gdal.GetColorInterpretationName(band.GetColorInterpretation()) for band in bands),
        spectral=spectral,
        meanings=tuple(map(Meaning.of, bands)),
    )


def _nodata(declared: Optional[float], wanted: Nodata) -> Tuple[Optional[float], Tuple[Range, ...]]:
    """The nodata value of a band, and ranges beside it. A single value set by hand is as good as a declared one."""
    value = declared if wanted.declared else None
    if value is None and len(wanted.ranges) == 1 and wanted.ranges[0][0] == wanted.ranges[0][1]:
        return wanted.ranges[0][0], ()
    return value, wanted.ranges


def _dtype(path: str, bands: Sequence[Any]) -> str:
    for band in bands:
        if band.DataType not in TYPES:
            raise SpecGanError(
                "{path} holds values of type {dtype}.",
                "Convert it to an integer or float type first (Raster, Conversion, Translate).",
                path=path,
                dtype=gdal.GetDataTypeName(band.DataType),
            )
    common = np.result_type(*{TYPES[band.DataType] for band in bands}).name
    return common if common in TYPES.values() else "float64"  # int64, from bands of uint32 and int32


def open_dataset(source: Source) -> Any:
    """gdal.OpenEx with a sentence; to be called inside `gdal_exceptions`."""
    try:
        flags = gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR
        return gdal.OpenEx(source.path, flags, open_options=list(source.options))
    except RuntimeError as error:
        raise SpecGanError(
            "{path} cannot be opened as a raster.",
            "Check that the file exists and is complete.",
            str(error),
            path=source.path,
        ) from error


def _has_mask(band: Any) -> bool:
    """Whether a mask, an alpha band or NODATA_VALUES says which pixels are data, not the band's own nodata value."""
    flags = band.GetMaskFlags()
    return bool(flags & (gdal.GMF_PER_DATASET | gdal.GMF_ALPHA)) or not flags & (gdal.GMF_ALL_VALID | gdal.GMF_NODATA)


def open_layer(source: Union[str, Path], crs_wkt: str = "", require_crs: bool = True) -> Layer:
    """The open layer of a GDAL source. For `crs_wkt`, `require_crs` and what it raises see `describe`."""
    return Layer(source, require_crs, crs_wkt)


class Layer:
    """An open raster: what it is, which files it is made of, and its pixels; a context manager. One thread at a time.

    GDAL keeps what it has read, up to a share of the machine's memory: read long rasters inside `bounded_cache`.
    """

    def __init__(self, path: Union[str, Path], require_crs: bool = True, crs_wkt: str = "") -> None:
        source = parse_source(str(path))
        with gdal_exceptions():
            self._dataset = open_dataset(source)
            self.info = _info(source, self._dataset, require_crs, crs_wkt)

    @property
    def files(self) -> Tuple[str, ...]:
        """The source itself and the files behind it: a VRT's sources, a subdataset's file."""
        with gdal_exceptions():
            return (self.info.path, *(self._dataset.GetFileList() or ()))

    def recorded(self, name: str) -> str:
        """What the tags of a result say under a name of its provenance (`provenance.tags`); empty: nothing."""
        with gdal_exceptions():
            return str(self._dataset.GetMetadataItem(PREFIX + name.upper()) or "")

    @property
    def provenance(self) -> Dict[str, str]:
        """All that the tags of a result say (`provenance.tags`), by name in lower case; empty for other rasters."""
        with gdal_exceptions():
            items = self._dataset.GetMetadata() or {}
        return {name[len(PREFIX) :].lower(): str(value) for name, value in items.items() if name.startswith(PREFIX)}

    def read(self, bands: Sequence[int], window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (bands, h, w) as in the file, and bool (h, w): data in all of the bands.

        `bands` : numbers from 1. Values are those of the file: scale and offset in its metadata are not applied. Not
        data: the declared nodata value, NaN, infinity and numbers from `NEVER` on, and what a mask or alpha band
        excludes. Values there are undefined. ValueError for a window outside the raster; `SpecGanError` where the file
        cannot be read.
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
                raw = self._dataset.ReadAsArray(*place, buf_type=GDAL_TYPES[self.info.dtype], band_list=list(bands))
                raw = raw.reshape(len(bands), window.height, window.width)
                valid = np.abs(raw) < NEVER if raw.dtype.kind == "f" else np.ones(raw.shape, bool)  # NaN is not less
                for index, band in enumerate(bands):
                    _exclude(valid[index], raw[index], self.info.nodata[band - 1])
                    for low, high in self.info.hidden[band - 1] if self.info.hidden else ():
                        _exclude_range(valid[index], raw[index], low, high)
                if self.info.has_mask:
                    self._apply_masks(valid, bands, place)
            except RuntimeError as error:
                raise SpecGanError(
                    "{path} cannot be read to the end.",
                    "The file may be damaged or its disk or network gone: copy it again.",
                    str(error),
                    path=self.info.path,
                ) from error
        return raw.astype(np.float32), valid

    def _apply_masks(self, valid: np.ndarray, bands: Sequence[int], place: Tuple[int, int, int, int]) -> None:
        shared = None
        for index, number in enumerate(bands):
            band = self._dataset.GetRasterBand(number)
            if not band.GetMaskFlags() & gdal.GMF_PER_DATASET:
                valid[index] &= band.GetMaskBand().ReadAsArray(*place) > 0
                continue
            if shared is None:
                shared = band.GetMaskBand().ReadAsArray(*place) > 0
            valid[index] &= shared

    def sample(
        self,
        bands: Sequence[int],
        progress: Optional[Progress] = None,
        centres: Optional[Sequence[float]] = None,
        area: Optional[Window] = None,
    ) -> np.ndarray:
        """float32 (bands, n): values where all `bands` hold data, on a regular subsample of the layer, or of `area`.

        With `centres`, the wavelengths of the bands, pixels that are data in most of them are filled (`spectrum`).

        At most about `SAMPLE_VALUES` values, out of at most about `SAMPLE_BLOCKS` of the file's blocks where it has
        more; the same file always gives the same ones. Raises `Cancelled` where `progress` wants to stop.
        """
        windows = self.spread_windows(len(bands), area)
        first = windows[0]
        step = max(1.0, len(windows) * first.width * first.height * len(bands) / SAMPLE_VALUES)
        down = min(int(np.ceil(np.sqrt(step))), first.height)
        across = int(np.ceil(step / down))
        chosen: List[np.ndarray] = []
        # two rows of the file's blocks: windows may end inside one
        with bounded_cache(min(SAMPLE_CACHE, max(LEAST_SAMPLE_CACHE, 2 * self.block_row_bytes(len(bands))))):
            for window in windows:
                if progress is not None and progress.is_cancelled():
                    raise Cancelled
                if centres is None:
                    values, valid = self.read(bands, window)
                else:
                    values, valid = fill_along_spectrum(*self.read_each(bands, window), centres)
                picked = (slice(min(down // 2, window.height - 1), None, down), slice(None, None, across))
                chosen.append(values[(slice(None), *picked)][:, valid[picked]])
        return np.concatenate(chosen, 1)

    def spread_windows(self, bands: int, area: Optional[Window] = None) -> List[Window]:
        """Windows that cover the raster or its part `area`, or of a very large one samples that lie regularly in it."""
        area = area or Window(0, 0, self.info.grid.width, self.info.grid.height)
        width, height = area.width, area.height
        with gdal_exceptions():
            block_width, block_height = self._dataset.GetRasterBand(1).GetBlockSize()
        block_height = max(1, min(block_height, WINDOW_VALUES // (block_width * bands)))
        block_width, block_height = min(block_width, width), min(block_height, height)
        across, down = -(-width // block_width), -(-height // block_height)
        if across * down <= SAMPLE_BLOCKS or width * height * bands <= 8 * SAMPLE_VALUES:
            block_width, block_height = width, max(1, min(height, WINDOW_VALUES // (width * bands)))
            across, down, skip = 1, -(-height // block_height), 1
        else:
            skip = int(np.ceil(np.sqrt(across * down / SAMPLE_BLOCKS)))
        skip_across = min(skip, across)
        skip_down = -(-skip * skip // skip_across)
        return [
            Window(area.col + col, area.row + row, min(block_width, width - col), min(block_height, height - row))
            for row in range(skip_down // 2 * block_height, height, block_height * skip_down)
            for col in range(skip_across // 2 * block_width, width, block_width * skip_across)
        ]

    def block_row_bytes(self, bands: int) -> int:
        """Bytes that GDAL needs to hold one row of the file's blocks, as wide as the raster, of `bands` bands."""
        with gdal_exceptions():
            band, count = self._dataset.GetRasterBand(1), self._dataset.RasterCount
            width, height = band.GetBlockSize()
            if self._dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE") == "PIXEL" and count <= MOST_TOGETHER:
                bands = count
        across = -(-self.info.grid.width // width)
        return across * width * height * np.dtype(self.info.dtype).itemsize * bands

    def close(self) -> None:
        """Close the file."""
        self._dataset = None

    def __enter__(self) -> Layer:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def _exclude_range(valid: np.ndarray, raw: np.ndarray, low: float, high: float) -> None:
    """Clear `valid` from `low` to `high`, both included."""
    if low == high:
        _exclude(valid, raw, low)
    else:
        valid &= ~((raw >= low) & (raw <= high))


def _exclude(valid: np.ndarray, raw: np.ndarray, nodata: Optional[float]) -> None:
    """Clear `valid` where `raw` equals the nodata value, as nearly as its type can hold that."""
    if nodata is None or not np.isfinite(nodata):
        return  # NaN and infinity are never data
    if raw.dtype.kind != "f":
        limits = np.iinfo(raw.dtype)
        if limits.min <= nodata <= limits.max and float(nodata).is_integer():  # else no pixel can have it
            valid &= raw != int(nodata)
        return
    # text in a header may have lost the last digits of -3.4028235e+38 and the like
    tolerance = abs(nodata) * (1e-5 if abs(nodata) > 1e30 else 4e-7)
    with np.errstate(over="ignore", invalid="ignore"):
        valid &= ~(np.abs(raw - raw.dtype.type(nodata)) <= tolerance)


def sample_values(path: Union[str, Path], bands: Sequence[int], progress: Optional[Progress] = None) -> np.ndarray:
    """See `Layer.sample`."""
    with open_layer(path, require_crs=False) as layer:
        return layer.sample(bands, progress)

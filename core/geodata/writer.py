"""The result on disk: written row by row under a temporary name, complete or not there at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, ContextManager, Iterable, List, Mapping, Optional, Sequence, TypeVar, Union

import numpy as np
from osgeo import gdal

from ..errors import SpecGanError
from ..shelf.causes import sentences, unwritten
from ..shelf.files import temporary
from ..shelf.machine import cores
from ..shelf.progress import Progress
from .content import Content, overview_kind, result_content, store_categories
from .gdalstate import bounded_cache, gdal_exceptions, gdal_quiet, writing_options
from .grid import Grid
from .inplace import check_name, remove_part, take_place
from .raster import GDAL_TYPES, RasterInfo

SMALLEST_OVERVIEW = 256
"""Overviews are built until the longer side is at most this many pixels."""
TILE = 256
"""Width and height of the file's tiles."""
SOME_ROWS = 32
"""Rows that statistics take at once."""
MOST_THREADS = 8
"""Threads that compress, at most."""
LEVEL = 1
"""How hard DEFLATE tries, 1 to 9. Differences of generated texture are close to noise: 6 takes a third to two thirds
longer here and saves between nothing and 1 percent."""
Own = TypeVar("Own", bound="RasterWriter")


def check_target(target: Union[str, Path]) -> None:
    """Raises `SpecGanError` where nothing can be written to `target`."""
    path = Path(target)
    if path.suffix.lower() not in (".tif", ".tiff"):
        raise SpecGanError("{name} is not a GeoTIFF name.", "Choose an output file that ends in .tif.", name=path.name)
    if not os.path.isdir(path.parent):
        raise SpecGanError(
            "There is no folder {folder}.", "Make the folder, or choose another output file.", folder=path.parent
        )
    try:
        os.lstat(path)
    except FileNotFoundError:
        pass
    except OSError as error:  # a name that is too long, for example
        raise unwritten(path, error) from error
    if os.path.isdir(path) or not os.access(path.parent, os.W_OK):
        raise SpecGanError("{path} cannot be written.", "Choose a file in a folder that you may write to.", path=path)
    if os.name == "nt" and path.exists():
        try:
            os.replace(path, path)  # Windows keeps files that are open in QGIS from being replaced
        except OSError as error:
            raise SpecGanError(
                "{path} is in use.",
                "Remove its layer from the project, or choose another output file.",
                str(error),
                path=path,
            ) from error


def check_no_input(target: Union[str, Path], files: Iterable[str]) -> None:
    """Raises `SpecGanError` where `target` is one of the `files` that the inputs are made of (`Layer.files`)."""
    path = Path(target)
    if any(_same_file(path, file) for file in files):
        raise SpecGanError("The output {path} is also an input.", "Choose another output file.", path=path)


def _same_file(path: Path, other: str) -> bool:
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def required_bytes(grid: Grid, dtype: str, bands: int = 3) -> int:
    """Upper estimate of the file in bytes: uncompressed pixels, mask and overviews (a third more)."""
    pixels = grid.width * grid.height
    return (pixels * (bands * np.dtype(dtype).itemsize + 1)) * 4 // 3


def free_bytes(folder: Union[str, Path]) -> int:
    """Free space on the disk of `folder`."""
    return int(shutil.disk_usage(folder).free)


def check_space(folder: Union[str, Path], needed: int, ours: int = 0) -> None:
    """Raises `SpecGanError` where the disk of `folder` has fewer than `needed` bytes free, `ours` counted as free."""
    free = free_bytes(folder) + ours
    if free < needed:
        raise SpecGanError(
            "The result may need {needed:.2f} GB, the disk of {folder} has {free:.2f} GB free.",
            "Free some space, choose another disk, or a smaller extent.",
            needed=needed / 1e9,
            folder=folder,
            free=free / 1e9,
        )


def compression_threads() -> int:
    """Threads for compressing tiles: every core that this process may use, and not more than a disk can take."""
    return max(1, min(cores(), MOST_THREADS))


def to_dtype(values: np.ndarray, dtype: str) -> np.ndarray:
    """float32 to `dtype`; integers are rounded and kept inside the type's range."""
    if np.dtype(dtype).kind == "f":
        return values.astype(dtype)
    limits = np.iinfo(dtype)
    if limits.max < 1 << 24:
        rounded = np.rint(values)
        # rows of limits instead of two numbers: numpy is ten times as quick with arrays
        for choose, limit in ((np.maximum, limits.min), (np.minimum, limits.max)):
            choose(rounded, np.full(values.shape[-1:], limit, values.dtype), out=rounded)
        return rounded.astype(dtype)
    wide = np.rint(values.astype(np.float64))  # float32 cannot hold the limits of 32 bit integers
    return np.clip(wide, limits.min, limits.max).astype(dtype)


class RasterWriter:
    """Writes a GeoTIFF; a context manager.

    Rows come from top to bottom through `write_rows`. `complete` makes a whole file of them, `publish` gives it its
    name. Leaving the context without `publish` removes what was written and leaves an older file of that name
    untouched.
    """

    def __init__(self, target: Union[str, Path], grid: Grid, content: Content) -> None:
        self._target = Path(target)
        self._part = temporary(self._target, ".tif")
        self._grid, self._content, self._dtype, self._nodata = grid, content, content.dtype, content.nodata
        self._predictor = 3 if content.dtype.startswith("float") else 2
        self._bands = len(content.names)
        self._dataset: Any = None
        self._mask: Any = None
        self.statistics = [Statistics() for _ in content.names]
        """Of each band, of the rows that were written."""
        self._pixels: Any = None
        self._valid: Any = None
        self._held = 0
        """Rows of the row of tiles that is being filled."""
        self._written = 0
        """Rows that are in the file."""

    def __enter__(self: Own) -> Own:
        try:
            with gdal_exceptions(), writing_options(), self._sentences():
                check_name(self._target, self._grid.crs_wkt, self._grid.transform)
                self._create()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _create(self) -> None:
        options = [
            "TILED=YES",
            f"BLOCKXSIZE={TILE}",
            f"BLOCKYSIZE={TILE}",
            "COMPRESS=DEFLATE",
            f"ZLEVEL={LEVEL}",
            f"PREDICTOR={self._predictor}",
            "BIGTIFF=IF_SAFER",
            f"PHOTOMETRIC={self._content.photometric}",
            f"INTERLEAVE={'PIXEL' if self._content.colours else 'BAND'}",
            f"NUM_THREADS={compression_threads()}",
        ]
        grid, bands, kind = self._grid, self._bands, GDAL_TYPES[self._dtype]
        driver = gdal.GetDriverByName("GTiff")
        dataset = driver.Create(str(self._part), grid.width, grid.height, bands, kind, options=options)
        self._dataset = dataset
        dataset.SetGeoTransform(grid.transform)
        dataset.SetProjection(grid.crs_wkt)
        described = zip(self._content.names, self._content.meanings)
        for number, (name, meaning) in enumerate(described, start=1):
            band = dataset.GetRasterBand(number)
            band.SetDescription(name)
            meaning.store(band)
            if self._content.categories:
                store_categories(band, self._content.categories)
            if self._nodata is not None:
                band.SetNoDataValue(self._nodata)
        if self._nodata is None:
            dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
            self._mask = dataset.GetRasterBand(1).GetMaskBand()

    def write_rows(self, row: int, pixels: np.ndarray, valid: np.ndarray) -> None:
        """The next rows: pixels (bands, h, width) in the file's type, valid bool (h, width).

        `row` is the number of rows written so far; ValueError for another one, and for other shapes and types.
        """
        expected, height = self._written + self._held, valid.shape[0]
        shape = (self._bands, height, self._grid.width)
        if row != expected or pixels.shape != shape or pixels.dtype.name != self._dtype:
            raise ValueError(
                f"rows from {row} of shape {pixels.shape} and type {pixels.dtype}; expected rows from {expected} "
                f"of width {self._grid.width} and type {self._dtype}"
            )
        if self._nodata is not None:
            pixels = _spare(pixels, valid, self._nodata)
        for statistics, band in zip(self.statistics, pixels):
            statistics.add(band, valid)
        if not valid.all():
            fill = np.asarray(0 if self._nodata is None else self._nodata).astype(self._dtype)
            pixels = np.where(valid, pixels, fill)
        for first in range(0, height, TILE):  # at most one row of tiles is held
            self._collect(pixels[:, first : first + TILE], valid[first : first + TILE])

    def _collect(self, pixels: np.ndarray, valid: np.ndarray) -> None:
        """At most TILE rows into the row of tiles; into the file where that is full or the last one.

        Whole rows of tiles at once: a tile that is written in parts is compressed, read and compressed again.
        """
        rows = min(TILE, self._grid.height - self._written)
        taken = min(len(valid), rows - self._held)
        if self._pixels is None:
            self._pixels = np.empty((self._bands, TILE, self._grid.width), self._dtype)
            self._valid = np.empty((TILE, self._grid.width), np.uint8)
        here = slice(self._held, self._held + taken)
        self._pixels[:, here] = pixels[:, :taken]
        np.multiply(valid[:taken], np.uint8(255), out=self._valid[here])
        self._held += taken
        if self._held == rows:
            self._flush()
        if taken < len(valid):
            self._collect(pixels[:, taken:], valid[taken:])

    def _flush(self) -> None:
        """Write the rows that are held and let GDAL forget them."""
        with gdal_exceptions(), writing_options(), self._sentences():
            for number, band in enumerate(self._pixels, start=1):
                self._dataset.GetRasterBand(number).WriteArray(band[: self._held], 0, self._written)
            if self._mask is not None:
                self._mask.WriteArray(self._valid[: self._held], 0, self._written)
                self._mask.FlushCache()
            for number in range(1, self._bands + 1):
                self._dataset.GetRasterBand(number).FlushCache()
        self._written += self._held
        self._held = 0

    def finish(self, tags: Mapping[str, str], progress: Optional[Progress] = None) -> None:
        """Complete the file and give it its name."""
        self.complete(tags, progress)
        self.publish()

    def complete(self, tags: Mapping[str, str], progress: Optional[Progress] = None) -> None:
        """Statistics, `tags`, overviews: the file is whole, under its temporary name.

        Overviews of a large result take a while: raises `Cancelled` where `progress` wants to stop meanwhile.
        """
        if self._written != self._grid.height:
            raise ValueError(f"{self._written} of {self._grid.height} rows were written")
        progress = progress or Progress()
        tile_rows = self._grid.width * TILE * self._bands * np.dtype(self._dtype).itemsize
        cache = bounded_cache(max(32 << 20, 2 * tile_rows))
        with gdal_exceptions(), writing_options(), cache, self._sentences(progress):
            for number, statistics in enumerate(self.statistics, start=1):
                statistics.store(self._dataset.GetRasterBand(number))
            self._dataset.SetMetadata(dict(tags))
            self._mask = None
            self._dataset.FlushCache()
            factors = overview_factors(max(self._grid.width, self._grid.height))
            if factors:
                threads = str(compression_threads())
                with writing_options(predictor=self._predictor, level=LEVEL, block=TILE, GDAL_NUM_THREADS=threads):
                    self._dataset.BuildOverviews(
                        overview_kind(self._dataset), factors, callback=lambda *_: 0 if progress.is_cancelled() else 1
                    )
                    self._dataset.FlushCache()
            self._dataset = None
            check_complete(self._part, self._grid)

    def publish(self) -> None:
        """The whole file takes its name."""
        with gdal_exceptions(), self._sentences():
            take_place(self._part, self._target)

    def _sentences(self, progress: Optional[Progress] = None) -> ContextManager[None]:
        return sentences(self._target, self._part, progress)

    def __exit__(self, *unused: object) -> None:
        self._pixels = self._valid = None
        with gdal_quiet():  # on a full disk closing fails once more, and an exception there has nowhere to go
            self._mask = self._dataset = None
        remove_part(self._part)


class ResultWriter(RasterWriter):
    """Writes the three bands of a result, with what the RGB layer declares for its own."""

    def __init__(self, target: Union[str, Path], grid: Grid, rgb: RasterInfo, rgb_bands: Sequence[int]) -> None:
        super().__init__(target, grid, result_content(rgb, rgb_bands))


class Statistics:
    """Extent, mean and deviation of the values written to one band, without reading them again."""

    def __init__(self) -> None:
        self.count, self.total, self.squares = 0, 0.0, 0.0
        self.low, self.high = float("inf"), float("-inf")

    def add(self, values: np.ndarray, valid: np.ndarray) -> None:
        for first in range(0, len(values), SOME_ROWS):  # in double precision, so not all of them at once
            rows = slice(first, first + SOME_ROWS)
            self._add(values[rows].ravel() if valid[rows].all() else values[rows][valid[rows]])

    def _add(self, chosen: np.ndarray) -> None:
        if chosen.size:
            wide = chosen.astype(np.float64)
            self.count += chosen.size
            self.total += float(wide.sum())
            self.squares += float(np.square(wide, out=wide).sum())
            self.low, self.high = min(self.low, float(chosen.min())), max(self.high, float(chosen.max()))

    def join(self, other: Statistics) -> None:
        """Count the values of another one too."""
        self.count, self.total, self.squares = (
            self.count + other.count,
            self.total + other.total,
            self.squares + other.squares,
        )
        self.low, self.high = min(self.low, other.low), max(self.high, other.high)

    def store(self, band: Any) -> None:
        """Into the band's metadata; a result without a single valid pixel has no statistics."""
        if self.count:
            mean = self.total / self.count
            deviation = np.sqrt(max(self.squares / self.count - mean * mean, 0.0))
            band.SetStatistics(self.low, self.high, mean, float(deviation))


def check_complete(path: Path, grid: Grid) -> None:
    """A disk that fills up while GDAL closes the file raises nothing: read the last pixels back."""
    dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
    try:
        if dataset is None or (dataset.RasterXSize, dataset.RasterYSize) != (grid.width, grid.height):
            raise RuntimeError("the file is not complete")
        for number in range(1, dataset.RasterCount + 1):
            band = dataset.GetRasterBand(number)
            for level in [band] + [band.GetOverview(i) for i in range(band.GetOverviewCount())]:
                level.ReadAsArray(level.XSize - 1, level.YSize - 1, 1, 1)
    finally:
        dataset = None  # an error's traceback would keep the file open, and with it the space of a full disk


def _spare(pixels: np.ndarray, valid: np.ndarray, nodata: float) -> np.ndarray:
    """Data that happens to equal the nodata value moves to the next value, so that it stays data."""
    clash = (pixels == nodata) & valid
    if not clash.any():
        return pixels
    if pixels.dtype.kind == "f":
        return np.where(clash, np.nextafter(pixels, pixels.dtype.type(np.inf)), pixels)
    upwards = nodata < np.iinfo(pixels.dtype).max
    return np.where(clash, np.asarray(int(nodata) + (1 if upwards else -1), pixels.dtype), pixels)


def overview_factors(longer_side: int) -> List[int]:
    """Reductions of the overviews of a raster whose longer side has this many pixels."""
    factors, factor = [], 2
    while longer_side / (factor / 2) > SMALLEST_OVERVIEW:
        factors.append(factor)
        factor *= 2
    return factors

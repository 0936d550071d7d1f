"""Parts of a result, each in a GeoTIFF of its own, as one raster: a VRT, and a cloud-optimised GeoTIFF of it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator, List, Mapping, Optional, Sequence, Tuple
from xml.sax.saxutils import escape

from osgeo import gdal

from ..shelf.causes import sentences
from ..shelf.files import temporary
from ..shelf.progress import Progress
from .content import CATEGORIES, overview_kind
from .gdalstate import bounded_cache, gdal_exceptions, writing_options
from .grid import Grid
from .inplace import remove_part, take_place
from .raster import Meaning
from .writer import Statistics, check_complete, overview_factors

COG_BLOCK = 512
"""Width and height of a COG's tiles, of its overviews too."""
CACHE = 256 << 20
"""Bytes by which GDAL's block cache may grow while overviews are built and the COG is written."""


@dataclass(frozen=True)
class Part:
    """One file of the mosaic: as wide as the whole."""

    path: Path
    row: int
    """Its first row in the whole, HR pixels."""
    height: int
    """HR pixels."""
    statistics: Tuple[Statistics, ...]
    """Of each band."""


def write_vrt(
    target: Path, parts: Sequence[Part], grid: Grid, tags: Mapping[str, str], progress: Optional[Progress] = None
) -> None:
    """A VRT of `parts` on `grid`, with `tags`, statistics and external overviews, in place of an older `target`; see
    `ready_vrt`."""
    with ready_vrt(target, parts, grid, tags, progress) as publish:
        publish()


@contextmanager
def ready_vrt(
    target: Path, parts: Sequence[Part], grid: Grid, tags: Mapping[str, str], progress: Optional[Progress] = None
) -> Iterator[Callable[[], None]]:
    """The same under a temporary name, which is removed in the end; what it gives has it take the place of `target`.

    `parts` cover the grid from top to bottom and stay where they are; the VRT names them relative to itself. Bands,
    type, nodata, mask, scale, offset and unit are those of the first part. A mask band reaches full resolution only:
    GDAL keeps none in the overviews of a VRT, so pixels without data look black there where no nodata value is
    declared. Raises `SpecGanError` where something cannot be read or written.
    """
    progress = progress or Progress()
    if sum(part.height for part in parts) != grid.height:
        raise ValueError(f"parts of {[part.height for part in parts]} rows for a raster of {grid.height}")
    part = temporary(target, ".vrt")
    with gdal_exceptions(), writing_options(), bounded_cache(CACHE), sentences(target, part, progress):
        try:
            _describe(part, parts, grid, tags)
            factors = overview_factors(max(grid.width, grid.height))
            if factors:
                _build_overviews(part, factors, progress)
            check_complete(part, grid)
            yield lambda: take_place(part, target)
        finally:
            remove_part(part)


def write_cog(source: Path, target: Path, progress: Optional[Progress] = None) -> None:
    """The raster `source` as one cloud-optimised GeoTIFF, overviews and tags included.

    Raises `SpecGanError` where it cannot be written; an older file is then untouched.
    """
    progress = progress or Progress()
    part = temporary(target, ".tif")
    options = ["COMPRESS=DEFLATE", "PREDICTOR=YES", "BIGTIFF=IF_SAFER", "OVERVIEWS=AUTO", "NUM_THREADS=ALL_CPUS"]
    options.append(f"BLOCKSIZE={COG_BLOCK}")
    with gdal_exceptions(), writing_options(), bounded_cache(CACHE), sentences(target, part, progress):
        try:
            dataset = gdal.Open(str(source))
            grid = Grid("", dataset.GetGeoTransform(), dataset.RasterXSize, dataset.RasterYSize)
            floating = gdal.GetDataTypeName(dataset.GetRasterBand(1).DataType).startswith("Float")
            with writing_options(predictor=3 if floating else 2, block=COG_BLOCK):
                copy = gdal.GetDriverByName("COG").CreateCopy(
                    str(part), dataset, options=options, callback=lambda *_: 0 if progress.is_cancelled() else 1
                )
                del copy
            check_complete(part, grid)
            take_place(part, target)
        finally:
            remove_part(part)


def _describe(path: Path, parts: Sequence[Part], grid: Grid, tags: Mapping[str, str]) -> None:
    first = gdal.Open(str(parts[0].path))
    dataset = gdal.GetDriverByName("VRT").Create(str(path), grid.width, grid.height, 0)
    dataset.SetGeoTransform(grid.transform)
    dataset.SetProjection(grid.crs_wkt)
    dataset.SetMetadata(dict(tags))
    for number in range(1, first.RasterCount + 1):
        like = first.GetRasterBand(number)
        dataset.AddBand(like.DataType)
        band = dataset.GetRasterBand(number)
        band.SetDescription(like.GetDescription())
        band.SetColorInterpretation(like.GetColorInterpretation())
        Meaning.of(like).store(band)
        if like.GetColorTable() is not None:
            band.SetColorTable(like.GetColorTable())
            band.SetMetadataItem(CATEGORIES, like.GetMetadataItem(CATEGORIES))
        if like.GetNoDataValue() is not None:
            band.SetNoDataValue(like.GetNoDataValue())
        _add_sources(band, path, parts, grid.width, str(number))
        statistics = Statistics()
        for part in parts:
            statistics.join(part.statistics[number - 1])
        statistics.store(band)
    if first.GetRasterBand(1).GetMaskFlags() & gdal.GMF_PER_DATASET:
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
        _add_sources(dataset.GetRasterBand(1).GetMaskBand(), path, parts, grid.width, "mask,1")
    dataset.FlushCache()


def _add_sources(band: Any, path: Path, parts: Sequence[Part], width: int, source_band: str) -> None:
    for index, part in enumerate(parts):
        name = os.path.relpath(part.path, path.parent).replace(os.sep, "/")
        xml = (
            f'<SimpleSource><SourceFilename relativeToVRT="1">{escape(name)}</SourceFilename>'
            f"<SourceBand>{source_band}</SourceBand>"
            f'<SrcRect xOff="0" yOff="0" xSize="{width}" ySize="{part.height}"/>'
            f'<DstRect xOff="0" yOff="{part.row}" xSize="{width}" ySize="{part.height}"/></SimpleSource>'
        )
        band.SetMetadataItem(f"source_{index}", xml, "new_vrt_sources")


def _build_overviews(path: Path, factors: List[int], progress: Progress) -> None:
    with writing_options(GDAL_NUM_THREADS="ALL_CPUS"):
        dataset = gdal.Open(str(path))
        dataset.BuildOverviews(overview_kind(dataset), factors, callback=lambda *_: 0 if progress.is_cancelled() else 1)
        dataset.FlushCache()

"""A job in blocks, for several processes or machines: each block gives the pixels that the whole job would give there.

A block is a run of rows of patches, as wide as the raster. What depends on the whole layers (value mapping, where
patches start, the batches of a row) comes from the plan of the whole job; what depends on neighbours is computed again:
the rows of patches that reach into the block from above, and the margins that reading needs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Sequence, Tuple

import numpy as np

from ..geodata.gdalstate import bounded_cache, gdal_exceptions
from ..geodata.grid import Window
from ..geodata.mosaic import Part
from ..models import Backend
from ..planning import Plan
from ..shelf.progress import Progress
from .batches import Batches
from .finishing import Finisher
from .pipeline import Pipeline
from .report import RanOn, provenance, tags_for
from .sinks import InputsUnchanged, Raster, Sinks, opened, rasters
from .source import LrSource
from .stages import Postbox
from .strips import Figures


@dataclass(frozen=True)
class BlockResult:
    """What came out of one block."""

    part: Part
    """Its file."""
    beside: Dict[str, Part]
    """Files beside it, by the parameter that wants them."""
    tiles: int
    """Patches whose pixels it holds."""
    seconds: float
    """Wall time."""
    sums: Tuple[float, ...]
    """What the meters counted."""
    device: str
    precision: str
    runtime: str
    resampling: str


def split(rows: int, blocks: int) -> Tuple[Tuple[int, int], ...]:
    """`rows` rows of patches as at most `blocks` runs [first, last), each of one row at least, equal to one row."""
    blocks = max(1, min(blocks, rows))
    edges = [rows * index // blocks for index in range(blocks + 1)]
    return tuple(zip(edges, edges[1:]))


def superresolve_block(
    plan: Plan, first: int, last: int, output: Path, backend: Backend, progress: Progress
) -> BlockResult:
    """Rows of patches [first, last) of `plan` to the GeoTIFF `output`; raises as `engine.superresolve` does."""
    started, factor = time.monotonic(), plan.factor
    top, bottom = plan.rows.starts[first], min(plan.rows.final_rows(last - 1)[1], plan.window.height)
    grid = plan.out_grid.window(Window(0, top * factor, plan.out_grid.width, (bottom - top) * factor))
    with gdal_exceptions(), Postbox(progress) as host, LrSource(plan, host) as source:
        beside = {other.name: beside_part(output, other.name) for other in plan.besides}
        tags = tags_for(plan, backend, source.resampling)
        *more, result = rasters(plan, output, beside, tags, host, grid, top * factor)
        pipeline = Pipeline(plan, backend, host, first, last)
        sink = Sinks(InputsUnchanged(plan), *more, result)
        with opened(sink):
            with bounded_cache(plan.sizes.cache_bytes(source.block_row_bytes)):
                figures = pipeline.run(source.rows(pipeline.reads), sink, Batches(plan.sizes.batch_size))
            sink.close(figures)
            sink.publish()

    def part(path: Path, raster: Raster) -> Part:
        return Part(path, top * factor, grid.height, tuple(raster.writer.statistics))

    return BlockResult(
        part=part(output, result),
        beside={name: part(path, raster) for (name, path), raster in zip(beside.items(), more)},
        tiles=(last - first) * len(plan.cols.starts),
        seconds=time.monotonic() - started,
        sums=figures.sums,
        device=backend.device,
        precision=backend.precision,
        runtime=backend.runtime,
        resampling=source.resampling,
    )


def beside_part(part: Path, name: str) -> Path:
    """The file beside a part that holds what the parameter `name` wants."""
    return part.with_name(f"{part.stem}_{name.lower()}{part.suffix}")


def whole_figures(plan: Plan, results: Sequence[BlockResult]) -> Figures:
    """What was measured over all blocks together."""
    finisher = Finisher(plan)
    finisher.restore(np.sum([result.sums for result in results], axis=0))
    return finisher.figures


def whole_provenance(plan: Plan, results: Sequence[BlockResult]) -> Dict[str, str]:
    """The provenance of the whole, as one machine would have written it."""
    return provenance(plan, RanOn.all_of(results), results[0].resampling, whole_figures(plan, results))

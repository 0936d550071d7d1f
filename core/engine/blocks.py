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

from ..backends import Backend
from ..geodata.gdalstate import bounded_cache, gdal_exceptions
from ..geodata.grid import Window
from ..geodata.mosaic import Part
from ..geodata.provenance import tags
from ..geodata.writer import ResultWriter
from ..patches.blend import RawStrip
from ..planning import Plan
from ..progress import Progress
from .finishing import Finisher
from .report import RanOn, provenance
from .run import Run
from .source import LrSource, LrStrip


@dataclass(frozen=True)
class BlockResult:
    """What came out of one block."""

    part: Part
    """Its file."""
    tiles: int
    """Patches whose pixels it holds."""
    seconds: float
    """Wall time."""
    sums: Tuple[float, ...]
    """What the seam meter counted."""
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
    with gdal_exceptions():
        return _BlockRun(plan, first, last, output, backend, progress).run_block()


def whole_provenance(plan: Plan, results: Sequence[BlockResult]) -> Dict[str, str]:
    """The provenance of the whole, as one machine would have written it."""
    meter = Finisher(plan).meter
    meter.restore(np.sum([result.sums for result in results], axis=0))
    return provenance(plan, RanOn.all_of(results), results[0].resampling, meter.seam_ratio, meter.energy_ratio)


class _BlockRun(Run):
    """A run that goes on behind rows that others do, and stops before the end."""

    def __init__(self, plan: Plan, first: int, last: int, output: Path, backend: Backend, progress: Progress) -> None:
        super().__init__(plan, backend, progress, None)
        self._kept, self._stop, self._output = first, last, output
        scale = plan.spec.scale
        self._top = plan.rows.starts[first]
        bottom = min(plan.rows.final_rows(last - 1)[1], plan.window.height)
        self._grid = plan.out_grid.window(
            Window(0, self._top * scale, plan.out_grid.width, (bottom - self._top) * scale)
        )

    def run_block(self) -> BlockResult:
        plan, meter = self._plan, self._finisher.meter
        started = time.monotonic()
        source = LrSource(plan)
        try:
            with ResultWriter(self._output, self._grid, plan.rgb, plan.rgb_bands) as writer:
                with bounded_cache(plan.sizes.cache_bytes(source.block_row_bytes)):
                    self._stream(source, writer)
                told = provenance(plan, self._backend, source.resampling, meter.seam_ratio, meter.energy_ratio)
                writer.finish(tags(told), self._progress)
        finally:
            source.close()
        return BlockResult(
            part=Part(self._output, self._top * plan.spec.scale, self._grid.height, tuple(writer.statistics)),
            tiles=(self._stop - self._kept) * len(plan.cols.starts),
            seconds=time.monotonic() - started,
            sums=meter.sums,
            device=self._backend.device,
            precision=self._backend.precision,
            runtime=self._backend.runtime,
            resampling=source.resampling,
        )

    def _write(
        self, raw: RawStrip, strip: LrStrip, batches: Tuple[int, ...], batch_size: int, writer: ResultWriter
    ) -> None:
        pixels, valid = self._finisher.finish(raw, strip)
        self._check_inputs()
        writer.write_rows((raw.row - self._top) * self._plan.spec.scale, pixels, valid)

    def _compare(self, raw: RawStrip, strip: LrStrip) -> None:
        """The strip above the block: the meter has to see its last line, and to count nothing of it."""
        self._finisher.finish(raw, strip)
        self._finisher.meter.restore((0.0,) * len(self._finisher.meter.sums))

"""Runs a job: reading, inference and writing overlap in time, memory is bounded by one strip of patches."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

import numpy as np

from .backends import Backend, open_backend
from .errors import SpecGanError
from .geodata.gdalstate import bounded_cache, gdal_exceptions
from .geodata.provenance import tags
from .geodata.writer import ResultWriter, to_dtype
from .job import Job
from .metrics.seam import SeamMeter
from .patches.blend import Strip, StripBlender
from .planning import Plan, plan
from .progress import Progress
from .report import describe_plan, provenance
from .source import LrSource, LrStrip
from .upsampling import RADIUS, inner_matrix, upsample, upsample_columns, without_block_means

CACHE_BYTES = 64 << 20
"""How much GDAL's block cache may grow during a job, or one row of the layers' blocks where that is more: by itself it
would take a share of the machine's memory, and with less every strip would decode the same blocks again."""


@dataclass(frozen=True)
class Result:
    """What came out."""

    output: Path
    model: str
    """Name of the model, as it calls itself."""
    tiles: int
    """Number of patches."""
    seconds: float
    """Wall time of reading, inference and writing."""
    device: str
    runtime: str
    resampling: str
    """How the HSI came onto the RGB layer's grid."""
    seam_ratio: float
    """Mean step across patch borders over mean step across other LR lines; 1 is seamless; nan: nothing to compare."""
    energy_ratio: float
    """Detail energy in blend zones over that inside patches; nan: nothing to compare."""


def superresolve(job: Job, progress: Optional[Progress] = None, backend: Optional[Backend] = None) -> Result:
    """Plan and run `job`. `backend`: an already opened one instead of the job's model.

    Raises `SpecGanError` where the job cannot be done and `Cancelled` where the host stops it; either way no partial
    output stays and an older output is untouched.
    """
    progress = progress or Progress()
    with gdal_exceptions():
        the_plan = plan(job, progress)
        own = backend is None
        backend = backend or open_backend(job.model, job.device, progress, python=job.python)
        try:
            return _Run(the_plan, backend, progress).run()
        except MemoryError as error:
            raise SpecGanError(
                f"There is not enough memory for a raster {the_plan.window.width} pixels wide.",
                "Choose a narrower extent, or a smaller batch size.",
                repr(error),
            ) from error
        finally:
            if own:
                backend.close()


class _Run:
    """One pass over the rows of patches: strips are read ahead by one thread and written behind by another."""

    def __init__(self, the_plan: Plan, backend: Backend, progress: Progress) -> None:
        self._plan, self._backend, self._progress = the_plan, backend, progress
        spec = the_plan.spec
        self._scale = spec.scale
        self._blender = StripBlender(
            the_plan.rows, the_plan.cols, spec.scale, 3, spec.detail_correlation, spec.lr_consistent
        )
        self._meter = SeamMeter(
            spec.scale,
            the_plan.rows.borders(),
            the_plan.cols.borders(),
            the_plan.rows.blended(spec.scale),
            the_plan.cols.blended(spec.scale),
        )
        self._done = 0

    def run(self) -> Result:
        the_plan, progress = self._plan, self._progress
        started = time.monotonic()
        source = LrSource(the_plan)
        progress.log(describe_plan(the_plan, self._backend, source.resampling))
        for warning in the_plan.warnings:
            progress.warn(warning)
        try:
            with ResultWriter(the_plan.job.output, the_plan.out_grid, the_plan.rgb, the_plan.rgb_bands) as writer:
                with bounded_cache(max(CACHE_BYTES, source.block_row_bytes)):
                    self._stream(source, writer)
                progress.step(self._done, the_plan.tiles)
                seam, energy = self._meter.seam_ratio, self._meter.energy_ratio
                writer.finish(tags(provenance(the_plan, self._backend, source.resampling, seam, energy)), progress)
        finally:
            source.close()
        progress.log(f"Seam ratio {seam:.3f}, detail energy in blend zones over inside patches {energy:.3f}")
        return Result(
            output=Path(the_plan.job.output),
            model=the_plan.spec.name,
            tiles=the_plan.tiles,
            seconds=time.monotonic() - started,
            device=self._backend.device,
            runtime=self._backend.runtime,
            resampling=source.resampling,
            seam_ratio=seam,
            energy_ratio=energy,
        )

    def _stream(self, source: LrSource, writer: ResultWriter) -> None:
        count = len(self._plan.rows.starts)
        self._progress.step(0, self._plan.tiles)
        with ThreadPoolExecutor(1) as reading, ThreadPoolExecutor(1) as writing:
            ahead = reading.submit(source.strip, 0)
            behind: List[Future] = []
            try:
                for row in range(count):
                    strip = ahead.result()
                    if row + 1 < count:
                        ahead = reading.submit(source.strip, row + 1)
                    self._infer_row(row, strip)
                    finished = self._blender.finish_row(row)
                    behind.append(writing.submit(self._write, writer, finished, strip))
                    if len(behind) > 1:  # at most one strip waits: that is the memory bound
                        behind.pop(0).result()
                for future in behind:
                    future.result()
            except BaseException:
                for future in (ahead, *behind):  # what has not begun need not be done any more
                    future.cancel()
                raise

    def _infer_row(self, row: int, strip: LrStrip) -> None:
        size, cols, batch_size = self._plan.spec.in_size, self._plan.cols, self._plan.job.batch_size
        wanted = [c for c, start in enumerate(cols.starts) if strip.valid[:, start : start + size].any()]
        self._done += len(cols.starts) - len(wanted)
        if not wanted:
            self._progress.step(self._done, self._plan.tiles)  # rows without data can be cancelled too
        network_rgb = np.clip(strip.rgb, -1, 1)
        for first in range(0, len(wanted), batch_size):
            batch = wanted[first : first + batch_size]
            spans = [slice(cols.starts[c], cols.starts[c] + size) for c in batch]
            rgb = np.stack([network_rgb[:, :, span] for span in spans])
            hsi = np.stack([strip.hsi[:, :, span] for span in spans])
            patches = self._checked(self._backend.infer(hsi, rgb), len(batch))
            bases = upsample(rgb, self._scale) if self._plan.spec.lr_consistent else [None] * len(batch)
            for col, patch, base in zip(batch, patches, bases):
                self._blender.add(row, col, patch, base)
            self._done += len(batch)
            self._progress.step(self._done, self._plan.tiles)

    def _checked(self, patches: np.ndarray, count: int) -> np.ndarray:
        size = self._plan.spec.out_size
        if patches.shape != (count, 3, size, size) or not np.isfinite(patches).all():
            raise SpecGanError(
                "The model's answer is not what its description promises.",
                "Export the model again, or use another one.",
                f"shape {patches.shape}, expected {(count, 3, size, size)}, or values that are not finite",
            )
        return patches

    def _write(self, writer: ResultWriter, finished: Strip, strip: LrStrip) -> None:
        """Blended detail and base to file values, without what was only padding."""
        the_plan, scale = self._plan, self._scale
        low, detail = finished.low, finished.detail
        if low is None:
            low, detail = _base(strip.base_rgb, scale), without_block_means(detail, scale)
        detail *= the_plan.detail
        rows = min(low.shape[1] // scale, the_plan.window.height - finished.row)
        width = the_plan.window.width
        image = (low + detail)[:, : rows * scale, : width * scale]
        valid = strip.valid[:rows, :width].repeat(scale, 0).repeat(scale, 1)
        self._meter.add(finished.row, image, detail[:, : rows * scale, : width * scale], valid)
        pixels = to_dtype(the_plan.rgb_map.to_file(image), the_plan.rgb.dtype)
        writer.write_rows(finished.row * scale, pixels, valid)


def _base(rgb: np.ndarray, scale: int) -> np.ndarray:
    """LR-consistent upsampling of (3, rows + 2 RADIUS, w) to (3, rows * scale, w * scale), the same on every strip."""
    wide = upsample_columns(rgb, scale)
    rows = rgb.shape[1] - 2 * RADIUS
    return np.asarray(inner_matrix(rows, scale).astype(np.float32) @ wide)

"""Runs a job: reading, inference, blending and writing overlap in time, memory is bounded by a few strips."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ContextManager, Deque, List, Optional, Tuple

import numpy as np

from ..backends import Backend, OutOfMemory, needed_package, open_backend
from ..errors import SpecGanError
from ..geodata.gdalstate import bounded_cache, gdal_exceptions
from ..geodata.provenance import tags
from ..geodata.writer import ResultWriter, remove_leftovers
from ..job import Job
from ..patches.blend import RawStrip, StripBlender
from ..planning import Plan, plan
from ..progress import Progress
from ..runtime.inspection import TORCH_PACKAGE
from ..upsampling import upsample
from .calibration import batch_planned
from .finishing import Finisher
from .identity import identity
from .journal import Journal
from .report import describe_plan, provenance
from .source import LrSource, LrStrip
from .stages import Stage

BATCHES_WAITING = 2
"""Batches that may wait for being blended."""


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
    precision: str
    """In what numbers the network computed, see `Backend.precision`."""
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
    output stays and an older output is untouched. After an error, and after the end of the process, the finished strips
    stay in a journal (`core.engine.journal`) and the same job goes on from there; a cancel leaves nothing.
    """
    progress = progress or Progress()
    with gdal_exceptions(), ExitStack() as opened:

        def opened_backend() -> Backend:
            backend = open_backend(job.model, job.device, progress, python=job.python, precision=job.precision)
            return opened.enter_context(closing(backend))

        spec = None
        if backend is None and job.python is not None and needed_package(job.model) == TORCH_PACKAGE:
            backend = opened_backend()  # only a worker can read what a PyTorch file says: the one that runs it tells
            spec = backend.spec
        the_plan = plan(job, progress, spec)
        backend = backend or opened_backend()
        try:
            with _journal(the_plan, backend, progress) as journal:
                the_plan = batch_planned(the_plan, backend, progress, journal)
                return Run(the_plan, backend, progress, journal).run()
        except MemoryError as error:
            raise SpecGanError(
                f"There is not enough memory for a raster {the_plan.window.width} pixels wide.",
                "Choose a narrower extent, or a smaller batch size.",
                repr(error),
            ) from error


def _journal(the_plan: Plan, backend: Backend, progress: Progress) -> ContextManager[Optional[Journal]]:
    if not the_plan.journal:
        return nullcontext()
    journal = Journal(the_plan.job.output, identity(the_plan, backend), progress)
    remove_leftovers(the_plan.job.output)  # nobody else is writing this output: the journal is locked
    return journal


@dataclass(frozen=True)
class Batch:
    """Patches for one network call."""

    cols: List[int]
    """Their columns."""
    hsi: np.ndarray
    """float32 (n, bands, in_size, in_size), network values."""
    rgb: np.ndarray
    """float32 (n, 3, in_size, in_size), network values within [-1, 1]."""


class Run:
    """One pass over the rows of patches.

    One thread reads a row ahead, this one makes batches ready and one has the network compute them, one blends, one
    finishes, writes and keeps the journal.
    """

    def __init__(self, the_plan: Plan, backend: Backend, progress: Progress, journal: Optional[Journal]) -> None:
        self._plan, self._backend, self._progress, self._journal = the_plan, backend, progress, journal
        spec = the_plan.spec
        self._blender = StripBlender(
            the_plan.rows, the_plan.cols, spec.scale, 3, spec.detail_correlation, spec.lr_consistent
        )
        self._finisher = Finisher(the_plan)
        self._batch_size = the_plan.sizes.batch_size
        self._stop = len(the_plan.rows.starts)
        """Rows of patches to go through."""
        self._done = 0
        """Patches."""
        self._kept = 0
        """Rows of patches that came from the journal."""
        self._last_kept: Optional[np.ndarray] = None
        """Pixels of the last of them."""
        self._notes: Deque[str] = deque()

    def run(self) -> Result:
        the_plan, progress = self._plan, self._progress
        started = time.monotonic()
        source = LrSource(the_plan)
        progress.log(describe_plan(the_plan, self._backend, source.resampling))
        for warning in the_plan.warnings:
            progress.warn(warning)
        try:
            with ResultWriter(the_plan.job.output, the_plan.out_grid, the_plan.rgb, the_plan.rgb_bands) as writer:
                with bounded_cache(the_plan.sizes.cache_bytes(source.block_row_bytes)):
                    self._restore(writer)
                    self._stream(source, writer)
                progress.step(self._done, the_plan.tiles)
                seam, energy = self._finisher.meter.seam_ratio, self._finisher.meter.energy_ratio
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
            precision=self._backend.precision,
            runtime=self._backend.runtime,
            resampling=source.resampling,
            seam_ratio=seam,
            energy_ratio=energy,
        )

    def _restore(self, writer: ResultWriter) -> None:
        """Strips that an interrupted run has finished go into the file as they are."""
        self._progress.step(0, self._plan.tiles)
        journal, rows, scale = self._journal, self._plan.rows, self._plan.spec.scale
        if journal is None or not journal.entries:
            return
        self._progress.log(
            f"An interrupted run of this job has finished {len(journal.entries)} of {len(rows.starts)} rows of "
            "patches: going on from there"
        )
        for row in range(len(journal.entries)):
            strip = journal.read(row)
            if strip is None:
                self._progress.warn(f"The journal is damaged after {row} rows of patches: the rest is computed again.")
                journal.cut(row)
                break
            pixels, valid = strip
            writer.write_rows(rows.starts[row] * scale, pixels, valid)
            self._kept, self._last_kept = row + 1, pixels
            self._done += len(self._plan.cols.starts)
            self._progress.step(self._done, self._plan.tiles)
        if self._kept:
            self._batch_size = min(self._batch_size, journal.entries[-1].batch_size)

    def _stream(self, source: LrSource, writer: ResultWriter) -> None:
        """Every row of patches that is still to be done.

        After a restart it begins further up, with the rows that reach into the last finished strip: the blender is then
        in the state that it had, and the strip, computed again, shows whether the device repeats itself.
        """
        rows = self._plan.rows
        count, first = self._stop, rows.first_reaching(max(self._kept - 1, 0))
        stages = Stage(self._plan.sizes.waiting), Stage(BATCHES_WAITING)
        pools = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        with pools[0] as reading, pools[1] as asking, stages[0] as writing, stages[1] as blending:
            ahead = reading.submit(source.strip, first)
            try:
                for row in range(first, count):
                    strip = ahead.result()
                    self._tell(source.troubles)
                    if row + 1 < count:
                        ahead = reading.submit(source.strip, row + 1)
                    batches = self._infer_row(row, strip, asking, blending)
                    blending.give(self._close_row, row, strip, batches, writing, writer)
                blending.wait()
                writing.wait()
                self._tell(self._notes)
            except BaseException as error:
                ahead.cancel()
                if isinstance(error, SpecGanError):  # rows that are computed shall get into the journal
                    with suppress(Exception):
                        blending.wait()
                        writing.wait()
                blending.drop()
                writing.drop()
                raise

    def _infer_row(self, row: int, strip: LrStrip, asking: ThreadPoolExecutor, blending: Stage) -> Tuple[int, ...]:
        """Ask the network for every patch that holds data; gives the sizes of the batches.

        While the network computes one batch, the next one is made ready; while it computes that, the first is checked.
        """
        size, cols = self._plan.spec.in_size, self._plan.cols
        wanted = [c for c, start in enumerate(cols.starts) if strip.valid[:, start : start + size].any()]
        self._count(row, len(cols.starts) - len(wanted), tell=not wanted)  # rows without data can be cancelled too
        network_rgb = np.clip(strip.rgb, -1, 1)
        recorded = self._journal.entries[row].batches if self._journal and row < self._kept else ()

        def batch_of(waiting: List[int], number: int) -> Optional[Batch]:
            if not waiting:
                return None
            most = recorded[number] if number < len(recorded) else self._batch_size
            chosen = waiting[: min(most, self._batch_size)]
            spans = [slice(cols.starts[c], cols.starts[c] + size) for c in chosen]
            hsi, rgb = (np.stack([layer[:, :, span] for span in spans]) for layer in (strip.hsi, network_rgb))
            return Batch(chosen, hsi, rgb)

        def ask(batch: Optional[Batch]) -> Optional[Future]:
            return asking.submit(self._infer, batch) if batch else None

        batches: List[int] = []
        batch = batch_of(wanted, 0)
        asked = ask(batch)
        while batch is not None and asked is not None:
            count = len(batch.cols)
            following = batch_of(wanted[count:], len(batches) + 1)
            patches = asked.result()
            if patches is None:
                self._batch_size = count // 2
                told = f"A batch of {count} patches does not fit into memory: going on with {self._batch_size}"
                self._progress.log(told)
                batch = batch_of(wanted, len(batches))
                asked = ask(batch)
                continue
            del wanted[:count]
            self._count(row, count)  # nothing is being computed: a cancel waits for no other batch
            asked = ask(following)
            blending.give(self._blend, row, batch.cols, self._checked(patches, count), batch.rgb)
            batches.append(count)
            batch = following
        return tuple(batches)

    def _infer(self, batch: Batch) -> Optional[np.ndarray]:
        """The network's answer; None where the device has no memory for so many patches."""
        try:
            return self._backend.infer(batch.hsi, batch.rgb)
        except (OutOfMemory, MemoryError):
            if len(batch.cols) == 1:
                raise
        return None

    def _count(self, row: int, patches: int, tell: bool = True) -> None:
        """Report `patches` as done, but for those of rows that an interrupted run had done; the place for a cancel."""
        self._done += patches if row >= self._kept else 0
        if tell:
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

    def _blend(self, row: int, cols: List[int], patches: np.ndarray, rgb: np.ndarray) -> None:
        spec = self._plan.spec
        bases = upsample(rgb, spec.scale) if spec.lr_consistent else [None] * len(cols)
        for col, patch, base in zip(cols, patches, bases):
            self._blender.add(row, col, patch, base)

    def _close_row(
        self, row: int, strip: LrStrip, batches: Tuple[int, ...], writing: Stage, writer: ResultWriter
    ) -> None:
        raw = self._blender.take_row(row)
        if row >= self._kept:
            writing.give(self._write, raw, strip, batches, self._batch_size, writer)
        elif row == self._kept - 1:
            writing.give(self._compare, raw, strip)

    def _write(
        self, raw: RawStrip, strip: LrStrip, batches: Tuple[int, ...], batch_size: int, writer: ResultWriter
    ) -> None:
        pixels, valid = self._finisher.finish(raw, strip)
        self._check_inputs()
        writer.write_rows(raw.row * self._plan.spec.scale, pixels, valid)
        if self._journal is not None:
            self._journal.append(batches, batch_size, self._finisher.meter.sums, pixels, valid)

    def _compare(self, raw: RawStrip, strip: LrStrip) -> None:
        """The last strip of the interrupted run, computed again: for the meter, and to see that it is the same."""
        assert self._journal is not None and self._last_kept is not None
        pixels, _ = self._finisher.finish(raw, strip)
        self._finisher.meter.restore(self._journal.entries[self._kept - 1].sums)
        different = float((pixels != self._last_kept).mean())
        self._last_kept = None
        if different:
            self._notes.append(
                f"The device does not repeat itself exactly: {different:.2%} of the values of a strip differ from "
                "those of the interrupted run. The result is good, but not to the last digit the one of a single run."
            )

    def _tell(self, warnings: Deque[str]) -> None:
        """What other threads have to say, from the thread that the host knows."""
        while warnings:
            self._progress.warn(warnings.popleft())

    def _check_inputs(self) -> None:
        for stamp in (*self._plan.rgb_files, *self._plan.hsi_files):
            if not stamp.is_current():
                raise SpecGanError(
                    f"{stamp.path} was changed or removed while the job was running.",
                    "Start the job again when nothing writes to its input files.",
                )

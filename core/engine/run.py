"""Runs a job: reading, inference, blending and writing overlap in time, memory is bounded by a few strips."""

from __future__ import annotations

import time
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import ContextManager, Iterator, Optional, Tuple

from ..errors import SpecGanError
from ..geodata.gdalstate import bounded_cache, gdal_exceptions
from ..job import Job
from ..models import Backend, Model
from ..planning import Plan, plan
from ..planning.alarm import share
from ..planning.targets import targets_of
from ..shelf.files import remove_leftovers
from ..shelf.progress import Progress
from .calibration import batch_planned
from .identity import identity
from .journal import Journal
from .pipeline import Pipeline
from .report import describe_figures, describe_plan, tags_for, warn_of_unlike
from .resume import JournalSink, replay
from .sinks import InputsUnchanged, Sinks, opened, rasters
from .source import LrSource
from .stages import Postbox


@dataclass(frozen=True)
class Result:
    """What came out."""

    output: Path
    uncertainty: Optional[Path]
    """The raster beside it; None: none was wanted."""
    alarm: Optional[Path]
    """The raster of what is unlike the training data; None: none was wanted."""
    model: str
    """Name of the model, as it calls itself."""
    tiles: int
    """Number of patches."""
    answers: int
    """Answers of the network for each."""
    seconds: float
    """Wall time of reading, inference and writing."""
    device: str
    precision: str
    """In what numbers the network computed, see `Backend.precision`."""
    runtime: str
    resampling: str
    """How the HSI came onto the RGB layer's grid."""
    seam_ratio: float
    """See `Figures`."""
    energy_ratio: float
    """See `Figures`."""
    lr_rmse_before: float
    """See `Figures`."""
    lr_rmse: float
    """See `Figures`."""
    expected_share: float
    """See `Figures`."""
    unlike_share: float
    """Share of the area that is unlike the training data; 0 for a model that does not know these."""


def superresolve(job: Job, progress: Optional[Progress] = None, backend: Optional[Backend] = None) -> Result:
    """Plan and run `job`. `backend`: an already opened one instead of the job's model.

    Raises `SpecGanError` where the job cannot be done and `Cancelled` where the host stops it; either way no partial
    output stays and an older output is untouched. After an error, and after the end of the process, the finished strips
    stay in a journal (`core.engine.journal`) and the same job resumes there; a cancel leaves nothing.
    """
    with gdal_exceptions(), Postbox(progress or Progress()) as host, ExitStack() as stack:
        the_plan, backend = _prepared(job, host, backend, stack)
        with _memory_told(the_plan), _journal(the_plan, backend, host) as journal:
            return _run(batch_planned(the_plan, backend, host, journal), backend, journal, host)


def _prepared(job: Job, progress: Progress, backend: Optional[Backend], stack: ExitStack) -> Tuple[Plan, Backend]:
    """The plan, and the backend that runs it, which `stack` closes where it was opened here."""
    model = Model(job.model, job.host.python)

    def open_model() -> Backend:
        return stack.enter_context(model.open(job.host.device, job.host.precision, progress))

    if backend is None and not model.readable_here:
        backend = open_model()  # the process that runs it tells what the file says: no other is started for that
    the_plan = plan(job, progress, model)
    return the_plan, backend or open_model()


@contextmanager
def _memory_told(the_plan: Plan) -> Iterator[None]:
    try:
        yield
    except MemoryError as error:
        raise SpecGanError(
            "There is not enough memory for a raster {width} pixels wide.",
            "Choose a narrower extent, or a smaller batch size.",
            repr(error),
            width=the_plan.window.width,
        ) from error


def _journal(the_plan: Plan, backend: Backend, progress: Progress) -> ContextManager[Optional[Journal]]:
    if not the_plan.journal:
        return nullcontext()
    journal = Journal(the_plan.job.output, identity(the_plan, backend), progress)
    for target in targets_of(the_plan.job).values():
        remove_leftovers(target)  # nobody else is writing this output: the journal is locked
    return journal


def _run(the_plan: Plan, backend: Backend, journal: Optional[Journal], progress: Progress) -> Result:
    """From two layers to one raster."""
    started, output = time.monotonic(), Path(the_plan.job.output)
    with LrSource(the_plan, progress) as source:
        progress.log(describe_plan(the_plan, backend, source.resampling))
        for warning in the_plan.warnings:
            progress.warn(warning)
        tags = tags_for(the_plan, backend, source.resampling)
        others = {other.name: Path(other.path) for other in the_plan.besides}
        written = Sinks(*rasters(the_plan, output, others, tags, progress))
        sink = Sinks(InputsUnchanged(the_plan), written, *([JournalSink(journal, progress)] if journal else []))
        with opened(sink):
            with bounded_cache(the_plan.sizes.cache_bytes(source.block_row_bytes)):
                start = replay(the_plan, journal, written, progress)
                pipeline = Pipeline(the_plan, backend, progress, start.first, counted=start.sums)
                figures = pipeline.run(source.rows(pipeline.reads), sink, start.batches)
            progress.step(the_plan.work, the_plan.work)
            sink.close(figures)
            sink.publish()
    progress.log(describe_figures(figures))
    warn_of_unlike(the_plan, figures, progress)
    return Result(
        output=output,
        uncertainty=the_plan.job.uncertainty,
        alarm=the_plan.job.alarm,
        model=the_plan.spec.name,
        tiles=the_plan.tiles,
        answers=the_plan.answers.count,
        seconds=time.monotonic() - started,
        device=backend.device,
        precision=backend.precision,
        runtime=backend.runtime,
        resampling=source.resampling,
        seam_ratio=figures.seam_ratio,
        energy_ratio=figures.energy_ratio,
        lr_rmse_before=figures.lr_rmse_before,
        lr_rmse=figures.lr_rmse,
        expected_share=figures.expected_share,
        unlike_share=share(figures.unlike),
    )

"""The workers of a Dask cluster at one job: what they do, and how the command waits for it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Callable, Dict, Generator, Iterable, Iterator, List, Mapping, Optional, Tuple

from ..core.engine.blocks import BlockResult, superresolve_block
from ..core.engine.calibration import batch_planned
from ..core.engine.report import RanOn
from ..core.errors import Cancelled, SpecGanError
from ..core.models import Backend, Model
from ..core.planning import Plan
from ..core.shelf.progress import Progress

POLL_S = 1.0
"""Seconds between looks at whether the host wants to stop."""
Opener = Callable[[Plan, int], Backend]
"""Opens a model on a worker, with so many CPU threads (0: all that it has)."""
Asked = Generator[Tuple[Any, Any], None, None]


class Team:
    """The workers that the Dask `client` has when the job begins, and what it asks of them.

    All methods raise what the worker raised, `SpecGanError` where several workers in a row were lost over one thing,
    and `Cancelled` where `progress` wants to stop. What a lost worker was at is done again by another one.
    """

    def __init__(self, client: Any, threads: int, opener: Optional[Opener], progress: Progress) -> None:
        self._client, self._options, self._progress = client, (threads, opener or _opened), progress
        self._addresses: List[str] = list(client.scheduler_info(n_workers=-1)["workers"])

    def __len__(self) -> int:
        """Workers; 1 where they are still to come."""
        return max(1, len(self._addresses))

    def ran_on(self, plan: Plan) -> RanOn:
        """The devices and their software. Every worker opens the model for that, which it needs anyway."""
        calls: Dict[str, Tuple[()]] = dict.fromkeys(self._addresses or [""], ())
        return RanOn.all_of(kind for _, kind in self._asked(_kind, plan, calls, pinned=bool(self._addresses)))

    def batch_size(self, plan: Plan) -> int:
        """Patches a network call, measured on one worker where the job leaves them open and is long enough."""
        if plan.job.host.batch_size:
            return plan.sizes.batch_size
        ((_, (size, notes)),) = self._asked(_measured, plan, {"": (len(self),)})
        for note in notes:
            self._progress.log(note)
        return int(size)

    def blocks(self, plan: Plan, parts: Mapping[int, Tuple[int, int, Path]]) -> Asked:
        """Number and result of each of the blocks {number: (first, last, file)} as they get ready.

        Close it where the results are not all taken.
        """
        return self._asked(_block, plan, parts)

    def _asked(
        self, task: Callable[..., Any], plan: Plan, calls: Mapping[Any, Tuple[Any, ...]], pinned: bool = False
    ) -> Asked:
        """Key and answer of `task(plan, threads, opener, *values)` for each of `calls`, {key: values}, as they come in.

        `pinned`: the keys are addresses of the workers to be asked, and if one is lost, another.
        """
        from distributed import KilledWorker

        futures = {}  # the plan goes along with every call: a copy on the workers could be lost with them
        for key, values in calls.items():
            chosen = {"workers": [key], "allow_other_workers": True} if pinned else {}
            futures[self._client.submit(task, plan, *self._options, *values, pure=False, **chosen)] = key
        try:
            for future in self._finished(futures):
                yield futures[future], future.result()
        except KilledWorker as error:
            raise SpecGanError(
                "Several workers in a row were lost over the same work.",
                "They may be short of memory: give them less to do at once (fewer workers on a machine, --memory-mb).",
                repr(error),
            ) from error
        finally:
            self._client.cancel(list(futures))

    def _finished(self, futures: Iterable[Any]) -> Iterator[Any]:
        """The futures as they end; of those that do together, the ones that failed come last: no result is lost."""
        from distributed import TimeoutError as NotYet
        from distributed import wait

        waiting = set(futures)
        while waiting:
            if self._progress.is_cancelled():
                raise Cancelled
            try:
                ended, waiting = wait(list(waiting), timeout=POLL_S, return_when="FIRST_COMPLETED")
            except NotYet:
                continue
            yield from sorted(ended, key=lambda future: future.status != "finished")


class _Notes(Progress):
    """Keeps what is told on a worker for the one who asked."""

    def __init__(self) -> None:
        self.notes: List[str] = []

    def log(self, message: str) -> None:
        self.notes.append(message)


def _kind(plan: Plan, threads: int, opener: Opener) -> RanOn:
    """On a worker: its device and what runs the model there."""
    with _model(plan, threads, opener) as backend:
        return RanOn(backend.device, backend.precision, backend.runtime)


def _measured(plan: Plan, threads: int, opener: Opener, workers: int) -> Tuple[int, List[str]]:
    """On a worker: the batch that is quickest there, and what the log shall say."""
    progress = _Notes()
    with _model(plan, threads, opener) as backend:
        sizes = batch_planned(plan, backend, progress, workers=workers).sizes
    return sizes.batch_size, progress.notes


def _block(plan: Plan, threads: int, opener: Opener, first: int, last: int, path: Path) -> BlockResult:
    """On a worker: one block; when this returns, the disk has its file."""
    with _model(plan, threads, opener) as backend:
        result = superresolve_block(plan, first, last, path, backend, Progress())
    with open(path, "r+b") as file:
        os.fsync(file.fileno())
    return result


@contextmanager
def _model(plan: Plan, threads: int, opener: Opener) -> Iterator[Backend]:
    """The model, which a worker keeps open from one call to the next; with several threads it still has one."""
    from distributed import get_worker

    worker: Any = get_worker()
    wanted = (plan.model_sha256, plan.job.host.device, plan.job.host.precision, threads, opener)
    with vars(worker).setdefault("specgan_lock", Lock()):
        kept = getattr(worker, "specgan_backend", None)
        if kept is None or kept[0] != wanted:
            if kept is not None:
                worker.specgan_backend = None
                kept[1].close()
            worker.specgan_backend = kept = (wanted, opener(plan, threads))
        yield kept[1]


def _opened(plan: Plan, threads: int) -> Backend:
    job = plan.job
    return Model(job.model).open(job.host.device, job.host.precision, threads=threads)

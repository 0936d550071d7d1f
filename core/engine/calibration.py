"""How many patches a network call should have: measured on the device before a long job, and kept for the next one."""

from __future__ import annotations

import json
import platform
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

import numpy as np

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message
from ..models import Backend
from ..planning import Plan
from ..planning.memory import USUAL_BATCH
from ..shelf.files import write_text
from ..shelf.machine import cores
from ..shelf.progress import Progress
from .journal import Journal

SIZES = (1, 2, 4, 8, 16, 32, 64)
"""Patches a call that are tried, from the smallest on."""
REPEATS = 2
"""Timed calls of each size, after one that is not: the first call of a size sets memory and kernels up."""
TIE = 1.02
"""A size that takes so much longer a patch than the best one is as good: a smaller one needs less memory."""
MISSES = 2
"""After so many sizes in a row that bring nothing, larger ones are not tried."""
TIMES = 50
"""Patches that a job has, at least, for each patch that is spent on measuring: 2 percent of the patches at most. Of the
time it may be some 7 percent, once a machine, on a device where small calls are as slow as large ones."""
LEAST = 3
"""Fewer sizes than this are not worth a comparison."""
MOST_KEPT = 200
"""Measurements in the file; the oldest ones go."""


def batch_planned(
    plan: Plan,
    backend: Backend,
    progress: Progress,
    journal: Optional[Journal] = None,
    clock: Callable[[], float] = time.perf_counter,
    workers: int = 1,
) -> Plan:
    """`plan` with the batch that it is to use.

    Where the job leaves it open: that of the interrupted run in the journal, else the measured one, else (short jobs)
    the usual one. `workers`: backends that share the job; all the others wait while this one is measured.
    """
    if plan.job.host.batch_size:
        return plan
    if journal is not None and journal.entries:
        return with_batch(plan, journal.entries[-1].batch_size)
    worth = _worth(plan, workers)
    seconds = _recalled(plan, backend, worth) or _measured(plan, backend, progress, clock, worth)
    fitting = {size: value for size, value in seconds.items() if _fits(plan, size)}
    if not fitting:
        return plan
    best = fastest(fitting)
    speeds = ", ".join(f"{size}: {1 / value:.3g}" for size, value in sorted(fitting.items()))
    progress.log(
        Message(
            "Batches of {best} patches are the quickest here (patches a second by batch: {speeds})",
            best=best,
            speeds=speeds,
        )
    )
    return with_batch(plan, best)


def with_batch(plan: Plan, batch: int) -> Plan:
    """`plan` with batches of `batch` patches, or fewer where the memory that the job may take does not allow it."""
    return replace(plan, sizes=plan.sized(batch))


def fastest(seconds: Mapping[int, float]) -> int:
    """Of {batch: seconds a patch} the batch with the most patches a second; of equals (`TIE`) the smallest."""
    limit = min(seconds.values()) * TIE
    return min(size for size, value in seconds.items() if value <= limit)


def time_sizes(
    backend: Backend, sizes: Sequence[int], progress: Progress, clock: Callable[[], float] = time.perf_counter
) -> Dict[int, float]:
    """{batch: seconds a patch} for rising `sizes`, the best of `REPEATS` calls each.

    Ends early where larger batches bring nothing and where the device fails at them, for want of memory or otherwise:
    a job need not use them. Raises `Cancelled`, and the error where not even the first size works.
    """
    result: Dict[int, float] = {}
    misses = 0
    for size in sizes:
        try:
            value = _seconds(backend, size, progress, clock)
        except (SpecGanError, MemoryError):
            if not result:
                raise
            break
        misses = misses + 1 if result and value * TIE > min(result.values()) else 0
        result[size] = max(value, 1e-9)
        if misses == MISSES:
            break
    return result


def _seconds(backend: Backend, size: int, progress: Progress, clock: Callable[[], float]) -> float:
    spec, stream = backend.spec, np.random.RandomState(size)
    shapes = ((size, bands, spec.in_size, spec.in_size) for bands in (spec.bands, 3))
    hsi, rgb = (stream.uniform(-1, 1, shape).astype(np.float32) for shape in shapes)
    times: List[float] = []
    for _ in range(REPEATS + 1):
        if progress.is_cancelled():  # a call may take a minute
            raise Cancelled
        started = clock()
        backend.infer(hsi, rgb)
        times.append(clock() - started)
    return min(times[1:]) / size


def _worth(plan: Plan, workers: int) -> List[int]:
    """The sizes that the job is long enough for and has the memory for; none where those are too few."""
    sizes: List[int] = []
    for size in SIZES:
        if (sum(sizes) + size) * (REPEATS + 1) * TIMES > plan.work / workers or not _fits(plan, size):
            break
        sizes.append(size)
    return sizes if len(sizes) >= LEAST else []


def _measured(
    plan: Plan, backend: Backend, progress: Progress, clock: Callable[[], float], sizes: Sequence[int]
) -> Dict[int, float]:
    """Times of the `sizes` that are worth it; {} where none are."""
    if not sizes:
        return {}
    progress.log(Message("Measuring how many patches a network call should have"))
    seconds = time_sizes(backend, sizes, progress, clock)
    if seconds and plan.job.host.measurements is not None:
        _keep(plan.job.host.measurements, _key(plan, backend), {"tried": sizes[-1], "seconds": seconds})
    return seconds


def _fits(plan: Plan, batch: int) -> bool:
    """Whether the memory allows the batch, without strips that wait less for it."""
    sizes = plan.sized(batch)
    usual = plan.sizes.waiting if batch > USUAL_BATCH else 0
    return sizes.batch_size == batch and sizes.waiting >= usual


def _key(plan: Plan, backend: Backend) -> str:
    """All that the times depend on: model, what runs it, machine."""
    runs = (plan.model_sha256, backend.device, backend.precision, backend.runtime)
    return "; ".join((*runs, platform.node(), f"{cores()} cores"))


def _recalled(plan: Plan, backend: Backend, worth: Sequence[int]) -> Dict[int, float]:
    """Times that an earlier job has kept; {} where there are none that make sense, or where that job was too short or
    had too little memory for sizes that this one would try."""
    found = _read(plan.job.host.measurements).get(_key(plan, backend)) if plan.job.host.measurements else None
    try:
        tried, told = int((found or {}).get("tried", 0)), (found or {}).get("seconds", {})
        seconds = {int(size): float(value) for size, value in told.items()}
    except (AttributeError, TypeError, ValueError):
        return {}
    if tried < max(worth, default=0):
        return {}
    good = all(size in SIZES and 0 < value < float("inf") for size, value in seconds.items())
    return seconds if good else {}


def _read(path: Path) -> Dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            return content
    return {}


def _keep(path: Path, key: str, record: Mapping[str, Any]) -> None:
    """Add to the file; a folder that cannot be written only means that the next job measures again."""
    content = {**{name: value for name, value in _read(path).items() if name != key}, key: dict(record)}
    with suppress(OSError, SpecGanError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(dict(list(content.items())[-MOST_KEPT:]), indent=1))

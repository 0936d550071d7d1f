"""Dask workers on this machine, one model each, or a scheduler that is already running."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Dict, Iterator, Sequence

from ..core.errors import SpecGanError
from ..core.shelf.machine import cores


@contextmanager
def connected(scheduler: str = "", workers: int = 2, gpus: Sequence[str] = (), threads: int = 0) -> Iterator[Any]:
    """A `distributed.Client`, closed afterwards, with the workers that were started for it.

    `scheduler`: address of a running scheduler; empty: workers are started on this machine, one for each of `gpus`
    (device numbers as CUDA counts them) or else `workers` for the CPU with `threads` threads each (0: the cores shared
    out). Raises `SpecGanError` where the scheduler cannot be reached.
    """
    distributed = _distributed()
    if scheduler:
        try:
            client = distributed.Client(scheduler, timeout="20s")
        except (OSError, ValueError) as error:
            raise SpecGanError(
                "The Dask scheduler {scheduler} cannot be reached.",
                "Check the address, and that the scheduler runs the same version of dask.distributed.",
                repr(error),
                scheduler=scheduler,
            ) from error
        with client:
            yield client
        return
    with (
        distributed.SpecCluster(
            workers=worker_specs(workers, gpus, threads),
            scheduler={"cls": distributed.Scheduler, "options": {"dashboard_address": None}},
            silence_logs=50,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def worker_specs(workers: int, gpus: Sequence[str], threads: int) -> Dict[int, Dict[str, Any]]:
    """What `SpecCluster` needs to start the workers. One job at a time each: a model is used from one thread."""
    distributed = _distributed()
    count = len(gpus) or workers
    if count < 1:
        raise SpecGanError("{count} workers were asked for.", "Choose 1 or more.", count=count)
    share = threads or max(1, cores() // count)
    result = {}
    for index in range(count):
        environment = {"OMP_NUM_THREADS": str(share)}
        if gpus:
            environment["CUDA_VISIBLE_DEVICES"] = gpus[index]
        options = {"nthreads": 1, "env": environment, "memory_limit": 0, "dashboard": False}
        result[index] = {"cls": distributed.Nanny, "options": options}
    return result


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise SpecGanError(
            "Running on several machines needs the Python packages dask and distributed.",
            "Install them: pip install dask distributed.",
            repr(error),
        ) from error
    return distributed

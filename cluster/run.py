"""The job: planned here, computed in blocks by the workers, put together here."""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Callable, List, Optional, Set
from uuid import uuid4

from ..core.backends import Backend, open_backend
from ..core.blocks import BlockResult, split, superresolve_block, whole_provenance
from ..core.errors import SpecGanError
from ..core.geodata.mosaic import write_cog, write_vrt
from ..core.geodata.provenance import tags
from ..core.job import Job
from ..core.planning import Plan, plan
from ..core.progress import Progress

BLOCKS_A_WORKER = 4
"""Blocks for each worker: a lost one costs little, and nobody waits long for the last one."""
LEAST_ROWS = 8
"""Rows of patches in a block, at least, where the raster has so many: one or two more are computed for every block."""
POLL_S = 1.0
"""Seconds between looks at whether the host wants to stop."""


@dataclass(frozen=True)
class ClusterResult:
    """What came out."""

    output: Path
    """The VRT."""
    cog: Optional[Path]
    parts: Path
    """Folder with the workers' GeoTIFFs."""
    blocks: int
    tiles: int
    seconds: float
    """Wall time from the first block to the end."""


def superresolve_on(
    client: Any,
    job: Job,
    output: Path,
    cog: Optional[Path] = None,
    blocks: int = 0,
    threads: int = 0,
    progress: Optional[Progress] = None,
    opener: Optional[Callable[[Plan, int], Backend]] = None,
) -> ClusterResult:
    """Run `job` on the workers of the Dask `client`; the result is the VRT `output` and, if wanted, the file `cog`.

    Workers read the layers and the model and write their parts by the same paths as this process does. `blocks` 0: a
    few for each worker. `threads`: CPU threads of each worker's model, 0 for all its cores. `opener` opens the backend
    on a worker in place of the job's model. A lost worker's block is computed again by another one. Raises
    `SpecGanError` and `Cancelled` as one machine would; then the parts are removed and an older result is untouched.
    """
    from distributed import KilledWorker

    progress = progress or Progress()
    if output.suffix.lower() != ".vrt":
        raise SpecGanError(f"{output.name} is not a VRT name.", "Choose an output file that ends in .vrt.")
    the_plan = plan(job, progress)
    workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    rows = len(the_plan.rows.starts)
    runs = split(rows, blocks or min(BLOCKS_A_WORKER * workers, -(-rows // LEAST_ROWS)))
    folder = output.with_name(f"{output.stem}_parts_{uuid4().hex[:8]}")
    replaced = _parts_of(output)
    folder.mkdir()
    progress.log(f"{the_plan.tiles} patches in {len(runs)} blocks on {workers} workers")
    started = time.monotonic()
    try:
        shared = client.scatter(the_plan, broadcast=True)
        futures = [
            client.submit(_block, shared, *run, folder / f"{index:05d}.tif", threads, opener, pure=False)
            for index, run in enumerate(runs)
        ]
        try:
            results = _gathered(futures, the_plan, progress)
        except KilledWorker as error:
            raise SpecGanError(
                "Several workers in a row were lost over the same block.",
                "They may be short of memory: give them less to do at once (fewer workers on a machine, --memory).",
                repr(error),
            ) from error
        finally:
            client.cancel(futures)
        values = {**whole_provenance(the_plan, results), "cluster": f"{len(runs)} blocks on {workers} workers"}
        for leftover in folder.glob(".*"):  # of workers that were lost
            leftover.unlink()
        write_vrt(output, [result.part for result in results], the_plan.out_grid, tags(values), progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for older in replaced:
        shutil.rmtree(older, ignore_errors=True)
    if cog is not None:
        write_cog(output, cog, progress)
    return ClusterResult(output, cog, folder, len(runs), the_plan.tiles, time.monotonic() - started)


def _parts_of(vrt: Path) -> Set[Path]:
    """The folders of parts that an older result at this place names as its own."""
    if not vrt.is_file():
        return set()
    names = re.findall(rf"{re.escape(vrt.stem)}_parts_[0-9a-f]{{8}}(?=/)", vrt.read_text(encoding="utf-8"))
    return {vrt.with_name(name) for name in names}


def _gathered(futures: List[Any], the_plan: Plan, progress: Progress) -> List[BlockResult]:
    """The blocks' results in their order; reports, and raises `Cancelled`, while they come in."""
    from distributed import TimeoutError as NotYet
    from distributed import wait

    waiting, done = set(futures), 0
    progress.step(0, the_plan.tiles)
    while waiting:
        try:
            finished, waiting = wait(list(waiting), timeout=POLL_S, return_when="FIRST_COMPLETED")
        except NotYet:
            finished = set()
        done += sum(future.result().tiles for future in finished)
        progress.step(done, the_plan.tiles)
    return [future.result() for future in futures]


def _block(
    the_plan: Plan,
    first: int,
    last: int,
    path: Path,
    threads: int,
    opener: Optional[Callable[[Plan, int], Backend]],
) -> BlockResult:
    """On a worker: one block, with the model that the worker has open from the last one."""
    from distributed import get_worker

    worker: Any = get_worker()
    with vars(worker).setdefault("specgan_lock", Lock()):  # a worker with several threads still has one model
        kept = getattr(worker, "specgan_backend", None)
        wanted = (the_plan.model_sha256, the_plan.job.precision)
        if kept is None or kept[0] != wanted:
            if kept is not None:
                kept[1].close()
            opened = (opener or _opened)(the_plan, threads)
            worker.specgan_backend = kept = (wanted, opened)
        return superresolve_block(the_plan, first, last, path, kept[1], Progress())


def _opened(the_plan: Plan, threads: int) -> Backend:
    job = the_plan.job
    return open_backend(job.model, job.device, threads=threads, precision=job.precision)

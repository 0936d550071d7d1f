"""The job: planned here, computed in blocks by the workers, put together here."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional
from uuid import uuid4

from ..core.engine.blocks import BlockResult, split, whole_figures, whole_provenance
from ..core.engine.calibration import with_batch
from ..core.engine.identity import identity
from ..core.engine.report import describe_figures, warn_of_unlike
from ..core.errors import SpecGanError
from ..core.errors.messages import Message
from ..core.geodata.mosaic import ready_vrt, write_cog
from ..core.geodata.provenance import tags
from ..core.geodata.writer import check_space
from ..core.job import Job
from ..core.planning import Plan, plan
from ..core.planning.targets import ALARM, UNCERTAINTY, targets_of
from ..core.shelf.progress import Progress
from .journal import BlockJournal, Setup, named_parts, part_path
from .team import Opener, Team

BLOCKS_A_WORKER = 4
"""Blocks for each worker: a lost one costs little, and nobody waits long for the last one."""
LEAST_ROWS = 8
"""Rows of patches in a block, at least, where the raster has so many: one or two more are computed for every block."""


@dataclass(frozen=True)
class ClusterResult:
    """What came out."""

    output: Path
    """The VRT."""
    beside: Dict[str, Path]
    """The VRTs beside it, by the parameter that wanted them."""
    cog: Optional[Path]
    parts: Path
    """Folder with the workers' GeoTIFFs."""
    blocks: int
    tiles: int
    seconds: float
    """Wall time from the first block to the end."""

    @property
    def uncertainty(self) -> Optional[Path]:
        """The VRT of the uncertainty; None: none was wanted."""
        return self.beside.get(UNCERTAINTY)

    @property
    def alarm(self) -> Optional[Path]:
        """The VRT of what is unlike the training data; None: none was wanted."""
        return self.beside.get(ALARM)


def superresolve_on(
    client: Any,
    job: Job,
    output: Path,
    cog: Optional[Path] = None,
    blocks: int = 0,
    threads: int = 0,
    progress: Optional[Progress] = None,
    opener: Optional[Opener] = None,
) -> ClusterResult:
    """Run `job` on the workers of the Dask `client`; the result is the VRT `output` and, if wanted, the file `cog`.

    Workers read the layers and the model and write their parts by the same paths as this process does. `blocks` 0: a
    few for each worker. UNCERTAINTY and ALARM, if they are wanted, are VRTs too. `threads`: CPU threads of each
    worker's model, 0 for all its cores. `opener` opens the backend on a worker in place of the job's model. A lost
    worker's block is computed again by another one.

    Raises `SpecGanError` and `Cancelled` as one machine would; an older result is then untouched. After an error, and
    after the end of this process, the finished blocks stay (`cluster.journal`) and the same job resumes there; a
    cancel leaves nothing.
    """
    progress = progress or Progress()
    beside = {name: path for name, path in targets_of(job).items() if name != "OUTPUT"}
    for target in (output, *beside.values()):
        if target.suffix.lower() != ".vrt":
            name = target.name
            raise SpecGanError("{name} is not a VRT name.", "Choose an output file that ends in .vrt.", name=name)
    job = job.changed(**{name.lower(): path.with_suffix(".tif") for name, path in beside.items()})
    the_plan = plan(job, progress, in_blocks=True)
    for warning in the_plan.warnings:
        progress.warn(warning)
    team = Team(client, threads, opener, progress)
    asked = {**identity(the_plan, team.ran_on(the_plan)), Message("parameter {name}", name="BLOCKS"): str(blocks)}
    with BlockJournal(output, asked, progress) as journal:
        check_space(output.parent, the_plan.output_bytes + the_plan.beside_bytes, journal.kept_bytes())
        setup = journal.setup or journal.begin(_chosen(the_plan, team, output, blocks))
        the_plan = with_batch(the_plan, setup.batch_size)
        journal.folder.mkdir(exist_ok=True)
        progress.log(
            Message(
                "{tiles} patches in {blocks} blocks on {workers} workers",
                tiles=the_plan.tiles,
                blocks=len(setup.runs),
                workers=len(team),
            )
        )
        started = time.monotonic()
        results = _computed(the_plan, team, journal, setup, progress)
        values = {**whole_provenance(the_plan, results), "cluster": f"{len(setup.runs)} blocks on {len(team)} workers"}
        figures = whole_figures(the_plan, results)
        _write(the_plan, results, tags(values), {**beside, "OUTPUT": output}, progress)
        progress.log(describe_figures(figures))
        warn_of_unlike(the_plan, figures, progress)
        if cog is not None:
            write_cog(output, cog, progress)
    seconds = time.monotonic() - started
    parts = output.with_name(setup.folder)
    return ClusterResult(output, beside, cog, parts, len(setup.runs), the_plan.tiles, seconds)


def _write(
    the_plan: Plan, results: List[BlockResult], tags: Mapping[str, str], kinds: Mapping[str, Path], progress: Progress
) -> None:
    """A VRT of each kind of a block's files, {kind: path}; none takes its place before all are complete."""
    with ExitStack() as stack:
        ready = []
        for kind, path in kinds.items():
            parts = [result.beside.get(kind, result.part) for result in results]
            ready.append(stack.enter_context(ready_vrt(path, parts, the_plan.out_grid, tags, progress)))
        for publish in ready:
            publish()


def _chosen(the_plan: Plan, team: Team, output: Path, blocks: int) -> Setup:
    """What a first run settles for itself and for those that go on from it."""
    rows = len(the_plan.rows.starts)
    return Setup(
        folder=f"{output.stem}_parts_{uuid4().hex[:8]}",
        runs=split(rows, blocks or min(BLOCKS_A_WORKER * len(team), -(-rows // LEAST_ROWS))),
        batch_size=team.batch_size(the_plan),
        replaces=tuple(sorted(named_parts(output))),
    )


def _computed(the_plan: Plan, team: Team, journal: BlockJournal, setup: Setup, progress: Progress) -> List[BlockResult]:
    """The results of all blocks in their order, those of an interrupted run among them."""
    results = journal.finished()
    if results:
        progress.log(
            Message(
                "An interrupted run of this job has finished {finished} of {blocks} blocks: going on from there",
                finished=len(results),
                blocks=len(setup.runs),
            )
        )
    _remove_leftovers(journal.folder)
    done = sum(result.tiles for result in results.values())
    progress.step(done, the_plan.tiles)
    missing = {
        index: (*run, part_path(journal.folder, index)) for index, run in enumerate(setup.runs) if index not in results
    }
    with closing(team.blocks(the_plan, missing)) as finished:
        for index, result in finished:
            journal.add(index, result)
            results[index] = result
            done += result.tiles
            progress.step(done, the_plan.tiles)
    _remove_leftovers(journal.folder)
    return [results[index] for index in range(len(setup.runs))]


def _remove_leftovers(folder: Path) -> None:
    """Half-written files of workers that were lost."""
    for leftover in folder.glob(".*"):
        leftover.unlink(missing_ok=True)

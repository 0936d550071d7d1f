"""What a job writes: the result and the rasters beside it; whether it may, and whether the disks have room."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from ..errors import SpecGanError
from ..geodata.grid import Grid
from ..geodata.writer import check_space, check_target, free_bytes, required_bytes
from ..job import Job
from ..models import ModelSpec
from ..shelf.files import leftovers
from ..shelf.records import journal_path
from .answers import uncertainty_bands

ALARM, UNCERTAINTY = "ALARM", "UNCERTAINTY"


@dataclass(frozen=True)
class Beside:
    """A raster beside the result, on its grid."""

    name: str
    """Of its parameter."""
    path: Path
    bands: int
    dtype: str

    def bytes(self, grid: Grid) -> int:
        """Size of the uncompressed raster with overviews."""
        return required_bytes(grid, self.dtype, self.bands)


def besides(job: Job, spec: ModelSpec) -> Tuple[Beside, ...]:
    """The rasters beside the result that the job asks for."""
    kinds = {UNCERTAINTY: (job.uncertainty, uncertainty_bands(spec), "float32"), ALARM: (job.alarm, 1, "uint8")}
    return tuple(Beside(name, path, bands, kind) for name, (path, bands, kind) in kinds.items() if path is not None)


def targets_of(job: Job) -> Dict[str, Path]:
    """Parameter -> file of all that the job writes."""
    named = {"OUTPUT": job.output, UNCERTAINTY: job.uncertainty, ALARM: job.alarm}
    return {name: path for name, path in named.items() if path is not None}


def check_targets(job: Job) -> None:
    """Raises `SpecGanError` where nothing can be written, or two things would be written to one file."""
    taken: Dict[str, str] = {}
    for name, target in targets_of(job).items():
        check_target(target)
        other = taken.setdefault(os.path.realpath(target), name)
        if other != name:
            raise SpecGanError(
                "{name} would be written over {other}.", "Choose another file for one of them.", name=name, other=other
            )


def room_for_journal(output: Path, result: int, others: Sequence[Beside], grid: Grid) -> bool:
    """Whether the disk has room for a journal too; `SpecGanError` where a disk has none for what is written.

    `result`: bytes of the result; the journal takes as many as all rasters do.
    """
    folder = Path(output).parent
    needed: Dict[int, List[int]] = {}
    folders: Dict[int, Path] = {}
    for path, size in [(Path(output), result), *((other.path, other.bytes(grid)) for other in others)]:
        device = os.stat(path.parent).st_dev
        folders.setdefault(device, path.parent)
        here = needed.setdefault(device, [0, 0])
        here[0], here[1] = here[0] + size, here[1] + _left_behind(path)
    for device, (required, ours) in needed.items():
        check_space(folders[device], required, ours)
    required, ours = needed[os.stat(folder).st_dev]
    return free_bytes(folder) + ours >= required + result + sum(other.bytes(grid) for other in others)


def _left_behind(output: Path) -> int:
    """Bytes of what a job left there when it was killed: its journal, which it goes on with, and an unfinished file."""
    total = 0
    for path in (journal_path(output), *leftovers(output)):
        with suppress(OSError):
            total += path.stat().st_size
    return total

"""Finished blocks, noted beside the output, so that a job whose command was killed goes on where it was.

The pixels are in the workers' files; the journal says which of them are complete, what was counted while they were
made, and what was chosen for the whole job: the folder of the files, the blocks, the batch.
"""

from __future__ import annotations

import re
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Set, Tuple, Union
from xml.sax.saxutils import unescape

from ..core.engine.blocks import BlockResult, beside_part
from ..core.engine.finishing import NOTHING
from ..core.errors.messages import Message
from ..core.geodata.mosaic import Part
from ..core.geodata.stamps import stamps_of
from ..core.geodata.writer import Statistics
from ..core.shelf.records import RecordFile

REMOVALS, REMOVAL_S = 50, 0.1
"""Attempts to remove a folder, and seconds between them."""
Contents = Tuple[Tuple[int, str], ...]
"""Size in bytes and digest of the files of a part."""


@dataclass(frozen=True)
class Setup:
    """What the first run has chosen and every run that goes on takes over."""

    folder: str
    """Name of the folder with the parts, beside the VRT."""
    runs: Tuple[Tuple[int, int], ...]
    """Rows of patches [first, last) of each block."""
    batch_size: int
    """Patches a network call."""
    replaces: Tuple[str, ...]
    """Names of the folders that the older result at this place has its parts in."""


@dataclass(frozen=True)
class Finished:
    """A block that is complete."""

    index: int
    result: BlockResult
    contents: Contents
    """Of its files, as they were when it was noted."""


class BlockJournal(RecordFile):
    """The blocks that one job on a cluster has finished; a context manager.

    Folders with parts that the VRT at the output's place does not name go with the journal: after a cancel the new
    ones, after the end of the job those of the older result.
    """

    FORMAT = 1
    entries: List[Union[Setup, Finished]]

    @property
    def setup(self) -> Optional[Setup]:
        """What was chosen; None where nothing has been yet."""
        first = self.entries[0] if self.entries else None
        return first if isinstance(first, Setup) else None

    @property
    def folder(self) -> Path:
        """The folder with the parts; only once there is a setup."""
        assert self.setup is not None
        return self._output.with_name(self.setup.folder)

    def begin(self, setup: Setup) -> Setup:
        """Note what was chosen."""
        self.record(asdict(setup))
        return setup

    def add(self, index: int, result: BlockResult) -> None:
        """Note that block `index` is complete; its file is on the disk."""
        beside = {name: _told(part) for name, part in result.beside.items()}
        parts = {"part": _told(result.part), "beside": beside}
        self.record({**vars(result), **parts, "block": index, "contents": _contents(result)})

    def finished(self) -> Dict[int, BlockResult]:
        """Number -> result of the blocks whose files are still what they were; tells of the others."""
        noted = {entry.index: entry for entry in self.entries if isinstance(entry, Finished)}
        whole = {n: entry.result for n, entry in noted.items() if _contents(entry.result) == entry.contents}
        for index in sorted(set(noted) - set(whole)):
            self._progress.warn(
                Message("{path} is missing or damaged: it is computed again.", path=noted[index].result.part.path)
            )
        return whole

    def kept_bytes(self) -> int:
        """Size of what an interrupted run has left in its folder."""
        total = 0
        for path in self.folder.glob("*") if self.setup else ():
            with suppress(OSError):
                total += path.stat().st_size
        return total

    def entry_of(
        self, line: Optional[Dict[str, Any]], offset: int, length: int
    ) -> Optional[Tuple[Union[Setup, Finished], int]]:
        with suppress(KeyError, TypeError, ValueError, OverflowError, AttributeError):
            if line is not None:
                entry = self._finished(line) if self.entries else self._setup(line)
                return entry, offset + length
        return None

    def _setup(self, line: Dict[str, Any]) -> Setup:
        """Raises where the line is something else: what it names is removed sooner or later."""
        setup = Setup(
            folder=str(line["folder"]),
            runs=tuple((int(first), int(last)) for first, last in line["runs"]),
            batch_size=int(line["batch_size"]),
            replaces=tuple(str(name) for name in line["replaces"]),
        )
        edges = [0, *(last for _, last in setup.runs)]
        if not all(_is_parts_name(name, self._output) for name in (setup.folder, *setup.replaces)):
            raise ValueError("not folders of parts")
        if list(setup.runs) != [run for run in zip(edges, edges[1:]) if run[0] < run[1]] or setup.batch_size < 1:
            raise ValueError("not blocks that follow each other")
        return setup

    def _finished(self, line: Dict[str, Any]) -> Finished:
        assert self.setup is not None
        index, beside = int(line["block"]), line["beside"]
        if not 0 <= index < len(self.setup.runs):
            raise ValueError("not one of the blocks")
        path = part_path(self.folder, index)
        part = _part(path, line["part"])
        result = BlockResult(
            part=part,
            beside={str(name): _part(beside_part(path, name), told) for name, told in beside.items()},
            tiles=int(line["tiles"]),
            seconds=float(line["seconds"]),
            sums=tuple(float(value) for value in line["sums"]),
            device=str(line["device"]),
            precision=str(line["precision"]),
            runtime=str(line["runtime"]),
            resampling=str(line["resampling"]),
        )
        if len(part.statistics) != 3 or len(result.sums) != len(NOTHING):
            raise ValueError("not what a block of three bands has")
        contents = tuple((int(size), str(digest)) for size, digest in line["contents"])
        return Finished(index, result, contents)

    def forget(self) -> None:
        self.remove()

    def keep(self) -> bool:
        count = len({entry.index for entry in self.entries if isinstance(entry, Finished)})
        if count:
            self._progress.log(
                Message(
                    "{count} finished blocks are kept in {folder}: the same command, started again, goes on from "
                    "there. Delete the folder and {path} if you do not want that.",
                    count=count,
                    folder=self.folder,
                    path=self.path,
                )
            )
        return count > 0

    def remove(self) -> None:
        if self.setup is not None:
            for name in {self.setup.folder, *self.setup.replaces} - named_parts(self._output):
                _remove_folder(self._output.with_name(name))


def _remove_folder(folder: Path) -> None:
    """A cancelled block goes on at its worker for a while and may put a file there meanwhile: then once more."""
    for _ in range(REMOVALS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(REMOVAL_S)


def part_path(folder: Path, index: int) -> Path:
    """The file of block `index`."""
    return folder / f"{index:05d}.tif"


def named_parts(vrt: Path) -> Set[str]:
    """Names of the folders of parts that the VRT, if there is one, names as its own."""
    if not vrt.is_file():
        return set()
    text = unescape(vrt.read_text(encoding="utf-8", errors="replace"), {"&quot;": '"', "&apos;": "'"})
    return set(re.findall(rf"{re.escape(vrt.stem)}_parts_[0-9a-f]{{8}}(?=/)", text))


def _is_parts_name(name: str, vrt: Path) -> bool:
    return re.fullmatch(rf"{re.escape(vrt.stem)}_parts_[0-9a-f]{{8}}", name) is not None


def _contents(result: BlockResult) -> Contents:
    paths = [str(part.path) for part in (result.part, *result.beside.values())]
    return tuple((stamp.size, stamp.digest) for stamp in stamps_of(paths))


def _told(part: Part) -> Dict[str, Any]:
    """A part as it stands in the journal."""
    return {"row": part.row, "height": part.height, "statistics": [vars(item) for item in part.statistics]}


def _part(path: Path, told: Dict[str, Any]) -> Part:
    statistics = tuple(_statistics(values) for values in told["statistics"])
    return Part(path, int(told["row"]), int(told["height"]), statistics)


def _statistics(values: Dict[str, float]) -> Statistics:
    statistics = Statistics()
    for name, value in vars(statistics).items():
        setattr(statistics, name, type(value)(values[name]))
    return statistics

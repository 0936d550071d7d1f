"""Files that appear when they are complete, and the names of hidden files beside them."""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Iterator, List, Set, Tuple, Union
from uuid import uuid4

from ..errors import SpecGanError
from .causes import sentences

PathLike = Union[str, Path]
USUAL = 100
"""Bytes that the name of a hidden file may have, whatever file it belongs to: every file system takes as many."""
ROOM = len(".msk.ovr.tmp")
"""Bytes that are left for the longest ending that GDAL adds to a name while it writes."""
PART = ".part"
"""How names of unfinished files end, but for a suffix."""
TURN = 8
"""Hexadecimal digits that no two jobs share."""


def hidden(target: PathLike, ending: str) -> Path:
    """A hidden file beside `target`: ".NAME" and `ending` where that is short enough.

    With ROOM bytes more its name is no longer than the target's, or than USUAL if that is more: of a long name only
    the beginning stays, followed by a checksum of all of it.
    """
    path = Path(target)
    return path.with_name(_beginning(path.name, ending) + ending)


def temporary(target: PathLike, suffix: str = "") -> Path:
    """A new hidden name beside `target` for what is to become it; no two calls give the same."""
    return hidden(target, f".{uuid4().hex[:TURN]}{PART}{suffix}")


def leftovers(target: PathLike) -> List[Path]:
    """Temporary files of `target` and what GDAL keeps beside them: of a job that writes it, or left by a killed one."""
    found: Set[Path] = set()
    for suffix in ("", ".tif", ".vrt"):  # a longer suffix leaves less of a long name
        pattern = "?" * TURN + PART
        name = _beginning(Path(target).name, f".{pattern}{suffix}")
        found.update(Path(target).parent.glob(f"{glob.escape(name)}.{pattern}*"))
    return sorted(found)


def remove_leftovers(target: PathLike) -> None:
    """Remove temporary files of `target` that a killed process has left; only while nobody else writes it."""
    for path in leftovers(target):
        with suppress(OSError):
            path.unlink()


@contextmanager
def replacing(target: PathLike) -> Iterator[Path]:
    """A temporary path beside `target`, which takes its place when the block ends well and is removed when it does not.

    Raises `SpecGanError` with the cause where the system refuses; an older file is then untouched.
    """
    path = Path(target)
    part = temporary(path)
    try:
        with sentences(path, part, kinds=(OSError,)):
            yield part
            os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def replacing_apart(target: PathLike) -> Iterator[Path]:
    """As `replacing`, for a file that has to have its own name, or other files beside it, while it is made: a path in
    a hidden folder beside `target`, which is removed with all that is in it."""
    path = Path(target)
    folder = temporary(path)
    try:
        with sentences(path, folder / path.name, kinds=(OSError,)):
            folder.mkdir()
            yield folder / path.name
            os.replace(folder / path.name, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_folder(folder: PathLike) -> None:
    """Make a folder, and those that it lies in, where it is not there; `SpecGanError` where that fails."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpecGanError(
            "The folder {folder} cannot be made.", "Choose another folder.", repr(error), folder=folder
        ) from error


def write_text(target: PathLike, text: str) -> None:
    """UTF-8 `text` as a file that appears when it is complete. Raises as `replacing`."""
    with replacing(target) as part:
        part.write_text(text, encoding="utf-8")


def _beginning(name: str, ending: str) -> str:
    limits = [max(length, USUAL) - ROOM for length in _lengths(name)]

    def fits(beginning: str) -> bool:
        return all(length <= limit for length, limit in zip(_lengths(beginning + ending), limits))

    if fits(f".{name}"):
        return f".{name}"
    checksum = hashlib.sha256(os.fsencode(name)).hexdigest()[:TURN]
    kept = len(name)
    while kept and not fits(f".{name[:kept]}~{checksum}"):
        kept -= 1
    return f".{name[:kept]}~{checksum}"


def _lengths(name: str) -> Tuple[int, int]:
    """Bytes, which most file systems count, and UTF-16 units, which those of Windows do."""
    return len(os.fsencode(name)), sum(2 if ord(character) > 0xFFFF else 1 for character in name)

"""Why a file could not be written, in a sentence of its own for each cause; none is guessed."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional, Tuple, Type

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message
from .progress import Progress

WINDOWS = {39: errno.ENOSPC, 112: errno.ENOSPC, 223: errno.EFBIG, 1295: errno.EDQUOT, 206: errno.ENAMETOOLONG}
"""Error numbers of Windows that Python does not translate, or not all versions."""
TRIED = 1 << 20
"""Bytes that are written to see why a write failed."""
_TOO_MANY = (
    Message("Writing {path} failed: too many files are open."),
    Message("Close other programs or layers, or raise the system's limit (ulimit -n)."),
)
_NOT_ALLOWED = (
    Message("Writing {path} failed: you may not write there, or another program has the file open."),
    Message("Choose another folder, or close the other program."),
)
KNOWN = {
    errno.ENOSPC: (
        Message("Writing {path} failed: the disk is full."),
        Message("Free some space, or choose another disk."),
    ),
    errno.EDQUOT: (
        Message("Writing {path} failed: your share of the disk (quota) is used up."),
        Message("Delete files of yours there, or choose another disk."),
    ),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.EFBIG: (
        Message("Writing {path} failed: the file system, or a limit of the system, allows no file as large as that."),
        Message(
            "Choose a disk with another file system (FAT32 allows 4 GB a file), raise the limit (ulimit -f), or choose "
            "a smaller extent."
        ),
    ),
    errno.EROFS: (Message("Writing {path} failed: the disk is read-only."), Message("Choose another disk.")),
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.ENAMETOOLONG: (
        Message("Writing {path} failed: the file system allows no name as long as that."),
        Message("Choose a shorter file name."),
    ),
}
"""Causes with sentences of their own, beside a folder that is not there: the message, without its value, and the
hint."""
PROJ = "proj.db"


def unwritten(path: Path, error: BaseException, part: Optional[Path] = None) -> SpecGanError:
    """The error for a person where `path` could not be written.

    `part` : the unfinished file. GDAL often keeps the cause to itself; then the end of `part` is written once more to
    hear it from the system. `part` is broken afterwards.
    """
    return _proj(path, error) if PROJ in str(error) else _error(path, error, _code(error) or _tried(part))


@contextmanager
def sentences(
    path: Path,
    part: Optional[Path] = None,
    progress: Optional[Progress] = None,
    kinds: Tuple[Type[Exception], ...] = (OSError, RuntimeError),
) -> Iterator[None]:
    """Errors of these `kinds` (RuntimeError is GDAL's and torch's) while `path` is written, as `unwritten` says them,
    or `Cancelled` if `progress` has stopped GDAL."""
    try:
        yield
    except kinds as error:
        if progress is not None and progress.is_cancelled():
            raise Cancelled from error
        raise unwritten(path, error, part) from error


def too_large(error: BaseException) -> bool:
    """Whether an error of `unwritten` came up because no file may be as large as that."""
    return isinstance(error.__cause__, OSError) and _code(error.__cause__) == errno.EFBIG


def _code(error: BaseException) -> Optional[int]:
    """The number of the system's error: the exception's own, or the one whose text stands in GDAL's message."""
    if isinstance(error, OSError):
        return WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno)
    text = str(error)
    return next((code for code in KNOWN if os.strerror(code) in text), None)


def _tried(part: Optional[Path]) -> Optional[int]:
    """The number of the error with which the system refuses to make `part` longer; None where it does not."""
    if part is None or not part.exists():
        return None
    try:
        with open(part, "ab", buffering=0) as file:
            left = TRIED
            while left:
                left -= file.write(bytes(left)) or left
            os.fsync(file.fileno())
    except OSError as error:
        return _code(error)
    return None


def _error(path: Path, error: BaseException, code: Optional[int]) -> SpecGanError:
    """What is said of the system's error `code`; None is one that nobody knows."""
    if code in (errno.ENOENT, errno.ENOTDIR) and not path.parent.is_dir():
        return SpecGanError(
            "Writing {path} failed: the folder {folder} does not exist.",
            "Make it, or choose another one.",
            repr(error),
            path=path,
            folder=path.parent,
        )
    if code in KNOWN:
        message, hint = KNOWN[code]
        return SpecGanError(Message(message.template, path=path), hint, repr(error))
    said = str(getattr(error, "strerror", None) or error).strip().rstrip(".") or type(error).__name__
    return SpecGanError("Writing {path} failed.", "The system says: {said}.", repr(error), path=path, said=said)


def _proj(path: Path, error: BaseException) -> SpecGanError:
    named = ", ".join(f"{name}={os.environ[name]}" for name in ("PROJ_DATA", "PROJ_LIB") if os.environ.get(name))
    return SpecGanError(
        "Writing {path} failed: PROJ has no database (proj.db) of coordinate reference systems that it can read.",
        "The environment of QGIS names that of another installation: remove {variables} from it."
        if named
        else "Repair the installation of QGIS, or set PROJ_DATA to the folder with its proj.db.",
        repr(error),
        path=path,
        variables=named,
    )

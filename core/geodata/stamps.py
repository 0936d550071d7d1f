"""What the files behind a layer were when a job began, so that a change shows."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Iterable, Tuple

from osgeo import gdal

from .gdalstate import gdal_exceptions

PIECE = 1 << 16
"""Bytes of a piece of content that is looked at."""
PIECES = 16
"""Pieces of a file that are looked at, from its begin to its end."""
NOT_PIXELS = (".aux.xml", ".ovr")
"""Endings of files that QGIS writes beside a layer (statistics, pyramids) while somebody looks at it. What they say
about bands and place is part of a job's plan."""


@dataclass(frozen=True)
class FileStamp:
    """A file as it was."""

    path: str
    size: int
    """Bytes; -1 where the source is no file."""
    modified: float
    """Time of the last change, seconds since 1970."""
    digest: str
    """SHA-256 over pieces of the content: cheap, and almost any other file has another one."""

    def is_current(self) -> bool:
        """Whether size and time are still the same; sources that are no local files always are."""
        if self.size < 0 or self.path.startswith("/vsi"):
            return True
        try:
            now = os.stat(self.path)
        except OSError:
            return False
        return (now.st_size, now.st_mtime) == (self.size, self.modified)


def stamps_of(files: Iterable[str]) -> Tuple[FileStamp, ...]:
    """Stamps of those of the files behind a layer that hold its pixels, in the order of their names."""
    return tuple(_stamp(file) for file in sorted(set(files)) if not file.lower().endswith(NOT_PIXELS))


def _stamp(path: str) -> FileStamp:
    if os.path.isfile(path):
        status = os.stat(path)
        with open(path, "rb") as file:
            return FileStamp(path, status.st_size, status.st_mtime, _digest(file, status.st_size))
    with gdal_exceptions(), suppress(RuntimeError):
        status = gdal.VSIStatL(path)
        if status is not None and not status.IsDirectory():
            return FileStamp(path, int(status.size), float(status.mtime), "")
    return FileStamp(path, -1, 0.0, "")


def _digest(file: Any, size: int) -> str:
    digest = hashlib.sha256()
    for piece in range(PIECES):
        file.seek(max(0, size - PIECE) * piece // (PIECES - 1))
        digest.update(file.read(PIECE))
    return digest.hexdigest()

"""Finished strips beside the output, so that a job that was killed goes on where it was.

One file of records (`shelf.records`), only ever added to; a record counts when all of it is there and the CRC of its
payload is right. The half-written GeoTIFF is not continued: neither GDAL nor libtiff promise anything about one that
was not closed. It is written again from the strips in the journal, which takes a small part of the time that computing
them took.
"""

from __future__ import annotations

import os
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

import numpy as np

from ..errors.messages import Message
from ..shelf.progress import Progress
from ..shelf.records import RecordFile

SYNC_EVERY_S = 1.0
"""The most that a power failure costs, beside the strip being computed. A kill costs nothing: the system has it."""


@dataclass(frozen=True)
class Entry:
    """One finished strip."""

    batches: Tuple[int, ...]
    """Patches in each network call of this row of patches: another division can change the last digits."""
    batch_size: int
    """Patches a network call from here on; less than at the start where the device ran out of memory."""
    sums: Tuple[float, ...]
    """What the seam meter had counted after this strip."""
    offset: int
    """First byte of the record."""
    payload: int
    """First byte of the payload."""
    size: int
    """Bytes of the payload."""
    crc: int
    shape: Tuple[int, int]
    """Rows and columns."""
    dtype: str

    @property
    def end(self) -> int:
        """First byte after the record."""
        return self.payload + self.size


class Journal(RecordFile):
    """The strips that one job has finished; a context manager. `entries` are those of an earlier run, from the top."""

    FORMAT = 2
    entries: List[Entry]

    def __init__(self, output: Union[str, Path], identity: Mapping[str, str], progress: Progress) -> None:
        super().__init__(output, identity, progress)
        self._synced = 0.0

    def entry_of(self, line: Optional[Dict[str, Any]], offset: int, length: int) -> Optional[Tuple[Entry, int]]:
        entry = _entry(line, offset, length)
        return None if entry is None else (entry, entry.end)

    def keep(self) -> bool:
        if self.entries:
            self._progress.log(
                Message(
                    "{finished} finished rows of patches are kept in {path}: the same job, started again, goes on "
                    "from there. Delete the file if you do not want that.",
                    finished=len(self.entries),
                    path=self.path,
                )
            )
        return bool(self.entries)

    def append(
        self,
        batches: Tuple[int, ...],
        batch_size: int,
        sums: Tuple[float, ...],
        pixels: np.ndarray,
        valid: np.ndarray,
    ) -> None:
        """The next strip: pixels (3, h, w) and valid bool (h, w); for the numbers see `Entry`.

        Raises `SpecGanError` where the disk is full; what was there before stays good.
        """
        parts = _parts(pixels, valid)
        values = {"batches": batches, "batch_size": batch_size, "sums": sums, "size": sum(map(len, parts))}
        values.update(crc=_crc(parts), shape=valid.shape, dtype=pixels.dtype.name)
        sync = time.monotonic() - self._synced > SYNC_EVERY_S
        self.record(values, parts, sync)
        if sync:
            self._synced = time.monotonic()

    def read(self, index: int) -> Optional[Tuple[np.ndarray, np.ndarray]]:
        """Pixels and validity of a strip of the earlier run; None where the record is damaged."""
        entry = self.entries[index]
        self._file.seek(entry.payload)
        payload = self._file.read(entry.size)
        if len(payload) != entry.size or zlib.crc32(payload) != entry.crc:
            return None
        return _unpacked(payload, entry)

    def cut(self, count: int) -> None:
        """Keep only the first `count` strips."""
        if count < len(self.entries):
            os.ftruncate(self._file.fileno(), self.entries[count].offset)
            del self.entries[count:]


def _entry(line: Optional[Dict[str, Any]], offset: int, length: int) -> Optional[Entry]:
    if line is None:
        return None
    try:
        rows, columns = (int(v) for v in line["shape"])
        entry = Entry(
            batches=tuple(int(v) for v in line["batches"]),
            batch_size=int(line["batch_size"]),
            sums=tuple(float(v) for v in line["sums"]),
            offset=offset,
            payload=offset + length,
            size=int(line["size"]),
            crc=int(line["crc"]),
            shape=(rows, columns),
            dtype=np.dtype(str(line["dtype"])).name,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    good = entry.size >= 0 and min(rows, columns, entry.batch_size) > 0 and len(entry.sums) == 8
    good = good and np.dtype(entry.dtype).kind in "iuf"
    return entry if good and min(entry.batches, default=1) > 0 else None


def _parts(pixels: np.ndarray, valid: np.ndarray) -> Tuple[memoryview, bytes]:
    """The payload: pixels as they are, and one bit a pixel for validity.

    Not compressed: that took as long as compressing the result itself, and the file lives no longer than the job.
    """
    return np.ascontiguousarray(pixels).data.cast("B"), np.packbits(valid).tobytes()


def _crc(parts: Tuple[memoryview, bytes]) -> int:
    return zlib.crc32(parts[1], zlib.crc32(parts[0]))


def _unpacked(payload: bytes, entry: Entry) -> Optional[Tuple[np.ndarray, np.ndarray]]:
    rows, columns = entry.shape
    kind = np.dtype(entry.dtype)
    size, flags = 3 * rows * columns * kind.itemsize, -(-rows * columns // 8)
    if len(payload) != size + flags:
        return None
    pixels = np.frombuffer(payload, kind, 3 * rows * columns).reshape(3, rows, columns)
    valid = np.unpackbits(np.frombuffer(payload, np.uint8, offset=size), count=rows * columns)
    return pixels, valid.reshape(rows, columns).astype(bool)

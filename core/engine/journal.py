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
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Tuple, Union

import numpy as np

from ..errors.messages import Message
from ..shelf.progress import Progress
from ..shelf.records import RecordFile
from .finishing import NOTHING
from .strips import FinishedStrip

RESULT = ""
"""Name of the result among the arrays of a record."""
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
    """What the meters had counted after this strip."""
    offset: int
    """First byte of the record."""
    payload: int
    """First byte of the payload."""
    size: int
    """Bytes of the payload."""
    crc: int
    shape: Tuple[int, int]
    """Rows and columns."""
    arrays: Tuple[Tuple[str, int, str], ...]
    """Name, bands and type of each array in the payload; "" is the result."""

    @property
    def end(self) -> int:
        """First byte after the record."""
        return self.payload + self.size


class Strip(NamedTuple):
    """What a record holds."""

    pixels: np.ndarray
    valid: np.ndarray
    layers: Dict[str, np.ndarray]


class Journal(RecordFile):
    """The strips that one job has finished; a context manager. `entries` are those of an earlier run, from the top."""

    FORMAT = 3
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

    def append(self, strip: FinishedStrip) -> None:
        """The next strip.

        Raises `SpecGanError` where the disk is full; what was there before stays good.
        """
        arrays = {RESULT: strip.pixels, **strip.layers}
        parts = _parts(arrays.values(), strip.valid)
        values = {"batches": strip.batches, "batch_size": strip.batch_size, "sums": strip.sums, "crc": _crc(parts)}
        values.update(size=sum(map(len, parts)), shape=strip.valid.shape)
        values.update(arrays=[(name, len(array), array.dtype.name) for name, array in arrays.items()])
        sync = time.monotonic() - self._synced > SYNC_EVERY_S
        self.record(values, parts, sync)
        if sync:
            self._synced = time.monotonic()

    def read(self, index: int) -> Optional[Strip]:
        """What a strip of the earlier run holds; None where the record is damaged."""
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
            arrays=tuple((str(name), int(bands), np.dtype(str(kind)).name) for name, bands, kind in line["arrays"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    good = entry.size >= 0 and min(rows, columns, entry.batch_size) > 0 and len(entry.sums) == len(NOTHING)
    good = good and [name for name, _, _ in entry.arrays][:1] == [RESULT]
    good = good and all(bands > 0 and np.dtype(kind).kind in "iuf" for _, bands, kind in entry.arrays)
    return entry if good and min(entry.batches, default=1) > 0 else None


def _parts(arrays: Iterable[np.ndarray], valid: np.ndarray) -> List[Union[bytes, memoryview]]:
    """The payload: pixels as they are, and one bit a pixel for validity.

    Not compressed: that took as long as compressing the result itself, and the file lives no longer than the job.
    """
    return [*(np.ascontiguousarray(array).data.cast("B") for array in arrays), np.packbits(valid).tobytes()]


def _crc(parts: Iterable[Union[bytes, memoryview]]) -> int:
    crc = 0
    for part in parts:
        crc = zlib.crc32(part, crc)
    return crc


def _unpacked(payload: bytes, entry: Entry) -> Optional[Strip]:
    rows, columns = entry.shape
    sizes = [bands * rows * columns * np.dtype(kind).itemsize for _, bands, kind in entry.arrays]
    if len(payload) != sum(sizes) - (-rows * columns // 8):
        return None
    arrays, offset = {}, 0
    for (name, bands, kind), size in zip(entry.arrays, sizes):
        values = np.frombuffer(payload, kind, bands * rows * columns, offset)
        arrays[name] = values.reshape(bands, rows, columns)
        offset += size
    valid = np.unpackbits(np.frombuffer(payload, np.uint8, offset=offset), count=rows * columns)
    return Strip(arrays.pop(RESULT), valid.reshape(rows, columns).astype(bool), arrays)

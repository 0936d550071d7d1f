"""Finished strips beside the output, so that a job that was killed goes on where it was.

One file, only ever added to: a record is a line of JSON (what it is, how long its payload is, the payload's CRC-32) and
the payload. A record counts when all of it is there and the CRC is right, so neither a kill nor a power failure can
leave anything but a shorter journal, whatever the disk wrote first. The half-written GeoTIFF is not continued: neither
GDAL nor libtiff promise anything about one that was not closed. It is written again from the strips in the journal,
which takes a small part of the time that computing them took.

The file is locked while the job runs. The lock is the operating system's and goes with the process, so a journal that
a dead process left is free and one that a live process holds is not.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Dict, List, Mapping, Optional, Tuple, Union

import numpy as np

from .errors import Cancelled, SpecGanError
from .progress import Progress

FORMAT = 2
SYNC_EVERY_S = 1.0
"""The most that a power failure costs, beside the strip being computed. A kill costs nothing: the system has it."""
LONGEST_LINE = 1 << 20
"""Bytes; a longer line is no record."""
LOCKED_BYTE = 1 << 60
"""Where Windows, which locks bytes and not files, has its lock: beyond everything that is read."""


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


def journal_path(output: Union[str, Path]) -> Path:
    """Where the journal of a job lies: a hidden file beside its output."""
    path = Path(output)
    return path.with_name(f".{path.name}.specgan-journal")


class Journal:
    """The journal of one job; a context manager.

    `entries` are the strips of an earlier run of the same job, from the top; empty where there is nothing to go on
    with. Leaving the context after an error keeps the journal where it holds a strip; leaving it otherwise (done, or
    cancelled by the user) removes it.
    """

    def __init__(self, output: Union[str, Path], identity: Mapping[str, str], progress: Progress) -> None:
        """`identity`: all that the pixels depend on, by names for people. Another one starts over and says why.

        Raises `SpecGanError` where another process has the journal, and where it cannot be written.
        """
        self.path, self._output = journal_path(output), Path(output)
        self.entries: List[Entry] = []
        self._progress = progress
        self._synced = 0.0
        try:
            self._file = self._opened()
            try:
                self._begin(dict(identity))
            except BaseException:
                self._file.close()
                raise
        except OSError as error:
            raise self._unwritable(error) from error

    def _opened(self) -> BinaryIO:
        """The file, locked."""
        while True:
            file = open(self.path, "a+b", buffering=0)  # noqa: SIM115  # closed by __exit__
            if not _locked(file):
                file.close()
                raise SpecGanError(
                    f"Another job is writing {self._output}.", "Wait until it has ended, or choose another output file."
                )
            if os.path.exists(self.path) and os.path.samestat(os.fstat(file.fileno()), os.stat(self.path)):
                return file
            file.close()  # its owner ended, and removed it, between opening and locking

    def _begin(self, identity: Dict[str, str]) -> None:
        """Read what is there; start over where it is another job's."""
        found, end = self._read_header()
        if found is not None and found == identity:
            self._read_entries(end)
        elif found is not None:
            changed = sorted(name for name in {*found, *identity} if found.get(name) != identity.get(name))
            self._progress.log(
                f"An interrupted run left finished strips, but they do not fit this job: {', '.join(changed)} changed. "
                "Starting over."
            )
        elif os.fstat(self._file.fileno()).st_size:
            self._progress.log(
                "An interrupted run left finished strips that this version of the plugin cannot read. Starting over."
            )
        if found != identity:
            os.ftruncate(self._file.fileno(), 0)
            self._add(json.dumps({"format": FORMAT, "identity": identity}).encode("utf-8") + b"\n")

    def _read_header(self) -> Tuple[Optional[Dict[str, str]], int]:
        self._file.seek(0)
        line = self._file.readline(LONGEST_LINE)
        header = _parsed(line)
        if header is None or header.get("format") != FORMAT or not isinstance(header.get("identity"), dict):
            return None, 0
        return header["identity"], len(line)

    def _read_entries(self, position: int) -> None:
        """The whole records; what comes after the last one is cut off."""
        total = os.fstat(self._file.fileno()).st_size
        while True:
            self._file.seek(position)
            line = self._file.readline(LONGEST_LINE)
            entry = _entry(_parsed(line), position, len(line))
            if entry is None or entry.end > total:
                break
            self.entries.append(entry)
            position = entry.end
        os.ftruncate(self._file.fileno(), position)

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
        line = json.dumps(values).encode("ascii") + b"\n"
        end = os.fstat(self._file.fileno()).st_size
        try:
            for part in (line, *parts):
                self._add(part)
            if time.monotonic() - self._synced > SYNC_EVERY_S:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file.fileno(), end)
            raise self._unwritable(error) from error
        entry = _entry(values, end, len(line))
        assert entry is not None
        self.entries.append(entry)

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

    def _add(self, data: Union[bytes, memoryview]) -> None:
        """Append; unbuffered files may take less than they are given."""
        waiting = memoryview(data)
        while waiting:
            waiting = waiting[self._file.write(waiting) or 0 :]

    def _unwritable(self, error: OSError) -> SpecGanError:
        return SpecGanError(
            f"The journal {self.path} cannot be written.",
            "Check that the disk is not full and that you may write there.",
            repr(error),
        )

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: Optional[type], *unused: object) -> None:
        if kind is not None and not issubclass(kind, Cancelled) and self.entries:
            with suppress(OSError):
                os.fsync(self._file.fileno())
            self._file.close()
            self._progress.log(
                f"{len(self.entries)} finished rows of patches are kept in {self.path}: the same job, started again, "
                "goes on from there. Delete the file if you do not want that."
            )
            return
        try:
            os.unlink(self.path)  # before the lock is gone: then nobody can have it
        except PermissionError:  # Windows: open files cannot be removed
            self._file.close()
            with suppress(OSError):
                os.unlink(self.path)
        except OSError:
            pass
        self._file.close()


def _locked(file: BinaryIO) -> bool:
    """Lock the file for this process; False where another one has it. File systems without locks have none."""
    if os.name == "nt":
        import msvcrt

        file.seek(LOCKED_BYTE)
        try:
            getattr(msvcrt, "locking")(file.fileno(), getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009  # not on POSIX
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _parsed(line: bytes) -> Optional[Dict[str, Any]]:
    """A whole line of JSON with an object in it, else None."""
    if not line.endswith(b"\n"):
        return None
    with suppress(ValueError, RecursionError):
        value = json.loads(line)
        return value if isinstance(value, dict) else None
    return None


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

"""A file that a running job adds records to, so that a job that was killed goes on where it was.

A record is a line of JSON (what it is, how long its payload is, the payload's CRC-32) and the payload, if it has one.
It counts when all of it is there, so neither a kill nor a power failure can leave anything but a shorter file, whatever
the disk wrote first.

The file is locked while the job runs. The lock is the operating system's and goes with the process, so a file that a
dead process left is free and one that a live process holds is not.
"""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Dict, List, Mapping, Optional, Sequence, Tuple, TypeVar, Union

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message, joined
from .causes import unwritten
from .files import hidden
from .locks import locked
from .progress import Progress

LONGEST_LINE = 1 << 20
"""Bytes; a longer line is no record."""

Own = TypeVar("Own", bound="RecordFile")


def journal_path(output: Union[str, Path]) -> Path:
    """Where the journal of a job lies: a hidden file beside its output."""
    return hidden(output, ".specgan-journal")


class RecordFile(ABC):
    """The records of one job; a context manager. Subclasses say what a record is.

    `entries` are the records of an earlier run of the same job, in their order; empty where there is nothing to go on
    with. Leaving the context after an error keeps the file where it is worth it; leaving it otherwise (done, or
    cancelled by the user) removes it.
    """

    FORMAT = 1
    """Version of the records: files of another one are not read."""

    def __init__(self, output: Union[str, Path], identity: Mapping[str, str], progress: Progress) -> None:
        """`identity`: all that the pixels depend on, by names for people. Another one starts over and says why.

        Raises `SpecGanError` where another process has the file, and where it cannot be written.
        """
        self.path, self._output = journal_path(output), Path(output)
        self.entries: List[Any] = []
        self._progress = progress
        try:
            self._file = self._opened()
            try:
                self._begin(dict(identity))
            except BaseException:
                self._file.close()
                raise
        except OSError as error:
            raise unwritten(self.path, error) from error

    @abstractmethod
    def entry_of(self, line: Optional[Dict[str, Any]], offset: int, length: int) -> Optional[Tuple[Any, int]]:
        """The record whose line of `length` bytes is at `offset`, and the first byte behind it; None: it is none."""

    def forget(self) -> None:  # noqa: B027  # not every record stands for something
        """The entries are another job's and go: remove what they stand for."""

    @abstractmethod
    def keep(self) -> bool:
        """Where the job ends with an error: whether there is something worth keeping; tells the log what, and where."""

    def remove(self) -> None:  # noqa: B027  # nor needs tidying up
        """The job is done, or cancelled, or has nothing to keep, and the file goes: remove what is not needed then."""

    def _opened(self) -> BinaryIO:
        """The file, locked."""
        while True:
            file = open(self.path, "a+b", buffering=0)  # noqa: SIM115  # closed by __exit__
            if not locked(file):
                file.close()
                raise SpecGanError(
                    "Another job is writing {output}.",
                    "Wait until it has ended, or choose another output file.",
                    output=self._output,
                )
            if os.path.exists(self.path) and os.path.samestat(os.fstat(file.fileno()), os.stat(self.path)):
                return file
            file.close()  # its owner ended, and removed it, between opening and locking

    def _begin(self, identity: Dict[str, str]) -> None:
        """Read what is there; start over where it is another job's."""
        found, end = self._read_header()
        if found is not None:
            self._read_entries(end)
        if found is not None and found != identity:
            names = {**identity, **found}  # those of `identity` are messages
            changed = sorted(name for name in names if found.get(name) != identity.get(name))
            self._progress.log(
                Message(
                    "An interrupted run left finished parts, but they do not fit this job: {changed} changed. "
                    "Starting over.",
                    changed=joined(", ", changed),
                )
            )
        elif found is None and os.fstat(self._file.fileno()).st_size:
            self._progress.log(
                Message(
                    "An interrupted run left finished parts that this version of the plugin cannot read. Starting over."
                )
            )
        if found != identity:
            self.forget()
            self.entries.clear()
            os.ftruncate(self._file.fileno(), 0)
            self._add(json.dumps({"format": self.FORMAT, "identity": identity}).encode("utf-8") + b"\n")

    def _read_header(self) -> Tuple[Optional[Dict[str, str]], int]:
        self._file.seek(0)
        line = self._file.readline(LONGEST_LINE)
        header = _parsed(line)
        if header is None or header.get("format") != self.FORMAT or not isinstance(header.get("identity"), dict):
            return None, 0
        return header["identity"], len(line)

    def _read_entries(self, position: int) -> None:
        """The whole records; what comes after the last one is cut off."""
        total = os.fstat(self._file.fileno()).st_size
        while True:
            self._file.seek(position)
            line = self._file.readline(LONGEST_LINE)
            found = self.entry_of(_parsed(line), position, len(line))
            if found is None or found[1] > total:
                break
            self.entries.append(found[0])
            position = found[1]
        os.ftruncate(self._file.fileno(), position)

    def record(
        self, line: Mapping[str, Any], payload: Sequence[Union[bytes, memoryview]] = (), sync: bool = True
    ) -> None:
        """Add a record; `sync`: not before the disk has it.

        Raises `SpecGanError` where the disk is full; what was there before stays good.
        """
        head = json.dumps(line).encode("ascii") + b"\n"
        end = os.fstat(self._file.fileno()).st_size
        try:
            for part in (head, *payload):
                self._add(part)
            if sync:
                os.fsync(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file.fileno(), end)
            raise unwritten(self.path, error) from error
        found = self.entry_of(dict(line), end, len(head))
        assert found is not None
        self.entries.append(found[0])

    def _add(self, data: Union[bytes, memoryview]) -> None:
        """Append; unbuffered files may take less than they are given."""
        waiting = memoryview(data)
        while waiting:
            waiting = waiting[self._file.write(waiting) or 0 :]

    def __enter__(self: Own) -> Own:
        return self

    def __exit__(self, kind: Optional[type], *unused: object) -> None:
        if kind is not None and not issubclass(kind, Cancelled) and self.keep():
            with suppress(OSError):
                os.fsync(self._file.fileno())
            self._file.close()
            return
        self.remove()
        try:
            os.unlink(self.path)  # before the lock is gone: then nobody can have it
        except PermissionError:  # Windows: open files cannot be removed
            self._file.close()
            with suppress(OSError):
                os.unlink(self.path)
        except OSError:
            pass
        self._file.close()


def _parsed(line: bytes) -> Optional[Dict[str, Any]]:
    """A whole line of JSON with an object in it, else None."""
    if not line.endswith(b"\n"):
        return None
    with suppress(ValueError, RecursionError):
        value = json.loads(line)
        return value if isinstance(value, dict) else None
    return None

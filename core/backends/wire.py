"""How host and worker talk: short JSON messages through pipes, pixels through memory that both have mapped.

The two may be different Pythons with different numpys, so nothing is pickled and nothing depends on either's version.
Sentences travel as template and values (`core.errors.messages.packed`).
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import tempfile
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

import numpy as np

from ..modelspec import ModelSpec

_LENGTH = struct.Struct("<I")
_LONGEST = 1 << 24
"""More than any message; the first letters of a printed line, read as a length, are far above."""
_ALIGNMENT = 64
_RAM_FOLDER = Path("/dev/shm")  # nosec B108  # the files in it have random names


class Channel:
    """Messages over two file descriptors, one at a time in each direction."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing, self._buffer = incoming, outgoing, b""

    def send(self, message: Dict[str, Any]) -> None:
        """Raises `OSError` where nobody listens any more."""
        text = json.dumps(message).encode("utf-8")
        waiting = memoryview(_LENGTH.pack(len(text)) + text)
        while waiting:
            waiting = waiting[os.write(self._outgoing, waiting) :]

    def receive(self) -> Optional[Dict[str, Any]]:
        """The next message; waits for it. None where the other side has gone. Raises `ValueError` for anything else."""
        if not self._fill(_LENGTH.size):
            return None
        (length,) = _LENGTH.unpack(self._buffer[: _LENGTH.size])
        if length > _LONGEST:
            raise ValueError(f"not a message: {self._buffer[:200]!r}")
        if not self._fill(_LENGTH.size + length):
            return None
        text, self._buffer = self._buffer[_LENGTH.size :][:length], self._buffer[_LENGTH.size + length :]
        message = json.loads(text)
        assert isinstance(message, dict)
        return message

    def _fill(self, size: int) -> bool:
        while len(self._buffer) < size:
            more = os.read(self._incoming, 1 << 16)
            if not more:
                return False
            self._buffer += more
        return True


@dataclass(frozen=True)
class Layout:
    """Where the three arrays of a batch lie in the shared memory."""

    capacity: int
    """Patches that fit."""
    bands: int
    """HSI bands."""
    in_size: int
    """Patch width and height, LR pixels."""
    out_size: int
    """Patch width and height, HR pixels."""
    out_channels: int
    """Channels of an answer."""

    @classmethod
    def of(cls, spec: ModelSpec, capacity: int) -> Layout:
        """Room for `capacity` patches of the model's size."""
        return cls(capacity, spec.bands, spec.in_size, spec.out_size, spec.out_channels)

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._offsets()[3]

    def arrays(self, memory: mmap.mmap, count: int) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
        """hsi, rgb and the answer of the first `count` patches, float32, as views on `memory`."""
        views = []
        for offset, shape in zip(self._offsets(), self._shapes()):
            flat = np.frombuffer(memory, np.float32, count * _volume(shape), offset)
            views.append(flat.reshape((count, *shape)))
        return views[0], views[1], views[2]

    def _shapes(self) -> Tuple[Tuple[int, int, int], ...]:
        low, high = self.in_size, self.out_size
        return (self.bands, low, low), (3, low, low), (self.out_channels, high, high)

    def _offsets(self) -> Tuple[int, ...]:
        offsets = [0]
        for shape in self._shapes():
            end = offsets[-1] + 4 * self.capacity * _volume(shape)
            offsets.append(-(-end // _ALIGNMENT) * _ALIGNMENT)
        return tuple(offsets)


class HostMemory:
    """Memory that this process makes and another one maps by `name`."""

    def __init__(self, size: int) -> None:
        """`size`: bytes. Raises `OSError` where there is no room."""
        self.size = size
        self._path: Optional[Path] = None
        if sys.platform == "win32":  # named memory, which goes with the last process that has it
            self.name = f"specgan-{uuid.uuid4().hex}"
            self.map = mmap.mmap(-1, size, self.name)
            return
        try:
            self._path, self.map = _mapped_file(size, _RAM_FOLDER)
        except OSError:  # no such folder, or too small (containers)
            self._path, self.map = _mapped_file(size, Path(tempfile.gettempdir()))
        self.name = str(self._path)

    def close(self) -> None:
        if self._path is not None:
            with suppress(OSError):  # the other process has done it
                self._path.unlink()
        with suppress(BufferError):  # a view that somebody still holds keeps it until it is gone
            self.map.close()


def map_memory(name: str, size: int) -> mmap.mmap:
    """The memory that the host has made under `name`, which is free again after this."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size, name)
    with open(name, "r+b") as file:
        memory = mmap.mmap(file.fileno(), size)
    os.unlink(name)  # at once, so that no crash of either side can leave the file behind
    return memory


def _mapped_file(size: int, folder: Path) -> Tuple[Path, mmap.mmap]:
    """A new file with all its space taken: a write into space that is missing later would kill the process."""
    handle, name = tempfile.mkstemp(prefix=f"specgan-{os.getpid()}-", dir=folder)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(handle, 0, size)
        else:
            with open(name, "wb") as file:
                file.write(bytes(size))
        return Path(name), mmap.mmap(handle, size)
    except BaseException:
        os.unlink(name)
        raise
    finally:
        os.close(handle)


def _volume(shape: Tuple[int, int, int]) -> int:
    return shape[0] * shape[1] * shape[2]

"""Models run in another Python process: QGIS's own packages stay as they are, and a crash takes only that process."""

from __future__ import annotations

import errno
import subprocess
import tempfile
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, Deque, Dict, Optional

import numpy as np

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message, unpacked
from ..modelspec import ModelSpec, spec_from_json
from ..runtime.process import POLL_S, kill_tree, launch_command, start
from ..shelf.causes import unwritten
from ..shelf.progress import Progress
from .base import Backend, OutOfMemory
from .death import died
from .wire import Channel, HostMemory, Layout

CLOSE_S = 2.0
KEEP_FREED = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 60)}
"""Environment of the worker. glibc then makes every block from its heap and gives nothing back before the process ends;
other C libraries do not know the names. torch has no cache of its own on a CPU, and large maps would be mapped anew
from the system for every layer, filled with zeros page by page, and unmapped: a fifth to three eighths of its time."""


def spec_in(python: Path, path: Path) -> ModelSpec:
    """The description of a model file, read by the interpreter `python`. Raises `SpecGanError`."""
    worker = _Process(python, Progress())
    try:
        return spec_from_json(worker.call({"do": "spec", "path": str(path)})["spec"])
    finally:
        worker.close()


class WorkerBackend(Backend):
    """See `open_backend` for the parameters. `progress.is_cancelled` is asked from a thread while the worker computes,
    and a cancel ends the worker in mid-batch with `Cancelled`."""

    def __init__(self, path: Path, device: str, progress: Progress, threads: int, python: Path, precision: str) -> None:
        self._memory: Optional[HostMemory] = None
        self._layout: Optional[Layout] = None
        self._process = _Process(python, progress)
        try:
            request = {"do": "open", "path": str(path.resolve()), "device": device, "threads": threads}
            request["precision"] = precision
            told = self._process.call(request)
            self.spec = spec_from_json(told["spec"])
        except BaseException:
            self._process.close()
            raise
        self.device, self.precision = str(told["device"]), str(told["precision"])
        self.runtime = Message("{runtime} in another Python", runtime=told["runtime"])
        for kind, message in told["said"]:
            (progress.warn if kind == "warn" else progress.log)(unpacked(message))

    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        count = len(hsi)
        request: Dict[str, Any] = {"do": "infer", "count": count}
        if self._layout is None or count > self._layout.capacity:
            self._make_room(count)
            assert self._memory is not None and self._layout is not None
            request.update(memory=self._memory.name, capacity=self._layout.capacity)
        assert self._memory is not None and self._layout is not None
        shared_hsi, shared_rgb, shared_sr = self._layout.arrays(self._memory.map, count)
        _fill(shared_hsi, hsi)
        _fill(shared_rgb, rgb)
        told = self._process.call(request)
        if "shape" in told:
            return np.full(told["shape"], np.nan, np.float32)
        return shared_sr.copy()

    def close(self) -> None:
        self._process.close()
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _make_room(self, count: int) -> None:
        if self._memory is not None:
            self._memory.close()
        self._layout = Layout.of(self.spec, count)
        try:
            self._memory = HostMemory(self._layout.size)
        except OSError as error:
            self._layout = self._memory = None
            if error.errno != errno.ENOSPC:
                raise unwritten(Path(error.filename or tempfile.gettempdir()), error) from error
            raise SpecGanError(
                "There is no room for a batch of {count} patches in the folder for temporary files.",
                "Free some disk space, or choose a smaller batch size.",
                repr(error),
                count=count,
            ) from error


def _fill(shared: np.ndarray, given: np.ndarray) -> None:
    """Copy a batch; one of another size than the model's would otherwise be stretched over it."""
    if given.shape != shared.shape:
        raise ValueError(f"a batch of {given.shape}, but the model takes {shared.shape}")
    np.copyto(shared, given)


class _Process:
    """The worker process: one request at a time."""

    def __init__(self, python: Path, progress: Progress) -> None:
        self._python, self._progress = python, progress
        self._answered = self._cancelled = False
        self._busy, self._closed = threading.Event(), threading.Event()
        self._errors: Deque[str] = deque(maxlen=60)
        pipe = subprocess.PIPE
        command = launch_command(python, ".core.backends.worker_main", serve=True)
        self._process = start(command, KEEP_FREED, stdin=pipe, stdout=pipe, stderr=pipe)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._channel = Channel(self._process.stdout.fileno(), self._process.stdin.fileno())
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._drain, self._watch)]
        for thread in self._threads:
            thread.start()

    def call(self, request: Dict[str, Any]) -> Dict[str, Any]:
        """The worker's answer. Raises its `SpecGanError`, one that tells why it died, or `Cancelled`."""
        self._busy.set()
        try:
            self._channel.send(request)
            told = self._channel.receive()
        except OSError:
            told = None
        except ValueError as error:
            raise SpecGanError(
                "The Python {python} prints lines of its own when it starts.",
                "Choose another Python, or let SpecGAN's runtime set-up make an environment.",
                repr(error),
                python=self._python,
            ) from error
        finally:
            self._busy.clear()
        if told is None:
            raise self._death()
        self._answered = True
        if "error" in told:
            raise (OutOfMemory if told.get("memory") else SpecGanError)(*map(unpacked, told["error"]))
        return told

    def close(self) -> None:
        """Let it end by itself, which it does as soon as its input closes; else end it."""
        self._closed.set()
        process = self._process
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        if not process.stdin.closed:
            process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(CLOSE_S)
        kill_tree(process)
        for thread in self._threads:
            thread.join(CLOSE_S)
        process.stdout.close()
        process.stderr.close()

    def _death(self) -> Exception:
        kill_tree(self._process)
        self._threads[0].join(CLOSE_S)  # what it said last
        if self._cancelled:
            return Cancelled()
        return died(self._process.returncode, list(self._errors), self._python, self._answered)

    def _drain(self) -> None:
        """Keep the end of what it says on standard error, which would stop it where nobody read it."""
        for line in iter(self._process.stderr.readline, b""):  # type: ignore[union-attr]
            self._errors.append(line.decode("utf-8", "replace").rstrip())

    def _watch(self) -> None:
        while not self._closed.wait(POLL_S):
            if self._busy.is_set() and self._progress.is_cancelled():
                self._cancelled = True
                kill_tree(self._process)
                return

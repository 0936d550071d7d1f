"""The worker: runs a model for a host that sends batches; `launcher.py serve` starts `main` in another Python."""

from __future__ import annotations

import mmap
import os
import queue
import threading
import traceback
from pathlib import Path
from typing import Any, Dict, List, Optional

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import packed
from ..shelf.progress import Progress
from .base import Backend, OutOfMemory, stopped
from .opening import open_backend, read_spec
from .wire import Channel, Layout, map_memory


def main(arguments: List[str]) -> int:
    """Serve requests from standard input until it closes; then end at once, in mid-batch too."""
    del arguments
    channel = _take_standard_streams()
    requests: queue.Queue = queue.Queue()
    threading.Thread(target=_listen, args=(channel, requests), daemon=True).start()
    worker = _Worker()
    while True:
        channel.send(_answer(worker, requests.get()))


def _take_standard_streams() -> Channel:
    """The pipes to the host. What libraries print goes to standard error, and children inherit neither pipe."""
    channel = Channel(os.dup(0), os.dup(1))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return channel


def _listen(channel: Channel, requests: queue.Queue) -> None:
    while True:
        request = channel.receive()
        if request is None:  # the host has closed the pipe or is gone
            os._exit(0)
        requests.put(request)


def _answer(worker: _Worker, request: Dict[str, Any]) -> Dict[str, Any]:
    try:
        return worker.answer(request)
    except MemoryError as error:
        return _told(stopped(error), traceback.format_exc())
    except SpecGanError as error:
        return _told(error, error.details)
    except Exception:
        unknown = SpecGanError(
            "The process that runs the model met an error that SpecGAN does not know.",
            "Report it as a bug, with the details.",
        )
        return _told(unknown, traceback.format_exc())


def _told(error: SpecGanError, details: str) -> Dict[str, Any]:
    return {"error": [packed(error.message), packed(error.hint), details], "memory": isinstance(error, OutOfMemory)}


class _Warnings(Progress):
    """Keeps what a backend has to say while it opens."""

    def __init__(self) -> None:
        self.said: List[List[Any]] = []

    def log(self, message: str) -> None:
        self.said.append(["log", packed(message)])

    def warn(self, message: str) -> None:
        self.said.append(["warn", packed(message)])


class _Worker:
    """The requests it knows: "spec", "open" and "infer"."""

    def __init__(self) -> None:
        self._backend: Optional[Backend] = None
        self._layout: Optional[Layout] = None
        self._memory: Optional[mmap.mmap] = None

    def answer(self, request: Dict[str, Any]) -> Dict[str, Any]:
        if request["do"] == "infer":
            return self._infer(request)
        path = Path(request["path"])
        if request["do"] == "spec":
            return {"spec": read_spec(path).to_json()}
        said = _Warnings()
        self._backend = open_backend(path, request["device"], said, request["threads"], precision=request["precision"])
        return {
            "spec": self._backend.spec.to_json(),
            "device": self._backend.device,
            "precision": self._backend.precision,
            "runtime": self._backend.runtime,
            "said": said.said,
        }

    def _infer(self, request: Dict[str, Any]) -> Dict[str, Any]:
        assert self._backend is not None
        if "memory" in request:
            self._layout = Layout.of(self._backend.spec, request["capacity"])
            self._memory = map_memory(request["memory"], self._layout.size)
        assert self._layout is not None and self._memory is not None
        hsi, rgb, sr = self._layout.arrays(self._memory, request["count"])
        result = self._backend.infer(hsi, rgb)
        if result.shape != sr.shape:  # the engine says what is wrong with it
            return {"shape": list(result.shape)}
        np.copyto(sr, result)
        return {}

"""Other Pythons as processes: a clean environment, a way to stop them with all their children."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from ..errors import Cancelled, SpecGanError
from ..shelf.progress import Progress

LAUNCHER = Path(__file__).with_name("launcher.py")
POLL_S = 0.1
"""How often a waiting host looks whether it should stop."""
REMOVED = ("PYTHON", "PROJ", "GDAL", "__PYVENV", "VIRTUAL_ENV", "CONDA_PYTHON")
"""Beginnings of the names of variables that are QGIS's own affair and would lead another Python astray."""
REMOVED_PIP = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_PYTHON")
"""Those with which pip would install somewhere else than into its own environment."""


def clean_environment(extra: Optional[Mapping[str, str]] = None) -> Dict[str, str]:
    """This process's environment without what QGIS's Python, PROJ and GDAL were told, and with `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(REMOVED + REMOVED_PIP)}
    return {**kept, **(extra or {})}


def launch_command(python: Path, module: str, arguments: Sequence[str] = (), serve: bool = False) -> List[str]:
    """Command that runs a module in another Python, isolated from its user's packages and this process's folder.

    A `module` that begins with a dot is one of this plugin's (".core.backends.probe"). `serve`: it reads its standard
    input; else it ends, with its children, when standard input closes. See `launcher.py`.
    """
    return [str(python), "-I", "-X", "utf8", str(LAUNCHER), "serve" if serve else "run", module, *arguments]


def start(command: Sequence[str], extra: Optional[Mapping[str, str]] = None, **streams: Any) -> subprocess.Popen:
    """Start a command as the head of its own process tree. Raises `SpecGanError` where it cannot be started."""
    options: Dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        options = {"creationflags": 0x08000000 | 0x00000200}  # no console window; a process group of its own
    try:
        return subprocess.Popen(list(command), env=clean_environment(extra), **options, **streams)
    except (OSError, ValueError) as error:
        raise SpecGanError(
            "{command} cannot be started.",
            "Choose the python program of a Python from 3.9 on.",
            repr(error),
            command=command[0],
        ) from error


def kill_tree(process: subprocess.Popen) -> None:
    """End a process from `start` and everything that it started; returns when it is gone."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False, timeout=30
            )
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # children may outlive a head that is already gone
    process.wait()


def run_for_output(command: Sequence[str], timeout_s: float, progress: Optional[Progress] = None) -> str:
    """Standard output of a command. Raises `SpecGanError` where it fails or takes longer, `Cancelled` when told to."""
    progress = progress or Progress()
    pipe = subprocess.PIPE
    process = start(command, stdin=pipe, stdout=pipe, stderr=pipe)
    lines: Dict[str, List[str]] = {"out": [], "err": []}
    readers = [_reader(process.stdout, lines["out"].append), _reader(process.stderr, lines["err"].append)]
    deadline = time.monotonic() + timeout_s
    try:
        while any(reader.is_alive() for reader in readers):
            _wait(readers, POLL_S)
            if progress.is_cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise SpecGanError(
                    "{command} did not answer within {seconds:.0f} seconds.",
                    "Try again when the machine is less busy, or choose another Python.",
                    "\n".join(lines["err"][-20:]),
                    command=command[0],
                    seconds=timeout_s,
                )
        code = process.wait()
    finally:
        kill_tree(process)
        _close(process)
    if code != 0:
        raise SpecGanError(
            "{command} cannot be used.",
            "Choose the python program of a working Python from 3.9 on.",
            "\n".join([f"exit code {code}", *lines["err"][-20:]]),
            command=command[0],
        )
    return "\n".join(lines["out"])


def run_for_lines(
    command: Sequence[str],
    progress: Progress,
    on_line: Callable[[str], None],
    extra: Optional[Mapping[str, str]] = None,
) -> int:
    """Run a command, hand on each line that it writes to either stream as it comes; its exit code.

    Raises `Cancelled` when `progress` says so; then the whole process tree has ended.
    """
    process = start(command, extra, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines: queue.Queue = queue.Queue()
    reader = _reader(process.stdout, lines.put)
    try:
        while reader.is_alive() or not lines.empty():
            if progress.is_cancelled():
                raise Cancelled
            try:
                on_line(lines.get(timeout=POLL_S))
            except queue.Empty:
                continue
        return process.wait()
    finally:
        kill_tree(process)
        _close(process)


def _reader(stream: Any, take: Callable[[str], Any]) -> threading.Thread:
    """A thread that hands on the lines of a binary stream until it ends."""

    def read() -> None:
        for line in iter(stream.readline, b""):
            take(line.decode("utf-8", "replace").rstrip())

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _wait(readers: Sequence[threading.Thread], seconds: float) -> None:
    for reader in readers:
        reader.join(seconds / len(readers))


def _close(process: subprocess.Popen) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with suppress(OSError):  # unwritten input of a process that has gone
                stream.close()

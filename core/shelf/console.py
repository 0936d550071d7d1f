"""How a command speaks: progress and messages as lines, Ctrl-C, exit codes."""

from __future__ import annotations

import json
import math
import signal
import sys
import threading
import time
from typing import Any, Callable, Optional, TextIO

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message, packed
from .progress import Progress

DONE, FAILED, STOPPED = 0, 1, 130
"""Exit codes."""


class Lines(Progress):
    """Progress as lines: JSON for programs, or text for people. `stop` ends the job at its next step.

    In JSON, "packed" holds the sentences of log, warning and error as template and values, see `packed`.
    """

    def __init__(self, stream: TextIO, as_json: bool = False, unit: str = "patches") -> None:
        """`unit`: what progress counts, in words; empty: progress is not shown."""
        self._stream, self._as_json, self._unit = stream, as_json, unit
        self._started = time.monotonic()
        self._shown = -1
        self.stop = threading.Event()

    def tell(self, event: str, text: str, **values: object) -> None:
        """One line; `values` for programs, `text` for people."""
        line = json.dumps(_plain({"event": event, **values}), allow_nan=False) if self._as_json else text
        print(line, file=self._stream, flush=True)

    def report(self, done: int, total: int) -> None:
        if not self._unit:
            return
        percent = 100 * done // max(total, 1)
        seconds = time.monotonic() - self._started
        if done == 0 or seconds == 0:
            self._started, self._shown, seconds = time.monotonic(), -1, 0.0
        if percent == self._shown and done < total and not self._as_json:
            return
        self._shown = percent
        left = seconds / done * (total - done) if done else None
        self.tell(
            "progress",
            f"{done} of {total} {self._unit}" + (f", {left:.0f} s left" if left is not None else ""),
            done=done,
            total=total,
            percent=percent,
            seconds=round(seconds, 3),
            eta_s=None if left is None else round(left, 3),
        )

    def is_cancelled(self) -> bool:
        return self.stop.is_set()

    def log(self, message: str) -> None:
        self.tell("log", message, message=message, packed=packed(message))

    def warn(self, message: str) -> None:
        self.tell("warning", f"Warning: {message}", message=message, packed=packed(message))


def exit_code(work: Callable[[], Optional[int]], lines: Lines) -> int:
    """As `outcome`; Ctrl-C stops `work` at its next step."""
    before = signal.signal(signal.SIGINT, lambda *_: lines.stop.set())
    try:
        return outcome(work, lines)
    finally:
        signal.signal(signal.SIGINT, before)


def outcome(work: Callable[[], Optional[int]], lines: Lines) -> int:
    """Do `work` and tell `lines` how it failed; the command's exit code, which `work` may know."""
    try:
        return work() or DONE
    except (Cancelled, KeyboardInterrupt):
        lines.tell("cancelled", "Stopped.")
        return STOPPED
    except SpecGanError as caught:
        error = caught
    except OSError as caught:  # a full disk in the middle of a job, for example
        error = SpecGanError(
            "{name}: {reason}.",
            "Check the disk and the folder.",
            repr(caught),
            name=caught.filename or Message("A file"),
            reason=caught.strerror or caught,
        )
    except ImportError as caught:
        error = SpecGanError(
            "The Python package {package} is missing.",
            "Install it, or use the project's environment.",
            repr(caught),
            package=caught.name,
        )
    both = [packed(error.message), packed(error.hint)]
    text = f"Error: {error.message}\n{error.hint}".rstrip()
    lines.tell("error", text, message=error.message, hint=error.hint, details=error.details, packed=both)
    return FAILED


def on_stderr(unit: str = "patches") -> Lines:
    """Lines for people, out of the way of what standard output is for; `unit`: see `Lines`."""
    return Lines(sys.stderr, unit=unit)


def _plain(value: Any) -> Any:
    """What JSON can say: figures that are not numbers become null, paths text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)

"""Runs a job without QGIS, for other programs: `python -m specgan.core run job.json --json`.

With --json every line on standard output is one JSON object with an "event": progress (done, total, percent, seconds,
eta_s), log, warning, and at the end one of result, error (message, hint, details) and cancelled. Exit codes: 0 done,
1 error, 130 cancelled (Ctrl-C).
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import threading
import time
from dataclasses import asdict
from typing import Any, Dict, List, Optional, TextIO

from .engine import superresolve
from .errors import Cancelled, SpecGanError
from .job.jobfile import read_job
from .progress import Progress


class Lines(Progress):
    """Progress as lines: JSON for programs, or text for people."""

    def __init__(self, stream: TextIO, as_json: bool) -> None:
        self._stream, self._as_json = stream, as_json
        self._started = time.monotonic()
        self._shown = -1
        self.stop = threading.Event()

    def tell(self, event: str, text: str, **values: object) -> None:
        """One line; `values` for programs, `text` for people."""
        line = json.dumps(_plain({"event": event, **values}), allow_nan=False) if self._as_json else text
        print(line, file=self._stream, flush=True)

    def report(self, done: int, total: int) -> None:
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
            f"{done} of {total} patches" + (f", {left:.0f} s left" if left is not None else ""),
            done=done,
            total=total,
            percent=percent,
            seconds=round(seconds, 3),
            eta_s=None if left is None else round(left, 3),
        )

    def is_cancelled(self) -> bool:
        return self.stop.is_set()

    def log(self, message: str) -> None:
        self.tell("log", message, message=message)

    def warn(self, message: str) -> None:
        self.tell("warning", f"Warning: {message}", message=message)


def _plain(value: Any) -> Any:
    """What JSON can say: figures that are not numbers become null, paths text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)


def main(arguments: Optional[List[str]] = None) -> int:
    """The command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m specgan.core", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run a job")
    run.add_argument("job", help="JSON file with the parameters of specgan:superresolve")
    run.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    args = parser.parse_args(arguments)
    lines = Lines(sys.stdout if args.json else sys.stderr, args.json)
    before = signal.signal(signal.SIGINT, lambda *_: lines.stop.set())
    try:
        return _run(args.job, lines)
    finally:
        signal.signal(signal.SIGINT, before)


def _run(job: str, lines: Lines) -> int:
    try:
        result: Dict[str, object] = asdict(superresolve(read_job(job), lines))
    except Cancelled:
        lines.tell("cancelled", "Cancelled")
        return 130
    except SpecGanError as error:
        lines.tell("error", f"Error: {error}", message=error.message, hint=error.hint, details=error.details)
        return 1
    lines.tell("result", f"{result['output']} is done in {result['seconds']:.0f} s", **result)
    return 0


if __name__ == "__main__":
    sys.exit(main())

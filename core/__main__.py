"""Runs a job without QGIS, for other programs: `python -m specgan.core run job.json --json`.

With --json every line on standard output is one JSON object with an "event": progress (done, total, percent, seconds,
eta_s), log, warning, and at the end one of result, error (message, hint, details) and cancelled. Exit codes: 0 done,
1 error, 130 cancelled (Ctrl-C).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import Dict, List, Optional

from .api import read_job, superresolve
from .shelf.console import Lines, exit_code, on_stderr


def main(arguments: Optional[List[str]] = None) -> int:
    """The command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m specgan.core", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run a job")
    run.add_argument("job", help="JSON file with the parameters of specgan:superresolve")
    run.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    args = parser.parse_args(arguments)
    lines = Lines(sys.stdout, as_json=True) if args.json else on_stderr()
    return exit_code(lambda: _run(args.job, lines), lines)


def _run(job: str, lines: Lines) -> None:
    result: Dict[str, object] = asdict(superresolve(read_job(job), lines))
    lines.tell("result", f"{result['output']} is done in {result['seconds']:.0f} s", **result)


if __name__ == "__main__":
    sys.exit(main())

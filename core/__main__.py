"""Runs a job without QGIS, for other programs: `python -m specgan.core run job.json --json`, as `specgan run` does.

What the subcommand needs (GDAL, numpy) is imported when it runs.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import Any, Dict, List, Optional

from .shelf.console import Lines, exit_code, on_stderr
from .shelf.subcommands import run_command

POSITIONAL = ("RGB", "HSI", "OUTPUT")
"""Parameters that are no flags of `run`."""


def declare(commands: Any) -> None:
    """Add the subcommands; `commands`: a `shelf.subcommands.Subcommands`. One line for each."""
    commands.add("run", "super-resolve two layers, or run the job in a JSON file", _run_options, run)


def _run_options(parser: argparse.ArgumentParser) -> None:
    from .job.flags import add_flags

    parser.usage = "%(prog)s [options] RGB HSI OUTPUT\n       %(prog)s [options] JOB.json"
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help='RGB layer (low resolution), hyperspectral layer ("" for none) and GeoTIFF to write; or a JSON file with '
        "the parameters of specgan:superresolve, which the options below replace",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
    add_flags(parser, without=POSITIONAL)


def run(args: argparse.Namespace) -> int:
    """`run`: with --json every line on standard output is one JSON object with an "event": progress (done, total,
    percent, seconds, eta_s), log, warning, and at the end one of result, error (message, hint, details) and cancelled.
    """
    lines = Lines(sys.stdout, as_json=True) if args.json else on_stderr()
    return exit_code(lambda: _superresolve(args, lines), lines)


def _superresolve(args: argparse.Namespace, lines: Lines) -> None:
    from .api import DEFAULT_MODEL, SpecGanError, superresolve
    from .job.flags import flag_values
    from .job.jobfile import job_of, read_values

    flags = flag_values(args, without=POSITIONAL)
    if len(args.files) == 1:
        values = {**read_values(args.files[0]), **flags}
    elif len(args.files) == len(POSITIONAL):
        values = {"MODEL": DEFAULT_MODEL, **dict(zip(POSITIONAL, args.files)), **flags}
    else:
        raise SpecGanError(
            "{count} files were given.",
            'Give an RGB layer, a hyperspectral layer ("" for none) and the GeoTIFF to write, or one JSON file.',
            count=len(args.files),
        )
    job = job_of(values, label=lambda parameter: parameter.flag if parameter.name in flags else parameter.name)
    result: Dict[str, object] = asdict(superresolve(job, lines))
    lines.tell("result", f"{result['output']} is done in {result['seconds']:.0f} s", **result)


def main(arguments: Optional[List[str]] = None) -> int:
    """The command line of this package alone; gives the exit code."""
    return run_command("python -m specgan.core", __doc__, [declare], arguments)


if __name__ == "__main__":
    sys.exit(main())

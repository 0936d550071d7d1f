"""`python -m specgan.training COMMAND`: data, training, measuring and model files."""

from __future__ import annotations

import argparse
import sys
from typing import List, Optional

from ..core.shelf.console import on_stderr, outcome
from .data import command as data
from .evaluation import command as evaluation
from .export import command as export
from .loop import command as loop
from .simulation import command as simulation

ROOMS = (simulation, data, loop, evaluation, export)
"""Their modules `command` say what there is; what a subcommand needs (torch, GDAL, onnxruntime) is imported when it
runs, since not every machine has all of it."""


def parser() -> argparse.ArgumentParser:
    """All subcommands; what is parsed has the function to call with it as `run`."""
    result = argparse.ArgumentParser(prog="python -m specgan.training", description=__doc__)
    commands = result.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for room in ROOMS:
        room.declare(commands)
    return result


def main(arguments: Optional[List[str]] = None) -> int:
    """Run one subcommand; exit code 0, or 1 with a sentence and a hint on standard error, or 130 when stopped."""
    args = parser().parse_args(arguments)
    return outcome(lambda: args.run(args), on_stderr())


if __name__ == "__main__":
    sys.exit(main())

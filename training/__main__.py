"""`python -m specgan.training COMMAND`: data, training, measuring and model files, as `specgan COMMAND` does it."""

from __future__ import annotations

import sys
from typing import Any, List, Optional

from ..core.shelf.subcommands import run_command
from .data import command as data
from .evaluation import command as evaluation
from .export import command as export
from .loop import command as loop
from .simulation import command as simulation

ROOMS = (simulation, data, loop, evaluation, export)
"""Their modules `command` say what there is; what a subcommand needs (torch, GDAL, onnxruntime) is imported when it
runs, since not every machine has all of it."""


def declare(commands: Any) -> None:
    """Add the subcommands of all rooms; `commands`: a `Subcommands`."""
    for room in ROOMS:
        room.declare(commands)


def main(arguments: Optional[List[str]] = None) -> int:
    """Run one subcommand; exit code 0, or 1 with a sentence and a hint on standard error, or 130 when stopped."""
    return run_command("python -m specgan.training", __doc__, [declare], arguments)


if __name__ == "__main__":
    sys.exit(main())

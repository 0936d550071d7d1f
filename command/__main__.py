"""`specgan COMMAND`: SpecGAN on the command line. `specgan COMMAND --help` has the options of each.

The same jobs as in QGIS, training, and model files. Exit codes: 0 done, 1 error, 2 wrong arguments, 130 stopped.
"""

from __future__ import annotations

import sys
from typing import Any, List, Optional

from ..cluster import command as cluster
from ..core import __main__ as core
from ..core.shelf.subcommands import run_command
from ..core.shelf.version import version
from ..training import __main__ as training
from . import diagnostics

FLOORS = (core, cluster, training, diagnostics)
"""Their functions `declare` add the subcommands, in this order."""


def declare(commands: Any) -> None:
    """Add all subcommands; `commands`: a `Subcommands`."""
    for floor in FLOORS:
        floor.declare(commands)


def main(arguments: Optional[List[str]] = None) -> int:
    """The command line; gives the exit code."""
    return run_command("specgan", __doc__, [declare], arguments, version())


if __name__ == "__main__":
    sys.exit(main())

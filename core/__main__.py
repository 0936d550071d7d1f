"""Runs a job without QGIS, for other programs: `python -m specgan.core run job.json --json`, as `specgan run` does."""

from __future__ import annotations

import sys
from typing import List, Optional

from .command import declare
from .shelf.subcommands import run_command


def main(arguments: Optional[List[str]] = None) -> int:
    """The command line; gives the exit code."""
    return run_command("python -m specgan.core", __doc__, [declare], arguments)


if __name__ == "__main__":
    sys.exit(main())

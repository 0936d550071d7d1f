"""`export`: the command line of `export.export`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..core.progress import Progress


class _Printed(Progress):
    """What the export has to say, on standard error."""

    def log(self, message: str) -> None:
        print(message, file=sys.stderr, flush=True)

    def warn(self, message: str) -> None:
        print(f"Warning: {message}", file=sys.stderr, flush=True)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("checkpoint", type=Path, help="an own checkpoint (.pt) or a published one (.pth)")
    parser.add_argument("output", type=Path, help="the ONNX file to write")


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    from .export import export

    export(args.checkpoint, args.output, _Printed())
    print(args.output)

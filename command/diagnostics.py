"""`specgan diagnostics`: what "Copy diagnostics" gives in QGIS, of this Python."""

from __future__ import annotations

import argparse
from typing import Any

from ..core.runtime import HERE, Choice, diagnostics
from ..core.shelf.version import version


def declare(commands: Any) -> None:
    """Add the subcommand; `commands`: a `Subcommands`."""
    commands.add("diagnostics", "print one text for a bug report, without passwords", lambda parser: None, run)


def run(args: argparse.Namespace) -> None:
    """Print the text."""
    del args
    print(diagnostics(Choice(HERE), {"SpecGAN": version()}))

"""A command with subcommands: each declares its options when it is the one that runs."""

from __future__ import annotations

import argparse
import sys
from typing import Any, Callable, Optional, Sequence

from .console import on_stderr, outcome

Options = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], Optional[int]]
Declare = Callable[[Any], None]


class Subcommands:
    """What a command can do. Rooms add theirs with `add`, or, as to argparse's own subparsers, with `add_parser`."""

    def __init__(self, parser: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
        self._parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
        self._chosen = next((word for word in arguments if not word.startswith("-")), "")

    def add(self, name: str, text: str, options: Options, run: Run) -> None:
        """Add the subcommand `name`; `text`: what it does, in a line.

        `options` declares its flags, and is called when this is the subcommand that runs: it may import what not every
        machine has (GDAL, dask). `run` gets what was read; it answers with the exit code, None for 0, or raises.
        """
        parser = self.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        parser.set_defaults(run=run)
        if name == self._chosen:
            options(parser)

    def add_parser(self, name: str, **settings: Any) -> argparse.ArgumentParser:
        """As argparse's subparsers do it."""
        return self._parsers.add_parser(name, **settings)


def run_command(
    prog: str,
    about: Optional[str],
    declare: Sequence[Declare],
    arguments: Optional[Sequence[str]] = None,
    version: str = "",
) -> int:
    """Run the subcommand that `arguments` (default: the process's) name; the exit code.

    `declare`: functions that add subcommands to a `Subcommands`. Failures are a sentence and a hint on standard error
    and exit code 1, or 130 for Ctrl-C; wrong arguments exit with 2, as argparse does it.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)

    def run() -> Optional[int]:
        args = parser_for(given, prog, about, declare, version).parse_args(given)
        return args.run(args)

    return outcome(run, on_stderr())


def parser_for(
    arguments: Sequence[str], prog: str, about: Optional[str], declare: Sequence[Declare], version: str = ""
) -> argparse.ArgumentParser:
    """The parser for `arguments`; what it reads has the function to call with it as `run`."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    if version:
        parser.add_argument("--version", action="version", version=f"%(prog)s {version}")
    commands = Subcommands(parser, arguments)
    for declared in declare:
        declared(commands)
    return parser

"""The parameters of a job as flags of a command line."""

from __future__ import annotations

import argparse
from typing import Any, Collection, Dict

from .job import PARAMETERS
from .kinds import Choice


def add_flags(parser: argparse.ArgumentParser, without: Collection[str] = ()) -> None:
    """A flag for every published parameter but those named in `without`."""
    for parameter in _flags(without):
        choices = parameter.kind.choices if isinstance(parameter.kind, Choice) else None
        about = f"{parameter.label}. {parameter.help}".replace("%", "%%")
        parser.add_argument(parameter.flag, dest=parameter.field, choices=choices, help=about)


def flag_values(args: argparse.Namespace, without: Collection[str] = ()) -> Dict[str, Any]:
    """Published name -> text of the flags that were given, for `job_of`."""
    values = {parameter.name: getattr(args, parameter.field) for parameter in _flags(without)}
    return {name: value for name, value in values.items() if value is not None}


def _flags(without: Collection[str]) -> list:
    return [parameter for name, parameter in PARAMETERS.items() if name not in without]

"""Flags of a command from the fields of a dataclass: name, type, default and words are declared once, there."""

from __future__ import annotations

import argparse
import ast
import inspect
import math
import textwrap
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Collection, Dict, Mapping, Sequence

from ..core.errors import SpecGanError

KINDS: Dict[str, Dict[str, Any]] = {
    "str": {"type": str, "metavar": "TEXT"},
    "int": {"type": int, "metavar": "N"},
    "float": {"type": float, "metavar": "X"},
    "bool": {"action": argparse.BooleanOptionalAction},
    "Path": {"type": Path},
    "Tuple[float, float]": {"type": float, "nargs": 2, "metavar": ("A", "B")},
    "Tuple[float, ...]": {"type": float, "nargs": "+", "metavar": "X"},
    "Tuple[str, ...]": {"type": str, "action": "append", "metavar": "TEXT"},
}
"""Types of fields, as dataclasses spell them -> what argparse makes of them; fields of other types get no flag."""


def add_flags(
    parser: argparse.ArgumentParser,
    kind: type,
    names: Collection[str] = (),
    more: Mapping[str, Mapping[str, Any]] = {},
    defaults: bool = True,
) -> None:
    """A flag for every field of the dataclass `kind`, or for those in `names`; what stands under a field is its help.

    A flag that is left out gives None (see `given`), or the default in `more`, which holds further arguments of
    argparse for some fields; `defaults`: whether the help names those of the other fields.
    """
    words = documented(kind)
    for item in fields(kind):
        if (names and item.name not in names) or str(item.type) not in KINDS:
            continue
        text = words.get(item.name, "")
        options = {"default": None, **KINDS[str(item.type)], **more.get(item.name, {})}
        preset = item.default if options["default"] is None and defaults else options["default"]
        if preset not in (None, MISSING, "", ()):
            text += f" Default: {' '.join(map(str, preset)) if isinstance(preset, tuple) else preset}."
        if "choices" in options:
            options.pop("metavar", None)
        parser.add_argument(flag(item.name), dest=item.name, help=text.replace("%", "%%"), **options)


def add_group_weights(parser: argparse.ArgumentParser, text: str) -> None:
    """`--group-weight`, whose values `group_weights` reads; `text`: its help."""
    parser.add_argument("--group-weight", action="append", default=[], metavar="GROUP=W", help=f"{text}; repeatable")


def group_weights(texts: Sequence[str]) -> Dict[str, float]:
    """Group -> weight, from ("simulated=3", ...); `SpecGanError` for anything else."""
    weights: Dict[str, float] = {}
    for text in texts:
        group, _, weight = text.rpartition("=")
        try:
            weights[group] = float(weight)
        except ValueError:
            weights[group] = math.nan
        if not (group and 0 <= weights[group] < math.inf):
            raise SpecGanError("{text!r} is no weight of a group.", "Write it like simulated=2.", text=text)
    return weights


def flag(name: str) -> str:
    """How a field is called on the command line."""
    return "--" + name.replace("_", "-")


def given(args: argparse.Namespace, kind: type, names: Collection[str] = ()) -> Dict[str, Any]:
    """The fields of `kind`, or those in `names`, that the command line sets."""
    wanted = [item.name for item in fields(kind) if not names or item.name in names]
    values = {name: getattr(args, name, None) for name in wanted}
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if value is not None
    }


def documented(kind: type) -> Dict[str, str]:
    """The fields of a dataclass -> what stands under them, on one line."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in zip(definition.body, definition.body[1:])
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }

"""Flags that come from dataclasses: what is declared once is all that a command needs."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Tuple

import pytest
from specgan.core.modelspec import ModelSpec
from specgan.training.config import TrainConfig
from specgan.training.data.command import OPTIONS as PREPARE
from specgan.training.data.preparation import Preparation
from specgan.training.export.command import DESCRIBED
from specgan.training.flags import add_flags, documented, flag, given
from specgan.training.loop import command
from specgan.training.simulation.command import OPTIONS as SIMULATE
from specgan.training.simulation.sensors import SampleOptions


@dataclass(frozen=True)
class Wishes:
    """Something to declare."""

    whole_number: int = 3
    """How many,
    at 100 %."""
    share: float = 0.5
    name: str = ""
    """What it is called."""
    ready: bool = True
    """Whether it is."""
    pair: Tuple[float, float] = (1.0, 2.5)
    """Two of them."""
    words: Tuple[str, ...] = ()
    """Some."""
    numbers: Tuple[float, ...] = ()
    """Any."""
    place: Path = Path()
    """Where."""
    nested: Tuple[Tuple[str, int], ...] = ()
    """Nothing for a command line."""


def parsed(*texts: str, **more) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_flags(parser, Wishes, **more)
    return parser.parse_args(texts)


def test_the_words_under_fields():
    assert documented(Wishes) == {
        "whole_number": "How many, at 100 %.", "name": "What it is called.", "ready": "Whether it is.",
        "pair": "Two of them.", "words": "Some.", "numbers": "Any.", "place": "Where.",
        "nested": "Nothing for a command line.",
    }  # fmt: skip


def test_what_is_not_said_is_not_given():
    assert given(parsed(), Wishes) == {}


def test_every_type_of_field():
    texts = "--whole-number 7 --share 1e-3 --name x --no-ready --pair 3 4 --words a --words b --place c/d"
    values = given(parsed(*texts.split(), "--numbers", "-1", "2"), Wishes)
    assert values == {
        "whole_number": 7, "share": 0.001, "name": "x", "ready": False, "pair": (3.0, 4.0), "words": ("a", "b"),
        "numbers": (-1.0, 2.0), "place": Path("c/d"),
    }  # fmt: skip
    assert Wishes(**values) == Wishes(7, 0.001, "x", False, (3.0, 4.0), ("a", "b"), (-1.0, 2.0), Path("c/d"))


def test_some_fields_and_more_about_them():
    more = {"share": {"choices": (0.5, 0.75)}, "whole_number": {"default": 9}}
    args = parsed("--share", "0.75", names=("share", "whole_number"), more=more)
    assert given(args, Wishes) == {"share": 0.75, "whole_number": 9}
    assert given(args, Wishes, ("share",)) == {"share": 0.75}
    with pytest.raises(SystemExit):
        parsed("--share", "0.6", names=("share",), more=more)
    with pytest.raises(SystemExit):
        parsed("--name", "x", names=("share",))


def test_the_help(capsys):
    with pytest.raises(SystemExit):
        parsed("--help")
    text = " ".join(capsys.readouterr().out.split())
    assert "--whole-number N How many, at 100 %. Default: 3." in text
    assert "--name TEXT What it is called. --ready" in text
    assert "Two of them. Default: 1.0 2.5." in text
    assert "--nested" not in text


@pytest.mark.parametrize(
    ("kind", "names"),
    [(TrainConfig, command.OPTIONS), (Preparation, PREPARE), (SampleOptions, SIMULATE), (ModelSpec, DESCRIBED)],
)
def test_every_option_of_a_command_is_a_documented_field(kind, names):
    known = {item.name for item in fields(kind)}
    assert set(names) <= known and set(names) <= set(documented(kind))


def test_every_option_of_a_run_is_a_flag_of_train():
    """All but what the run itself sets, and what is more than one word or number and stands in a file."""
    commands = argparse.ArgumentParser().add_subparsers()
    command.declare(commands)
    train = commands.choices["train"]
    flags = set(train._option_string_actions)
    wanted = {flag(item.name) for item in fields(TrainConfig)} - {"--inherited", "--phases", "--stages"}
    assert (wanted - {"--group-weights"}) | {"--group-weight"} <= flags
    assert not {"--inherited", "--phases", "--stages"} & flags

"""Every line of `specgan` that the documentation and the model cards name is understood."""

from __future__ import annotations

import re
import shlex

import pytest
from specgan.command.__main__ import declare
from specgan.core.shelf.subcommands import parser_for
from support import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "resources/models").glob("*.md"))]
CALL = re.compile(r"^\s*(?:\S*/)?specgan (?=[a-z])(.*)$", re.MULTILINE)


def command_lines():
    """(page, arguments) of every line of a code block that calls a subcommand; lines that go on are joined."""
    for page in PAGES:
        for match in CALL.finditer(page.read_text(encoding="utf-8").replace("\\\n", " ")):
            if "|" not in match[1]:  # a list of subcommands is no call
                yield pytest.param(shlex.split(match[1], comments=True), id=f"{page.stem}: {match[1][:40]}")


LINES = list(command_lines())


def parse(arguments):
    return parser_for(arguments, "specgan", "", [declare]).parse_args(arguments)


def test_there_are_command_lines():
    names = {line.values[0][0] for line in LINES}
    assert {"simulate", "prepare", "pack", "train", "judge", "measure", "study", "export", "run", "cluster"} <= names


@pytest.mark.parametrize("arguments", LINES)
def test_a_documented_command_line(arguments):
    args = parse(arguments)
    assert args.command == arguments[0] and callable(args.run)


def test_an_option_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        parse(["simulate", "x", "--imges", "3"])
    assert "--imges" in capsys.readouterr().err

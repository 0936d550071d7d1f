"""What the engine says to people stands in its code as templates with values: not put together where it is said."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import Iterator, Set

import pytest
import translations

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "training", "processing_provider", "desktop", "ui", "cluster")
ERRORS = {"SpecGanError", "OutOfMemory", "NoRuntime", "TooFar"}
SAID = ("progress.log", "progress.warn", "self._say", "warnings.append", "doubts.append")
"""Calls whose one argument is a message."""


def name_of(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def texts_of(call: ast.Call) -> list:
    """What a call says: literals, or what a conditional expression chooses between."""
    count = 2 if name_of(call) in ERRORS else 1
    texts, found = list(call.args[:count]), []
    while texts:
        text = texts.pop()
        if isinstance(text, ast.IfExp):
            texts += [text.body, text.orelse]
        else:
            found.append(text)
    return found


def put_together(text: ast.AST) -> bool:
    """Whether a text is made where it stands: an f-string, a sum, `%`, `join`, `format`; what `tr` gives may be."""
    if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute):
        return text.func.attr in ("format", "join") and "tr(" not in ast.unparse(text.func)
    return isinstance(text, (ast.JoinedStr, ast.BinOp))


def problems(code: str) -> Iterator[str]:
    """What is wrong with the sentences in a file."""
    tree = ast.parse(code)
    plain = {
        getattr(target, "id", "")
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Constant, ast.JoinedStr))
        for target in node.targets
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if ast.unparse(call.func).endswith(SAID) and call.args:
            text = call.args[0]
            if put_together(text) or isinstance(text, ast.Constant):
                yield f"line {call.lineno}: {ast.unparse(text)} is no Message"
        if name_of(call) not in ERRORS | {"Message"}:
            continue
        texts = texts_of(call)
        for text in texts:
            if put_together(text):
                yield f"line {call.lineno}: {ast.unparse(text)} is no template"
            elif isinstance(text, ast.Name) and text.id in plain:
                yield f"line {call.lineno}: {text.id} is a text and no Message"
        given = {keyword.arg for keyword in call.keywords} - {"details", None}
        literals = [text.value for text in texts if isinstance(text, ast.Constant)]
        wanted: Set[str] = set().union(*map(fields, literals)) if given else set()
        spread = any(keyword.arg is None for keyword in call.keywords)
        named = len(literals) == len(texts)  # else what is passed on may have the other places
        if not spread and (not wanted <= given or (named and wanted != given)):
            yield f"line {call.lineno}: the places are {sorted(wanted)}, the values {sorted(given)}"


def fields(template: str) -> Set[str]:
    """Names of the places in a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_sentence_is_a_template_with_its_values(package):
    found = [
        f"{file.relative_to(ROOT)}, {problem}"
        for file in sorted((ROOT / package).rglob("*.py"))
        for problem in problems(file.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'raise SpecGanError(f"There is no {path}.")',
        'raise SpecGanError("There is no " + path, "Choose another one.")',
        'raise OutOfMemory("All right.", "Choose one of {}.".format(names))',
        'raise NoRuntime("All right.", ", ".join(names))',
        'SpecGanError("There is no {path}." if path else f"There is no {name}.", path=path)',
        'SpecGanError("There is no {path}.", folder=path)',
        'SpecGanError("There is no {path}.", path=path, name=name)',
        'self._progress.warn("It is left out.")',
        'progress.log(f"{name} is left out.")',
        'warnings.append(Message(f"{name} is left out."))',
        'Message("{name} is left out.", names=names)',
        'HINT = "Choose another one."\nraise SpecGanError("It is empty.", HINT)',
    ],
)
def test_what_is_put_together_is_found(code):
    assert list(problems(code))


@pytest.mark.parametrize(
    "code",
    [
        'raise SpecGanError("There is no {path!r}.", "Choose {most:d}.", repr(error), path=path, most=3)',
        "raise SpecGanError(error.message, HINT, details)",
        'SpecGanError("It is empty." if empty else "It is too long.", "Write {0}.")',
        'SpecGanError(tr("There is no {path}.").format(path=path))',
        'progress.log(Message("{name} is left out.", name=name))',
    ],
)
def test_what_is_a_template_is_not_found(code):
    assert list(problems(code)) == []


def test_every_kind_of_error_is_known():
    """To this file, and to `make translations`: the sentences of another kind would stay in English."""
    kinds = {
        node.name
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & ERRORS
    }
    assert kinds | {"SpecGanError"} == ERRORS == translations.ERRORS

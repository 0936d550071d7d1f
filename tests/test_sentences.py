"""What the engine says is found in its code, all of it, as whole sentences."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import sentences

ROOT = Path(__file__).resolve().parents[1]


def found(code: str):
    """Template and kinds of places of everything told in `code`; nothing may be unreadable."""
    module = sentences.Module(code)
    told = [sentences._template(parts, "") for parts in module.told()]
    assert module.unread == []
    return {item.text: item.places for item in told}


def test_an_error_tells_its_message_and_its_hint_but_not_its_details():
    assert found('raise SpecGanError(f"There is no {path}.", "Choose " "another.", repr(error))') == {
        "There is no {0}.": ("text",),
        "Choose another.": (),
    }


def test_numbers_are_known_by_their_format():
    code = 'raise SpecGanError(f"{a:.2f} GB, {len(b)} files, {c:08X}, {d!r}, {e[:9]!r} and {f:g}.")'
    kinds = ("number", "number", "text", "text", "text", "number")
    assert found(code) == {"{0} GB, {1} files, {2}, {3}, {4} and {5}.": kinds}


def test_every_case_is_a_sentence_of_its_own():
    code = """
def check(n, names):
    bands = "1 band" if n == 1 else f"{n} bands"
    for least, what in ((5, "more are needed"), (3, "three are needed")):
        if n < least:
            raise SpecGanError(f"It has {bands}; {what}.", f"Take one of {', '.join(names) or 'none'}.")
"""
    assert found(code) == {
        "It has 1 band; more are needed.": (),
        "It has 1 band; three are needed.": (),
        "It has {0} bands; more are needed.": ("text",),
        "It has {0} bands; three are needed.": ("text",),
        "Take one of {0}.": ("text",),
        "Take one of none.": (),
    }


def test_parts_that_a_function_gives_are_texts_of_their_own():
    code = """
def refuse(spec):
    raise SpecGanError(f"It was refused: {problem(spec)}.")

def problem(spec):
    if not spec:
        return "it is empty"
    return f"its size {spec} is odd"
"""
    assert found(code) == {
        "It was refused: {0}.": ("sentence",),
        "it is empty": (),
        "its size {0} is odd": ("text",),
    }


def test_a_parameter_is_what_callers_give():
    code = """
def unreadable(path, problem, details=""):
    return SpecGanError(f"{path} {problem}.", HINT, details)

HINT = "Copy it again."
unreadable(a, "is empty")
unreadable(b, problem="is damaged")
"""
    assert found(code) == {"{0} is empty.": ("text",), "{0} is damaged.": ("text",), "Copy it again.": ()}


def test_tables_and_pairs_are_followed():
    code = """
CASES = ((("x", "y"), "The disk is full.", "Free some space."), (("z",), "No network.", "Wait a little."))
NAMES = {"a": "held out", "b": "to train on"}

def tell(text, what, progress):
    for words, message, hint in CASES:
        if any(word in text for word in words):
            raise SpecGanError(message, hint)
    problem, hint = check(what)
    if problem:
        raise SpecGanError(problem, hint)
    progress.log(f"{what}: {NAMES[what]}")

def check(what):
    if not what:
        return "Nothing is there.", "Give something."
    return "", ""
"""
    assert set(found(code)) == {
        *("The disk is full.", "No network.", "Nothing is there.", "Free some space.", "Wait a little."),
        *("Give something.", "{0}: held out", "{0}: to train on"),
    }


def test_what_is_caught_is_a_sentence_in_a_sentence():
    code = """
try:
    work()
except SpecGanError as error:
    progress.warn(f"{error.message} It is left out.")
    self._progress.warn(f"{error.message} Again in {pause:g} s. ({error.details})")
"""
    assert found(code) == {
        "{0} It is left out.": ("sentence",),
        "{0} Again in {1} s. ({2})": ("sentence", "number", "text"),
    }


@pytest.mark.parametrize(
    "code", ["raise SpecGanError(text)", 'raise SpecGanError("All right.", make())', "progress.log(lines[0])"]
)
def test_what_cannot_be_read_is_named(code):
    module = sentences.Module(code)
    module.told()
    assert len(module.unread) == 1


def test_nothing_in_the_engine_is_unreadable():
    _, unread = sentences.templates(ROOT)
    assert unread == []


def test_the_files_that_are_searched():
    names = {file.relative_to(ROOT).as_posix() for file in sentences.shown_files(ROOT)}
    wanted = {"core/engine/run.py", "core/backends/worker_main.py", "processing_provider/layers.py"}
    used = ("data/prepare", "data/rasters", "export/importing", "export/model_file")
    wanted |= {f"training/{name}.py" for name in used}
    assert wanted <= names
    assert not names & {"training/loop/train.py", "training/loop/trainer.py", "core/job/jobfile.py", "core/__main__.py"}


def test_every_kind_of_error_and_every_teller_is_known():
    """A new subclass of `SpecGanError`, or a progress under another name, would go unread."""
    for file in sentences.shown_files(ROOT):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & sentences.ERRORS:
                assert node.name in sentences.ERRORS, f"{file}: {node.name}"
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("log", "warn"):
                receiver = ast.unparse(node.func.value)
                mathematics = receiver in ("np", "math", "torch")
                assert receiver.endswith(("progress", "self")) or mathematics, f"{file}: {receiver}"

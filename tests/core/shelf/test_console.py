"""What a command prints and the exit code it gives."""

from __future__ import annotations

import io
import json
import os
import signal

import pytest
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.shelf.console import Lines, exit_code


def fail(error):
    raise error


@pytest.mark.parametrize(
    ("work", "code", "text", "event"),
    [
        (lambda: None, 0, "", None),
        (lambda: fail(SpecGanError("It broke.", "Mend it.")), 1, "Error: It broke.\nMend it.\n", "error"),
        (lambda: fail(SpecGanError("It broke.")), 1, "Error: It broke.\n", "error"),
        (lambda: fail(Cancelled()), 130, "Stopped.\n", "cancelled"),
        (lambda: fail(KeyboardInterrupt()), 130, "Stopped.\n", "cancelled"),
        (
            lambda: fail(OSError(28, "No space left on device", "log.jsonl")),
            1,
            "Error: log.jsonl: No space left on device.\nCheck the disk and the folder.\n",
            "error",
        ),
        (
            lambda: fail(ModuleNotFoundError("No module named 'torch'", name="torch")),
            1,
            "Error: The Python package torch is missing.\nInstall it, or use the project's environment.\n",
            "error",
        ),
    ],
)
def test_exit_codes_and_last_words(work, code, text, event):
    before = signal.getsignal(signal.SIGINT)
    people, programs = io.StringIO(), io.StringIO()
    assert exit_code(work, Lines(people)) == exit_code(work, Lines(programs, as_json=True)) == code
    assert people.getvalue() == text
    assert [json.loads(line)["event"] for line in programs.getvalue().splitlines()] == ([event] if event else [])
    assert signal.getsignal(signal.SIGINT) is before


def test_what_nobody_expected_is_not_swallowed():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ZeroDivisionError):
        exit_code(lambda: 1 / 0, Lines(io.StringIO()))
    assert signal.getsignal(signal.SIGINT) is before


def test_the_unit_of_progress():
    scenes, nothing = io.StringIO(), io.StringIO()
    Lines(scenes, unit="scenes").step(0, 3)
    Lines(nothing, unit="").step(0, 3)
    assert (scenes.getvalue(), nothing.getvalue()) == ("0 of 3 scenes\n", "")


def test_ctrl_c_stops_at_the_next_step():
    lines = Lines(io.StringIO())

    def work():
        lines.step(1, 3)
        os.kill(os.getpid(), signal.SIGINT)
        lines.step(2, 3)
        lines.step(3, 3)

    assert exit_code(work, lines) == 130

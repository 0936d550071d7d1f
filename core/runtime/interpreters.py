"""The Pythons of this machine that an environment can be built on."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple

from ..errors import SpecGanError
from .process import run_for_output

OLDEST = (3, 9)
ASK_TIMEOUT_S = 30.0
_ASK = """
import importlib.util, sys
print(*sys.version_info[:2], *[name for name in ("venv", "ensurepip") if importlib.util.find_spec(name)])
print(sys.executable)
"""


def candidates(
    executable: Optional[str] = None, prefix: Optional[str] = None, windows: bool = os.name == "nt"
) -> Tuple[Path, ...]:
    """Interpreters worth asking, best first: the one that QGIS runs on, those beside it, those on the PATH.

    `executable` and `prefix`: `sys.executable` and `sys.base_exec_prefix`. The first is QGIS itself on Windows and
    macOS, where the interpreter lies beside it, in apps/Python* or in the bundle's bin folder. On Linux it is whatever
    is called python3 on the PATH, so that the one of QGIS's own version in `prefix` comes first.
    """
    executable = sys.executable if executable is None else executable
    root = Path(prefix or sys.base_exec_prefix)
    beside = Path(executable or ".").parent
    names = ["python.exe", "python3.exe"] if windows else ["python3", "python"]
    found = [root / "bin" / "python{}.{}".format(*sys.version_info[:2])]
    found += [Path(executable)] if _is_python(executable) else []
    for folder in (root, root / "bin", beside, beside / "bin"):
        found += [folder / name for name in names]
    for folder in sorted((beside.parent / "apps").glob("Python3*"), key=lambda path: (len(path.name), path.name))[::-1]:
        found += [folder / name for name in names]  # newest first: Python312 before Python39
    found += [Path(path) for path in map(shutil.which, ("python3", "python")) if path]
    return tuple(dict.fromkeys(path for path in found if path.is_file()))


def version_of(python: Path) -> Tuple[int, int]:
    """Version of an interpreter, (3, 11). Raises `SpecGanError` where it is none, or too old."""
    version = _ask(python).version
    if version < OLDEST:
        raise SpecGanError(
            "{python} is Python {major}.{minor}.",
            "SpecGAN needs Python 3.9 or later.",
            python=python,
            major=version[0],
            minor=version[1],
        )
    return version


def find_base() -> Path:
    """The first interpreter from Python 3.9 on that can make environments. Raises `SpecGanError` with what to do.

    It is named as it names itself: what lies on the PATH may be a shim (pyenv, asdf), which starts one Python today and
    another one, or none, after a change of settings.
    """
    without: List[Tuple[Path, str]] = []
    for python in candidates():
        try:
            told = _ask(python)
        except SpecGanError:
            continue
        if told.version >= OLDEST and told.makes_environments:
            return told.program
        if told.version >= OLDEST:
            without.append((told.program, "{}.{}".format(*told.version)))
    if without:
        incomplete, number = without[0]
        raise SpecGanError(
            "The Python {incomplete} lacks its parts venv and ensurepip, which make environments.",
            "On Debian or Ubuntu install them with: sudo apt install python3-venv (or python{number}-venv). Or "
            "choose an own Python that has onnxruntime.",
            incomplete=incomplete,
            number=number,
        )
    raise SpecGanError(
        "No Python from 3.9 on was found to build the environment on.",
        "Install Python from python.org or your system's packages, or choose an own Python that has onnxruntime.",
        ", ".join(map(str, candidates())),
    )


@dataclass(frozen=True)
class _Told:
    """What an interpreter says about itself."""

    version: Tuple[int, int]
    makes_environments: bool
    """It has venv and ensurepip."""
    program: Path
    """The interpreter proper, where it was asked for through a shim."""


def _ask(python: Path) -> _Told:
    text = run_for_output([str(python), "-I", "-c", _ASK], ASK_TIMEOUT_S)
    try:
        words, program = text.strip().rsplit("\n", 1)
        major, minor, *parts = words.split("\n")[-1].split()  # a shim may print something first
        version = int(major), int(minor)
    except ValueError as error:
        raise SpecGanError(
            "{python} is not a Python.", "Choose the python program of a Python from 3.9 on.", text, python=python
        ) from error
    return _Told(version, {"venv", "ensurepip"} <= set(parts), Path(program) if os.path.isfile(program) else python)


def _is_python(program: str) -> bool:
    return bool(program) and os.path.basename(program).lower().startswith("python")

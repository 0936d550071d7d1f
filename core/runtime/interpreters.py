"""The Pythons of this machine that an environment can be built on."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import List, Optional, Tuple

from ..errors import SpecGanError
from .process import run_for_output

OLDEST = (3, 9)
ASK_TIMEOUT_S = 30.0
_ASK = """
import importlib.util, sys
print(*sys.version_info[:2], *[name for name in ("venv", "ensurepip") if importlib.util.find_spec(name)])
"""


def candidates(
    executable: Optional[str] = None, prefix: Optional[str] = None, windows: bool = os.name == "nt"
) -> Tuple[Path, ...]:
    """Interpreters worth asking, best first: the one that QGIS runs on, those beside it, those on the PATH.

    `executable` and `prefix`: `sys.executable` and `sys.base_exec_prefix`. The first is QGIS itself on Windows and
    macOS, where the interpreter lies beside it, in apps/Python* or in the bundle's bin folder.
    """
    executable = sys.executable if executable is None else executable
    root = Path(prefix or sys.base_exec_prefix)
    beside = Path(executable or ".").parent
    names = ["python.exe", "python3.exe"] if windows else ["python3", "python"]
    found: List[Path] = [Path(executable)] if _is_python(executable) else []
    for folder in (root, root / "bin", beside, beside / "bin"):
        found += [folder / name for name in names]
    for folder in sorted((beside.parent / "apps").glob("Python3*"), key=lambda path: (len(path.name), path.name))[::-1]:
        found += [folder / name for name in names]  # newest first: Python312 before Python39
    found += [Path(path) for path in map(shutil.which, ("python3", "python")) if path]
    return tuple(dict.fromkeys(path for path in found if path.is_file()))


def version_of(python: Path) -> Tuple[int, int]:
    """Version of an interpreter, (3, 11). Raises `SpecGanError` where it is none, or too old."""
    answer = run_for_output([str(python), "-I", "-c", _ASK], ASK_TIMEOUT_S).split()
    try:
        version = int(answer[0]), int(answer[1])
    except (ValueError, IndexError) as error:
        raise SpecGanError(
            f"{python} is not a Python.", "Choose the python program of a Python from 3.9 on.", " ".join(answer)
        ) from error
    if version < OLDEST:
        raise SpecGanError(f"{python} is Python {version[0]}.{version[1]}.", "SpecGAN needs Python 3.9 or later.")
    return version


def find_base() -> Path:
    """The first interpreter from Python 3.9 on that can make environments. Raises `SpecGanError` with what to do."""
    without: List[Tuple[Path, str]] = []
    for python in candidates():
        try:
            answer = run_for_output([str(python), "-I", "-c", _ASK], ASK_TIMEOUT_S).split()
            version = int(answer[0]), int(answer[1])
        except (SpecGanError, ValueError, IndexError):
            continue
        if version >= OLDEST and {"venv", "ensurepip"} <= set(answer[2:]):
            return python
        if version >= OLDEST:
            without.append((python, f"{version[0]}.{version[1]}"))
    if without:
        incomplete, number = without[0]
        raise SpecGanError(
            f"The Python {incomplete} lacks its parts venv and ensurepip, which make environments.",
            f"On Debian or Ubuntu install them with: sudo apt install python3-venv (or python{number}-venv). "
            "Or choose an own Python that has onnxruntime.",
        )
    raise SpecGanError(
        "No Python from 3.9 on was found to build the environment on.",
        "Install Python from python.org or your system's packages, or choose an own Python that has onnxruntime.",
        ", ".join(map(str, candidates())),
    )


def _is_python(program: str) -> bool:
    return bool(program) and os.path.basename(program).lower().startswith("python")

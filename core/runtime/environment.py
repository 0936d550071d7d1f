"""The set-up environment as it lies on disk: a folder of its own, and a file that names it once it is complete."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Tuple

from ..errors import SpecGanError
from ..shelf.files import write_text

RECORD = "environment.json"
"""Written last, renamed into place: without it there is no environment, whatever else lies in the folder."""
LOG = "setup.log"
PREFIX = "env-"
"""Beginning of the folders' names; each set-up makes a new one."""


@dataclass(frozen=True)
class Environment:
    """A complete environment."""

    python: Path
    """Its interpreter."""
    packages: Tuple[str, ...]
    """What was asked of pip, pinned: ("numpy==2.2.6", "onnxruntime==1.23.2")."""
    runners: Tuple[str, ...]
    """What runs models in it, proven when it was set up: "onnxruntime", "torch"."""
    gpu: bool
    """Whether it was set up for an NVIDIA card."""

    def has(self, package: str) -> bool:
        """Whether it runs models with `package` ("onnxruntime" or "torch")."""
        return package in self.runners


def read_environment(folder: Path) -> Optional[Environment]:
    """The complete environment in `folder`; None where there is none, or its interpreter has gone."""
    try:
        raw = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        environment = Environment(
            python=folder / raw["python"],
            packages=tuple(raw["packages"]),
            runners=tuple(raw["runners"]),
            gpu=bool(raw["gpu"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return environment if environment.python.exists() else None


def write_environment(folder: Path, environment: Environment) -> None:
    """Make `environment`, which lies below `folder`, the one that `read_environment` finds."""
    content = {
        "python": environment.python.relative_to(folder).as_posix(),
        "packages": environment.packages,
        "runners": environment.runners,
        "gpu": environment.gpu,
    }
    write_text(folder / RECORD, json.dumps(content, indent=1))


def remove_environment(folder: Path) -> None:
    """Delete what `set_up` made in `folder`; nothing else in it is touched. Raises `SpecGanError`."""
    try:
        if (folder / RECORD).exists():
            (folder / RECORD).unlink()
        for path in folder.glob(PREFIX + "*"):
            shutil.rmtree(path)
    except OSError as error:
        raise SpecGanError(
            "The environment in {folder} cannot be removed.",
            "Close other QGIS windows and try again.",
            repr(error),
            folder=folder,
        ) from error

"""The Python that a model runs in, by what the user has set and what is there."""

from __future__ import annotations

from pathlib import Path

from ..core.backends import needed_package, runs_here
from ..core.runtime import Resolved, resolve
from .settings import read_choice


def runtime_for(model: Path) -> Resolved:
    """Where a model file runs. Raises `NoRuntime`, whose sentence leads to the set-up, where nothing can run it.

    May import onnxruntime or torch into this process, which takes a second or more the first time.
    """
    return resolve(read_choice(), needed_package(model), lambda: runs_here(model))

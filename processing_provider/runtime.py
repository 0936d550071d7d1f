"""The Python that a model runs in, by what the user has set and what is there."""

from __future__ import annotations

from pathlib import Path

from ..core.models import Model
from ..core.runtime import Resolved, resolve
from .settings import read_choice


def runtime_for(path: Path) -> Resolved:
    """Where a model file runs. Raises `NoRuntime`, whose sentence leads to the set-up, where nothing can run it.

    May import onnxruntime or torch into this process, which takes a second or more the first time.
    """
    model = Model(path)
    return resolve(read_choice(), model.package, model.runs_here)

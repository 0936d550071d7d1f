"""Whether this machine can run a model at all, asked without importing what runs it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Optional

from ..core.backends import needed_package
from ..core.errors import SpecGanError
from ..core.library import find_model
from ..core.runtime import NoRuntime, Resolved, resolve
from .paths import model_folders
from .sentences import said
from .settings import read_choice
from .superresolve import DEFAULT_MODEL


def runtime_missing(model: str = DEFAULT_MODEL) -> str:
    """Why nothing here runs `model`, a name or a path, in a sentence; empty where something does.

    A package counts by being installed: whether it works shows when it runs, in the run's own thread.
    """
    try:
        _resolved(find_model(model, model_folders()))
    except NoRuntime as error:
        return said(error)
    except SpecGanError:
        return ""  # no such model: the check of the job says so
    return ""


def python_for(model: Path) -> Optional[Path]:
    """The other Python that can read a model file, see `read_spec`; None: this process, or nothing can."""
    try:
        return _resolved(model).python
    except SpecGanError:
        return None


def _resolved(model: Path) -> Resolved:
    package = needed_package(model)
    return resolve(read_choice(), package, lambda: find_spec(package) is not None)

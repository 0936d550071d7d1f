"""Whether this machine can run a model at all, asked without importing what runs it."""

from __future__ import annotations

from importlib.util import find_spec

from ..core.backends import needed_package
from ..core.errors import SpecGanError
from ..core.library import find_model
from ..core.runtime import resolve
from .paths import model_folders
from .settings import read_choice
from .superresolve import DEFAULT_MODEL


def runtime_missing(model: str = DEFAULT_MODEL) -> str:
    """Why nothing here runs `model`, a name or a path, in a sentence; empty where something does.

    A package counts by being installed: whether it works shows when it runs, in the run's own thread.
    """
    try:
        package = needed_package(find_model(model, model_folders()))
        resolve(read_choice(), package, lambda: find_spec(package) is not None)
    except SpecGanError as error:
        return str(error)
    return ""

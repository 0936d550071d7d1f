"""Whether this machine can run a model at all, asked without importing what runs it."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Dict, Optional, Tuple

from ..core.errors import SpecGanError
from ..core.models import DEFAULT_MODEL, Model, find_model
from ..core.runtime import NoRuntime, Resolved, resolve
from ..processing_provider.paths import model_folders
from ..processing_provider.sentences import said
from ..processing_provider.settings import read_choice


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
    """The other Python that can read a model file, see `Model`; None: this process, or nothing can."""
    try:
        return _resolved(model).python
    except SpecGanError:
        return None


class KnownModels:
    """What model files say about themselves, kept for as long as a file stays the same; for any thread.

    A PyTorch file is read by a worker in another Python, which takes seconds to start.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: Dict[Path, Tuple[Tuple[int, int], Model]] = {}
        """Path -> size and time of the file when it was read, and the model."""

    def read(self, path: Path) -> Model:
        """The model, its `spec` read. A second thread that asks meanwhile waits for the first one's answer."""
        with self._lock:
            try:
                status = os.stat(path)
            except OSError:
                return _read(Model(path))  # says what is wrong
            stamp = (status.st_size, status.st_mtime_ns)
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                known = self._known[path] = (stamp, _read(Model(path, python_for(path))))
            return known[1]


def _read(model: Model) -> Model:
    """`model`, once it has said what it is; raises `SpecGanError`."""
    assert model.spec
    return model


def _resolved(path: Path) -> Resolved:
    package = Model(path).package
    return resolve(read_choice(), package, lambda: find_spec(package) is not None)

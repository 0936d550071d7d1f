"""What the set-up dialog shows: every Python that could run models, and one text for bug reports."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from typing import Dict, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR

from ..core.errors import SpecGanError
from ..core.runtime import Choice, Found, diagnostics, inspect, read_environment
from ..core.shelf.progress import Progress
from ..core.shelf.version import version
from ..processing_provider.sentences import said


@dataclass(frozen=True)
class Diagnosis:
    """What there is."""

    here: Dict[str, str]
    """Package -> version of what the Python of QGIS has: onnxruntime and torch."""
    environment: Optional[Found]
    """The set-up environment; None: there is none."""
    own: Optional[Found]
    """The person's own Python; None: none was named."""
    problem: str = ""
    """Why one of the two could not be looked at; empty: nothing was in the way."""

    @property
    def works(self) -> bool:
        """Whether something can run models."""
        others = [found for found in (self.environment, self.own) if found is not None]
        return bool(self.here) or any(found.onnxruntime.works or found.torch.works for found in others)


def diagnose(choice: Choice, progress: Optional[Progress] = None) -> Diagnosis:
    """Look at every Python that `choice` names; takes seconds, in any thread."""
    environment = read_environment(choice.folder) if choice.folder else None
    problems = []

    def look(python) -> Optional[Found]:
        if python is None:
            return None
        try:
            return inspect(python, progress)
        except SpecGanError as error:
            problems.append(said(error))
            return None

    found = look(environment.python if environment else None), look(choice.own)
    return Diagnosis(_here(), *found, " ".join(problems))


def report(choice: Choice) -> str:
    """The text of "Copy diagnostics"."""
    return diagnostics(choice, {"SpecGAN": version(), "QGIS": Qgis.QGIS_VERSION, "Qt": QT_VERSION_STR})


def _here() -> Dict[str, str]:
    versions = {}
    for name in ("onnxruntime", "onnxruntime-gpu", "torch"):
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions

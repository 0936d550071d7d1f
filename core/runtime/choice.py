"""Which Python runs a model: the one that QGIS runs in, the set-up environment, or one that the person named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

from ..errors import SpecGanError
from .environment import read_environment

AUTO, HERE, ENVIRONMENT, OWN = "auto", "here", "environment", "own"
MODES = (AUTO, HERE, ENVIRONMENT, OWN)


class NoRuntime(SpecGanError):
    """Nothing was found that runs the model: what a set-up dialog can help with."""


@dataclass(frozen=True)
class Choice:
    """What the person wants; the caller keeps it."""

    mode: str = AUTO
    """"auto": this process where it can, else the environment, else the own Python; "here", "environment" and "own":
    that one or an error."""
    folder: Optional[Path] = None
    """Folder of the set-up environment; see `set_up`."""
    own: Optional[Path] = None
    """The person's own Python."""


@dataclass(frozen=True)
class Resolved:
    """What it came to."""

    python: Optional[Path]
    """The interpreter to run models in; None: this process."""
    where: str
    """"here", "environment" or "own"."""


def resolve(choice: Choice, package: str, here: Callable[[], bool]) -> Resolved:
    """The Python that runs a model with `package` ("onnxruntime" or "torch").

    `here` tells whether this process can import it; it is called only where that matters. Nothing is started: whether
    an own Python really has the package shows when it is used. Raises `NoRuntime` where nothing fits.
    """
    if choice.mode not in MODES:
        raise SpecGanError(
            "There is no runtime {mode!r}.", "Choose one of {choices}.", mode=choice.mode, choices=", ".join(MODES)
        )
    if choice.mode in (AUTO, HERE):
        if here():
            return Resolved(None, HERE)
        if choice.mode == HERE:
            raise NoRuntime(
                "The Python of QGIS has no {package} that works.",
                "Open SpecGAN's runtime set-up and let it make an environment, or choose another Python there.",
                package=package,
            )
    environment = read_environment(choice.folder) if choice.folder is not None else None
    if choice.mode in (AUTO, ENVIRONMENT) and environment is not None and environment.has(package):
        return Resolved(environment.python, ENVIRONMENT)
    if choice.mode in (AUTO, OWN) and choice.own is not None and choice.own.is_file():
        return Resolved(choice.own, OWN)
    raise _nothing(choice, package, environment is not None)


def _nothing(choice: Choice, package: str, has_environment: bool) -> NoRuntime:
    if choice.mode == OWN:
        return NoRuntime(
            "The Python that was chosen for SpecGAN is not there: {python}."
            if choice.own
            else "The Python that was chosen for SpecGAN is not there: none was named.",
            "Choose another one in SpecGAN's runtime set-up.",
            python=choice.own,
        )
    if has_environment:
        return NoRuntime(
            "SpecGAN's environment has no {package}, which this model needs.",
            "Open SpecGAN's runtime set-up and set it up again with PyTorch, or take an .onnx model.",
            package=package,
        )
    return NoRuntime(
        "Nothing on this machine runs the model yet: {package} was not found.",
        "Open SpecGAN's runtime set-up (Plugins menu, SpecGAN) and press Set up; on a server, install the package "
        "{package} for the Python that QGIS uses.",
        package=package,
    )

"""What a Python has for running models, proven by running a small one in it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message, joined, unpacked
from ..shelf.progress import Progress
from .process import launch_command, run_for_output

ONNX_PACKAGE = "onnxruntime"
TORCH_PACKAGE = "torch"
TIMEOUT_S = 180.0
"""The first import of torch from a slow disk, with a virus scanner looking on, takes a minute or more."""


@dataclass(frozen=True)
class Runner:
    """One of the two packages that run models, as it is in some Python."""

    version: str = ""
    """Version, empty where the package is not installed."""
    devices: Tuple[str, ...] = ()
    """Where a small model ran and gave the right numbers, best first: "cuda", "cpu"; empty: nowhere."""
    device_name: str = ""
    """Name of the first of them ("NVIDIA H100 80GB HBM3", "AMD EPYC 7B13")."""
    problem: str = ""
    """What stood in the way: of the package where `devices` is empty, else of CUDA; empty: nothing."""

    @property
    def works(self) -> bool:
        """Whether a small model ran."""
        return bool(self.devices)

    @property
    def told(self) -> Message:
        """Version and devices, for logs."""
        version = self.version or Message("not installed")
        if not self.works:
            return Message("{version}: runs nothing", version=version)
        devices = ", ".join(self.devices)
        return Message("{version}: runs on {devices} ({name})", version=version, devices=devices, name=self.device_name)


@dataclass(frozen=True)
class Found:
    """A Python and what it has."""

    python: Path
    """The interpreter."""
    version: str
    """Its version, "3.11.2"."""
    numpy: str
    """Version of its numpy; empty where there is none."""
    onnxruntime: Runner
    """What runs .onnx models."""
    torch: Runner
    """What runs .pt and .pth models and converts them."""

    def runner(self, package: str) -> Runner:
        """`package`: "onnxruntime" or "torch"."""
        return self.torch if package == TORCH_PACKAGE else self.onnxruntime


def inspect(python: Path, progress: Optional[Progress] = None, timeout_s: float = TIMEOUT_S) -> Found:
    """What the interpreter `python` has; takes seconds, since it imports the packages in that Python and runs a model.

    It runs as a process of its own with a clean environment. Raises `SpecGanError` where it is no Python from 3.9 on,
    or does not answer within `timeout_s`; `Cancelled` where `progress` says so. Missing or broken packages are no
    error: they are told in the answer.
    """
    python = Path(python)
    if not python.is_file():
        raise SpecGanError(
            "There is no Python {python}.", "Choose the python program itself, not its folder.", python=python
        )
    told = _told(python, run_for_output(launch_command(python, ".core.runtime.census"), timeout_s, progress))
    runners = {}
    for package in (ONNX_PACKAGE, TORCH_PACKAGE):
        runners[package] = Runner(str(told[package]))
        if told[package] and told["numpy"]:
            runners[package] = _tried(python, package, str(told[package]), progress, timeout_s)
    return Found(python, str(told["version"]), str(told["numpy"]), runners[ONNX_PACKAGE], runners[TORCH_PACKAGE])


def _tried(python: Path, package: str, version: str, progress: Optional[Progress], timeout_s: float) -> Runner:
    """A package tried out in a process of its own: a crash tells about that package only."""
    command = launch_command(python, ".core.backends.probe", [package])
    try:
        told = _told(python, run_for_output(command, timeout_s, progress))
    except SpecGanError as error:
        return Runner(version, problem=joined("\n", (error.message, error.details)))
    return Runner(version, tuple(told["devices"]), str(told["device_name"]), unpacked(told["problem"]))


def check(python: Path, package: str = ONNX_PACKAGE, progress: Optional[Progress] = None) -> Found:
    """The same for "use my own Python"; raises `SpecGanError` with what is missing where `package` cannot run there."""
    found = inspect(python, progress)
    runner = found.runner(package)
    if runner.works:
        return found
    if not found.numpy:
        raise SpecGanError(
            "The Python {python} has no numpy.",
            "Install it with: {program} -m pip install numpy {package}",
            python=python,
            program=_quoted(python),
            package=package,
        )
    if not runner.version:
        raise SpecGanError(
            "The Python {python} has no {package}.",
            "Install it with: {program} -m pip install {package}",
            runner.problem,
            python=python,
            package=package,
            program=_quoted(python),
        )
    raise SpecGanError(
        "{package} {version} is installed in {python}, but a small model does not run with it.",
        "Install it again with: {program} -m pip install --force-reinstall {package}",
        runner.problem,
        package=package,
        version=runner.version,
        python=python,
        program=_quoted(python),
    )


def _told(python: Path, output: str) -> Dict[str, Any]:
    """The probe's answer: the last line of what it wrote."""
    lines = output.strip().splitlines() or [""]
    try:
        told = json.loads(lines[-1])
    except ValueError as error:
        raise SpecGanError(
            "{python} is not a Python that can be used.",
            "Choose the python program of a Python from 3.9 on.",
            output[-2000:],
            python=python,
        ) from error
    if not isinstance(told, dict):
        raise SpecGanError(
            "{python} is not a Python.", "Choose the python program of a Python from 3.9 on.", python=python
        )
    return told


def _quoted(python: Path) -> str:
    text = os.fspath(python)
    return f'"{text}"' if " " in text else text

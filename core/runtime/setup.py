"""Making the environment: a virtual environment in a folder of the caller's, with pinned packages from pip."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Tuple

from ..errors import SpecGanError
from ..progress import Progress
from .environment import PREFIX, Environment, write_environment
from .hardware import graphics_cards
from .inspection import inspect
from .interpreters import find_base
from .process import launch_command, run_for_lines


@dataclass(frozen=True)
class SetupPlan:
    """What will be installed where; made by `plan_setup`, shown to the person, done by `set_up`."""

    folder: Path
    """Folder for the environment, in the profile; made where it is missing."""
    base: Path
    """Interpreter that the environment is built on."""
    packages: Tuple[str, ...]
    """What pip installs, pinned ("onnxruntime==1.23.2")."""
    gpu: bool
    """For an NVIDIA card."""
    card: str
    """Name of the card; empty where there is none."""
    needed_bytes: int
    """Free disk space that it takes, with what pip unpacks on the way."""
    wheels: Optional[Path] = None
    """Folder of wheels to install from instead of the internet."""
    proxy: str = ""
    """Proxy, "http://user:password@host:port"; empty: what pip and the system are set to."""


def plan_setup(
    folder: Path,
    torch: bool = False,
    gpu: Optional[bool] = None,
    wheels: Optional[Path] = None,
    proxy: str = "",
    base: Optional[Path] = None,
) -> SetupPlan:
    """Choose base interpreter and packages; takes about a second, installs nothing.

    `torch`: PyTorch too, with what converts its models. `gpu`: None for whether an NVIDIA driver is found. `base`: None
    for the first usable interpreter. Raises `SpecGanError` where no Python can make environments.
    """
    cards = graphics_cards()
    gpu = bool(cards) if gpu is None else gpu
    packages = ("numpy", "onnxruntime-gpu" if gpu else "onnxruntime") + (("torch",) if torch else ())
    return SetupPlan(
        folder=Path(folder),
        base=base or find_base(),
        packages=packages,
        gpu=gpu,
        card=cards[0] if cards else "",
        needed_bytes=1 << 30,
        wheels=wheels,
        proxy=proxy,
    )


def set_up(plan: SetupPlan, progress: Optional[Progress] = None) -> Environment:
    """Make the environment; minutes. A working older one stays until the new one is proven, and is then removed.

    `progress.report(done, total)` gets stages, `progress.log` the lines of pip, `progress.warn` what came out less well
    than planned (a card that does not work). Raises `Cancelled`, with all processes ended, or `SpecGanError` (no
    network, proxy, disk full, no such wheels ...); either way nothing half-made counts as an environment, and the next
    try begins anew. The whole output is in `setup.log` in the folder.
    """
    progress = progress or Progress()
    plan.folder.mkdir(parents=True, exist_ok=True)
    target = plan.folder / (PREFIX + uuid.uuid4().hex[:8])
    progress.step(0, 3)
    try:
        _run(launch_command(plan.base, "venv", [str(target)]), progress)
        progress.step(1, 3)
        python = next(path for path in (target / "bin/python", target / "Scripts/python.exe") if path.exists())
        _run(launch_command(python, "pip", ["install", "--no-input", *plan.packages]), progress)
        progress.step(2, 3)
        found = inspect(python, progress)
        runners = tuple(name for name in ("onnxruntime", "torch") if found.runner(name).works)
        environment = Environment(python, plan.packages, runners, plan.gpu)
        write_environment(plan.folder, environment)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    progress.step(3, 3)
    return environment


def download_command(plan: SetupPlan, folder: str = "wheels") -> str:
    """The command that fetches the same wheels on a machine with internet and the same system and Python version."""
    return f"python -m pip download --only-binary :all: --dest {folder} {' '.join(plan.packages)}"


def _run(command: list, progress: Progress) -> None:
    if run_for_lines(command, progress, progress.log) != 0:
        raise SpecGanError("The environment could not be set up.", "See the log.")

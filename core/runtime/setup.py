"""Making the environment: a virtual environment in a folder of the caller's, with pinned packages from pip."""

from __future__ import annotations

import shutil
import tempfile
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Dict, Iterator, List, Optional, Sequence, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message
from ..shelf.locks import locked
from ..shelf.progress import Progress
from .environment import LOG, PREFIX, Environment, read_environment, write_environment
from .hardware import graphics_cards
from .inspection import ONNX_PACKAGE, TORCH_PACKAGE, Found, inspect
from .interpreters import find_base, version_of
from .packages import GPU_FROM, needed_bytes, requirements
from .pip_errors import disk_sentence, sentence
from .process import launch_command, run_for_lines
from .redact import redact

LOCK = ".lock"
_FULL_BYTES = 8 << 20
"""What is free on a disk that a failed installation has filled: less than the next file needed."""
_WHOLE, _VENV, _DOWNLOADED, _INSTALLED = 100, 10, 70, 90
"""Stages of the progress bar, percent."""


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
    """Free disk space that it takes, with what pip keeps of the download."""
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
    base = base or find_base()
    version = version_of(base)
    gpu = (bool(cards) if gpu is None else gpu) and version >= GPU_FROM
    return SetupPlan(
        folder=Path(folder),
        base=base,
        packages=requirements(version, torch, gpu),
        gpu=gpu,
        card=cards[0] if cards else "",
        needed_bytes=needed_bytes(torch, gpu),
        wheels=wheels,
        proxy=proxy,
    )


def set_up(plan: SetupPlan, progress: Optional[Progress] = None) -> Environment:
    """Make the environment; minutes. A working older one stays until the new one is proven, and is then removed.

    `progress.report(done, total)` gets percent, `progress.log` the lines of pip, `progress.warn` what came out less
    well than planned (a card that does not work). Raises `Cancelled`, with all processes ended, or `SpecGanError` (no
    network, proxy, disk full, no such wheels ...); either way nothing half-made counts as an environment, and the next
    try begins anew. The whole output is in `setup.log` in the folder.
    """
    progress = progress or Progress()
    try:
        _check_room(plan)
        plan.folder.mkdir(parents=True, exist_ok=True)
        with _alone(plan.folder), (plan.folder / LOG).open("w", encoding="utf-8") as log:
            _remove_others(plan.folder)
            target = plan.folder / (PREFIX + uuid.uuid4().hex[:8])
            try:
                environment = _Work(plan, progress, log).make(target)
                write_environment(plan.folder, environment)
            except BaseException:
                _remove(target)
                raise
            _remove_others(plan.folder)
    except OSError as error:
        raise disk_sentence(error, str(plan.folder)) from error
    progress.step(_WHOLE, _WHOLE)
    return environment


def download_command(plan: SetupPlan, folder: str = "wheels") -> str:
    """The command that fills a folder of wheels on a machine with internet, the same system and Python version."""
    packages = " ".join(f'"{package}"' for package in plan.packages)
    return f"python -m pip download --only-binary :all: --dest {folder} {packages}"


class _Work:
    """One set-up: the commands, their output to the log, their failures as sentences."""

    def __init__(self, plan: SetupPlan, progress: Progress, log: IO[str]) -> None:
        self._plan, self._progress, self._log = plan, progress, log
        self._lines: List[str] = []
        self._at = 0.0

    def make(self, target: Path) -> Environment:
        plan = self._plan
        self._say(
            Message(
                "Base: {base}; packages: {packages}; card: {card}"
                if plan.card
                else "Base: {base}; packages: {packages}; card: none",
                base=plan.base,
                packages=" ".join(plan.packages),
                card=plan.card,
            )
        )
        fetch = download_command(plan)
        self._say(
            Message("Without internet, run this on a machine with the same system and Python: {command}", command=fetch)
        )
        self._reach(0)
        self._run(launch_command(plan.base, "venv", [str(target)]))
        self._reach(_VENV)
        python = _interpreter(target)
        options = ["--no-input", "--disable-pip-version-check", "--only-binary", ":all:", "--progress-bar", "off"]
        options += ["--retries", "2"]  # without any, pip keeps the reason to itself
        if plan.wheels is not None:
            options += ["--no-index", "--find-links", str(plan.wheels)]
        self._run(launch_command(python, "pip", ["install", *options, *plan.packages]), _proxy(plan.proxy))
        self._reach(_INSTALLED)
        return self._prove(python)

    def _prove(self, python: Path) -> Environment:
        """Nothing counts that does not run a model."""
        plan = self._plan
        self._say(Message("Trying what was installed ..."))
        found = inspect(python, self._progress)
        for package in (ONNX_PACKAGE, TORCH_PACKAGE):
            runner = found.runner(package)
            self._say(Message("Found {package} {runs}", package=package, runs=runner.told))
            if any(item.startswith((package + "=", package + "-", package + "[")) for item in plan.packages):
                _check_runner(found, package)
        if plan.gpu and "cuda" not in found.onnxruntime.devices:
            problem = found.onnxruntime.problem
            self._progress.warn(
                Message(
                    "The card {card} cannot be used yet, models run on the CPU. {problem}"
                    if problem
                    else "The card {card} cannot be used yet, models run on the CPU.",
                    card=plan.card,
                    problem=problem,
                )
            )
        runners = tuple(name for name in (ONNX_PACKAGE, TORCH_PACKAGE) if found.runner(name).works)
        return Environment(python, plan.packages, runners, plan.gpu)

    def _run(self, command: Sequence[str], extra: Optional[Dict[str, str]] = None) -> None:
        self._lines.clear()
        if run_for_lines(command, self._progress, self._say, extra) != 0:
            free = min(shutil.disk_usage(folder).free for folder in (self._plan.folder, tempfile.gettempdir()))
            wheels = str(self._plan.wheels or "")
            raise sentence(self._lines, wheels, download_command(self._plan), free < _FULL_BYTES)

    def _say(self, line: str) -> None:
        shown = redact(line)
        self._lines.append(shown)
        self._log.write(shown + "\n")
        self._log.flush()
        self._progress.log(line if line == shown else shown)  # a message stays one
        if line.startswith(("Collecting", "Downloading", "  Downloading", "Using cached", "Processing")):
            self._reach(self._at + 0.1 * max(0.0, _DOWNLOADED - self._at))  # how much is to come is not known
        elif line.startswith("Installing collected"):
            self._reach(_DOWNLOADED)

    def _reach(self, percent: float) -> None:
        self._at = max(self._at, percent)
        self._progress.step(int(self._at), _WHOLE)


def _check_runner(found: Found, package: str) -> None:
    runner = found.runner(package)
    if not runner.works:
        raise SpecGanError(
            "{package} was installed, but a small model does not run with it.",
            "On Windows install the Microsoft Visual C++ Redistributable; else report it with the details.",
            runner.problem,
            package=package,
        )


def _interpreter(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe"):
        if path.exists():
            return path
    raise SpecGanError("The environment has no Python.", "Try again, or build it on another Python.", str(folder))


def _proxy(proxy: str) -> Dict[str, str]:
    """Variables for the proxy: in the environment rather than on the command line, which other users can read."""
    names = ("PIP_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
    return dict.fromkeys(names, proxy) if proxy else {}


def _check_room(plan: SetupPlan) -> None:
    if plan.wheels is not None and not any(Path(plan.wheels).glob("*.whl")):
        raise SpecGanError(
            "There are no wheels in the folder {wheels}.",
            "Fill it on a machine with internet, with the same system and Python version: {command}",
            wheels=plan.wheels,
            command=download_command(plan),
        )
    existing = next(path for path in (plan.folder, *plan.folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(existing).free
    if free < plan.needed_bytes:
        raise SpecGanError(
            "The disk of {folder} has {free:.1f} GB free, too little for the runtime.",
            "Free some space, so that there are {needed:.1f} GB, and try again.",
            folder=plan.folder,
            free=free / 1e9,
            needed=plan.needed_bytes / 1e9,
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps a second set-up in the same folder out; the lock goes with the process, however it ends."""
    with (folder / LOCK).open("a+b") as file:
        if not locked(file):
            raise SpecGanError("Another QGIS window is setting up the runtime.", "Wait until it is done.")
        yield


def _remove_others(folder: Path) -> None:
    """Remove what a stopped set-up left, and older environments, as far as they are not in use (Windows)."""
    current = read_environment(folder)
    for path in folder.glob(PREFIX + "*"):
        if current is None or path not in current.python.parents:
            _remove(path)


def _remove(path: Path) -> None:
    for _ in range(5):  # a process that was just ended may still hold a file
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
        time.sleep(0.2)

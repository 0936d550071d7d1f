"""One text for a bug report: what this machine has and what SpecGAN chose. No passwords."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import List, Mapping, Optional

from ..errors import SpecGanError
from .choice import Choice
from .environment import LOG, read_environment
from .hardware import graphics_cards, processor
from .inspection import ONNX_PACKAGE, TORCH_PACKAGE, inspect
from .redact import redact

LOG_LINES = 40


def diagnostics(choice: Choice, extra: Optional[Mapping[str, str]] = None) -> str:
    """The text; inspects the environment and the own Python, so it takes some seconds.

    `extra`: more lines by name from the caller (QGIS version, last error). User names and passwords in addresses are
    left out.
    """
    lines: List[str] = [f"{name}: {value}" for name, value in (extra or {}).items()]
    lines += [
        f"System: {platform.platform()}, {processor()}",
        f"NVIDIA cards: {', '.join(graphics_cards()) or 'none found'}",
        f"This Python: {platform.python_version()} ({sys.executable})",
    ]
    lines += [f"  {name} {_version(name)}" for name in ("numpy", "onnxruntime", "onnxruntime-gpu", "torch")]
    lines.append(f"Runtime wanted: {choice.mode}; folder of the environment: {choice.folder or 'none'}")
    environment = read_environment(choice.folder) if choice.folder else None
    if environment is None:
        lines.append("Environment: none")
    else:
        lines.append(
            f"Environment: {', '.join(environment.packages)}; made for {'a card' if environment.gpu else 'CPU'}"
        )
        lines += _looked_at(environment.python)
    lines.append(f"Own Python: {choice.own or 'none'}")
    if choice.own is not None:
        lines += _looked_at(choice.own)
    if choice.folder is not None:
        lines += log_tail(choice.folder)
    return redact("\n".join(lines))


def _looked_at(python: Path) -> List[str]:
    """What an interpreter has, or why that cannot be told."""
    try:
        found = inspect(python)
    except SpecGanError as error:
        return [f"  {error} {error.details}"]
    lines = [f"  Python {found.version} ({found.python}), numpy {found.numpy or 'not installed'}"]
    for package in (ONNX_PACKAGE, TORCH_PACKAGE):
        runner = found.runner(package)
        problem = " ".join(runner.problem.split())
        lines.append(f"  {package} {runner.told}. {problem}".rstrip(" ."))
    return lines


def log_tail(folder: Path) -> List[str]:
    """Last lines of the last set-up."""
    try:
        return ["Last set-up:", *(folder / LOG).read_text(encoding="utf-8").splitlines()[-LOG_LINES:]]
    except OSError:
        return []


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"

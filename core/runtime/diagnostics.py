"""One text for a bug report: what this machine has and what SpecGAN chose. No passwords."""

from __future__ import annotations

import platform
import sys
from importlib import metadata
from pathlib import Path
from typing import List, Mapping, Optional

from .choice import Choice
from .environment import LOG, read_environment
from .hardware import graphics_cards, processor
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
    lines.append(f"Runtime wanted: {choice.mode}")
    environment = read_environment(choice.folder) if choice.folder else None
    lines.append(f"Environment: {environment or 'none'}")
    lines.append(f"Own Python: {choice.own or 'none'}")
    if choice.folder is not None:
        lines += log_tail(choice.folder)
    return redact("\n".join(lines))


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

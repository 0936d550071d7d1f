"""What the machine has, found without any of the packages."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path
from typing import Tuple

from .process import clean_environment


def graphics_cards() -> Tuple[str, ...]:
    """Names of the NVIDIA cards that the driver sees ("NVIDIA H100 80GB HBM3"); empty where there is no driver."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    command = [program, "--query-gpu=name", "--format=csv,noheader"]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=20, check=True, env=clean_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(line.strip() for line in answer.stdout.splitlines() if line.strip())


def processor() -> str:
    """Name of the CPU ("AMD EPYC 7B13")."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine() or "CPU"

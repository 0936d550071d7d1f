"""Run in another Python by `inspection`: its version and its packages' as one JSON line. Needs no package itself."""

from __future__ import annotations

import json
import platform
from importlib import metadata
from typing import List

NAMES = {
    "numpy": ("numpy",),
    "onnxruntime": ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino"),
    "torch": ("torch",),
}
"""Package -> distributions that bring it."""


def versions() -> dict:
    """Version of this Python and of the packages, "" where there is none; nothing is imported."""
    return {"version": platform.python_version(), **{package: _version(names) for package, names in NAMES.items()}}


def main(arguments: List[str]) -> int:
    """Print them."""
    del arguments
    print("\n" + json.dumps(versions()))
    return 0


def _version(names: tuple) -> str:
    for name in names:
        try:
            return str(metadata.version(name))
        except metadata.PackageNotFoundError:
            continue
    return ""

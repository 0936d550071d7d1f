"""Run in another Python by `core.runtime.inspection`: tells as one JSON line what that Python has and what works."""

from __future__ import annotations

import json
import platform
from importlib import metadata
from typing import Any, Dict, List


def main(arguments: List[str]) -> int:
    """Print the answer; see `core.runtime.inspection.Found`."""
    del arguments
    told = {
        "version": platform.python_version(),
        "numpy": _version("numpy"),
        "onnxruntime": _runner("onnxruntime"),
        "torch": _runner("torch"),
    }
    print(json.dumps(told))
    return 0


def _runner(name: str) -> Dict[str, Any]:
    version = _version(name)
    return {"version": version, "devices": ["cpu"] if version else []}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""

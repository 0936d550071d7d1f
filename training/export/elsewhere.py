"""Run in another Python by `importing`: exports a checkpoint and says what there is to say as lines of JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Dict, List

from ...core.shelf.console import Lines, exit_code


def main(arguments: List[str]) -> int:
    """`arguments`: one JSON object with source, output and overrides. The exit code; see `exit_code`."""
    lines = Lines(sys.stdout, as_json=True)
    return exit_code(lambda: _run(json.loads(arguments[0]), lines), lines)


def _run(request: Dict[str, Any], lines: Lines) -> None:
    from .model_file import export

    export(Path(request["source"]), Path(request["output"]), lines, request["overrides"])

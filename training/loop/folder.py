"""The folder of a run: the names of its files, and who may begin or go on in it."""

from __future__ import annotations

import json
from pathlib import Path

from ...core.errors import SpecGanError
from ...core.shelf.files import make_folder, write_text
from ..config import TrainConfig
from .options import config_from

CHECKPOINT = "checkpoint.pt"
OPTIONS = "options.json"
LOG = "log.jsonl"


def run_folder(out: Path, resume: bool) -> Path:
    """The checkpoint's path in the run's folder, which is made if needed; an old run is not overwritten."""
    path = out / CHECKPOINT
    if resume and not path.exists():
        raise SpecGanError("There is nothing to resume in {out}.", "Leave out --resume to start a new run.", out=out)
    if not resume and path.exists():
        raise SpecGanError(
            "{out} already holds a run.", "Continue it with --resume, or choose another folder.", out=out
        )
    make_folder(out)
    return path


def write_options(out: Path, config: TrainConfig) -> None:
    """Keep the options beside the run."""
    write_text(out / OPTIONS, config.to_json() + "\n")


def options_in(out: Path) -> TrainConfig:
    """The options of the run in a folder; `SpecGanError` where there is none."""
    path = out / OPTIONS
    try:
        return config_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SpecGanError(
            "There is nothing to resume in {out}.", "Leave out --resume to start a new run.", repr(error), out=out
        ) from error

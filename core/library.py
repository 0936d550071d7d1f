"""The installed models: files in known folders, asked for by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, Iterable

from .errors import SpecGanError

MODEL_SUFFIXES = (".onnx", ".pt", ".pth")
BUNDLED = Path(__file__).resolve().parents[1] / "resources" / "models"


def installed_models(folders: Iterable[Path] = (BUNDLED,)) -> Dict[str, Path]:
    """Model name (file name without suffix) -> file, sorted by name; the first folder that has a name wins."""
    found: Dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            if path.suffix.lower() in MODEL_SUFFIXES:
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find_model(name_or_path: str, folders: Iterable[Path] = (BUNDLED,)) -> Path:
    """The file of an installed model's name, or of a path. Raises `SpecGanError` for neither."""
    models = installed_models(folders)
    if name_or_path in models:
        return models[name_or_path]
    path = os.path.expanduser(name_or_path)
    if os.path.isfile(path):
        return Path(path)
    raise SpecGanError(
        f"There is no model {name_or_path!r}.",
        f"Give the path of a model file, or one of the installed models: {', '.join(models) or 'none'}.",
    )

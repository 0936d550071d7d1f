"""The installed models: files in known folders, asked for by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, Iterable

from .errors import SpecGanError
from .modelspec import ModelSpec

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


def is_bundled(path: Path) -> bool:
    """Whether the model file came with the plugin."""
    return path.resolve().parent == BUNDLED


def remove_model(name: str, folder: Path) -> None:
    """Delete the user's model `name` from `folder`. Raises `SpecGanError` for bundled and unknown ones."""
    own = installed_models([folder])
    if name in own and not is_bundled(own[name]):
        own[name].unlink()
        return
    raise SpecGanError(f"There is no own model {name!r}.", f"Own models: {', '.join(own) or 'none'}.")


def describe(spec: ModelSpec) -> str:
    """The model's card as plain text, one "label: value" a line: scale, patches, bands, GSD, data, metrics, licence."""
    return f"Name: {spec.name}\nScale: {spec.scale}x"

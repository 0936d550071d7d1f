"""The installed models: files in known folders, asked for by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, Iterable

from ..errors import SpecGanError
from ..modelspec import ModelSpec, ValueRange

MODEL_SUFFIXES = (".onnx", ".pt", ".pth")
DEFAULT_MODEL = "specgan_aerial_x16"
"""Name of the bundled model that is offered first."""
BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "models"
SUCCESSORS = {"specgan_compact_x16": "specgan_aerial_x16"}
"""Models that came with earlier versions -> what takes their place, so that saved models and commands keep running."""


def installed_models(folders: Iterable[Path] = (BUNDLED,)) -> Dict[str, Path]:
    """Model name (file name without suffix) -> file, sorted by name; the first folder that has a name wins."""
    found: Dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            if path.suffix.lower() in MODEL_SUFFIXES:
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find_model(name_or_path: str, folders: Iterable[Path] = (BUNDLED,)) -> Path:
    """The file of an installed model's name, or of a path; of a name in `SUCCESSORS` that is not installed any more,
    its successor's. Raises `SpecGanError` for anything else."""
    models = installed_models(folders)
    if name_or_path in models:
        return models[name_or_path]
    path = os.path.expanduser(name_or_path)
    if os.path.isfile(path):
        return Path(path)
    if SUCCESSORS.get(name_or_path) in models:
        return models[SUCCESSORS[name_or_path]]
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
        try:
            own[name].unlink()
        except OSError as error:
            raise SpecGanError(
                "The model file {own} cannot be removed.",
                "Wait until no job uses it, and see that the folder is writable.",
                repr(error),
                own=own[name],
            ) from error
        return
    if name in installed_models():
        raise SpecGanError(
            "The model {name} came with the plugin and cannot be removed.", "Remove own models only.", name=name
        )
    raise SpecGanError(f"There is no own model {name!r}.", f"Own models: {', '.join(own) or 'none'}.")


def describe_model(spec: ModelSpec) -> str:
    """The model's card as plain text, one "label: value" a line: scale, patches, bands, GSD, data, metrics, licence."""
    first, last = spec.wavelengths[0], spec.wavelengths[-1]
    assumed = ", assumed" if spec.assumed_wavelengths else ""
    width = f", {spec.band_width:g} nm wide" if spec.band_width else ""
    finest, coarsest = spec.gsd
    metrics = ", ".join(f"{name} {value:g}" for name, value in spec.metrics.items())
    return "\n".join(
        (
            f"Name: {spec.name}",
            f"Scale: {spec.scale}x",
            f"Patches: {spec.in_size} x {spec.in_size} LR pixels, overlap {spec.overlap}",
            f"HSI bands: {spec.bands}, {first:g} to {last:g} nm{width}{assumed}",
            f"RGB values: {_range_text(spec.rgb_range)}",
            f"HSI values: {_range_text(spec.hsi_range)}",
            f"GSD of the training data: {finest:g} to {coarsest:g} m"
            if coarsest
            else "GSD of the training data: not recorded",
            "LR-consistent: yes: results average back to the RGB layer" if spec.lr_consistent else "LR-consistent: no",
            f"Trained on: {spec.trained_on or 'not recorded'}",
            f"Metrics: {metrics or 'none recorded'}",
            f"Licence: {spec.licence or 'not recorded'}",
            f"Notes: {spec.notes or 'none'}",
        )
    )


def _range_text(mapping: ValueRange) -> str:
    low, high = mapping.percentiles
    percentiles = f"percentiles {low:g} to {high:g}" + (" of each band" if mapping.per_band else " of the layer")
    if mapping.margin:
        percentiles += f", widened by {100 * mapping.margin:g} % at either end"
    return (
        f"{mapping.low:g} to {mapping.high:g} for {mapping.dtype}, else {percentiles}" if mapping.dtype else percentiles
    )

"""The installed models: files in known folders, asked for by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, Iterable

from ..errors import SpecGanError
from ..errors.messages import Message, joined
from ..modelspec import ModelSpec, ValueRange

MODEL_SUFFIXES = (".onnx", ".pt", ".pth")
DEFAULT_MODEL = "specgan_aerial_x16"
"""Name of the bundled model that is offered first."""
BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "models"
SUCCESSORS = {"specgan_compact_x16": "specgan_aerial_x16", "specgan_compact_x32": "specgan_aerial_x32"}
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
        "There is no model {name!r}.",
        "Give the path of a model file, or one of the installed models: {models}."
        if models
        else "Give the path of a model file, or one of the installed models: none.",
        name=name_or_path,
        models=", ".join(models),
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
                "The model file {path} cannot be removed.",
                "Wait until no job uses it, and see that the folder is writable.",
                repr(error),
                path=own[name],
            ) from error
        return
    if name in installed_models():
        raise SpecGanError(
            "The model {name} came with the plugin and cannot be removed.", "Remove own models only.", name=name
        )
    raise SpecGanError(
        "There is no own model {name!r}.",
        "Own models: {own}." if own else "Own models: none.",
        name=name,
        own=", ".join(own),
    )


def describe_model(spec: ModelSpec) -> Message:
    """The model's card as plain text, one "label: value" a line: scale, patches, bands, GSD, data, metrics, licence."""
    metrics = ", ".join(f"{name} {value:g}" for name, value in spec.metrics.items())
    lines = (
        Message("Name: {name}", name=spec.name),
        Message("Scale: {scale}x", scale=spec.scale),
        Message("Patches: {size} x {size} LR pixels, overlap {overlap}", size=spec.in_size, overlap=spec.overlap),
        _bands_text(spec),
        Message("RGB values: {range}", range=_range_text(spec.rgb_range)),
        Message("HSI values: {range}", range=_range_text(spec.hsi_range)),
        Message("GSD of the training data: {finest:g} to {coarsest:g} m", finest=spec.gsd[0], coarsest=spec.gsd[1])
        if spec.gsd[1]
        else Message("GSD of the training data: not recorded"),
        Message("LR-consistent: yes: results average back to the RGB layer")
        if spec.lr_consistent
        else Message("LR-consistent: no"),
        Message("Trained on: {data}", data=spec.trained_on) if spec.trained_on else Message("Trained on: not recorded"),
        Message("Metrics: {metrics}", metrics=metrics) if metrics else Message("Metrics: none recorded"),
        Message("Licence: {licence}", licence=spec.licence) if spec.licence else Message("Licence: not recorded"),
        Message("Notes: {notes}", notes=spec.notes) if spec.notes else Message("Notes: none"),
    )
    return joined("\n", lines)


def _bands_text(spec: ModelSpec) -> Message:
    if spec.band_width:
        return Message(
            "HSI bands: {bands}, {first:g} to {last:g} nm, {width:g} nm wide, assumed"
            if spec.assumed_wavelengths
            else "HSI bands: {bands}, {first:g} to {last:g} nm, {width:g} nm wide",
            bands=spec.bands,
            first=spec.wavelengths[0],
            last=spec.wavelengths[-1],
            width=spec.band_width,
        )
    return Message(
        "HSI bands: {bands}, {first:g} to {last:g} nm, assumed"
        if spec.assumed_wavelengths
        else "HSI bands: {bands}, {first:g} to {last:g} nm",
        bands=spec.bands,
        first=spec.wavelengths[0],
        last=spec.wavelengths[-1],
    )


def _range_text(mapping: ValueRange) -> Message:
    low, high = mapping.percentiles
    text = Message(
        "percentiles {low:g} to {high:g} of each band"
        if mapping.per_band
        else "percentiles {low:g} to {high:g} of the layer",
        low=low,
        high=high,
    )
    if mapping.margin:
        text = Message(
            "{percentiles}, widened by {margin:g} % at either end", percentiles=text, margin=100 * mapping.margin
        )
    if not mapping.dtype:
        return text
    return Message(
        "{low:g} to {high:g} for {dtype}, else {percentiles}",
        low=mapping.low,
        high=mapping.high,
        dtype=mapping.dtype,
        percentiles=text,
    )

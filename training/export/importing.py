"""A model file of somebody's, checked, converted where it is PyTorch's, and put among the installed models."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence

import numpy as np

from ...core.errors import SpecGanError
from ...core.errors.messages import Message, unpacked
from ...core.models import Backend, Model, installed_models
from ...core.modelspec import ModelSpec, described, onnx_with_spec
from ...core.runtime.process import launch_command, run_for_lines
from ...core.shelf.files import make_folder, replacing_apart
from ...core.shelf.progress import Progress

_NAME = re.compile(r"\w[\w.+-]{0,79}", re.ASCII)
_STEPS = 3


@dataclass(frozen=True)
class Import:
    """What to import, and where to."""

    source: Path
    """An .onnx file that describes itself, an own checkpoint (.pt) or a published one (.pth)."""
    folder: Path
    """Folder of the user's models; made where it is missing."""
    name: str = ""
    """Name of the model, and of its file; empty: the source's file name, as far as it can be one."""
    overrides: Optional[Mapping[str, Any]] = None
    """Fields of the description to replace: `wavelengths` (nm), `licence`, `notes` ..."""
    taken: Sequence[str] = ()
    """Names that the model cannot have besides those in `folder`: the bundled models'."""
    onnx_python: Optional[Path] = None
    """Interpreter that runs the model for the check; None: this process."""
    torch_python: Optional[Path] = None
    """Interpreter that converts a PyTorch file; None: this process."""


@dataclass(frozen=True)
class Imported:
    """What came of it."""

    name: str
    path: Path
    spec: ModelSpec


def import_model(job: Import, progress: Optional[Progress] = None) -> Imported:
    """Check, convert and install one model; it appears only once it has run.

    PyTorch files become ONNX files whose answers were compared with PyTorch's. Raises `SpecGanError`, or `Cancelled`,
    and leaves nothing behind, where the file is no model, its numbers are not what its description promises, or the
    name is taken or cannot be a file name.
    """
    progress = progress or Progress()
    source = Model(job.source)
    source.check()
    name = _checked_name(job)
    progress.step(0, _STEPS)
    make_folder(job.folder)
    with replacing_apart(job.folder / f"{name}.onnx") as made:
        _write(job, source, {**(job.overrides or {}), "name": name}, made, progress)
        progress.step(1, _STEPS)
        spec = _proven(made, job.onnx_python, progress)
        progress.step(2, _STEPS)
    progress.log(
        Message(
            "{name}: {scale}x, {bands} HSI bands; written to {folder}",
            name=name,
            scale=spec.scale,
            bands=spec.bands,
            folder=job.folder,
        )
    )
    progress.report(_STEPS, _STEPS)
    return Imported(name, job.folder / f"{name}.onnx", spec)


def _write(job: Import, source: Model, overrides: Dict[str, Any], made: Path, progress: Progress) -> None:
    if "wavelengths" in overrides:
        overrides["assumed_wavelengths"] = False
    if job.source.suffix.lower() == ".onnx":
        made.write_bytes(onnx_with_spec(job.source.read_bytes(), described(source.spec, overrides)))
    elif job.torch_python is None:
        from .model_file import export

        export(job.source, made, None, overrides)
    else:
        _export_elsewhere(job.torch_python, job.source, made, overrides, progress)


def _checked_name(job: Import) -> str:
    name = job.name.strip() or re.sub(r"[^A-Za-z0-9.+-]+", "_", job.source.stem)[:80].lstrip(".+-")
    if not _NAME.fullmatch(name):
        raise SpecGanError(
            "{name!r} cannot be the name of a model.",
            "Take up to 80 letters, digits, dots, hyphens and underscores, without spaces.",
            name=name,
        )
    if name.lower() in {other.lower() for other in (*installed_models([job.folder]), *job.taken)}:
        raise SpecGanError(
            "There is a model {name} already.", "Choose another name, or remove the installed model first.", name=name
        )
    return name


def _export_elsewhere(
    python: Path, source: Path, output: Path, overrides: Mapping[str, Any], progress: Progress
) -> None:
    """`export` in another Python."""
    request = {"source": str(source.resolve()), "output": str(output), "overrides": dict(overrides)}
    lines: List[str] = []
    errors: List[SpecGanError] = []

    def take(line: str) -> None:
        event = _event(line)
        if event.get("event") == "error":
            errors.append(SpecGanError(*map(unpacked, event["packed"]), event["details"]))
        elif event.get("event") in ("log", "warning"):
            (progress.log if event["event"] == "log" else progress.warn)(unpacked(event["packed"]))
        elif not event:  # what libraries print
            lines.append(line)
            progress.log(line)

    command = launch_command(python, ".training.export.elsewhere", [json.dumps(request)])
    if run_for_lines(command, progress, take) != 0:
        raise (
            errors[-1]
            if errors
            else SpecGanError(
                "The model could not be converted in {python}.",
                "Open SpecGAN's runtime set-up and set it up again with PyTorch.",
                "\n".join(lines[-40:]),
                python=python,
            )
        )


def _event(line: str) -> Dict[str, Any]:
    """What a line says; empty where it is none of `elsewhere`."""
    with suppress(ValueError):
        event = json.loads(line)
        if isinstance(event, dict) and "event" in event:
            return event
    return {}


def _proven(path: Path, python: Optional[Path], progress: Progress) -> ModelSpec:
    """The description of a model that gave finite values of the right size, and LR-consistent ones where it says so."""
    with Model(path, python).open("cpu", progress=progress) as backend:
        spec = backend.spec
        problem = _problem(backend)
    if problem:
        raise SpecGanError(
            "The model was refused: {problem}.",
            "Export it again with `specgan export`.",
            problem=problem,
        )
    return spec


def _problem(backend: Backend) -> str:
    spec = backend.spec
    size = spec.in_size
    stream = np.random.RandomState(0)
    hsi = stream.uniform(-1, 1, (2, spec.bands, size, size)).astype(np.float32)
    rgb = stream.uniform(-1, 1, (2, 3, size, size)).astype(np.float32)
    sr = backend.infer(hsi, rgb)
    if sr.shape != (2, spec.out_channels, spec.out_size, spec.out_size):
        return Message("its result has the shape {shape}", shape=sr.shape)
    if not np.isfinite(sr).all():
        return Message("its result has values that are not finite")
    means = sr.reshape(2, -1, 3, size, spec.scale, size, spec.scale).mean((4, 6))
    if spec.lr_consistent and np.abs(means - rgb[:, None]).max() > 1e-3:
        return Message("its description says that results average back to the RGB layer, but they do not")
    return ""

"""From a checkpoint to a self-describing ONNX file, checked against torch before it gets its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Optional, Tuple, Union

import numpy as np
import torch

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.modelspec import ModelSpec, described, spec_from_onnx
from ...core.network.checkpoint import load_generator
from ...core.network.export import export_onnx
from ...core.network.generator import Generator
from ...core.shelf.files import replacing, write_text
from ...core.shelf.progress import Progress
from .card import card

TOLERANCE = 1e-3
"""Largest allowed difference of torch and onnxruntime; values are in [-1, 1]."""
HALF_TOLERANCE = 1.0 / 127.5 / 12**0.5
"""Largest allowed root mean square of the difference from full weights where they are stored in half precision: what
rounding to 8 bits has. No bound on single pixels: white noise, which the check puts in, makes detail of ten times the
range of values, and rounding errors grow with it."""
BATCHES = (1, 3)


@dataclass(frozen=True)
class Exported:
    """What was written."""

    path: Path
    """The ONNX file."""
    spec: ModelSpec
    """Its description."""
    difference: float
    """Largest absolute difference of torch and onnxruntime on seeded random input."""
    card: Optional[Path] = None
    """The model card, where one was asked for."""


def export(
    checkpoint: Union[str, Path],
    output: Union[str, Path],
    progress: Optional[Progress] = None,
    overrides: Optional[Mapping[str, Any]] = None,
    half: bool = False,
    table: Optional[str] = None,
) -> Exported:
    """Export an own or a published checkpoint to `output`; `half`: see `export_onnx`.

    With a `table` (Markdown, may be empty) a model card that holds it is written beside the model, as NAME.md.
    `overrides` replaces fields of the model's description by name (`name`, `licence`, `wavelengths` ...). Raises
    `SpecGanError`, and leaves nothing behind and an old file untouched, where the checkpoint cannot be used or
    onnxruntime's answers differ from torch's by more than `TOLERANCE` (half weights: `HALF_TOLERANCE`, mean square).
    """
    progress = progress or Progress()
    output = Path(output)
    if output.suffix.lower() != ".onnx":
        raise SpecGanError(
            "The output {output} is not named as an ONNX file.", "Choose a name that ends in .onnx.", output=output
        )
    progress.step(0, 3)
    generator, spec = load_generator(checkpoint)
    spec = described(spec, overrides or {})
    progress.log(
        Message(
            "{name}: {scale}x, patches of {in_size} LR pixels, {bands} HSI bands",
            name=spec.name,
            scale=spec.scale,
            in_size=spec.in_size,
            bands=spec.bands,
        )
    )
    progress.step(1, 3)
    with replacing(output) as temporary:
        export_onnx(generator, spec, temporary, half)
        progress.step(2, 3)
        difference = parity(generator, spec, temporary, half)
        progress.step(3, 3)
    progress.log(
        Message(
            "torch and onnxruntime differ by at most {difference:.1e}; written to {output}",
            difference=difference,
            output=output,
        )
    )
    if table is None:
        return Exported(output, spec, difference)
    weights = "mostly float16" if half else "float32"
    write_text(output.with_suffix(".md"), card(spec, output, weights, difference, table))
    return Exported(output, spec, difference, output.with_suffix(".md"))


def parity(generator: Generator, spec: ModelSpec, path: Path, half: bool = False) -> float:
    """Largest absolute difference of torch and onnxruntime; `SpecGanError` where it is above `TOLERANCE` (with `half`
    weights: its root mean square above `HALF_TOLERANCE`), or where the file does not describe itself as `spec`."""
    try:
        import onnxruntime
    except ImportError as error:
        raise SpecGanError(
            "Checking the exported model needs the Python package onnxruntime.",
            "Install it: pip install onnxruntime.",
            repr(error),
        ) from error
    if spec_from_onnx(path) != spec:
        raise SpecGanError("The exported model does not describe itself correctly.", "Report this as a bug.")
    try:
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        differences = [_difference(generator, spec, session, batch) for batch in BATCHES]
    except Exception as error:  # onnxruntime's errors have no common root
        raise SpecGanError(
            "onnxruntime cannot run the exported model.",
            "Try other versions of torch, onnxscript or onnxruntime.",
            repr(error),
        ) from error
    largest, root_mean_square = (float(figure) for figure in np.max(differences, axis=0))  # keeps what is no number
    judged, bound = (root_mean_square, HALF_TOLERANCE) if half else (largest, TOLERANCE)
    if not judged <= bound:
        raise SpecGanError(
            "onnxruntime's answer differs from torch's by {judged:.2e}, more than {bound:.0e}.",
            "The model was not exported; export it without --half."
            if half
            else "The model was not exported; try other versions of torch or onnxruntime.",
            f"batches {BATCHES}: {differences}; onnxruntime {onnxruntime.__version__}, torch {torch.__version__}",
            judged=judged,
            bound=bound,
        )
    return largest


def _difference(generator: Generator, spec: ModelSpec, session: Any, batch: int) -> Tuple[float, float]:
    """Largest and root mean square."""
    hsi, rgb = random_input(spec, batch)
    with torch.no_grad():
        answers = generator.answers(torch.from_numpy(hsi), torch.from_numpy(rgb))
    wanted = np.stack([answer.numpy() for answer in answers if answer is not None])
    names = ["sr", "expected"][: len(wanted)]
    got = session.run(names, {"hsi": hsi, "rgb": rgb})
    if any(each.shape != wanted.shape[1:] for each in got):
        return float("inf"), float("inf")
    difference = np.abs(np.stack(got) - wanted)
    return float(difference.max()), float(np.sqrt(np.square(difference, dtype=np.float64).mean()))


def random_input(spec: ModelSpec, batch: int) -> Tuple[np.ndarray, np.ndarray]:
    """Seeded uniform HSI and RGB patches in [-1, 1], float32."""
    stream = np.random.RandomState(batch)
    shape = (spec.in_size, spec.in_size)
    hsi = stream.uniform(-1, 1, (batch, spec.bands) + shape).astype(np.float32)
    return hsi, stream.uniform(-1, 1, (batch, 3) + shape).astype(np.float32)

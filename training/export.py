"""From a checkpoint to a self-describing ONNX file, checked against torch before it gets its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Optional, Tuple, Union

import numpy as np
import torch

from ..core.errors import SpecGanError
from ..core.modelspec import ModelSpec, described, spec_from_onnx
from ..core.network.checkpoint import load_generator, replacing
from ..core.network.export import export_onnx
from ..core.network.generator import Generator
from ..core.progress import Progress
from .card import card

TOLERANCE = 1e-3
"""Largest allowed difference of torch and onnxruntime; values are in [-1, 1]."""
HALF_TOLERANCE = 1.0 / 127.5
"""The same for weights stored in half precision, against the network with its full weights: one step of 8 bits."""
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
    onnxruntime's answers differ from torch's by more than `TOLERANCE` (`HALF_TOLERANCE` for half weights).
    """
    progress = progress or Progress()
    output = Path(output)
    if output.suffix.lower() != ".onnx":
        raise SpecGanError(f"The output {output} is not named as an ONNX file.", "Choose a name that ends in .onnx.")
    progress.step(0, 3)
    generator, spec = load_generator(checkpoint)
    spec = described(spec, overrides or {})
    progress.log(f"{spec.name}: {spec.scale}x, patches of {spec.in_size} LR pixels, {spec.bands} HSI bands")
    progress.step(1, 3)
    with replacing(output) as temporary:
        export_onnx(generator, spec, temporary, half)
        progress.step(2, 3)
        difference = parity(generator, spec, temporary, HALF_TOLERANCE if half else TOLERANCE)
        progress.step(3, 3)
    progress.log(f"torch and onnxruntime differ by at most {difference:.1e}; written to {output}")
    if table is None:
        return Exported(output, spec, difference)
    with replacing(output.with_suffix(".md")) as temporary:
        temporary.write_text(card(spec, output, "float16" if half else "float32", difference, table), encoding="utf-8")
    return Exported(output, spec, difference, output.with_suffix(".md"))


def parity(generator: Generator, spec: ModelSpec, path: Path, tolerance: float = TOLERANCE) -> float:
    """Largest absolute difference of torch and onnxruntime; `SpecGanError` where it is above `tolerance`, or where the
    file does not describe itself as `spec`."""
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
    largest = max(differences)
    if not all(difference <= tolerance for difference in differences):
        other = "export it without --half" if tolerance > TOLERANCE else "try other versions of torch or onnxruntime"
        raise SpecGanError(
            f"onnxruntime's answer differs from torch's by {largest:.2e}, more than {tolerance:.0e}.",
            f"The model was not exported; {other}.",
            f"batches {BATCHES}: {differences}; onnxruntime {onnxruntime.__version__}, torch {torch.__version__}",
        )
    return largest


def _difference(generator: Generator, spec: ModelSpec, session: Any, batch: int) -> float:
    hsi, rgb = random_input(spec, batch)
    with torch.no_grad():
        wanted = generator(torch.from_numpy(hsi), torch.from_numpy(rgb)).numpy()
    got = session.run(["sr"], {"hsi": hsi, "rgb": rgb})[0]
    return float(np.abs(got - wanted).max()) if got.shape == wanted.shape else float("inf")


def random_input(spec: ModelSpec, batch: int) -> Tuple[np.ndarray, np.ndarray]:
    """Seeded uniform HSI and RGB patches in [-1, 1], float32."""
    stream = np.random.RandomState(batch)
    shape = (spec.in_size, spec.in_size)
    hsi = stream.uniform(-1, 1, (batch, spec.bands) + shape).astype(np.float32)
    return hsi, stream.uniform(-1, 1, (batch, 3) + shape).astype(np.float32)

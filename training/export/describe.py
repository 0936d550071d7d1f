"""Adds to a finished model what its training data look like, so that it can raise the alarm."""

from __future__ import annotations

from pathlib import Path
from typing import Optional, Sequence

from ...core.modelspec import ModelSpec, described, onnx_with_spec, spec_from_onnx
from ...core.shelf.files import replacing
from ...core.shelf.progress import Progress
from .domain import domains_of


def describe(
    model: Path, data: Sequence[Path], output: Optional[Path] = None, progress: Optional[Progress] = None
) -> ModelSpec:
    """Write the statistics of `data` into the description of `model`, an ONNX file; the new description.

    Everything else in the file stays as it is, byte for byte. Raises `SpecGanError` where the file does not describe
    itself or the data do not fit it; an older file is then untouched.
    """
    spec = spec_from_onnx(model)
    spec = described(spec, domains_of(spec, data, progress))
    changed = onnx_with_spec(model.read_bytes(), spec)
    with replacing(output or model) as part:
        part.write_bytes(changed)
    return spec

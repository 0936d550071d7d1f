"""Run in another Python by `core.runtime.inspection`: tells as one JSON line where a small model runs there."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Dict, List, Tuple

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import joined, packed
from ..modelspec import ModelSpec
from ..runtime.hardware import graphics_cards, processor
from ..runtime.inspection import TORCH_PACKAGE
from .base import Backend
from .opening import open_backend

MODEL = Path(__file__).resolve().parents[2] / "resources" / "runtime" / "probe.onnx"
"""Written by dev/probe_model.py."""


def main(arguments: List[str]) -> int:
    """`arguments`: "onnxruntime" or "torch". Prints devices, the first one's name, and what stood in the way."""
    package = arguments[0]
    with tempfile.TemporaryDirectory() as folder:
        cards = graphics_cards()
        devices: List[str] = []
        problems: Dict[str, str] = {}
        for device in ("cuda", "cpu"):
            try:
                _prove(package, device, Path(folder))
                devices.append(device)
            except SpecGanError as error:
                problems[device] = joined("\n", filter(None, (error.message, error.hint, error.details)))
            except Exception as error:  # a broken package fails in any way
                problems[device] = repr(error)
    problem = problems.get("cpu", "") if "cpu" not in devices else problems.get("cuda", "") if cards else ""
    told = {
        "devices": devices,
        "device_name": (cards[0] if cards and "cuda" in devices else processor()) if devices else "",
        "problem": packed(problem),
    }
    print("\n" + json.dumps(told))
    return 0


def _prove(package: str, device: str, folder: Path) -> None:
    """Run a small model; raises where it does not run or its numbers are wrong."""
    path = _torch_model(folder) if package == TORCH_PACKAGE else MODEL
    backend = open_backend(path, device)
    try:
        hsi, rgb, expected = _example(backend.spec)
        got = _block_means(backend, hsi, rgb)
        if not np.allclose(got, expected, atol=1e-3):
            raise SpecGanError("A small model gave wrong numbers.", details=f"{got.tolist()}, {expected.tolist()}")
    finally:
        backend.close()


def _example(spec: ModelSpec) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Input of one patch, and what each LR pixel's block of the result has to average to."""
    size = spec.in_size
    rgb = (np.arange(3 * size * size, dtype=np.float32).reshape(1, 3, size, size) / 32) - 0.5
    hsi = np.full((1, spec.bands, size, size), 0.25, np.float32)
    return hsi, rgb, rgb if spec.lr_consistent else rgb + hsi[:, :1] / 2


def _block_means(backend: Backend, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
    spec = backend.spec
    blocks = backend.infer(hsi, rgb).reshape(1, 3, spec.in_size, spec.scale, spec.in_size, spec.scale)
    return np.asarray(blocks.mean((3, 5)))


def _torch_model(folder: Path) -> Path:
    """A small network with fresh weights; by construction its result averages back to the RGB patch."""
    path = folder / "probe.pt"
    if not path.exists():
        from ..network.checkpoint import save_model
        from ..network.config import PRESETS
        from ..network.generator import Generator

        config = PRESETS["tiny_x16"]
        wavelengths = tuple(460.0 + 10 * band for band in range(config.hsi_bands))
        spec = ModelSpec("probe", config.scale, config.in_size, wavelengths, lr_consistent=True)
        save_model(path, Generator(config), spec)
    return path

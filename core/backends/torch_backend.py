"""Models in PyTorch files, own or published, run by PyTorch in this process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SpecGanError
from ..modelspec import ModelSpec
from ..shelf.progress import Progress
from .base import Backend, stopped


def spec_from_torch(path: Path) -> ModelSpec:
    """The description of a .pt or .pth file. Raises `SpecGanError`."""
    _torch()
    from ..network.checkpoint import read_model_spec

    return read_model_spec(path)


class TorchBackend(Backend):
    """See `open_backend` for the parameters."""

    def __init__(self, path: Path, device: str, progress: Progress, threads: int, precision: str) -> None:
        torch = _torch()
        from ..network.checkpoint import load_generator
        from ..network.layers import for_use_alone
        from .torch_precision import half_for

        self._torch = torch
        available = bool(torch.cuda.is_available())
        if device == "cuda" and not available:
            raise SpecGanError(
                "CUDA was asked for, but PyTorch cannot use it here.",
                "Install a PyTorch with CUDA and an NVIDIA driver that fits it, or choose the device auto or cpu.",
                f"torch {torch.__version__}, built for CUDA {torch.version.cuda}",
            )
        self.device = "cuda" if available and device != "cpu" else "cpu"
        self._half = half_for(precision, self.device)
        self.precision = str(self._half or torch.float32).replace("torch.", "")
        self.runtime = f"torch {torch.__version__}"
        if threads and self.device == "cpu":
            torch.set_num_threads(threads)
        generator, self.spec = load_generator(path)
        for_use_alone(generator)
        self._generator = generator.to(self.device)

    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        from .torch_precision import computing_in

        torch = self._torch
        try:
            with computing_in(self._half, self.device):
                tensors = [torch.from_numpy(np.ascontiguousarray(array)).to(self.device) for array in (hsi, rgb)]
                answers = [image.float() for image in self._generator.answers(*tensors) if image is not None]
                answer = torch.cat(answers, 1) if len(answers) > 1 else answers[0]
                if self._half == torch.float16 and not bool(answer.isfinite().all()):
                    raise _too_large()
                return np.asarray(answer.cpu().numpy())
        except (RuntimeError, MemoryError) as error:  # torch.cuda.OutOfMemoryError is a RuntimeError
            if self.device == "cuda":
                torch.cuda.empty_cache()  # what the failed batch left in pieces
            raise stopped(error) from error

    def close(self) -> None:
        del self._generator


def _too_large() -> SpecGanError:
    return SpecGanError(
        "The numbers of this model are too large for float16, the half precision of this device.",
        "Choose the precision full.",
    )


def _torch() -> Any:
    try:
        import torch
    except Exception as error:  # a broken installation raises OSError, RuntimeError and others
        raise SpecGanError(
            "This Python has no PyTorch, which runs .pt and .pth models.",
            "Set SpecGAN's runtime up with PyTorch, or install the package torch for this Python, or export to .onnx.",
            f"{sys.executable}: {error!r}",
        ) from error
    return torch

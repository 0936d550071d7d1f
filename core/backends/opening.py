"""From a model file to a running backend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional, Union

from ..errors import SpecGanError
from ..modelspec import ModelSpec, spec_from_onnx
from ..runtime.inspection import ONNX_PACKAGE, TORCH_PACKAGE
from ..shelf.progress import Progress
from .base import Backend

DEVICES = ("auto", "cuda", "cpu")
PRECISIONS = ("auto", "full", "half")
ONNX_SUFFIXES = (".onnx",)
TORCH_SUFFIXES = (".pt", ".pth")


def runs_here(path: Union[str, Path]) -> bool:
    """Whether this process can import what runs the model file; the import itself is the test, and stays."""
    try:
        if needed_package(path) == ONNX_PACKAGE:
            from .onnx_backend import _onnxruntime as package
        else:
            from .torch_backend import _torch as package
        package()
    except SpecGanError:
        return False
    return True


def needed_package(path: Union[str, Path]) -> str:
    """The Python package that runs the model file: "onnxruntime" or "torch"."""
    return ONNX_PACKAGE if read_here(path) else TORCH_PACKAGE


def read_here(path: Union[str, Path]) -> bool:
    """Whether this process can say what the model file says about itself, whatever runs it."""
    return Path(path).suffix.lower() in ONNX_SUFFIXES


def read_spec(path: Union[str, Path], python: Optional[Path] = None) -> ModelSpec:
    """The model's description, whatever kind of file it is in.

    `python`: interpreter that reads PyTorch files; None: this process. ONNX files need none. Raises `SpecGanError`.
    """
    path = existing_model(path)
    if read_here(path):
        return spec_from_onnx(path)
    if python is not None:
        from .worker_backend import spec_in

        return spec_in(python, path.resolve())
    from .torch_backend import spec_from_torch

    return spec_from_torch(path)


def open_backend(
    path: Union[str, Path],
    device: str = "auto",
    progress: Optional[Progress] = None,
    threads: int = 0,
    python: Optional[Path] = None,
    precision: str = "auto",
) -> Backend:
    """Load the model and prove which device it runs on.

    `device`: "cuda" and "cpu" are kept or refused; "auto" takes CUDA where it works, else the CPU, and says which.
    `threads`: CPU threads, 0 for as many as there are cores. `python`: interpreter of another process
    to run the model in; None: this process. `precision`: "full" is float32, without TF32 on CUDA, "half" bfloat16 (or
    float16, on CUDA cards that lack it) where digits allow it; both are kept or refused. "auto" is half for PyTorch
    files on CUDA, else what the model file holds. Raises `SpecGanError`.
    """
    path = existing_model(path)
    progress = progress or Progress()
    if device not in DEVICES:
        raise SpecGanError(
            "There is no device {device!r}.", "Choose one of {choices}.", device=device, choices=", ".join(DEVICES)
        )
    if precision not in PRECISIONS:
        raise SpecGanError(
            "There is no precision {precision!r}.",
            "Choose one of {choices}.",
            precision=precision,
            choices=", ".join(PRECISIONS),
        )
    if python is not None:
        from .worker_backend import WorkerBackend

        return WorkerBackend(path, device, progress, threads, python, precision)
    if path.suffix.lower() in ONNX_SUFFIXES:
        from .onnx_backend import OnnxBackend

        return OnnxBackend(path, device, progress, threads, precision)
    from .torch_backend import TorchBackend

    return TorchBackend(path, device, progress, threads, precision)


def existing_model(path: Union[str, Path]) -> Path:
    """The path of a file that is there and named like a model. Raises `SpecGanError`."""
    path = Path(path)
    if not os.path.isfile(path):
        raise SpecGanError(
            "There is no model file {path}.", "Choose an installed model or an existing model file.", path=path
        )
    if path.suffix.lower() not in ONNX_SUFFIXES + TORCH_SUFFIXES:
        raise SpecGanError(
            "{name} is not a model file that this plugin can run.",
            "Choose a file that ends in .onnx, .pt or .pth.",
            name=path.name,
        )
    return path

"""Models in ONNX files, run by onnxruntime in this process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, List, Optional

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from ..modelspec import ModelSpec, spec_from_onnx
from ..shelf.machine import cores
from ..shelf.progress import Progress
from .base import Backend, stopped
from .onnx_binding import Bound, outputs_of


class OnnxBackend(Backend):
    """See `open_backend` for the parameters."""

    def __init__(self, path: Path, device: str, progress: Progress, threads: int, precision: str) -> None:
        ort = _onnxruntime()
        self.spec = spec_from_onnx(path)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or cores()
        options.log_severity_level = 3
        wanted = _providers(ort, device, precision, progress)
        try:
            self._session = ort.InferenceSession(str(path), sess_options=options, providers=wanted)
        except Exception as error:  # onnxruntime raises its own classes, which differ between versions
            raise SpecGanError(
                "onnxruntime cannot load the model {name}.",
                "The file may be damaged or made for a newer onnxruntime: copy it again or update onnxruntime.",
                str(error),
                name=path.name,
            ) from error
        # a provider that fails to start is dropped silently: what counts is what the session reports
        self.device = "cuda" if self._session.get_providers()[0] == "CUDAExecutionProvider" else "cpu"
        self.precision = "float32" if self.device == "cpu" else "float32 or TF32"  # onnxruntime's own choice
        self.runtime = f"onnxruntime {ort.__version__}"
        if device == "cuda" and self.device != "cuda":
            raise _no_cuda("onnxruntime found a CUDA provider but could not start it.")
        if device == "auto" and len(wanted) > 1 and self.device == "cpu":
            progress.warn(Message("CUDA could not be started; the model runs on the CPU, which takes longer."))
        _check_interface(self._session, self.spec, path)
        # on the CPU there is nothing to copy, and no time to gain: docs/performance.md
        self._bound: Optional[Bound] = Bound(ort, self._session, self.spec, "cuda") if self.device == "cuda" else None

    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        try:
            if self._bound is not None:
                return self._bound.infer(hsi, rgb)
            answers = self._session.run(outputs_of(self.spec), {"hsi": hsi, "rgb": rgb})
            return np.asarray(answers[0] if len(answers) == 1 else np.concatenate(answers, 1))
        except Exception as error:
            if self._bound is not None:
                self._bound.release()
            raise stopped(error) from error

    def close(self) -> None:
        self._bound = None
        del self._session


def _onnxruntime() -> Any:
    try:
        import onnxruntime
    except Exception as error:  # a broken installation raises OSError, RuntimeError and others
        raise SpecGanError(
            "This Python has no onnxruntime, which runs .onnx models.",
            "Open SpecGAN's runtime set-up, or install the package onnxruntime for this Python.",
            f"{sys.executable}: {error!r}",
        ) from error
    return onnxruntime


def _providers(ort: Any, device: str, precision: str, progress: Progress) -> List[str]:
    """What the session may use, best first. Half precision and exact float32 on CUDA are not to be had: an error."""
    available = ort.get_available_providers()
    if precision == "half":
        raise SpecGanError(
            "Half precision was asked for, but onnxruntime computes .onnx models in float32.",
            "Choose the precision auto or full, or a .pt or .pth model.",
        )
    if device == "cuda" and "CUDAExecutionProvider" not in available:
        raise _no_cuda(f"This onnxruntime offers {', '.join(available)}.")
    if device == "cuda" and precision == "full":
        raise SpecGanError(
            "Full precision was asked for, but onnxruntime may round float32 to TF32 on CUDA.",
            "Choose the precision auto, the device cpu, or a .pt or .pth model.",
        )
    if device == "auto" and precision == "full" and "CUDAExecutionProvider" in available:
        progress.warn(Message("The model runs on the CPU: on CUDA, onnxruntime may round float32 to TF32."))
    elif device != "cpu" and "CUDAExecutionProvider" in available:
        if hasattr(ort, "preload_dlls"):  # CUDA's libraries may be packages beside it, where no loader looks
            ort.preload_dlls()
        return ["CUDAExecutionProvider", "CPUExecutionProvider"]
    return ["CPUExecutionProvider"]


def _no_cuda(details: str) -> SpecGanError:
    return SpecGanError(
        "CUDA was asked for, but onnxruntime cannot use it here.",
        "Install onnxruntime-gpu and an NVIDIA driver that fits it, or choose the device auto or cpu.",
        details,
    )


def _check_interface(session: Any, spec: ModelSpec, path: Path) -> None:
    inputs = {item.name for item in session.get_inputs()}
    outputs = {item.name for item in session.get_outputs()}
    if inputs != {"hsi", "rgb"} or not set(outputs_of(spec)) <= outputs:
        raise SpecGanError(
            "The model {name} does not take hsi and rgb and give {outputs}.",
            "Export it with `specgan export`.",
            f"inputs {sorted(inputs)}, outputs {sorted(outputs)}",
            name=path.name,
            outputs=" and ".join(outputs_of(spec)),
        )
    sizes = {
        "hsi": [spec.bands, spec.in_size, spec.in_size],
        "rgb": [3, spec.in_size, spec.in_size],
        "sr": [3, spec.out_size, spec.out_size],
        "expected": [3, spec.out_size, spec.out_size],
    }
    for item in [*session.get_inputs(), *session.get_outputs()]:
        wanted = sizes.get(item.name, item.shape[1:])
        if any(isinstance(size, int) and size != other for size, other in zip(item.shape[1:], wanted)):
            raise SpecGanError(
                "The network in {name} is not the one that its description tells of.",
                "Export it again with `specgan export`.",
                f"{item.name} has the shape {item.shape}, the description says {wanted}",
                name=path.name,
            )

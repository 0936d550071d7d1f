"""What training takes of the machine: device, precision, torch's settings; a sentence where memory is not enough."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator, Optional

import numpy as np
import torch

from ...core.backends.base import is_out_of_memory
from ...core.backends.torch_precision import has_bfloat16
from ...core.errors import SpecGanError


def pick_device(wanted: str) -> torch.device:
    """The device asked for; `auto` takes CUDA where there is one. `SpecGanError` for a CUDA device that is not there or
    a kind of device that training does not run on."""
    if wanted == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(wanted)
    except RuntimeError as error:
        raise SpecGanError(
            "There is no device {wanted!r}.", "Use auto, cpu or cuda.", repr(error), wanted=wanted
        ) from error
    if device.type not in ("cpu", "cuda"):
        raise SpecGanError("Training does not run on the device {wanted!r}.", "Use auto, cpu or cuda.", wanted=wanted)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise SpecGanError("CUDA was asked for, but torch finds no CUDA device.", "Use --device cpu or auto.")
    count = torch.cuda.device_count() if device.type == "cuda" else 0
    if device.type == "cuda" and (device.index or 0) >= count:
        raise SpecGanError(
            "There is no device {wanted!r}, only {count}, counted from 0.",
            "Use cuda:0, or cuda.",
            wanted=wanted,
            count=count,
        )
    return device


def pick_amp(wanted: str, device: torch.device) -> Optional[torch.dtype]:
    """The half precision to compute in, None: none; see `TrainConfig.amp`."""
    if wanted == "auto":
        if device.type != "cuda":
            return None
        return torch.bfloat16 if has_bfloat16(device) else torch.float16
    return {"off": None, "bf16": torch.bfloat16, "fp16": torch.float16}[wanted]


@contextmanager
def told_out_of_memory() -> Iterator[None]:
    """A sentence in place of torch's error where the memory was not enough."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise SpecGanError(
            "There is not enough memory for this training.",
            "Use a smaller --batch, half precision (--amp bf16) or a smaller network. Checkpoints of before stay.",
            str(error),
        ) from error


@contextmanager
def fast_cpu(threads: int) -> Iterator[None]:
    """Torch's CPU settings for training; the rest of the process gets its own back."""
    before = torch.get_num_threads()
    if threads > 0:
        torch.set_num_threads(threads)
    _ = np.finfo(np.float32), np.finfo(np.float64)  # numpy looks at denormals once, and would warn below
    torch.set_flush_denormal(True)  # fresh weights give denormal gradients, which slow a CPU down up to ten times
    try:
        yield
    finally:
        torch.set_flush_denormal(False)
        torch.set_num_threads(before)

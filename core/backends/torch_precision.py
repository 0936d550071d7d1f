"""In what numbers PyTorch computes: half precision where autocast thinks it safe, or float32 and nothing less."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, Optional, Tuple

import torch


def half_for(precision: str, device: str) -> Optional[torch.dtype]:
    """The half precision that `precision` ("auto", "full", "half") means on `device` ("cpu", "cuda"); None: float32.

    "auto" is half on CUDA. Half is bfloat16, which has the range of float32; float16 on cards that lack it.
    """
    if precision == "full" or (precision == "auto" and device == "cpu"):
        return None
    return torch.bfloat16 if device == "cpu" or has_bfloat16() else torch.float16


def has_bfloat16(device: Optional[torch.device] = None) -> bool:
    """Whether a CUDA card (None: the current one) has it: from compute capability 8.0 on. PyTorch's own answer counts
    emulation."""
    return torch.cuda.get_device_capability(device)[0] >= 8


@contextmanager
def computing_in(half: Optional[torch.dtype], device: str) -> Iterator[None]:
    """For inference: autocast to `half` where it is given; what stays float32 is float32 and never TF32.

    PyTorch lets cuDNN round convolutions to TF32, 10 bits of 23, unless it is told not to. The switches belong to the
    whole process: they are put back as they were.
    """
    switches: Tuple[Any, ...] = (torch.backends.cudnn, torch.backends.cuda.matmul)
    before = [switch.allow_tf32 for switch in switches]
    try:
        for switch in switches:
            switch.allow_tf32 = False
        with torch.inference_mode(), torch.autocast(device, half or torch.bfloat16, enabled=half is not None):
            yield
    finally:
        for switch, value in zip(switches, before):
            switch.allow_tf32 = value

"""Where a job runs: device, memory, batches, another Python. None of it is meant to change what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ..models import DEVICES, PRECISIONS
from .kinds import Choice, Number
from .parameter import declared


@dataclass(frozen=True)
class Host:
    """The machine's side of a `Job`."""

    device: str = declared(
        Choice(DEVICES),
        "Device",
        "cuda or cpu are kept or refused; auto takes CUDA where it works and says so in the log.",
        DEVICES[0],
        always=True,
    )
    """auto, cuda or cpu."""
    precision: str = declared(
        Choice(PRECISIONS),
        "Precision (half: PyTorch models only)",
        "full is float32. half has the convolutions of PyTorch models (.pt, .pth) computed in half precision, which is "
        "made for CUDA cards, and slower on processors without instructions for it; most values of 8 bit results stay "
        "or change by 1. auto is half for PyTorch models on CUDA, else float32; onnxruntime may round that to TF32 on "
        "CUDA. The log and the tags say what ran.",
        PRECISIONS[0],
        always=True,
    )
    """full (float32), half, or auto: half for PyTorch models on CUDA, else full as far as the device gives it."""
    batch_size: int = declared(
        Number(0, 1024, word="auto"),
        "Patches a network call (0: measured in long runs)",
        "0 has a long run measure what is quickest here; more takes more memory.",
        0,
        always=True,
    )
    """Patches a network call, fewer where memory does not allow it; 0: measured for long jobs, else the usual ones."""
    memory_mb: int = declared(
        Number(1),
        "Memory [MB] (default: a quarter of the machine's)",
        "What strips, queues and batches may take, beside QGIS and the model. What does not fit is refused with the "
        "figure that it needs.",
        0,
    )
    """MB that the job may take beside the program and the model; 0: a quarter of the machine's memory."""
    python: Optional[Path] = None
    """Interpreter of another process to run the model in; None: this process."""
    measurements: Optional[Path] = None
    """File that keeps how quick batches of each size were here (`core.engine.calibration`); None: not kept."""

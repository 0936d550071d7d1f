"""What the engine asks of whatever runs the network."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TypeVar

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from ..modelspec import ModelSpec

OUT_OF_MEMORY = (
    "out of memory",
    "bad_alloc",
    "bad allocation",
    "failed to allocate memory",
    "not enough memory",
    "can't allocate memory",
    "cannot allocate memory",
    "alloc_failed",
)
"""What CUDA, cuBLAS, cuDNN, onnxruntime's arena and PyTorch's allocators say, in lower case."""


Own = TypeVar("Own", bound="Backend")


class OutOfMemory(SpecGanError):
    """A batch did not fit into the device's memory; the model still runs, so a smaller one may."""


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory of the device or of the machine was what was missing."""
    return isinstance(error, MemoryError) or any(words in str(error).lower() for words in OUT_OF_MEMORY)


def stopped(error: Exception) -> SpecGanError:
    """The sentence for a model that gave up in mid-job; `OutOfMemory` where that was the reason."""
    message = Message("The model stopped while computing a batch of patches.")
    hint = Message("The device may be out of memory: try a smaller batch size, or the CPU.")
    return (OutOfMemory if is_out_of_memory(error) else SpecGanError)(message, hint, str(error))


class Backend(ABC):
    """A loaded model; a context manager that closes it. Used from one thread at a time."""

    spec: ModelSpec
    """What the model says about itself."""
    device: str
    """Where it really runs, "cpu" or "cuda"."""
    precision: str = "float32"
    """In what numbers its convolutions are computed, for the same: "float32", "bfloat16", "float16"."""
    runtime: str
    """What runs it, with version, for the log and the provenance ("onnxruntime 1.20.0")."""

    @abstractmethod
    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        """hsi float32 (n, bands, s, s), rgb float32 (n, 3, s, s), network values -> sr float32 (n, 3, S, S), or of a
        model with a second output sr and expected (n, 6, S, S).

        Raises `OutOfMemory` where the batch does not fit into the device's memory, `SpecGanError` where the device
        gives up for another reason.
        """

    def close(self) -> None:  # noqa: B027  # most have nothing to let go of
        """Let go of the model and its memory."""

    def __enter__(self: Own) -> Own:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()

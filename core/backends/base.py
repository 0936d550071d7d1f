"""What the engine asks of whatever runs the network."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from ..errors import SpecGanError
from ..modelspec import ModelSpec


def stopped(error: Exception) -> SpecGanError:
    """The sentence for a model that gave up in mid-job."""
    return SpecGanError(
        "The model stopped while computing a batch of patches.",
        "The device may be out of memory: try a smaller batch size, or the CPU.",
        str(error),
    )


class Backend(ABC):
    """A loaded model. Used from one thread at a time."""

    spec: ModelSpec
    """What the model says about itself."""
    device: str
    """Where it really runs, "cpu" or "cuda"."""
    runtime: str
    """What runs it, with version, for the log and the provenance ("onnxruntime 1.20.0")."""

    @abstractmethod
    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        """hsi float32 (n, bands, s, s), rgb float32 (n, 3, s, s), network values -> sr float32 (n, 3, S, S).

        Raises `SpecGanError` where the device gives up (out of memory).
        """

    def close(self) -> None:  # noqa: B027  # most have nothing to let go of
        """Let go of the model and its memory."""

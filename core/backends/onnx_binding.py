"""A session's inputs and output in memory of the device that is kept from call to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict

import numpy as np

from ..modelspec import ModelSpec

KEPT = 2
"""Batch sizes whose memory is kept: the job's own, and what is left at the end of a row of patches."""


@dataclass(frozen=True)
class _Places:
    """Where a batch of one size lies on the device, and onnxruntime's note of it."""

    hsi: Any
    rgb: Any
    sr: Any
    binding: Any


class Bound:
    """Runs a session by onnxruntime's I/O binding: one copy to the device and one back, and no memory is asked for.

    Used from one thread at a time, as the backend is.
    """

    def __init__(self, ort: Any, session: Any, spec: ModelSpec, device: str) -> None:
        """`ort`: the package; `device`: "cuda" or "cpu", where the session runs."""
        self._ort, self._session, self._spec, self._device = ort, session, spec, device
        self._kept: Dict[int, _Places] = {}

    def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
        """As `Backend.infer`; the answer is the caller's own. Raises what onnxruntime raises, and `ValueError`."""
        count, size = len(rgb), self._spec.in_size
        wanted = (count, self._spec.bands, size, size), (count, 3, size, size)
        if (hsi.shape, rgb.shape) != wanted:
            raise ValueError(f"a batch of {hsi.shape} and {rgb.shape}, but the model takes {wanted}")
        places = self._kept.pop(count, None)
        if places is None:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            places = self._places(count)
        self._kept[count] = places  # the last one is the one used last
        places.hsi.update_inplace(np.ascontiguousarray(hsi))
        places.rgb.update_inplace(np.ascontiguousarray(rgb))
        places.binding.synchronize_inputs()
        self._session.run_with_iobinding(places.binding)
        places.binding.synchronize_outputs()
        answer = np.asarray(places.sr.numpy())
        return answer.copy() if self._device == "cpu" else answer  # there it is the kept memory itself

    def release(self) -> None:
        """Give the kept memory back."""
        self._kept.clear()

    def _places(self, count: int) -> _Places:
        spec = self._spec

        def room(channels: int, size: int) -> Any:
            shape = [count, channels, size, size]
            return self._ort.OrtValue.ortvalue_from_shape_and_type(shape, np.float32, self._device, 0)

        places = _Places(
            room(spec.bands, spec.in_size), room(3, spec.in_size), room(3, spec.out_size), self._session.io_binding()
        )
        places.binding.bind_ortvalue_input("hsi", places.hsi)
        places.binding.bind_ortvalue_input("rgb", places.rgb)
        places.binding.bind_ortvalue_output("sr", places.sr)
        return places

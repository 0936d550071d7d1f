"""A session's inputs and output in memory of the device that is kept from call to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List

import numpy as np

from ..modelspec import ModelSpec

KEPT = 2
"""Batch sizes whose memory is kept: the job's own, and what is left at the end of a row of patches."""


@dataclass(frozen=True)
class _Places:
    """Where a batch of one size lies on the device, and onnxruntime's note of it."""

    hsi: Any
    rgb: Any
    outputs: List[Any]
    binding: Any


def outputs_of(spec: ModelSpec) -> List[str]:
    """Names of the outputs that the description promises, in the order of an answer's channels."""
    return ["sr", "expected"] if spec.expected else ["sr"]


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
        answers = [np.asarray(place.numpy()) for place in places.outputs]
        if len(answers) > 1:
            return np.concatenate(answers, 1)
        return answers[0].copy() if self._device == "cpu" else answers[0]  # there it is the kept memory itself

    def release(self) -> None:
        """Give the kept memory back."""
        self._kept.clear()

    def _places(self, count: int) -> _Places:
        spec = self._spec

        def room(channels: int, size: int) -> Any:
            shape = [count, channels, size, size]
            return self._ort.OrtValue.ortvalue_from_shape_and_type(shape, np.float32, self._device, 0)

        names = outputs_of(spec)
        outputs = [room(3, spec.out_size) for _ in names]
        places = _Places(room(spec.bands, spec.in_size), room(3, spec.in_size), outputs, self._session.io_binding())
        places.binding.bind_ortvalue_input("hsi", places.hsi)
        places.binding.bind_ortvalue_input("rgb", places.rgb)
        for name, place in zip(names, outputs):
            places.binding.bind_ortvalue_output(name, place)
        return places

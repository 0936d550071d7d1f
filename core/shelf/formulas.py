"""Formulas of the field that several rooms use, each in its one place. Pure numpy."""

from __future__ import annotations

from typing import List, Sequence

import numpy as np

LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""Weights of red, green and blue in luma, ITU-R BT.601."""
BURT_ADELSON = np.array([1.0, 4.0, 6.0, 4.0, 1.0], np.float32) / 16.0
"""Kernel of the Laplacian pyramid: Burt and Adelson 1983, doi 10.1109/TCOM.1983.1095851, a = 3/8."""


def luma(image: np.ndarray) -> np.ndarray:
    """Luma of (3, ...), float32 (...), in the image's units."""
    return np.tensordot(LUMA, image.astype(np.float32), 1)


def keys(distance: np.ndarray) -> np.ndarray:
    """Weight of a pixel at a `distance` in pixels: cubic convolution with a = -1/2, 0 from a distance of 2 on.

    Keys 1981, doi 10.1109/TASSP.1981.1163711, equation 15.
    """
    x = np.abs(distance)
    near = 1.5 * x**3 - 2.5 * x**2 + 1
    far = -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x < 1, near, np.where(x < 2, far, 0.0))


def pyramid(image: np.ndarray, levels: int) -> List[np.ndarray]:
    """Laplacian pyramid of (channels, h, w): `levels` - 1 differences of octaves, then what is left; float32."""
    result, current = [], np.asarray(image, np.float32)
    for _ in range(levels - 1):
        coarse = _smooth(_smooth(current, 1), 2)[:, ::2, ::2]
        result.append(current - _expanded(coarse, current.shape[-2:]))
        current = coarse
    return [*result, current]


def _expanded(coarse: np.ndarray, shape: Sequence[int]) -> np.ndarray:
    spread = np.zeros((len(coarse), *shape), np.float32)
    spread[:, ::2, ::2] = 4.0 * coarse
    return _smooth(_smooth(spread, 1), 2)


def _smooth(image: np.ndarray, axis: int) -> np.ndarray:
    pad = [(0, 0)] * 3
    pad[axis] = (2, 2)
    padded = np.pad(image, pad, mode="reflect")
    length = image.shape[axis]
    parts = [tap * padded.take(range(k, k + length), axis) for k, tap in enumerate(BURT_ADELSON)]
    return np.asarray(sum(parts), np.float32)

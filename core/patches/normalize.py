"""File values to the network's [-1, 1] and back; holes filled so that they poison nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

import numpy as np

FILL_REACH = 4
"""LR pixels that valid values grow into holes; reading this much more than is used makes filling seamless."""
HSI_LIMIT = 4.0
"""Network values of HSI beyond this are outliers that no training scene has: they are cut."""


@dataclass(frozen=True)
class ValueMap:
    """Linear map of file values [low, high] to [-1, 1]; `low` and `high` are one number or one number a band."""

    low: Tuple[float, ...]
    high: Tuple[float, ...]

    def to_network(self, values: np.ndarray) -> np.ndarray:
        """(bands, h, w) file values to network values, float32; values beyond the range pass beyond [-1, 1]."""
        low, span = self._columns()
        return np.asarray((values - low) * (2.0 / span) - 1.0, np.float32)

    def to_file(self, values: np.ndarray) -> np.ndarray:
        """(bands, h, w) network values to file values, float32."""
        low, span = self._columns()
        result = np.asarray(values + 1.0, np.float32)
        result *= 0.5 * span
        result += low
        return result

    def spans(self, bands: int) -> np.ndarray:
        """Width of the range of each of the bands in file values, float64 (bands,)."""
        return np.broadcast_to(np.subtract(self.high, self.low, dtype=np.float64), bands)

    def _columns(self) -> Tuple[np.ndarray, np.ndarray]:
        low = np.asarray(self.low, np.float64).reshape(-1, 1, 1)
        high = np.asarray(self.high, np.float64).reshape(-1, 1, 1)
        return low.astype(np.float32), (high - low).astype(np.float32)


def fill_holes(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Copy of (bands, h, w) in which pixels outside `valid` (h, w) carry plausible values.

    Valid values grow outwards by `FILL_REACH` pixels (mean of the known pixels of the 3 x 3 neighbourhood); what is
    further away becomes 0, the middle of the range. A pixel's result depends on nothing further away than FILL_REACH.
    """
    if valid.all():
        return values
    filled = np.where(valid, values, np.float32(0))
    known = valid.copy()
    for _ in range(FILL_REACH):
        count = _box_sum(known.astype(np.float32)[None])[0]
        ring = ~known & (count > 0.5)
        if not ring.any():
            break
        total = _box_sum(filled * known)
        filled[:, ring] = total[:, ring] / count[ring]
        known |= ring
    return np.asarray(filled, np.float32)


def _box_sum(values: np.ndarray) -> np.ndarray:
    """Sum over the 3 x 3 neighbourhood, zeros outside."""
    padded = np.pad(values, [(0, 0), (1, 1), (1, 1)])
    rows = padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]
    return np.asarray(rows[..., :-2] + rows[..., 1:-1] + rows[..., 2:])

"""Overlapping patches become one picture, strip by strip, with the texture as strong in blend zones as elsewhere."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Optional, Tuple

import numpy as np

from ..shelf.upsampling import block_mean, upsample
from .tiling import Axis


@dataclass(frozen=True)
class Strip:
    """HR rows that are done."""

    row: int
    """First LR row of the strip."""
    detail: np.ndarray
    """Blended detail, float32 (channels, rows * scale, padded width * scale)."""
    low: Optional[np.ndarray]
    """Blended low frequencies, same shape; None where the model is LR-consistent and the base takes their place."""


@dataclass(frozen=True)
class RawStrip:
    """HR rows to which no patch will add any more, as weighted sums."""

    row: int
    """First LR row of the strip."""
    detail: np.ndarray
    """Weighted sum of details, float32 (channels, rows * scale, padded width * scale)."""
    low: Optional[np.ndarray]
    """Weighted sum of low frequencies, same shape; None where the model is LR-consistent."""
    row_sums: Tuple[np.ndarray, ...]
    """Sum of the row weights and sum of their squares, (rows * scale,) each."""
    col_sums: Tuple[np.ndarray, ...]
    """The same of the column weights, (padded width * scale,) each."""
    rho: float

    def strip(self, first: int = 0, last: Optional[int] = None) -> Strip:
        """The finished HR columns [first, last)."""
        columns = slice(first, last)
        plain, squared = (rows[:, None] * cols[None, columns] for rows, cols in zip(self.row_sums, self.col_sums))
        norm = np.sqrt((1 - self.rho) * squared + self.rho * plain**2)
        low = None if self.low is None else self.low[:, :, columns] / plain
        return Strip(self.row, self.detail[:, :, columns] / norm, low)


class StripBlender:
    """Accumulates weighted patches of one row of patches after the other and gives out finished HR rows.

    Averaging two generated textures weakens them, which shows as soft bands. So the weighted sum of details is divided
    by sqrt((1 - rho) sum(w^2) + rho sum(w)^2), rho being the correlation of neighbours' details: the variance of the
    result is that of a single patch. rho = 1 is plain linear blending. Low frequencies always blend linearly.

    Memory: one row of patches, `size * scale` x `padded width * scale` x channels float32 (twice that for models that
    are not LR-consistent); it does not grow with the height.
    """

    def __init__(
        self, rows: Axis, cols: Axis, scale: int, channels: int = 3, rho: float = 0.0, lr_consistent: bool = False
    ) -> None:
        self._rows, self._cols, self._scale, self._rho = rows, cols, scale, rho
        self._row_ramps = rows.ramps(scale).astype(np.float32)
        self._col_ramps = cols.ramps(scale).astype(np.float32)
        self._row_sums, self._col_sums = rows.sums(scale), cols.sums(scale)
        shape = (channels, rows.size * scale, cols.padded * scale)
        self._detail = np.zeros(shape, np.float32)
        self._low = None if lr_consistent else np.zeros(shape, np.float32)

    def another(self) -> StripBlender:
        """An empty one for the same patches; both share the weights, which grow with the height."""
        result = copy(self)
        result._detail = np.zeros_like(self._detail)
        result._low = None if self._low is None else np.zeros_like(self._low)
        return result

    def add(self, row: int, col: int, patch: np.ndarray, base: Optional[np.ndarray] = None, share: float = 1.0) -> None:
        """Add patch (channels, size * scale, size * scale) of patch row `row` and column `col`.

        `base`, same shape, is what is not detail: the LR-consistent upsampling of the patch's LR pixels for
        LR-consistent models, or what a model with two outputs expects. Without one it is taken from the patch itself,
        its low frequencies below the LR Nyquist frequency. `share`: of several answers for one patch, whose shares add
        up to 1; the result is their mean.
        """
        weight = (self._row_ramps[row] * np.float32(share))[:, None] * self._col_ramps[col][None, :]
        start = self._cols.starts[col] * self._scale
        here = (slice(None), slice(None), slice(start, start + weight.shape[1]))
        if self._low is None:
            low = base
        else:
            low = upsample(block_mean(patch, self._scale), self._scale) if base is None else base
            self._low[here] += weight * low
        self._detail[here] += weight * (patch - low)

    def finish_row(self, row: int) -> Strip:
        """The HR rows that no patch after patch row `row` touches; to be called once a patch row, in order."""
        return self.take_row(row).strip()

    def take_row(self, row: int) -> RawStrip:
        """The same rows with the norms still to be applied: for whoever has the time, and a few columns at a time."""
        first, last = self._rows.final_rows(row)
        height = (last - first) * self._scale
        span = slice(first * self._scale, last * self._scale)
        detail = self._detail[:, :height].copy()
        low = None if self._low is None else self._low[:, :height].copy()
        for buffer in (self._detail, self._low):
            if buffer is not None:
                kept = buffer.shape[1] - height
                for channel in buffer:
                    for top in range(0, kept, height):  # downwards: what moves up never lies under itself
                        end = min(top + height, kept)
                        channel[top:end] = channel[top + height : end + height]
                buffer[:, kept:] = 0
        return RawStrip(
            first,
            detail,
            low,
            tuple(sums[span].astype(np.float32) for sums in self._row_sums),
            tuple(sums.astype(np.float32) for sums in self._col_sums),
            self._rho,
        )

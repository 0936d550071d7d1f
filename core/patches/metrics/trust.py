"""How far to trust a result: block means against the LR layer, and the share of the detail that the inputs support."""

from __future__ import annotations

from typing import Sequence, Tuple

import numpy as np

from ...shelf.formulas import luma

LEAST_DETAIL = 1e-4
"""RMS of the luma of a block's detail, as a share of half the value range, below which there is no detail to share out:
a hundredth of a grey level of 8 bit."""


class TrustMeter:
    """Two figures of a mosaic that passes by in parts, in any order. Pixels that are not valid do not count."""

    def __init__(self) -> None:
        self._sums = np.zeros(5)  # squares before, squares after, their count; energy expected, energy of all detail

    def add_means(self, lr: np.ndarray, before: np.ndarray, after: np.ndarray, valid: np.ndarray) -> None:
        """The LR pixels (bands, h, w), the result as it would be without CONSISTENCY and as it is written, both
        (bands, h * factor, w * factor), in one unit; valid bool (h, w)."""
        first = _squares(lr, before, valid)
        second = first if after is before else _squares(lr, after, valid)
        self._sums[:3] += first, second, len(lr) * valid.sum()

    def add_energy(self, expected: np.ndarray, detail: np.ndarray, valid: np.ndarray) -> None:
        """Energies of the LR pixels, as `energy` gives them, (h, w) each; valid bool (h, w)."""
        self._sums[3:] += expected[valid].sum(dtype=np.float64), detail[valid].sum(dtype=np.float64)

    @property
    def sums(self) -> Tuple[float, ...]:
        """What was counted so far, five numbers; `restore` takes them."""
        return tuple(float(value) for value in self._sums)

    def restore(self, sums: Sequence[float]) -> None:
        """Go on with the counts of another meter."""
        self._sums[:] = sums

    @property
    def lr_rmse(self) -> Tuple[float, float]:
        """RMSE of the block means against the LR pixels, without CONSISTENCY and as written; nan: nothing counted."""
        before, after, count = self._sums[:3]
        return (float(np.sqrt(before / count)), float(np.sqrt(after / count))) if count else (np.nan, np.nan)

    @property
    def expected_share(self) -> float:
        """Energy of what is expected over that of all detail, 0 to 1; nan: no detail was counted."""
        expected, detail = self._sums[3:]
        return float(min(expected / detail, 1.0)) if detail else float("nan")


def energy(detail: np.ndarray, spans: np.ndarray, scale: int) -> np.ndarray:
    """Mean square of the luma of `detail` (3, h * scale, w * scale) in each block, float32 (h, w).

    `spans`: (3,), what 1 in each band comes to in the units wanted.
    """
    grey = luma(detail * spans.astype(np.float32)[:, None, None])
    return block_means(np.square(grey, out=grey)[None], scale)[0].astype(np.float32)


def share(expected: np.ndarray, detail: np.ndarray, least: float) -> np.ndarray:
    """Energy of what is expected over that of all detail, clipped to 0..1, float32 of the same shape.

    1 where the detail has an energy below `least`: nothing is generated there.
    """
    some = detail >= least
    ratio = np.divide(expected, detail, out=np.ones_like(detail), where=some)
    return np.clip(ratio, 0, 1)


def spread(answers: Sequence[np.ndarray]) -> np.ndarray:
    """Standard deviation (n - 1) of `answers`, arrays of one shape, at each of their pixels; float32."""
    return np.asarray(np.std(np.asarray(answers), 0, ddof=1, dtype=np.float64), np.float32)


def block_means(pixels: np.ndarray, size: int) -> np.ndarray:
    """Means of blocks of `size` x `size`: (bands, h * size, w * size) of any type to float64 (bands, h, w)."""
    bands, height, width = pixels.shape
    exact = pixels.dtype.itemsize <= 2 or pixels.dtype == np.float32
    # whole rows are quick to add up, and 64 values of 16 bits still exact in float32
    rows = pixels.reshape(bands, height // size, size, width).sum(2, dtype=np.float32 if exact else np.float64)
    return np.asarray(rows.reshape(bands, height // size, width // size, size).sum(3, dtype=np.float64) / size**2)


def _squares(lr: np.ndarray, hr: np.ndarray, valid: np.ndarray) -> float:
    difference = block_means(hr, hr.shape[-1] // lr.shape[-1]) - lr
    return float(np.square(difference[:, valid]).sum())

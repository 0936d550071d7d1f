"""How far a hyperspectral raster lies beside the RGB raster of the same ground. numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

import numpy as np

MIN_CORRELATION = 0.35
"""Correlation below which no shift is trusted."""
MIN_GAIN = 0.01
"""A shift must raise the correlation by this much."""
MIN_CELLS = 100
"""Valid cells that both rasters must share."""


@dataclass(frozen=True)
class Shift:
    """Result of `find_shift`; `col` and `row` in cells, both 0 where nothing clear was found."""

    col: float
    row: float
    before: float
    """Correlation without a shift."""
    after: float
    """Largest correlation over the shifts tried."""
    found: bool


def find_shift(reference: np.ndarray, moving: np.ndarray, valid: np.ndarray, limit: int) -> Shift:
    """The (col, row) at which `moving` shows what `reference` shows at (0, 0).

    moving[y + row, x + col] ~ reference[y, x]; all three (h, w); `valid` says where both hold values. Correlation
    coefficient of both pictures for every whole shift up to `limit` cells, then a parabola through the peak and its
    neighbours along each axis.
    """
    reach = limit + 1
    height, width = reference.shape
    if min(height, width) <= 2 * reach:
        return Shift(0.0, 0.0, 0.0, 0.0, False)
    inner = (slice(reach, height - reach), slice(reach, width - reach))
    table = np.zeros((2 * reach + 1, 2 * reach + 1))
    for row in range(-reach, reach + 1):
        for col in range(-reach, reach + 1):
            there = (
                slice(reach + row, height - reach + row),
                slice(reach + col, width - reach + col),
            )
            both = valid[inner] & valid[there]
            table[row + reach, col + reach] = _correlation(reference[inner][both], moving[there][both])
    peak = np.unravel_index(int(table.argmax()), table.shape)
    row, col = int(peak[0]), int(peak[1])
    before, after = float(table[reach, reach]), float(table[row, col])
    # a peak on the rim may go on rising outside: not a peak
    if not (0 < row < 2 * reach and 0 < col < 2 * reach) or after < MIN_CORRELATION:
        return Shift(0.0, 0.0, before, after, False)
    shift = (col - reach + _vertex(table[row, col - 1 : col + 2]), row - reach + _vertex(table[row - 1 : row + 2, col]))
    return Shift(shift[0], shift[1], before, after, True)


def is_gain(before: float, after: float) -> bool:
    """Whether the correlation rose enough for a shift to be worth taking."""
    return after >= before + MIN_GAIN


def correlation(reference: np.ndarray, moving: np.ndarray, valid: np.ndarray) -> float:
    """Correlation coefficient of two pictures (h, w) over their valid cells; 0 where there are too few."""
    return _correlation(reference[valid], moving[valid])


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    if a.size < MIN_CELLS:
        return 0.0
    a, b = a - a.mean(), b - b.mean()
    power = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum() / power) if power > 0 else 0.0


def _vertex(three: np.ndarray) -> float:
    """Place of the top of the parabola through values at -1, 0, 1, the middle one the largest."""
    left, middle, right = (float(v) for v in three)
    bend = left - 2 * middle + right
    return 0.0 if bend >= 0 else min(0.5, max(-0.5, 0.5 * (left - right) / bend))


def rgb_like(hsi: np.ndarray, wavelengths: Tuple[float, ...]) -> np.ndarray:
    """Luma-like picture (h, w) of a cube (bands, h, w): the bands nearest to red, green and blue."""
    centres = np.asarray(wavelengths)
    picks = [(660.0, 0.299), (560.0, 0.587), (480.0, 0.114)]
    parts = [weight * hsi[int(np.abs(centres - nm).argmin())] for nm, weight in picks]
    return np.asarray(sum(parts))

"""How far a hyperspectral raster lies beside the RGB raster of the same ground. numpy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence, Tuple

import numpy as np

from ..shelf.formulas import luma

MIN_CORRELATION = 0.35
"""Correlation below which no shift is trusted."""
MIN_GAIN = 0.01
"""A shift must raise the correlation by this much."""
MIN_CELLS = 100
"""Valid cells that both rasters must share."""
FAR_CORRELATION = 0.6
"""Correlation from which a match beyond the limit is believed."""
FAR_GAIN = 0.2
"""What it must have above the correlation without a shift, and above a peak within the limit."""
DAMPING = 10.0
"""Of the phase correlation, times the mean magnitude of the spectrum. Without damping, empty parts of the spectrum
count as much as full ones: on noisy pictures with holes it was wrong by a cell, damped by less than a tenth."""
RED_GREEN_BLUE = (660.0, 560.0, 480.0)
"""Centres of bands that make a picture like luma, nm."""
FINENESS = 50
"""Parts of a cell that are told apart."""


@dataclass(frozen=True)
class Shift:
    """Result of `find_shift`; `col` and `row` in cells, both 0 where nothing clear was found."""

    col: float
    row: float
    before: float
    """Correlation without a shift."""
    after: float
    """Correlation at the shift, or the largest one within the limit where that was not trusted."""
    found: bool
    farther: Optional[Tuple[float, float]] = None
    """(col, row) of a clear match beyond the limit: the two rasters do not belong together as they lie."""


NO_SHIFT = Shift(0.0, 0.0, 0.0, 0.0, False)


def find_shift(reference: np.ndarray, moving: np.ndarray, valid: np.ndarray, limit: int) -> Shift:
    """The (col, row) at which `moving` shows what `reference` shows at (0, 0), up to `limit` cells along each axis.

    moving[y + row, x + col] ~ reference[y, x]; all three (h, w); `valid` says where both hold values. Phase correlation
    (Kuglin and Hines 1975) of both pictures under a Hann window, the peak refined to a fiftieth of a cell by a Fourier
    transform of its surroundings alone (Guizar-Sicairos et al. 2008); the correlation coefficient at the peak decides
    whether it is believed. Pictures of about twice the limit or less give no shift.
    """
    if min(reference.shape) <= 2 * (limit + 1) or int(valid.sum()) < MIN_CELLS:
        return NO_SHIFT
    surface = np.fft.ifft2(_cross_spectrum(_windowed(reference, valid), _windowed(moving, valid))).real
    before = _overlap_correlation(reference, moving, valid, 0, 0)
    near = _peak(surface, limit + 1)
    after = _overlap_correlation(reference, moving, valid, *near)
    shift = _refined(reference, moving, valid, near)
    # a place on the rim of that window is no peak: the surface may go on rising outside
    within = _largest(near) <= limit and _largest(shift) <= limit
    far = _peak(surface, max(limit + 1, min(reference.shape) // 3))
    farther = _refined(reference, moving, valid, far)
    rival = max(before, after) if within else before
    if _largest(farther) > limit and (
        _overlap_correlation(reference, moving, valid, *far) >= max(FAR_CORRELATION, rival + FAR_GAIN)
    ):
        return Shift(0.0, 0.0, before, after, False, farther)
    if not within or after < MIN_CORRELATION:
        return Shift(0.0, 0.0, before, after, False)
    return Shift(*shift, before, after, True)


def _largest(shift: Tuple[float, float]) -> float:
    """A shift along the axis where it is larger, as limits count it."""
    return max(abs(shift[0]), abs(shift[1]))


def _windowed(picture: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """The picture without its mean, holes filled from around them, fading to 0 at its sides."""
    whole = _filled(picture, valid)
    fade = [np.hanning(size + 2)[1:-1] for size in whole.shape]
    return np.asarray((whole - whole[valid].mean()) * np.outer(*fade))


def _filled(picture: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Holes get the mean of their known neighbours, ring by ring: their sharp rims are alike in both pictures and would
    speak for no shift."""
    values, known = np.where(valid, picture, 0.0).astype(float), valid.copy()
    while not known.all():
        total, count = _around(values * known), _around(known.astype(float))
        new = ~known & (count > 0)
        values[new] = total[new] / count[new]
        known |= new
    return values


def _around(values: np.ndarray) -> np.ndarray:
    """Sum over each 3 x 3 neighbourhood."""
    padded = np.pad(values, 1)
    height, width = values.shape
    return np.asarray(sum(padded[i : i + height, j : j + width] for i in range(3) for j in range(3)))


def _cross_spectrum(reference: np.ndarray, moving: np.ndarray) -> np.ndarray:
    cross = np.conj(np.fft.fft2(reference)) * np.fft.fft2(moving)
    magnitude = np.abs(cross)
    return np.asarray(cross / (magnitude + DAMPING * magnitude.mean() + 1e-300))


def _peak(surface: np.ndarray, reach: int) -> Tuple[int, int]:
    """(col, row) of the largest value up to `reach` cells from the origin; places behind it stand at the far end."""
    steps = np.arange(-reach, reach + 1)
    window = surface[np.ix_(steps % surface.shape[0], steps % surface.shape[1])]
    row, col = np.unravel_index(int(window.argmax()), window.shape)
    return int(col) - reach, int(row) - reach


def _refined(
    reference: np.ndarray, moving: np.ndarray, valid: np.ndarray, peak: Tuple[int, int]
) -> Tuple[float, float]:
    """(col, row) within one cell of `peak`, from what both pictures show once they are moved by it: windows that stay
    in place would draw the answer towards 0."""
    here, there = _overlap(reference.shape, *peak)
    spectrum = _cross_spectrum(_windowed(reference[here], valid[here]), _windowed(moving[there], valid[there]))
    offsets = np.arange(-FINENESS, FINENESS + 1) / FINENESS
    down_waves, across_waves = (np.asarray(np.fft.fftfreq(size, 1.0), float) for size in spectrum.shape)
    across = np.exp(2j * np.pi * np.outer(across_waves, offsets))
    down = np.exp(2j * np.pi * np.outer(offsets, down_waves))
    fine = (down @ spectrum @ across).real
    row, col = np.unravel_index(int(fine.argmax()), fine.shape)
    return peak[0] + float(offsets[col]), peak[1] + float(offsets[row])


def _overlap(shape: Tuple[int, ...], col: int, row: int) -> Tuple[Tuple[slice, slice], Tuple[slice, slice]]:
    """Where the reference shows what `moving`, moved by whole cells, shows too; and where `moving` shows it."""
    height, width = shape
    here = (slice(max(0, -row), height - max(0, row)), slice(max(0, -col), width - max(0, col)))
    there = (slice(max(0, row), height - max(0, -row)), slice(max(0, col), width - max(0, -col)))
    return here, there


def _overlap_correlation(reference: np.ndarray, moving: np.ndarray, valid: np.ndarray, col: int, row: int) -> float:
    """Correlation coefficient of what both show where `moving` is moved by whole cells."""
    here, there = _overlap(reference.shape, col, row)
    both = valid[here] & valid[there]
    return _correlation(reference[here][both], moving[there][both])


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


def rgb_like(hsi: np.ndarray, wavelengths: Sequence[float]) -> np.ndarray:
    """Luma-like picture (h, w) of a cube (bands, h, w): the bands nearest to red, green and blue."""
    return luma(hsi[list(visible(wavelengths))])


def visible(wavelengths: Sequence[float]) -> Tuple[int, int, int]:
    """Index of the bands nearest to red, green and blue; `wavelengths` in nm."""
    red, green, blue = (int(np.abs(np.asarray(wavelengths) - nm).argmin()) for nm in RED_GREEN_BLUE)
    return red, green, blue

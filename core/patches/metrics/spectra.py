"""How much of an image's variation lies at which spatial frequency."""

from __future__ import annotations

from functools import lru_cache
from typing import Tuple

import numpy as np

RINGS = 24
"""Rings of frequency, the same in cycles a pixel for windows of every size."""
LOWEST = 1 / 256
"""Lower end of the first ring, cycles a pixel."""
HIGHEST = 0.5
"""Upper end of the last ring: two pixels a cycle."""


def power(image: np.ndarray) -> np.ndarray:
    """Power at every frequency of (bands, h, w), all bands together, float64 (h, w // 2 + 1) as rfft2 orders them.

    Each band is taken less its mean, under a Hann window (Welch 1967). What stands for two mirrored frequencies counts
    twice.
    """
    window, twice = _hann(image.shape[-2:]), _mirrored(image.shape[-1])
    total = np.zeros((image.shape[-2], len(twice)))
    for band in np.asarray(image, np.float64):
        total += np.abs(np.fft.rfft2((band - band.mean()) * window)) ** 2
    return total * twice


def above_nyquist(spectrum: np.ndarray, width: int, scale: int) -> float:
    """Power of `power` beyond 1 / (2 scale) cycles a pixel along either axis. `width`: of the image."""
    rows, cols = _frequencies((spectrum.shape[0], width))
    limit = 0.5 / scale + 1e-9
    return float(spectrum[(rows[:, None] > limit) | (cols[None, :] > limit)].sum())


def rings(spectrum: np.ndarray, width: int) -> Tuple[np.ndarray, np.ndarray]:
    """Power density in `RINGS` rings of frequency: sums over the frequencies of each ring, and how many these are.

    Density: the power over what the window lets through, so that images of several sizes can be added up.
    """
    rows, cols = _frequencies((spectrum.shape[0], width))
    ring = np.searchsorted(ring_edges(), np.hypot(rows[:, None], cols[None, :]), side="right") - 1
    inside = (ring >= 0) & (ring < RINGS)
    weights = np.broadcast_to(_mirrored(width), spectrum.shape)[inside]
    density = spectrum / (_hann((spectrum.shape[0], width)) ** 2).sum()
    sums = np.bincount(ring[inside], density[inside], RINGS)
    return sums, np.bincount(ring[inside], weights, RINGS)


def ring_edges() -> np.ndarray:
    """Ends of the rings, cycles a pixel, (RINGS + 1,)."""
    return np.geomspace(LOWEST, HIGHEST, RINGS + 1)


@lru_cache(maxsize=8)
def _hann(shape: Tuple[int, int]) -> np.ndarray:
    return np.outer(np.hanning(shape[0] + 2)[1:-1], np.hanning(shape[1] + 2)[1:-1])


def _frequencies(shape: Tuple[int, int]) -> Tuple[np.ndarray, np.ndarray]:
    """Cycles a pixel of the rows and columns of a spectrum, from 0 on."""
    return np.abs(np.fft.fftfreq(shape[0], 1.0)), np.asarray(np.fft.rfftfreq(shape[1], 1.0))


def _mirrored(width: int) -> np.ndarray:
    """2 for columns of rfft2 that stand for their mirror image too; the first, and the last of an even width, do
    not."""
    weights = np.full(width // 2 + 1, 2.0)
    weights[0] = 1.0
    if width % 2 == 0:
        weights[-1] = 1.0
    return weights

"""Structural similarity of two images, pixel by pixel."""

from __future__ import annotations

import numpy as np

SIGMA = 1.5
"""Of the Gaussian window, pixels."""
REACH = 5
"""Pixels that the window reaches to either side: 3.5 sigma."""
K1, K2 = 0.01, 0.03
"""Constants of the paper."""


def ssim_map(result: np.ndarray, truth: np.ndarray, span: float) -> np.ndarray:
    """Structural similarity of (bands, h, w), mean over bands, float64 (h - 10, w - 10): where the window fits.

    Wang, Bovik, Sheikh and Simoncelli, "Image Quality Assessment: From Error Visibility to Structural Similarity",
    IEEE TIP 2004, equation 13; Gaussian window of 1.5 pixels, `span` is the width of the value range.
    """
    one, other = np.asarray(result, np.float64), np.asarray(truth, np.float64)
    middle = other.mean((1, 2), keepdims=True)
    one, other = one - middle, other - middle  # squares of large values would lose the digits of small variances
    mean, own = _smooth(one), _smooth(other)
    variance, own_variance = _smooth(one * one) - mean**2, _smooth(other * other) - own**2
    covariance = _smooth(one * other) - mean * own
    mean, own = mean + middle, own + middle
    c1, c2 = (K1 * span) ** 2, (K2 * span) ** 2
    above = (2 * mean * own + c1) * (2 * covariance + c2)
    below = (mean**2 + own**2 + c1) * (variance + own_variance + c2)
    return np.asarray((above / below).mean(0))


def all_around(valid: np.ndarray) -> np.ndarray:
    """bool (h - 10, w - 10) of bool (h, w): all pixels under the window count."""
    holes = np.cumsum(np.pad(~valid, [(1, 0), (1, 0)]), 0, dtype=np.int64).cumsum(1)
    size = 2 * REACH + 1
    inside = holes[size:, size:] - holes[:-size, size:] - holes[size:, :-size] + holes[:-size, :-size]
    return np.asarray(inside == 0)


def _smooth(image: np.ndarray) -> np.ndarray:
    """Mean under the window, (bands, h, w) to (bands, h - 10, w - 10)."""
    taps = np.exp(-0.5 * (np.arange(-REACH, REACH + 1) / SIGMA) ** 2)
    taps /= taps.sum()
    height, width = image.shape[1] - 2 * REACH, image.shape[2] - 2 * REACH
    rows = sum(tap * image[:, k : k + height] for k, tap in enumerate(taps))
    return np.asarray(sum(tap * rows[:, :, k : k + width] for k, tap in enumerate(taps)))

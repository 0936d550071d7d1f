"""Is what a result adds to the LR image there in truth? Improvement, omission and hallucination.

The correctness of opensr-test (Aybar, Montero, Donike, Kalaitzis and Gomez-Chova, "A Comprehensive Benchmark for
Optical Remote Sensing Image Super-Resolution", IEEE GRSL 2024, doi 10.1109/LGRS.2024.3401394), written anew with the
defaults of its package 1.x. Every pixel has three distances: LR image to truth (d), result to truth (d_im) and result
to LR image (d_om), the last two over the first. A pixel that is near the truth is an improvement, one that stayed near
the LR image an omission, one that is far from both a hallucination.
"""

from __future__ import annotations

from typing import Dict, Tuple

import numpy as np

GAMMA = 0.05
"""How fast a score grows away from the centre of its kind of pixel."""
TEMPERATURE = 0.25
"""Of the softmin that turns the three scores of a pixel into shares."""
QUIET = 0.75
"""Pixels count where one of the three distances is above this quantile of d: where there is something to add."""
KINDS = ("improvement", "omission", "hallucination")
"""Names of the shares."""
TINY = 1e-8
"""Added to a sum of values before it divides."""


def shares_of(result: np.ndarray, truth: np.ndarray, plain: np.ndarray) -> Dict[str, float]:
    """Mean shares of the pixels that count, by the names in `KINDS`; they add up to 1, and are nan where none counts.

    Images (3, ...) with values from 0 on: `result` with the histograms of the truth, `plain` the upsampled LR image.
    """
    shares, counts = pixel_shares(result, truth, plain)
    if not counts.any():
        return dict.fromkeys(KINDS, float("nan"))
    return dict(zip(KINDS, map(float, shares[:, counts].mean(1))))


def pixel_shares(result: np.ndarray, truth: np.ndarray, plain: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """The shares of every pixel, (3, ...) in the order of `KINDS`, and bool (...): which count. See `shares_of`.

    Shares of pixels that do not count are 0.
    """
    reference, to_truth, to_plain = distance(plain, truth), distance(result, truth), distance(result, plain)
    shares = np.zeros((3, *reference.shape))
    if not reference.size:
        return shares, np.zeros(reference.shape, bool)
    quiet = np.sort(reference, None)[max(int(QUIET * reference.size) - 1, 0)]
    counts = np.maximum(np.maximum(reference, to_truth), to_plain) > quiet
    if counts.any():
        with np.errstate(divide="ignore"):  # where the LR image is the truth, anything added is far from both
            away = [each[counts] / reference[counts] for each in (to_truth, to_plain)]
        scores = np.stack(pixel_scores(*away))
        weights = np.exp((scores.min(0) - scores) / TEMPERATURE)
        shares[:, counts] = weights / weights.sum(0)
    return shares, counts


def pixel_scores(d_im: np.ndarray, d_om: np.ndarray) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How far pixels are from improvement, omission and hallucination; distances are over that of LR image to truth."""
    d_im, d_om = np.minimum(d_im, 1e6), np.minimum(d_om, 1e6)
    beyond = 1 - np.exp(-GAMMA * (d_im + d_om - 1))  # 0 on the line between LR image and truth
    return d_im + d_om * beyond, d_om + d_im * beyond, np.exp(-GAMMA * d_im * d_om)


def distance(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Difference over sum of (3, ...) with values from 0 on, mean over bands: (...), 0 to 1."""
    return np.asarray((np.abs(one - other) / np.abs(one + other + TINY)).mean(0))


def with_histograms(image: np.ndarray, model: np.ndarray) -> np.ndarray:
    """`image` (bands, n) with the distribution of values of `model` (bands, m), band by band.

    The value at a quantile of the image becomes the one at that quantile of the model, linear in between (Gonzalez and
    Woods, Digital Image Processing, histogram specification).
    """
    return np.stack([_with_histogram(*bands) for bands in zip(image, model)])


def _with_histogram(values: np.ndarray, model: np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    known, known_counts = np.unique(model, return_counts=True)
    quantiles = np.cumsum(counts) / values.size
    matched = np.interp(quantiles, np.cumsum(known_counts) / model.size, known)
    return np.asarray(matched[place.reshape(values.shape)])

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

from .baselines import bilinear

GAMMA = 0.05
"""How fast a score grows away from the centre of its kind of pixel."""
TEMPERATURE = 0.25
"""Of the softmin that turns the three scores of a pixel into shares."""
QUIET = 0.75
"""Pixels count where one of the three distances is above this quantile of d: where there is something to add."""
BORDER = 16
"""HR pixels along the sides that do not count; a quarter of the width or height of images that are smaller than 64."""
KINDS = ("improvement", "omission", "hallucination")
"""Names of the shares."""
TINY = 1e-8
"""Added to a sum of values before it divides."""


def shares(result: np.ndarray, truth: np.ndarray, lr: np.ndarray) -> Dict[str, float]:
    """Mean shares "improvement", "omission" and "hallucination" of the pixels that count; they add up to 1.

    result, truth (3, H, W); lr (3, h, w): values 0 to 1, what lies outside is cut
    off. The result's histograms are first matched to the truth's, as published, so that brightness and contrast do
    not count; the LR image is upsampled bilinearly. The package also moves the result where it finds it misplaced;
    here LR images are means of the truth and nothing has to be moved. nan where no pixel counts.
    """
    from skimage.exposure import match_histograms

    result, truth, lr = (np.clip(np.asarray(image, np.float64), 0.0, 1.0) for image in (result, truth, lr))
    matched = match_histograms(result, truth, channel_axis=0)
    plain = bilinear(lr, truth.shape[-1] // lr.shape[-1]).astype(np.float64)
    rows, cols = (min(BORDER, length // 4) for length in truth.shape[1:])
    inside = (slice(None), slice(rows, truth.shape[1] - rows), slice(cols, truth.shape[2] - cols))
    return shares_of(*(image[inside] for image in (matched, truth, plain)))


def shares_of(result: np.ndarray, truth: np.ndarray, plain: np.ndarray) -> Dict[str, float]:
    """The shares of images (3, h, w) that are matched and upsampled (`plain`) already."""
    reference, to_truth, to_plain = distance(plain, truth), distance(result, truth), distance(result, plain)
    quiet = np.sort(reference, None)[max(int(QUIET * reference.size) - 1, 0)]
    counts = np.maximum(np.maximum(reference, to_truth), to_plain) > quiet
    if not counts.any():
        return dict.fromkeys(KINDS, float("nan"))
    with np.errstate(divide="ignore"):  # where the LR image is the truth, anything added is far from both
        away = [each[counts] / reference[counts] for each in (to_truth, to_plain)]
    scores = np.stack(pixel_scores(*away))
    weights = np.exp((scores.min(0) - scores) / TEMPERATURE)
    means = (weights / weights.sum(0)).mean(1)
    return dict(zip(KINDS, map(float, means)))


def pixel_scores(d_im: np.ndarray, d_om: np.ndarray) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How far pixels are from improvement, omission and hallucination; distances are over that of LR image to truth."""
    d_im, d_om = np.minimum(d_im, 1e6), np.minimum(d_om, 1e6)
    beyond = 1 - np.exp(-GAMMA * (d_im + d_om - 1))  # 0 on the line between LR image and truth
    return d_im + d_om * beyond, d_om + d_im * beyond, np.exp(-GAMMA * d_im * d_om)


def distance(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Difference over sum of (3, h, w) with values from 0 on, mean over bands: (h, w), 0 to 1."""
    return np.asarray((np.abs(one - other) / np.abs(one + other + TINY)).mean(0))

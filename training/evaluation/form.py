"""Do results look like truths? A distance of two samples of vectors, such as features of images. numpy only.

Maximum mean discrepancy (Gretton et al., "A Kernel Two-Sample Test", JMLR 13, 2012) with the kernel
k(x, y) = exp(-|x - y|^2 / bandwidth).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

HALVINGS = 100
"""Random halves of the truth that the floor is a mean over."""
SEED = 2012
"""Of the halves."""


class Floor(NamedTuple):
    """What the discrepancy of random halves of the truth comes to: a figure within it says nothing."""

    mean: float
    """Near 0, as the estimate is unbiased; nan for fewer than four vectors."""
    spread: float
    """Standard deviation over the halves, which are half as many vectors as a result is measured with."""


def squared_distances(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """|x - y|^2 for all rows x of `one` (n, k) and y of `other` (m, k), float64 (n, m)."""
    one, other = np.asarray(one, np.float64), np.asarray(other, np.float64)
    centre = other.mean(0)  # the formula below loses digits where all vectors are far from 0
    one, other = one - centre, other - centre
    sums = (one**2).sum(1)[:, None] + (other**2).sum(1)[None, :]
    return np.asarray(np.maximum(sums - 2 * one @ other.T, 0.0))


def median_distance(sample: np.ndarray) -> float:
    """Median of |x - y|^2 over all pairs of different rows of (n, k): the usual bandwidth. nan for a single row."""
    rows, cols = np.triu_indices(len(sample), 1)
    return float(np.median(squared_distances(sample, sample)[rows, cols])) if len(rows) else float("nan")


def mmd(results: np.ndarray, truths: np.ndarray, bandwidth: float) -> float:
    """Squared discrepancy of two samples (n, k) each, unbiased: 0 where results and truths come from one distribution
    (it may be a little below), at most 2.

    The mean over i != j of k(x_i, x_j) + k(y_i, y_j) - k(x_i, y_j) - k(x_j, y_i) (Gretton et al., lemma 6, with m = n).
    Row i of both is one place, and a result is like its own truth: pairs of one place must stay out, or the figure
    would be too small. Exactly 0 for equal samples. nan for fewer than two rows or a bandwidth that is not above 0.
    """
    if results.shape != truths.shape:
        raise ValueError(f"samples of {results.shape} and {truths.shape} are not of the same places")
    count = len(truths)
    if count < 2 or not bandwidth > 0:
        return float("nan")
    ours, theirs, across = (
        np.exp(-squared_distances(one, other) / bandwidth)
        for one, other in ((results, results), (truths, truths), (results, truths))
    )
    terms = ours + theirs - across - across.T
    return float((terms.sum() - np.trace(terms)) / (count * (count - 1)))


def floor(truths: np.ndarray, bandwidth: float) -> Floor:
    """The discrepancy of `HALVINGS` seeded random halves of the truths (n, k)."""
    half = len(truths) // 2
    if half < 2 or not bandwidth > 0:
        return Floor(float("nan"), float("nan"))
    random = np.random.default_rng(SEED)
    orders = [random.permutation(len(truths)) for _ in range(HALVINGS)]
    found = [mmd(truths[order[:half]], truths[order[half : 2 * half]], bandwidth) for order in orders]
    return Floor(float(np.mean(found)), float(np.std(found)))

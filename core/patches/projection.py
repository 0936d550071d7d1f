"""Values back into the range of their type, without a change of their block means."""

from __future__ import annotations

from typing import Optional, Tuple

import numpy as np

CLOSE = 1e-7
"""Error of a block mean that is as good as none, as a share of the range."""
MOST_STEPS = 60
"""Bisection alone would be at `CLOSE` by then."""


def with_block_means(
    values: np.ndarray,
    means: np.ndarray,
    limits: Optional[Tuple[float, float]],
    keep: np.ndarray,
    everywhere: bool = False,
) -> np.ndarray:
    """Of all pictures within `limits` whose block means are `means`, the one that is nearest to `values`.

    `values`: float32 (bands, h * scale, w * scale); `limits` None: there are none; `means`: (bands, h, w), taken into
    the limits where they lie outside; `keep`: bool (h, w), blocks of which this is wanted. Blocks that lie within the
    limits are left as they are, their means being right already, but for `everywhere`. Gives `values` itself where
    there is nothing to do.

    The nearest point of {low <= x <= high, mean x = m} is clip(values + t, low, high) with one t for the block (the
    conditions of Karush, Kuhn and Tucker; Brucker, "An O(n) algorithm for quadratic knapsack problems", 1984). The mean
    rises with t and is made of straight lines: Newton's steps, and halving where one leaves the bracket.
    """
    bands, height, width = means.shape
    scale = values.shape[1] // height
    blocks = values.reshape(bands, height, scale, width, scale)
    if limits is None:
        if not everywhere:
            return values
        wanted = np.where(keep, means - blocks.mean((2, 4)), 0).astype(np.float32)
        return (blocks + wanted[:, :, None, :, None]).reshape(values.shape)
    low, high = limits
    if everywhere:
        chosen = np.broadcast_to(keep, means.shape)
    elif values.size and (values.min() < low or values.max() > high):
        chosen = keep & ((blocks.min((2, 4)) < low) | (blocks.max((2, 4)) > high))
    else:
        return values
    if not chosen.any():
        return values
    band, row, col = np.nonzero(chosen)
    picked = blocks[band, row, :, col].reshape(len(band), -1).astype(np.float64)
    result = values.copy()
    shifted = _shifted(picked, np.clip(means[chosen].astype(np.float64), low, high), low, high)
    result.reshape(blocks.shape)[band, row, :, col] = shifted.reshape(-1, scale, scale)
    return result


def _shifted(values: np.ndarray, means: np.ndarray, low: float, high: float) -> np.ndarray:
    """clip(values + t, low, high) with the mean `means`; values (n, pixels), means (n,) within the limits."""
    least, most = low - values.max(1), high - values.min(1)
    shift = np.where(means <= low, least, np.where(means >= high, most, 0.0))
    open_ones = np.nonzero((means > low) & (means < high))[0]
    for _ in range(MOST_STEPS):
        moved = values[open_ones] + shift[open_ones, None]
        inside = ((moved > low) & (moved < high)).mean(1)
        error = means[open_ones] - np.clip(moved, low, high).mean(1)
        wrong = np.abs(error) > CLOSE * (high - low)
        open_ones, error, inside = open_ones[wrong], error[wrong], inside[wrong]
        if not len(open_ones):
            break
        here = shift[open_ones]
        least[open_ones] = np.where(error > 0, np.maximum(least[open_ones], here), least[open_ones])
        most[open_ones] = np.where(error < 0, np.minimum(most[open_ones], here), most[open_ones])
        step = here + error / np.maximum(inside, 1e-12)
        fits = (step > least[open_ones]) & (step < most[open_ones])
        shift[open_ones] = np.where(fits, step, (least[open_ones] + most[open_ones]) / 2)
    return np.clip(values + shift[:, None], low, high)

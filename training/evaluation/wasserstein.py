"""Sliced Wasserstein distance of small patches at every octave: do the textures of two images look alike?

After Karras et al. 2018, "Progressive Growing of GANs" (arXiv 1710.10196), section 5. It needs no pretrained network,
and it sees invented ripples, which an energy ratio rewards. Different from there, because results of one place are
compared with the truth of that place and not two sets of photographs: patches are taken from the same positions in
both images, and both are normalised by the mean and the standard deviation of the *truth's* patches, so that texture
that is too weak or too strong counts. (Normalising each by its own would make a faint copy as good as the truth.)
"""

from __future__ import annotations

from typing import List, Sequence

import numpy as np

from ...core.shelf.formulas import pyramid
from ..config import PATCH

PATCHES = 4096
"""Most patches of a level."""
PROJECTIONS = 256
"""Random directions on which the patches are compared."""
SEED = 2018
"""Of positions and directions: the same for every image."""
FLOOR = 1e-6
"""Least standard deviation of the truth's patches, values 0 to 1: a constant truth divides by no zero."""


def sliced_wasserstein(result: np.ndarray, truth: np.ndarray, scale: int) -> List[float]:
    """One distance for each level, from the finest on: log2(scale) levels, whose pixels are 1, 2, 4 ... HR pixels.

    Images float (3, H, W), values about 0 to 1, at least 7 pixels of the last level wide and high. The last level is
    the low-pass remainder; at 16x its pixel is half an LR pixel. 0 for equal images; in standard deviations of the
    truth's patches at that level.
    """
    levels = max(1, int(np.log2(scale)))
    pairs = zip(pyramid(result, levels), pyramid(truth, levels))
    return [level_distance(one, other) for one, other in pairs]


def level_distance(result: np.ndarray, truth: np.ndarray) -> float:
    """The distance of one level, (channels, h, w) each."""
    random = np.random.default_rng(SEED)
    positions = _positions(truth.shape[-2:], random)
    channels = len(truth)
    theirs, ours = _patches(truth, positions), _patches(result, positions)
    mean = theirs.mean((0, 2), keepdims=True)
    deviation = np.maximum(theirs.std((0, 2), keepdims=True), FLOOR)
    size = channels * PATCH * PATCH
    directions = random.standard_normal((PROJECTIONS, size)).astype(np.float32)
    directions /= np.sqrt((directions**2).sum(1, keepdims=True))
    # a projection a row: sorting runs along memory
    one, other = (directions @ ((patches - mean) / deviation).reshape(-1, size).T for patches in (ours, theirs))
    return float(np.abs(np.sort(one) - np.sort(other)).mean())


def _positions(shape: Sequence[int], random: np.random.Generator) -> np.ndarray:
    """Upper left corners of all patches, or of `PATCHES` of them, (k, 2)."""
    rows, cols = (length - PATCH + 1 for length in shape)
    if min(rows, cols) < 1:
        raise ValueError(f"an image of {shape} pixels holds no patch of {PATCH}")
    chosen = random.permutation(rows * cols)[:PATCHES]
    return np.stack([chosen // cols, chosen % cols], 1)


def _patches(image: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """(k, channels, PATCH * PATCH)."""
    windows = np.lib.stride_tricks.sliding_window_view(image, (1, PATCH, PATCH))[:, :, :, 0]
    picked = windows[:, positions[:, 0], positions[:, 1]]
    return np.ascontiguousarray(picked.transpose(1, 0, 2, 3)).reshape(len(positions), len(image), PATCH * PATCH)

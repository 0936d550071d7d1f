"""Improvement, omission and hallucination of a whole image, as opensr-test counts them.

See `core.patches.metrics.correctness`.
"""

from __future__ import annotations

from typing import Dict

import numpy as np

from ...core.patches.metrics.correctness import shares_of, with_histograms
from .baselines import bilinear

BORDER = 16
"""HR pixels along the sides that do not count; a quarter of the width or height of images that are smaller than 64."""


def shares(result: np.ndarray, truth: np.ndarray, lr: np.ndarray) -> Dict[str, float]:
    """Mean shares "improvement", "omission" and "hallucination" of the pixels that count; they add up to 1.

    result, truth (3, H, W); lr (3, h, w): values 0 to 1, what lies outside is cut
    off. The result's histograms are first matched to the truth's, as published, so that brightness and contrast do
    not count; the LR image is upsampled bilinearly. The package also moves the result where it finds it misplaced;
    here LR images are means of the truth and nothing has to be moved. nan where no pixel counts.
    """
    result, truth, lr = (np.clip(np.asarray(image, np.float64), 0.0, 1.0) for image in (result, truth, lr))
    matched = with_histograms(result.reshape(3, -1), truth.reshape(3, -1)).reshape(truth.shape)
    plain = bilinear(lr, truth.shape[-1] // lr.shape[-1]).astype(np.float64)
    rows, cols = (min(BORDER, length // 4) for length in truth.shape[1:])
    inside = (slice(None), slice(rows, truth.shape[1] - rows), slice(cols, truth.shape[2] - cols))
    return shares_of(*(image[inside] for image in (matched, truth, plain)))

"""How strong the texture is in every LR pixel."""

from __future__ import annotations

import numpy as np

from ...shelf.formulas import LUMA
from ...shelf.upsampling import block_mean

STEPS = 255.0
"""Steps of 8 bit in a value range."""


def texture_map(image: np.ndarray, scale: int, span: float) -> np.ndarray:
    """Log standard deviation of luma in each LR pixel, (3, h * scale, w * scale) to float64 (h, w).

    A variance of 1/12 of a step of 8 bit (what rounding makes) is added; `span` is the width of the value range.
    """
    luma = np.tensordot(LUMA.astype(np.float64), image.astype(np.float64), 1)
    mean = block_mean(luma, scale)
    variance = block_mean((luma - mean.repeat(scale, 0).repeat(scale, 1)) ** 2, scale)
    return np.asarray(0.5 * np.log(variance + (span / STEPS) ** 2 / 12))

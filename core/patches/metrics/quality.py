"""PSNR and LR consistency."""

from __future__ import annotations

import numpy as np

from ...shelf.upsampling import block_mean


def psnr(result: np.ndarray, truth: np.ndarray, span: float) -> float:
    """Peak signal-to-noise ratio in dB of two arrays of one shape; `span` is the width of the value range.

    10 log10(span^2 / mean squared error); infinite for equal arrays.
    """
    error = float(np.mean((np.asarray(result, np.float64) - np.asarray(truth, np.float64)) ** 2))
    return float("inf") if error == 0 else float(10 * np.log10(span**2 / error))


def consistency_rmse(hr: np.ndarray, lr: np.ndarray, scale: int) -> float:
    """Root mean square of (block mean of `hr` (..., h * scale, w * scale) minus `lr` (..., h, w)), in their units."""
    difference = block_mean(np.asarray(hr, np.float64), scale) - lr
    return float(np.sqrt(np.mean(difference**2)))

"""Figures of one result against the truth. Images are (3, H, W) in file units; see docs/evaluation.md for each."""

from __future__ import annotations

from typing import Dict, Optional, Tuple

import numpy as np

from ...core.patches.metrics.quality import consistency_rmse
from ...core.patches.metrics.seam import SeamMeter
from ...core.patches.metrics.spectra import above_nyquist, power
from ...core.patches.metrics.sums import agreement
from ...core.patches.metrics.texture import STEPS, texture_map
from ...core.patches.tiling import Axis
from ...core.shelf.upsampling import upsample
from .correctness import shares
from .lpips import Lpips
from .wasserstein import sliced_wasserstein


def figures(
    result: np.ndarray,
    truth: np.ndarray,
    lr: np.ndarray,
    value_range: Tuple[float, float],
    axes: Tuple[Axis, Axis],
    lpips: Optional[Lpips] = None,
) -> Dict[str, float]:
    """All figures of `result` by name, in the order of the tables; nan where there is nothing to compare.

    result, truth : (3, h * scale, w * scale); lr : (3, h, w), what the result was made from. value_range : file values
    of black and white. axes : where the model's patches lie, rows and columns.
    """
    result, truth, lr = (np.asarray(array, np.float32) for array in (result, truth, lr))
    scale, (low, high) = truth.shape[-1] // lr.shape[-1], value_range
    span = high - low
    base = upsample(lr, scale)
    agrees = agreement(result, truth, span)
    values = {"psnr": agrees.psnr(span), "ssim": agrees.ssim, "sam": agrees.sam, "ergas": agrees.ergas(scale)}
    unit, own = _unit(result, low, span), _unit(truth, low, span)
    if lpips is not None:
        values["lpips"] = lpips.distance(unit, own)
    values.update(shares(unit, own, _unit(lr, low, span)))
    distances = sliced_wasserstein(unit, own, scale)
    values.update(
        {
            "energy": energy_ratio(result, truth, scale),
            "texture": texture_correlation(result, truth, scale, span),
            "detail": correlation(result - base, truth - base),
            "swd": float(np.mean(distances)),
            **{f"swd_{2**level}": distance for level, distance in enumerate(distances)},
            "consistency": consistency_rmse(result, lr, scale) / span * STEPS,
            "seam": seam_ratio(result, base, scale, axes),
        }
    )
    return values


def energy_ratio(result: np.ndarray, truth: np.ndarray, scale: int) -> float:
    """Power above the LR Nyquist frequency, result over truth, all bands together; nan where the truth has none."""
    above, below = (above_nyquist(power(image), image.shape[-1], scale) for image in (result, truth))
    return above / below if below > 0 else float("nan")


def texture_correlation(result: np.ndarray, truth: np.ndarray, scale: int, span: float) -> float:
    """Correlation over LR cells of the log standard deviation of luminance in the cell, result against truth.

    Is the texture where it belongs? nan where a map is constant.
    """
    return correlation(texture_map(result, scale, span), texture_map(truth, scale, span))


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Pearson's correlation of two arrays of one shape; nan where one of them is constant."""
    one, other = (np.asarray(array, np.float64).ravel() for array in (one, other))
    one, other = one - one.mean(), other - other.mean()
    if min(np.abs(one).max(), np.abs(other).max()) <= 1e-6:
        return float("nan")
    return float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum()))


def seam_ratio(image: np.ndarray, base: np.ndarray, scale: int, axes: Tuple[Axis, Axis]) -> float:
    """Mean step across the lines at which patches begin or end over the mean step across other LR lines."""
    rows, cols = axes
    meter = SeamMeter(scale, rows.borders(), cols.borders(), rows.blended(scale), cols.blended(scale))
    meter.add(0, image, image - base, np.ones(image.shape[1:], bool))
    return meter.seam_ratio


def _unit(image: np.ndarray, low: float, span: float) -> np.ndarray:
    """File values to 0 .. 1."""
    return np.asarray((image - low) / span, np.float32)

"""Figures of one result against the truth. Images are (3, H, W) in file units; see docs/evaluation.md for each."""

from __future__ import annotations

from typing import Dict, Optional, Tuple

import numpy as np

from ...core.metrics.quality import consistency_rmse, psnr
from ...core.metrics.seam import SeamMeter
from ...core.patches.tiling import Axis
from ...core.shelf.formulas import LUMA
from ...core.shelf.upsampling import block_mean, upsample
from .correctness import shares
from .lpips import Lpips
from .wasserstein import sliced_wasserstein

STEPS = 255.0
"""Figures in value units are given in steps of 8 bit: the value range has so many."""


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
    values = {
        "psnr": psnr(result, truth, span),
        "ssim": ssim(result, truth, span),
        "sam": sam(result, truth),
        "ergas": ergas(result, truth, scale),
    }
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


def ssim(result: np.ndarray, truth: np.ndarray, span: float) -> float:
    """Structural similarity (Wang et al. 2004), Gaussian window of 1.5 pixels, mean over bands and pixels."""
    from skimage.metrics import structural_similarity  # torchmetrics needs ten times as long on a CPU

    return float(
        structural_similarity(
            result,
            truth,
            data_range=float(span),
            channel_axis=0,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
        )
    )


def sam(result: np.ndarray, truth: np.ndarray) -> float:
    """Spectral angle (Kruse et al. 1993) between the bands' vectors, mean over pixels, degrees.

    Pixels that are zero in all bands of either image have no direction and do not count.
    """
    from torchmetrics.functional.image import spectral_angle_mapper

    one, other = (array.reshape(3, -1) for array in (result, truth))
    usable = (one != 0).any(0) & (other != 0).any(0)
    if not usable.any():
        return float("nan")
    vectors = (array[:, usable].reshape(3, 1, -1) for array in (one, other))
    return float(np.degrees(float(spectral_angle_mapper(*_tensors(*vectors)))))


def ergas(result: np.ndarray, truth: np.ndarray, scale: int) -> float:
    """Relative dimensionless global error (Wald 2000): 100 / scale * sqrt(mean over bands of (RMSE / mean)^2)."""
    from torchmetrics.functional.image import error_relative_global_dimensionless_synthesis

    one, other = _tensors(result, truth)
    return float(error_relative_global_dimensionless_synthesis(one, other, ratio=float(scale)))


def energy_ratio(result: np.ndarray, truth: np.ndarray, scale: int) -> float:
    """Power above the LR Nyquist frequency, result over truth, all bands together; nan where the truth has none.

    Above: beyond 1 / (2 scale) cycles a pixel along either axis. Each band is taken less its mean, under a Hann window.
    """
    above, below = _power_above(result, scale), _power_above(truth, scale)
    return above / below if below > 0 else float("nan")


def texture_correlation(result: np.ndarray, truth: np.ndarray, scale: int, span: float) -> float:
    """Correlation over LR cells of the log standard deviation of luminance in the cell, result against truth.

    Is the texture where it belongs? A variance of 1/12 of a step of 8 bit (what rounding makes) is added to both. nan
    where a map is constant.
    """
    return correlation(texture_map(result, scale, span), texture_map(truth, scale, span))


def texture_map(image: np.ndarray, scale: int, span: float) -> np.ndarray:
    """Log standard deviation of luminance in each LR cell, (3, h * scale, w * scale) to (h, w)."""
    luma = np.tensordot(LUMA.astype(np.float64), image.astype(np.float64), 1)
    mean = block_mean(luma, scale)
    variance = block_mean((luma - mean.repeat(scale, 0).repeat(scale, 1)) ** 2, scale)
    return np.asarray(0.5 * np.log(variance + (span / STEPS) ** 2 / 12))


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


def _power_above(image: np.ndarray, scale: int) -> float:
    height, width = image.shape[-2:]
    window = np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1])
    rows, cols = np.abs(np.fft.fftfreq(height, 1.0)), np.fft.rfftfreq(width, 1.0)
    nyquist = 0.5 / scale + 1e-9
    above = (rows[:, None] > nyquist) | (cols[None, :] > nyquist)
    # rfft2 keeps one of two mirrored columns; the first, and the last of an even width, have no mirror image
    weight = np.full(len(cols), 2.0)
    weight[0] = 1.0
    if width % 2 == 0:
        weight[-1] = 1.0
    total = 0.0
    for band in image.astype(np.float64):
        power = np.abs(np.fft.rfft2((band - band.mean()) * window)) ** 2
        total += float((power * above * weight).sum())
    return total


def _unit(image: np.ndarray, low: float, span: float) -> np.ndarray:
    """File values to 0 .. 1."""
    return np.asarray((image - low) / span, np.float32)


def _tensors(*arrays: np.ndarray) -> tuple:
    """Images as torch's (1, bands, h, w) in double precision."""
    import torch

    return tuple(torch.from_numpy(np.array(array, np.float64))[None] for array in arrays)

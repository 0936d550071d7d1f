"""What a result has to beat: plain interpolation of the LR image."""

from __future__ import annotations

from typing import Callable, Dict

import numpy as np

from ...core.shelf.upsampling import upsample


def nearest(lr: np.ndarray, scale: int) -> np.ndarray:
    """Every LR pixel scale x scale times; (3, h, w) to (3, h * scale, w * scale), float32, as all baselines."""
    return np.asarray(lr, np.float32).repeat(scale, 1).repeat(scale, 2)


def bicubic(lr: np.ndarray, scale: int) -> np.ndarray:
    """Cubic convolution (Keys 1981, a = -0.5), pixel centres aligned, edges as Pillow treats them."""
    return _resized(lr, scale, "BICUBIC")


def bilinear(lr: np.ndarray, scale: int) -> np.ndarray:
    """Linear interpolation between pixel centres, no row of its own: what opensr-test compares results with."""
    return _resized(lr, scale, "BILINEAR")


def lanczos(lr: np.ndarray, scale: int) -> np.ndarray:
    """Lanczos with three lobes."""
    return _resized(lr, scale, "LANCZOS")


def base(lr: np.ndarray, scale: int) -> np.ndarray:
    """The LR-consistent upsampling that every model's detail is added to."""
    return upsample(np.asarray(lr, np.float32), scale)


BASELINES: Dict[str, Callable[[np.ndarray, int], np.ndarray]] = {
    "nearest": nearest,
    "bicubic": bicubic,
    "lanczos": lanczos,
    "base": base,
}
"""By the name of their row; "noise" needs fitted figures, see `noise`."""


def _resized(lr: np.ndarray, scale: int, method: str) -> np.ndarray:
    from PIL import Image

    size = (lr.shape[2] * scale, lr.shape[1] * scale)
    bands = [Image.fromarray(np.asarray(band, np.float32)) for band in lr]
    return np.stack([np.asarray(band.resize(size, Image.Resampling[method]), np.float32) for band in bands])

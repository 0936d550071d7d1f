"""LR-consistent upsampling: smooth, and the mean of every scale x scale block is the LR pixel it came from.

The base of every result (detail is what a model adds to it). Here because both the networks and the engine build on
it and must agree to the last digit.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .formulas import keys

RADIUS = 8
"""LR pixels that the kernel reaches to either side."""


@lru_cache(maxsize=64)
def kernel(scale: int) -> np.ndarray:
    """Polyphase kernel, float64 (scale, 2 * RADIUS + 1): row p gives HR pixel p of an LR cell from its neighbours.

    Keys' cubic convolution (a = -0.5; IEEE TASSP 29, 1981) after a prefilter that inverts "upsample, then average each
    block"; what the truncated inverse leaves (below 1e-3) is put right exactly by a constant per neighbour. Rows sum
    to 1; the mean over rows is the unit impulse.
    """
    position = (np.arange(scale) + 0.5) / scale - 0.5
    offsets = np.arange(-2, 3)
    cubic = keys(position[:, None] - offsets[None, :])
    prefilter = _truncated_inverse(cubic.mean(0), RADIUS - 2)
    taps = np.stack([np.convolve(row, prefilter) for row in cubic])
    impulse = np.zeros(2 * RADIUS + 1)
    impulse[RADIUS] = 1.0
    taps += impulse - taps.mean(0)
    taps.setflags(write=False)
    return taps


@lru_cache(maxsize=64)
def inner_matrix(size: int, scale: int) -> np.ndarray:
    """Upsampling of `size` LR pixels from those and RADIUS more at either end, (size * scale, size + 2 RADIUS)."""
    taps = kernel(scale)
    result = np.zeros((size, scale, size + 2 * RADIUS))
    for cell in range(size):
        result[cell, :, cell : cell + 2 * RADIUS + 1] = taps
    result = result.reshape(size * scale, size + 2 * RADIUS)
    result.setflags(write=False)
    return result


@lru_cache(maxsize=64)
def matrix(size: int, scale: int) -> np.ndarray:
    """Upsampling of `size` LR pixels as a matrix, float64 (size * scale, size); the edge pixel repeats outwards."""
    inner = inner_matrix(size, scale)
    result = inner[:, RADIUS : RADIUS + size].copy()
    result[:, 0] += inner[:, :RADIUS].sum(1)
    result[:, -1] += inner[:, RADIUS + size :].sum(1)
    result.setflags(write=False)
    return result


def upsample(lr: np.ndarray, scale: int) -> np.ndarray:
    """LR-consistent upsampling of (..., h, w) to (..., h * scale, w * scale), float32, edge pixels repeating outwards.

    The mean of every scale x scale block equals the LR pixel to float32 precision.
    """
    rows = matrix(lr.shape[-2], scale).astype(np.float32)
    return rows @ upsample_columns(lr, scale)


def upsample_columns(lr: np.ndarray, scale: int) -> np.ndarray:
    """The same along the last axis only: (..., w) to (..., w * scale), float32; cost grows linearly with w."""
    return upsample_inner_columns(with_margin(lr), scale)


def with_margin(lr: np.ndarray) -> np.ndarray:
    """(..., w) with the edge pixels repeated RADIUS times to either side, float32 (..., w + 2 RADIUS)."""
    pad = [(0, 0)] * (lr.ndim - 1) + [(RADIUS, RADIUS)]
    return np.pad(np.asarray(lr, np.float32), pad, mode="edge")


def upsample_inner_columns(lr: np.ndarray, scale: int) -> np.ndarray:
    """Upsampling along the last axis of pixels that have RADIUS neighbours to either side.

    float32 (..., w + 2 RADIUS) to (..., w * scale).
    """
    taps = kernel(scale).astype(np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(lr, 2 * RADIUS + 1, axis=-1)
    return (windows @ taps.T).reshape(lr.shape[:-1] + (-1,))


def block_mean(hr: np.ndarray, scale: int) -> np.ndarray:
    """Area average: (..., h * scale, w * scale) to (..., h, w)."""
    height, width = hr.shape[-2] // scale, hr.shape[-1] // scale
    return hr.reshape(hr.shape[:-2] + (height, scale, width, scale)).mean((-3, -1))


def without_block_means(detail: np.ndarray, scale: int) -> np.ndarray:
    """`detail` (..., h * scale, w * scale) less a smooth bump in every scale x scale block, so that block means are 0.

    Blending details of zero block mean leaves a small one where the weights change inside a block. The bump is a
    raised cosine in both directions with mean 1 that falls to nearly 0 at the block's sides: no steps come in.
    """
    bump = 1 - np.cos(2 * np.pi * (np.arange(scale) + 0.5) / scale)
    means = block_mean(detail, scale)
    bumps = np.tile(np.outer(bump, bump).astype(np.float32), means.shape[-1])
    result = means.repeat(scale, -1)[..., None, :] * bumps  # (..., h, scale, w * scale): long rows are quick
    blocks = detail.reshape(result.shape)
    return np.subtract(blocks, result, out=result).reshape(detail.shape)


def _truncated_inverse(taps: np.ndarray, radius: int) -> np.ndarray:
    """Centre `2 * radius + 1` taps of the filter whose convolution with the symmetric `taps` is the unit impulse."""
    length = 256
    padded = np.zeros(length)
    padded[: len(taps)] = taps
    spectrum = np.fft.fft(np.roll(padded, -(len(taps) // 2))).real
    inverse = np.fft.ifft(1.0 / spectrum).real
    cut = np.roll(inverse, radius)[: 2 * radius + 1]
    return np.asarray(cut / cut.sum())

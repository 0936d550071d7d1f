"""Power of waves whose power is known."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.patches.metrics.spectra import RINGS, above_nyquist, power, ring_edges, rings


def wave(cycles, amplitude, shape=(64, 64)):
    phase = 2 * np.pi * cycles * np.arange(shape[1]) / shape[1]
    return np.broadcast_to(100 + amplitude * np.sin(phase), (1, *shape)).astype(float)


def test_power_is_that_of_the_whole_transform():
    """All frequencies of the full transform, mirrored ones too; even and odd widths."""
    for width in (12, 13):
        image = np.random.default_rng(width).normal(0, 1, (2, 10, width))
        window = np.outer(np.hanning(12)[1:-1], np.hanning(width + 2)[1:-1])
        full = sum((np.abs(np.fft.fft2((band - band.mean()) * window)) ** 2).sum() for band in image)
        assert power(image).sum() == pytest.approx(full, rel=1e-12)


def test_what_is_above_the_nyquist_frequency():
    """64 pixels, LR pixels of 8: up to 4 cycles are below."""
    fine, coarse = (power(wave(cycles, 3)) for cycles in (16, 2))
    assert above_nyquist(fine, 64, 8) == pytest.approx(fine.sum(), rel=1e-6)
    assert above_nyquist(coarse, 64, 8) < 1e-3 * coarse.sum()


def test_density_is_in_the_ring_of_the_wave_and_the_same_for_every_size():
    """A sinusoid of amplitude a has the variance a^2 / 2, whatever the window; its power lies around its frequency."""
    edges, found = ring_edges(), []
    for size in (64, 128):
        sums, counts = rings(power(wave(size // 4, 3, (size, size))), size)
        assert len(sums) == RINGS and edges[sums.argmax()] <= 0.25 <= edges[sums.argmax() + 1]
        assert counts.sum() <= size * size
        found.append(sums.sum() / size**2)
    assert found == pytest.approx([4.5, 4.5], rel=0.05)


def test_white_noise_is_flat():
    image = np.random.default_rng(0).normal(0, 2, (1, 128, 128))
    sums, counts = rings(power(image), 128)
    density = (sums / np.maximum(counts, 1))[counts > 1000]  # of some 200 that are independent under the window
    assert len(density) >= 4 and density == pytest.approx(np.full(len(density), 4.0), rel=0.15)

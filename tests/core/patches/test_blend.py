"""Blending keeps what it must keep: values with rho = 1, variance with rho = 0."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specgan.core.patches.blend import StripBlender
from specgan.core.patches.tiling import plan_axis


def mosaic(height, width, size, overlap, scale, rho, make_patch, lr_consistent=False):
    """Blend make_patch(row, col, LR row, LR column) over the whole plan; the base is zero for LR-consistent models."""
    rows, cols = plan_axis(height, size, overlap), plan_axis(width, size, overlap)
    blender = StripBlender(rows, cols, scale, 3, rho, lr_consistent)
    strips = []
    for i, top in enumerate(rows.starts):
        for j, left in enumerate(cols.starts):
            patch = make_patch(i, j, top, left)
            blender.add(i, j, patch, np.zeros_like(patch) if lr_consistent else None)
        strip = blender.finish_row(i)
        assert strip.row == top
        strips.append(strip.detail if strip.low is None else strip.low + strip.detail)
    return np.concatenate(strips, 1), rows, cols


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 4), st.sampled_from([2, 3, 4]))
def test_linear_weights_reproduce_repeated_pixels(height, width, overlap, scale):
    size = 8
    full = np.random.RandomState(height * 31 + width).uniform(-1, 1, (3, max(height, size), max(width, size)))
    full = full.astype(np.float32)

    def repeat(i, j, top, left):
        return np.kron(full[:, top : top + size, left : left + size], np.ones((1, scale, scale), np.float32))

    result, _, _ = mosaic(height, width, size, overlap, scale, 1.0, repeat)
    np.testing.assert_allclose(result, np.kron(full, np.ones((1, scale, scale))), atol=2e-6)


@pytest.mark.parametrize("overlap", [0, 1, 2, 4])
def test_independent_noise_keeps_unit_variance_everywhere(overlap):
    draws, size, scale = 400, 8, 2
    total = 0
    random = np.random.RandomState(7)
    for _ in range(draws):
        result, rows, cols = mosaic(
            21, 14, size, overlap, scale, 0.0, lambda *_: random.standard_normal((3, 16, 16)).astype(np.float32), True
        )
        total = total + result**2
    variance = (total / draws).mean(0)  # 1200 samples a pixel: standard error sqrt(2 / 1200) = 0.041
    assert variance.min() > 1 - 6 * 0.041 and variance.max() < 1 + 6 * 0.041
    blended = rows.blended(scale)[:, None] | cols.blended(scale)[None, :]
    assert abs(variance[~blended].mean() - 1) < 0.01
    if blended.any():
        assert abs(variance[blended].mean() - 1) < 0.01


def test_correlated_noise_keeps_unit_variance_with_its_own_rho():
    rho, random, total, draws = 0.5, np.random.RandomState(3), 0, 600
    for _ in range(draws):
        shared = random.standard_normal((3, 28, 28)) * np.sqrt(rho)

        def patch(i, j, top, left, shared=shared):
            here = shared[:, top * 2 : top * 2 + 16, left * 2 : left * 2 + 16]
            return (here + random.standard_normal((3, 16, 16)) * np.sqrt(1 - rho)).astype(np.float32)

        total = total + mosaic(14, 14, 8, 2, 2, rho, patch, True)[0] ** 2
    assert abs((total / draws).mean(0)[12:16].mean() - 1) < 0.03


def test_what_a_model_expects_blends_linearly_and_only_the_rest_keeps_its_variance():
    """Patches of 4 that share 2 pixels of one row, scale 1: weights 1, 1, w, 1 - w with w = 1/2 +- sqrt(2)/4.

    The first expects 1 and paints 3 on it, the second expects 5 and paints nothing: where both lie 1 w + 5 (1 - w)
    and, with rho = 0, 3 w / sqrt(w^2 + (1 - w)^2).
    """
    rows, cols = plan_axis(4, 4, 0), plan_axis(6, 4, 2)
    blender = StripBlender(rows, cols, 1, 1, rho=0.0)
    for col, (expected, painted) in enumerate(((1.0, 3.0), (5.0, 0.0))):
        base = np.full((1, 4, 4), expected, np.float32)
        blender.add(0, col, base + np.float32(painted), base)
    strip = blender.finish_row(0)
    w = np.array([0.5 + np.sqrt(2) / 4, 0.5 - np.sqrt(2) / 4])
    np.testing.assert_allclose(strip.low[0, 0], [1, 1, *(1 * w + 5 * (1 - w)), 5, 5], rtol=1e-6)
    np.testing.assert_allclose(strip.detail[0, 0], [3, 3, *(3 * w / np.sqrt(w**2 + (1 - w) ** 2)), 0, 0], atol=1e-6)

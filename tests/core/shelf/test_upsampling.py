"""The LR-consistent base: block means exact, constants kept, strips agree with the whole."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from specgan.core.shelf.upsampling import RADIUS, block_mean, inner_matrix, kernel, matrix, upsample, upsample_columns


@given(st.integers(1, 40), st.integers(1, 40), st.sampled_from([2, 3, 16, 32]), st.integers(0, 99))
def test_block_means_are_the_lr_pixels(height, width, scale, seed):
    lr = np.random.RandomState(seed).uniform(-1, 1, (2, height, width)).astype(np.float32)
    np.testing.assert_allclose(block_mean(upsample(lr, scale), scale), lr, atol=2e-6)


def test_constants_and_ramps():
    assert np.allclose(upsample(np.full((1, 5, 7), 0.25, np.float32), 16), 0.25, atol=1e-6)
    ramp = upsample_columns(np.arange(40, dtype=np.float32)[None], 4)[0]
    expected = (np.arange(160) + 0.5) / 4 - 0.5
    np.testing.assert_allclose(
        ramp[4 * RADIUS + 4 : -4 * RADIUS - 4], expected[4 * RADIUS + 4 : -4 * RADIUS - 4], atol=1e-3
    )


def test_a_strip_with_margin_equals_the_whole():
    lr = np.random.RandomState(0).uniform(-1, 1, (40,))
    whole = matrix(40, 4) @ lr
    part = inner_matrix(6, 4) @ lr[12 - RADIUS : 18 + RADIUS]
    np.testing.assert_allclose(part, whole[48:72], atol=1e-12)


def test_kernel_sums():
    taps = kernel(16)
    np.testing.assert_allclose(taps.sum(1), 1, atol=1e-12)
    np.testing.assert_allclose(taps.mean(0), np.eye(2 * RADIUS + 1)[RADIUS], atol=1e-12)

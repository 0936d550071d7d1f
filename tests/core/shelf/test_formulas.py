"""Formulas at points that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.shelf.formulas import BURT_ADELSON, LUMA, keys, luma, pyramid


def test_luma_of_the_primaries_and_of_grey():
    image = np.array([[255, 0, 0, 10], [0, 255, 0, 10], [0, 0, 255, 10]], np.uint8)
    np.testing.assert_allclose(luma(image), [76.245, 149.685, 29.07, 10], rtol=1e-6)
    assert LUMA.sum() == pytest.approx(1) and luma(image).dtype == np.float32


def test_keys_weights_at_a_quarter_and_their_sum():
    # -t/2 + t^2 - t^3/2 and so on, t = 1/4
    weights = keys(0.25 - np.arange(-1, 3))
    np.testing.assert_array_equal(weights, [-0.0703125, 0.8671875, 0.2265625, -0.0234375])
    assert keys(np.array([0.0, 1.0, -1.0, 2.0, 3.0])).tolist() == [1, 0, 0, 0, 0]
    everywhere = keys(np.linspace(0, 1, 33)[:, None] - np.arange(-1, 3))
    np.testing.assert_allclose(everywhere.sum(1), 1, atol=1e-15)


def test_the_pyramid_of_a_constant_and_of_one_bright_pixel():
    details, rest = pyramid(np.full((1, 8, 8), 3.0), 2)
    np.testing.assert_allclose(details, 0, atol=1e-6)
    np.testing.assert_allclose(rest, 3, atol=1e-6)
    bright = np.zeros((1, 16, 16))
    bright[0, 8, 8] = 1
    # rows and columns 2, 4 and 6 of the smoothed picture: taps 1/16, 6/16, 1/16
    np.testing.assert_allclose(pyramid(bright, 2)[1][0, 3:6, 3:6], np.outer([1, 6, 1], [1, 6, 1]) / 256, atol=1e-7)
    assert BURT_ADELSON.sum() == 1

"""The sliced Wasserstein distance of textures."""

from __future__ import annotations

import math

import numpy as np
import pytest
from specgan.core.shelf import formulas
from specgan.training.evaluation.wasserstein import level_distance, pyramid, sliced_wasserstein


@pytest.fixture
def image():
    return np.random.default_rng(0).uniform(0, 1, (3, 128, 128)).astype(np.float32)


def test_equal_images_have_no_distance(image):
    assert sliced_wasserstein(image, image, 16) == [0.0] * 4
    assert len(sliced_wasserstein(image, image, 32)) == 5


def test_the_pyramid_adds_up_to_the_image(image):
    levels = pyramid(image, 4)
    assert [level.shape for level in levels] == [(3, 128, 128), (3, 64, 64), (3, 32, 32), (3, 16, 16)]
    current = levels[-1]
    for level in levels[-2::-1]:
        current = level + formulas._expanded(current, level.shape[-2:])
    np.testing.assert_allclose(current, image, atol=1e-6)
    assert all(abs(float(level.mean())) < 1e-3 for level in levels[:-1])


def test_a_shift_is_seen_in_the_last_level_alone(image):
    distances = sliced_wasserstein(image + 0.25, image, 16)
    assert distances[:3] == pytest.approx([0.0] * 3, abs=2e-3)
    assert distances[3] > 0.5


def test_a_shift_of_one_standard_deviation_has_the_expected_distance():
    """Every component of a patch moves by 1, so its projection on a unit direction d by |sum of d|: for a direction in
    n dimensions that is sqrt(n) E|d_1| = sqrt(n / pi) Gamma(n / 2) / Gamma((n + 1) / 2) on average, for n = 147."""
    level = np.random.default_rng(1).standard_normal((3, 70, 70)).astype(np.float32)
    deviation = level.std((1, 2), keepdims=True)
    n = 3 * 7 * 7
    wanted = math.sqrt(n / math.pi) * math.exp(math.lgamma(n / 2) - math.lgamma((n + 1) / 2))
    # the mean of 256 directions scatters by 0.6 / 16
    assert level_distance(level + deviation, level) == pytest.approx(wanted, abs=0.1)
    assert level_distance(level + 2 * deviation, level) == pytest.approx(
        2 * level_distance(level + deviation, level), rel=0.01
    )


def test_a_gain_has_the_expected_distance():
    """Projections of white noise are normal with deviation 1: at a gain of g sorted values lie |g - 1| E|z| apart."""
    level = np.random.default_rng(2).standard_normal((3, 70, 70)).astype(np.float32)
    for gain in (0.0, 0.5, 2.0):
        wanted = abs(gain - 1) * math.sqrt(2 / math.pi)
        assert level_distance(gain * level, level) == pytest.approx(wanted, rel=0.03)


def test_the_amplitude_counts_by_the_truth_s_measure():
    """Texture that is missing is as far away as all of the truth's; the other way round it is further."""
    level = np.random.default_rng(3).standard_normal((3, 40, 40)).astype(np.float32)
    assert level_distance(level * 1e-3, level) == pytest.approx(level_distance(level * 0, level), rel=0.01)
    assert level_distance(level, level * 0.1) == pytest.approx(9 * math.sqrt(2 / math.pi), rel=0.05)


def test_stripes_are_no_noise():
    """Of the same energy, but another texture: further away than other noise of the same kind."""
    rng = np.random.default_rng(4)
    noise, other = rng.standard_normal((2, 3, 70, 70)).astype(np.float32)
    stripes = np.broadcast_to(math.sqrt(2) * np.sin(2 * np.pi * np.arange(70) / 5), (3, 70, 70)).astype(np.float32)
    assert level_distance(stripes, noise) > 3 * level_distance(other, noise)


def test_a_constant_truth_and_too_small_an_image():
    flat = np.zeros((3, 40, 40), np.float32)
    assert level_distance(flat, flat) == 0.0 and np.isfinite(level_distance(flat + 1, flat))
    with pytest.raises(ValueError, match="no patch of 7"):
        level_distance(np.zeros((3, 6, 40)), np.zeros((3, 6, 40)))

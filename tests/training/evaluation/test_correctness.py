"""Improvement, omission and hallucination, pixel by pixel worked out by hand."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from specgan.training.evaluation import correctness
from specgan.training.evaluation.correctness import pixel_scores, shares, shares_of

NEAR = 1 / (1 + 2 * exp(-4))
"""Share of a kind whose centre a pixel is at: scores 0, 1 and 1, softmin at 0.25."""


def test_distance_is_difference_over_sum_mean_over_bands():
    one, other = np.array([0.6, 0.2, 0.0]).reshape(3, 1, 1), np.array([0.2, 0.2, 0.5]).reshape(3, 1, 1)
    assert correctness.distance(one, other)[0, 0] == pytest.approx((0.5 + 0 + 1) / 3, abs=1e-6)


def test_scores_of_pixels():
    at_truth, at_lr, far = (np.array(pixel_scores(*map(np.array, d))) for d in ((0.0, 1.0), (1.0, 0.0), (1.0, 1.0)))
    np.testing.assert_allclose(at_truth, [0, 1, 1], atol=1e-12)
    np.testing.assert_allclose(at_lr, [1, 0, 1], atol=1e-12)
    np.testing.assert_allclose(far, [2 - exp(-0.05), 2 - exp(-0.05), exp(-0.05)], atol=1e-12)
    assert np.isfinite(pixel_scores(np.array(np.inf), np.array(np.inf))).all()


def image(*values):
    """Grey (3, 4, 4): twelve pixels of 0.5, then these four."""
    return np.tile(np.array([0.5] * 12 + list(values)).reshape(4, 4), (3, 1, 1))


def test_shares_of_known_pixels():
    """Twelve of sixteen pixels have nothing to add, and what is added there is 0: they do not count. LR 0.2, truth 0.6:
    distance 0.5. The four that count: at the truth, at the LR image, at the LR image, and 1: to the truth 0.25, over
    0.5 is 0.5; to the LR image 2/3, over 0.5 is 4/3."""
    truth, plain = image(*[0.6] * 4), image(*[0.2] * 4)
    found = shares_of(image(0.6, 0.2, 0.2, 1.0), truth, plain)
    beyond = 1 - exp(-0.05 * (0.5 + 4 / 3 - 1))
    scores = [0.5 + 4 / 3 * beyond, 4 / 3 + 0.5 * beyond, exp(-0.05 * 0.5 * 4 / 3)]
    weights = [exp(-score / 0.25) for score in scores]
    last = [weight / sum(weights) for weight in weights]
    rest = (1 - NEAR) / 2
    assert found["improvement"] == pytest.approx((NEAR + 2 * rest + last[0]) / 4, abs=1e-6)
    assert found["omission"] == pytest.approx((rest + 2 * NEAR + last[1]) / 4, abs=1e-6)
    assert found["hallucination"] == pytest.approx((3 * rest + last[2]) / 4, abs=1e-6)
    assert sum(found.values()) == pytest.approx(1)


def test_what_is_added_where_the_lr_image_is_the_truth_is_hallucination():
    """One pixel of sixteen: d is 0 there, so both distances over it are infinite."""
    flat, result = image(*[0.5] * 4), image(0.5, 0.5, 0.5, 0.9)
    found = shares_of(result, flat, flat)
    assert found["hallucination"] == pytest.approx(1) and found["improvement"] == pytest.approx(0, abs=1e-9)


def test_no_pixel_counts():
    flat = image(*[0.5] * 4)
    assert all(np.isnan(value) for value in shares_of(flat, flat, flat).values())


@pytest.fixture
def truth():
    """Random, 64 x 64: LR pixels of 16."""
    return np.random.default_rng(0).uniform(0.2, 0.8, (3, 64, 64))


def means(image):
    return image.reshape(3, 4, 16, 4, 16).mean((2, 4))


def test_the_truth_is_all_improvement_whatever_its_brightness(truth):
    for result in (truth, 0.1 + 0.5 * truth):  # the histograms are matched
        found = shares(result, truth, means(truth))
        assert found["improvement"] == pytest.approx(NEAR, abs=1e-3)
        assert found["hallucination"] == pytest.approx((1 - NEAR) / 2, abs=1e-3)


def test_noise_is_hallucination_and_blur_is_less(truth):
    noise = np.random.default_rng(1).permutation(truth.reshape(3, -1), axis=1).reshape(truth.shape)
    made_up = shares(noise, truth, means(truth))
    half = shares(0.5 * truth + 0.5 * noise, truth, means(truth))
    assert made_up["hallucination"] > half["hallucination"] > (1 - NEAR) / 2
    assert made_up["hallucination"] > 0.4 > made_up["improvement"]
    assert half["improvement"] > made_up["improvement"]


def test_small_images_have_a_smaller_border(truth):
    """16 x 16: 4 pixels a side, so that 8 x 8 count; what is wrong outside of them does not."""
    small = truth[:, :16, :16]
    broken = small.copy()
    broken[:, 0], broken[:, 1] = small[:, 1], small[:, 0]
    found = shares(broken, small, small.reshape(3, 4, 4, 4, 4).mean((2, 4)))
    assert found["improvement"] == pytest.approx(NEAR, abs=1e-3)


def test_the_border_does_not_count(truth):
    broken = truth.copy()
    broken[:, :16], broken[:, -16:], broken[:, :, :16], broken[:, :, -16:] = (
        np.roll(part, 3, 2) for part in (truth[:, :16], truth[:, -16:], truth[:, :, :16], truth[:, :, -16:])
    )
    found = shares(broken, truth, means(truth))
    assert found["improvement"] == pytest.approx(NEAR, abs=0.02)

"""Improvement, omission and hallucination, pixel by pixel worked out by hand."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from specgan.core.patches.metrics import correctness
from specgan.core.patches.metrics.correctness import pixel_scores, pixel_shares, shares_of, with_histograms

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


def test_pixels_have_their_own_shares():
    """Of the sixteen pixels of above, the four that count; the others have none."""
    truth, plain = image(*[0.6] * 4), image(*[0.2] * 4)
    shares, counts = pixel_shares(image(0.6, 0.2, 0.2, 1.0), truth, plain)
    assert counts.ravel().tolist() == [False] * 12 + [True] * 4
    np.testing.assert_allclose(shares[:, ~counts], 0)
    rest = (1 - NEAR) / 2
    np.testing.assert_allclose(shares[:, 3, :2].T, [[NEAR, rest, rest], [rest, NEAR, rest]], atol=1e-6)
    np.testing.assert_allclose(shares[:, counts].sum(0), 1)


def test_no_pixels_have_no_shares():
    shares, counts = pixel_shares(*(np.zeros((3, 0)) for _ in range(3)))
    assert shares.shape == (3, 0) and counts.shape == (0,)


def test_histograms_are_carried_over():
    """Ranks decide: the lowest quarter takes the model's lowest, a value between two quantiles lies between."""
    image_, model = np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[40.0, 10.0, 30.0, 20.0]])
    np.testing.assert_allclose(with_histograms(image_, model), [[10, 20, 30, 40]])
    np.testing.assert_allclose(with_histograms(image_, np.array([[0.0, 8.0]])), [[0, 0, 4, 8]])  # quantiles 1/4 ... 1


def test_histograms_are_those_of_scikit_image():
    exposure = pytest.importorskip("skimage.exposure")
    random = np.random.default_rng(3)
    image_, model = random.normal(0.5, 0.2, (3, 900)), random.uniform(0, 1, (3, 900))
    theirs = exposure.match_histograms(image_, model, channel_axis=0)
    np.testing.assert_allclose(with_histograms(image_, model), theirs, atol=1e-12)

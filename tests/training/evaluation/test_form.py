"""The discrepancy of two samples, with numbers worked out by hand."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from specgan.training.evaluation.form import floor, median_distance, mmd, squared_distances


def column(*values):
    return np.array(values, float)[:, None]


def test_squared_distances():
    one, other = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [3.0, 0.0], [3.0, 4.0]])
    np.testing.assert_allclose(squared_distances(one, other), [[1, 9, 25], [18, 16, 0]], atol=1e-12)
    far = 1e6 + column(0, 1, 3)  # digits are not lost far from 0
    np.testing.assert_allclose(squared_distances(far, far), [[0, 1, 9], [1, 0, 4], [9, 4, 0]], atol=1e-9)


def test_the_median_is_over_pairs_of_different_vectors():
    assert median_distance(column(0, 1, 3)) == pytest.approx(4)  # of 1, 9, 4
    assert median_distance(column(0, 1, 3, 7)) == pytest.approx((9 + 16) / 2)  # of 1 4 9 16 36 49
    assert np.isnan(median_distance(column(5)))


def test_discrepancy_of_two_pairs():
    """x = 0, 1 and y = 1, 3, bandwidth 2. Inside x: e^(-1/2), inside y: e^(-4/2); across, of different places: x1 and
    y2, e^(-9/2); x2 and y1, equal, 1. (2 e^(-1/2) + 2 e^(-2) - 2 e^(-9/2) - 2) / 2, which may be below 0."""
    wanted = exp(-0.5) + exp(-2) - exp(-4.5) - 1
    assert mmd(column(0, 1), column(1, 3), 2.0) == pytest.approx(wanted, abs=1e-12)


def test_discrepancy_of_samples_that_have_nothing_in_common():
    """All results alike, all truths alike, far apart: 1 + 1 - 0."""
    assert mmd(np.zeros((5, 3)), np.full((5, 3), 100.0), 1.0) == pytest.approx(2, abs=1e-12)


def test_equal_samples_have_none():
    sample = np.random.default_rng(0).standard_normal((40, 6))
    assert mmd(sample, sample, median_distance(sample)) == pytest.approx(0, abs=1e-12)


def test_pairs_of_one_place_stay_out():
    """A result that is its own truth moved a little is no nearer to the truths than one of another place: with the
    pairs of one place counted in, this figure would be below that of independent samples."""
    random = np.random.default_rng(1)
    truths = random.standard_normal((400, 4))
    order = random.permutation(400)
    own, others = mmd(truths + 0.01, truths, 4.0), mmd(truths[order] + 0.01, truths, 4.0)
    assert abs(own) < 1e-3 and abs(others) < 4e-3


def test_gaussians_come_to_the_known_value():
    """d of x from N(m, 1) and y from N(0, 1) is from N(m, 2), and the mean of exp(-d^2 / b) over N(m, 2) is
    (1 + 4 / b)^(-1/2) exp(-m^2 / (b + 4)); so the discrepancy is 2 (1 + 4 / b)^(-1/2) (1 - exp(-m^2 / (b + 4)))."""
    random = np.random.default_rng(2)
    found = [mmd(random.standard_normal((300, 1)) + 1, random.standard_normal((300, 1)), 2.0) for _ in range(100)]
    wanted = 2 * (1 + 4 / 2.0) ** -0.5 * (1 - exp(-1 / 6))
    assert np.mean(found) == pytest.approx(wanted, abs=3 * np.std(found) / 10)
    assert np.std(found) < 0.2 * wanted


def test_nothing_to_compare():
    assert np.isnan(mmd(column(1), column(2), 1.0))
    assert np.isnan(mmd(column(1, 1), column(1, 1), 0.0))
    with pytest.raises(ValueError, match="not of the same places"):
        mmd(column(1, 2), column(1, 2, 3), 1.0)


def test_the_floor():
    sample = np.random.default_rng(3).standard_normal((200, 5))
    mean, spread = floor(sample, median_distance(sample))
    assert abs(mean) < 5e-3 and 1e-4 < spread < 5e-3
    # two kinds, so far apart that only how many of each a half has counts; 4 vectors 0 0 L L halve into 00|LL (2) in
    # one of three cases, else 0L|0L or 0L|L0, whose pairs of different places differ (0 + 0 - 0 - 0) or agree (- 1 - 1)
    four = floor(column(0, 0, 1e3, 1e3), 1.0)
    assert -1 < four.mean < 2 and four.spread > 0.5
    assert np.isnan(floor(column(0, 1, 2), 1.0).mean) and np.isnan(floor(column(1, 1, 1, 1), 0.0).spread)

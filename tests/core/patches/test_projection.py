"""Values back into their type's range with the block means that they had: numbers worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specgan.core.patches.projection import with_block_means

EVERY = np.ones((1, 1), bool)


def block(*rows):
    return np.array([rows], np.float32)


def test_what_is_cut_off_above_is_given_back_to_the_others():
    """Mean 240: 340 is cut by 85, which the other three get in equal parts, 28 1/3 each; none of them reaches 255."""
    got = with_block_means(block([340, 200], [210, 210]), np.full((1, 1, 1), 240.0), (0, 255), EVERY)
    np.testing.assert_allclose(got, [[[255, 200 + 85 / 3], [210 + 85 / 3, 210 + 85 / 3]]], rtol=1e-6)


def test_who_reaches_the_limit_gives_on():
    """Mean 240: of the 110 that 365 loses, 250 takes 5, and the other two 52.5 each."""
    got = with_block_means(block([365, 250], [175, 170]), np.full((1, 1, 1), 240.0), (0, 255), EVERY)
    np.testing.assert_allclose(got, [[[255, 255], [175 + 52.5, 170 + 52.5]]], rtol=1e-6)


def test_both_ends_at_once():
    """Mean 100: -40 and 300 are cut, by 40 up and 45 down; the two between them take the difference, 2.5 each."""
    got = with_block_means(block([-40, 300], [60, 80]), np.full((1, 1, 1), 100.0), (0, 255), EVERY)
    np.testing.assert_allclose(got, [[[2.5 - 2.5, 255], [62.5, 82.5]]], rtol=1e-6)


@pytest.mark.parametrize("mean", [0.0, 255.0, 300.0, -1.0])
def test_a_mean_at_or_beyond_the_limit_is_a_flat_block(mean):
    got = with_block_means(block([-9, 300], [60, 80]), np.full((1, 1, 1), mean), (0, 255), EVERY)
    np.testing.assert_array_equal(got, np.full((1, 2, 2), np.clip(mean, 0, 255)))


def test_blocks_within_the_limits_stay_to_the_last_digit():
    values = block([300.0, 7.3, 200, 100], [1, 2, 3, 4.1])
    got = with_block_means(values, np.array([[[77.575, 76.775]]]), (0, 255), np.ones((1, 2), bool))
    np.testing.assert_array_equal(got[:, :, 2:], values[:, :, 2:])
    assert got[0, 0, 0] == 255 and abs(got[:, :, :2].mean() - 77.575) < 1e-5
    calm = block([1, 2], [3, 4])
    assert with_block_means(calm, np.full((1, 1, 1), 9.0), (0, 255), EVERY) is calm
    np.testing.assert_allclose(
        with_block_means(calm, np.full((1, 1, 1), 9.0), (0, 255), EVERY, everywhere=True), calm + 6.5, rtol=1e-6
    )


def test_blocks_without_data_stay():
    values = block([300, 7], [1, -5])
    assert with_block_means(values, np.full((1, 1, 1), 9.0), (0, 255), ~EVERY) is values


@given(st.integers(0, 10**6), st.sampled_from([2, 4, 16]), st.floats(1, 300))
@settings(max_examples=40, deadline=None)
def test_the_means_come_back_and_no_other_picture_is_nearer(seed, scale, spread):
    random = np.random.RandomState(seed)
    means = random.uniform(0, 255, (3, 2, 3))
    values = means.repeat(scale, 1).repeat(scale, 2) + random.normal(0, spread, (3, 2 * scale, 3 * scale))
    got = with_block_means(values.astype(np.float32), means, (0, 255), np.ones((2, 3), bool), everywhere=True)
    assert got.min() >= 0 and got.max() <= 255
    blocks = got.reshape(3, 2, scale, 3, scale).astype(np.float64)
    np.testing.assert_allclose(blocks.mean((2, 4)), means, atol=1e-3)
    moved = (got - values).reshape(blocks.shape)  # one shift for all that lie between the limits
    inside = (blocks > 1e-3) & (blocks < 255 - 1e-3)
    shift = np.where(inside, moved, np.nan)
    spans = np.nanmax(shift, (2, 4), initial=-np.inf) - np.nanmin(shift, (2, 4), initial=np.inf)
    assert (spans[np.isfinite(spans)] < 2e-3).all()

"""Patches cover everything once planned, and their weights add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from specgan.core.patches.tiling import plan_axis

axes = st.integers(1, 300).flatmap(
    lambda length: st.integers(1, 24).flatmap(
        lambda size: st.integers(0, size // 2).map(lambda overlap: (length, size, overlap))
    )
)


@given(axes)
def test_patches_cover_the_axis_and_end_at_its_edge(numbers):
    length, size, overlap = numbers
    axis = plan_axis(length, size, overlap)
    covered = np.zeros(axis.padded, int)
    for start in axis.starts:
        assert 0 <= start <= axis.padded - size
        covered[start : start + size] += 1
    assert covered.min() >= 1
    assert axis.starts[-1] + size == axis.padded == max(length, size)
    assert all(b > a and a + size - b >= overlap for a, b in zip(axis.starts, axis.starts[1:]))


@given(axes, st.integers(2, 7))
def test_weights_reach_every_pixel_and_stay_within_one(numbers, scale):
    axis = plan_axis(*numbers)
    ramps = axis.ramps(scale)
    plain, squared = axis.sums(scale)
    assert ramps.min() >= 0 and ramps.max() <= 1
    assert plain.min() > 0 and squared.min() > 0
    inside = ~axis.blended(scale)
    np.testing.assert_allclose(plain[inside], squared[inside], atol=1e-6)


@given(st.integers(8, 200), st.integers(0, 2))
def test_two_neighbours_weights_add_up_to_one(length, overlap):
    plain, _ = plan_axis(length, 8, overlap).sums(16)
    np.testing.assert_allclose(plain, 1, atol=1e-12)


@given(axes)
def test_final_rows_partition_the_axis(numbers):
    axis = plan_axis(*numbers)
    rows = [axis.final_rows(i) for i in range(len(axis.starts))]
    assert rows[0][0] == 0 and rows[-1][1] == axis.padded
    assert all(before[1] == after[0] for before, after in zip(rows, rows[1:]))


def test_known_plan():
    axis = plan_axis(21, 8, 2)
    assert axis.starts == (0, 6, 12, 13)
    assert axis.borders() == (6, 8, 12, 13, 14, 20)
    ramp = plan_axis(14, 8, 2).ramps(1)
    np.testing.assert_allclose(ramp[0], [1, 1, 1, 1, 1, 1, np.cos(np.pi / 8) ** 2, np.sin(np.pi / 8) ** 2])
    np.testing.assert_allclose(ramp[1], ramp[0][::-1])


@pytest.mark.parametrize("numbers", [(0, 8, 2), (8, 0, 0), (8, 8, 5), (8, 8, -1)])
def test_impossible_plans_are_refused(numbers):
    with pytest.raises(ValueError):
        plan_axis(*numbers)

"""Values map there and back; holes are filled from nearby and poison nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from specgan.core.patches.normalize import FILL_REACH, ValueMap, fill_holes


@given(st.floats(-1e4, 1e4), st.floats(1, 1e4))
def test_values_map_there_and_back(low, span):
    value_map = ValueMap((low,) * 2, (low + span,) * 2)
    values = np.linspace(low, low + span, 18, dtype=np.float32).reshape(2, 3, 3)
    network = value_map.to_network(values)
    np.testing.assert_allclose(network.ravel(), np.linspace(-1, 1, 18), atol=1e-3 * max(1, abs(low) / span))
    np.testing.assert_allclose(value_map.to_file(network), values, atol=1e-3 * span + 1e-3 * abs(low))


def test_published_mapping_of_8_bit_values():
    # file value / 255, then (v - 0.5) / 0.5
    values = np.array([0, 51, 255], np.float32).reshape(3, 1, 1)
    expected = (values / 255 - 0.5) / 0.5
    np.testing.assert_allclose(ValueMap((0,) * 3, (255,) * 3).to_network(values), expected, atol=1e-6)


def test_one_range_for_each_band():
    network = ValueMap((0, 10), (1, 20)).to_network(np.array([0.5, 20], np.float32).reshape(2, 1, 1))
    np.testing.assert_allclose(network.ravel(), [0, 1])


def test_a_hole_takes_the_mean_of_its_neighbours():
    values = np.arange(9, dtype=np.float32).reshape(1, 3, 3)
    valid = np.ones((3, 3), bool)
    valid[1, 1] = False
    values[0, 1, 1] = np.nan
    filled = fill_holes(values, valid)
    assert filled[0, 1, 1] == 4.0
    assert np.isnan(values[0, 1, 1])


def test_filling_depends_on_nothing_beyond_its_reach():
    random = np.random.RandomState(0)
    values = random.standard_normal((2, 40, 20)).astype(np.float32)
    valid = random.uniform(size=(40, 20)) > 0.8
    whole = fill_holes(values, valid)
    part = fill_holes(values[:, 10 - FILL_REACH : 20 + FILL_REACH], valid[10 - FILL_REACH : 20 + FILL_REACH])
    np.testing.assert_allclose(part[:, FILL_REACH:-FILL_REACH], whole[:, 10:20], atol=1e-6)
    assert np.isfinite(fill_holes(np.full((1, 30, 30), np.nan, np.float32), np.zeros((30, 30), bool))).all()

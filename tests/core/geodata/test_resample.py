"""Values between pixels, with holes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from specgan.core.geodata.resample import Samples

ROWS, COLS = np.mgrid[:12, :15] + 0.5


def linear(cols, rows):
    return np.stack([3 * cols - 2 * rows + 1, 0.5 * rows])


@given(st.lists(st.tuples(st.floats(0.5, 14.5), st.floats(0.5, 11.5)), min_size=1, max_size=20), st.booleans())
def test_a_linear_field_is_reproduced(points, cubic):
    cols, rows = np.array(points).T
    values, found = Samples(linear(COLS, ROWS), np.ones((12, 15), bool)).at(cols, rows, cubic)
    inside = (cols < 15) & (rows < 12)
    np.testing.assert_array_equal(found, inside)
    np.testing.assert_allclose(values[inside].T, linear(cols, rows)[:, inside], atol=2e-5)


def test_cubic_is_keys_and_linear_is_linear():
    step = np.zeros((1, 4, 4))
    step[..., 2:] = 1
    samples = Samples(step, np.ones((4, 4), bool))
    at = np.array([1.75]), np.array([2.0])
    # Keys' weights at t = 1/4: -0.0703125, 0.8671875, 0.2265625, -0.0234375
    assert samples.at(*at, True)[0][0, 0] == pytest.approx(0.2265625 - 0.0234375)
    assert samples.at(*at, False)[0][0, 0] == pytest.approx(0.25)


@pytest.mark.parametrize("cubic", [False, True])
def test_what_is_not_data_counts_for_nothing(cubic):
    values, valid = np.full((1, 12, 15), 5.0), np.ones((12, 15), bool)
    values[0, 4:6, 7] = np.nan
    valid[4:6, 7] = False
    cols, rows = (p.ravel() for p in np.meshgrid(np.arange(0.05, 15, 0.1), np.arange(0.05, 12, 0.1)))
    sampled, found = Samples(values, valid).at(cols, rows, cubic)
    np.testing.assert_array_equal(found, ~((cols > 7) & (cols < 8) & (rows > 4) & (rows < 6)))
    np.testing.assert_allclose(sampled[found], 5.0, atol=1e-5)
    assert np.isfinite(sampled).all()


def test_points_beside_the_array_and_nowhere():
    samples = Samples(np.ones((1, 3, 3)), np.ones((3, 3), bool), (100, 200))
    cols = np.array([100.0, 102.99, 103.0, 99.99, np.nan, 101.0, np.inf])
    rows = np.array([200.0, 202.99, 201.0, 201.0, 201.0, 203.0, 201.0])
    np.testing.assert_array_equal(samples.at(cols, rows, True)[1], [True, True, False, False, False, False, False])

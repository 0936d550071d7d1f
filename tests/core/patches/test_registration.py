"""The shift between two pictures of the same ground."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.patches.registration import MIN_CORRELATION, _filled, correlation, find_shift, is_gain, rgb_like

ALL = np.ones((48, 56), bool)


def ground(rows=48, cols=56, col=0.0, row=0.0, seed=0):
    """A smooth random landscape, looked at (col, row) cells further: exact at any fraction of a cell."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:rows, :cols].astype(float)
    x, y = x + col, y + row
    waves = zip(rng.normal(0, 0.5, (40, 2)), rng.uniform(0, 2 * np.pi, 40))
    return sum(np.sin(fx * x + fy * y + phase) for (fx, fy), phase in waves)


@pytest.mark.parametrize("col, row", [(0.0, 0.0), (1.0, -2.0), (0.4, 0.3), (-1.35, 0.65), (-0.5, 1.5)])
def test_a_known_shift_is_found_within_a_tenth_of_a_cell(col, row):
    found = find_shift(ground(), 3.0 * ground(col=-col, row=-row) + 7.0, ALL, 3)
    assert found.found and found.after > 0.9
    assert abs(found.col - col) < 0.1 and abs(found.row - row) < 0.1
    assert found.after >= found.before


def test_moving_by_the_shift_lays_one_picture_on_the_other():
    """moving[y + row, x + col] ~ reference[y, x], as the description says."""
    reference, moving = ground(), ground(col=-2.0, row=1.0)
    found = find_shift(reference, moving, ALL, 3)
    col, row = round(found.col), round(found.row)
    assert (col, row) == (2, -1)
    assert np.abs(moving[5 + row : 40 + row, 5 + col : 40 + col] - reference[5:40, 5:40]).max() < 1e-9


def test_noise_and_holes_do_not_move_it():
    rng = np.random.default_rng(1)
    valid = rng.random(ALL.shape) > 0.2
    moving = np.where(valid, ground(col=-1.25, row=0.5) + rng.normal(0, 1.5, ALL.shape), -9999.0)
    found = find_shift(ground(), moving, valid, 3)
    assert abs(found.col - 1.25) < 0.15 and abs(found.row + 0.5) < 0.15


def test_what_is_not_clear_is_left_alone():
    nothing = find_shift(ground(seed=1), ground(seed=2), ALL, 3)
    assert not nothing.found and (nothing.col, nothing.row) == (0.0, 0.0) and nothing.after < MIN_CORRELATION
    assert nothing.farther is None
    assert not find_shift(ground(8, 8), ground(8, 8), np.ones((8, 8), bool), 3).found  # too small to try
    few = np.zeros_like(ALL)
    few[10:16, 10:16] = True
    assert not find_shift(ground(), ground(), few, 3).found


def test_a_clear_match_beyond_the_limit_is_told():
    beyond = find_shift(ground(), ground(col=-6.5, row=5.25), ALL, 2)
    assert not beyond.found and beyond.farther == pytest.approx((6.5, -5.25), abs=0.2)
    assert find_shift(ground(), ground(col=-6.5, row=5.25), ALL, 8).found


@pytest.mark.parametrize("limit", [2, 3, 4])
@pytest.mark.parametrize("more", [0.3, 0.5, 0.75, 1.0, 1.5, 2.25])
def test_nothing_is_taken_from_just_beyond_the_limit(limit, more):
    """Neither moved by more than the limit, nor left unregistered as if it fitted; within it the shift is taken."""
    beyond = find_shift(ground(), ground(col=-limit - more), ALL, limit)
    assert not beyond.found and (beyond.col, beyond.row) == (0.0, 0.0)
    assert beyond.farther == pytest.approx((limit + more, 0.0), abs=0.1)
    within = find_shift(ground(), ground(row=limit - 0.2), ALL, limit)
    assert within.found and (within.col, within.row) == pytest.approx((0.0, 0.2 - limit), abs=0.1)


def test_holes_are_filled_from_around_them():
    valid = np.ones((5, 5), bool)
    valid[2, 2] = valid[0, 0] = False
    picture = np.where(valid, np.arange(25.0).reshape(5, 5), np.nan)
    filled = _filled(picture, valid)
    assert filled[2, 2] == pytest.approx(12.0) and filled[0, 0] == pytest.approx((1 + 5 + 6) / 3)
    assert np.array_equal(filled[valid], picture[valid])


def test_correlation_and_gain():
    a = ground()
    assert correlation(a, 2 * a + 5, ALL) == pytest.approx(1.0)
    assert correlation(a, -a, ALL) == pytest.approx(-1.0)
    assert correlation(a, np.ones_like(a), ALL) == 0.0
    by_numpy = np.corrcoef(a[ALL], ground(seed=3)[ALL])[0, 1]
    assert correlation(a, ground(seed=3), ALL) == pytest.approx(by_numpy)
    assert is_gain(0.5, 0.52) and not is_gain(0.5, 0.505)


def test_the_picture_of_a_cube_takes_the_bands_nearest_to_red_green_and_blue():
    cube = np.arange(5.0).reshape(5, 1, 1) * np.ones((1, 2, 2))
    picture = rgb_like(cube, (470.0, 555.0, 600.0, 655.0, 900.0))
    assert picture == pytest.approx(0.299 * 3 + 0.587 * 1 + 0.114 * 0)

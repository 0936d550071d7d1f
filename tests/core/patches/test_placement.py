"""What windows agree on: a shift, an affine map, or nothing."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.patches.placement import Placement, agreed

POINTS = np.array([(col, row) for row in (50.0, 150.0, 250.0) for col in (50.0, 150.0, 250.0)])


def test_a_placement_by_hand():
    """across = 1 + 0.01 col, down = -2 + 0.02 row: at (100, 50) that is (2, -1)."""
    placement = Placement((1.0, 0.01, 0.0), (-2.0, 0.0, 0.02))
    assert placement.at(np.array([[100.0, 50.0], [0.0, 0.0]])).tolist() == [[2.0, -1.0], [1.0, -2.0]]
    assert not placement.is_shift and Placement.shift(1, 2).is_shift
    assert placement.plus(Placement.shift(0.5, 0.25)).at(np.zeros((1, 2))).tolist() == [[1.5, -1.75]]
    assert placement.plus(placement.times(-1.0)) == Placement()


def test_most_windows_decide_on_a_shift():
    moves = np.tile((1.5, -0.5), (9, 1))
    moves[:3] = (7.0, 7.0), (-4.0, 2.0), (1.5, 3.0)
    placement, members = agreed(POINTS, moves)
    assert placement == Placement.shift(1.5, -0.5) and members.tolist() == [False] * 3 + [True] * 6


def test_four_of_nine_are_no_majority():
    moves = np.tile((1.5, -0.5), (9, 1))
    moves[:5] = (7.0, 7.0), (-4.0, 2.0), (1.5, 3.0), (0.0, -6.0), (5.0, -3.0)
    assert agreed(POINTS, moves) is None


def test_a_turn_is_an_affine_map():
    """A turn by 0.01 around (150, 150): the corners move by (-1, 1), (1, 1) ... pixels, which no shift is near."""
    turn = Placement((1.5, 0.0, -0.01), (-1.5, 0.01, 0.0))
    moves = turn.at(POINTS)
    moves[4] = (3.0, 3.0)  # one window is wrong
    placement, members = agreed(POINTS, moves)
    assert members.tolist() == [True] * 4 + [False] + [True] * 4
    assert np.allclose([placement.across, placement.down], [turn.across, turn.down], atol=1e-9)


def test_noise_is_no_affine_map():
    noise = np.random.default_rng(0).normal(0, 0.1, (9, 2))
    placement, members = agreed(POINTS, np.array([0.75, 0.25]) + noise)
    assert placement.is_shift and members.all()
    assert placement.at(np.zeros((1, 2)))[0] == pytest.approx([0.75, 0.25], abs=0.1)


def test_windows_on_one_line_make_no_affine_map():
    line = np.column_stack([np.linspace(0, 800, 8), np.zeros(8)])
    assert agreed(line, np.column_stack([np.linspace(-2, 2, 8), np.zeros(8)])) is None
    assert agreed(line[:1], np.array([[0.5, 0.25]]))[0] == Placement.shift(0.5, 0.25)

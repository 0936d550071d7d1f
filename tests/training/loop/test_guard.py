"""A run that leaves sanity goes back."""

from __future__ import annotations

import pytest
from specgan.core.errors import SpecGanError
from specgan.training.loop.guard import BEGIN, EVERY, MOST, PATIENCE, Guard


class Run:
    """A run whose state is a number."""

    def __init__(self):
        self.number, self.restored = 0, []

    def state(self):
        return {"number": self.number}

    def restore(self, state):
        self.number = state["number"]
        self.restored.append(self.number)


def watched(losses):
    run = Run()
    guard = Guard(run.state, run.restore)
    gone_back = []
    for loss in losses:
        run.number += 1
        gone_back.append(guard.watch(loss))
    return run, guard, gone_back


def test_a_healthy_run_and_single_odd_batches_are_left_alone():
    losses = [0.1, 0.11, 0.09, 0.1] * EVERY
    losses[60] = losses[200] = 5.0
    losses[300] = None
    run, guard, gone_back = watched(losses)
    assert not any(gone_back) and run.restored == [] and guard.falls == 0


def test_a_divergence_goes_back_to_the_older_of_two_good_states():
    steps = 2 * EVERY + 10  # states were kept at steps 1, EVERY + 1 and 2 EVERY + 1
    run, guard, gone_back = watched([0.1] * steps + [0.4] * PATIENCE)
    assert gone_back[-1] and gone_back.count(True) == 1
    assert run.restored == [EVERY + 1]


def test_a_loss_that_is_no_number_is_a_divergence():
    run, _, gone_back = watched([0.1] * (BEGIN + 1) + [float("nan")] * PATIENCE)
    assert gone_back[-1] and run.restored == [1]


def test_a_run_that_cannot_be_saved_ends_with_a_sentence():
    with pytest.raises(SpecGanError, match="diverged"):
        watched([0.1] * (BEGIN + 1) + [9.0] * PATIENCE * (MOST + 1))

"""Improvement, omission and hallucination of whole images."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from specgan.training.evaluation.correctness import shares

NEAR = 1 / (1 + 2 * exp(-4))
"""Share of a kind whose centre a pixel is at: scores 0, 1 and 1, softmin at 0.25."""


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

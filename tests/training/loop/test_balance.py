"""Weights that count in gradients."""

from __future__ import annotations

import pytest
import torch
from specgan.training.loop.balance import KEEP, Balance


def terms_of(image, **factors):
    """Terms whose gradients are the given factor in every pixel, each with a weight of 2."""
    return {name: (2.0, factor * image.sum(), image) for name, factor in factors.items()}


def test_every_term_weighs_what_its_weight_says_whatever_its_scale():
    image = torch.zeros(1, 3, 4, 4, requires_grad=True)
    parts = Balance().gradients(terms_of(image, small=1e-6, large=1e6))
    for part in parts.values():
        assert float(part.norm()) == pytest.approx(2.0, rel=1e-5)


def test_the_norm_follows_slowly_downwards_and_at_once_upwards():
    image = torch.zeros(1, 1, 1, 1, requires_grad=True)
    balance = Balance()
    assert float(balance.gradients(terms_of(image, a=1.0))["a"]) == pytest.approx(2.0)
    # a term that fades moves the network less, until the running norm has followed
    assert float(balance.gradients(terms_of(image, a=0.1))["a"]) == pytest.approx(0.2 / (KEEP + (1 - KEEP) * 0.1))
    assert float(balance.gradients(terms_of(image, a=100.0))["a"]) == pytest.approx(2.0)


def test_a_gradient_that_is_no_number_spoils_no_norm():
    image = torch.zeros(1, 1, 1, 1, requires_grad=True)
    balance = Balance()
    balance.gradients(terms_of(image, a=1.0))
    assert torch.isnan(balance.gradients(terms_of(image, a=float("nan")))["a"]).all()
    assert balance.norms == {"a": pytest.approx(1.0)}

"""The part that says how strong the detail is, by itself and in the network."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core import upsampling
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.network.strength import FLOOR, LIMIT, Strength, measures

from .conftest import patches

CONFIG = replace(PRESETS["tiny_x16"], strength_width=4, stationary=True)


@pytest.fixture
def generator():
    """A small network with a part for the strength, seeded."""
    torch.manual_seed(20)
    network = Generator(CONFIG).eval()
    with torch.no_grad():
        network.decoder.out[-1].weight.normal_(std=0.1)
    return network


def test_a_network_starts_with_factors_of_1(generator):
    hsi, rgb = patches(CONFIG, 2)
    with torch.no_grad():
        out = generator(hsi, rgb)
        generator.strength = None
        assert torch.equal(out, generator(hsi, rgb))


def test_a_factor_of_2_doubles_the_detail(generator):
    hsi, rgb = patches(CONFIG, 2)
    with torch.no_grad():
        base = upsampling.upsample(rgb[0].numpy(), 16)
        once = generator(hsi, rgb)[0].numpy() - base
        generator.strength.out.bias.fill_(LIMIT * math.atanh(math.log(2.0) / LIMIT))
        twice = generator(hsi, rgb)[0].numpy() - base
    assert np.abs(once).max() > 0.05
    assert np.abs(twice - 2 * once).max() < 1e-5


def test_factors_differ_from_place_to_place_and_block_means_stay(generator):
    torch.nn.init.normal_(generator.strength.out.weight, std=0.1)
    hsi, rgb = patches(CONFIG, 2)
    with torch.no_grad():
        factors = generator.strength(torch.randn(2, CONFIG.feature_width, 4, 4), rgb, 16)
        out = generator(hsi, rgb)
    assert factors.shape == (2, 3, 64, 64)
    assert float(factors.max() / factors.min()) > 1.2
    assert np.abs(upsampling.block_mean(out.numpy(), 16) - rgb.numpy()).max() < 1e-5


def test_every_weight_of_it_learns(generator):
    torch.nn.init.normal_(generator.strength.out.weight, std=0.1)
    generator(*patches(CONFIG, 2)).square().mean().backward()
    assert all(float(p.grad.abs().max()) > 0 for p in generator.strength.parameters())


def test_factors_are_bounded():
    part = Strength(3, 2)
    torch.nn.init.constant_(part.out.bias, 1e6)
    with torch.no_grad():
        factors = part(torch.zeros(1, 3, 4, 4), torch.zeros(1, 3, 4, 4), 8)
    assert factors.flatten().tolist() == pytest.approx([math.exp(LIMIT)] * factors.numel(), rel=1e-5)


def test_measures_of_a_patch():
    rgb = torch.rand(2, 3, 6, 5, generator=torch.Generator().manual_seed(21)) * 2 - 1
    luma = np.tensordot([0.299, 0.587, 0.114], rgb[1].numpy().astype(float), 1)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(luma, 1, mode="edge"), (3, 3))
    spread = 0.5 * np.log(windows.var((2, 3)) + FLOOR) / math.log(100.0) + 0.5
    wanted = np.stack([luma, luma**2, rgb[1, 0].numpy() - luma, rgb[1, 2].numpy() - luma, spread])
    np.testing.assert_allclose(measures(rgb)[1].numpy(), wanted, atol=1e-5)


def test_a_uniform_patch_has_no_spread():
    assert measures(torch.full((1, 3, 8, 8), 0.9))[0, 4].flatten().tolist() == pytest.approx([-0.5] * 64, abs=1e-3)

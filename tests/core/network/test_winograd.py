"""Winograd's convolutions are convolutions: against torch's own, layer by layer and in a whole network."""

from __future__ import annotations

import pytest
import torch
from specgan.core.network import winograd
from specgan.core.network.generator import Generator
from specgan.core.network.layers import Conv3x3, for_use_alone, repeat_edges
from specgan.core.network.synthesis import ModulatedConv2d
from torch.nn import functional

from .conftest import SMALL_PUBLISHED, patches


@pytest.fixture
def everywhere(monkeypatch):
    """Also for the smallest layers."""
    for name in ("LEAST_INPUTS", "LEAST_OUTPUTS", "LEAST_PIXELS"):
        monkeypatch.setattr(winograd, name, 1)


@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("height, width", [(1, 1), (1, 9), (2, 3), (4, 8), (7, 5), (33, 18)])
def test_a_layer_is_torchs_convolution(height, width, repeat, everywhere, monkeypatch):
    """Every pixel, in float64, where only a wrong formula is above 1e-10; the largest map in strips of one row."""
    monkeypatch.setattr(winograd, "STRIP", 7)
    torch.manual_seed(20)
    layer = Conv3x3(3, 5).double().eval()
    if repeat:
        repeat_edges(layer)
    maps = torch.randn(2, 3, height, width, dtype=torch.float64)
    with torch.no_grad():
        wanted = layer(maps)
        for_use_alone(layer)
        used = layer(maps)
    assert used.shape == wanted.shape and not torch.equal(used, wanted)
    assert (used - wanted).abs().max() < 1e-10


@pytest.mark.parametrize("repeat", [False, True])
def test_a_modulated_layer_is_torchs_convolution(repeat, everywhere):
    torch.manual_seed(21)
    layer = ModulatedConv2d(4, 6, 3, 5, repeat=repeat).double().eval()
    maps, style = torch.randn(2, 4, 6, 7, dtype=torch.float64), torch.randn(2, 5, dtype=torch.float64)
    with torch.no_grad():
        wanted, scales, kernel = layer(maps, style)
        for_use_alone(layer)
        used, same_scales, same_kernel = layer(maps, style)
    assert not torch.equal(used, wanted) and (used - wanted).abs().max() < 1e-10
    assert torch.equal(scales, same_scales) and torch.equal(kernel, same_kernel)


def test_one_pixel_by_hand():
    """A kernel of ones on the map 0 1 2 / 3 4 5 / 6 7 8: all of them in the middle, 0 + 1 + 3 + 4 in the corner."""
    maps, kernel = torch.arange(9.0).view(1, 1, 3, 3), torch.ones(1, 1, 3, 3)
    pixels = winograd.convolved(functional.pad(maps, (1, 1, 1, 1)), winograd.transformed(kernel), torch.tensor([100.0]))
    assert pixels[0, 0, 1, 1].item() == pytest.approx(136, abs=1e-4)
    assert pixels[0, 0, 0, 0].item() == pytest.approx(108, abs=1e-4)


def test_rounding_in_float32():
    """At the published network's most channels: 1e-4 of the map's standard deviation, where float64 is the truth."""
    torch.manual_seed(22)
    maps, kernel = torch.randn(1, 1024, 34, 34), torch.randn(64, 1024, 3, 3) / 96
    wanted = functional.conv2d(maps.double(), kernel.double())
    difference = winograd.convolved(maps, winograd.transformed(kernel)) - wanted
    assert wanted.std().item() == pytest.approx(1, abs=0.1)
    assert 0 < difference.abs().max() < 1e-4


def test_where_it_pays():
    assert winograd.pays(torch.empty(1, 128, 32, 32), 64)
    assert not winograd.pays(torch.empty(1, 127, 32, 32), 64)
    assert not winograd.pays(torch.empty(1, 128, 32, 31), 64)
    assert not winograd.pays(torch.empty(1, 128, 32, 32), 63)
    assert not winograd.pays(torch.empty(1, 128, 32, 32, dtype=torch.bfloat16), 64)
    assert not winograd.pays(torch.empty(1, 128, 32, 32, device="meta"), 64)


def test_the_whole_network_and_its_training(everywhere, monkeypatch):
    """In use within 1e-5 of the plain network; a kernel is transformed once; training keeps torch's convolutions."""
    torch.manual_seed(23)
    generator = Generator(SMALL_PUBLISHED).eval()
    calls = []
    original = winograd.transformed
    monkeypatch.setattr(winograd, "transformed", lambda kernel: calls.append(kernel.shape) or original(kernel))
    hsi, rgb = patches(SMALL_PUBLISHED, 2)
    with torch.no_grad():
        plain = generator(hsi, rgb)
        assert calls == []
        for_use_alone(generator)
        used = generator(hsi, rgb)
        first = len(calls)
        again = generator(hsi, rgb)
        assert first > 20 and len(calls) == first
        assert torch.equal(used, again) and 0 < (used - plain).abs().max() < 1e-5
        trained = generator.train()(hsi, rgb)
    assert len(calls) == first
    assert (trained - plain).abs().max() < 1e-5


def test_a_kept_kernel_follows_the_precision():
    kept = winograd.Kernels()
    kernel = torch.randn(2, 3, 3, 3)
    assert kept.of(kernel) is kept.of(kernel)
    assert kept.of(kernel.double()).dtype == torch.float64

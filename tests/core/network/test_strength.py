"""The part that says how strong the detail is, by itself and in the network."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.network.layers import luminance
from specgan.core.network.strength import FLOOR, LEAST, LEAST_ROOM, LIMIT, MIDDLE, Strength, measures, scaled
from specgan.core.shelf import upsampling
from torch.nn import functional

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


def cell_strength(detail, scale=16):
    """Standard deviation of luma in every LR pixel, (n, 3, S, S) to (n, 1, s, s)."""
    return functional.avg_pool2d(luminance(detail).square(), scale).sqrt()


def detail_of(generator, hsi, rgb):
    """What the network adds to the base."""
    base = np.stack([upsampling.upsample(image, 16) for image in rgb.numpy()])
    with torch.no_grad():
        return generator(hsi, rgb) - torch.from_numpy(base)


def test_detail_gets_the_strength_that_is_wanted():
    """White noise averaged over 7 x 7 pixels: few grains in an LR pixel, so they differ by 17 percent by chance."""
    stream = torch.Generator().manual_seed(22)
    grains = functional.avg_pool2d(torch.randn(2, 3, 134, 134, generator=stream), 7, 1)
    detail = grains - functional.interpolate(functional.avg_pool2d(grains, 16), scale_factor=16.0)
    asked = torch.full((2, 1, 8, 8), math.log(0.2))
    before, after = (cell_strength(image) for image in (detail, scaled(detail, asked, 2)))
    wanted = 0.2 * before / (before.square() + LEAST).sqrt()
    assert before.log().std() > 0.15
    assert (after / wanted).log().std() < 0.05
    assert abs(float((after / wanted).log().mean())) < 0.02
    errors = [(cell_strength(scaled(detail, asked, passes)) / wanted).log().std() for passes in (1, 2, 3)]
    assert errors[0] < 0.08 and errors[1] < 0.6 * errors[0] and errors[2] < 0.8 * errors[1]  # each time comes nearer


def test_scaling_keeps_colours_and_no_detail_stays_none():
    detail = torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(23))
    factor = scaled(detail, torch.zeros(1, 1, 4, 4), 2) / detail
    assert torch.allclose(factor[:, :1].expand_as(factor), factor, rtol=1e-4)
    assert scaled(torch.zeros(1, 3, 32, 32), torch.zeros(1, 1, 4, 4), 2).abs().max() == 0


def test_a_network_starts_with_the_same_strength_everywhere(generator):
    hsi, rgb = patches(CONFIG, 2)
    found = cell_strength(detail_of(generator, hsi, rgb))
    assert found.log().mean() == pytest.approx(math.log(MIDDLE), abs=0.1)
    assert found.log().std() < 0.12


def test_twice_the_strength_is_twice_the_detail(generator):
    hsi, rgb = patches(CONFIG, 2)
    once = detail_of(generator, hsi, rgb)
    generator.strength.out.bias.data.fill_(LIMIT * math.atanh(math.log(2.0) / LIMIT))
    assert (detail_of(generator, hsi, rgb) - 2 * once).abs().max() < 0.02 * once.abs().max()


def test_strength_differs_from_place_to_place_and_block_means_stay(generator):
    torch.nn.init.normal_(generator.strength.out.weight, std=0.1)
    hsi, rgb = patches(CONFIG, 2)
    with torch.no_grad():
        out = generator(hsi, rgb)
    found = cell_strength(detail_of(generator, hsi, rgb))
    assert float(found.max() / found.min()) > 1.5
    assert np.abs(upsampling.block_mean(out.numpy(), 16) - rgb.numpy()).max() < 1e-5


def test_every_weight_of_it_learns(generator):
    torch.nn.init.normal_(generator.strength.out.weight, std=0.1)
    generator(*patches(CONFIG, 2)).square().mean().backward()
    assert all(float(p.grad.abs().max()) > 0 for p in generator.strength.parameters())


def test_strengths_are_bounded():
    part = Strength(3, 2)
    torch.nn.init.constant_(part.out.bias, 1e6)
    with torch.no_grad():
        found = part(torch.zeros(1, 3, 4, 4), torch.zeros(1, 3, 4, 4))
    assert found.flatten().tolist() == pytest.approx([math.log(MIDDLE) + LIMIT] * 16, rel=1e-5)


def test_strengths_leave_room_to_black_and_white():
    """Luma -0.8, 0 and 0.9 leave room of 0.2, 1 and 0.1; black itself leaves the least."""
    free, bound = Strength(3, 2), Strength(3, 2, room=0.5)
    bound.load_state_dict(free.state_dict())
    for part in (free, bound):
        torch.nn.init.zeros_(part.out.weight)
        torch.nn.init.constant_(part.out.bias, 2.0)
    luma = torch.tensor([-0.8, 0.0, 0.9, -1.0])
    rgb = luma.reshape(1, 1, 2, 2).expand(1, 3, 2, 2)
    with torch.no_grad():
        asked, given = (part(torch.zeros(1, 3, 2, 2), rgb).exp().flatten().tolist() for part in (free, bound))
    assert asked[0] > 0.5
    assert given == pytest.approx([0.1, min(asked[1], 0.5), 0.05, LEAST_ROOM], rel=1e-5)


def test_less_of_a_result_is_cut_off_where_room_is_left():
    """Dark ground with strong detail: its block means are met, but for what rounding to -1 takes away."""
    torch.manual_seed(24)
    free = Generator(CONFIG).eval()
    bound = Generator(replace(CONFIG, strength_room=0.5)).eval()
    with torch.no_grad():
        free.decoder.out[-1].weight.normal_(std=0.1)
        free.strength.out.bias.fill_(1.0)
        bound.load_state_dict(free.state_dict())
        hsi, rgb = patches(CONFIG, 2)
        rgb = 0.1 * rgb - 0.85
        off = []
        for network in (free, bound):
            met = functional.avg_pool2d(network(hsi, rgb).clamp(-1, 1), 16)
            off.append(float((met - rgb).square().mean().sqrt()))
    assert off[1] < 0.2 * off[0] and off[0] > 0.02


def test_a_strength_without_a_base_is_refused():
    with pytest.raises(SpecGanError, match="strength_width"):
        replace(CONFIG, base="none")


def test_measures_of_a_patch():
    rgb = torch.rand(2, 3, 6, 5, generator=torch.Generator().manual_seed(21)) * 2 - 1
    luma = np.tensordot([0.299, 0.587, 0.114], rgb[1].numpy().astype(float), 1)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(luma, 1, mode="edge"), (3, 3))
    spread = 0.5 * np.log(windows.var((2, 3)) + FLOOR) / math.log(100.0) + 0.5
    wanted = np.stack([luma, luma**2, rgb[1, 0].numpy() - luma, rgb[1, 2].numpy() - luma, spread])
    np.testing.assert_allclose(measures(rgb)[1].numpy(), wanted, atol=1e-5)


def test_a_uniform_patch_has_no_spread():
    assert measures(torch.full((1, 3, 8, 8), 0.9))[0, 4].flatten().tolist() == pytest.approx([-0.5] * 64, abs=1e-3)

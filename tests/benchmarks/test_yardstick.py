"""The yardstick is the published network: what benchmarks compare with has to be right itself."""

from __future__ import annotations

import gc
import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from specgan.core.network.config import GeneratorConfig
from specgan.core.network.generator import Generator
from specgan.core.network.published import published_state_dict
from yardstick import Yardstick, mosaic

REFERENCE = Path(__file__).parents[1] / "reference"


def reference_recipe():
    """The module that seeds the reference weights."""
    description = importlib.util.spec_from_file_location("reference_recipe", REFERENCE / "recipe.py")
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["generator_x32", pytest.param("generator_x16", marks=pytest.mark.slow)])
def test_the_yardstick_answers_as_the_published_network(name):
    recipe = reference_recipe()
    row = torch.tensor([1.0, 3.0, 3.0, 1.0])
    state = {}
    for key, shape in json.loads((REFERENCE / "state_dict_manifest.json").read_text())[name].items():
        values = recipe.tensor(key, shape)
        state[key] = torch.outer(row, row) / 16 if values is None else torch.from_numpy(values.reshape(shape))
    yardstick = Yardstick(state)
    assert yardstick.scale == int(name[-2:]) and yardstick.out_size == 256
    with np.load(REFERENCE / f"{name}.npz") as reference:
        given = torch.from_numpy(recipe.generator_input(yardstick.in_size)[:1])
        assert np.array_equal(given, reference["input"][:1])
        answer = yardstick(given[:, :48], given[:, 48:]).numpy()
        assert np.abs(answer - reference["output"][:1]).max() < 1e-3
        for features, wanted in zip(yardstick.fused(given[:, :48], given[:, 48:]), ("fusion_x", "fusion_y")):
            expected = reference[wanted][:1]
            assert np.abs(features[:, :64].numpy() - expected).max() < 5e-4 * np.abs(expected).max()
    del state, yardstick
    gc.collect()


@pytest.fixture
def small():
    """A small network of the published topology, and the yardstick with its tensors."""
    torch.manual_seed(2)
    config = GeneratorConfig(
        scale=4, in_size=8, hsi_bands=5, base_width=6, growth=3, blocks=2, layers=3, attention_width=2,
        feature_width=7, style_width=9, channels=(10, 11, 12, 13), closing_width=4, tail_width=5,
    )  # fmt: skip
    generator = Generator(config).eval()
    with torch.no_grad():
        for value in generator.parameters():
            value.add_(0.05 * torch.randn_like(value))
    state = {key[len("generator.") :]: value for key, value in published_state_dict(generator).items()}
    return generator, Yardstick(state)


def test_the_yardstick_and_the_engines_network_agree(small):
    generator, yardstick = small
    hsi, rgb = torch.rand(3, 5, 8, 8) * 2 - 1, torch.rand(3, 3, 8, 8) * 2 - 1
    with torch.no_grad():
        difference = (generator(hsi, rgb) - yardstick(hsi, rgb)).abs().max()
    assert difference < 2e-4  # random weights drive the tanh hard, which multiplies rounding


def test_the_mosaic_is_the_mean_of_the_patches(small):
    _, yardstick = small
    hsi, rgb = (np.random.RandomState(0).uniform(-1, 1, (n, 8, 14)).astype(np.float32) for n in (5, 3))
    result = mosaic(yardstick, hsi, rgb, 2)
    inputs = [[torch.from_numpy(layer[None, :, :, c : c + 8].copy()) for layer in (hsi, rgb)] for c in (0, 6)]
    patches = [yardstick(*pair) for pair in inputs]
    assert result.shape == (3, 32, 56)
    np.testing.assert_allclose(result[:, :, :24], patches[0][0, :, :, :24], atol=1e-6)
    np.testing.assert_allclose(result[:, :, 24:32], (patches[0][0, :, :, 24:] + patches[1][0, :, :, :8]) / 2, atol=1e-6)
    np.testing.assert_allclose(result[:, :, 32:], patches[1][0, :, :, 8:], atol=1e-6)

"""Small networks, and the reference answers of the published network."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import torch
from specgan.core.modelspec import ModelSpec
from specgan.core.network.config import PRESETS, GeneratorConfig
from specgan.core.network.generator import Generator

REFERENCE = Path(__file__).parents[2] / "reference"

SMALL_PUBLISHED = GeneratorConfig(
    scale=4,
    in_size=8,
    hsi_bands=5,
    base_width=6,
    growth=3,
    blocks=2,
    layers=3,
    attention_width=2,
    feature_width=7,
    style_width=9,
    channels=(10, 11, 12, 13),
    closing_width=4,
    tail_width=5,
)
"""The published topology with a different number everywhere, so that a mix-up shows."""


@pytest.fixture(scope="session")
def recipe():
    """The module that seeds the reference weights."""
    description = importlib.util.spec_from_file_location("reference_recipe", REFERENCE / "recipe.py")
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def manifest():
    """Keys and shapes of the published checkpoints."""
    return json.loads((REFERENCE / "state_dict_manifest.json").read_text())


@pytest.fixture
def tiny():
    """(generator, spec) of the preset for tests, seeded."""
    torch.manual_seed(1)
    config = PRESETS["tiny_x16"]
    generator = Generator(config).eval()
    return generator, spec_for(config)


@pytest.fixture
def small_published():
    """A generator of the published topology, seeded."""
    torch.manual_seed(2)
    return Generator(SMALL_PUBLISHED).eval()


def spec_for(config, **changes):
    """A description that fits `config`."""
    values = {
        "name": "test model",
        "scale": config.scale,
        "in_size": config.in_size,
        "wavelengths": tuple(460.0 + 20.0 * band for band in range(config.hsi_bands)),
        "band_width": 20.0,
        "lr_consistent": config.base == "lr_consistent",
        **changes,
    }
    return ModelSpec(**values)


def patches(config, batch, seed=3):
    """(hsi, rgb) tensors in [-1, 1]."""
    stream = torch.Generator().manual_seed(seed)
    shape = (config.in_size, config.in_size)
    hsi = torch.rand((batch, config.hsi_bands, *shape), generator=stream) * 2 - 1
    return hsi, torch.rand((batch, 3, *shape), generator=stream) * 2 - 1

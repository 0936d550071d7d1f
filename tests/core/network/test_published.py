"""The promise: published checkpoints load, answer as the published network does, and are written back unchanged."""

from __future__ import annotations

import gc

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.checkpoint import load_generator, save_published
from specgan.core.network.config import PRESETS, DiscriminatorConfig
from specgan.core.network.discriminator import Discriminator
from specgan.core.network.generator import Generator
from specgan.core.network.layers import for_use_alone
from specgan.core.network.published import deduce_config, load_published, published_state_dict

from .conftest import REFERENCE, SMALL_PUBLISHED, patches


def fir(gain):
    row = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(row, row) / 64 * gain


def seeded(recipe, shapes, prefix, gain):
    """The reference weights under `prefix`; FIR kernels as the published code builds them."""
    values = {}
    for key, shape in shapes.items():
        array = recipe.tensor(key, shape)
        values[prefix + key] = fir(gain) if array is None else torch.from_numpy(array.reshape(shape))
    return values


@pytest.mark.parametrize("preset, name", [("paper_x16", "generator_x16"), ("paper_x32", "generator_x32")])
def test_keys_and_shapes_are_the_published_ones(preset, name, manifest):
    with torch.device("meta"):
        state = published_state_dict(Generator(PRESETS[preset]), Discriminator(DiscriminatorConfig()))
    wanted = {"generator." + key: tuple(shape) for key, shape in manifest[name].items()}
    wanted.update(("discriminator." + key, tuple(shape)) for key, shape in manifest["discriminator"].items())
    assert {key: tuple(value.shape) for key, value in state.items()} == wanted


@pytest.mark.parametrize("preset, name", [("paper_x16", "generator_x16"), ("paper_x32", "generator_x32")])
def test_generator_answers_as_the_published_one(preset, name, recipe, manifest):
    """Output within 1e-3, also with Winograd's convolutions, fused features within 5e-4 of their largest magnitude;
    weights come back bit by bit."""
    state = seeded(recipe, manifest[name], "generator.", 4.0)
    generator, discriminator = load_published(state)
    assert generator.config == PRESETS[preset]
    assert discriminator is None
    saved = published_state_dict(generator)
    assert [key for key in state if not torch.equal(saved[key], state[key])] == []
    del state, saved
    with np.load(REFERENCE / f"{name}.npz") as reference:
        given = recipe.generator_input(generator.config.in_size)
        assert np.array_equal(given, reference["input"])
        hsi, rgb = torch.from_numpy(given[:, :48]), torch.from_numpy(given[:, 48:])
        features = {}
        hook = generator.fusion.register_forward_hook(lambda module, _, out: features.update(x=out[0], y=out[1]))
        with torch.no_grad():
            output = generator(hsi, rgb).numpy()
        assert np.abs(output - reference["output"]).max() < 1e-3
        hook.remove()
        for_use_alone(generator)
        with torch.no_grad():
            used = generator(hsi[:1], rgb[:1]).numpy()
        assert np.abs(used - reference["output"][:1]).max() < 1e-3
        assert not np.array_equal(used, output[:1])
        for branch in ("x", "y"):
            wanted = reference["fusion_" + branch]
            assert np.abs(features[branch][:, :64].numpy() - wanted).max() < 5e-4 * np.abs(wanted).max()
    del generator
    gc.collect()


def test_discriminator_answers_as_the_published_one(recipe, manifest, small_published):
    """Within 2e-5; weights come back bit by bit."""
    state = seeded(recipe, manifest["discriminator"], "discriminator.", 1.0)
    _, discriminator = load_published({**state, **published_state_dict(small_published)})
    assert discriminator.config == DiscriminatorConfig()
    saved = published_state_dict(small_published, discriminator)
    assert [key for key in state if not torch.equal(saved[key], state[key])] == []
    with np.load(REFERENCE / "discriminator.npz") as reference, torch.no_grad():
        logits = discriminator(torch.from_numpy(recipe.discriminator_input())).numpy()
        assert np.abs(logits - reference["output"]).max() < 2e-5


def test_every_width_is_deduced_from_the_tensors(small_published):
    state = published_state_dict(small_published)
    bare = {key[len("generator.") :]: value for key, value in state.items()}
    assert deduce_config(bare) == SMALL_PUBLISHED
    for layout in (state, bare):
        generator, _ = load_published(layout)
        hsi, rgb = patches(SMALL_PUBLISHED, 2)
        with torch.no_grad():
            assert torch.equal(generator(hsi, rgb), small_published(hsi, rgb))


def test_file_of_the_published_code(small_published, tmp_path):
    """meta, perceptual loss and discriminator beside the generator do no harm."""
    state = published_state_dict(small_published, Discriminator(DiscriminatorConfig(32, (4, 4, 4, 4))))
    state["perceptual_loss.vgg.0.weight"] = torch.zeros(2)
    path = tmp_path / "published.pth"
    torch.save({"meta": {"iter": 7, "time": "now"}, "state_dict": state}, path)
    generator, spec = load_generator(path)
    assert generator.config == SMALL_PUBLISHED
    assert not generator.training
    assert (spec.scale, spec.in_size, spec.bands, spec.assumed_wavelengths) == (4, 8, 5, True)
    assert spec.wavelengths == (380.0, 547.5, 715.0, 882.5, 1050.0)
    assert spec.rgb_range.dtype == spec.hsi_range.dtype == "uint8"
    assert "Assumed" in spec.notes


def test_saving_keeps_what_the_network_does_not_use(small_published, tmp_path):
    state = published_state_dict(small_published)
    state["generator.generator.style_mapping.3.bias"] += 5.0
    generator, _ = load_published(state)
    save_published(tmp_path / "again.pth", generator)
    again = torch.load(tmp_path / "again.pth", weights_only=True)["state_dict"]
    assert sorted(again) == sorted(state)
    assert [key for key in state if not torch.equal(again[key], state[key])] == []


def change(state, what):
    if what == "missing":
        del state["generator.decoder_out.2.bias"]
    elif what == "unknown":
        state["generator.extra.weight"] = torch.zeros(1)
    elif what == "shape":
        state["generator.encoder_head.Infor.0.bias"] = torch.zeros(1)
    elif what == "no branch":
        for key in [key for key in state if "branch1_1" in key]:
            del state[key]
    elif what == "scalar":
        state["generator.encoder_head.layerOut_X.0.weight"] = torch.tensor(1.0)


@pytest.mark.parametrize("what", ["missing", "unknown", "shape", "no branch", "scalar"])
def test_another_network_is_refused(what, small_published):
    state = published_state_dict(small_published)
    change(state, what)
    with pytest.raises(SpecGanError, match="do not make up a SpecGAN network"):
        load_published(state)


def test_another_filter_is_refused(small_published):
    state = published_state_dict(small_published)
    state["generator.generator.to_rgbs.0.upsample.kernel"] = torch.ones(4, 4) / 4
    with pytest.raises(SpecGanError, match="resampling filter"):
        load_published(state)


def test_the_published_format_has_no_upsampled_base(tiny):
    with pytest.raises(SpecGanError, match="no place"):
        published_state_dict(tiny[0])

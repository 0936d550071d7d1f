"""Weights that come back from an exported file."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.models import find_model
from specgan.core.modelspec import ModelSpec
from specgan.core.network.config import PRESETS
from specgan.core.network.export import export_onnx
from specgan.core.network.generator import Generator
from specgan.training.export import onnx_weights
from specgan.training.export.model_file import random_input
from specgan.training.export.onnx_weights import generator_from_onnx


@pytest.mark.parametrize(("name", "preset"), [("aerial_x16", "wide_x16"), ("aerial_x32", "wide_x32")])
def test_the_bundled_models_come_back(name, preset):
    """The file's own answers were compared already; every parameter has to have been found, and none left as drawn."""
    generator, spec = generator_from_onnx(find_model(f"specgan_{name}"))
    assert spec.scale == PRESETS[preset].scale and generator.config == PRESETS[preset]
    hsi, rgb = (torch.from_numpy(values) for values in random_input(spec, 2))
    with torch.no_grad():
        once, again = generator.answers(hsi, rgb)[0], generator.answers(hsi, rgb)[0]
        Generator.train(generator)
        fresh = generator.answers(hsi, rgb)[0]
    assert torch.equal(once, again) and not torch.equal(once, fresh), "noise is fixed in use and fresh in training"


def test_a_file_of_no_known_network_is_refused(tmp_path, monkeypatch):
    """Of another shape than any preset; and of a preset's size but with other layers."""
    tiny = replace(PRESETS["tiny_x16"], channels=(8, 8, 8, 4, 4))
    path = tmp_path / "other.onnx"
    export_onnx(Generator(tiny), ModelSpec("other", 16, 4, (460.0, 550.0, 650.0, 850.0), lr_consistent=True), path)
    with pytest.raises(SpecGanError, match="cannot be read back") as caught:
        generator_from_onnx(path)
    assert "checkpoint" in str(caught.value)
    monkeypatch.delitem(PRESETS, "tiny_x16")
    with pytest.raises(SpecGanError, match="cannot be read back"):
        generator_from_onnx(path)


def test_a_network_that_answers_otherwise_is_not_taken(tmp_path, monkeypatch):
    path, constants = tmp_path / "own.onnx", onnx_weights._noise_and_bias
    tiny = Generator(PRESETS["tiny_x16"])
    with torch.no_grad():
        for parameter in tiny.parameters():  # as if trained: equal constants become one in the file
            parameter.add_(0.01 * torch.randn_like(parameter))
    export_onnx(tiny, ModelSpec("own", 16, 4, (460.0, 550.0, 650.0, 850.0), lr_consistent=True), path)
    found = generator_from_onnx(path)[0]
    assert found.config == PRESETS["tiny_x16"]
    for name, own in tiny.named_parameters():
        other = found.get_parameter(name)
        if "noise_strength" in name:  # a sample of 16 numbers and more tells it
            assert 0.4 * own.detach().abs().item() < other.item() < 1.8 * own.detach().abs().item(), name
        elif f"{name[:-5]}.noise_strength" not in dict(tiny.named_parameters()):
            assert torch.allclose(own, other, atol=1e-5), name
    monkeypatch.setattr(onnx_weights, "_noise_and_bias", lambda *a: {k: 2 * v + 1 for k, v in constants(*a).items()})
    with pytest.raises(SpecGanError, match="cannot be read back"):
        generator_from_onnx(path)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(SpecGanError, match="needs the Python package onnxruntime"):
        generator_from_onnx(path)

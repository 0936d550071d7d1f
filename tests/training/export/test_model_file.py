"""Checkpoint to ONNX: one self-describing file that answers as torch does, or none at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import onnxruntime
import pytest
import torch
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.modelspec import ModelSpec, ValueRange, spec_from_onnx
from specgan.core.network.checkpoint import load_generator, save_model, save_published
from specgan.core.network.config import PRESETS, GeneratorConfig
from specgan.core.network.generator import Generator
from specgan.core.shelf.progress import Progress
from specgan.training.export import model_file as module
from specgan.training.export.card import card
from specgan.training.export.model_file import export, parity, random_input

PUBLISHED = GeneratorConfig(
    scale=4,
    in_size=8,
    hsi_bands=3,
    base_width=4,
    growth=2,
    blocks=1,
    layers=2,
    attention_width=2,
    feature_width=4,
    style_width=4,
    channels=(4, 4, 4, 4),
    closing_width=4,
)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    """An own checkpoint, weights far from their start; its answers go little beyond -1 and 1, as trained ones do."""
    torch.manual_seed(0)
    config = replace(PRESETS["tiny_x16"], strength_width=4)
    generator = Generator(config)
    with torch.no_grad():
        for value in generator.parameters():
            value.add_(0.05 * torch.randn_like(value))
        generator.decoder.out[-1].weight.normal_(std=0.02)
    spec = ModelSpec("tiny", 16, config.in_size, (460.0, 560.0, 660.0, 900.0), 20.0, lr_consistent=True)
    path = tmp_path_factory.mktemp("checkpoint") / "tiny.pt"
    save_model(path, generator, spec)
    return path


@pytest.fixture(scope="module")
def exported(checkpoint, tmp_path_factory):
    """What export made of it, with some fields of the description replaced."""
    output = tmp_path_factory.mktemp("exported") / "tiny.onnx"
    return export(checkpoint, output, overrides={"name": "renamed", "licence": "CC0", "overlap": 1})


def test_the_file_stands_alone_and_describes_itself(checkpoint, exported):
    assert [p.name for p in exported.path.parent.iterdir()] == ["tiny.onnx"]
    spec = spec_from_onnx(exported.path)
    assert spec == exported.spec
    assert (spec.name, spec.licence, spec.overlap, spec.scale) == ("renamed", "CC0", 1, 16)
    assert spec.wavelengths == load_generator(checkpoint)[1].wavelengths


def test_nothing_of_this_machine_is_in_the_file(exported):
    content = exported.path.read_bytes()
    assert b".py" not in content
    assert str(module.__file__).rsplit("/", 3)[0].encode() not in content


@pytest.mark.parametrize("batch", [1, 2, 5, 16])
def test_any_batch_gives_what_torch_gives(batch, checkpoint, exported):
    generator, spec = load_generator(checkpoint)
    hsi, rgb = random_input(spec, batch)
    session = onnxruntime.InferenceSession(str(exported.path), providers=["CPUExecutionProvider"])
    got = session.run(["sr"], {"hsi": hsi, "rgb": rgb})[0]
    with torch.no_grad():
        wanted = generator(torch.from_numpy(hsi), torch.from_numpy(rgb)).numpy()
    assert got.shape == (batch, 3, 64, 64)
    assert np.abs(got - wanted).max() < 2e-5 * np.abs(wanted).max()
    assert np.abs(got.reshape(batch, 3, 4, 16, 4, 16).mean((3, 5)) - rgb).max() < 1e-5


def test_a_published_checkpoint(tmp_path):
    torch.manual_seed(1)
    save_published(tmp_path / "published.pth", Generator(PUBLISHED))
    done = export(tmp_path / "published.pth", tmp_path / "published.onnx", overrides={"wavelengths": [450, 550, 650]})
    assert done.difference < 1e-4
    assert (done.spec.scale, done.spec.in_size, done.spec.wavelengths) == (4, 8, (450.0, 550.0, 650.0))
    assert spec_from_onnx(tmp_path / "published.onnx").rgb_range.dtype == "uint8"


def test_parity_sees_one_changed_weight(checkpoint, exported):
    generator, _ = load_generator(checkpoint)
    assert parity(generator, exported.spec, exported.path) == exported.difference < 1e-4
    with torch.no_grad():
        generator.synthesis.rgbs[0].bias[1] += 0.5
    with pytest.raises(SpecGanError, match="differs from torch's"):
        parity(generator, exported.spec, exported.path)


def test_parity_sees_another_description(checkpoint, exported):
    generator, spec = load_generator(checkpoint)
    with pytest.raises(SpecGanError, match="describe itself"):
        parity(generator, spec, exported.path)


def test_what_differs_or_is_cancelled_leaves_the_old_file(checkpoint, exported, tmp_path, monkeypatch):
    class Stop(Progress):
        def is_cancelled(self):
            return len(list(tmp_path.iterdir())) > 1  # as soon as the temporary file is there

    def other(generator, spec, path, half):
        path.write_bytes(exported.path.read_bytes())  # a sound file, described in another way

    monkeypatch.setattr(module, "export_onnx", other)
    (tmp_path / "model.onnx").write_text("old")
    for progress, expected in ((None, SpecGanError), (Stop(), Cancelled)):
        with pytest.raises(expected):
            export(checkpoint, tmp_path / "model.onnx", progress)
        assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("model.onnx", "old")]


@pytest.mark.parametrize(
    "overrides, message",
    [
        ({"wings": 2}, "wings"),
        ({"scale": 32}, "scale"),
        ({"wavelengths": [500.0]}, "4 HSI bands, but 1"),
        ({"overlap": 9}, "overlap"),
    ],
)
def test_overrides_that_make_no_sense(overrides, message, checkpoint, tmp_path):
    with pytest.raises(SpecGanError, match=message):
        export(checkpoint, tmp_path / "model.onnx", overrides=overrides)
    assert list(tmp_path.iterdir()) == []


def test_a_half_file_of_other_weights_is_refused(checkpoint, tmp_path):
    generator, spec = load_generator(checkpoint)
    done = export(checkpoint, tmp_path / "half.onnx", half=True)
    assert parity(generator, done.spec, done.path, half=True) == done.difference
    with torch.no_grad():
        for weights in generator.parameters():
            weights *= 1.01
    with pytest.raises(SpecGanError, match="without --half"):
        parity(generator, done.spec, done.path, half=True)


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("figures", [[(float("nan"),) * 2, (0.0, 0.0)], [(0.0, 0.0), (float("nan"),) * 2]])
def test_an_answer_that_is_no_number_is_refused_in_any_batch(checkpoint, exported, monkeypatch, half, figures):
    generator, _ = load_generator(checkpoint)
    told = iter(figures)
    monkeypatch.setattr(module, "_difference", lambda *arguments: next(told))
    with pytest.raises(SpecGanError, match="differs from torch's"):
        parity(generator, exported.spec, exported.path, half)


def test_bad_names_and_files(checkpoint, tmp_path):
    with pytest.raises(SpecGanError, match="ends in .onnx"):
        export(checkpoint, tmp_path / "model.tif")
    with pytest.raises(SpecGanError, match="cannot be read"):
        export(tmp_path / "none.pt", tmp_path / "model.onnx")
    with pytest.raises(SpecGanError, match="does not exist"):
        export(checkpoint, tmp_path / "none" / "model.onnx")
    assert list(tmp_path.iterdir()) == []


def test_half_weights_give_nearly_the_same_answers_in_a_smaller_file(checkpoint, exported, tmp_path):
    told = {"name": "renamed", "licence": "CC0", "overlap": 1}
    done = export(checkpoint, tmp_path / "half.onnx", overrides=told, half=True, table="measured")
    assert done.path.stat().st_size < exported.path.stat().st_size
    assert exported.difference < done.difference < 1 / 127.5
    assert spec_from_onnx(done.path) == exported.spec
    assert done.card == tmp_path / "half.md" and "float16 weights" in done.card.read_text()
    hsi, rgb = random_input(done.spec, 2)
    session = onnxruntime.InferenceSession(str(done.path), providers=["CPUExecutionProvider"])
    got = session.run(["sr"], {"hsi": hsi, "rgb": rgb})[0]
    assert got.dtype == np.float32  # at the border, and the base is not rounded: block means stay exact
    assert np.abs(got.reshape(2, 3, 4, 16, 4, 16).mean((3, 5)) - rgb).max() < 1e-5


def small_graph(path, largest=1.0):
    """y = base x (weights x), all of it matrices."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(0)
    tensors = {
        "weights": rng.normal(0, 1, (128, 128)).astype(np.float32) * largest,
        "base": rng.normal(0, 1, (96, 128)).astype(np.float32),
        "few": rng.normal(0, 1, (128, 4)).astype(np.float32),
    }
    nodes = [
        helper.make_node("MatMul", ["weights", "x"], ["a"]),
        helper.make_node("MatMul", ["base", "a"], ["b"]),
        helper.make_node("MatMul", ["b", "few"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes, "small", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [128, 128])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [96, 4])],
        [numpy_helper.from_array(values, name) for name, values in tensors.items()],
    )  # fmt: skip
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8), str(path))
    return tensors


def test_large_tensors_are_rounded_and_nothing_else(tmp_path):
    import onnx
    from specgan.core.network.export import _store_half

    path = tmp_path / "small.onnx"
    tensors = small_graph(path)
    _store_half(path, {(96, 128)})
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: onnx.numpy_helper.to_array(tensor).dtype for tensor in graph.initializer}
    assert stored == {"weights.half": np.float16, "base": np.float32, "few": np.float32}
    x = np.random.default_rng(1).normal(0, 1, (128, 128)).astype(np.float32)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    rounded = tensors["weights"].astype(np.float16).astype(np.float64)
    wanted = tensors["base"] @ (rounded @ x) @ tensors["few"]
    assert np.abs(session.run(["y"], {"x": x})[0] - wanted).max() < 1e-5 * np.abs(wanted).max()


def test_weights_that_half_precision_cannot_hold(tmp_path):
    from specgan.core.network.export import _store_half

    small_graph(tmp_path / "large.onnx", 1e5)
    with pytest.raises(SpecGanError, match="half precision cannot hold"):
        _store_half(tmp_path / "large.onnx", set())


def test_a_model_card_tells_what_the_file_tells(tmp_path):
    (tmp_path / "tiny.onnx").write_bytes(bytes(2_340_000))
    spec = ModelSpec(
        "tiny", 16, 4, (460.0, 900.0), 20.0, lr_consistent=True, gsd=(0.5, 1.0), trained_on="a town", licence="CC0",
        notes="Only a test.", metrics={"val_psnr": 23.5}, rgb_range=ValueRange("uint8"),
    )  # fmt: skip
    table = "| method | PSNR |\n|---|---|\n| bicubic | 20.1 |"
    text = card(spec, tmp_path / "tiny.onnx", "float16", 0.00123, table)
    facts = (
        "# Model card: tiny", "`tiny.onnx`, 2.3 MB, float16 weights", "16x, patches of 4 x 4", "2 bands, 460 to 900 nm",
        "| Licence of the weights | CC0 |",
        "LR pixels of 8 to 16 m in, pixels of 0.5 to 1 m out", "Only a test.", "* a town\n", table, "1.2e-03",
        "10.1109/TGRS.2022.3222360",
        "uint8: 0 to 255; else percentiles 1 and 99", "Not for measuring",
        "(DETAIL) | 1 |",
    )  # fmt: skip
    assert [fact for fact in facts if fact not in text] == []
    assert "`expected`" not in text and "may be missing" not in text
    assert "val_psnr" not in text  # the diary of the training is no part of a page for users
    assert "Not measured" in card(spec, tmp_path / "tiny.onnx", "float32", 0.0)
    two = card(replace(spec, expected=True, hsi_optional=True), tmp_path / "tiny.onnx", "float32", 0.0)
    assert "DETAIL goes from `expected` (0) to `sr` (1)" in two and "width 20 nm; may be missing" in two

"""Checkpoint to ONNX: one self-describing file that answers as torch does, or none at all."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.modelspec import ModelSpec, spec_from_onnx
from specgan.core.network.checkpoint import load_generator, save_model, save_published
from specgan.core.network.config import PRESETS, GeneratorConfig
from specgan.core.network.generator import Generator
from specgan.core.progress import Progress
from specgan.training import export as module
from specgan.training.export import export, parity, random_input

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
    """An own checkpoint with weights far from their start."""
    torch.manual_seed(0)
    config = PRESETS["tiny_x16"]
    generator = Generator(config)
    with torch.no_grad():
        for value in generator.parameters():
            value.add_(0.05 * torch.randn_like(value))
        generator.decoder.out[-1].weight.normal_(std=0.05)
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
    assert str(module.__file__).rsplit("/", 2)[0].encode() not in content


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


def test_bad_names_and_files(checkpoint, tmp_path):
    with pytest.raises(SpecGanError, match="ends in .onnx"):
        export(checkpoint, tmp_path / "model.tif")
    with pytest.raises(SpecGanError, match="cannot be read"):
        export(tmp_path / "none.pt", tmp_path / "model.onnx")
    with pytest.raises(SpecGanError, match="does not exist"):
        export(checkpoint, tmp_path / "none" / "model.onnx")
    assert list(tmp_path.iterdir()) == []


def test_half_weights_make_a_file_of_nearly_half_the_size_with_nearly_the_same_answers(tmp_path):
    torch.manual_seed(0)
    config = PRESETS["compact_x16"]
    spec = ModelSpec("compact", 16, 8, tuple(460.0 + 20 * i for i in range(28)), 20.0, lr_consistent=True)
    save_model(tmp_path / "c.pt", Generator(config), spec)
    full = export(tmp_path / "c.pt", tmp_path / "full.onnx")
    half = export(tmp_path / "c.pt", tmp_path / "half.onnx", half=True)
    sizes = [done.path.stat().st_size for done in (full, half)]
    assert sizes[1] < 0.56 * sizes[0]
    assert full.difference < 1e-4 and half.difference < module.HALF_TOLERANCE
    assert spec_from_onnx(half.path) == spec
    hsi, rgb = random_input(spec, 2)
    session = onnxruntime.InferenceSession(str(half.path), providers=["CPUExecutionProvider"])
    got = session.run(["sr"], {"hsi": hsi, "rgb": rgb})[0]
    assert got.dtype == np.float32  # at the border, and the base is not rounded: block means stay exact
    assert np.abs(got.reshape(2, 3, 8, 16, 8, 16).mean((3, 5)) - rgb).max() < 1e-5


def test_half_weights_are_those_of_the_network_rounded(checkpoint, tmp_path):
    """The graph computes in float32: it answers as the torch network with rounded weights does."""
    done = export(checkpoint, tmp_path / "half.onnx", half=True)
    import onnx

    graph = onnx.load(str(done.path)).graph
    stored = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    halves = [name for name, values in stored.items() if values.dtype == np.float16]
    generator, spec = load_generator(checkpoint)
    weights = dict(generator.named_parameters())
    known = [name for name in halves if name[: -len(".half")] in weights]
    assert len(known) >= 10
    for name in known:
        wanted = weights[name[: -len(".half")]].detach().numpy()
        assert np.array_equal(stored[name].reshape(wanted.shape), wanted.astype(np.float16))
    assert sorted(n.input[0] for n in graph.node if n.op_type == "Cast" and n.input[0] in halves) == sorted(halves)


def test_weights_that_half_precision_cannot_hold(checkpoint, tmp_path):
    generator, spec = load_generator(checkpoint)
    with torch.no_grad():
        generator.decoder.out[0].weight[0] = 1e6
    save_model(tmp_path / "large.pt", generator, spec)
    with pytest.raises(SpecGanError, match="half precision cannot hold"):
        export(tmp_path / "large.pt", tmp_path / "m.onnx", half=True)
    assert [path.name for path in tmp_path.iterdir()] == ["large.pt"]


def test_a_model_card_tells_what_the_file_tells(checkpoint, tmp_path):
    told = {"licence": "CC0", "notes": "Only a test.", "trained_on": "a town", "gsd": [0.5, 1.0]}
    table = "| method | PSNR |\n|---|---|\n| bicubic | 20.1 |"
    done = export(checkpoint, tmp_path / "tiny.onnx", overrides=told, half=True, table=table)
    assert done.card == tmp_path / "tiny.md"
    text = done.card.read_text()
    size = done.path.stat().st_size / 1e6
    facts = (
        f"`tiny.onnx`, {size:.1f} MB, float16 weights", "16x, patches of 4 x 4", "4 bands, 460 to 900 nm",
        "| Licence of the weights | CC0 |", "0.5 to 1 m", "Only a test.", "a town", table, f"{done.difference:.1e}",
        "uint8: 0 to 255; else percentiles 1 and 99", "Not for measuring",
    )  # fmt: skip
    assert [fact for fact in facts if fact not in text] == []
    assert export(checkpoint, tmp_path / "other.onnx").card is None and not (tmp_path / "other.md").exists()

"""Importing a model: it is installed only once it has run, and a bad file leaves nothing."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from specgan.core.backends import open_backend
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.models import installed_models
from specgan.core.modelspec import METADATA_KEY, ModelSpec, described, onnx_with_spec, spec_from_onnx
from specgan.core.network.checkpoint import load_generator, save_published
from specgan.core.network.config import GeneratorConfig
from specgan.core.network.generator import Generator
from specgan.core.shelf.progress import Progress
from specgan.training.export.importing import Import, import_model
from support import write_onnx

PYTHON = Path(sys.executable)
SPEC = ModelSpec("repeat", 4, 8, (450.0, 550.0, 650.0), lr_consistent=True)
PUBLISHED = GeneratorConfig(
    scale=4, in_size=8, hsi_bands=3, base_width=4, growth=2, blocks=1, layers=2, attention_width=2, feature_width=4,
    style_width=4, channels=(4, 4, 4, 4), closing_width=4,
)  # fmt: skip


@pytest.fixture
def models(tmp_path):
    return tmp_path / "profile" / "models"


@pytest.fixture
def published(tmp_path):
    """A small network in the published layout."""
    torch.manual_seed(1)
    save_published(tmp_path / "a published one.pth", Generator(PUBLISHED))
    return tmp_path / "a published one.pth"


def refuse(job, words):
    before = sorted(job.folder.rglob("*")) if job.folder.exists() else []
    with pytest.raises(SpecGanError, match=words) as caught:
        import_model(job)
    assert caught.value.hint
    assert (sorted(job.folder.rglob("*")) if job.folder.exists() else []) == before


def test_an_onnx_file_with_a_new_description(tmp_path, models):
    source = write_onnx(tmp_path / "source.onnx", SPEC)
    overrides = {"licence": "CC0", "notes": "tried — once", "wavelengths": [460.0, 560.0, 660.0]}
    done = import_model(Import(source, models, "mine", overrides))
    assert installed_models([models]) == {"mine": models / "mine.onnx"} and done.path == models / "mine.onnx"
    assert [path.name for path in models.iterdir()] == ["mine.onnx"]
    assert done.spec == spec_from_onnx(done.path)
    assert done.spec == replace(
        SPEC, name="mine", licence="CC0", notes="tried — once", wavelengths=(460.0, 560.0, 660.0)
    )
    rgb = np.random.RandomState(0).rand(2, 3, 8, 8).astype(np.float32)
    got = open_backend(done.path, "cpu").infer(np.zeros((2, 3, 8, 8), np.float32), rgb)
    np.testing.assert_array_equal(got, rgb.repeat(4, 2).repeat(4, 3))


def test_onnx_itself_reads_the_new_description(tmp_path):
    import onnx

    data = write_onnx(tmp_path / "m.onnx", SPEC).read_bytes()
    changed = onnx.load_model_from_string(onnx_with_spec(data, described(SPEC, {"notes": "x" * 70000})))
    assert {p.key: len(p.value) for p in changed.metadata_props}[METADATA_KEY] > 70000
    assert len(changed.metadata_props) == 1
    original = onnx.load_model_from_string(data)
    assert changed.graph == original.graph and changed.opset_import == original.opset_import


@pytest.mark.parametrize("python", [pytest.param(None, marks=pytest.mark.slow), PYTHON], ids=["here", "elsewhere"])
def test_a_published_checkpoint_is_converted(published, models, python):
    overrides = {"licence": "theirs", "wavelengths": [450, 550, 650]}
    done = import_model(Import(published, models, "", overrides, onnx_python=python, torch_python=python))
    assert done.name == "a_published_one" and [p.name for p in models.iterdir()] == ["a_published_one.onnx"]
    assert (done.spec.scale, done.spec.licence) == (4, "theirs")
    assert done.spec.wavelengths == (450.0, 550.0, 650.0) and not done.spec.assumed_wavelengths
    generator, _ = load_generator(published)
    stream = np.random.RandomState(3)
    hsi, rgb = (stream.uniform(-1, 1, (2, bands, 8, 8)).astype(np.float32) for bands in (3, 3))
    with torch.no_grad():
        wanted = generator(torch.from_numpy(hsi), torch.from_numpy(rgb)).numpy()
    assert np.abs(open_backend(done.path, "cpu").infer(hsi, rgb) - wanted).max() < 1e-4


@pytest.mark.parametrize("python", [None, PYTHON], ids=["here", "elsewhere"])
def test_damaged_checkpoints(published, models, python, tmp_path):
    cut = tmp_path / "cut.pth"
    cut.write_bytes(published.read_bytes()[:-2000])
    refuse(Import(cut, models, torch_python=python), "not a torch checkpoint, or it is damaged")


def test_band_centres_that_do_not_fit(published, models):
    refuse(Import(published, models, "other", {"wavelengths": [450, 550]}), "3 HSI bands, but 2")


def test_files_that_are_no_models(tmp_path, models):
    for name, content, words in (
        ("text.onnx", b"hello", "not an ONNX model"),
        ("empty.onnx", b"", "not an ONNX model"),
        ("empty.pt", b"", "is empty"),
        ("picture.png", b"x", "not a model file"),
    ):
        (tmp_path / name).write_bytes(content)
        refuse(Import(tmp_path / name, models), words)
    refuse(Import(tmp_path / "gone.onnx", models), "no model file")
    whole = write_onnx(tmp_path / "whole.onnx", SPEC).read_bytes()
    (tmp_path / "cut.onnx").write_bytes(whole[: len(whole) // 2])
    refuse(Import(tmp_path / "cut.onnx", models), "not an ONNX model|does not describe itself")


def test_models_that_lie(tmp_path, models):
    other = tmp_path / "scale.onnx"
    other.write_bytes(onnx_with_spec(write_onnx(other, SPEC).read_bytes(), replace(SPEC, scale=8)))
    refuse(Import(other, models), "not the one that its description tells of")
    shifted = tmp_path / "shifted.onnx"
    shifted.write_bytes(_brighter(write_onnx(tmp_path / "m.onnx", SPEC)))
    refuse(Import(shifted, models), "average back to the RGB layer, but they do not")


def _brighter(path):
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(path))
    model.graph.node[0].output[0] = "plain"
    model.graph.node.append(helper.make_node("Add", ["plain", "offset"], ["sr"]))
    model.graph.initializer.append(numpy_helper.from_array(np.float32(0.01), "offset"))
    return model.SerializeToString()


def test_names(tmp_path, models):
    source = write_onnx(tmp_path / "source.onnx", SPEC)
    import_model(Import(source, models, "mine"))
    refuse(Import(source, models, "Mine"), "a model Mine already")
    refuse(Import(source, models, "bundled", taken=("bundled",)), "already")
    for name in ("../mine", "a b", ".hidden", "a/b", "x" * 81, "nul\0"):
        refuse(Import(source, models, name), "cannot be the name")


def test_a_folder_that_is_none(tmp_path):
    (tmp_path / "models").write_text("a file")
    with pytest.raises(SpecGanError, match="models cannot be made"):
        import_model(Import(write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "models", "mine"))
    assert (tmp_path / "models").read_text() == "a file"


def test_cancel_leaves_nothing(published, models):
    class Stop(Progress):
        def is_cancelled(self):
            return models.exists() and any(models.iterdir())

    with pytest.raises(Cancelled):
        import_model(Import(published, models, torch_python=PYTHON), Stop())
    assert list(models.iterdir()) == []

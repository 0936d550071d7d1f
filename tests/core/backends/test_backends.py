"""Models load, run where they were told to, and say what they are."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from specgan.core.backends import open_backend, read_spec
from specgan.core.backends.worker_backend import WorkerBackend
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import ModelSpec
from specgan.core.network import winograd
from specgan.core.network.checkpoint import save_model, save_published
from specgan.core.network.config import PRESETS, GeneratorConfig
from specgan.core.network.generator import Generator
from specgan.core.shelf.progress import Progress
from specgan.training.export.model_file import export
from support import write_onnx

SPEC = ModelSpec("m", 4, 8, (450.0, 550.0, 650.0))


@pytest.fixture
def tiny(tmp_path):
    """An own checkpoint with seeded random weights, and its description."""
    torch.manual_seed(0)
    config = PRESETS["tiny_x16"]
    wavelengths = tuple(460.0 + 10 * i for i in range(config.hsi_bands))
    spec = ModelSpec("tiny", config.scale, config.in_size, wavelengths, lr_consistent=config.base == "lr_consistent")
    save_model(tmp_path / "tiny.pt", Generator(config), spec)
    return tmp_path / "tiny.pt", spec


def patches(spec, count):
    random = np.random.RandomState(count)
    shape = (count, spec.bands, spec.in_size, spec.in_size)
    rgb = random.uniform(-1, 1, (count, 3, spec.in_size, spec.in_size)).astype(np.float32)
    return random.uniform(-1, 1, shape).astype(np.float32), rgb


def test_onnx_runs_any_batch_size(tmp_path):
    backend = open_backend(write_onnx(tmp_path / "m.onnx", SPEC), "cpu")
    for count in (1, 3, 5):
        hsi, rgb = patches(SPEC, count)
        np.testing.assert_array_equal(backend.infer(hsi, rgb), rgb.repeat(4, 2).repeat(4, 3))
    assert backend.device == "cpu" and backend.runtime.startswith("onnxruntime") and backend.spec == SPEC


def test_torch_gives_what_the_network_gives(tiny):
    path, spec = tiny
    backend = open_backend(path, "auto")
    assert backend.spec == spec == read_spec(path)
    hsi, rgb = patches(spec, 2)
    torch.manual_seed(0)
    generator = Generator(PRESETS["tiny_x16"]).eval()
    with torch.inference_mode():
        expected = generator(torch.from_numpy(hsi), torch.from_numpy(rgb)).numpy()
    np.testing.assert_allclose(backend.infer(hsi, rgb), expected, atol=1e-6)


def test_torch_takes_winograds_form(tiny, monkeypatch):
    """On a CPU, where layers are large enough; here every one is: the same numbers but for rounding."""
    path, spec = tiny
    hsi, rgb = patches(spec, 3)
    plain = open_backend(path, "cpu").infer(hsi, rgb)
    for name in ("LEAST_INPUTS", "LEAST_OUTPUTS", "LEAST_PIXELS"):
        monkeypatch.setattr(winograd, name, 1)
    backend = open_backend(path, "cpu")
    first, second = backend.infer(hsi, rgb), backend.infer(hsi, rgb)
    assert 0 < np.abs(first - plain).max() < 1e-5
    np.testing.assert_array_equal(first, second)


def test_the_description_of_a_published_file_comes_from_its_tensors(tmp_path):
    config = GeneratorConfig(
        scale=16, in_size=16, hsi_bands=5, base_width=4, growth=2, blocks=1, layers=1, attention_width=2,
        feature_width=4, style_width=4, channels=(4,) * 7, closing_width=2,
    )  # fmt: skip
    save_published(tmp_path / "published.pth", Generator(config))
    spec = read_spec(tmp_path / "published.pth")
    assert (spec.scale, spec.in_size, spec.bands, spec.assumed_wavelengths) == (16, 16, 5, True)
    assert (spec.wavelengths[0], spec.wavelengths[-1]) == (380.0, 1050.0)
    hsi, rgb = patches(spec, 1)
    assert np.abs(open_backend(tmp_path / "published.pth").infer(hsi, rgb)).max() <= 1


@pytest.mark.parametrize("name", ["m.onnx", "m.pt"])
def test_cuda_is_kept_or_refused(tmp_path, tiny, name):
    if torch.cuda.is_available():
        pytest.skip("this machine has CUDA")
    path = write_onnx(tmp_path / name, SPEC) if name.endswith("onnx") else tiny[0]
    with pytest.raises(SpecGanError, match="CUDA"):
        open_backend(path, "cuda")
    assert open_backend(path, "auto").device == "cpu"


def test_what_is_no_model_is_refused(tmp_path):
    (tmp_path / "m.txt").write_text("x")
    for name, word in (("m.txt", "not a model file"), ("gone.onnx", "no model file")):
        with pytest.raises(SpecGanError, match=word):
            open_backend(tmp_path / name)
    with pytest.raises(SpecGanError, match="no device"):
        open_backend(write_onnx(tmp_path / "m.onnx", SPEC), "tpu")


def test_an_onnx_model_with_other_inputs_is_refused(tmp_path):
    import onnx

    path = write_onnx(tmp_path / "m.onnx", SPEC)
    model = onnx.load(str(path))
    model.graph.input[0].name = "image"
    onnx.save(model, str(path))
    with pytest.raises(SpecGanError, match="hsi and rgb"):
        open_backend(path)


def test_two_outputs_are_one_answer_of_six_channels(tmp_path):
    """From torch, onnxruntime and a worker alike: `sr`, then `expected`, as the network gives them."""
    torch.manual_seed(0)
    config = replace(PRESETS["tiny_x16"], stationary=True, bounded=True, expected_width=8)
    wavelengths = tuple(460.0 + 10 * i for i in range(config.hsi_bands))
    spec = ModelSpec("two", config.scale, config.in_size, wavelengths, lr_consistent=True, expected=True)
    generator = Generator(config).eval()
    with torch.no_grad():  # far from where training starts, so that the outputs differ
        for out in (generator.decoder.out[-1], generator.expected.out):
            out.weight.mul_(30)
    save_model(tmp_path / "two.pt", generator, spec)
    export(tmp_path / "two.pt", tmp_path / "two.onnx")
    hsi, rgb = patches(spec, 2)
    with torch.inference_mode():
        sr, expected = (image.numpy() for image in generator(torch.from_numpy(hsi), torch.from_numpy(rgb)))
    assert np.abs(sr - expected).max() > 0.05
    wanted = np.concatenate([sr, expected], 1)
    for name in ("two.pt", "two.onnx"):
        with open_backend(tmp_path / name, "cpu") as backend:
            np.testing.assert_allclose(backend.infer(hsi, rgb), wanted, atol=1e-4)
        with WorkerBackend(tmp_path / name, "cpu", Progress(), 1, Path(sys.executable), "auto") as backend:
            np.testing.assert_allclose(backend.infer(hsi, rgb), wanted, atol=1e-4)

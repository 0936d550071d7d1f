"""In what numbers a model computes: kept or refused, told, and what half precision changes."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from osgeo import gdal
from specgan.core.backends import onnx_backend, open_backend, torch_precision
from specgan.core.backends.torch_precision import computing_in, half_for
from specgan.core.engine import superresolve
from specgan.core.errors import SpecGanError
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.network import winograd
from specgan.core.network.checkpoint import load_generator, save_model
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.shelf.upsampling import block_mean
from standins import Log
from support import write_onnx, write_raster

from .test_backends import SPEC, patches

SWITCHES = (torch.backends.cudnn, torch.backends.cuda.matmul)


@pytest.fixture
def tiny(tmp_path):
    """An own checkpoint with seeded random weights that draws detail, and its description."""
    torch.manual_seed(0)
    config = PRESETS["tiny_x16"]
    wavelengths = tuple(460.0 + 10 * i for i in range(config.hsi_bands))
    spec = ModelSpec("tiny", config.scale, config.in_size, wavelengths, lr_consistent=True)
    generator = Generator(config)
    torch.nn.init.normal_(generator.decoder.out[-1].weight, std=0.1)
    save_model(tmp_path / "tiny.pt", generator, spec)
    return tmp_path / "tiny.pt", spec


@pytest.mark.parametrize(
    "precision, device, bfloat16, half",
    [
        ("auto", "cpu", True, None),
        ("full", "cpu", True, None),
        ("half", "cpu", False, torch.bfloat16),
        ("auto", "cuda", True, torch.bfloat16),
        ("auto", "cuda", False, torch.float16),
        ("half", "cuda", True, torch.bfloat16),
        ("half", "cuda", False, torch.float16),
        ("full", "cuda", True, None),
    ],
)
def test_what_a_precision_means(precision, device, bfloat16, half, monkeypatch):
    monkeypatch.setattr(torch_precision, "has_bfloat16", lambda: bfloat16)
    assert half_for(precision, device) == half


def test_half_is_autocast_and_full_is_the_network(tiny):
    path, spec = tiny
    hsi, rgb = patches(spec, 2)
    generator, _ = load_generator(path)
    given = torch.from_numpy(hsi), torch.from_numpy(rgb)
    with torch.no_grad():
        wanted = generator(*given).numpy()
        with torch.autocast("cpu", torch.bfloat16):
            halved = generator(*given).numpy()
    answers = {}
    for precision, told in (("auto", "float32"), ("full", "float32"), ("half", "bfloat16")):
        backend = open_backend(path, "cpu", precision=precision)
        answers[precision] = backend.infer(hsi, rgb)
        assert backend.precision == told and answers[precision].dtype == np.float32
    np.testing.assert_array_equal(answers["auto"], wanted)
    np.testing.assert_array_equal(answers["full"], wanted)
    np.testing.assert_array_equal(answers["half"], halved)
    detail = (wanted - block_mean(wanted, 16).repeat(16, -1).repeat(16, -2)).std()
    assert 1e-3 * detail < (halved - wanted).std() < 0.05 * detail  # bfloat16 has 8 binary digits: 0.004


@pytest.mark.parametrize("training", [False, True])
def test_fusion_and_encoder_are_float32_in_use(tiny, training):
    """They steer everything else: with them in bfloat16 the published network was 12 steps of 8 bits off. In training
    speed counts more."""
    path, spec = tiny
    generator, _ = load_generator(path)
    generator.train(training)
    seen = {}

    def note(name, layer, given, answer):
        seen[name] = answer.dtype

    for name in ("fusion.hsi_out", "encoder.blocks.0", "decoder.blocks.0"):
        generator.get_submodule(name).register_forward_hook(partial(note, name))
    with torch.autocast("cpu", torch.bfloat16):
        generator(*(torch.from_numpy(values) for values in patches(spec, 1)))
    expected = torch.bfloat16 if training else torch.float32
    assert seen == {"fusion.hsi_out": expected, "encoder.blocks.0": expected, "decoder.blocks.0": torch.bfloat16}


def test_block_means_are_as_exact_as_in_float32(tiny):
    """The bound that the networks' own test has for float32: 2e-6 of the numbers that cancel."""
    path, spec = tiny
    hsi, rgb = patches(spec, 3)
    backend = open_backend(path, "cpu", precision="half")
    answer = backend.infer(hsi, rgb)
    assert np.abs(answer).max() < 9
    assert np.abs(block_mean(answer, spec.scale) - rgb).max() < 2e-6 * 10


def test_winograds_form_stays_out_of_half_precision(tiny, monkeypatch):
    """Its transforms cancel large numbers, which 8 binary digits do not allow: with them the answer is 0.1 off. The
    parts that are float32 may have it."""
    path, spec = tiny
    hsi, rgb = patches(spec, 1)
    for name in ("LEAST_INPUTS", "LEAST_OUTPUTS", "LEAST_PIXELS"):
        monkeypatch.setattr(winograd, name, 1)
    seen, plain = [], winograd.convolved

    def watched(wide, *others):
        seen.append((wide.dtype, torch.is_autocast_enabled("cpu")))
        return plain(wide, *others)

    monkeypatch.setattr(winograd, "convolved", watched)
    open_backend(path, "cpu", precision="half").infer(hsi, rgb)
    halves = len(seen)
    open_backend(path, "cpu", precision="full").infer(hsi, rgb)
    assert set(seen) == {(torch.float32, False)}
    assert 0 < halves < len(seen) - halves


@pytest.fixture(params=[False, True])
def before(request):
    """Both of PyTorch's switches for TF32 in this state; put back afterwards."""
    found = [switch.allow_tf32 for switch in SWITCHES]
    for switch in SWITCHES:
        switch.allow_tf32 = request.param
    yield request.param
    for switch, value in zip(SWITCHES, found):
        switch.allow_tf32 = value


def test_tf32_is_off_while_computing_and_then_as_it_was(before):
    """Also after an error; in all precisions, since half precision leaves parts in float32."""
    for half in (None, torch.bfloat16):
        with computing_in(half, "cpu"):
            assert [switch.allow_tf32 for switch in SWITCHES] == [False, False]
            assert torch.is_autocast_enabled("cpu") == (half is not None) and torch.is_inference_mode_enabled()
        with pytest.raises(RuntimeError, match="lost"), computing_in(half, "cpu"):
            raise RuntimeError("lost")
        assert [switch.allow_tf32 for switch in SWITCHES] == [before, before]
        assert not torch.is_autocast_enabled("cpu") and not torch.is_inference_mode_enabled()


def test_numbers_beyond_float16_are_told(tiny, monkeypatch):
    """A card without bfloat16, played by the CPU: 1e5 is no float16; bfloat16 holds it."""
    path, spec = tiny
    generator, _ = load_generator(path)
    with torch.no_grad():
        generator.decoder.blocks[0][0].bias.fill_(1e5)
    save_model(path, generator, spec)
    hsi, rgb = patches(spec, 1)
    assert np.isfinite(open_backend(path, "cpu", precision="half").infer(hsi, rgb)).all()
    monkeypatch.setattr(torch_precision, "half_for", lambda precision, device: torch.float16)
    backend = open_backend(path, "cpu", precision="half")
    assert backend.precision == "float16"
    with pytest.raises(SpecGanError, match="too large for float16.*precision full"):
        backend.infer(hsi, rgb)


class Cuda:
    """An onnxruntime that offers CUDA."""

    @staticmethod
    def get_available_providers():
        return ["CUDAExecutionProvider", "CPUExecutionProvider"]


def test_onnxruntime_keeps_float32_or_refuses(tmp_path):
    path = write_onnx(tmp_path / "m.onnx", SPEC)
    with pytest.raises(SpecGanError, match="computes .onnx models in float32.*or a .pt"):
        open_backend(path, "cpu", precision="half")
    for precision in ("auto", "full"):
        assert open_backend(path, "cpu", precision=precision).precision == "float32"
    providers, log = onnx_backend._providers, Log()
    for device in ("auto", "cuda"):
        assert providers(Cuda, device, "auto", log) == ["CUDAExecutionProvider", "CPUExecutionProvider"]
    assert providers(Cuda, "cpu", "full", log) == ["CPUExecutionProvider"] and not log.warnings
    with pytest.raises(SpecGanError, match="may round float32 to TF32"):
        providers(Cuda, "cuda", "full", log)
    assert providers(Cuda, "auto", "full", log) == ["CPUExecutionProvider"]
    assert "runs on the CPU" in log.warnings[0]


def test_what_is_no_precision_is_refused(tiny):
    with pytest.raises(SpecGanError, match="no precision 'double'.*auto, full, half"):
        open_backend(tiny[0], "cpu", precision="double")


def test_another_process_computes_and_tells_the_same(tiny):
    path, spec = tiny
    hsi, rgb = patches(spec, 1)
    threads = torch.get_num_threads()
    there = None
    try:  # with one thread on both sides, sums are taken in the same order
        here = open_backend(path, "cpu", threads=1, precision="half")
        there = open_backend(path, "cpu", threads=1, python=Path(sys.executable), precision="half")
        assert there.precision == here.precision == "bfloat16"
        np.testing.assert_array_equal(there.infer(hsi, rgb), here.infer(hsi, rgb))
    finally:
        torch.set_num_threads(threads)
        if there is not None:
            there.close()


def test_a_whole_job_in_half_precision(tiny, tmp_path):
    """Log, tags and the command say it; values change by a little of the range; block means stay those of the layer."""
    path, spec = tiny
    random = np.random.RandomState(1)
    rgb = random.randint(15_000, 25_000, (3, 12, 12)).astype(np.uint16)
    layers = (
        write_raster(tmp_path / "rgb.tif", rgb),
        write_raster(
            tmp_path / "hsi.tif",
            random.uniform(500, 4000, (spec.bands, 12, 12)).astype(np.int16),
            wavelengths=spec.wavelengths,
        ),
    )
    results = {}
    for precision, told in (("auto", "float32"), ("half", "bfloat16")):
        log = Log()
        output = tmp_path / f"{precision}.tif"
        job = Job.of(*layers, path, output, rgb_range=(0, 40_000), device="cpu", precision=precision)
        result = superresolve(job, log)
        dataset = gdal.Open(str(result.output))
        results[precision] = dataset.ReadAsArray().astype(int)
        tags = dataset.GetMetadata()
        assert result.precision == tags["SPECGAN_PRECISION"] == told
        assert f"Running on cpu in {told} with torch" in log.text
        assert f"--PRECISION={precision}" in tags["SPECGAN_COMMAND"]
    change = np.abs(results["half"] - results["auto"]) / 20_000  # in the network's units
    assert 1e-4 < change.mean() < 0.01 and change.max() < 0.1
    for pixels in results.values():
        assert pixels.min() > 0 and pixels.max() < 65_535
        assert np.abs(block_mean(pixels, spec.scale) - rgb).max() < 0.2  # steps of the file; rounding to whole ones


def test_a_cluster_opens_what_the_job_asks_for(tiny):
    from specgan.cluster.team import _opened

    job = Job.of("", "", tiny[0], Path("out.tif"), device="cpu", precision="half")
    assert _opened(SimpleNamespace(job=job), 0).precision == "bfloat16"


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_cuda_in_float32_and_half(tiny):
    path, spec = tiny
    hsi, rgb = patches(spec, 2)
    wanted = open_backend(path, "cpu").infer(hsi, rgb)
    full, half = (open_backend(path, "cuda", precision=precision) for precision in ("full", "auto"))
    assert np.abs(full.infer(hsi, rgb) - wanted).max() < 1e-3
    assert half.precision in ("bfloat16", "float16") and np.abs(half.infer(hsi, rgb) - wanted).max() < 0.2

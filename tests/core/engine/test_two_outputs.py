"""Models with two outputs: `expected` blends linearly, what `sr` adds keeps its variance, DETAIL is a straight line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.backends import Backend
from specgan.core.engine import superresolve
from specgan.core.errors import SpecGanError
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.shelf.upsampling import block_mean, upsample
from support import write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))
SPEC = ModelSpec("two", 16, 8, WAVELENGTHS, lr_consistent=True, expected=True, overlap=3)


def without_means(image, scale):
    return image - block_mean(image, scale).repeat(scale, -2).repeat(scale, -1)


class Two(Backend):
    """`expected` is the base and a wave of amplitude 0.2, the same in every patch; `sr` adds noise of unit variance."""

    device, runtime = "cpu", "test"

    def __init__(self, spec=SPEC):
        self.spec, self._random = spec, np.random.RandomState(1)

    def infer(self, hsi, rgb):
        scale, size = self.spec.scale, self.spec.out_size
        phase = 2 * np.pi * (np.arange(size) + 0.5) / scale
        wave = without_means(0.2 * np.sin(phase)[:, None] * np.sin(phase), scale)
        expected = upsample(rgb, scale) + wave
        noise = without_means(self._random.standard_normal((len(rgb), 3, size, size)), scale)
        return np.concatenate([expected + noise / np.sqrt(1 - scale**-2), expected], 1).astype(np.float32)


@pytest.fixture
def results(tmp_path):
    """LR (3, 20, 24), and the pixels of the result at a DETAIL."""
    lr = np.random.default_rng(3).uniform(-0.5, 0.5, (3, 20, 24)).astype(np.float32)
    rgb = write_raster(tmp_path / "rgb.tif", lr)
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((6, 20, 24), np.int16), wavelengths=WAVELENGTHS)
    job = Job(rgb, hsi, write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "o.tif", rgb_range=(-1, 1))

    def at(detail):
        result = superresolve(replace(job, detail=detail), backend=Two())
        return gdal.Open(str(result.output)).ReadAsArray(), result

    return lr, at


def test_detail_goes_from_what_is_expected_to_the_picture_in_a_straight_line(results):
    lr, at = results
    expected, half, full = (at(detail)[0] for detail in (0.0, 0.5, 1.0))
    np.testing.assert_allclose(half, (expected + full) / 2, atol=2e-6)
    # patches agree about what is expected, so blending leaves it as it is, in blend zones too
    phase = 2 * np.pi * (np.arange(16) + 0.5) / 16
    wave = without_means(0.2 * np.sin(phase)[:, None] * np.sin(phase), 16)
    inner = (expected - at_base(lr))[:, 64:-64, 64:-64].reshape(3, 12, 16, 16, 16)
    np.testing.assert_allclose(inner.mean((0, 1, 3)), wave, atol=0.02)
    assert np.abs(block_mean(expected, 16) - lr).max() < 1e-5 and np.abs(block_mean(full, 16) - lr).max() < 1e-5


def at_base(lr):
    from specgan.core.shelf.upsampling import matrix

    rows, columns = (matrix(size, 16).astype(np.float32) for size in lr.shape[1:])
    return rows @ lr @ columns.T


def test_what_lies_beyond_the_range_stays_smooth(tmp_path):
    """A cloud of values 3 to 9, where the range ends at 1: the model sees a flat white, the result is the base of the
    layer and what the model expects beside its own."""
    lr = np.random.default_rng(3).uniform(-0.5, 0.5, (3, 20, 24)).astype(np.float32)
    lr[:, 5:15, 7:19] = np.linspace(3, 9, 12, dtype=np.float32)
    rgb = write_raster(tmp_path / "rgb.tif", lr)
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((6, 20, 24), np.int16), wavelengths=WAVELENGTHS)
    job = Job(rgb, hsi, write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "o.tif", rgb_range=(-1, 1), detail=0.0)
    pixels = gdal.Open(str(superresolve(job, backend=Two()).output)).ReadAsArray()
    phase = 2 * np.pi * (np.arange(16) + 0.5) / 16
    wave = without_means(0.2 * np.sin(phase)[:, None] * np.sin(phase), 16)
    inside = (pixels - at_base(lr))[:, 8 * 16 : 12 * 16, 10 * 16 : 16 * 16].reshape(3, 4, 16, 6, 16)
    np.testing.assert_allclose(inside, np.broadcast_to(wave[None, None, :, None, :], inside.shape), atol=0.02)
    assert np.abs(block_mean(pixels, 16) - lr).max() < 1e-5


def test_what_is_invented_keeps_its_variance(results):
    _, at = results
    (full, result), (expected, _) = at(1.0), at(0.0)
    assert abs((full - expected).var() - 1) < 0.02  # 368,640 samples
    assert abs(result.energy_ratio - 1) < 0.05


def test_a_file_without_the_output_that_its_description_promises_is_refused(tmp_path):
    rgb = write_raster(tmp_path / "rgb.tif", np.zeros((3, 20, 24), np.float32))
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((6, 20, 24), np.int16), wavelengths=WAVELENGTHS)
    job = Job(rgb, hsi, write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "o.tif", rgb_range=(-1, 1))
    with pytest.raises(SpecGanError, match="does not take hsi and rgb and give sr and expected"):
        superresolve(job)
    assert not (tmp_path / "o.tif").exists()

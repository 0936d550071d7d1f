"""The main job with real files: exact mosaics, place, type, nodata, refusals, cancel."""

import os
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.backends import Backend
from specgan.core.engine import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.job import Extent, Job
from specgan.core.modelspec import ModelSpec, ValueRange
from specgan.core.shelf.upsampling import block_mean, matrix, upsample
from standins import Log
from support import TRANSFORM, wkt, write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0, overlap=2)


class NoiseBackend(Backend):
    """Independent noise of unit variance and zero block means on top of the base."""

    device, runtime = "cpu", "test"

    def __init__(self, spec):
        self.spec, self._random = spec, np.random.RandomState(5)

    def infer(self, hsi, rgb):
        size, scale = self.spec.out_size, self.spec.scale
        noise = self._random.standard_normal((len(rgb), 3, size, size))
        noise -= block_mean(noise, scale).repeat(scale, -2).repeat(scale, -1)
        return (noise / np.sqrt(1 - scale**-2) + upsample(rgb, scale)).astype(np.float32)


@pytest.fixture
def pair(tmp_path):
    """Makes (rgb path, hsi path, rgb array): the HSI on a finer pixel grid over the same ground."""

    def make(height=21, width=18, dtype="uint8", transform=TRANSFORM, nodata=None, seed=0, top=255):
        random = np.random.RandomState(seed)
        rgb = random.uniform(1, top, (3, height, width)).astype(dtype)
        rgb_path = write_raster(tmp_path / "rgb.tif", rgb, transform, nodata=nodata)
        half = (transform[0], *(v / 2 for v in transform[1:3]), transform[3], *(v / 2 for v in transform[4:]))
        hsi = random.uniform(100, 5000, (10, 2 * height, 2 * width)).astype(np.int16)
        hsi_path = write_raster(tmp_path / "hsi.tif", hsi, half, nodata=-9999, wavelengths=WAVELENGTHS)
        return rgb_path, hsi_path, rgb

    return make


@pytest.fixture
def model(tmp_path):
    return write_onnx(tmp_path / "repeat.onnx", SPEC)


def read(path):
    dataset = gdal.Open(str(path))
    return dataset.ReadAsArray(), dataset


@pytest.mark.parametrize("height,width", [(21, 18), (8, 8), (1, 13), (13, 1), (31, 37), (5, 40)])
def test_repeating_model_gives_the_kronecker_product(tmp_path, pair, model, height, width):
    rgb_path, hsi_path, rgb = pair(height, width)
    result = superresolve(Job.of(rgb_path, hsi_path, model, tmp_path / "out.tif", batch_size=3))
    pixels, dataset = read(result.output)
    np.testing.assert_array_equal(pixels, np.kron(rgb, np.ones((1, 4, 4), np.uint8)))
    assert dataset.GetGeoTransform() == (500000.0, 2.5, 0.0, 5800000.0, 0.0, -2.5)


@pytest.mark.parametrize("dtype,top", [("uint8", 255), ("uint16", 2047), ("int16", 9000), ("float32", 1.0)])
def test_the_type_of_the_input_is_kept(tmp_path, pair, model, dtype, top):
    rgb_path, hsi_path, rgb = pair(dtype=dtype, top=top)
    job = Job(rgb_path, hsi_path, model, tmp_path / "out.tif", rgb_range=(0, top))
    pixels, _ = read(superresolve(job).output)
    assert pixels.dtype == np.dtype(dtype)
    tolerance = 1e-5 if dtype == "float32" else 0
    np.testing.assert_allclose(pixels, np.kron(rgb, np.ones((1, 4, 4), dtype)), atol=tolerance)


def test_independent_noise_keeps_its_energy_and_the_result_its_block_means(tmp_path):
    rgb_path = write_raster(tmp_path / "rgb.tif", np.full((3, 32, 32), 0.0, np.float32))
    hsi_path = write_raster(tmp_path / "hsi.tif", np.ones((6, 32, 32), np.int16), wavelengths=WAVELENGTHS[:6])
    spec = ModelSpec("noise", 16, 8, WAVELENGTHS[:6], lr_consistent=True, detail_correlation=0.0)
    job = Job(rgb_path, hsi_path, write_onnx(tmp_path / "m.onnx", spec), tmp_path / "o.tif", rgb_range=(-1, 1))
    result = superresolve(job, backend=NoiseBackend(spec))
    pixels, _ = read(result.output)
    assert abs(pixels.var() - 1) < 0.01  # 786,432 samples: standard error 0.0016
    assert abs(result.energy_ratio - 1) < 0.02
    assert abs(result.seam_ratio - 1) < 0.03
    assert np.abs(block_mean(pixels, 16)).max() < 1e-5


def test_detail_scales_what_is_generated_and_0_leaves_the_base(tmp_path):
    lr = np.random.default_rng(3).uniform(-0.5, 0.5, (3, 20, 24)).astype(np.float32)
    rgb_path = write_raster(tmp_path / "rgb.tif", lr)
    hsi_path = write_raster(tmp_path / "hsi.tif", np.ones((6, 20, 24), np.int16), wavelengths=WAVELENGTHS[:6])
    spec = ModelSpec("noise", 16, 8, WAVELENGTHS[:6], lr_consistent=True, detail=0.5)
    job = Job(rgb_path, hsi_path, write_onnx(tmp_path / "m.onnx", spec), tmp_path / "o.tif", rgb_range=(-1, 1))

    def run(detail):
        result = superresolve(replace(job, detail=detail), backend=NoiseBackend(spec))
        return read(result.output)[0]

    base, default, full = run(0.0), run(None), run(1.0)
    rows, columns = (matrix(size, 16).astype(np.float32) for size in lr.shape[1:])
    np.testing.assert_allclose(base, rows @ lr @ columns.T, atol=2e-6)
    assert abs((full - base).var() - 1) < 0.02  # 368,640 samples
    np.testing.assert_allclose(default - base, (full - base) / 2, atol=2e-6)
    with pytest.raises(SpecGanError, match="DETAIL is 1.5"):
        run(1.5)


def test_rotated_grid_and_corners(tmp_path, pair, model):
    transform = (500000.0, 8.0, 3.0, 5800000.0, 3.0, -8.0)
    rgb_path, hsi_path, rgb = pair(transform=transform)
    pixels, dataset = read(superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif")).output)
    np.testing.assert_array_equal(pixels, np.kron(rgb, np.ones((1, 4, 4), np.uint8)))
    np.testing.assert_allclose(dataset.GetGeoTransform(), (500000.0, 2.0, 0.75, 5800000.0, 0.75, -2.0), atol=1e-9)


def test_extent_in_another_crs_cuts_to_whole_pixels(tmp_path, pair, model):
    rgb_path, hsi_path, rgb = pair()
    extent = Extent(500042.0, 5799853.0, 500138.0, 5799958.0, wkt(32633))
    pixels, dataset = read(superresolve(Job(rgb_path, hsi_path, model, tmp_path / "o.tif", extent=extent)).output)
    np.testing.assert_array_equal(pixels, np.kron(rgb[:, 4:15, 4:14], np.ones((1, 4, 4), np.uint8)))
    assert dataset.GetGeoTransform()[0::3] == (500040.0, 5799960.0)


@pytest.mark.parametrize("hole", ["rgb", "hsi"])
def test_nodata_stays_where_it_was_and_spoils_nothing(tmp_path, pair, model, hole):
    rgb_path, hsi_path, rgb = pair(nodata=0)
    path = rgb_path if hole == "rgb" else hsi_path
    factor = 1 if hole == "rgb" else 2
    dataset = gdal.Open(path, gdal.GA_Update)
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        fill = np.full((4 * factor, 5 * factor), band.GetNoDataValue())
        band.WriteArray(fill, 6 * factor, 9 * factor)
    del dataset
    pixels, result = read(superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif")).output)
    expected = np.kron(rgb, np.ones((1, 4, 4), np.uint8))
    expected[:, 36:52, 24:44] = 0
    np.testing.assert_array_equal(pixels, expected)
    assert result.GetRasterBand(1).GetNoDataValue() == 0


def test_nan_without_nodata_value_becomes_a_mask(tmp_path, pair, model):
    rgb_path, hsi_path, rgb = pair(dtype="float32", top=1.0)
    dataset = gdal.Open(rgb_path, gdal.GA_Update)
    dataset.GetRasterBand(2).WriteArray(np.array([[np.nan]]), 7, 3)
    del dataset
    job = Job(rgb_path, hsi_path, model, tmp_path / "out.tif", rgb_range=(0, 1))
    pixels, result = read(superresolve(job).output)
    mask = result.GetRasterBand(1).GetMaskBand().ReadAsArray()
    assert (mask == 0).sum() == 16 and (mask[12:16, 28:32] == 0).all()
    expected = np.kron(rgb, np.ones((1, 4, 4), np.float32))
    np.testing.assert_allclose(pixels[:, mask > 0], expected[:, mask > 0], atol=1e-5)


@pytest.mark.parametrize("which,dtype", [("rgb", "uint8"), ("rgb", "uint16"), ("rgb", "float32"), ("hsi", "uint8")])
def test_all_nodata_layer_is_refused(tmp_path, pair, model, which, dtype):
    rgb_path, hsi_path, _ = pair(dtype=dtype, nodata=0)
    dataset = gdal.Open(rgb_path if which == "rgb" else hsi_path, gdal.GA_Update)
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        band.Fill(np.nan if dtype == "float32" else band.GetNoDataValue())
    del dataset
    name = "RGB" if which == "rgb" else "hyperspectral"
    with pytest.raises(SpecGanError, match=f"The {name} layer holds no data .*: the result would be empty"):
        superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif"))
    assert not list(tmp_path.glob("*out.tif*"))


@pytest.mark.parametrize("value", [7.0, 1e9, -1e9])
def test_a_constant_layer_stays_what_it_is(tmp_path, pair, model, value):
    rgb_path, hsi_path, _ = pair(dtype="float64")
    dataset = gdal.Open(rgb_path, gdal.GA_Update)
    for number in (1, 2, 3):
        dataset.GetRasterBand(number).Fill(value)
    del dataset
    pixels, _ = read(superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif")).output)
    np.testing.assert_allclose(pixels, value, rtol=1e-6)


def test_rows_without_data_report_and_can_be_cancelled(tmp_path, pair, model):
    rgb_path, hsi_path, _ = pair(60, 8, nodata=0)
    dataset = gdal.Open(rgb_path, gdal.GA_Update)
    dataset.GetRasterBand(1).WriteArray(np.zeros((50, 8), np.uint8), 0, 10)
    del dataset
    recorder = Log()
    superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif"), recorder)
    assert recorder.reports[-1] == (10, 10)
    with pytest.raises(Cancelled):
        superresolve(Job(rgb_path, hsi_path, model, tmp_path / "no.tif"), Log(stop_after=7))
    assert not (tmp_path / "no.tif").exists()


def test_an_assigned_crs_counts(tmp_path, pair, model):
    rgb_path, hsi_path, rgb = pair()
    bare = write_raster(tmp_path / "bare.tif", rgb, epsg=None)
    half = (500000.0, 5.0, 0.0, 5800000.0, 0.0, -5.0)
    hsi = gdal.Open(hsi_path).ReadAsArray()
    moved = write_raster(tmp_path / "wrong.tif", hsi, half, epsg=32632, nodata=-9999, wavelengths=WAVELENGTHS)
    job = Job(bare, moved, model, tmp_path / "out.tif", rgb_crs=wkt(32633), hsi_crs=wkt(32633))
    pixels, dataset = read(superresolve(job).output)
    np.testing.assert_array_equal(pixels, np.kron(rgb, np.ones((1, 4, 4), np.uint8)))
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "32633"


def test_provenance_and_log_say_what_was_done(tmp_path, pair, model):
    rgb_path, hsi_path, _ = pair()
    recorder = Log()
    result = superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif", detail=0.75), recorder)
    tags = gdal.Open(str(result.output)).GetMetadata()
    assert tags["SPECGAN_MODEL"] == "repeat" and len(tags["SPECGAN_MODEL_SHA256"]) == 64
    assert tags["SPECGAN_DETAIL"] == "0.75" and "--DETAIL=0.75" in tags["SPECGAN_COMMAND"]
    assert f"--RGB={rgb_path}" in tags["SPECGAN_COMMAND"] and tags["SPECGAN_DEVICE"] == "cpu"
    assert recorder.reports[0] == (0, 12) and recorder.reports[-1] == (12, 12)
    assert any("Seam ratio" in message for message in recorder.messages)


def test_cancel_ends_within_one_batch_and_leaves_the_old_output(tmp_path, pair, model):
    rgb_path, hsi_path, _ = pair(40, 40)
    output = tmp_path / "out.tif"
    output.write_bytes(b"old")
    before = sorted(os.listdir(tmp_path))
    recorder = Log(stop_after=3)
    with pytest.raises(Cancelled):
        superresolve(Job.of(rgb_path, hsi_path, model, output, batch_size=1), recorder)
    assert recorder.reports[-1][0] == 2
    assert output.read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == before


def test_a_failing_model_leaves_nothing(tmp_path, pair, model):
    class Failing(NoiseBackend):
        def infer(self, hsi, rgb):
            raise SpecGanError("The model stopped.", "Try again.")

    rgb_path, hsi_path, _ = pair()
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(Job(rgb_path, hsi_path, model, tmp_path / "out.tif"), backend=Failing(SPEC))
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("answer", [np.zeros((1, 3, 4, 4), np.float32), np.full((1, 3, 32, 32), np.nan, np.float32)])
def test_an_answer_that_is_none_gets_a_sentence(tmp_path, pair, model, answer):
    class Odd(NoiseBackend):
        def infer(self, hsi, rgb):
            return answer

    rgb_path, hsi_path, _ = pair()
    job = Job.of(rgb_path, hsi_path, model, tmp_path / "out.tif", batch_size=1)
    with pytest.raises(SpecGanError, match="promises"):
        superresolve(job, backend=Odd(SPEC))
    assert not (tmp_path / "out.tif").exists()


def test_other_types_take_percentiles_of_the_whole_layer(tmp_path, pair):
    spec = ModelSpec(
        "p", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0, rgb_range=ValueRange("uint8", percentiles=(0.0, 100.0))
    )
    model = write_onnx(tmp_path / "p.onnx", spec)
    rgb_path, hsi_path, rgb = pair(dtype="uint16", top=4000)
    result = superresolve(Job(rgb_path, hsi_path, model, tmp_path / "o.tif"))
    pixels, dataset = read(result.output)
    low, high = (float(v) for v in dataset.GetMetadata()["SPECGAN_RGB_RANGE"].split(","))
    assert (low, high) == (float(rgb.min()), float(rgb.max()))
    np.testing.assert_array_equal(pixels, np.kron(rgb, np.ones((1, 4, 4), np.uint16)))

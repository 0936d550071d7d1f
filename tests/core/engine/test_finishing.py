"""The last step: block means for a smaller factor, and block means that the type's range does not take away."""

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.engine import superresolve
from specgan.core.engine.blocks import split, superresolve_block
from specgan.core.errors import SpecGanError
from specgan.core.job import Job
from specgan.core.models import find_model
from specgan.core.planning import outline, plan
from specgan.core.shelf.progress import Progress
from standins import SPEC, WAVELENGTHS, Log, Texture
from support import TRANSFORM, write_onnx, write_raster

BRIGHT = {"uint8": 255, "uint16": 65535, "int16": 32767}
SCALE = SPEC.scale


def roofs(dtype, top, ground):
    """Roofs at the end of the type's range on ground that is far from it, 29 x 30 LR pixels."""
    random = np.random.RandomState(0)
    rgb = np.full((3, 29, 30), ground, dtype)
    for _ in range(12):
        row, col = random.randint(1, 26), random.randint(1, 27)
        rgb[:, row : row + 2, col : col + 2] = top
    return rgb


def make_job(tmp_path, rgb, spec, nodata=None, **options):
    hsi = np.random.RandomState(1).uniform(100, 5000, (6, *rgb.shape[1:])).astype(np.int16)
    layers = (
        write_raster(tmp_path / "rgb.tif", rgb, nodata=nodata),
        write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
    )
    return Job.of(*layers, write_onnx(tmp_path / "m.onnx", spec), tmp_path / "o.tif", batch_size=2, **options)


def pixels(result):
    return gdal.Open(str(result.output)).ReadAsArray()


def block_means(image, scale=SCALE):
    bands, height, width = image.shape
    return image.reshape(bands, height // scale, scale, width // scale, scale).astype(np.float64).mean((2, 4))


CONSISTENT = replace(SPEC, lr_consistent=True)


@pytest.mark.parametrize("detail", [0.0, 1.0])
@pytest.mark.parametrize("dtype", BRIGHT)
@pytest.mark.parametrize("dark", [False, True])
def test_block_means_at_the_end_of_the_range(tmp_path, dtype, detail, dark):
    """Every LR pixel is a value of the type, so every block can have it as its mean: within rounding, and a block of
    the last value is nothing but that value."""
    least = np.iinfo(dtype).min
    top, ground = (least, least + 160) if dark else (BRIGHT[dtype], BRIGHT[dtype] * 40 // 255)
    rgb = roofs(dtype, top, ground)
    low, high = sorted((float(top), float(ground)))
    job = make_job(tmp_path, rgb, CONSISTENT, detail=detail, rgb_range=(low, high))
    result = pixels(superresolve(job, backend=Texture(CONSISTENT)))
    np.testing.assert_allclose(block_means(result), rgb, atol=0.51)
    assert np.sqrt(((block_means(result) - rgb) ** 2).mean()) < 0.2
    flat = (rgb == top).repeat(SCALE, 1).repeat(SCALE, 2)
    np.testing.assert_array_equal(result[flat], top)


def test_without_consistency_the_range_cuts_as_it_did(tmp_path):
    rgb = roofs("uint8", 255, 40)
    job = make_job(tmp_path, rgb, CONSISTENT, consistency=False)
    assert np.abs(block_means(pixels(superresolve(job, backend=Texture(CONSISTENT)))) - rgb).max() > 10


def test_away_from_the_ends_nothing_changes(tmp_path):
    rgb = np.random.RandomState(2).uniform(90, 160, (3, 29, 30)).astype(np.uint8)
    job = make_job(tmp_path, rgb, CONSISTENT, rgb_range=(0.0, 255.0), detail=0.2)
    with_it = pixels(superresolve(job, backend=Texture(CONSISTENT)))
    without = pixels(superresolve(replace(job, consistency=False), backend=Texture(CONSISTENT)))
    np.testing.assert_array_equal(with_it, without)


@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_other_models_are_brought_to_the_layer_on_request(tmp_path, dtype):
    """The stand-in is not LR-consistent: 30 grey levels too bright everywhere."""

    class Bright(Texture):
        def infer(self, hsi, rgb):
            return super().infer(hsi, rgb) + np.float32(30 / 127.5)

    rgb = np.random.RandomState(2).uniform(0, 255, (3, 29, 30)).astype(dtype)
    job = make_job(tmp_path, rgb, SPEC, rgb_range=(0.0, 255.0), detail=0.1)
    plain = block_means(pixels(superresolve(job, backend=Bright())))
    assert 15 < np.abs(plain - rgb).mean() < 35
    held = block_means(pixels(superresolve(replace(job, consistency=True), backend=Bright())))
    np.testing.assert_allclose(held, rgb, atol=0.51 if dtype == "uint8" else 1e-3)


def test_pixels_without_data_are_not_held_at_anything(tmp_path):
    rgb = roofs("uint8", 255, 40)
    rgb[:, 5:9, 5:9] = 0
    job = make_job(tmp_path, rgb, CONSISTENT, nodata=0)
    result = pixels(superresolve(job, backend=Texture(CONSISTENT)))
    data = rgb[0] != 0
    assert (result[:, ~data.repeat(SCALE, 0).repeat(SCALE, 1)] == 0).all()
    np.testing.assert_allclose(block_means(result)[:, data], rgb[:, data], atol=0.51)


@pytest.mark.parametrize("consistent", [True, False])
@pytest.mark.parametrize("factor", [2, 4])
def test_a_smaller_factor_is_the_block_mean_of_the_whole_one(tmp_path, factor, consistent):
    spec = replace(SPEC, lr_consistent=consistent)
    rgb = np.random.RandomState(2).uniform(1, 200, (3, 29, 30)).astype(np.float32)
    job = make_job(tmp_path, rgb, spec)
    whole = superresolve(job, backend=Texture(spec))
    smaller = superresolve(replace(job, factor=factor, output=tmp_path / "f.tif"), backend=Texture(spec))
    step = SCALE // factor
    got, expected = pixels(smaller), block_means(pixels(whole), step) if step > 1 else pixels(whole)
    assert got.shape == (3, 29 * factor, 30 * factor)
    np.testing.assert_allclose(got, expected, rtol=1e-5, atol=1e-4)
    assert smaller.seam_ratio == whole.seam_ratio and smaller.energy_ratio == whole.energy_ratio
    dataset = gdal.Open(str(smaller.output))
    assert dataset.GetGeoTransform() == (TRANSFORM[0], 10 / factor, 0, TRANSFORM[3], 0, -10 / factor)
    tags = dataset.GetMetadata()
    assert tags["SPECGAN_FACTOR"] == str(factor) and f"--FACTOR={factor}" in tags["SPECGAN_COMMAND"]


@pytest.mark.parametrize("top", [255, 200])
def test_a_smaller_factor_keeps_the_means_too(tmp_path, top):
    rgb = roofs("uint8", top, 40)
    job = make_job(tmp_path, rgb, CONSISTENT, factor=2)
    result = pixels(superresolve(job, backend=Texture(CONSISTENT)))
    np.testing.assert_allclose(block_means(result, 2), rgb, atol=0.51)


def test_nodata_journal_and_blocks_follow_the_factor(tmp_path):
    rgb = np.random.RandomState(2).uniform(1, 255, (3, 57, 30)).astype(np.uint8)
    rgb[:, 10:20, 3:9] = 0
    job = make_job(tmp_path, rgb, SPEC, nodata=0, factor=2)
    expected = pixels(superresolve(job, backend=Texture()))
    empty = (rgb == 0).repeat(2, 1).repeat(2, 2)
    np.testing.assert_array_equal(expected == 0, empty)
    job.output.unlink()
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(job, Log(), Texture(fail_after=20))
    log = Log()
    np.testing.assert_array_equal(pixels(superresolve(job, log, Texture())), expected)
    assert "going on from there" in log.text
    job.output.unlink()
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(job, Log(), Texture(fail_after=20))
    log = Log()
    superresolve(replace(job, factor=4), log, Texture())
    assert "FACTOR" in log.text and "Starting over" in log.text
    the_plan = plan(job)
    for first, last in split(len(the_plan.rows.starts), 3):
        part = superresolve_block(the_plan, first, last, tmp_path / f"b{first}.tif", Texture(), Progress()).part
        np.testing.assert_array_equal(
            gdal.Open(str(part.path)).ReadAsArray(), expected[:, part.row : part.row + part.height]
        )


@pytest.mark.parametrize("factor", [0, 1, 3, 8, -2])
def test_a_factor_that_cannot_be_made_is_refused_first(tmp_path, factor):
    job = make_job(tmp_path, roofs("uint8", 255, 40), SPEC, factor=factor)
    with pytest.raises(SpecGanError, match=f"factor of {factor} cannot") as caught:
        outline(job)
    assert "2, 4" in caught.value.hint and not job.output.exists()


def test_the_bundled_model_on_white_roofs(tmp_path):
    rgb = roofs("uint8", 255, 40)
    hsi = np.random.RandomState(1).uniform(100, 5000, (28, 29, 30)).astype(np.int16)
    job = Job.of(
        write_raster(tmp_path / "rgb.tif", rgb),
        write_raster(tmp_path / "hsi.tif", hsi, wavelengths=[460.0 + 20 * band for band in range(28)]),
        find_model("specgan_aerial_x16"),
        tmp_path / "o.tif",
        device="cpu",
    )
    means = block_means(pixels(superresolve(job)), 16)
    np.testing.assert_allclose(means, rgb, atol=0.51)
    assert np.sqrt(((means - rgb) ** 2).mean()) < 0.1

"""The models that come with the plugin: size, licence, card, what they do to the sample."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.backends import open_backend
from specgan.core.engine import superresolve
from specgan.core.job import Job
from specgan.core.models import BUNDLED, describe_model, installed_models, is_bundled
from specgan.core.modelspec import spec_from_onnx
from specgan.core.patches.metrics.quality import consistency_rmse
from specgan.core.shelf.upsampling import block_mean
from support import ROOT, write_raster

SAMPLE = ROOT / "resources" / "sample"
SCALES = {"specgan_aerial_x16": 16, "specgan_aerial_x32": 32}


@pytest.fixture(params=sorted(SCALES))
def name(request):
    return request.param


def test_there_are_two_and_they_are_small():
    assert set(SCALES) <= set(installed_models())
    assert sum(path.stat().st_size for path in BUNDLED.glob("*.onnx")) <= 22_500_000  # the whole zip stays below 25 MB


def test_each_describes_itself_and_has_a_card(name):
    path = installed_models()[name]
    spec = spec_from_onnx(path)
    assert is_bundled(path) and (spec.scale, spec.in_size, spec.lr_consistent) == (SCALES[name], 8, True)
    assert "CC BY 4.0" in describe_model(spec) and spec.gsd[0] > 0
    card = path.with_suffix(".md").read_text(encoding="utf-8")
    assert card.startswith(f"# Model card: {name}") and "CC BY 4.0" in card
    for heading in ("## Use", "## Training", "## Figures"):
        assert f"\n{heading}\n" in card


def test_a_batch_of_three_is_three_batches_of_one(name):
    backend = open_backend(installed_models()[name], "cpu", threads=1)
    rng = np.random.default_rng(0)
    hsi, rgb = (rng.uniform(-1, 1, (3, bands, 8, 8)).astype(np.float32) for bands in (28, 3))
    together = backend.infer(hsi, rgb)
    alone = np.concatenate([backend.infer(hsi[k : k + 1], rgb[k : k + 1]) for k in range(3)])
    backend.close()
    assert together.shape == (3, backend.spec.out_channels, 8 * SCALES[name], 8 * SCALES[name])
    assert np.abs(together - alone).max() < 1e-5 < together.std()


def test_a_result_averages_back_to_what_went_in(name, tmp_path):
    """The sample's truth averaged for the model's factor: a result whose block means are that, with texture in it."""
    scale = SCALES[name]
    truth = gdal.Open(str(SAMPLE / "town_rgb_truth.tif"))
    width, height = truth.RasterXSize // scale, truth.RasterYSize // scale
    rgb, window = str(tmp_path / "rgb.tif"), [0, 0, width * scale, height * scale]
    gdal.Translate(rgb, truth, width=width, height=height, srcWin=window, resampleAlg="average")
    result = superresolve(Job(rgb, str(SAMPLE / "town_hsi.tif"), installed_models()[name], tmp_path / "out.tif"))
    pixels, lr = gdal.Open(str(result.output)).ReadAsArray(), gdal.Open(rgb).ReadAsArray()
    assert pixels.shape == (3, height * scale, width * scale) and pixels.dtype == np.uint8
    # of 255 steps: rounding alone where no pixel of a block is cut off at black or white, next to nothing elsewhere
    cut = block_mean(((pixels == 0) | (pixels == 255)).astype(float), scale) > 0
    difference = block_mean(pixels.astype(float), scale) - lr
    assert cut.mean() < 0.5 and np.sqrt((difference[~cut] ** 2).mean()) < 0.05
    assert consistency_rmse(pixels, lr, scale) < {16: 0.3, 32: 0.5}[scale]
    base = superresolve(
        Job(rgb, str(SAMPLE / "town_hsi.tif"), installed_models()[name], tmp_path / "base.tif", detail=0.0)
    )
    detail = pixels.astype(float) - gdal.Open(str(base.output)).ReadAsArray()
    assert 5 < detail.std() < 30


def picture():
    """uint8 (3, 16, 18): two fields, a bright roof and its shadow, far enough from 0 and 255 to be cut nowhere."""
    row, col = np.mgrid[:16, :18]
    grey = 90 + 20 * np.sin(col / 3.0) + 12.0 * (row > 8) + np.random.RandomState(6).randint(-4, 5, (16, 18))
    grey[4:6, 5:8], grey[6, 5:8] = 150, 70
    return np.stack([grey, grey * 0.9 + 8, grey * 0.8 + 5]).astype(np.uint8)


@pytest.mark.parametrize(
    "factor, dtype", [(1, "uint16"), (257, "uint16"), (1, "int16"), (40, "int16"), (1 / 255, "float32")]
)
def test_one_picture_gives_one_result_in_every_type(name, factor, dtype, tmp_path):
    """Values v of the result: 8 bit holds round(v), another type round(v * factor) / factor, so the two are at most
    0.5 + 0.5 / factor apart; float does not round."""
    spectra = np.random.RandomState(7).uniform(0.1, 0.4, (1, 16, 18)) + np.linspace(0, 0.3, 28)[:, None, None]
    hsi = write_raster(tmp_path / "hsi.tif", spectra.astype(np.float32), wavelengths=np.linspace(460, 1000, 28))

    def result(array, name_of):
        rgb = write_raster(tmp_path / f"{name_of}.tif", array)
        done = superresolve(Job(rgb, hsi, installed_models()[name], tmp_path / f"{name_of}_out.tif"))
        dataset = gdal.Open(str(done.output))
        low, high = (float(value) for value in dataset.GetMetadata()["SPECGAN_RGB_RANGE"].split(","))
        return dataset.ReadAsArray().astype(float), (low, high)

    eight, own_range = result(picture(), "byte")
    other, its_range = result((picture() * float(factor)).astype(dtype), "other")
    assert eight.min() > 5 and eight.max() < 250
    np.testing.assert_allclose(its_range, np.multiply(own_range, factor), rtol=1e-4)
    rounding = 0.0 if dtype == "float32" else 0.5 / factor
    assert np.abs(other / factor - eight).max() <= 0.5 + rounding + 0.02


@pytest.mark.parametrize("low, high", [(3, 9), (120, 124), (60, 60)], ids=["dark", "nearly uniform", "uniform"])
def test_dark_and_calm_pictures_stay_what_they_are(name, low, high, tmp_path):
    """Texture is as strong as a layer's contrast lets it be: the result stays near the values that went in."""
    scale = SCALES[name]
    array = np.random.RandomState(8).randint(low, high + 1, (3, 16, 18)).astype(np.uint8)
    job = Job(write_raster(tmp_path / "rgb.tif", array), "", installed_models()[name], tmp_path / "out.tif")
    pixels = gdal.Open(str(superresolve(job).output)).ReadAsArray().astype(float)
    assert np.abs(block_mean(pixels, scale) - array).max() <= 0.55
    wide = max(high - low, 1)
    assert low - 3 * wide <= pixels.min() and pixels.max() <= high + 3 * wide


ELSEWHERE = {
    "clouds": 9000,
    "thin clouds": 1900,
    "haze": 1300 + 60 * np.random.RandomState(4).randn(3, 11),
    "undeclared nodata": -9999,
    "black frame": 0,
}
"""What lies in 2 % of a layer (the last two: 12 %) of calm fields of about 750 to 1220."""


@pytest.fixture(scope="module")
def texture(tmp_path_factory):
    """Deviation of what the 16x model generates in the lower two thirds of a layer: that of the fields alone, and what
    measures another layer."""
    folder = tmp_path_factory.mktemp("texture")
    y, x = np.mgrid[:24, :22]
    calm = 90 + 12 * np.sin(x / 9.0) * np.cos(y / 8.0) + 3 * np.random.RandomState(1).randn(24, 22)
    fields = (np.stack([calm, calm * 0.95, calm * 0.8]) * 12).astype(np.int16)
    model = installed_models()["specgan_aerial_x16"]

    def strength(layer):
        rgb, pixels = write_raster(folder / "rgb.tif", layer), []
        for detail in (0.0, 1.0):
            result = superresolve(Job(rgb, "", model, folder / f"{detail}.tif", detail=detail))
            pixels.append(gdal.Open(str(result.output)).ReadAsArray()[:, 128:].astype(float))
        return (pixels[1] - pixels[0]).std()

    return fields, strength(fields), strength


@pytest.mark.parametrize("dtype", ["int16", "float32"])
@pytest.mark.parametrize("what", sorted(ELSEWHERE))
def test_texture_of_the_ground_does_not_depend_on_what_lies_elsewhere(texture, what, dtype):
    """Within a fifth; with percentiles alone it came out up to 14 times as strong."""
    fields, alone, strength = texture
    layer = fields.astype(np.float64)
    layer.reshape(3, -1)[:, : 11 if "cloud" in what or what == "haze" else 66] = ELSEWHERE[what]
    if dtype == "float32":
        layer[layer != -9999] /= 10000
        alone /= 10000
    assert 0.8 < strength(layer.astype(dtype)) / alone < 1.2

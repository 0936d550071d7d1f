"""The models that come with the plugin: size, licence, card, what they do to the sample."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.backends import open_backend
from specgan.core.engine import superresolve
from specgan.core.job import Job
from specgan.core.metrics.quality import consistency_rmse
from specgan.core.models import BUNDLED, describe_model, installed_models, is_bundled
from specgan.core.modelspec import spec_from_onnx
from specgan.core.shelf.upsampling import block_mean
from support import ROOT

SAMPLE = ROOT / "resources" / "sample"
SCALES = {"specgan_aerial_x16": 16, "specgan_compact_x32": 32}


@pytest.fixture(params=sorted(SCALES))
def name(request):
    return request.param


def test_there_are_two_and_they_are_small():
    assert set(SCALES) <= set(installed_models())
    assert sum(path.stat().st_size for path in BUNDLED.glob("*.onnx")) <= 20_000_000


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

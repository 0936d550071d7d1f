"""The noise baseline: block means, energy, spectrum, and what is fitted."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.core.shelf.formulas import LUMA
from specgan.core.shelf.upsampling import block_mean, upsample
from specgan.training.data.shards import Scene
from specgan.training.evaluation import noise
from specgan.training.evaluation.metrics import energy_ratio, texture_correlation

SCALE = 16


def scenes(strength=lambda luma: 6 + 0 * luma, group="a", count=3, split="train", cells=28):
    """Smooth pictures with coarse noise whose standard deviation is a function of the LR luminance (-1 to 1)."""
    found = []
    for number in range(count):
        rng = np.random.default_rng(number)
        lr = np.clip(upsample(rng.uniform(-0.5, 0.5, (1, cells // 8 + 2, cells // 8 + 2)), 4)[:, :14, :14], -0.7, 0.7)
        fine = rng.standard_normal((3, 112, 112)).repeat(2, 1).repeat(2, 2)
        texture = fine * strength(lr).repeat(SCALE, 1).repeat(SCALE, 2)
        rgb = np.clip((upsample(lr.repeat(3, 0), SCALE) + 1) * 127.5 + texture, 0, 255).astype(np.uint8)
        valid = np.ones((cells, cells), bool)
        found.append(Scene(f"{group}{number}", group, split, 8, rgb, None, valid))
    return found


@pytest.fixture(scope="module")
def fitted():
    return noise.fit(scenes(lambda luma: 12 * np.exp(2 * luma)), SCALE, crops=24)


def test_block_means_are_the_lr_image(fitted):
    lr = np.random.default_rng(0).uniform(-1, 1, (3, 9, 11)).astype(np.float32)
    assert np.abs(block_mean(fitted.apply(lr), SCALE) - lr).max() < 2e-6
    assert np.abs(block_mean(fitted.detail(lr), SCALE)).max() < 1e-6
    assert fitted.detail(lr).std() > 0.01


def test_it_passes_the_energy_ratio_and_the_regression_finds_the_texture(fitted):
    """Of unseen scenes: the energy is right and the map is predicted, but the detail itself is not."""
    for scene in scenes(lambda luma: 12 * np.exp(2 * luma), count=6)[4:]:
        truth = scene.rgb.astype(np.float32) / 127.5 - 1
        result = fitted.apply(block_mean(truth, SCALE))
        assert 0.7 < energy_ratio(result, truth, SCALE) < 1.4
        assert texture_correlation(result, truth, SCALE, 2.0) > 0.9
        base = upsample(block_mean(truth, SCALE), SCALE)
        assert abs(np.corrcoef((result - base).ravel(), (truth - base).ravel())[0, 1]) < 0.05
    assert fitted.r2 > 0.8


def test_the_energy_on_the_training_crops_is_theirs():
    data = scenes(count=2)
    fitted = noise.fit(data, SCALE, crops=8)
    crops = noise._draw(data, SCALE, 8, np.random.default_rng(0))
    assert all((low == block_mean(crop, SCALE)).all() for crop, low in crops)
    wanted = sum(float(((crop - upsample(low, SCALE)) ** 2).sum()) for crop, low in crops)
    made = sum(float((fitted.detail(low, number) ** 2).sum()) for number, (_, low) in enumerate(crops))
    assert made == pytest.approx(wanted, rel=1e-4)


def test_the_spectrum_is_the_training_set_s(fitted):
    """Noise doubled in size has little power in the finest octave, white noise would have three quarters there."""
    rings = (np.arange(noise.BINS) + 0.5) / (2 * noise.BINS)
    amplitude = np.array(fitted.spectrum)
    assert amplitude[rings > 0.45].mean() < 0.2 * amplitude[(rings > 0.1) & (rings < 0.2)].mean()
    lr = np.zeros((3, 16, 16), np.float32)
    luma = np.tensordot(LUMA, fitted.detail(lr), 1)
    made = np.sqrt(noise._rings(luma))
    part = (rings > 0.05) & (rings < 0.35)
    shape = made[part] / amplitude[part]
    assert shape.std() / shape.mean() < 0.15


def test_bands_vary_together_as_in_the_training_set():
    """Grey texture gives grey noise."""
    data = scenes(count=2)
    for scene in data:
        scene.rgb[:] = scene.rgb[:1]
    detail = noise.fit(data, SCALE, crops=8).detail(np.zeros((3, 8, 8), np.float32))
    assert np.corrcoef(detail[0].ravel(), detail[2].ravel())[0, 1] > 0.99


def test_it_is_seeded(fitted):
    lr = np.zeros((3, 8, 8), np.float32)
    assert (fitted.apply(lr, 3) == fitted.apply(lr, 3)).all() and (fitted.apply(lr, 3) != fitted.apply(lr, 4)).any()
    data = scenes(count=2)
    assert noise.fit(data, SCALE, crops=4) == noise.fit(data, SCALE, crops=4)
    assert noise.fit(data, SCALE, seed=1, crops=4) != noise.fit(data, SCALE, crops=4)


def test_only_training_scenes_are_fitted_to():
    held_out = scenes(lambda luma: 60 + 0 * luma, split="val")
    assert noise.fit(scenes() + held_out, SCALE, crops=8) == noise.fit(scenes(), SCALE, crops=8)
    with pytest.raises(SpecGanError, match="No training scene holds 128 x 128"):
        noise.fit(held_out, SCALE)


def test_figures_survive_the_disk(fitted, tmp_path):
    fitted.save(tmp_path / "noise.json")
    assert noise.load(tmp_path / "noise.json") == fitted
    for text in ("", "{}", '{"scale": 16}'):
        (tmp_path / "other.json").write_text(text)
        with pytest.raises(SpecGanError, match="holds no figures of the noise baseline"):
            noise.load(tmp_path / "other.json")


def test_bilinear_by_hand():
    values = np.array([[0.0, 1.0], [2.0, 3.0]])
    row = np.array([0, 0.25, 0.75, 1.0])
    np.testing.assert_allclose(noise._bilinear(values, 2), row[None] + 2 * row[:, None])


def test_it_is_fitted_to_the_lr_images_of_a_psf_where_there_are_some():
    """LR images of one grey tell nothing: the strength is one number, and the detail is all that there is."""
    data = scenes(lambda luma: 12 * np.exp(2 * luma), count=2)
    for scene in data:
        scene.low = np.zeros((3, *scene.valid.shape), np.float32)
    fitted = noise.fit(data, SCALE, crops=8)
    assert not any(low.any() for _, low in noise._draw(data, SCALE, 8, np.random.default_rng(0)))
    assert fitted.r2 < 1e-6 < 0.5 < noise.fit(scenes(lambda luma: 12 * np.exp(2 * luma), count=2), SCALE, crops=8).r2

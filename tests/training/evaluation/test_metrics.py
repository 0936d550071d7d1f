"""Every figure on images whose figure is known."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.patches.tiling import plan_axis
from specgan.core.shelf.upsampling import block_mean, upsample
from specgan.training.evaluation import metrics
from specgan.training.evaluation.baselines import BASELINES

SCALE = 16


@pytest.fixture
def truth():
    return np.random.default_rng(0).uniform(20, 230, (3, 96, 128)).astype(np.float32)


def wave(cycles, amplitude=1.0, shape=(96, 128)):
    """Three bands of a sinusoid with `cycles` periods along the rows, over 100."""
    phase = 2 * np.pi * cycles * np.arange(shape[1]) / shape[1]
    return np.broadcast_to(100 + amplitude * np.sin(phase), (3, *shape)).astype(np.float64)


def measured(result, truth, span=255.0):
    lr = block_mean(truth, SCALE)
    axes = tuple(plan_axis(length, 4, 1) for length in lr.shape[1:])
    return metrics.figures(result, truth, lr, (0.0, span), axes)


def test_a_result_that_is_the_truth(truth):
    values = measured(truth, truth)
    right = {"ssim": 1.0, "sam": 0.0, "ergas": 0.0, "energy": 1.0, "texture": 1.0, "detail": 1.0, "consistency": 0.0}
    assert values["psnr"] == np.inf
    assert {name: values[name] for name in right} == pytest.approx(right, abs=2e-5)
    assert [values[f"swd_{size}"] for size in (1, 2, 4, 8)] == [0.0] * 4 and values["swd"] == 0.0


def test_a_known_offset(truth):
    values = measured(truth + 5, truth)
    assert values["psnr"] == pytest.approx(20 * np.log10(255 / 5), abs=1e-4)
    # relative error of a band is 5 / its mean
    relative = 5 / truth.mean((1, 2), dtype=np.float64)
    assert values["ergas"] == pytest.approx(100 / 16 * np.sqrt((relative**2).mean()), rel=1e-5)
    assert values["consistency"] == pytest.approx(5.0, abs=1e-4)
    # neither texture nor its place changes
    assert (values["energy"], values["texture"], values["detail"]) == pytest.approx((1.0, 1.0, 1.0), abs=1e-5)
    assert max(values["swd_1"], values["swd_2"], values["swd_4"]) < 1e-5 < values["swd_8"]


def test_consistency_is_in_steps_of_the_value_range(truth):
    assert measured(truth + 5, truth, span=1000.0)["consistency"] == pytest.approx(5 * 255 / 1000, abs=1e-4)


@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_energy_ratio_of_a_wave_above_the_nyquist_frequency_is_the_square_of_the_factor(factor):
    # 128 / 16 = 8 LR pixels: up to 4 cycles are below the Nyquist frequency
    assert metrics.energy_ratio(wave(20, 8 * factor), wave(20, 8), SCALE) == pytest.approx(factor**2, abs=1e-9)


def test_energy_below_the_nyquist_frequency_does_not_count():
    truth = wave(20, 8) + wave(2, 30)
    assert metrics.energy_ratio(wave(20, 8), truth, SCALE) == pytest.approx(1.0, abs=1e-3)
    assert metrics.energy_ratio(wave(2, 30), truth, SCALE) < 1e-3
    # the two directions count alike, and so does a diagonal wave that is fine in one of them only
    turned = wave(20, 8, (128, 96)).transpose(0, 2, 1)
    assert metrics.energy_ratio(turned, wave(20, 8), SCALE) == pytest.approx(1.0, rel=0.05)
    assert np.isnan(metrics.energy_ratio(truth, truth * 0, SCALE))


def test_bands_count_with_their_own_energy():
    truth, result = wave(20, 8), wave(20, 8)
    result[0] = 100.0
    assert metrics.energy_ratio(result, truth, SCALE) == pytest.approx(2 / 3, rel=1e-9)


def patchwork(strengths, seed):
    """Noise whose standard deviation in every LR cell is the given one."""
    noise = np.random.default_rng(seed).standard_normal((3, *(SCALE * np.array(strengths.shape))))
    return 100 + noise * strengths.repeat(SCALE, 0).repeat(SCALE, 1)


def test_texture_map_is_the_log_standard_deviation():
    strengths = np.exp(np.random.default_rng(1).uniform(0, 3, (6, 8)))
    rng = np.random.default_rng(2)
    signs = np.where(rng.random((6 * SCALE, 8 * SCALE)) < 0.5, -1.0, 1.0)
    signs[:, 1::2] = -signs[:, ::2]  # as many of both in every cell: its standard deviation is exactly the strength
    image = np.broadcast_to(100 + signs * strengths.repeat(SCALE, 0).repeat(SCALE, 1), (3, 96, 128))
    by_hand = 0.5 * np.log(strengths**2 + 1 / 12)
    np.testing.assert_allclose(metrics.texture_map(image, SCALE, 255.0), by_hand, atol=1e-6)


def test_texture_correlation_asks_where_and_not_how_strong():
    strengths = np.exp(np.random.default_rng(3).uniform(0, 3, (20, 30)))
    truth = patchwork(strengths, 4)
    assert metrics.texture_correlation(truth, truth, SCALE, 255) == pytest.approx(1.0, abs=1e-9)
    # other noise of half the strength in the right cells: about as good
    assert metrics.texture_correlation(patchwork(strengths / 2, 5), truth, SCALE, 255) > 0.98
    shuffled = np.random.default_rng(6).permutation(strengths.ravel()).reshape(strengths.shape)
    assert abs(metrics.texture_correlation(patchwork(shuffled, 7), truth, SCALE, 255)) < 0.12  # 3 / sqrt(600)
    assert np.isnan(metrics.texture_correlation(truth * 0, truth, SCALE, 255))


def test_detail_that_is_wrong_everywhere_costs_what_the_formula_says(truth):
    """Texture with a times the energy of the truth's that has nothing to do with it: 10 log10(1 + a) dB."""
    base = upsample(block_mean(truth, SCALE), SCALE)
    detail = truth - base
    wrong = np.random.default_rng(8).standard_normal(truth.shape).astype(np.float32)
    wrong *= np.sqrt((detail**2).mean() / (wrong**2).mean())
    faithful, invented = measured(base, truth), measured(base + wrong, truth)
    assert faithful["psnr"] - invented["psnr"] == pytest.approx(10 * np.log10(2), abs=0.1)
    assert abs(invented["detail"]) < 0.02 and np.isnan(faithful["detail"])
    right = measured(base + 0.5 * detail, truth)
    assert right["detail"] == pytest.approx(1.0, abs=1e-5)
    assert right["psnr"] - faithful["psnr"] == pytest.approx(20 * np.log10(2), abs=1e-3)


def test_seam_ratio_of_steps_on_the_borders():
    """Columns rise by 1 at every LR line and by 3 at the lines where patches begin or end."""
    rows, cols = plan_axis(4, 4, 0), plan_axis(8, 4, 0)
    assert (rows.borders(), cols.borders()) == ((), (4,))
    columns = np.cumsum([0, 1, 1, 1, 3, 1, 1, 1]).repeat(4)
    image = np.broadcast_to(columns, (3, 16, 32)).astype(float)
    others = (16 * 6 * 1.0 + 32 * 3 * 0.0) / (16 * 6 + 32 * 3)  # the horizontal lines step by 0
    assert metrics.seam_ratio(image, image, 4, (rows, cols)) == pytest.approx(3 / others)


def test_interpolations_of_a_slope():
    """Away from the edges all but `nearest` continue a slope exactly; all keep a constant."""
    lr = np.broadcast_to(np.arange(40.0), (3, 40, 40))
    line = (np.arange(40 * 4) + 0.5) / 4 - 0.5
    inner = slice(40, 120)
    for name, upsampled in BASELINES.items():
        assert np.allclose(upsampled(np.full((3, 40, 40), 7.0), 4), 7.0, atol=1e-4)
        result = upsampled(lr, 4)
        assert result.shape == (3, 160, 160) and result.dtype == np.float32
        wanted = np.arange(40.0).repeat(4) if name == "nearest" else line
        tolerance = 0.02 if name == "lanczos" else 1e-3  # the lobes of Lanczos do not sum to a slope exactly
        assert np.abs(result[1, 80, inner] - wanted[inner]).max() < tolerance
    assert np.abs(block_mean(BASELINES["nearest"](lr, 4), 4) - lr).max() == 0
    assert np.abs(block_mean(BASELINES["base"](lr, 4), 4) - lr).max() < 1e-4

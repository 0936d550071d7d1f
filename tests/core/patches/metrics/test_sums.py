"""Figures of images whose figure is known, whole and added up from parts."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.patches.metrics.structure import REACH, all_around, ssim_map
from specgan.core.patches.metrics.sums import Agreement, Pairs, agreement, inner_agreement


@pytest.fixture
def images():
    random = np.random.default_rng(0)
    truth = random.uniform(20, 230, (3, 40, 60)).astype(np.float32)
    return truth + random.normal(0, 12, truth.shape).astype(np.float32), truth


def test_psnr_and_ergas_of_a_known_offset(images):
    _, truth = images
    found = agreement(truth + 5, truth, 255.0)
    assert found.pixels == 2400 and found.rmse == pytest.approx(5, abs=1e-5)
    assert found.psnr(255) == pytest.approx(20 * np.log10(255 / 5), abs=1e-5)
    relative = 5 / truth.mean((1, 2), dtype=np.float64)  # relative error of a band is 5 / its mean
    assert found.ergas(16) == pytest.approx(100 / 16 * np.sqrt((relative**2).mean()), rel=1e-6)


def test_equal_images(images):
    _, truth = images
    found = agreement(truth, truth, 255.0)
    assert found.psnr(255) == np.inf and (found.rmse, found.ergas(4)) == (0, 0)
    assert found.ssim == pytest.approx(1, abs=1e-12) and found.sam == pytest.approx(0, abs=1e-5)


def test_ssim_of_constant_images_is_the_luminance_term():
    one, other = np.full((3, 32, 32), 100.0), np.full((3, 32, 32), 120.0)
    c1 = (0.01 * 255) ** 2
    assert agreement(other, one, 255).ssim == pytest.approx((2 * 100 * 120 + c1) / (100**2 + 120**2 + c1), rel=1e-12)


def test_ssim_is_that_of_scikit_image(images):
    metrics = pytest.importorskip("skimage.metrics")
    theirs = metrics.structural_similarity(
        *images, data_range=255.0, channel_axis=0, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
    )
    assert agreement(*images, 255.0).ssim == pytest.approx(theirs, abs=1e-5)


def test_ssim_does_not_lose_small_contrasts_on_large_values():
    """Reflectances of 10000 with a contrast of 1, under one window: the luminance term is 1, the rest by hand."""
    one, other = np.random.default_rng(1).normal(0, 1, (2, 11, 11))
    taps = np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)
    weights = np.outer(taps, taps) / taps.sum() ** 2
    (a, b), c2 = ((weights * image).sum() for image in (one, other)), (0.03 * 10) ** 2
    variances = [(weights * (image - mean) ** 2).sum() for image, mean in ((one, a), (other, b))]
    wanted = (2 * (weights * (one - a) * (other - b)).sum() + c2) / (sum(variances) + c2)
    found = ssim_map(one[None] + 10000, other[None] + 10000, 10.0)
    assert found.shape == (1, 1) and found[0, 0] == pytest.approx(wanted, abs=1e-6)


def test_spectral_angles():
    truth = np.zeros((3, 2, 2))
    truth[0] = 10.0
    assert agreement(7 * truth, truth, 1).sam == pytest.approx(0.0, abs=1e-5)
    result = truth.copy()
    result[1, 0] = 10.0  # 45 degrees in two of four pixels
    assert agreement(result, truth, 1).sam == pytest.approx(22.5, abs=1e-5)
    truth[:, 1], result[:, 1] = 0.0, 0.0  # black pixels have no direction
    assert agreement(result, truth, 1).sam == pytest.approx(45.0, abs=1e-5)
    assert np.isnan(agreement(result, truth * 0, 1).sam)


def test_parts_with_a_margin_add_up_to_the_whole(images):
    """Four places, each read with five pixels more, whose ground outside of the image is not data."""
    result, truth = (np.pad(image, [(0, 0), (REACH, REACH), (REACH, REACH)]) for image in images)
    valid = np.zeros(truth.shape[1:], bool)
    valid[REACH:-REACH, REACH:-REACH] = True
    total = Agreement.none()
    for row in (0, 20):
        for col in (0, 30):
            here = (slice(row, row + 20 + 2 * REACH), slice(col, col + 30 + 2 * REACH))
            total = total + inner_agreement(result[(..., *here)], truth[(..., *here)], 255.0, valid[here], REACH)
    whole = agreement(*images, 255.0)
    for name in ("pixels", "structure", "windows", "angle", "directed"):
        assert getattr(total, name) == pytest.approx(getattr(whole, name), rel=1e-9), name
    np.testing.assert_allclose(total.squared, whole.squared)
    assert whole.windows == 30 * 50


def test_pixels_without_data_do_not_count(images):
    result, truth = images
    valid = np.ones(truth.shape[1:], bool)
    valid[20, 30] = False
    broken = result.copy()
    broken[:, 20, 30] = np.nan
    found = agreement(broken, truth, 255.0, valid)
    difference = (result - truth).astype(np.float64)[:, valid]
    assert found.pixels == 2399 and found.rmse == pytest.approx(np.sqrt((difference**2).mean()))
    assert found.windows == 30 * 50 - 11 * 11 and np.isfinite(found.ssim)


def test_all_around():
    valid = np.ones((13, 12), bool)
    valid[0, 0] = False
    found = all_around(valid)
    assert found.shape == (3, 2) and found.sum() == 5 and not found[0, 0]


def test_nothing_to_compare():
    found = Agreement.none()
    assert all(np.isnan(value) for value in (found.rmse, found.psnr(1), found.ssim, found.sam, found.ergas(4)))


def test_correlation_of_parts_is_that_of_the_whole():
    x, y = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 4.0, 3.0])
    assert (Pairs.of(x[:1], y[:1]) + Pairs.of(x[1:], y[1:])).correlation == pytest.approx(0.6)
    assert np.isnan(Pairs.of(x, np.full(4, 7.0)).correlation) and np.isnan(Pairs().correlation)

"""The seam meter on pictures whose steps are known."""

import numpy as np
from specgan.core.patches.metrics.quality import consistency_rmse, psnr
from specgan.core.patches.metrics.seam import SeamMeter


def measure(image, detail, strips, scale=2, borders=(3,), blended=None, valid=None):
    height, width = image.shape[1:]
    blended = np.zeros(width, bool) if blended is None else blended
    valid = np.ones((height, width), bool) if valid is None else valid
    meter = SeamMeter(scale, (), borders, np.zeros(height, bool), blended)
    for first, last in zip(strips, strips[1:]):
        rows = slice(first * scale, last * scale)
        meter.add(first, image[:, rows], detail[:, rows], valid[rows])
    return meter


def test_a_step_twice_as_high_on_the_border_gives_its_share():
    columns = np.array([0, 0, 1, 1, 2, 2, 4, 4, 5, 5], float)  # steps 1, 1, 2 (border at LR line 3), 1
    image = np.broadcast_to(columns, (3, 4, 10)).copy()
    # the horizontal LR line steps by 0 and counts among the others: 12 zeros... 3 channels x 4 rows x 3 lines of 1
    meter = measure(image, image * 0, (0, 2))
    others = (3 * 4 * 3 * 1.0 + 3 * 10 * 0.0) / (3 * 4 * 3 + 3 * 10)
    assert np.isclose(meter.seam_ratio, 2.0 / others)


def test_strips_give_the_same_as_one_piece():
    random = np.random.RandomState(1)
    image, detail = random.standard_normal((2, 3, 12, 10))
    blended = np.arange(10) // 3 == 1
    one = measure(image, detail, (0, 6), blended=blended)
    three = measure(image, detail, (0, 1, 4, 6), blended=blended)
    assert np.isclose(one.seam_ratio, three.seam_ratio)
    assert np.isclose(one.energy_ratio, three.energy_ratio)
    energy = (detail**2).sum(0)
    assert np.isclose(one.energy_ratio, energy[:, blended].mean() / energy[:, ~blended].mean(), rtol=1e-5)


def test_invalid_pixels_do_not_count():
    image = np.random.RandomState(2).standard_normal((3, 8, 10))
    valid = np.ones((8, 10), bool)
    valid[:, 7:] = False
    spoiled = image.copy()
    spoiled[:, :, 7:] = np.nan
    np.testing.assert_equal(
        measure(spoiled, spoiled, (0, 4), valid=valid, borders=(2,)).seam_ratio,
        measure(image, image, (0, 4), valid=valid, borders=(2,)).seam_ratio,
    )


def test_nothing_to_compare_is_nan():
    assert np.isnan(measure(np.zeros((3, 4, 4)), np.zeros((3, 4, 4)), (0, 2)).seam_ratio)


def test_psnr_and_consistency():
    truth = np.zeros((1, 4, 4))
    assert np.isclose(psnr(truth + 1, truth, 255), 20 * np.log10(255))
    assert psnr(truth, truth, 255) == np.inf
    hr = np.kron(np.array([[1.0, 2.0]]), np.ones((2, 2)))
    assert consistency_rmse(hr[None], np.array([[[1.0, 4.0]]]), 2) == np.sqrt(2.0)

"""Error against uncertainty: tenths worked out by hand, alone and in a whole evaluation."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.evaluation import Inputs, evaluate
from specgan.core.evaluation.doubt import Calibration, Calibrator, Tenth


def test_tenths_by_hand():
    """A hundred pixels: predicted 1 to 10, ten of each, in any order; the error of tenth k is +-2 k."""
    predicted = np.arange(1.0, 11).repeat(10)
    error = 2 * predicted * np.tile([1, -1], 50)
    order = np.random.default_rng(0).permutation(100)
    calibrator = Calibrator("x", predicted)
    for part in np.array_split(order, 7):
        calibrator.add(predicted[part], error[part])
    found = calibrator.calibration
    assert [tenth.pixels for tenth in found.tenths] == [10] * 10
    assert [tenth.predicted for tenth in found.tenths] == pytest.approx(list(range(1, 11)))
    assert [tenth.error for tenth in found.tenths] == pytest.approx([2 * k for k in range(1, 11)])
    assert [tenth.absolute for tenth in found.tenths] == pytest.approx([2 * k for k in range(1, 11)])
    assert found.monotony == pytest.approx(1) and found.ratio == pytest.approx(10)


def test_one_value_makes_one_class():
    calibrator = Calibrator("x", np.full(50, 3.0))
    calibrator.add(np.full(50, 3.0), np.full(50, 4.0))
    (only,) = calibrator.calibration.tenths
    assert (only.pixels, only.predicted, only.error) == (50, 3.0, 4.0)
    assert np.isnan(calibrator.calibration.monotony)


def test_nothing_was_added():
    assert Calibrator("x", np.zeros(0)).calibration is None


def test_monotony_is_spearmans():
    """Ranks 1, 2, 3, 4 against 1, 2, 4, 3: 1 - 6 (1 + 1) / (4 x 15)."""
    tenths = tuple(Tenth(1, k, error, error) for k, error in enumerate((1.0, 2.0, 4.0, 3.0)))
    assert Calibration("x", tenths).monotony == pytest.approx(0.8)


def test_a_raster_of_uncertainty(tmp_path, raster):
    """Ten stripes of ten columns: standard deviation 1 to 10; the grey result is as far from the truth, so the error of
    luma is just that. Band 2 is half of it, band 3 a share of 0.25; neither has data in the first stripe."""
    truth = np.full((3, 20, 100), 100, np.float32)
    deviation = np.broadcast_to(np.arange(1.0, 11).repeat(10), (20, 100)).astype(np.float32)
    result = truth + deviation * np.where(np.arange(20) % 2 == 0, 1, -1)[:, None].astype(np.float32)
    doubt = np.stack([deviation, deviation / 2, np.full((20, 100), 0.25, np.float32)])
    doubt[1:, :, :10] = np.nan
    layers = {"truth": raster("truth", truth), "uncertainty": raster("doubt", doubt)}
    tags = {"rgb_range": "0,255"}
    done = evaluate(Inputs(raster("result", result, tags=tags), tmp_path / "report.html", **layers))
    assert done.figures["spread"] == pytest.approx(5.5) and done.figures["invented"] == pytest.approx(3)
    assert done.figures["expected"] == pytest.approx(0.25)
    page = done.page.read_text(encoding="utf-8")
    assert "<td>10</td><td>200</td><td>10</td><td>10</td><td>10</td>" in page
    assert "<td>1</td><td>200</td><td>1</td><td>1</td><td>1</td>" in page
    told = "rank correlation of 1.00 over tenths of the pixels: in the most uncertain tenth the error is 10.0 times"
    assert any(told in sentence for sentence in done.sentences)

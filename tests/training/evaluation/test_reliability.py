"""Deciles of a prediction against the true error: numbers worked out by hand, and the command on a real pair."""

import xml.etree.ElementTree as Xml
from types import SimpleNamespace

import numpy as np
import pytest
from specgan.training import __main__ as cli
from specgan.training.evaluation.reliability import csv_text, picture, reliability, spearman, table
from specgan.training.evaluation.trusting import SHARE, SPREAD, samples_of


def test_two_bins_by_hand():
    found = reliability(np.array([4.0, 1.0, 3.0, 2.0]), np.array([-8.0, 1.0, 6.0, 1.0]), bins=2)
    low, high = found.bins
    assert (low.low, low.high, low.count) == (1, 2, 2) and (high.low, high.high) == (3, 4)
    assert low.predicted == pytest.approx(np.sqrt(2.5)) and low.error == 1
    assert high.predicted == pytest.approx(np.sqrt(12.5)) and high.error == pytest.approx(np.sqrt(50))
    # ranks 4 1 3 2 against 4 1.5 3 1.5: covariance 4.5, variances 5 and 4.5
    assert found.correlation == pytest.approx(4.5 / np.sqrt(5 * 4.5))
    assert found.monotone == pytest.approx(1) and found.rises == 1


@pytest.mark.parametrize(
    "first,second,expected",
    [
        ([1, 2, 3], [10, 20, 30], 1),
        ([1, 2, 3], [9, 4, 1], -1),
        ([1, 2, 3], [2, 3, 1], -0.5),
        ([1, 1, 1], [1, 2, 3], None),
    ],
)
def test_rank_correlation(first, second, expected):
    got = spearman(np.array(first), np.array(second))
    assert np.isnan(got) if expected is None else got == pytest.approx(expected)


def test_a_perfect_prediction_is_on_the_line():
    """Errors drawn with the predicted standard deviation: each decile's RMSE is its prediction, within 3 %."""
    random = np.random.RandomState(0)
    predicted = random.uniform(0.5, 8, 100_000)
    found = reliability(predicted, predicted * random.standard_normal(len(predicted)))
    for each in found.bins:
        assert each.count == 10_000 and abs(each.error / each.predicted - 1) < 0.03  # standard error 0.7 %
    assert found.monotone == pytest.approx(1) and found.rises == 9 and found.correlation > 0.4


def test_a_prediction_that_knows_nothing_is_flat():
    random = np.random.RandomState(0)
    found = reliability(random.uniform(0, 1, 100_000), random.standard_normal(100_000))
    assert abs(found.correlation) < 0.02
    assert np.ptp([each.error for each in found.bins]) < 0.06


def test_fewer_samples_than_deciles_are_no_table():
    with pytest.raises(ValueError, match="10 bins"):
        reliability(np.ones(9), np.ones(9))


def test_errors_are_those_of_luma_in_percent_of_the_range():
    """A result that is 20 of 200 too bright in green alone: 0.587 of 10 %."""
    truth = np.full((3, 8, 12), 50, np.uint8)
    result = truth.copy()
    result[1] += 20
    doubts = np.stack([np.full((8, 12), value, np.float32) for value in (4, 6, 0.25)])
    place = SimpleNamespace(truth=truth, value_range=(10.0, 210.0), scale=4)
    found = samples_of(place, result, doubts)
    np.testing.assert_allclose(found[SPREAD].error, 5.87, rtol=1e-5)
    np.testing.assert_allclose(found[SPREAD].predicted, 2, rtol=1e-6)
    assert len(found[SPREAD].error) == 96 and len(found[SHARE].error) == 6
    np.testing.assert_allclose(found[SHARE].predicted, 0.25)
    np.testing.assert_allclose(found[SHARE].error, 5.87, rtol=1e-5)
    assert SHARE not in samples_of(place, result, doubts[:1])


def test_tables_and_picture():
    found = reliability(np.arange(20.0), np.arange(20.0))
    text = table("spread", found, "%")
    assert "| 10 | 18.5 | 18.5 | 2 |" in text and "rises at 9 of 9 steps" in text
    lines = csv_text({"spread": found}).splitlines()
    assert len(lines) == 11 and lines[10].startswith("spread,10,18,19,18.5068,18.5068,2,1,1")
    image = Xml.fromstring(picture({"spread": found}))
    circles = image.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 10
    for circle in circles:  # on the dashed line: from (48, 272) to (432, 48)
        across, up = (float(circle.get("cx")) - 48) / 384, (272 - float(circle.get("cy"))) / 224
        assert across == pytest.approx(up, abs=1e-3)


def test_the_command(tmp_path):
    """The bundled model on a simulated town: all tables, every pixel counted once."""
    assert cli.main(["simulate", str(tmp_path), "--size", "12", "10", "--seed", "77"]) == 0
    pair = [str(tmp_path / "town_rgb_truth.tif"), str(tmp_path / "town_hsi.tif")]
    out = tmp_path / "out"
    words = ["--pair", *pair, "--answers", "2", "--threads", "1", "--device", "cpu", "--out", str(out)]
    assert cli.main(["reliability", *words]) == 0
    text = (out / "reliability.md").read_text()
    assert "1 places, 2 answers a patch" in text and text.count("| decile |") == 5
    rows = [line.split(",") for line in (out / "reliability.csv").read_text().splitlines()[1:]]
    spread = [row for row in rows if row[0] == SPREAD]
    counts = {row[-3] for row in spread}
    assert len(spread) == 10 and sum(int(row[-3]) for row in spread) == 12 * 10 * 256, counts
    assert [float(row[4]) for row in spread] == sorted(float(row[4]) for row in spread)
    assert sorted(path.name for path in out.iterdir()) == ["reliability.csv", "reliability.md", "reliability.svg"]

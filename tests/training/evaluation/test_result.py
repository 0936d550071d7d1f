"""`evaluate` of a result on the command line: page and table where they are wanted, form where there is a judge."""

from __future__ import annotations

import argparse

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.training.evaluation import result as command
from support import write_raster


@pytest.fixture
def files(tmp_path):
    """A result that is 5 off from its truth; paths."""
    truth = np.random.default_rng(0).integers(20, 200, (3, 64, 64)).astype(np.uint8)
    return write_raster(tmp_path / "sharp.tif", truth + np.uint8(5)), write_raster(tmp_path / "truth.tif", truth)


@pytest.fixture
def lr(tmp_path, files):
    """Block means of the truth, four pixels each."""
    truth = gdal.Open(files[1]).ReadAsArray()
    means = truth.reshape(3, 16, 4, 16, 4).mean((2, 4)).round().astype(np.uint8)
    return write_raster(tmp_path / "lr.tif", means, (500000.0, 40.0, 0.0, 5800000.0, 0.0, -40.0))


def run(*arguments):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    command.run(parser.parse_args([str(argument) for argument in arguments]))


class Judge:
    """Says that depth k is k x the mean absolute difference apart."""

    source = "a stand-in"

    def look(self, results, truths):
        from specgan.training.evaluation.judge import Sight

        away = np.abs(results["result"] - truths).mean((1, 2, 3))
        return {"result": Sight((), away[:, None] * np.arange(1.0, 6))}


def test_page_and_table_lie_beside_the_result(tmp_path, files, capsys, monkeypatch):
    monkeypatch.setattr(command, "form_of", lambda *_: command.FormOf(Judge()))
    run(files[0], "--truth", files[1])
    assert capsys.readouterr().out.strip() == str(tmp_path / "sharp_evaluation.html")
    table = (tmp_path / "sharp_evaluation.csv").read_text(encoding="utf-8").splitlines()
    names, whole = table[0].split(","), table[1].rsplit('"', 1)[1].split(",")
    figures = dict(zip(names[6:], whole[1:]))
    assert float(figures["rmse"]) == pytest.approx(5)
    assert float(figures["form"]) == pytest.approx(3 * 5 / 255, rel=1e-5)  # the mean of 1 to 5
    assert "a stand-in" in (tmp_path / "sharp_evaluation.html").read_text(encoding="utf-8")


def test_form_has_a_word_on_interpolation_too(files, lr, capsys, monkeypatch):
    """By the stand-in, 3 x 5 of 255; interpolation of noise is farther."""
    monkeypatch.setattr(command, "form_of", lambda *_: command.FormOf(Judge()))
    run(files[0], "--truth", files[1], "--lr", lr)
    told = "In form the result is nearer to the truth than interpolation: distance 0.06 against"
    assert told in capsys.readouterr().err


def test_names_can_be_given_and_no_truth_needs_no_judge(tmp_path, files, monkeypatch):
    monkeypatch.setattr(command, "form_of", lambda *_: pytest.fail("there is nothing to judge"))
    run(files[0], "--out", tmp_path / "a.html", "--csv", tmp_path / "b.csv")
    assert {"a.html", "b.csv"} <= {file.name for file in tmp_path.iterdir()}


def test_without_weights_the_rest_is_done(files, monkeypatch):
    pytest.importorskip("torch")
    told = []

    def missing(*_):
        raise SpecGanError("There are no weights.", "Install them.")

    monkeypatch.setattr("specgan.training.evaluation.judge.open_judge", missing)
    assert command.form_of(None, "cpu", told.append) is None
    assert told == ["Form is not judged. There are no weights. Install them."]
    with pytest.raises(SpecGanError):
        command.form_of(files[0], "cpu", told.append)

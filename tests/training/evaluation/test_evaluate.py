"""`evaluate` as a person types it: real GeoTIFFs, the bundled model, the real engine."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from specgan.core.engine import superresolve
from specgan.core.errors import SpecGanError
from specgan.core.job import Job
from specgan.core.models import find_model
from specgan.core.modelspec import ModelSpec, ValueRange
from specgan.training import __main__ as cli
from specgan.training.evaluation import evaluate
from specgan.training.evaluation.baselines import BASELINES
from specgan.training.evaluation.places import Place, from_pair
from specgan.training.evaluation.rows import read_csv
from specgan.training.evaluation.running import Method, Setting, model_rows
from specgan.training.losses import weights
from support import write_onnx

MODEL = "specgan_aerial_x16"
BANDS = (460.0, 560.0, 660.0, 900.0)
PLAIN = ["truth", *BASELINES, "noise"]


def main(*arguments):
    return cli.main([str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A simulated town of 14 x 12 LR pixels: four patches of the bundled model."""
    folder = tmp_path_factory.mktemp("town")
    assert main("simulate", folder, "--size", 14, 12, "--seed", 77) == 0
    return folder / "town_rgb_truth.tif", folder / "town_hsi.tif"


@pytest.fixture(scope="module")
def measured(town, tmp_path_factory):
    """Folder of an evaluation of the bundled model with all arms; a broken model beside it."""
    folder = tmp_path_factory.mktemp("evaluation")
    out, broken = folder / "out", folder / "broken.onnx"
    broken.write_bytes(find_model(MODEL).read_bytes()[:100_000])
    arguments = ["--pair", *town, "--model", MODEL, "--model", broken, "--arms", "hsi", "none", "shuffled"]
    assert main("measure", "--out", out, *arguments, "--threads", 1, "--device", "cpu", "--keep") == 0
    return out


def test_every_row_is_in_the_table_and_on_the_page(measured):
    rows = {row.method: row for row in read_csv(measured / evaluate.CSV)}
    models = [f"{name}{arm}" for name in (MODEL, "broken") for arm in ("", ", no HSI", ", shuffled HSI")]
    assert list(rows) == PLAIN + models
    page, text = ((measured / name).read_text() for name in (evaluate.PAGE, evaluate.MARKDOWN))
    for name in rows:
        assert page.count(f"<td>{name}</td>") == 2 and f"\n| {name} | " in text
    failed = [name for name, row in rows.items() if row.error]
    assert failed == ["noise", *models[3:]]
    assert "Give --noise-data" in rows["noise"].error and "damaged" in rows["broken"].error
    assert page.count('class="failed"') == 8 and text.count("failed: ") == 4
    pictures = len(rows) - len(failed)
    assert page.count("data:image/png;base64,") == pictures and page.count("<figure>") == pictures == 8
    assert "<figcaption>nearest: the LR pixels</figcaption>" in page


def test_figures_of_the_rows(measured):
    values = {row.method: row.values for row in read_csv(measured / evaluate.CSV) if not row.error}
    assert values["truth"]["psnr"] == np.inf and values["truth"]["swd"] == 0 and values["truth"]["energy"] == 1
    # rounding to whole numbers leaves 1 / sqrt(12) in the LR image that the truth is held against
    assert values["truth"]["consistency"] == pytest.approx(1 / np.sqrt(12), rel=0.1)
    for name in ("base", MODEL, f"{MODEL}, no HSI"):
        assert values[name]["consistency"] < 0.25 * values["bicubic"]["consistency"]
    assert values["bicubic"]["energy"] < 0.02 < values["nearest"]["energy"] < 1
    # a third of the truth's energy in this small town, where it belongs, nearer than bicubic by far, for 2 dB
    assert 0.25 < values[MODEL]["energy"] < 1.5
    assert values[MODEL]["texture"] > max(values["bicubic"]["texture"], values["base"]["texture"])
    assert values[MODEL]["swd"] < 0.6 * values["bicubic"]["swd"]
    assert values[MODEL]["psnr"] > values["bicubic"]["psnr"] - 2.0
    # the network looks at its HSI
    others = [values[f"{MODEL}, {arm} HSI"]["psnr"] for arm in ("no", "shuffled")]
    assert len({values[MODEL]["psnr"], *others}) == 3


def test_a_row_is_what_the_engine_writes_and_reports(measured, town, tmp_path):
    """The kept file is the engine's answer to the LR image of the place, and the seam figure is the engine's too."""
    folder = tmp_path / "p"
    folder.mkdir()
    spec = evaluate.specs_of([find_model(MODEL)])
    place = from_pair(*town, "s", spec, folder)
    result = superresolve(Job.of(place.rgb, str(town[1]), find_model(MODEL), tmp_path / "own.tif", device="cpu"))
    kept = measured / "results" / f"{place.name} {MODEL}.tif"
    assert pixels(kept).tobytes() == pixels(tmp_path / "own.tif").tobytes()
    (row,) = [row for row in read_csv(measured / evaluate.CSV) if row.method == MODEL]
    # the engine measures before it rounds to 8 bit; steps are small in so smooth a result
    assert row.values["seam"] == pytest.approx(result.seam_ratio, abs=0.03)
    error = pixels(kept).astype(float) - place.truth
    assert row.values["psnr"] == pytest.approx(10 * np.log10(255**2 / (error**2).mean()), abs=1e-3)


def pixels(path):
    from osgeo import gdal

    return gdal.Open(str(path)).ReadAsArray()


def test_shares_of_detail_go_from_the_base_to_the_whole_model(town, tmp_path):
    arguments = ("--pair", *town, "--detail", 0, 0.5, 1, "--threads", 1, "--device", "cpu", "--keep")
    assert main("measure", "--out", tmp_path, *arguments) == 0
    rows = {row.method: row.values for row in read_csv(tmp_path / evaluate.CSV)}
    assert list(rows)[len(PLAIN) :] == [f"{MODEL}, detail {share}" for share in ("0", "0.5", "1")]
    none, half, whole = (
        pixels(tmp_path / "results" / f"town_rgb_truth {MODEL}, detail {share}.tif").astype(int)
        for share in ("0", "0.5", "1")
    )
    assert rows[f"{MODEL}, detail 0"]["psnr"] > rows["base"]["psnr"] + 0.2  # what the inputs support
    spec = ModelSpec("one", 16, 4, BANDS, lr_consistent=True, detail_correlation=1.0, rgb_range=ValueRange("uint8"))
    one_output = write_onnx(tmp_path / "one.onnx", spec)
    arguments = ("--pair", *town, "--model", one_output, "--detail", 0, "--threads", 1, "--device", "cpu")
    assert main("measure", "--out", tmp_path / "one", *arguments) == 0
    plain = {row.method: row.values for row in read_csv(tmp_path / "one" / evaluate.CSV)}
    assert plain["one, detail 0"]["psnr"] == pytest.approx(plain["base"]["psnr"], abs=1e-3)
    cut = ((whole == 0) | (whole == 255)).reshape(3, whole.shape[1] // 16, 16, whole.shape[2] // 16, 16).any((2, 4))
    inside = ~cut.repeat(16, 1).repeat(16, 2)  # a block with values cut off has its mean put right
    assert inside.mean() > 0.99
    assert np.abs(2 * (half - none) - (whole - none))[inside].max() <= 2  # rounding of three results
    assert np.abs(whole - none).max() > 10
    energy = [rows[f"{MODEL}, detail {share}"]["energy"] for share in ("0", "0.5", "1")]
    assert energy[0] < energy[2]  # in between, detail may first take out what the base has above the LR grid


def test_held_out_scenes_with_noise_and_the_model_of_a_folder(tmp_path, write_data, capsys):
    """Shards: sites by group, places without HSI have the model's row without it; the noise figures are kept."""
    scenes = [("a", "train", True), ("a", "val", True), ("a", "val", True), ("b", "val", False)]
    data = write_data(tmp_path / "d", scenes, cells=16)
    model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 16, 4, BANDS, 20.0, detail_correlation=1.0))
    out = tmp_path / "out"
    assert main("measure", "--out", out, "--model", model, "--held-out", data, "--arms", "hsi", "shuffled") == 0
    assert capsys.readouterr().out == f"{out / evaluate.PAGE}\n"
    rows = read_csv(out / evaluate.CSV)
    assert not [row.error for row in rows if row.error]
    found = [(row.site, row.place, row.method) for row in rows if row.method not in PLAIN]
    assert found == [
        ("a", "scene_1", "m"), ("a", "scene_1", "m, shuffled HSI"),
        ("a", "scene_2", "m"), ("a", "scene_2", "m, shuffled HSI"), ("b", "scene_3", "m, no HSI"),
    ]  # fmt: skip
    # a model that repeats pixels is the nearest neighbour, through LR files, tiles, blending and rounding
    nearest = {row.place: row.values for row in rows if row.method == "nearest"}
    for row in rows:
        if row.method == "m":
            assert row.values == pytest.approx(nearest[row.place], rel=1e-3, nan_ok=True)
    assert json.loads((out / evaluate.NOISE).read_text())["crops"] == 256
    assert sorted(path.name for path in out.iterdir()) == [
        "evaluation.csv", "evaluation.html", "evaluation.md", "form.csv", "noise.json"
    ]  # fmt: skip
    again = ("--held-out", data, "--noise", out / evaluate.NOISE, "--model", model, "--limit", 1)
    assert main("measure", "--out", tmp_path / "again", *again) == 0
    kept = {(row.place, row.method): row.values for row in rows}
    for row in read_csv(tmp_path / "again" / evaluate.CSV):
        assert row.place in ("scene_2", "scene_3")
        assert row.values == pytest.approx(kept[row.place, row.method], nan_ok=True)


def test_the_scenes_that_were_kept_for_good_are_measured_when_asked_for(tmp_path, write_data, capsys):
    data = write_data(tmp_path / "d", [("a", "train", True), ("a", "val", True), ("a", "test", True)], cells=16)
    model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 16, 4, (460.0, 560.0, 660.0, 900.0), 20.0))
    given = ("--model", model, "--held-out", data)
    for split, place in (("val", "scene_1"), ("test", "scene_2")):
        assert main("measure", "--out", tmp_path / split, *given, "--split", split) == 0
        assert {row.place for row in read_csv(tmp_path / split / evaluate.CSV)} == {place}
        assert f"those of the split {split}" in (tmp_path / split / evaluate.MARKDOWN).read_text()
    none = write_data(tmp_path / "none", [("a", "train", True), ("a", "val", True)], cells=16)
    capsys.readouterr()
    assert main("measure", "--out", tmp_path / "x", "--held-out", none, "--split", "test") == 1
    assert "(--split test)" in capsys.readouterr().err


def test_a_model_for_another_scale_fails_in_its_rows(town, tmp_path):
    specs = evaluate.specs_of([find_model(MODEL)])
    place = from_pair(*town, "s", specs, tmp_path)
    model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 8, 4, (460.0, 560.0), 20.0))
    (row,) = model_rows(Setting([place], tmp_path), [Method("m", model)])
    assert row.error == "The model is for 8x, this evaluation is for 16x." and row.values == {}


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "There is no place to measure"),
        (["--model", "none.onnx"], "There is no model 'none.onnx'"),
        (["--detail", "0.5", "2"], "shares of detail must be from 0 to 1"),
        (["--noise", "none.json"], "holds no figures of the noise baseline"),
        (["--lpips-weights", "none.pth"], "cannot be read"),
        (["--held-out", "nowhere"], "holds no readable training data"),
        (["--pair", "a.tif", "b.tif"], "a.tif cannot be opened"),
    ],
)
def test_what_does_not_work_is_told_in_a_sentence(arguments, message, tmp_path, capsys):
    assert main("measure", "--out", tmp_path / "out", *arguments) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_without_weights_form_is_not_judged_and_the_rest_is(town, tmp_path, capsys, monkeypatch):
    """The package is not installed; a file is of something else: a sentence each, and the evaluation goes on."""
    torch.save({"features.0.weight": torch.zeros(3, 3)}, tmp_path / "other.pth")
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    given = ("--pair", *town, "--model", MODEL, "--threads", 1, "--device", "cpu", "--pictures", 1)
    for more, said in (
        ((), "not installed"),
        (("--vgg", tmp_path / "other.pth"), "does not hold the weights of VGG16"),
    ):
        out = tmp_path / str(len(more))
        assert main("measure", "--out", out, *given, *more) == 0
        warning = capsys.readouterr().err
        assert "Warning: form is not judged." in warning and said in warning
        (row,) = [row for row in read_csv(out / evaluate.CSV) if row.method == MODEL]
        assert "psnr" in row.values and "hallucination" in row.values and "form" not in row.values
        assert not (out / evaluate.FORM).exists() and "judge of form: none" in (out / evaluate.MARKDOWN).read_text()
        assert "<figure>" in (out / evaluate.PAGE).read_text()


def test_places_are_limited_site_by_site():
    places = [Place(str(n), "ab"[n % 2], "", None, None, np.zeros(1), np.zeros(1), (0, 1)) for n in range(12)]
    assert [p.name for p in evaluate.limited(places, 2)] == ["2", "8", "3", "9"]
    assert evaluate.limited(places, 0) == places and len(evaluate.limited(places, 99)) == 12


def test_two_places_or_models_of_one_name(town, tmp_path, capsys):
    assert main("measure", "--out", tmp_path / "out", "--pair", *town, "--pair", *town) == 1
    assert "Two places are called town_rgb_truth" in capsys.readouterr().err
    with pytest.raises(SpecGanError, match="Two models are called"):
        evaluate._models([MODEL, str(find_model(MODEL))])

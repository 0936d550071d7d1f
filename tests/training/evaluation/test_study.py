"""`study`: every run on an equal budget, each measured with its own input, and the tables over seeds."""

from __future__ import annotations

import json
import os
import re
import signal
from dataclasses import replace

import numpy as np
import pytest
from specgan.core.errors import Cancelled, SpecGanError
from specgan.training import __main__ as cli
from specgan.training.config import TrainConfig
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.evaluation import noise, study
from specgan.training.evaluation.rows import Row, read_csv
from specgan.training.export import calibrate
from specgan.training.loop.folder import CHECKPOINT, LOG, OPTIONS
from specgan.training.loop.recipes import RECIPES

# the smallest network's patches are overlap throughout, so `calibrate` finds no inside and gives 0
pytestmark = pytest.mark.filterwarnings("ignore:Mean of empty slice", "ignore:invalid value encountered in divide")
SCENES = (("a", "train", True), ("a", "train", True), ("a", "val", True), ("a", "val", True), ("b", "val", False))
STUDIED = ("hsi", "shuffled")
TINY = TrainConfig(model="tiny_x16", images=4, batch=2, threads=1, device="cpu", val_crops=2)


def main(*arguments):
    return cli.main([str(argument) for argument in arguments])


@pytest.fixture(scope="module", autouse=True)
def fewer_crops():
    """Noise and rho are measured on fewer crops: quicker, and no test here asks for their figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calibrate, "PAIRS", 16)
        patch.setattr(noise, "CROPS", 16)
        yield


@pytest.fixture(scope="module")
def studied(tmp_path_factory, data_folder):
    """Folder of a study of two arms with one loss and two seeds, and its arguments."""
    folder = tmp_path_factory.mktemp("study")
    budget = ("--seeds", 0, 1, "--images", 4, "--batch", 2, "--model", "tiny_x16", "--threads", 1, "--device", "cpu")
    arguments = ("study", "--out", folder / "s", "--data", data_folder, "--losses", "mse", *budget, "--arms", *STUDIED)
    assert main(*arguments) == 0
    return folder / "s", arguments


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory, write_data):
    return write_data(tmp_path_factory.mktemp("data") / "d", SCENES, cells=16)


def test_every_run_has_the_same_budget_and_its_own_input(studied):
    out, _ = studied
    folders = sorted((out / "runs").iterdir())
    assert [folder.name for folder in folders] == [f"mse_{arm}_{s}" for arm in STUDIED for s in (0, 1)]
    for folder in folders:
        options = json.loads((folder / OPTIONS).read_text())
        _, arm, seed = folder.name.split("_")
        assert (options["hsi_arm"], options["seed"], options["images"]) == (arm, int(seed), 4)
        assert [phase["name"] for phase in options["phases"]] == ["pixel"] and options["pixel_loss"] == "mse"
        assert json.loads((folder / LOG).read_text().splitlines()[-1])["event"] == "done"


def test_the_tables_hold_every_run_at_every_place_with_hsi(studied):
    out, _ = studied
    rows = read_csv(out / study.CSV)
    runs = {(row.place, row.method, row.seed) for row in rows if row.seed}
    names = ["MSE", "MSE, shuffled HSI"]
    assert runs == {(place, name, seed) for place in ("scene_2", "scene_3") for name in names for seed in "01"}
    assert [row.method for row in rows if row.error] == []
    text = (out / study.MARKDOWN).read_text()
    assert "## a (2 places, 2 seeds)" in text and "4 images, batch 2, network tiny_x16" in text
    for name in [*names, "bicubic", "noise"]:
        assert re.search(rf"^\| {name} \| [-\d.∞]+", text, re.M)
    own = np.mean([[r.values["psnr"] for r in rows if r.method == "MSE" and r.seed == s] for s in "01"], 1)
    assert f"| MSE | {own.mean():.2f} ± {own.std(ddof=1):.2f} | " in text


def test_a_second_call_computes_nothing_again_and_an_unfinished_run_goes_on(studied, capsys):
    out, arguments = studied
    before = {path: path.stat().st_mtime_ns for path in (out / "runs").rglob("*") if path.is_file()}
    text = (out / study.MARKDOWN).read_text()
    assert main(*arguments) == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (out / study.MARKDOWN).read_text() == text
    assert main(*arguments, "--batch", 4) == 1
    assert "holds a run with other options" in capsys.readouterr().err


def test_results_of_other_ground_or_other_data_do_not_mix(studied, tmp_path, write_data, capsys):
    """Same names everywhere: the rows of the first call are not those of the second, and runs refuse other data."""
    out, arguments = studied
    place = write_data(tmp_path / "place", (*SCENES[:3], ("a", "val", True)), cells=12)
    assert main(*arguments, "--held-out", place) == 0
    other = {(row.place, row.method, row.seed): row.values for row in read_csv(out / study.CSV)}
    assert main(*arguments) == 0
    first = {(row.place, row.method, row.seed): row.values for row in read_csv(out / study.CSV)}
    assert set(first) == set(other)
    assert all(first[key]["psnr"] != other[key]["psnr"] for key in first if key[1] == "MSE")
    again = write_data(tmp_path / "again", SCENES, cells=16, seed=7)
    changed = list(arguments)
    changed[changed.index("--data") + 1] = again
    capsys.readouterr()
    assert main(*changed) == 1
    assert "holds a run on other data" in capsys.readouterr().err


def test_a_run_that_is_stopped_is_resumed(tmp_path, data_folder, monkeypatch):
    config, folder, draw = replace(TINY, images=8), tmp_path / "run", Sampler.draw

    def asked_to_stop(self, count):
        os.kill(os.getpid(), signal.SIGTERM)
        return draw(self, count)

    with monkeypatch.context() as patch:
        patch.setattr(Sampler, "draw", asked_to_stop)
        with pytest.raises(Cancelled):
            study.trained(config, [data_folder], folder)
    assert (folder / CHECKPOINT).exists()
    study.trained(config, [data_folder], folder)
    events = [json.loads(line).get("event") for line in (folder / LOG).read_text().splitlines()]
    assert [e for e in events if e in ("start", "resume", "stopped", "done")] == ["start", "stopped", "resume", "done"]


def test_losses_differ_in_their_weights_only():
    own = RECIPES["texture"]
    of = {name: study.with_loss(own, name) for name in study.LOSSES}
    weights = {
        name: [(p.pixel, p.texture, p.adversarial, p.discriminator) for p in config.phases]
        for name, config in of.items()
    }
    assert weights["mse"] == [(1.0, 0.0, 0.0, False)]
    assert weights["texture"] == [(1.0, 1.5, 0.0, False)]
    assert weights["gan"] == [(1.0, 0.0, study.ADVERSARIAL, True)]
    assert of["recipe"] == own
    for config in of.values():
        assert replace(config, phases=own.phases) == own  # all else is equal, the budget too


def test_scenes_as_the_arms_see_them(data_folder):
    scenes = read_scenes([data_folder], 16, 4, 4)
    assert not any(s.hsi.any() for s in study.seen_by("none", scenes) if s.hsi is not None)
    rolled = study.seen_by("shuffled", scenes)[0].hsi
    np.testing.assert_array_equal(rolled[:, 8:, 8:], scenes[0].hsi[:, :8, :8])
    assert study.seen_by("hsi", scenes)[0].hsi is scenes[0].hsi


def test_differences_are_taken_seed_by_seed():
    values = {"MSE": (0.5, 0.7, 0.9), "MSE, no HSI": (0.4, 0.5, 0.6), "MSE, shuffled HSI": (0.5, 0.7, 0.9)}
    rows = [
        Row("s", place, method, str(seed), {"texture": value + shift, "psnr": 20.0})
        for method, three in values.items()
        for seed, value in enumerate(three)
        for place, shift in (("a", -0.1), ("b", 0.1))
    ]
    lines = study.differences(rows, ["mse", "gan"]).splitlines()
    assert "| s | MSE | no HSI | – | 0.200 ± 0.100 | – | 0.000 ± 0.000 | – |" in lines
    assert "| s | MSE | shuffled HSI | – | 0.000 ± 0.000 | – | 0.000 ± 0.000 | – |" in lines
    assert "| s | MSE + GAN | no HSI | – | – | – | – | – |" in lines


def test_other_threads_are_no_other_options_but_a_damaged_file_is(tmp_path, data_folder):
    assert study._options(TINY.to_json()) == study._options(replace(TINY, threads=2, device="auto").to_json())
    assert study._options(TINY.to_json()) != study._options(replace(TINY, hsi_arm="none").to_json())
    for text in ('{"imges": 3}', "[1]", "{"):
        (tmp_path / OPTIONS).write_text(text)
        with pytest.raises(SpecGanError, match="holds a run with other options"):
            study.trained(TINY, [data_folder], tmp_path)

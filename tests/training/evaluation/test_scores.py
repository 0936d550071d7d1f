"""Scores of networks on held-out crops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.network.checkpoint import published_spec, save_model
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.training import __main__ as command
from specgan.training.data.crops import make_batch
from specgan.training.data.shards import read_scenes
from specgan.training.evaluation import scores
from specgan.training.evaluation import scoring as judge_command
from specgan.training.evaluation.judge import Judge
from specgan.training.losses.vgg import layout

from .test_judge import passing


@pytest.fixture(scope="module")
def judge():
    """A VGG16 of seeded weights."""
    random = torch.Generator().manual_seed(0)
    layers = [
        ((2 / (9 * i)) ** 0.5 * torch.randn(o, i, 3, 3, generator=random), torch.zeros(o)) for _, i, o in layout()
    ]
    return Judge(layers, False, "seeded")


def batch_of(count, scale=4, size=4, groups=()):
    random = np.random.default_rng(0)
    truths = [random.uniform(-1, 1, (3, size * scale, size * scale)).astype(np.float32) for _ in range(count)]
    return make_batch(truths, [np.zeros((2, size, size), np.float32)] * count, groups or ["a"] * count, scale)


def test_crops_that_do_not_overlap():
    starts = np.array([(row, col) for row in range(4) for col in range(6)])
    assert scores.apart(starts, 3) == [(0, 0), (0, 3), (3, 0), (3, 3)]
    assert scores.apart(np.zeros((0, 2), int), 3) == []


def test_held_out_crops_are_spread_over_all(write_data, tmp_path):
    """Crops of 4 x 4 LR pixels of 16 px are 8 x 8 cells of 8 px, so that a scene of 16 x 16 cells holds four."""
    sides = [("a", "val", True)] * 5 + [("b", "val", False)] * 2 + [("b", "train", False), ("a", "test", False)]
    folder = write_data(tmp_path / "data", sides, cells=16)
    scenes = read_scenes([folder], 16, 4, 4)
    batch = scores.held_out_batch(scenes, 16, 4, 4, 12)
    # 20 crops of a, 8 of b; 6 of each, a's at 0.5/6, 1.5/6 ... of 20: numbers 1 5 8 11 15 18
    assert batch.groups == ("a",) * 6 + ("b",) * 6 and batch.truth.shape == (12, 3, 64, 64)
    own = [scene for scene in scenes if scene.group == "a" and scene.split == "val"]
    for crop, number in zip(batch.truth, (1, 5, 8, 11, 15, 18)):
        row, col = (64 * (number % 4 // 2), 64 * (number % 2))
        wanted = own[number // 4].rgb[:, row : row + 64, col : col + 64] / 127.5 - 1
        np.testing.assert_allclose(crop, wanted, atol=1e-6)
    assert (batch.hsi[6:] == 0).all() and not (batch.hsi[:6] == 0).all()
    assert scores.held_out_batch(scenes, 16, 4, 4, 12, "test").groups == ("a",) * 4  # all there are
    assert scores.held_out_batch(scenes[:5], 16, 4, 4, 12, "train") is None


def test_figures_of_known_results(judge):
    """A result 0.1 too bright: RMSE 0.1, peak 2, so 26.02 dB; LR RMSE 12.75 grey levels. The truth itself: 100 dB."""
    batch = batch_of(6)
    results = {"bright": batch.truth + 0.1, "truth itself": batch.truth}
    found = scores.score(results, batch.truth, batch.rgb, batch.groups, judge).table
    bright, same = found[scores.ALL, "bright"], found[scores.ALL, "truth itself"]
    assert bright.psnr == pytest.approx(20 * np.log10(20), abs=1e-3) and bright.lr_rmse == pytest.approx(
        12.75, abs=1e-3
    )
    assert same.shares == pytest.approx((0.96466, 0.01767, 0.01767), abs=1e-3)  # 1 / (1 + 2 exp(-4)) is improvement
    assert bright.shares == pytest.approx(same.shares, abs=2e-3)  # brightness does not count
    assert same.psnr == 100 and same.lr_rmse < 1e-4 and same.crops == 6
    np.testing.assert_allclose(same.mmd, 0, atol=1e-9)
    np.testing.assert_allclose(same.distance, 0, atol=1e-12)
    assert len(bright.distance) == 5 and min(bright.distance) > 0


def test_groups_are_scored_each_by_its_own_truths(judge):
    batch = batch_of(9, groups=["a"] * 5 + ["b"] * 4)
    worse = batch.truth.copy()
    worse[:5] = np.roll(worse[:5], 1, 0)  # truths of other places of the group: alike as a sample, far from their own
    found = scores.score({"moved": worse}, batch.truth, batch.rgb, batch.groups, judge)
    assert list(found.table) == [(group, "moved") for group in (scores.ALL, "a", "b")]
    assert found.table["b", "moved"].psnr == 100 and max(found.table["b", "moved"].distance) < 1e-12
    assert min(found.table["a", "moved"].distance) > 0 and found.table["a", "moved"].crops == 5
    both = found.table[scores.ALL, "moved"].distance
    np.testing.assert_allclose(both, 5 / 9 * np.array(found.table["a", "moved"].distance), rtol=1e-6)
    assert not np.isnan(found.floors["b"][0].mean)


def test_networks_with_one_and_two_outputs(judge):
    batch = batch_of(4)
    up = torch.nn.Upsample(scale_factor=4)
    one = scores.form_scores(lambda hsi, rgb: up(rgb), batch, judge, baselines=False)
    assert [name for _, name in one.table] == ["model"] and one.table[scores.ALL, "model"].lr_rmse < 1e-3
    both = scores.form_scores(lambda hsi, rgb: (up(rgb), up(rgb) + 0.2), batch, judge)
    assert [name for _, name in both.table] == ["bicubic", "base", "noise", "model", "expected"]
    assert both.table[scores.ALL, "expected"].lr_rmse == pytest.approx(0.2 * 127.5, rel=1e-4)
    assert both.table[scores.ALL, "base"].lr_rmse < 1e-3 and both.table[scores.ALL, "noise"].lr_rmse < 1e-3
    assert "| expected |" in scores.table_of(both) and "halves of the truth" in scores.table_of(both)


def test_crops_finer_than_the_network_are_averaged(judge):
    """A network of 4x on crops of 16x: the truth is averaged 4 x 4, the LR pixels stay."""
    batch = batch_of(4, scale=16)
    means = torch.from_numpy(batch.truth.reshape(4, 3, 16, 4, 16, 4).mean((3, 5)))
    found = scores.form_scores(lambda hsi, rgb: means, batch, judge, baselines=False).table
    assert found[scores.ALL, "model"].psnr == 100 and found[scores.ALL, "model"].lr_rmse < 1e-3
    # and a network of 16x can be judged at 4x
    fine = torch.from_numpy(batch.truth + 0.1)
    found = scores.form_scores(lambda hsi, rgb: fine, batch, judge, factor=4, baselines=False).table
    assert found[scores.ALL, "model"].psnr == pytest.approx(20 * np.log10(20), abs=1e-3)
    with pytest.raises(ValueError, match="have no 3 for each"):
        scores.at_factor(batch.truth, 4, 3)


def test_images_too_small_for_the_judge_have_no_form():
    batch = batch_of(4, scale=2)
    found = scores.score(
        {"truth itself": batch.truth}, batch.truth, batch.rgb, batch.groups, Judge(passing(0), False, "")
    )
    assert found.table[scores.ALL, "truth itself"].mmd == () and "–" in scores.table_of(found)


def test_a_network_in_training_goes_on_training(judge):
    network = torch.nn.Sequential()
    network.forward = lambda hsi, rgb: torch.nn.functional.interpolate(rgb, scale_factor=4)
    network.train()
    scores.form_scores(network, batch_of(4), judge, baselines=False)
    assert network.training


def test_the_command(write_data, tmp_path, capsys, monkeypatch, judge):

    monkeypatch.setattr(judge_command, "open_judge", lambda path, device: judge)
    data = write_data(tmp_path / "data", [("a", "val", True)] * 2, cells=16)
    config = replace(PRESETS["tiny_x16"], scale=4, channels=(8, 8, 4))
    spec = replace(published_spec(config), lr_consistent=True, name="small")
    save_model(tmp_path / "small.pt", Generator(config), spec)
    given = ["judge", "--checkpoint", str(tmp_path / "small.pt"), "--data", str(data), "--device", "cpu"]
    assert command.main(given) == 0
    told = capsys.readouterr().out
    assert "small, 4x; judge: seeded" in told and "all, 8 crops" in told
    line = next(line for line in told.splitlines() if line.startswith("| base |"))
    assert line.endswith("| 0.00 |")
    assert command.main([*given, "--at-factor", "3"]) == 1
    assert "cannot be judged at 3x" in capsys.readouterr().err
    assert command.main([*given, "--lr-pixel", "6"]) == 1
    assert "LR pixels of 6 HR pixels cannot be divided into 4" in capsys.readouterr().err
    batch = judge_command.crops_for(spec, [data], 8, "val", 32)  # twice as wide: one crop a scene
    assert batch.truth.shape == (2, 3, 128, 128) and batch.rgb.shape == (2, 3, 4, 4)
    assert command.main([*given, "--split", "test"]) == 1
    assert "no scenes of the split test" in capsys.readouterr().err

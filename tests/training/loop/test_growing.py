"""Runs whose network grows from stage to stage."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.checkpoint import load_generator, read_checkpoint
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.training.config import Phase, Stage, TrainConfig
from specgan.training.data.crops import Batch, Sampler, at_factor
from specgan.training.data.shards import read_scenes
from specgan.training.loop import session
from specgan.training.loop.folder import CHECKPOINT, LOG
from specgan.training.loop.growth import take
from specgan.training.loop.recipes import RECIPES
from specgan.training.loop.stages import fitted, networks
from specgan.training.loop.train import train
from specgan.training.loop.trainer import Trainer, learning_rate

SMALL = replace(PRESETS["tiny_x16"], stationary=True, bounded=True, expected_width=8)
FAMILY = {f"small_x{4 << k}": replace(SMALL, scale=4 << k, channels=(8, 8, 8, 8, 4)[: k + 3]) for k in range(3)}
PHASE = Phase("all", 0.0, 0.5, adversarial=1.0, pixel_adversarial=0.3, perceptual=0.7, expected=0.5, discriminator=True)
RUN = replace(
    RECIPES["default"], model="small_x16", stages=tuple(Stage(name, 1 / 3) for name in FAMILY), phases=(PHASE,),
    images=12, batch=2, threads=1, device="cpu", tick_seconds=0.0, val_crops=2, tensorboard=False, amp="off",
)  # fmt: skip


@pytest.fixture(autouse=True)
def family(monkeypatch):
    for name, config in FAMILY.items():
        monkeypatch.setitem(PRESETS, name, config)


def lines_of(folder):
    return [json.loads(line) for line in (folder / LOG).read_text().splitlines()]


def test_a_run_grows_to_its_factor(tmp_path, write_data):
    train(RUN, [write_data(tmp_path / "data")], tmp_path / "run")
    lines = lines_of(tmp_path / "run")
    ticks = [(line["factor"], line["images"], line["step"]) for line in lines if "factor" in line]
    assert ticks == [(4, 2, 1), (4, 4, 2), (8, 2, 3), (8, 4, 4), (16, 2, 5), (16, 4, 6)]
    last = [line for line in lines if "factor" in line][-1]
    terms = {"pixel", "perceptual", "adversarial", "pixel_adversarial", "expected"}
    terms |= {"discriminator", "pixel_discriminator"}
    assert terms <= set(last) and all(np.isfinite(last[name]) for name in terms)
    for name, factor in (("stage_x4.pt", 4), ("stage_x8.pt", 8), (CHECKPOINT, 16)):
        generator, spec = load_generator(tmp_path / "run" / name)
        assert (spec.scale, generator.config.scale, spec.expected, spec.hsi_optional) == (factor, factor, True, True)
        assert spec.gsd == (0.5 * 16 / factor,) * 2  # the only scene to train on has 0.5 m
    assert [path.name for path in sorted((tmp_path / "run").glob("panel_x8*"))] == ["panel_x8_00000004.png"]


def test_a_run_stopped_in_a_later_stage_is_resumed_to_the_same_weights(tmp_path, write_data, monkeypatch):
    data = [write_data(tmp_path / "data")]
    train(RUN, data, tmp_path / "whole")
    step = Trainer.step

    def stopping(trainer, batch):
        values = step(trainer, batch)
        if trainer.counters.step == 3 and not resumed:
            running[0]._stop = True
        return values

    running, resumed = [], []
    begin = session.Session.__init__
    monkeypatch.setattr(session.Session, "__init__", lambda s, *a: (running.insert(0, s), begin(s, *a))[1])
    monkeypatch.setattr(Trainer, "step", stopping)
    train(RUN, data, tmp_path / "parts")
    assert read_checkpoint(tmp_path / "parts" / CHECKPOINT)["stage"] == 1
    resumed.append(True)
    train(RUN, data, tmp_path / "parts", resume=True)
    whole, parts = (read_checkpoint(tmp_path / name / CHECKPOINT) for name in ("whole", "parts"))
    assert parts["stage"] == 2 and parts["step"] == whole["step"] == 6
    for name, value in whole["raw_generator"].items():
        assert torch.equal(parts["raw_generator"][name], value), name


def test_what_a_stage_takes_over():
    torch.manual_seed(0)
    small, large = Generator(FAMILY["small_x8"]), Generator(FAMILY["small_x16"])
    before = {name: value.clone() for name, value in large.named_parameters()}
    taken, total = take(large, small)
    assert 0.5 * total < taken < total
    old, new = dict(small.named_parameters()), dict(large.named_parameters())
    for name in ("fusion.shared.0.weight", "decoder.blocks.0.0.weight", "synthesis.convs.0.conv.weight"):
        assert torch.equal(new[name], old[name])
    for name in ("decoder.out.2.weight", "expected.out.weight", "synthesis.convs.6.conv.weight"):  # anew
        assert torch.equal(new[name], before[name])
    linear = "encoder.blocks.0.3.weight"
    assert torch.equal(new[linear][: len(old[linear])], old[linear]) and len(new[linear]) > len(old[linear])


def test_the_truth_of_a_smaller_factor_is_averaged():
    truth = np.arange(3 * 16 * 16, dtype=np.float32).reshape(1, 3, 16, 16)
    batch = Batch(truth, np.zeros((1, 2, 1, 1), np.float32), truth.mean((2, 3), keepdims=True), ("a",))
    quarter = at_factor(batch, 4)
    assert quarter.truth.shape == (1, 3, 4, 4)
    assert quarter.truth[0, 0, 0, 0] == np.mean([16 * row + col for row in range(4) for col in range(4)])
    assert quarter.rgb is batch.rgb and at_factor(batch, 16) is batch


def test_stages_that_fit_what_was_asked_for(monkeypatch):
    config = RECIPES["default"]
    models = [stage.model for stage in config.stages]
    assert models == ["wide_x4", "wide_x8", "wide_x16"] and config.stages[0].batch == 16
    larger = fitted(config, {"model": "wide_x32"})["stages"]
    assert [(stage.model, stage.share) for stage in larger] == [
        ("wide_x4", 0.2), ("wide_x8", 0.2), ("wide_x16", 0.2), ("wide_x32", 0.4)
    ]  # fmt: skip
    assert [stage.model for stage in fitted(config, {"model": "compact_x16"})["stages"]] == ["compact_x16"]
    plain = fitted(config, {"batch": 2, "learning_rate": 1e-4})["stages"]
    assert [(stage.batch, stage.learning_rate) for stage in plain] == [(0, 0.0)] * 3
    monkeypatch.setattr("specgan.training.loop.stages.factor_of", lambda path: 8)
    assert fitted(config, {"start_from": "x.pt"})["stages"] == (Stage("wide_x16", 1.0),)
    monkeypatch.setattr("specgan.training.loop.stages.factor_of", lambda path: 16)
    assert fitted(config, {"start_from": "x.pt"})["stages"] == (Stage("wide_x16", 1.0),)
    by_hand = (Stage("wide_x8", 1.0),)
    assert fitted(config, {"stages": by_hand, "model": "wide_x8"})["stages"] == by_hand


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stages": (Stage("small_x8", 1.0),)}, "the last stage must be the model small_x16"),
        ({"stages": (Stage("small_x8", 0.5), Stage("small_x16", 0.6))}, "must add up to 1"),
        ({"stages": (Stage("small_x8", 0.0), Stage("small_x16", 1.0))}, "a share above 0"),
        ({"gan": "vanilla"}, "hinge loss"),
        ({"r1_gamma": 1.0}, "no R1 penalty"),
        ({"discriminator": "stylegan2"}, "pixel_adversarial needs the projected discriminator"),
        ({"decay_from": 1.0}, "decay_from must be"),
    ],
)
def test_options_that_do_not_go_together(changes, words):
    with pytest.raises(SpecGanError, match=words):
        replace(RUN, **changes)


def test_networks_that_do_not_grow_into_each_other():
    with pytest.raises(SpecGanError, match="cannot grow into small_x16"):
        networks(replace(RUN, stages=(Stage("wide_x8", 0.5), Stage("small_x16", 0.5))))
    with pytest.raises(SpecGanError, match="no network called 'small_x61'"):
        networks(replace(RUN, stages=(Stage("small_x61", 0.5), Stage("small_x16", 0.5))))


def test_the_rate_is_constant_before_it_decays():
    config = TrainConfig(learning_rate=1.0, learning_rate_end=0.1, warm_up=0.1, decay_from=0.6)
    rates = [learning_rate(config, progress) for progress in (0.05, 0.1, 0.6, 0.8, 1.0)]
    assert rates == pytest.approx([0.5, 1.0, 1.0, 0.55, 0.1])


def test_going_back_halves_the_rate_and_keeps_the_time_spent():
    trainer = Trainer(replace(RUN, stages=()), FAMILY["small_x16"], torch.device("cpu"))
    good = {name: value.clone() for name, value in trainer.generator.state_dict().items()}
    snapshot = trainer.snapshot()
    snapshot = {**snapshot, "raw_generator": good}
    with torch.no_grad():
        for parameter in trainer.generator.parameters():
            parameter.add_(1.0)
    trainer.counters.images, trainer.counters.elapsed = 50, 7.0
    trainer.go_back(snapshot)
    assert all(torch.equal(good[name], value) for name, value in trainer.generator.state_dict().items())
    assert (trainer.rate_factor, trainer.counters.images, trainer.counters.elapsed) == (0.5, 50, 7.0)
    trainer.go_back(snapshot)
    assert trainer.rate_factor == 0.25


def test_a_phase_of_the_second_output_moves_nothing_else(tmp_path, write_data):
    alone = (Phase("expected", 0.0, 0.0, expected=1.0), replace(PHASE, start=0.5))
    config = replace(RUN, stages=(), phases=alone, images=4)
    trainer = Trainer(config, PRESETS["small_x16"], torch.device("cpu"))
    before = {name: p.detach().clone() for name, p in trainer.generator.named_parameters()}
    batch = Sampler(read_scenes([write_data(tmp_path / "data")], 16, 4, 4), 16, 4, 4, config).draw(2)
    values = trainer.step(batch)
    with torch.no_grad():  # the squared error of what the network said before the step
        reference = Generator(PRESETS["small_x16"])
        reference.load_state_dict(before, strict=False)
        said = reference(torch.from_numpy(batch.hsi), torch.from_numpy(batch.rgb))[1]
    assert values["expected"] == pytest.approx(float(((said - torch.from_numpy(batch.truth)) ** 2).mean()), rel=1e-4)
    moved = {name for name, p in trainer.generator.named_parameters() if not torch.equal(p, before[name])}
    assert moved and all(name.startswith("expected.") for name in moved)
    assert set(trainer.step(batch)) > {"expected", "adversarial"}  # and then the next phase


def test_a_network_of_one_output_leaves_the_phase_of_the_second_out():
    phases = (Phase("expected", 0.0, 0.0, expected=1.0), replace(PHASE, start=0.5))
    config = replace(RUN, phases=phases)
    assert config.for_one_output().phases == (replace(PHASE, start=0.0),)
    with pytest.raises(SpecGanError, match="second output"):
        replace(RUN, phases=phases[:1]).for_one_output()

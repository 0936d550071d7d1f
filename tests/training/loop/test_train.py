"""Training runs: steps, schedule, log, checkpoints, stopping and going on."""

from __future__ import annotations

import hashlib
import json
import math
import os
import signal
from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.checkpoint import load_generator
from specgan.core.network.config import PRESETS
from specgan.training.config import Phase, TrainConfig, with_weights
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.loop import trainer as trainer_module
from specgan.training.loop.folder import CHECKPOINT, LOG, OPTIONS
from specgan.training.loop.host import pick_device
from specgan.training.loop.options import config_from
from specgan.training.loop.recipes import RECIPES
from specgan.training.loop.train import train
from specgan.training.loop.trainer import Counters, Trainer, learning_rate
from specgan.training.losses import formulas as losses

ALL_ON = (Phase("start", 0.0, texture=0.01), Phase("gan", 0.3, 1.0, 0.01, 0.1, True))
TINY = TrainConfig(
    model="tiny_x16",
    phases=ALL_ON,
    images=12,
    batch=2,
    r1_every=2,
    threads=1,
    device="cpu",
    tick_seconds=0.0,
    val_crops=2,
    tensorboard=False,
)


def changed(**values):
    return TrainConfig(**{**TINY.__dict__, **values})


def lines(out):
    return [json.loads(line) for line in (out / LOG).read_text().splitlines()]


def steps(out):
    """Of every step its number, rate and losses: everything but the clock."""
    clock = ("elapsed", "images_per_s")
    return [{k: v for k, v in line.items() if k not in clock} for line in lines(out) if "event" not in line]


@pytest.fixture
def sampler(tmp_path, write_data):
    return Sampler(read_scenes([write_data(tmp_path / "data")], 16, 4, 4), 16, 4, 4, TINY)


@pytest.fixture
def trainer():
    return Trainer(TINY, PRESETS["tiny_x16"], torch.device("cpu"))


def equal(a, b):
    """Whether two nested states are the same to the last bit."""
    if isinstance(a, torch.Tensor):
        return torch.equal(a, b)
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(equal(a[k], b[k]) for k in a)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b))
    return a == b


# schedule and options


def test_learning_rate_rises_linearly_and_falls_as_half_a_cosine():
    config = TrainConfig(learning_rate=1e-3, learning_rate_end=1e-5, warm_up=0.1)
    assert learning_rate(config, 0.05) == pytest.approx(0.5e-3)
    assert learning_rate(config, 0.1) == pytest.approx(1e-3)
    assert learning_rate(config, 0.55) == pytest.approx(0.5 * (1e-3 + 1e-5))
    assert learning_rate(config, 0.1 + 0.9 / 3) == pytest.approx(1e-5 + 0.99e-3 * (1 + math.cos(math.pi / 3)) / 2)
    assert learning_rate(config, 1.0) == pytest.approx(1e-5)
    assert 0 < learning_rate(config, 0.0) < 1e-4


def test_progress_is_the_larger_of_images_and_time():
    config = TrainConfig(images=1000, minutes=10.0)
    assert Counters(images=250, elapsed=60.0).progress(config) == 0.25
    assert Counters(images=250, elapsed=300.0).progress(config) == 0.5
    assert Counters(images=250, elapsed=9e9).progress(TrainConfig(images=1000)) == 0.25
    assert Counters(images=5000).progress(config) == 1.0


def test_phases_begin_where_they_say():
    phases = (Phase("texture", 0.0), Phase("judge", 0.6, discriminator=True), Phase("both", 0.65, adversarial=0.003))
    config = TrainConfig(phases=phases)
    names = [config.phase(p).name for p in (0.0, 0.5999, 0.60, 0.6499, 0.65, 1.0)]
    assert names == ["texture", "texture", "judge", "judge", "both", "both"]
    assert config.phase(0.64).adversarial == 0.0 and config.phase(0.7).adversarial == 0.003


def test_the_paper_recipe_has_the_published_numbers():
    config = RECIPES["paper"]
    assert (config.learning_rate, config.learning_rate_end, config.betas) == (1e-5, 1e-8, (0.9, 0.99))
    assert (config.batch, config.images // config.batch, config.pixel_loss) == (4, 500_000, "mse")
    (phase,) = config.phases
    assert (phase.start, phase.pixel, phase.perceptual, phase.adversarial) == (0.0, 1.0, 1e-3, 0.1)
    assert phase.discriminator and phase.texture == 0.0
    assert (config.gan, config.perceptual, config.discriminator_rate, config.amp) == ("vanilla", "vgg", 1.0, "off")
    assert (config.r1_gamma, config.clip_gradient, config.hsi_drop, config.rotate) == (0.0, 0.0, 0.0, False)
    assert config.warm_up == config.ema_images == config.hsi_gain == config.rgb_gain == config.rgb_offset == 0.0
    longer = RECIPES["paper_x32"]
    assert (longer.model, longer.images // longer.batch, longer.learning_rate_end) == ("paper_x32", 1_000_000, 1e-7)


def test_weights_of_the_command_line():
    config = with_weights(RECIPES["default"], texture=0.5, patches=0.2, adversarial=0.3)
    assert [p.texture for p in config.phases] == [0.5] * 4
    assert [p.patches for p in config.phases] == [0.2] * 4
    assert [p.adversarial for p in config.phases] == [0.0, 0.0, 0.0, 0.3]
    assert with_weights(config) == config


def test_options_survive_json_and_older_ones_are_understood():
    config = changed(group_weights=(("simulated", 3.0),), name="mine")
    assert config_from(json.loads(config.to_json())) == config
    older = {k: v for k, v in json.loads(config.to_json()).items() if k not in ("group_weights", "name", "trained_on")}
    assert config_from(older) == TINY


@pytest.mark.parametrize(
    "raw, message",
    [
        ({"imges": 3}, "Unknown training option 'imges'"),
        ({"batch": "many"}, "option batch is 'many' and has to be a whole number"),
        ({"batch": 2.5}, "option batch is 2.5"),
        ({"rotate": 1}, "option rotate is 1 and has to be true or false"),
        ({"phases": [{"nam": "x"}]}, "option phases is .* a name and a start"),
        ({"phases": [{"name": "x", "start": 0, "pixl": 1}]}, "option of a phase: 'pixl'"),
        ({"phases": [{"name": "x", "start": 0.0, "pixel": -1.0}]}, "weights of the losses"),
        ({"group_weights": 7}, "option group_weights is 7"),
        ({"betas": [0.5]}, "betas is .* two numbers"),
        ({"amp": "fp8"}, "amp is 'fp8' and none of off, auto"),
        ({"gan": "wasserstein"}, "gan is 'wasserstein'"),
        (7, "damaged"),
        ({"images": 0}, "at least 1"),
        ({"pixel_loss": "l3"}, "none of l1, mse"),
        ({"learning_rate": float("nan")}, "learning_rate is not a finite number"),
        ({"learning_rate": 1e-9}, "learning rate"),
        ({"seed": -1}, "seed must not be negative"),
        ({"hsi_drop": 1.5}, "hsi_drop"),
        ({"texture_aim": "mode"}, "texture_aim"),
        ({"betas": [0.0, 1.0]}, "betas"),
        ({"group_weights": [["a", -1.0]]}, "weight of a group"),
        ({"phases": [{"name": "late", "start": 0.5}]}, "phases must start at 0"),
    ],
)
def test_options_that_make_no_sense(raw, message):
    with pytest.raises(SpecGanError, match=message):
        config_from(raw)


def test_devices():
    assert pick_device("cpu").type == "cpu"
    with pytest.raises(SpecGanError, match="no device 'gnu'"):
        pick_device("gnu")
    if not torch.cuda.is_available():
        assert pick_device("auto").type == "cpu"
        with pytest.raises(SpecGanError, match="finds no CUDA device"):
            pick_device("cuda")


# steps


def test_steps_lower_the_pixel_loss(sampler):
    config = changed(phases=(Phase("pixel", 0.0),), images=400, learning_rate=3e-3, warm_up=0.0, ema_images=20.0)
    trainer = Trainer(config, PRESETS["tiny_x16"], torch.device("cpu"))
    batch = sampler.draw(2)
    first = trainer.step(batch)["pixel"]
    for _ in range(19):
        last = trainer.step(batch)["pixel"]
    assert last < 0.97 * first
    with torch.no_grad():
        averaged = trainer.ema.model(torch.from_numpy(batch.hsi), torch.from_numpy(batch.rgb))
    assert float(losses.pixel_loss(averaged, torch.from_numpy(batch.truth), "l1")) < first


def test_each_phase_trains_its_networks(sampler):
    both = Phase("both", 0.7, 1.0, 0.01, 0.1, True)
    phases = (Phase("generator", 0.0), Phase("judge", 0.4, discriminator=True), both)
    trainer = Trainer(changed(phases=phases, images=10), PRESETS["tiny_x16"], torch.device("cpu"))
    told, judged = [], []
    for _ in range(5):
        before = [p.clone() for p in trainer.discriminator.parameters()]
        told.append(set(trainer.step(sampler.draw(2))))
        judged.append(any(not torch.equal(a, b) for a, b in zip(before, trainer.discriminator.parameters())))
    assert judged == [False, False, True, True, True]  # at progress 0, 0.2, 0.4, 0.6, 0.8
    assert told[0] == told[1] == {"pixel", "gradient_norm"}
    assert told[2] == {"pixel", "gradient_norm", "discriminator", "real_logits", "fake_logits", "r1"}
    assert told[3] == told[2] - {"r1"}
    assert told[4] == told[2] | {"texture", "adversarial"}


def test_rates_of_both_optimisers_follow_the_schedule(sampler):
    config = changed(learning_rate=1e-3, learning_rate_end=1e-5, warm_up=0.0, discriminator_rate=0.5, images=8)
    trainer = Trainer(config, PRESETS["tiny_x16"], torch.device("cpu"))
    for progress in (0.0, 0.25, 0.5):
        trainer.step(sampler.draw(2))
        wanted = 1e-5 + 0.99e-3 * (1 + math.cos(math.pi * progress)) / 2
        assert trainer.optimizer.param_groups[0]["lr"] == pytest.approx(wanted)
        assert trainer.discriminator_optimizer.param_groups[0]["lr"] == pytest.approx(0.5 * wanted)


def test_the_gradient_is_clipped(sampler):
    trainer = Trainer(changed(clip_gradient=1e-3), PRESETS["tiny_x16"], torch.device("cpu"))
    told = trainer.step(sampler.draw(2))["gradient_norm"]
    left = math.sqrt(sum(float(p.grad.square().sum()) for p in trainer.generator.parameters() if p.grad is not None))
    assert told > 1e-3 and left == pytest.approx(1e-3, rel=0.01)


def test_a_step_that_is_not_finite_changes_nothing_and_counts(trainer, sampler):
    good, bad = sampler.draw(2), sampler.draw(2)
    trainer.step(good)
    bad.truth[0, 0, 0, 0] = np.nan
    before = {k: v.clone() for k, v in trainer.generator.state_dict().items()}
    average = {k: v.clone() for k, v in trainer.ema.model.state_dict().items()}
    assert trainer.step(bad) == {}
    assert equal(trainer.generator.state_dict(), before) and equal(trainer.ema.model.state_dict(), average)
    assert (trainer.counters.step, trainer.counters.images, trainer.counters.skipped) == (2, 4, 1)
    assert math.isfinite(trainer.step(good)["pixel"])
    assert not equal(trainer.generator.state_dict(), before)


def test_training_gives_up_after_too_many_bad_steps_in_a_row(trainer, sampler, monkeypatch):
    monkeypatch.setattr(trainer_module, "MAX_BAD_STEPS", 3)
    good, bad = sampler.draw(2), sampler.draw(2)
    bad.hsi[:] = np.inf
    for batch in (bad, bad, good, bad, bad):
        trainer.step(batch)
    with pytest.raises(SpecGanError, match="diverged: 3 steps"):
        trainer.step(bad)


@pytest.mark.parametrize("batch", [1, 3, 5])
def test_any_batch_size_works_with_the_discriminator(batch, sampler):
    config = changed(phases=(Phase("gan", 0.0, 1.0, 0.0, 0.1, True),))
    trainer = Trainer(config, PRESETS["tiny_x16"], torch.device("cpu"))
    assert math.isfinite(trainer.step(sampler.draw(batch))["r1"])


# whole runs


def test_a_run_leaves_a_log_options_and_a_checkpoint_that_can_be_used(tmp_path, write_data, capsys):
    data, out = write_data(tmp_path / "data"), tmp_path / "run"
    assert train(changed(images=4, name="mine"), [data], out) == out / CHECKPOINT
    log = lines(out)
    assert [line.get("event") for line in log] == ["start", None, None, "save", "done"]
    assert log[0]["scenes"] == {"a": 2} and log[-1]["progress"] == 1.0
    assert [line["images"] for line in log[1:3]] == [2, 4]
    assert capsys.readouterr().out.splitlines() == (out / LOG).read_text().splitlines()
    assert config_from(json.loads((out / OPTIONS).read_text())).images == 4
    raw = torch.load(out / CHECKPOINT, weights_only=True)
    assert (raw["format"], raw["step"], raw["images"]) == ("specgan", 2, 4)
    generator, spec = load_generator(out / CHECKPOINT)
    assert (spec.name, spec.scale, spec.in_size, spec.lr_consistent) == ("mine", 16, 4, True)
    assert spec.wavelengths == (460.0, 560.0, 660.0, 900.0) and spec.band_width == 20.0
    assert spec.gsd == (0.5, 0.5) and spec.trained_on == "source a"  # the held-out scene has another pixel size
    assert spec.metrics["val_psnr"] == log[3]["psnr"]
    assert equal(dict(generator.state_dict()), raw["generator"])
    assert not equal(raw["generator"], raw["raw_generator"])  # the average, not the last step
    assert not list(out.glob("*.part"))


def test_the_checkpoint_holds_the_last_weights_where_no_average_is_kept(tmp_path, write_data):
    train(changed(images=4, ema_images=0.0), [write_data(tmp_path / "data")], tmp_path / "run")
    raw = torch.load(tmp_path / "run" / CHECKPOINT, weights_only=True)
    assert equal(raw["generator"], raw["raw_generator"])


def stop_at(monkeypatch, call, number=signal.SIGTERM):
    """Sends this process a signal while it draws the crops of step `call`."""
    draw, calls = Sampler.draw, []

    def drawing(self, count):
        calls.append(count)
        if len(calls) == call:
            os.kill(os.getpid(), number)
        return draw(self, count)

    monkeypatch.setattr(Sampler, "draw", drawing)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_run_stopped_and_resumed_equals_one_that_was_not_to_the_last_bit(number, tmp_path, write_data, monkeypatch):
    data = [write_data(tmp_path / "data", (("a", "train", True), ("b", "train", False), ("a", "val", True)))]
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    train(TINY, data, whole)
    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patch:
        stop_at(patch, 3, number)
        train(TINY, data, parts)
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == handlers
    assert lines(parts)[-1] == {"event": "stopped", "progress": 0.5}
    assert torch.load(parts / CHECKPOINT, weights_only=True)["step"] == 3
    train(TINY, data, parts, resume=True)
    assert len(steps(whole)) == 6 and steps(parts) == steps(whole)
    one, other = (torch.load(out / CHECKPOINT, weights_only=True) for out in (whole, parts))
    optimizers = ("optimizer", "discriminator_optimizer")
    for key in ("generator", "raw_generator", "discriminator", *optimizers, "sampler_random"):
        assert equal(one[key], other[key]), key
    assert one["spec"] == other["spec"]


def test_a_second_wish_to_stop_stops_at_once(tmp_path, write_data, monkeypatch):
    draw = Sampler.draw

    def twice(self, count):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        return draw(self, count)

    monkeypatch.setattr(Sampler, "draw", twice)
    with pytest.raises(KeyboardInterrupt):
        train(TINY, [write_data(tmp_path / "data")], tmp_path / "run")
    assert not (tmp_path / "run" / CHECKPOINT).exists()


def test_the_paper_recipe_runs(tmp_path, write_data):
    """On the tiny network: its MSE, adversarial loss and schedule, without R1 and clipping."""
    tiny = {"model": "tiny_x16", "images": 8, "device": "cpu", "threads": 1, "tick_seconds": 0.0}
    train(replace(RECIPES["paper"], **tiny), [write_data(tmp_path / "data")], tmp_path / "run")
    told = steps(tmp_path / "run")
    assert [line["images"] for line in told] == [4, 8] and told[-1]["lr"] == 1e-8
    assert {"pixel", "adversarial", "discriminator"} <= set(told[0]) and not {"r1", "texture"} & set(told[0])


def test_time_that_is_used_up_ends_a_run(tmp_path, write_data):
    config = changed(images=10**6, minutes=0.3 / 60, tick_seconds=1e9)
    train(config, [write_data(tmp_path / "data")], tmp_path / "run")
    log = lines(tmp_path / "run")
    assert log[-1] == {"event": "done", "progress": 1.0}
    assert 0.3 <= log[1]["elapsed"] < 5 and log[1]["images"] < 10**5


def test_runs_that_cannot_start_or_go_on(tmp_path, write_data):
    data, out = [write_data(tmp_path / "data")], tmp_path / "run"
    with pytest.raises(SpecGanError, match="nothing to resume"):
        train(TINY, data, out, resume=True)
    train(changed(images=2), data, out)
    before = (out / CHECKPOINT).read_bytes()
    with pytest.raises(SpecGanError, match="already holds a run"):
        train(TINY, data, out)
    with pytest.raises(SpecGanError, match="no group 'b'"):
        train(changed(group_weights=(("b", 1.0),)), data, out, resume=True)
    with pytest.raises(SpecGanError, match="missing.pt cannot be read"):
        train(changed(start_from=str(tmp_path / "missing.pt")), data, tmp_path / "other")
    with pytest.raises(SpecGanError, match="no network called 'giant'"):
        train(changed(model="giant"), data, tmp_path / "other")
    raw = torch.load(out / CHECKPOINT, weights_only=True)
    assert (out / CHECKPOINT).read_bytes() == before
    for key in ("sampler_random", "optimizer"):
        torch.save({k: v for k, v in raw.items() if k != key}, out / CHECKPOINT)
        with pytest.raises(SpecGanError, match="cannot be resumed"):
            train(TINY, data, out, resume=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(SpecGanError, match="cannot be made"):
        train(TINY, data, tmp_path / "file" / "run")


def test_a_run_knows_its_data_and_tells_when_it_goes_on_with_others(tmp_path, write_data, capsys):
    one, other = write_data(tmp_path / "one"), write_data(tmp_path / "other", [("a", "train", True)] * 2)
    out = tmp_path / "run"
    train(changed(images=2), [one], out)
    told = lines(out)[0]["data"]
    assert told == {str(one): hashlib.sha256((one / "manifest.json").read_bytes()).hexdigest()}
    assert torch.load(out / CHECKPOINT, weights_only=True)["data"] == list(told.values())
    train(changed(images=4), [one], out, resume=True)
    assert "other data" not in capsys.readouterr().err
    train(changed(images=6), [other], out, resume=True)
    assert "the run was trained on other data so far" in capsys.readouterr().err


def test_folders_with_different_bands_do_not_mix(tmp_path, write_data):
    one = write_data(tmp_path / "one")
    other = write_data(tmp_path / "other", bands=(470.0, 560.0, 660.0, 900.0))
    with pytest.raises(SpecGanError, match="different HSI bands"):
        train(TINY, [one, other], tmp_path / "run")

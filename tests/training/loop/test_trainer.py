"""The generator's optimizer: which layers learn how fast, and what a restart leaves of it."""

from __future__ import annotations

import pytest
import torch
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.network.layers import EqualConv2d, EqualLinear
from specgan.core.network.synthesis import ModulatedConv2d
from specgan.training.config import TrainConfig
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.loop.trainer import Trainer, parameter_groups

CONFIG = TrainConfig(
    model="tiny_x16", images=1000, batch=2, device="cpu", learning_rate=1e-3, learning_rate_end=1e-5, warm_up=0.0,
    equalised_rate=10.0
)  # fmt: skip


def trainer_of(config):
    return Trainer(config, PRESETS["tiny_x16"], torch.device("cpu"))


@pytest.fixture
def sampler(tmp_path, write_data):
    return Sampler(read_scenes([write_data(tmp_path / "data")], 16, 4, 4), 16, 4, 4, CONFIG)


@pytest.mark.parametrize("preset", ["tiny_x16", "compact_x16"])
def test_every_parameter_is_in_one_group_and_layers_at_equalised_learning_rate_in_theirs(preset):
    generator = Generator(PRESETS[preset])
    plain, equalised = parameter_groups(generator, 10.0)
    assert (plain["rate"], equalised["rate"]) == (1.0, 10.0)
    both = [id(p) for group in (plain, equalised) for p in group["params"]]
    assert sorted(both) == sorted(id(p) for p in generator.parameters())
    for group, kinds in (
        (equalised, (EqualLinear, EqualConv2d, ModulatedConv2d)),
        (plain, (torch.nn.Conv2d, torch.nn.Linear)),
    ):
        weights = {id(m.weight) for m in generator.modules() if isinstance(m, kinds)}
        assert weights and weights <= {id(p) for p in group["params"]}


def test_layers_at_equalised_learning_rate_move_farther_by_the_factor(sampler):
    """Adam's first step is the rate itself wherever there is a gradient."""
    trainer = trainer_of(CONFIG)
    before = {name: p.detach().clone() for name, p in trainer.generator.named_parameters()}
    trainer.step(sampler.draw(2))
    moved = {name: float((p.detach() - before[name]).abs().max()) for name, p in trainer.generator.named_parameters()}
    parts = ("fusion", "encoder", "decoder", "synthesis.first.conv", "synthesis.convs.1.conv")
    farthest = [max(step for name, step in moved.items() if name.startswith(part)) for part in parts]
    assert farthest == pytest.approx([1e-3, 1e-3, 1e-3, 1e-2, 1e-2], rel=0.02)


def test_rates_given_on_resume_replace_those_of_the_checkpoint(sampler):
    trainer = trainer_of(CONFIG)
    trainer.step(sampler.draw(2))
    state = {**trainer.state(), "generator": trainer.ema.model.state_dict()}
    other = trainer_of(TrainConfig(**{**CONFIG.__dict__, "equalised_rate": 3.0, "betas": (0.5, 0.9)}))
    other.restore(state)
    assert [group["rate"] for group in other.optimizer.param_groups] == [1.0, 3.0]
    groups = other.optimizer.param_groups + other.discriminator_optimizer.param_groups
    assert {group["betas"] for group in groups} == {(0.5, 0.9)}
    ours, theirs = (each.optimizer.state_dict()["state"] for each in (trainer, other))
    assert ours.keys() == theirs.keys() and len(ours) > 10
    assert all(torch.equal(ours[k]["exp_avg_sq"], theirs[k]["exp_avg_sq"]) for k in ours)

"""Two processes do together what one does with all the crops."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.config import PRESETS
from specgan.training.config import Phase, TrainConfig
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.loop.folder import CHECKPOINT, LOG
from specgan.training.loop.host import fast_cpu
from specgan.training.loop.options import config_from
from specgan.training.loop.team import Team, team_of_environment
from specgan.training.loop.train import train
from specgan.training.loop.trainer import Trainer
from support import ROOT

BOTH = (Phase("both", 0.0, 1.0, 0.01, 0.1, True),)
CONFIG = TrainConfig(
    model="tiny_x16",
    phases=BOTH,
    images=16,
    batch=4,
    r1_every=2,
    threads=1,
    device="cpu",
    tick_seconds=0.0,
    val_crops=2,
    tensorboard=False,
)

STEPS = """
import json, sys
import torch
from specgan.core.network.config import PRESETS
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.loop.trainer import Trainer
from specgan.training.loop.options import config_from
from specgan.training.loop.team import joined, team_of_environment
from specgan.training.loop.host import fast_cpu

config, data, out = config_from(json.loads(sys.argv[1])), sys.argv[2], sys.argv[3]
team, device = team_of_environment(), torch.device("cpu")
with fast_cpu(1), joined(team, device):
    sampler = Sampler(read_scenes([data], 16, 4, 4), 16, 4, 4, config, (team.rank, team.size))
    trainer = Trainer(config, PRESETS["tiny_x16"], device, team=team)
    trainer.share_start()
    told = [trainer.step(sampler.draw(config.batch)) for _ in range(3)]
    gradients = [p.grad for n in (trainer.generator, trainer.discriminator) for p in n.parameters()]
    state = {k: trainer.state()[k] for k in ("raw_generator", "discriminator", "images")}
    torch.save({"told": told, "gradients": gradients, **state}, f"{out}/{team.rank}.pt")
"""


def torchrun(processes, *arguments):
    """Runs a module or script in that many processes on this machine."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    return subprocess.run(
        [*command, *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=300
    )


@pytest.fixture
def data(tmp_path, write_data):
    return write_data(tmp_path / "data", (("a", "train", True), ("b", "train", False), ("a", "val", True)))


def alone(config, data, steps=3):
    with fast_cpu(1):
        sampler = Sampler(read_scenes([data], 16, 4, 4), 16, 4, 4, config)
        trainer = Trainer(config, PRESETS["tiny_x16"], torch.device("cpu"))
        told = [trainer.step(sampler.draw(config.batch)) for _ in range(steps)]
    return trainer, told


def test_two_processes_give_the_steps_of_one_with_all_crops(tmp_path, data):
    """Groups of the minibatch standard deviation hold 4 crops, so each reaches over both processes of 2."""
    (tmp_path / "steps.py").write_text(STEPS)
    done = torchrun(2, tmp_path / "steps.py", CONFIG.to_json(), data, tmp_path)
    assert done.returncode == 0, done.stderr
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    trainer, told = alone(CONFIG, data)
    assert first["told"] == second["told"] and first["images"] == second["images"] == 12
    for ours, wanted, close in zip(first["told"], told, (1e-5, 1e-4, 1e-4)):
        assert ours.keys() == wanted.keys()
        assert all(ours[name] == pytest.approx(wanted[name], rel=close, abs=close / 10) for name in wanted)
    assert "r1" in told[0] and "r1" in told[2] and told[0]["real_logits"] != told[0]["fake_logits"]
    parameters = [p for n in (trainer.generator, trainer.discriminator) for p in n.parameters()]
    for ours, other, parameter in zip(first["gradients"], second["gradients"], parameters):
        assert (ours is None) == (parameter.grad is None)
        if ours is not None:
            assert torch.equal(ours, other)
            scale = float(parameter.grad.abs().max())
            assert float((ours - parameter.grad).abs().max()) <= 1e-3 * scale + 1e-7
    for key in ("raw_generator", "discriminator"):
        assert all(torch.equal(value, second[key][name]) for name, value in first[key].items())


def test_a_group_that_is_torn_would_be_noticed(data, monkeypatch):
    """The same steps with groups of 2, as two processes without each other's maps would form them, differ clearly."""
    _, told = alone(CONFIG, data, 1)
    from specgan.training.loop import trainer

    whole = trainer.discriminator_for
    monkeypatch.setattr(trainer, "discriminator_for", lambda network: replace(whole(network), group=2))
    _, torn = alone(CONFIG, data, 1)
    assert abs(torn[0]["discriminator"] / told[0]["discriminator"] - 1) > 1e-4


def test_processes_share_the_crops_of_one(data):
    scenes = read_scenes([data], 16, 4, 4)
    whole, *parts = (Sampler(scenes, 16, 4, 4, CONFIG, share) for share in ((0, 1), (0, 2), (1, 2)))
    for _ in range(3):
        one, shared = whole.draw(6), [part.draw(6) for part in parts]
        for name in ("truth", "hsi", "rgb"):
            assert np.array_equal(np.concatenate([getattr(batch, name) for batch in shared]), getattr(one, name))
        assert shared[0].groups + shared[1].groups == one.groups
    assert parts[0].state() == parts[1].state() == whole.state()


def test_a_run_of_two_processes_writes_once_and_can_go_on_as_one_or_two(tmp_path, data):
    config = replace(CONFIG, images=8)
    (tmp_path / "options.toml").write_text(
        'recipe = "texture"\n'
        'model = "tiny_x16"\nimages = 8\nbatch = 4\nthreads = 1\ndevice = "cpu"\ntick_seconds = 0.0\nval_crops = 2\n'
        'texture_aim = "median"\n'
        'tensorboard = false\namp = "off"\nr1_every = 2\npixel_loss = "l1"\nlearning_rate = 2e-4\n'
        "learning_rate_end = 2e-6\nclip_gradient = 1.0\nequalised_rate = 1.0\nbetas = [0.0, 0.99]\n"
        '[[phases]]\nname = "both"\nstart = 0.0\ntexture = 0.01\nadversarial = 0.1\ndiscriminator = true\n'
    )
    out = tmp_path / "run"
    run = ("-m", "specgan.training", "train", "--data", data, "--out", out)
    done = torchrun(2, *run, "--config", tmp_path / "options.toml")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in (out / LOG).read_text().splitlines()]
    assert [line.get("event") for line in lines] == ["start", None, None, "save", "done"]
    assert lines[0]["processes"] == 2 and [line["images"] for line in lines[1:3]] == [4, 8]
    assert done.stdout.splitlines() == (out / LOG).read_text().splitlines()  # the second process says nothing
    raw = torch.load(out / CHECKPOINT, weights_only=True)
    assert config_from(json.loads(raw["options"])) == config
    train(config, [data], tmp_path / "alone")
    one = torch.load(tmp_path / "alone" / CHECKPOINT, weights_only=True)
    assert raw["sampler_random"] == one["sampler_random"]
    # a step of Adam is 2e-4
    assert max(float((raw["generator"][k] - v).abs().max()) for k, v in one["generator"].items()) < 5e-5
    again = torchrun(2, *run, "--resume", "--images", 12)
    assert again.returncode == 0, again.stderr
    assert torch.load(out / CHECKPOINT, weights_only=True)["step"] == 3
    train(replace(config, images=16), [data], out, resume=True)
    assert torch.load(out / CHECKPOINT, weights_only=True)["images"] == 16


def test_crops_that_cannot_be_shared_out(tmp_path, data):
    done = torchrun(2, "-m", "specgan.training", "train", "--data", data, "--out", tmp_path / "run", "--batch", 3,
                    "--model", "tiny_x16", "--device", "cpu")  # fmt: skip
    assert done.returncode != 0 and "3 crops a step cannot be shared out to 2 processes" in done.stderr
    assert not (tmp_path / "run").exists()


def test_the_team_is_what_torchrun_says(monkeypatch):
    for name in ("RANK", "WORLD_SIZE", "LOCAL_RANK"):
        monkeypatch.delenv(name, raising=False)
    assert team_of_environment() == Team(0, 1, 0)
    for name, value in (("RANK", "5"), ("WORLD_SIZE", "8"), ("LOCAL_RANK", "1")):
        monkeypatch.setenv(name, value)
    team = team_of_environment()
    assert team == Team(5, 8, 1) and not team.leads
    assert team.device(torch.device("cuda")) == torch.device("cuda:1")
    assert team.device(torch.device("cuda:3")) == torch.device("cuda:3")
    assert team.device(torch.device("cpu")) == torch.device("cpu")
    for wrong in ("8", "-1", "first"):
        monkeypatch.setenv("RANK", wrong)
        with pytest.raises(SpecGanError, match=f"RANK={wrong}"):
            team_of_environment()

"""Options from TOML files and the command line, and what a dry run says about them."""

from __future__ import annotations

import json
import re

import pytest
from specgan.core.errors import SpecGanError
from specgan.training import __main__ as cli
from specgan.training.config import Phase, TrainConfig
from specgan.training.loop import dryrun
from specgan.training.loop.folder import OPTIONS
from specgan.training.loop.options import assignments, changed, config_from, nearest, read_toml, recipe
from specgan.training.loop.recipes import RECIPES
from specgan.training.loop.trainer import Trainer

TINY = ["--recipe", "texture", "--model", "tiny_x16", "--threads", "1", "--device", "cpu", "--batch", "2"]


def main(*arguments):
    return cli.main([str(argument) for argument in arguments])


def test_a_toml_file_holds_every_kind_of_option(tmp_path):
    (tmp_path / "run.toml").write_text(
        'recipe = "paper"\nbatch = 2\nminutes = 3\nbetas = [0.5, 0.9]\nrotate = true\namp = "bf16"\n'
        "[group_weights]\nsimulated = 3\n"
        '[[phases]]\nname = "a"\nstart = 0\n[[phases]]\nname = "b"\nstart = 0.5\npixel = 2\ndiscriminator = true\n'
    )
    written = read_toml(tmp_path / "run.toml")
    config = changed(recipe(written.pop("recipe")), written)
    assert (config.batch, config.minutes, config.betas, config.rotate, config.amp) == (2, 3.0, (0.5, 0.9), True, "bf16")
    assert config.group_weights == (("simulated", 3.0),)
    assert config.phases == (Phase("a", 0.0), Phase("b", 0.5, 2.0, discriminator=True))
    assert config.learning_rate_end == RECIPES["paper"].learning_rate_end  # what is not named stays the recipe's
    assert type(config.minutes) is float and config_from(json.loads(config.to_json())) == config


def test_the_command_line_overrules_the_file_and_the_file_the_recipe(tmp_path, write_data):
    (tmp_path / "run.toml").write_text(
        "images = 2\nseed = 5\nclip_gradient = 0.7\nr1_every = 3\nsave_minutes = 9\ntensorboard = false\n"
    )
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run", *TINY]
    more = ["--config", tmp_path / "run.toml", "--set", "r1_every=4", "--set", "gan=hinge", "--seed", 6]
    assert main(*run, *more) == 0
    options = json.loads((tmp_path / "run" / OPTIONS).read_text())
    names = ("images", "seed", "clip_gradient", "r1_every", "save_minutes", "gan", "learning_rate", "tensorboard")
    wanted = [2, 6, 0.7, 4, 9.0, "hinge", RECIPES["texture"].learning_rate, False]
    assert [options[name] for name in names] == wanted
    assert main(*run, "--resume", "--set", "images=4", "--set", "clip_gradient=0.5") == 0
    options = json.loads((tmp_path / "run" / OPTIONS).read_text())
    assert (options["images"], options["clip_gradient"], options["seed"]) == (4, 0.5, 6)


@pytest.mark.parametrize(
    "text, told",
    [
        ("imags = 3", ["Unknown training option 'imags'", "Did you mean 'images'?"]),
        ("images = 0", ["images, batch and r1_every must be at least 1"]),
        ('batch = "two"', ["option batch is 'two' and has to be a whole number"]),
        ('recipe = "papr"', ["no recipe 'papr'", "Did you mean 'paper'?"]),
        ('model = "tiny_x61"', ["no network called 'tiny_x61'"]),
        ("batch = ", ["is no TOML file", "batch = 8"]),
        ("[[phases]]\nname = 'a'\nstart = 0\npixels = 3", ["Unknown option of a phase: 'pixels'", "'pixel'"]),
    ],
)
def test_files_that_make_no_sense(text, told, tmp_path, write_data, capsys):
    (tmp_path / "run.toml").write_text(text)
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run"]
    assert main(*run, "--config", tmp_path / "run.toml") == 1
    error = capsys.readouterr().err
    assert all(words in error for words in told), error
    assert not (tmp_path / "run" / OPTIONS).exists()


def test_a_file_that_is_not_there(tmp_path, write_data, capsys):
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run"]
    assert main(*run, "--config", tmp_path / "no.toml") == 1
    assert "no.toml cannot be read" in capsys.readouterr().err


def test_assignments_and_hints():
    given = assignments(["clip_gradient=0.5", "gan = hinge", "rotate=false", "images=7", "name=a=b"])
    assert given == {"clip_gradient": 0.5, "gan": "hinge", "rotate": False, "images": 7, "name": "a=b"}
    with pytest.raises(SpecGanError, match="'rotate' sets no option"):
        assignments(["rotate"])
    assert nearest("learning_rat", ["batch", "learning_rate"]) == "Did you mean 'learning_rate'?"
    assert nearest("zzz", ["b", "a"]) == "Choose one of a, b."


def test_assignments_of_lists_tables_and_texts_that_look_like_numbers():
    given = assignments(
        ["betas=[0, 0.9]", "name=2", "group_weights={simulated = 3}", 'phases=[{name = "a", start = 0, texture = 2.0}]']
    )
    config = changed(RECIPES["default"], given)
    assert (config.betas, config.name, config.group_weights) == ((0.0, 0.9), "2", (("simulated", 3.0),))
    assert config.phases == (Phase("a", 0.0, texture=2.0),)
    with pytest.raises(SpecGanError, match="is no TOML value"):
        assignments(["betas=[0, 0.9"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--texture-weight", "-0.5"], "weights of the losses must be finite and not negative"),
        (["--patch-weight", "nan"], "weights of the losses must be finite and not negative"),
        (["--perceptual", "features"], "The perceptual loss has no weight"),
        (["--vgg", "vgg16.pth"], "The perceptual loss has no weight"),
        (["--set", 'phases=[{name = "a", start = 0}]', "--adversarial-weight", "0.1"], "No phase"),
        (["--device", "meta"], "Training does not run on the device 'meta'"),
    ],
)
def test_what_would_have_no_effect_or_cannot_be_is_refused(arguments, told, tmp_path, write_data, capsys):
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run", *TINY]
    assert main(*run, *arguments) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "run" / OPTIONS).exists()


def test_a_run_that_goes_on_keeps_its_beginning(tmp_path, write_data, capsys):
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run", *TINY, "--images", 2]
    assert main(*run) == 0
    before = (tmp_path / "run" / OPTIONS).read_bytes()
    assert main(*run, "--resume", "--start-from", "no_such.pt") == 1
    assert "started from random weights" in capsys.readouterr().err
    assert main(*run, "--resume", "--recipe", "nonsense") == 1
    assert "no recipe 'nonsense'" in capsys.readouterr().err
    assert main(*run, "--resume", "--recipe", "paper") == 0
    assert "keeps the options that it began with" in capsys.readouterr().err
    assert (tmp_path / "run" / OPTIONS).read_bytes() == before


def test_a_dry_run_refuses_what_a_run_would_and_tells_of_what_it_leaves_out(tmp_path, write_data, capsys):
    one, other = write_data(tmp_path / "a"), write_data(tmp_path / "b", bands=(470.0, 560.0, 660.0, 900.0))
    run = ["train", "--out", tmp_path / "run", *TINY, "--dry-run", "--data"]
    assert main(*run, one, other) == 1
    assert "different HSI bands" in capsys.readouterr().err
    assert main(*run, one, "--recipe", "paper") == 0
    assert "no weights of VGG16 were named" in capsys.readouterr().out


@pytest.mark.parametrize(
    "error",
    [RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"), MemoryError(),
     RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes")],
)  # fmt: skip
def test_too_little_memory_gets_a_sentence(error, tmp_path, write_data, monkeypatch, capsys):
    def step(trainer, batch):
        raise error

    monkeypatch.setattr(Trainer, "step", step)
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run", *TINY]
    assert main(*run) == 1
    assert "not enough memory" in capsys.readouterr().err
    assert main(*run, "--dry-run") == 1
    assert "--batch" in capsys.readouterr().err
    monkeypatch.setattr(Trainer, "step", lambda *_: (_ for _ in ()).throw(RuntimeError("a mistake")))
    with pytest.raises(RuntimeError, match="a mistake"):
        main(*run, "--dry-run")


def test_a_dry_run_measures_and_writes_nothing(tmp_path, write_data, capsys):
    run = ["train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run", *TINY, "--images", 4000]
    assert main(*run, "--dry-run") == 0
    text = capsys.readouterr().out
    assert not (tmp_path / "run").exists()
    from specgan.core.network.config import PRESETS
    from specgan.core.network.generator import Generator

    count = sum(p.numel() for p in Generator(PRESETS["tiny_x16"]).parameters())
    assert f"network tiny_x16: {count / 1e6:.1f} M parameters" in text and "device cpu, float32" in text
    assert 0.1 < float(re.search(r"([\d.]+) GiB of memory", text)[1]) < 20
    seconds = [float(s) for s in re.findall(r"phase \w+: ([\d.]+) s a step", text)]
    minutes = float(re.search(r"4000 crops in 2000 steps: about ([\d.]+) min", text)[1])
    expected = 2000 / 60 * (0.7 * seconds[0] + 0.05 * seconds[1] + 0.25 * seconds[2])
    assert len(seconds) == 3 and minutes == pytest.approx(expected, rel=0.05, abs=0.06)
    assert main(*run, "--dry-run", "--minutes", "0.05") == 0
    told = re.search(r"0.1 min end it after about (\d+) crops", capsys.readouterr().out)
    assert 0 < int(told[1]) < 4000


@pytest.mark.parametrize(("enough", "steps"), [(1e-9, 1), (1e9, dryrun.STEPS)])
def test_where_steps_are_slow_a_dry_run_measures_fewer(monkeypatch, tmp_path, write_data, enough, steps):
    """One phase without a discriminator: a step to warm up, then the measured ones."""
    taken = []
    step = Trainer.step
    monkeypatch.setattr(Trainer, "step", lambda *args: (taken.append(1), step(*args))[1])
    monkeypatch.setattr(dryrun, "ENOUGH", enough)
    config = TrainConfig(model="tiny_x16", batch=2, threads=1, device="cpu")
    assert "s a step" in dryrun.dry_run(config, [write_data(tmp_path / "d")])
    assert len(taken) == 1 + steps

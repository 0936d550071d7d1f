"""Runs that begin with the weights of another one."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import ModelSpec
from specgan.core.network.checkpoint import load_generator, save_model
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.training.config import TrainConfig
from specgan.training.loop.folder import CHECKPOINT
from specgan.training.loop.train import train
from specgan.training.loop.trainer import Trainer

TINY = TrainConfig(model="tiny_x16", images=2, batch=2, threads=1, device="cpu", val_crops=2, tensorboard=False)


def test_a_run_starts_from_another_ones_weights(tmp_path, write_data, monkeypatch, capsys):
    """The same network: all of them. One of twice the scale: its layers are the other's, but for what comes on top."""
    data = [write_data(tmp_path / "data")]
    checkpoint = train(replace(TINY, images=2), data, tmp_path / "first")
    first = load_generator(checkpoint)[0]
    again = Trainer(TINY, PRESETS["tiny_x16"], torch.device("cpu"))
    count = sum(parameter.numel() for parameter in first.parameters())
    assert again.start_from(checkpoint)[1:] == (count, count)
    for network in (again.generator, again.ema.model):
        for own, other in zip(network.parameters(), first.parameters()):
            assert torch.equal(own, other)

    double = replace(PRESETS["tiny_x16"], scale=32, channels=(8, 8, 8, 8, 4, 4))
    monkeypatch.setitem(PRESETS, "tiny_x32", double)
    still = {"learning_rate": 1e-12, "learning_rate_end": 1e-12, "images": 2}
    train(replace(TINY, model="tiny_x32", start_from=str(checkpoint), **still), data, tmp_path / "second")
    assert f" parameters are those of {checkpoint}." in capsys.readouterr().out
    spec = load_generator(tmp_path / "second" / CHECKPOINT)[1]
    assert spec.trained_on == "source a; started from tiny_x16"
    second = dict(load_generator(tmp_path / "second" / CHECKPOINT)[0].named_parameters())
    style = "encoder.blocks.0.3.weight"  # one row a style and width: the coarse ones come first
    rows = len(dict(first.named_parameters())[style])
    assert len(second[style]) > rows
    for name in ("fusion", "synthesis.convs.0.conv.weight"):
        for key, value in first.named_parameters():
            if key.startswith(name):
                assert torch.allclose(second[key], value, atol=1e-9), key
    assert torch.allclose(second[style][:rows], dict(first.named_parameters())[style], atol=1e-9)


def test_training_data_of_a_line_of_runs_are_named_once(tmp_path, write_data):
    """Each run on another place, the last one on the first place again."""
    start, names = "", []
    for number, group in enumerate("aba"):
        data = write_data(tmp_path / f"data {number}", scenes=((group, "train", True), (group, "val", True)))
        config = replace(TINY, name=f"run {number}", start_from=str(start))
        start = train(config, [data], tmp_path / f"run {number}")
        names.append(load_generator(start)[1].trained_on)
    assert names == [
        "source a",
        "source b; source a; started from run 0",
        "source a; source b; started from run 0; started from run 1",
    ]


def test_other_bands_and_missing_files_are_refused_before_anything_is_made(tmp_path, write_data):
    data = [write_data(tmp_path / "data")]
    generator = Generator(replace(PRESETS["tiny_x16"], hsi_bands=6))
    save_model(
        tmp_path / "six.pt",
        generator,
        ModelSpec("six", 16, 4, (460.0, 500.0, 560.0, 660.0, 800.0, 900.0), lr_consistent=True),
    )
    for path, words in (
        (tmp_path / "six.pt", "takes 6 HSI bands, the network tiny_x16 takes 4"),
        (tmp_path / "no.pt", "cannot be read"),
    ):
        with pytest.raises(SpecGanError, match=words):
            train(replace(TINY, start_from=str(path)), data, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_source_with_a_semicolon_stays_one_source():
    from specgan.training.export.description import _each_once

    assert _each_once(["a map (1990; revised)", "b"], "c; b") == "a map (1990, revised); b; c"

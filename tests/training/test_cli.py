"""`python -m specgan.training` as a person types it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from specgan.core.modelspec import spec_from_onnx
from specgan.training import __main__ as cli
from specgan.training.loop.folder import CHECKPOINT, LOG, OPTIONS
from support import ROOT

TINY = ["--recipe", "texture", "--model", "tiny_x16", "--threads", "1", "--device", "cpu", "--batch", "2"]


def command(*arguments, cwd=None):
    """The command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev"), "OMP_NUM_THREADS": "1"}
    arguments = [sys.executable, "-m", "specgan.training", *map(str, arguments)]
    return subprocess.Popen(
        arguments, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def main(*arguments):
    return cli.main([str(argument) for argument in arguments])


def test_help_lists_the_subcommands(tmp_path):
    process = command("--help", cwd=tmp_path)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0 and err == ""
    for name in ("simulate", "prepare", "train", "measure", "study", "export"):
        assert f"\n    {name} " in out


@pytest.mark.parametrize(
    "name, option",
    [
        ("simulate", "--hsi-pixel"),
        ("prepare", "--pairs-from"),
        ("train", "--resume"),
        ("measure", "--arms"),
        ("study", "--seeds"),
        ("export", "--wavelengths"),
    ],  # fmt: skip
)
def test_help_of_each_subcommand(name, option, capsys):
    with pytest.raises(SystemExit) as caught:
        main(name, "--help")
    assert caught.value.code == 0 and option in capsys.readouterr().out


def test_an_error_is_a_sentence_and_exit_code_1(tmp_path):
    process = command("train", "--data", tmp_path, "--out", tmp_path / "run", *TINY, cwd=tmp_path)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1 and out == ""
    assert err.splitlines() == [
        f"Error: {tmp_path} holds no readable training data (manifest.json).",
        "Make it with `specgan prepare`.",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--images", "0"], "at least 1"),
        (["--model", "giant"], "no network called 'giant'"),
        (["--group-weight", "a"], "'a' is no weight of a group"),
        (["--group-weight", "a=inf"], "weight of a group"),
        (["--group-weight", "a=0"], "No scene is left to train on"),
        (["--seed", "-1"], "seed must not be negative"),
        (["--device", "gnu"], "no device 'gnu'"),
        (["--hsi-arm", "shuffled"], "no other scene"),
        (["--recipe", "paper"], "has 4 HSI bands, the model takes 48"),
        (["--resume"], "nothing to resume"),
    ],
)
def test_options_of_train_that_do_not_work(arguments, message, tmp_path, write_data, capsys):
    model = [] if "--recipe" in arguments else TINY
    assert main("train", "--data", write_data(tmp_path / "d"), "--out", tmp_path / "run", *model, *arguments) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "run" / OPTIONS).exists()


def test_an_unknown_option_in_the_file_of_a_run(tmp_path, write_data, capsys):
    (tmp_path / OPTIONS).write_text('{"imges": 3}')
    assert main("train", "--data", write_data(tmp_path / "d"), "--out", tmp_path, "--resume") == 1
    assert "Unknown training option 'imges'" in capsys.readouterr().err


def test_usage_errors_are_argparse_s(capsys):
    for arguments in ([], ["paint"], ["train"]):
        with pytest.raises(SystemExit) as caught:
            main(*arguments)
        assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "error, code, text",
    [
        (OSError(28, "No space left on device", "log.jsonl"), 1, "Error: log.jsonl: No space left on device."),
        (ModuleNotFoundError("No module named 'torch'", name="torch"), 1, "The Python package torch is missing."),
        (KeyboardInterrupt(), 130, "Stopped."),
    ],
)
def test_what_can_go_wrong_outside_of_the_program(error, code, text, tmp_path, monkeypatch, capsys):
    def fail(args):
        raise error

    monkeypatch.setattr("specgan.training.loop.command.run", fail)
    assert main("train", "--data", tmp_path, "--out", tmp_path) == code
    assert text in capsys.readouterr().err


def test_what_is_not_told_again_on_resume_is_kept(tmp_path, write_data):
    """Name, training data, weights of groups and every option stay those of the run that is resumed."""
    data = write_data(tmp_path / "d", (("a", "train", True), ("b", "train", True)))
    run = ["train", "--data", data, "--out", tmp_path / "run"]
    told = ["--name", "mine", "--trained-on", "my scenes", "--group-weight", "a=3", "--learning-rate", "0.001"]
    assert main(*run, *TINY, *told, "--images", "2") == 0
    assert main(*run, "--resume", "--images", "4") == 0
    options = json.loads((tmp_path / "run" / OPTIONS).read_text())
    kept = ("name", "trained_on", "group_weights", "learning_rate", "images", "model")
    assert [options[key] for key in kept] == ["mine", "my scenes", [["a", 3.0]], 1e-3, 4, "tiny_x16"]
    assert options["learning_rate_end"] == pytest.approx(1e-5, rel=1e-12)  # a product that need not be exact
    from specgan.core.network.checkpoint import load_generator

    _, spec = load_generator(tmp_path / "run" / CHECKPOINT)
    assert (spec.name, spec.trained_on) == ("mine", "my scenes")


def test_a_polite_kill_saves_and_the_run_can_go_on(tmp_path, write_data):
    data, out = write_data(tmp_path / "d"), tmp_path / "run"
    run = ["train", "--data", data, "--out", out, *TINY]
    process = command(*run, "--images", "1000000", "--tick-seconds", "0", cwd=tmp_path)
    try:
        deadline = time.monotonic() + 60
        while not ((out / LOG).exists() and len((out / LOG).read_text().splitlines()) > 3):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0 and err == ""
    assert json.loads((out / LOG).read_text().splitlines()[-1])["event"] == "stopped"
    import torch

    images = torch.load(out / CHECKPOINT, weights_only=True)["images"]
    assert images >= 6
    assert main(*run, "--resume", "--images", images + 2) == 0
    assert torch.load(out / CHECKPOINT, weights_only=True)["images"] == images + 2


def test_from_a_simulated_scene_to_a_model(tmp_path, capsys):
    """simulate, prepare, train and export, each with the other's files."""
    sample, data, run, model = (tmp_path / name for name in ("sample", "data", "run", "model.onnx"))
    assert main("simulate", sample, "--size", 8, 8, "--seed", 5, "--bands", 40, "--name", "t") == 0
    pair = ("--pair", sample / "t_rgb_truth.tif", sample / "t_hsi.tif")
    assert main("prepare", "--out", data, *pair, "--wavelengths", "460,560,660,900") == 0
    assert main("train", "--data", data, "--out", run, *TINY, "--images", 4) == 0
    capsys.readouterr()
    told = ("--name", "first", "--licence", "CC0", "--notes", "Only a test.", "--detail", 0.7, "--overlap", 1)
    assert main("export", run / CHECKPOINT, model, *told) == 0
    assert capsys.readouterr().out == f"{model}\n"
    spec = spec_from_onnx(model)
    assert (spec.name, spec.licence, spec.notes, spec.detail, spec.overlap) == ("first", "CC0", "Only a test.", 0.7, 1)
    assert (spec.scale, spec.in_size, spec.gsd, spec.lr_consistent) == (16, 4, (0.3, 0.3), True)
    assert spec.wavelengths == (460.0, 560.0, 660.0, 900.0)
    import onnxruntime

    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    rgb = np.random.default_rng(0).uniform(-1, 1, (3, 3, 4, 4)).astype(np.float32)
    (sr,) = session.run(["sr"], {"hsi": np.zeros((3, 4, 4, 4), np.float32), "rgb": rgb})
    assert np.abs(sr.reshape(3, 3, 4, 16, 4, 16).mean((3, 5)) - rgb).max() < 1e-5


def test_export_refuses_in_a_sentence(tmp_path, capsys):
    (tmp_path / "no.pt").write_bytes(b"")
    assert main("export", tmp_path / "no.pt", tmp_path / "m.onnx") == 1
    assert "is empty" in capsys.readouterr().err
    assert main("export", tmp_path / "no.pt", tmp_path / "m.onnx", "--wavelengths", "red") == 1
    assert "no list of numbers" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["no.pt"]

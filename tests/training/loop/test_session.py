"""Half precision, full disks, TensorBoard: what a run meets on the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from dataclasses import replace

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.network.config import PRESETS
from specgan.training.config import Phase, TrainConfig
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.loop.folder import CHECKPOINT, LOG, OPTIONS
from specgan.training.loop.host import fast_cpu, pick_amp
from specgan.training.loop.journal import Journal
from specgan.training.loop.session import Session
from specgan.training.loop.train import train
from specgan.training.loop.trainer import Trainer

BOTH = (Phase("both", 0.0, 1.0, 0.01, 0.1, True),)
TINY = TrainConfig(
    model="tiny_x16",
    phases=BOTH,
    images=12,
    batch=2,
    r1_every=2,
    threads=1,
    device="cpu",
    tick_seconds=0.0,
    val_crops=2,
    tensorboard=False,
)
CPU = torch.device("cpu")


@pytest.fixture
def sampler(tmp_path, write_data):
    return Sampler(read_scenes([write_data(tmp_path / "data")], 16, 4, 4), 16, 4, 4, TINY)


def trainer_of(**changes):
    return Trainer(replace(TINY, **changes), PRESETS["tiny_x16"], CPU)


# half precision


def test_auto_is_off_on_a_cpu():
    assert pick_amp("auto", CPU) is None and pick_amp("off", CPU) is None
    assert pick_amp("bf16", CPU) == torch.bfloat16 and pick_amp("fp16", CPU) == torch.float16


@pytest.mark.parametrize(("capability", "half"), [((7, 5), torch.float16), ((8, 0), torch.bfloat16)])
def test_auto_on_cuda_asks_what_the_card_has_and_not_what_torch_emulates(capability, half, monkeypatch):
    asked = []
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: asked.append(device) or capability)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda *_: True)
    card = torch.device("cuda:1")
    assert pick_amp("auto", card) == half and asked == [card]


@pytest.mark.parametrize("amp", ["bf16", "fp16"])
def test_half_precision_gives_nearly_the_losses_of_full_precision(amp, sampler):
    batch = sampler.draw(2)
    with fast_cpu(0):
        full, half = trainer_of(), trainer_of(amp=amp)
        wanted, told = full.step(batch), half.step(batch)
        assert half.scaler.is_enabled() == (amp == "fp16")
    for name in ("pixel", "texture", "adversarial", "discriminator", "r1"):
        assert told[name] == pytest.approx(wanted[name], rel=0.03, abs=0.01), name
        assert told[name] != wanted[name] or name in ("pixel", "r1")
    assert all(p.dtype == torch.float32 for p in half.generator.parameters())
    # the scale is taken out before clipping
    assert told["gradient_norm"] == pytest.approx(wanted["gradient_norm"], rel=0.1)


def test_a_loss_scaled_too_far_skips_the_step_and_halves_the_scale(sampler):
    with fast_cpu(0):
        trainer = trainer_of(amp="fp16", phases=(Phase("pixel", 0.0),), images=10**6)
        trainer.scaler.load_state_dict({**trainer.scaler.state_dict(), "scale": 2.0**40})
        before = {name: value.clone() for name, value in trainer.generator.state_dict().items()}
        batch = sampler.draw(2)
        assert trainer.step(batch) == {} and trainer.scaler.get_scale() == 2.0**39
        assert all(torch.equal(value, before[name]) for name, value in trainer.generator.state_dict().items())
        assert trainer.counters.skipped == 1
        trainer.scaler.load_state_dict({**trainer.scaler.state_dict(), "scale": 2.0**10})
        assert trainer.step(batch) and trainer.scaler.get_scale() == 2.0**10
        assert any(not torch.equal(value, before[name]) for name, value in trainer.generator.state_dict().items())


def test_a_scaled_run_goes_on_with_its_scale(tmp_path, write_data):
    data = [write_data(tmp_path / "data")]
    config = replace(TINY, amp="fp16", images=8)
    train(config, data, tmp_path / "whole")
    train(replace(config, images=4), data, tmp_path / "parts")
    raw = torch.load(tmp_path / "parts" / CHECKPOINT, weights_only=True)
    raw["scalers"][0]["scale"] = 128.0
    torch.save(raw, tmp_path / "parts" / CHECKPOINT)
    train(config, data, tmp_path / "parts", resume=True)
    whole, parts = (torch.load(tmp_path / name / CHECKPOINT, weights_only=True) for name in ("whole", "parts"))
    assert parts["scalers"][0]["scale"] <= 128.0 < whole["scalers"][0]["scale"]


# full disks


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 8 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip("only root can make a small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder):
    with (folder / "full").open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4096)):
                pass
        except OSError:
            return


def test_a_full_disk_costs_neither_the_last_checkpoint_nor_the_run(
    small_disk, tmp_path, write_data, capsys, monkeypatch
):
    data, out = [write_data(tmp_path / "data")], small_disk / "run"
    train(replace(TINY, images=2), data, out)
    options = (out / OPTIONS).read_bytes()
    draw, calls, good = Sampler.draw, [], []

    def drawing(self, count):
        """Fills the disk in the second step, and frees it in the fourth."""
        calls.append(count)
        if len(calls) == 2:
            good.append((out / CHECKPOINT).read_bytes())
            fill(small_disk)
        if len(calls) == 4:
            assert [(out / CHECKPOINT).read_bytes()] == good and list(out.glob(".*")) == []
            (small_disk / "full").unlink()
        return draw(self, count)

    monkeypatch.setattr(Sampler, "draw", drawing)
    train(replace(TINY, save_minutes=0.0), data, out, resume=True)
    told = capsys.readouterr()
    assert "checkpoint.pt failed: the disk is full." in told.err and "The run goes on." in told.err
    assert torch.load(out / CHECKPOINT, weights_only=True)["step"] == 6
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert [line["event"] for line in lines if "save" in line.get("event", "")].count("save") >= 3
    for line in (out / LOG).read_text().splitlines():
        json.loads(line)  # what was written is whole
    assert options != (out / OPTIONS).read_bytes()


def test_a_disk_that_is_still_full_at_the_end_is_an_error_and_keeps_the_last_checkpoint(
    small_disk, tmp_path, write_data
):
    data, out = [write_data(tmp_path / "data")], small_disk / "run"
    train(replace(TINY, images=2), data, out)
    good = {path.name: path.read_bytes() for path in out.iterdir() if path.name != LOG}
    fill(small_disk)
    with pytest.raises(SpecGanError, match="failed: the disk is full"):
        train(TINY, data, out, resume=True)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name != LOG} == good
    os.unlink(small_disk / "full")
    train(TINY, data, out, resume=True)
    assert torch.load(out / CHECKPOINT, weights_only=True)["step"] == 6


def test_a_panel_that_cannot_be_written_takes_nothing_from_the_checkpoint(tmp_path, write_data, monkeypatch, capsys):
    def panel(self, model, held_out):
        raise SpecGanError("panel.png cannot be written.", "Make room.")

    monkeypatch.setattr(Session, "_panel", panel)
    train(TINY, [write_data(tmp_path / "data")], tmp_path / "run")
    told = capsys.readouterr()
    assert "panel.png cannot be written. Make room. The run goes on without this panel." in told.err
    events = [json.loads(line).get("event") for line in told.out.splitlines()]
    assert events[-2:] == ["save", "done"] and "not saved" not in events
    assert torch.load(tmp_path / "run" / CHECKPOINT, weights_only=True)["step"] == 6


def test_half_a_line_in_the_log_spoils_no_other(tmp_path, capsys):
    (tmp_path / LOG).write_text('{"step": 1}\n{"ste')
    journal = Journal(tmp_path, board=False)
    journal.record({"step": 2})
    journal.record({"step": 3})
    assert (tmp_path / LOG).read_text().splitlines() == ['{"step": 1}', '{"ste', '{"step": 2}', '{"step": 3}']
    assert capsys.readouterr().out == '{"step": 2}\n{"step": 3}\n'
    Journal(tmp_path, talks=False).record({"step": 4})
    assert "4" not in (tmp_path / LOG).read_text()


# TensorBoard


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # of the writer's thread
def test_a_board_that_cannot_be_written_costs_curves_and_not_the_run(tmp_path, capsys):
    pytest.importorskip("tensorboard")
    journal = Journal(tmp_path)
    shutil.rmtree(tmp_path / "tensorboard")
    for step in range(1, 200):  # its thread meets the error some writes later
        journal.record({"loss": 1.0}, step)
        time.sleep(0.02)
        if "TensorBoard" in capsys.readouterr().err:
            break
    assert step < 199
    journal.record({"loss": 2.0}, 200)
    journal.close()
    assert json.loads((tmp_path / "log.jsonl").read_text().splitlines()[-1]) == {"loss": 2.0}
    assert capsys.readouterr().err == ""


def test_curves_and_pictures_for_tensorboard(tmp_path, write_data):
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    data, out = [write_data(tmp_path / "data")], tmp_path / "run"
    train(replace(TINY, images=4, tensorboard=True), data, out)
    train(replace(TINY, images=8, tensorboard=True), data, out, resume=True)
    lines = [json.loads(line) for line in (out / LOG).read_text().splitlines()]
    board = accumulator.EventAccumulator(str(out / "tensorboard"))
    board.Reload()
    ticks = [line for line in lines if "event" not in line]
    curve = board.Scalars("training/pixel")
    assert [event.step for event in curve] == [1, 2, 3, 4]
    assert [event.value for event in curve] == pytest.approx([line["pixel"] for line in ticks])
    saves = [line for line in lines if line.get("event") == "save"]
    held_out = board.Scalars("held out/psnr")
    assert [(e.step, e.value) for e in held_out] == [(s["step"], pytest.approx(s["psnr"])) for s in saves]
    pictures = board.Images("LR, base, result, truth")
    assert [picture.step for picture in pictures] == [2, 4]
    image = pytest.importorskip("PIL.Image")
    import io

    drawn = np.asarray(image.open(io.BytesIO(pictures[-1].encoded_image_string)))
    assert np.array_equal(drawn, np.asarray(image.open(out / "panel_x16_00000008.png")))


# stopping


def test_a_polite_kill_after_a_ctrl_c_does_not_hurry(tmp_path, write_data):
    """torchrun passes a Ctrl-C on as a polite kill; a second Ctrl-C ends at once."""
    import signal

    session = Session.__new__(Session)
    session._stop = session._interrupted = False
    session._ask_to_stop(signal.SIGINT, None)
    session._ask_to_stop(signal.SIGTERM, None)
    session._ask_to_stop(signal.SIGTERM, None)
    assert session._stop
    with pytest.raises(KeyboardInterrupt):
        session._ask_to_stop(signal.SIGINT, None)

"""A job on two worker processes: the single-machine result, also where one of them is killed half-way."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from osgeo import gdal
from specgan.cluster import __main__ as command
from specgan.cluster.run import superresolve_on
from specgan.cluster.workers import worker_specs
from specgan.core.engine import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.network.checkpoint import save_model
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.shelf.progress import Progress
from support import ROOT, PatternBackend, open_pattern, open_slow_pattern, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(4))


def one_machine(job, spec=None):
    backend = None if spec is None else PatternBackend(spec)
    return gdal.Open(str(superresolve(job, backend=backend).output))


def spec_of(job):
    from specgan.core.backends import read_spec

    return read_spec(job.model)


def test_two_workers_give_the_single_machine_result(tmp_path, client, job):
    expected = one_machine(job, spec_of(job))
    output, cog = tmp_path / "out.vrt", tmp_path / "out.tif"
    foreign = tmp_path / "out_parts_0badcafe" / "notes.txt"  # no part of any result
    foreign.parent.mkdir()
    foreign.write_text("mine")
    for _ in range(2):  # the second run takes the place of the first
        result = superresolve_on(client, job, output, cog, blocks=5, opener=open_pattern)
    assert result.blocks == 5 and result.tiles == 17 * 7
    got = gdal.Open(str(output))
    np.testing.assert_array_equal(got.ReadAsArray(), expected.ReadAsArray())
    np.testing.assert_array_equal(gdal.Open(str(cog)).ReadAsArray(), expected.ReadAsArray())
    np.testing.assert_allclose(
        got.GetRasterBand(2).GetStatistics(False, False), expected.GetRasterBand(2).GetStatistics(False, False)
    )
    assert got.GetRasterBand(1).GetOverviewCount() == expected.GetRasterBand(1).GetOverviewCount() == 1
    np.testing.assert_array_equal(
        got.GetRasterBand(1).GetOverview(0).ReadAsArray(), expected.GetRasterBand(1).GetOverview(0).ReadAsArray()
    )
    tags = got.GetMetadata()
    assert tags.pop("SPECGAN_CLUSTER") == "5 blocks on 2 workers"
    own = {name: value for name, value in expected.GetMetadata().items() if name.startswith("SPECGAN_")}
    assert tags == own
    folders = [name for name in os.listdir(tmp_path) if name.startswith("out_parts_")]
    assert sorted(folders) == sorted([result.parts.name, foreign.parent.name]) and foreign.read_text() == "mine"
    assert len(os.listdir(result.parts)) == 5


def test_a_worker_killed_half_way_costs_nothing_but_time(tmp_path, client, job):
    expected = one_machine(job, spec_of(job)).ReadAsArray()
    killed = []

    def kill_one():
        while not list(tmp_path.glob("out_parts_*/0*.tif")):
            time.sleep(0.02)
        killed.append(sorted(client.run(os.getpid).values())[0])
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    result = superresolve_on(client, job, tmp_path / "out.vrt", blocks=6, opener=open_slow_pattern)
    killer.join()
    assert len(killed) == 1
    np.testing.assert_array_equal(gdal.Open(str(result.output)).ReadAsArray(), expected)
    assert sorted(os.listdir(result.parts)) == [f"{index:05d}.tif" for index in range(6)]


def test_a_model_gives_the_single_machine_result_within_one_digital_number(tmp_path, client):
    torch.manual_seed(3)
    config = PRESETS["tiny_x16"]
    generator = Generator(config)
    with torch.no_grad():
        generator.decoder.out[-1].weight.normal_(std=0.3)
    spec = ModelSpec("tiny", 16, 4, WAVELENGTHS, lr_consistent=True, overlap=1)
    save_model(tmp_path / "tiny.pt", generator, spec)
    random = np.random.RandomState(8)
    rgb = write_raster(tmp_path / "rgb.tif", random.randint(60, 200, (3, 40, 13)).astype(np.uint8))
    hsi = write_raster(
        tmp_path / "hsi.tif", random.randint(1, 5000, (4, 40, 13)).astype(np.int16), wavelengths=WAVELENGTHS
    )
    job = Job.of(rgb, hsi, tmp_path / "tiny.pt", tmp_path / "one.tif", device="cpu")
    expected = one_machine(job).ReadAsArray().astype(int)
    result = superresolve_on(client, job, tmp_path / "out.vrt", blocks=3, threads=1)
    got = gdal.Open(str(result.output)).ReadAsArray().astype(int)
    assert np.abs(got - expected).max() <= 1
    detail = expected - np.kron(expected.reshape(3, 40, 16, 13, 16).mean((2, 4)), np.ones((1, 16, 16)))
    assert detail.std() > 3  # the model does something that could differ


def test_what_fails_or_is_stopped_leaves_the_old_result(tmp_path, client, job):
    class Stop(Progress):
        def is_cancelled(self):
            return bool(list(tmp_path.glob("out_parts_*/0*.tif")))

    superresolve_on(client, job, tmp_path / "out.vrt", blocks=2, opener=open_pattern)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    old = (tmp_path / "out.vrt").read_text()
    with pytest.raises(SpecGanError, match="out.png is not a VRT"):
        superresolve_on(client, job, tmp_path / "out.png")
    with pytest.raises(Cancelled):
        superresolve_on(client, job, tmp_path / "out.vrt", blocks=6, opener=open_slow_pattern, progress=Stop())
    time.sleep(1)  # blocks that were running when the job was stopped
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before
    assert (tmp_path / "out.vrt").read_text() == old


def test_one_gpu_a_worker():
    specs = worker_specs(2, ["0", "3"], 5)
    assert [spec["options"]["env"]["CUDA_VISIBLE_DEVICES"] for spec in specs.values()] == ["0", "3"]
    assert {spec["options"]["nthreads"] for spec in specs.values()} == {1}
    assert all("CUDA_VISIBLE_DEVICES" not in spec["options"]["env"] for spec in worker_specs(2, [], 5).values())
    with pytest.raises(SpecGanError, match="0 workers"):
        worker_specs(0, [], 0)


def test_ctrl_c_cancels(tmp_path, monkeypatch, capsys, job):
    def interrupted(client, job, output, cog, blocks, threads, progress):
        os.kill(os.getpid(), signal.SIGINT)
        progress.step(1, 2)

    monkeypatch.setattr("specgan.cluster.workers.connected", lambda *_: nullcontext())
    monkeypatch.setattr("specgan.cluster.run.superresolve_on", interrupted)
    before = signal.getsignal(signal.SIGINT)
    assert command.main([job.rgb, job.hsi, str(tmp_path / "out.vrt"), "--model", str(job.model)]) == 130
    assert capsys.readouterr().err.endswith("Stopped.\n") and signal.getsignal(signal.SIGINT) is before


def test_options_arrive_in_the_job(tmp_path, job, monkeypatch):
    from specgan.cluster import __main__ as command

    jobs = []
    monkeypatch.setattr("specgan.cluster.workers.connected", lambda *unused: nullcontext())
    done = SimpleNamespace(cog=Path("out.tif"))
    monkeypatch.setattr("specgan.cluster.run.superresolve_on", lambda client, job, *unused: jobs.append(job) or done)
    words = [job.rgb, job.hsi, str(tmp_path / "out.vrt"), "--model", str(job.model)]
    assert command.main(words) == command.main([*words, "--precision", "half", "--device", "cpu"]) == 0
    assert [(j.host.precision, j.host.device) for j in jobs] == [("auto", "auto"), ("half", "cpu")]
    for flag in ("--memory-mb", "--memory"):  # the latter as it was called before
        command.main([*words, flag, "300"])
        assert jobs[-1].host.memory_mb == 300


def test_the_command_line(tmp_path, job):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}
    command = [sys.executable, "-m", "specgan.cluster", job.rgb, job.hsi, str(tmp_path / "cli.vrt")]
    options = ["--model", str(job.model), "--workers", "1", "--cog", str(tmp_path / "cli.tif"), "--device", "cpu"]
    done = subprocess.run(command + options, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "cli.tif")
    np.testing.assert_array_equal(gdal.Open(str(tmp_path / "cli.tif")).ReadAsArray(), one_machine(job).ReadAsArray())
    failed = subprocess.run(command + ["--model", "none"], env=environment, capture_output=True, text=True, timeout=300)
    assert failed.returncode == 1 and failed.stderr.startswith("Error: There is no model 'none'")

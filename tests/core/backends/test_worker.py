"""Models in another Python process: the same numbers, the same errors, and nothing left behind when it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from osgeo import gdal
from specgan.core.backends import open_backend, read_spec, worker_backend
from specgan.core.backends.death import died
from specgan.core.backends.wire import HostMemory, Layout
from specgan.core.engine import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.job import Job
from specgan.core.models import BUNDLED
from specgan.core.modelspec import ModelSpec
from specgan.core.network.checkpoint import save_model
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.shelf.progress import Progress
from support import ROOT, write_onnx, write_raster

PYTHON = Path(sys.executable)
COMPACT = BUNDLED / "specgan_aerial_x16.onnx"
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)
pytestmark = pytest.mark.skipif(os.name == "nt", reason="looks at processes in the way of POSIX")


def patches(spec, count):
    random = np.random.RandomState(count)
    shape = (spec.in_size, spec.in_size)
    hsi = random.uniform(-1, 1, (count, spec.bands, *shape)).astype(np.float32)
    return hsi, random.uniform(-1, 1, (count, 3, *shape)).astype(np.float32)


def left_in_memory(pid=None):
    """Files of shared memory that a host (this process) has left."""
    return [str(path) for path in Path("/dev/shm").glob(f"specgan-{pid or os.getpid()}-*")]


def pid_of(backend):
    return backend._process._process.pid


def gone(pid, within_s=5.0):
    """Whether a process ends (or is only waiting for its parent to notice) within the time."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def worker():
    backend = open_backend(COMPACT, "cpu", python=PYTHON)
    yield backend
    backend.close()


def test_the_numbers_are_those_of_this_process_to_the_last_bit(worker):
    here = open_backend(COMPACT, "cpu")
    for count in (2, 1, 5, 3):  # also with more patches than the first memory had room for
        hsi, rgb = patches(here.spec, count)
        kept = worker.infer(hsi, rgb)
        np.testing.assert_array_equal(kept, here.infer(hsi, rgb))
        worker.infer(-hsi, rgb)
        np.testing.assert_array_equal(kept, here.infer(hsi, rgb))  # not overwritten by the next batch
    assert worker.spec == here.spec and worker.device == "cpu"
    assert worker.runtime == f"{here.runtime} in another Python"
    assert left_in_memory() == []


def test_strided_input_and_a_batch_of_another_size(worker):
    here = open_backend(COMPACT, "cpu")
    hsi, rgb = patches(here.spec, 2)
    turned = np.ascontiguousarray(rgb.transpose(0, 1, 3, 2)).transpose(0, 1, 3, 2)
    np.testing.assert_array_equal(worker.infer(hsi, turned), here.infer(hsi, rgb))
    with pytest.raises(ValueError, match="the model takes"):
        worker.infer(hsi[:, :3], rgb)


def test_pytorch_files(tmp_path):
    torch.manual_seed(0)
    config = PRESETS["tiny_x16"]
    spec = ModelSpec("tiny", 16, config.in_size, (460.0, 560.0, 660.0, 900.0), 20.0, lr_consistent=True)
    save_model(tmp_path / "tiny.pt", Generator(config), spec)
    assert read_spec(tmp_path / "tiny.pt", PYTHON) == spec
    threads = torch.get_num_threads()
    try:
        here = open_backend(tmp_path / "tiny.pt", "cpu", threads=1)
        there = open_backend(tmp_path / "tiny.pt", "cpu", threads=1, python=PYTHON)
        hsi, rgb = patches(spec, 2)
        np.testing.assert_array_equal(there.infer(hsi, rgb), here.infer(hsi, rgb))
        there.close()
    finally:
        torch.set_num_threads(threads)


def test_a_whole_job_writes_the_same_pixels(tmp_path):
    rgb = np.random.RandomState(0).randint(1, 255, (3, 20, 26)).astype(np.uint8)
    layers = (
        write_raster(tmp_path / "rgb.tif", rgb),
        write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS),
    )
    model = write_onnx(tmp_path / "m.onnx", SPEC)
    result = superresolve(Job.of(*layers, model, tmp_path / "out.tif", python=PYTHON, batch_size=3))
    np.testing.assert_array_equal(gdal.Open(str(result.output)).ReadAsArray(), np.kron(rgb, np.ones((1, 4, 4))))
    assert result.runtime.endswith("in another Python")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads a process's environment from /proc")
def test_the_c_library_is_told_to_keep_memory_in_the_worker_alone(worker):
    told = Path(f"/proc/{pid_of(worker)}/environ").read_bytes().split(b"\0")
    assert {b"MALLOC_MMAP_MAX_=0", b"MALLOC_TRIM_THRESHOLD_=1152921504606846976"} <= set(told)
    # Dask has values of its own for the processes that it starts
    assert not [name for name, value in worker_backend.KEEP_FREED.items() if os.environ.get(name) == value]


def test_a_job_with_a_pytorch_file_starts_one_worker(tmp_path, monkeypatch):
    """It tells the description and runs the model."""
    torch.manual_seed(0)
    config = PRESETS["tiny_x16"]
    spec = ModelSpec("tiny", 16, config.in_size, (460.0, 560.0, 660.0, 900.0), 20.0, lr_consistent=True)
    save_model(tmp_path / "tiny.pt", Generator(config), spec)
    rgb = np.random.RandomState(0).randint(1, 255, (3, 16, 16)).astype(np.uint8)
    layers = (
        write_raster(tmp_path / "rgb.tif", rgb),
        write_raster(tmp_path / "hsi.tif", np.ones((10, 16, 16), np.int16), wavelengths=WAVELENGTHS),
    )
    started = []

    def counted(*arguments, **streams):
        started.append(start(*arguments, **streams))
        return started[-1]

    start = worker_backend.start
    monkeypatch.setattr(worker_backend, "start", counted)
    job = Job.of(*layers, tmp_path / "tiny.pt", tmp_path / "out.tif", device="cpu", python=PYTHON)
    result = superresolve(job)
    assert len(started) == 1 and gone(started[0].pid)
    here = superresolve(job.changed(output=tmp_path / "here.tif", python=None)).output
    there = gdal.Open(str(result.output)).ReadAsArray()
    assert there.shape == (3, 256, 256)
    np.testing.assert_allclose(there, gdal.Open(str(here)).ReadAsArray(), atol=1)  # threads may differ
    with pytest.raises(SpecGanError, match="batch size is -1"):
        superresolve(job.changed(batch_size=-1))
    assert len(started) == 2 and gone(started[1].pid)


def test_an_error_in_the_worker_is_the_same_error_here(tmp_path):
    (tmp_path / "bad.onnx").write_bytes(write_onnx(tmp_path / "m.onnx", SPEC).read_bytes()[:-40])
    errors = []
    for python in (None, PYTHON):
        with pytest.raises(SpecGanError) as caught:
            open_backend(tmp_path / "bad.onnx", python=python)
        errors.append((caught.value.message, caught.value.hint, caught.value.details))
    assert errors[0] == errors[1]


def test_a_killed_worker_is_told_with_its_likely_cause(worker):
    hsi, rgb = patches(worker.spec, 1)
    worker.infer(hsi, rgb)
    os.kill(pid_of(worker), signal.SIGKILL)
    with pytest.raises(SpecGanError, match="SIGKILL.*memory ran out.*smaller batch") as caught:
        worker.infer(hsi, rgb)
    assert "exit code -9" in caught.value.details
    worker.close()
    assert left_in_memory() == []


def test_killed_in_mid_batch(worker):
    pid = pid_of(worker)
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
    with pytest.raises(SpecGanError, match="memory ran out"):
        worker.infer(*patches(worker.spec, 256))
    assert gone(pid)


def test_a_batch_that_is_too_large_is_told_as_such(worker, monkeypatch):
    """The engine halves the batch on `OutOfMemory` alone; the other process has to say which error it was."""
    from specgan.core.backends import OutOfMemory, worker_main
    from specgan.core.backends.base import stopped

    class Full:
        def answer(self, request):
            raise stopped(RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"))

    answer = worker_main._answer(Full(), {})
    monkeypatch.setattr(worker._process._channel, "receive", lambda: answer)
    with pytest.raises(OutOfMemory, match="stopped while computing"):
        worker.infer(*patches(worker.spec, 1))


def test_a_crash_is_no_lack_of_memory(worker):
    os.kill(pid_of(worker), signal.SIGSEGV)
    with pytest.raises(SpecGanError, match="crashed.*SIGSEGV"):
        worker.infer(*patches(worker.spec, 1))


class Stop(Progress):
    """Cancelled from a time on."""

    def __init__(self, after_s):
        self.at = time.monotonic() + after_s

    def is_cancelled(self):
        return time.monotonic() > self.at


def test_cancel_ends_the_worker_in_mid_batch():
    stop = Stop(1e9)
    backend = open_backend(COMPACT, "cpu", stop, python=PYTHON)
    pid = pid_of(backend)
    stop.at = time.monotonic() + 0.3
    started = time.monotonic()
    with pytest.raises(Cancelled):
        backend.infer(*patches(backend.spec, 512))
    assert time.monotonic() - started < 2.5
    assert gone(pid)
    backend.close()
    backend.close()  # twice does no harm


def test_cancel_while_it_loads():
    with pytest.raises(Cancelled):
        open_backend(COMPACT, "cpu", Stop(0), python=PYTHON)


HOST = """
import sys, threading
from pathlib import Path
import numpy as np
from specgan.core.backends import open_backend
backend = open_backend(Path(sys.argv[1]), "cpu", python=Path(sys.executable))
print(backend._process._process.pid, flush=True)
many = int(sys.argv[2])
backend.infer(np.zeros((many, 28, 8, 8), np.float32), np.zeros((many, 3, 8, 8), np.float32))
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("many", [1, 512], ids=["idle", "in mid batch"])
def test_no_worker_outlives_its_host(many):
    host = subprocess.Popen(
        [sys.executable, "-c", HOST, str(COMPACT), str(many)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "dev")},
    )
    pid = int(host.stdout.readline())
    if many == 1:
        assert host.stdout.readline() == "done\n"
    else:
        time.sleep(0.5)
    assert Path(f"/proc/{pid}").exists()
    host.kill()
    host.wait()
    assert gone(pid)
    assert left_in_memory(host.pid) == []


def test_a_python_without_numpy_or_that_is_none(tmp_path):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    with pytest.raises(SpecGanError, match="has no numpy"):
        open_backend(COMPACT, python=tmp_path / "bare" / "bin" / "python")
    with pytest.raises(SpecGanError, match="cannot be started"):
        open_backend(COMPACT, python=tmp_path / "gone")
    with pytest.raises(SpecGanError, match="stopped while starting"):
        open_backend(COMPACT, python=Path("/bin/false"))


def test_a_python_that_prints_when_it_starts(tmp_path):
    loud = tmp_path / "python"
    loud.write_text(f'#!/bin/sh\necho Welcome to the cluster\nexec "{sys.executable}" "$@"\n')
    loud.chmod(0o755)
    with pytest.raises(SpecGanError, match="prints lines of its own") as caught:
        open_backend(COMPACT, python=loud)
    assert "Welcome to the cluster" in caught.value.details


def test_a_python_without_onnxruntime():
    debian = Path("/usr/bin/python3")
    probe = [
        debian,
        "-I",
        "-c",
        "import numpy, importlib.util as u; raise SystemExit(bool(u.find_spec('onnxruntime')))",
    ]
    if not debian.exists() or subprocess.run(probe, capture_output=True).returncode != 0:
        pytest.skip("no Python with numpy and without onnxruntime here")
    with pytest.raises(SpecGanError, match="has no onnxruntime"):
        open_backend(COMPACT, python=debian)


def test_what_qgis_told_its_own_python_does_not_reach_the_worker(worker, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nonsense")
    monkeypatch.setenv("PYTHONHOME", "/nonsense")
    monkeypatch.setenv("PROJ_LIB", "/nonsense")
    monkeypatch.setenv("GDAL_DATA", "/nonsense")
    other = open_backend(COMPACT, "cpu", python=PYTHON)
    environment = Path(f"/proc/{pid_of(other)}/environ").read_text().split("\0")
    assert not [entry for entry in environment if entry.startswith(("PYTHON", "PROJ", "GDAL"))]
    assert any(entry.startswith("PATH=") for entry in environment)
    other.close()


def test_the_memory_moves_to_the_disk_where_the_ram_folder_is_too_small(tmp_path, monkeypatch):
    monkeypatch.setattr("specgan.core.backends.wire._RAM_FOLDER", tmp_path / "missing")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    memory = HostMemory(1000)
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [1000]
    memory.close()
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_a_batch_is_a_sentence(worker, monkeypatch):
    monkeypatch.setattr(worker_backend, "HostMemory", lambda size: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(SpecGanError, match="no room for a batch of 1 patches"):
        worker.infer(*patches(worker.spec, 1))


def test_memory_that_cannot_be_made_for_another_reason_is_not_called_a_full_disk(worker, monkeypatch):
    def refused(size):
        raise OSError(24, "Too many open files", "/dev/shm/specgan-1")

    monkeypatch.setattr(worker_backend, "HostMemory", refused)
    with pytest.raises(SpecGanError, match="Writing /dev/shm/specgan-1 failed: too many files are open"):
        worker.infer(*patches(worker.spec, 1))


def test_arrays_do_not_touch_each_other():
    layout = Layout(3, 5, 3, 6, 3)  # 3 patches: 540, 324 and 1296 bytes, each on a multiple of 64
    assert layout.size == 576 + 384 + 1344
    memory = HostMemory(layout.size)
    hsi, rgb, sr = layout.arrays(memory.map, 3)
    assert (hsi.shape, rgb.shape, sr.shape) == ((3, 5, 3, 3), (3, 3, 3, 3), (3, 3, 6, 6))
    hsi[:], rgb[:], sr[:] = 1, 2, 3
    assert (hsi.min(), hsi.max(), rgb.min(), rgb.max(), sr.min(), sr.max()) == (1, 1, 2, 2, 3, 3)
    memory.close()


@pytest.mark.parametrize(
    ("code", "errors", "answered", "told"),
    [
        (-9, [], True, "memory ran out"),
        (0xC000012D, [], True, "0xC000012D.*memory ran out"),
        (1, ["MemoryError"], True, "memory ran out"),
        (-6, ["terminate called after throwing an instance of 'std::bad_alloc'"], True, "memory ran out"),
        (-11, [], True, "crashed.*SIGSEGV.*set-up"),
        (0xC0000005, [], True, "crashed.*0xC0000005"),
        (-15, [], True, "ended from outside"),
        (0xC0000135, [], True, "stopped while starting"),
        (1, ["ImportError: x"], False, "stopped while starting"),
    ],
)
def test_why_a_worker_died(code, errors, answered, told):
    error = died(code, errors, Path("/p/python"), answered)
    assert error.hint
    assert re.search(told, str(error)), str(error)
    assert all(line in error.details for line in errors) and "/p/python" in error.details

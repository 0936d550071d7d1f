"""QGIS's own Python without onnxruntime: the job runs in the Python that was set up, or says how to get one."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.modelspec import ModelSpec, spec_from_onnx
from specgan.core.runtime import Environment
from specgan.core.runtime.environment import write_environment
from support import ROOT, write_onnx, write_raster

pytestmark = pytest.mark.qgis
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)
RGB = np.random.RandomState(0).randint(1, 255, (3, 20, 26)).astype(np.uint8)
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


class Qgis:
    """The machine's qgis_process with this checkout as a plugin of another name, in a profile of the test's own, and
    without the packages of the test's environment."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "profile"
        self.profile = self.root / "profiles" / "default"
        (self.profile / "QGIS").mkdir(parents=True)
        (self.profile / "python" / "plugins").mkdir(parents=True)
        (self.profile / "python" / "plugins" / "another_name").symlink_to(ROOT)
        self.settings()

    def settings(self, **values: str) -> None:
        lines = ["[PythonPlugins]", "another_name=true", "[specgan]"]
        lines += [f"runtime\\{name}={value}" for name, value in values.items()]
        (self.profile / "QGIS" / "QGIS3.ini").write_text("\n".join(lines) + "\n")

    def run(self, algorithm: str, **values) -> subprocess.CompletedProcess:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment.update(QGIS_CUSTOM_CONFIG_PATH=str(self.root), QT_QPA_PLATFORM="offscreen")
        command = [PROGRAM, "run", f"specgan:{algorithm}", *(f"--{name}={value}" for name, value in values.items())]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)


@pytest.fixture
def qgis(tmp_path):
    has = [sys.executable, "-I", "-c", "import onnxruntime"]
    bare = [
        "/usr/bin/python3",
        "-I",
        "-c",
        "import importlib.util as u; raise SystemExit(bool(u.find_spec('onnxruntime')))",
    ]
    if subprocess.run(bare).returncode or subprocess.run(has, capture_output=True).returncode:
        pytest.skip("the Python of QGIS has onnxruntime, or this one has none")
    return Qgis(tmp_path)


@pytest.fixture
def inputs(tmp_path):
    return {
        "RGB": write_raster(tmp_path / "rgb.tif", RGB),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": write_onnx(tmp_path / "model.onnx", SPEC),
        "OUTPUT": tmp_path / "out.tif",
    }


def pixels(path):
    return gdal.Open(str(path)).ReadAsArray()


def test_without_a_runtime_the_sentence_leads_to_the_set_up(qgis, inputs):
    result = qgis.run("superresolve", **inputs)
    assert result.returncode != 0 and not inputs["OUTPUT"].exists()
    told = result.stdout + result.stderr
    assert "onnxruntime was not found" in told and "runtime set-up" in told, told


def test_an_own_python_runs_the_job(qgis, inputs):
    qgis.settings(mode="own", python=sys.executable)
    result = qgis.run("superresolve", **inputs)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"runs in another Python: {sys.executable}" in result.stdout
    np.testing.assert_array_equal(pixels(inputs["OUTPUT"]), np.kron(RGB, np.ones((1, 4, 4), np.uint8)))
    assert gdal.Open(str(inputs["OUTPUT"])).GetMetadata()["SPECGAN_RUNTIME"].endswith("in another Python")

    qgis.settings(mode="own", python="/nowhere/python")
    result = qgis.run("superresolve", **{**inputs, "OUTPUT": inputs["OUTPUT"].with_name("no.tif")})
    assert result.returncode != 0 and "is not there: /nowhere/python" in result.stdout + result.stderr


def test_a_model_is_imported_with_the_environment_and_then_found_by_its_name(qgis, inputs, tmp_path):
    folder = qgis.profile / "specgan" / "runtime"
    python = folder / "env-1" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    write_environment(folder, Environment(python, ("onnxruntime",), ("onnxruntime",), False))
    models = qgis.profile / "specgan" / "models"

    (tmp_path / "bad.onnx").write_bytes(b"no model at all")
    refused = qgis.run("importmodel", INPUT=tmp_path / "bad.onnx", NAME="bad")
    assert refused.returncode != 0 and "not an ONNX model" in refused.stdout + refused.stderr
    assert not models.exists() or list(models.iterdir()) == []

    done = qgis.run("importmodel", INPUT=inputs["MODEL"], NAME="mine", LICENCE="CC0", WAVELENGTHS="1,2")
    assert done.returncode != 0 and "6 HSI bands, but 2" in done.stdout + done.stderr
    done = qgis.run("importmodel", INPUT=inputs["MODEL"], NAME="mine", LICENCE="CC0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MODEL:\tmine" in done.stdout and "Licence: CC0" in done.stdout
    assert [path.name for path in models.iterdir()] == ["mine.onnx"]
    assert spec_from_onnx(models / "mine.onnx").licence == "CC0"

    result = qgis.run("superresolve", **{**inputs, "MODEL": "mine"})
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"runs in another Python: {python}" in result.stdout
    np.testing.assert_array_equal(pixels(inputs["OUTPUT"]), np.kron(RGB, np.ones((1, 4, 4), np.uint8)))


def test_a_model_that_goes_after_it_was_chosen(inputs):
    core = pytest.importorskip("qgis.core")
    application = core.QgsApplication.instance() or core.QgsApplication([], False)
    application.initQgis()
    from specgan.processing_provider.superresolve import SuperResolve

    algorithm = SuperResolve().create()
    context, feedback = core.QgsProcessingContext(), core.QgsProcessingFeedback(False)
    values = {name: str(value) for name, value in inputs.items()}
    assert algorithm.prepare(values, context, feedback)
    Path(inputs["MODEL"]).unlink()
    with pytest.raises(core.QgsProcessingException, match="There is no model file .*model.onnx"):
        algorithm.runPrepared(values, context, feedback)
    assert not inputs["OUTPUT"].exists()


def test_settings_are_kept_and_nonsense_is_auto(monkeypatch):
    pytest.importorskip("qgis.core")
    from specgan.core.runtime import Choice
    from specgan.processing_provider import settings

    kept = {}

    class Settings:
        def value(self, key, default=None, kind=None):
            return kept.get(key, default)

        def setValue(self, key, value):
            kept[key] = value

    monkeypatch.setattr(settings, "QgsSettings", Settings)
    monkeypatch.setattr(settings, "runtime_folder", lambda: Path("/profile/specgan/runtime"))
    folder = Path("/profile/specgan/runtime")
    assert settings.read_choice() == Choice("auto", folder, None) and settings.proxy() == ""
    settings.write_choice(Choice("own", None, Path("/own/python")))
    assert settings.read_choice() == Choice("own", folder, Path("/own/python"))
    kept[settings.RUNTIME_MODE] = "nonsense"
    assert settings.read_choice().mode == "auto"
    kept.update({"proxy/proxyEnabled": True, "proxy/proxyType": "HttpProxy", "proxy/proxyHost": "proxy.example"})
    assert settings.proxy() == "http://proxy.example"
    kept.update({"proxy/proxyPort": "3128", "proxy/proxyUser": "an na", "proxy/proxyPassword": "p@ss/word"})
    assert settings.proxy() == "http://an%20na:p%40ss%2Fword@proxy.example:3128"
    kept["proxy/proxyType"] = "DefaultProxy"
    assert settings.proxy() == ""

"""The main job as a user on the command line runs it."""

import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.modelspec import ModelSpec
from support import ROOT, write_onnx, write_raster

pytestmark = pytest.mark.qgis
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))


def qgis_process(tmp_path, *arguments):
    environment = {**os.environ, "SPECGAN_PROFILE": str(tmp_path / "profile")}
    command = [str(ROOT / "dev" / "qgis_process"), "run", "specgan:superresolve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)


@pytest.fixture
def inputs(tmp_path):
    rgb = np.random.RandomState(0).randint(1, 255, (3, 20, 26)).astype(np.uint8)
    paths = {
        "RGB": write_raster(tmp_path / "r g b.tif", rgb),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)),
    }
    return [f"--{name}={path}" for name, path in paths.items()], rgb


def test_the_job_runs_and_can_be_repeated_from_its_own_tags(tmp_path, inputs):
    arguments, rgb = inputs
    result = qgis_process(tmp_path, *arguments, "--OVERLAP=1", f"--OUTPUT={tmp_path / 'out.tif'}")
    assert result.returncode == 0, result.stdout + result.stderr
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    np.testing.assert_array_equal(dataset.ReadAsArray(), np.kron(rgb, np.ones((1, 4, 4), np.uint8)))
    assert "Seam ratio" in result.stdout
    import shlex

    words = shlex.split(dataset.GetMetadata()["SPECGAN_COMMAND"])
    assert words[:3] == ["qgis_process", "run", "specgan:superresolve"]
    del dataset
    Path(tmp_path / "out.tif").unlink()
    again = qgis_process(tmp_path, *words[3:])
    assert again.returncode == 0 and (tmp_path / "out.tif").exists()


def test_a_refusal_has_a_sentence_and_an_exit_code(tmp_path, inputs):
    arguments, _ = inputs
    arguments[0] = f"--RGB={write_raster(tmp_path / 'gray.tif', np.ones((1, 20, 26), np.uint8))}"
    result = qgis_process(tmp_path, *arguments, f"--OUTPUT={tmp_path / 'out.tif'}")
    assert result.returncode != 0
    assert "red, green and blue are three bands" in result.stdout + result.stderr
    assert not list(tmp_path.glob("*out*"))


def test_a_german_profile_is_told_in_german(tmp_path, inputs):
    arguments, _ = inputs
    settings = tmp_path / "profile" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[PythonPlugins]\nspecgan=true\n[locale]\noverrideFlag=true\nuserLocale=de\n", encoding="utf-8")
    result = qgis_process(tmp_path, *arguments, "--OVERLAP=1", f"--OUTPUT={tmp_path / 'out.tif'}")
    assert result.returncode == 0, result.stdout + result.stderr
    told = ("Modell repeat: 4x, Kachelgröße 8 LR-Pixel, HSI-Kanäle: 6", "Läuft auf cpu in float32 mit onnxruntime")
    for line in told:
        assert line in result.stdout
    arguments[0] = f"--RGB={write_raster(tmp_path / 'gray.tif', np.ones((1, 20, 26), np.uint8))}"
    result = qgis_process(tmp_path, *arguments, f"--OUTPUT={tmp_path / 'out.tif'}")
    sentence = "Der RGB-Layer hat 1 Kanal; Rot, Grün und Blau sind drei Kanäle. Wählen Sie ein farbiges Raster."
    assert result.returncode != 0 and sentence in result.stdout + result.stderr

"""`specgan`: what the floors offer on a command line, put together."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
import specgan
from osgeo import gdal
from specgan.command.__main__ import main
from specgan.core.modelspec import ModelSpec
from support import ROOT, write_onnx, write_raster

WAVELENGTHS = (460.0, 560.0, 660.0)
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS, detail_correlation=1.0)
COMMANDS = ("run", "cluster", "simulate", "prepare", "pack", "train", "judge", "measure", "study", "export", "import")
COMMANDS += ("evaluate", "diagnostics")


@pytest.fixture
def layers(tmp_path):
    """RGB, its values, HSI, and a model that repeats every pixel 4 x 4 times."""
    rgb = np.random.RandomState(0).randint(1, 255, (3, 16, 16)).astype(np.uint8)
    hsi = np.ones((3, 16, 16), np.int16)
    return (
        write_raster(tmp_path / "rgb.tif", rgb),
        write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
        str(write_onnx(tmp_path / "model.onnx", SPEC)),
        rgb,
    )


def helped(capsys, *arguments):
    with pytest.raises(SystemExit) as caught:
        main([*arguments])
    assert caught.value.code == 0
    return capsys.readouterr().out


def test_help_lists_every_subcommand_once(capsys):
    out = helped(capsys, "--help")
    for name in COMMANDS:
        assert out.count(f"\n    {name} ") + out.count(f"\n    {name}\n") == 1, name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_has_help_of_its_own(name, capsys):
    assert f"specgan {name} " in helped(capsys, name, "--help")


def test_the_version(capsys):
    assert helped(capsys, "--version") == f"specgan {specgan.__version__}\n"


def test_run_from_layers_and_flags(layers, tmp_path, capsys):
    rgb, hsi, model, values = layers
    output = tmp_path / "sharp.tif"
    assert main(["run", rgb, hsi, str(output), "--model", model, "--factor", "2", "--device", "cpu"]) == 0
    np.testing.assert_array_equal(gdal.Open(str(output)).ReadAsArray(), np.kron(values, np.ones((1, 2, 2), np.uint8)))
    captured = capsys.readouterr()
    assert captured.out == "" and f"{output} is done in " in captured.err


def test_flags_replace_what_a_job_file_says(layers, tmp_path, capsys):
    rgb, hsi, model, values = layers
    job = {"RGB": rgb, "HSI": hsi, "MODEL": model, "OUTPUT": str(tmp_path / "sharp.tif"), "FACTOR": 2}
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
    assert main(["run", str(tmp_path / "job.json"), "--factor", "4", "--json"]) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (result["event"], result["model"], result["output"]) == ("result", "repeat", job["OUTPUT"])
    np.testing.assert_array_equal(gdal.Open(job["OUTPUT"]).ReadAsArray(), np.kron(values, np.ones((1, 4, 4), np.uint8)))


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["run", "a.tif", "b.tif"], 1, "Error: 2 files were given.\nGive an RGB layer"),
        (["run", "none.json"], 1, "Error: The job file none.json cannot be read.\n"),
        (["run", "none.tif", "", "out.tif"], 1, "none.tif"),
        (["run", "a", "b", "c", "--overlap", "wide"], 1, "--overlap"),
        (["import", "none.onnx", "models"], 1, "none.onnx"),
        (["train", "--data", "none", "--out", "run"], 1, "Make it with `specgan prepare`."),
    ],
)
def test_failures_are_a_sentence_and_an_exit_code(words, code, text, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(words) == code
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.startswith("Error: ") and text in captured.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [[], ["paint"], ["run"], ["run", "a", "b", "c", "--device", "tpu"], ["train"]])
def test_wrong_arguments(words, capsys):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2 and capsys.readouterr().err.startswith("usage: specgan")


def test_import_checks_a_model_and_names_its_file(layers, tmp_path, capsys):
    folder = tmp_path / "models"
    assert main(["import", layers[2], str(folder), "--name", "mine", "--licence", "CC0-1.0"]) == 0
    assert capsys.readouterr().out == f"{folder / 'mine.onnx'}\n"
    spec = specgan.Model(folder / "mine.onnx").spec
    assert (spec.name, spec.licence, spec.wavelengths) == ("mine", "CC0-1.0", WAVELENGTHS)
    assert main(["import", layers[2], str(folder), "--name", "mine"]) == 1
    assert main(["import", layers[2], str(folder), "--name", "specgan_aerial_x16"]) == 1
    assert [path.name for path in folder.iterdir()] == ["mine.onnx"]


def test_evaluate_a_result_and_its_page_is_named(layers, tmp_path, capsys):
    """A result that is its own truth."""
    assert main(["evaluate", layers[0], "--truth", layers[0], "--out", str(tmp_path / "page.html")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'page.html'}\n"
    assert {"page.html", "page.csv"} <= {path.name for path in tmp_path.iterdir()}


def test_diagnostics_name_version_and_packages(capsys):
    assert main(["diagnostics"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"SpecGAN: {specgan.__version__}\n") and f"numpy {np.__version__}" in out


def test_a_missing_package_is_named_and_takes_nothing_else_away(tmp_path):
    """Without GDAL: help and training are there; `run` says what is missing."""
    script = (
        "import sys\n"
        "for name in ('osgeo', 'osgeo.gdal', 'dask', 'torch', 'onnxruntime'):\n    sys.modules[name] = None\n"
        "from specgan.command.__main__ import main\nsys.exit(main(sys.argv[1:]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}

    def run(*words):
        command = [sys.executable, "-c", script, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, cwd=tmp_path)

    assert run("--help").returncode == run("train", "--help").returncode == 0
    done = run("run", "a.tif", "b.tif", "c.tif")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: The Python package osgeo")

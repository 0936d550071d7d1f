"""Training data from inside QGIS: the same as from the command line."""

from __future__ import annotations

import json
import os
import subprocess

import numpy as np
import pytest
from specgan.training.__main__ import main
from support import ROOT, TRANSFORM, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis
BANDS = [450.0, 470.0, 560.0, 660.0, 800.0, 900.0]
MODEL = "460,560,660,900"


def pair(folder, name="a", size=256, off=0.0):
    """RGB of 1 m and HSI of 8 m of the same waves; the HSI's georeference is `off` metres too far east."""
    folder.mkdir(exist_ok=True)

    def ground(count, pixel):
        y, x = (np.mgrid[:count, :count] + 0.5) * pixel
        rng = np.random.default_rng(0)
        waves = zip(rng.normal(0, 1 / 16, (50, 2)), rng.uniform(0, 2 * np.pi, 50))
        return np.clip(0.5 + sum(np.sin(fx * x + fy * y + phase) for (fx, fy), phase in waves) / 40, 0.01, 1)

    fine, coarse = ground(size, 1.0), ground(size // 8, 8.0)
    east, north = TRANSFORM[0], TRANSFORM[3]
    rgb = np.stack([255 * fine, 200 * fine, 150 * fine]).astype(np.uint8)
    hsi = np.stack([coarse * f * 8000 for f in (0.6, 0.65, 0.8, 1.0, 1.2, 1.1)]).astype(np.int16)
    return (
        write_raster(folder / f"{name}_rgb.tif", rgb, (east, 1.0, 0.0, north, 0.0, -1.0)),
        write_raster(folder / f"{name}_hsi.tif", hsi, (east + off, 8.0, 0.0, north, 0.0, -8.0), wavelengths=BANDS),
    )


def run(tmp_path, *arguments):
    environment = {**os.environ, "SPECGAN_PROFILE": str(tmp_path / "profile")}
    command = [str(ROOT / "dev" / "qgis_process"), "run", "specgan:trainingpairs", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)


def test_two_layers_become_the_shards_of_the_command_line(tmp_path):
    rgb, hsi = pair(tmp_path / "in", off=4.0)
    arguments = [f"--RGB={rgb}", f"--HSI={hsi}", f"--WAVELENGTHS={MODEL}", "--VALIDATION=0", "--SOURCE=mine"]
    done = run(tmp_path, *arguments, f"--OUTPUT={tmp_path / 'qgis'}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert main(["prepare", "--out", str(tmp_path / "cli"), "--pair", rgb, hsi, "--wavelengths", MODEL,
                 "--validation", "0", "--source", "mine"]) == 0  # fmt: skip
    ours, theirs = (json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("qgis", "cli"))
    assert ours == theirs
    (entry,) = ours["scenes"]
    assert entry["shift_cells"] == pytest.approx([0.5, 0.0], abs=0.2) and "HSI moved by" in done.stdout
    with np.load(tmp_path / "qgis" / entry["file"]) as one, np.load(tmp_path / "cli" / entry["file"]) as other:
        assert all(np.array_equal(one[key], other[key]) for key in ("rgb", "hsi", "valid"))


def test_a_folder_of_pairs_of_which_one_is_refused(tmp_path):
    pair(tmp_path / "in", "good")
    pair(tmp_path / "in", "wrong", off=40.0)  # 2.5 LR pixels
    out = tmp_path / "out"
    done = run(tmp_path, f"--FOLDER={tmp_path / 'in'}", f"--WAVELENGTHS={MODEL}", f"--OUTPUT={out}")
    assert done.returncode == 0, done.stdout + done.stderr
    manifest = json.loads((out / "manifest.json").read_text())
    assert [entry["name"] for entry in manifest["scenes"]] == ["pair_good_rgb"]
    assert [str(tmp_path / "in" / "wrong_hsi.tif")] == [entry["hsi"] for entry in manifest["refused"]]
    assert "more than the limit of 1" in manifest["refused"][0]["reason"]


def test_what_cannot_be_prepared_is_told_and_leaves_nothing(tmp_path):
    rgb, hsi = pair(tmp_path / "in")
    alone = run(tmp_path, f"--RGB={rgb}", f"--OUTPUT={tmp_path / 'out'}")
    assert alone.returncode != 0 and "RGB and HSI belong together" in alone.stdout + alone.stderr
    scale = run(tmp_path, f"--RGB={rgb}", f"--HSI={hsi}", "--SCALE=12", f"--OUTPUT={tmp_path / 'out'}")
    assert scale.returncode != 0 and "scale 12 cannot be prepared" in scale.stdout + scale.stderr
    assert not (tmp_path / "out" / "manifest.json").exists()

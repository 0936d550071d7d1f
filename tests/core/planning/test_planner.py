"""What is checked without reading pixels, and what a plan adds to it."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core import planning
from specgan.core.engine import superresolve
from specgan.core.geodata.grid import Grid, Window
from specgan.core.geodata.raster import Layer
from specgan.core.job import Extent, Job
from specgan.core.modelspec import ModelSpec
from specgan.core.planning.gsd import outside_gsd
from support import ROOT, wkt, write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))


@pytest.fixture
def job(tmp_path):
    rgb = write_raster(tmp_path / "rgb.tif", np.full((3, 20, 26), 9, np.uint16))
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS)
    model = write_onnx(tmp_path / "model.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6]))
    return Job(rgb, hsi, model, tmp_path / "out.tif", extent=Extent(500040, 5799850, 500200, 5799950, ""))


def test_an_outline_reads_no_pixels(job, monkeypatch):
    monkeypatch.setattr(Layer, "read_each", lambda *a: pytest.fail("pixels were read"))
    outline = planning.outline(job)
    assert outline.window == Window(4, 5, 16, 10)
    assert (outline.out_grid.width, outline.out_grid.height) == (64, 40)
    assert outline.out_grid.pixel_size() == (2.5, 2.5)
    assert outline.tiles == 2 * 3  # patches of 8 that share 2: starts 0, 2 and 0, 6, 8
    assert outline.output_bytes == 64 * 40 * (3 * 2 + 1) * 4 // 3


def test_a_plan_is_the_outline_with_value_ranges(job):
    outline, plan = planning.outline(job), planning.plan(job)
    for name in ("spec", "rgb", "window", "lr_grid", "out_grid", "rows", "cols", "warnings", "tiles", "output_bytes"):
        assert getattr(plan, name) == getattr(outline, name)
    assert plan.rgb_map.low == (9.0,) * 3  # a constant layer: its value is -1


def test_each_layer_is_opened_once_for_planning_and_once_for_reading(job, monkeypatch):
    opened, open_ex = [], gdal.OpenEx
    monkeypatch.setattr(gdal, "OpenEx", lambda path, *a, **more: opened.append(str(path)) or open_ex(path, *a, **more))
    monkeypatch.setattr(gdal, "Open", lambda path, *more: pytest.fail(f"{path} is opened past the one place"))

    def times():
        return [opened.count(path) for path in (job.rgb, job.hsi)]

    planning.outline(job)
    assert times() == [1, 1]
    opened.clear()
    planning.plan(job)
    assert times() == [1, 1]
    opened.clear()
    superresolve(job)
    assert times() == [2, 2]


@pytest.mark.parametrize(
    ("gsd", "inside"),
    [
        ((0.5, 2.0), True),  # times 4: 2 to 8 m, and the layer has 10: within a factor of 1.5
        ((0.5, 1.66), False),
        ((3.7, 9.0), True),
        ((3.8, 9.0), False),
        ((0.0, 0.0), True),  # not recorded
    ],
)
def test_a_layer_outside_of_the_models_gsd_is_warned_of(job, tmp_path, gsd, inside):
    """The layer's pixels are 10 / 0.9996 m on the ground, the model makes them 4 times finer."""
    model = write_onnx(tmp_path / "gsd.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], gsd=gsd))
    outline = planning.outline(replace(job, model=model))
    assert (outline.outside_gsd == "") == inside
    assert (outline.outside_gsd in outline.warnings) != inside
    if not inside:
        assert "pixels of 10 m on the ground" in outline.outside_gsd and "result: 2.5 m" in outline.outside_gsd
        assert f"made for {gsd[0]:g} to {gsd[1]:g} m" in outline.outside_gsd
        assert f"made for {gsd[0] * 4:g} to {gsd[1] * 4:g} m" in outline.outside_gsd


def test_degrees_count_in_metres_on_the_ground(tmp_path):
    grid = Grid(wkt(4326), (9.9, 0.0001, 0.0, 60.01, 0.0, -0.0001), 100, 100)  # 5.6 x 11.1 m: 7.9 m
    made_for = [ModelSpec("m", 4, 8, (500.0,), gsd=(low, low * 1.01)) for low in (1.4, 2.0, 2.8, 3.1)]
    told = [outside_gsd(spec, grid) for spec in made_for]
    assert [bool(text) for text in told] == [False, False, False, True]
    assert "pixels of 7.88 m" in outside_gsd(made_for[3], grid)


RESIDENT = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
from pathlib import Path
from specgan.core.job import Job
from specgan.core.planning import plan
plan(Job(*sys.argv[2:4], Path(sys.argv[4]), Path(sys.argv[5])))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("RssAnon:")))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_planning_took_does_not_grow_with_the_height(tmp_path):
    """The pixels that a sample is read from pass through many blocks of memory, which glibc would keep: 24 MB here, and
    80 MB where GDAL's cache takes all that it may."""
    wavelengths = tuple(500.0 + 10 * band for band in range(20))
    model = write_onnx(tmp_path / "m.onnx", ModelSpec("m", 4, 8, wavelengths))
    kilobytes = []
    for height in (30, 3000):
        rgb = write_raster(tmp_path / f"rgb{height}.tif", np.ones((3, height, 600), np.uint8))
        pixels = np.arange(20 * height * 600, dtype=np.int16).reshape(20, height, 600)
        hsi = write_raster(tmp_path / f"hsi{height}.tif", pixels, wavelengths=wavelengths)
        paths = json.dumps([str(ROOT / "dev")])
        command = [sys.executable, "-c", RESIDENT, paths, rgb, hsi, str(model), str(tmp_path / "o.tif")]
        kilobytes.append(int(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
    assert kilobytes[1] - kilobytes[0] < 6000

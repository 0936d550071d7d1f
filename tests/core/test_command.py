"""`python -m specgan.core`: jobs in JSON, events in JSON."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.job.jobfile import job_from_json, read_job
from specgan.core.modelspec import ModelSpec
from support import ROOT, write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS, detail_correlation=1.0)


@pytest.fixture
def inputs(tmp_path):
    rgb = np.random.RandomState(0).randint(1, 255, (3, 20, 20)).astype(np.uint8)
    return {
        "RGB": write_raster(tmp_path / "rgb.tif", rgb),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((6, 20, 20), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": str(write_onnx(tmp_path / "m.onnx", SPEC)),
        "OUTPUT": str(tmp_path / "out.tif"),
    }


def command(tmp_path, values):
    path = tmp_path / "job.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "dev")}
    words = [sys.executable, "-m", "specgan.core", "run", str(path), "--json"]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)


def test_events_from_first_to_result(tmp_path, inputs):
    process = command(tmp_path, {"inputs": {**inputs, "BATCH_SIZE": "2", "MEMORY_MB": 300}})
    events = [json.loads(line) for line in process.communicate(timeout=120)[0].splitlines()]
    assert process.returncode == 0
    assert {event["event"] for event in events} == {"log", "progress", "result"}
    progress = [event for event in events if event["event"] == "progress"]
    assert progress[0]["done"] == 0 and progress[0]["eta_s"] is None
    assert progress[-1]["done"] == progress[-1]["total"] == 9 and progress[-1]["percent"] == 100
    assert progress[-1]["eta_s"] == 0 and events[-1]["output"] == inputs["OUTPUT"] and events[-1]["tiles"] == 9
    rgb = gdal.Open(inputs["RGB"]).ReadAsArray()
    np.testing.assert_array_equal(gdal.Open(inputs["OUTPUT"]).ReadAsArray(), np.kron(rgb, np.ones((1, 4, 4), np.uint8)))


def test_an_error_is_one_event_with_a_hint(tmp_path, inputs):
    process = command(tmp_path, {**inputs, "RGB": str(tmp_path / "none.tif")})
    events = [json.loads(line) for line in process.communicate(timeout=120)[0].splitlines()]
    assert process.returncode == 1 and events[-1]["event"] == "error"
    assert "none.tif" in events[-1]["message"] and events[-1]["hint"]


@pytest.mark.skipif(os.name == "nt", reason="SIGINT")
def test_ctrl_c_cancels_and_leaves_nothing(tmp_path, inputs):
    rgb = write_raster(tmp_path / "long.tif", np.ones((3, 4000, 60), np.uint8))
    hsi = write_raster(tmp_path / "longh.tif", np.ones((6, 4000, 60), np.int16), wavelengths=WAVELENGTHS)
    process = command(tmp_path, {**inputs, "RGB": rgb, "HSI": hsi, "BATCH_SIZE": 1})
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "progress" and event["done"] > 20:
            break
    process.send_signal(signal.SIGINT)
    started = time.monotonic()
    events = [json.loads(line) for line in process.communicate(timeout=60)[0].splitlines()]
    assert process.returncode == 130 and events[-1] == {"event": "cancelled"}
    assert time.monotonic() - started < 30
    assert not [name for name in os.listdir(tmp_path) if "out.tif" in name]


def test_every_parameter_arrives(inputs):
    values = {
        **inputs,
        "RGB_BANDS": [3, 2, "1"],
        "EXTENT": "500000,500100.5,5799900,5800000 [EPSG:32633]",
        "OVERLAP": "3",
        "DETAIL": "0.5",
        "RGB_RANGE": "0,200",
        "HSI_RANGE": [0, 5e3],
        "DEVICE": "cpu",
        "PRECISION": "half",
        "BATCH_SIZE": 7,
        "MEMORY_MB": "900",
    }
    job = job_from_json(json.dumps(values))
    assert (job.rgb_bands, job.overlap, job.host.batch_size, job.host.memory_mb) == ((3, 2, 1), 3, 7, 900)
    assert job.detail == 0.5 and job.host.precision == "half"
    assert job_from_json(json.dumps(inputs)).host.precision == "auto"
    assert (job.rgb_range, job.hsi_range, job.host.device) == ((0.0, 200.0), (0.0, 5000.0), "cpu")
    extent = job.extent
    assert (extent.xmin, extent.ymin, extent.xmax, extent.ymax) == (500000.0, 5799900.0, 500100.5, 5800000.0)
    assert "32633" in extent.crs_wkt and extent.crs_id == "EPSG:32633"
    assert job_from_json(json.dumps({"inputs": values})) == job


@pytest.mark.parametrize(
    "change,word",
    [
        ({"RGB": 5}, "RGB"),
        ({"HSI": None}, "HSI"),
        ({"WHAT": 1}, "WHAT"),
        ({"OVERLAP": 1.5}, "OVERLAP"),
        ({"BATCH_SIZE": True}, "BATCH_SIZE"),
        ({"MEMORY_MB": 1e30}, "MEMORY_MB"),
        ({"DEVICE": ["cpu"]}, "DEVICE"),
        ({"PRECISION": "bf16"}, "PRECISION"),
        ({"PRECISION": {}}, "PRECISION"),
        ({"EXTENT": "1,2,3"}, "EXTENT"),
        ({"EXTENT": "1,2,3,4 [/etc/passwd]"}, "EXTENT"),
        ({"EXTENT": "1,2,3,4 [EPSG:1]"}, "EPSG:1"),
        ({"RGB_RANGE": {}}, "RGB_RANGE"),
        ({"RGB_BANDS": [1, 2]}, "RGB_BANDS"),
        ({"MODEL": "no such"}, "no such"),
    ],
)
def test_what_is_wrong_is_named(inputs, change, word):
    with pytest.raises(SpecGanError, match=word) as caught:
        job_from_json(json.dumps({**inputs, **change}))
    assert caught.value.hint


@pytest.mark.parametrize("text", ["", "[]", "5", "{", '{"inputs": 3}', "[" * 100_000, '{"RGB": ' * 5000])
def test_what_is_no_job(tmp_path, text):
    (tmp_path / "j.json").write_text(text, encoding="utf-8")
    with pytest.raises(SpecGanError):
        read_job(tmp_path / "j.json")
    with pytest.raises(SpecGanError, match="cannot be read"):
        read_job(tmp_path / "none.json")

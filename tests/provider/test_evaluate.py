"""`specgan:evaluate` in the real QGIS: in process, and through qgis_process on the sample."""

import json
import os
import subprocess

import numpy as np
import pytest
from provider_support import Feedback
from specgan.core.engine import superresolve
from specgan.core.job import Extent, Job
from specgan.core.models import installed_models
from support import ROOT, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis
SAMPLE = ROOT / "resources" / "sample"


@pytest.fixture
def layers(tmp_path):
    """A result that is 5 off from the truth in one band of three; paths."""
    truth = np.random.default_rng(0).integers(20, 200, (3, 64, 64)).astype(np.uint8)
    result = truth.copy()
    result[0] += 5
    return {
        "RESULT": write_raster(tmp_path / "sharp.tif", result),
        "TRUTH": write_raster(tmp_path / "truth.tif", truth),
    }


def run(registry, parameters):
    algorithm, feedback = registry.createAlgorithmById("specgan:evaluate"), Feedback()
    context = qgis_core.QgsProcessingContext()
    good, message = algorithm.checkParameterValues(parameters, context)
    assert good, message
    results, good = algorithm.run(parameters, context, feedback)
    return results, good, feedback


def test_figures_are_outputs(registry, layers, tmp_path):
    results, good, feedback = run(registry, {**layers, "OUTPUT": str(tmp_path / "report.html")})
    assert good, feedback.errors
    assert results["PSNR"] == pytest.approx(10 * np.log10(255**2 * 3 / 25))
    assert results["OUTPUT"] == str(tmp_path / "report.html") and results["CSV"] == str(tmp_path / "report.csv")
    assert "CONSISTENCY" not in results and (tmp_path / "report.csv").exists()
    assert any("Against the truth: PSNR" in line for line in feedback.lines)


def test_the_table_goes_where_it_is_wanted(registry, layers, tmp_path):
    wanted = {"RESULT": layers["RESULT"], "OUTPUT": str(tmp_path / "a.html"), "CSV": str(tmp_path / "b.csv")}
    results, good, feedback = run(registry, wanted)
    assert good, feedback.errors
    assert results["CSV"] == wanted["CSV"] and not (tmp_path / "a.csv").exists() and "PSNR" not in results


def test_temporary_reports(registry, layers):
    results, good, feedback = run(registry, {"RESULT": layers["RESULT"], "OUTPUT": "TEMPORARY_OUTPUT"})
    assert good, feedback.errors
    assert results["OUTPUT"].endswith(".html") and os.path.exists(results["OUTPUT"])


def test_the_crs_of_the_layer_counts(registry, layers, tmp_path):
    """A truth in another place by the CRS that was set by hand."""
    layer = qgis_core.QgsRasterLayer(layers["TRUTH"], "truth")
    layer.setCrs(qgis_core.QgsCoordinateReferenceSystem("EPSG:32635"))
    qgis_core.QgsProject.instance().addMapLayer(layer)
    try:
        results, good, feedback = run(registry, {**layers, "TRUTH": layer, "OUTPUT": str(tmp_path / "report.html")})
    finally:
        qgis_core.QgsProject.instance().removeMapLayer(layer.id())
    assert not good and any("do not overlap" in error for error in feedback.errors)
    assert not (tmp_path / "report.html").exists()


def test_a_single_band_is_refused_with_a_sentence(registry, tmp_path):
    grey = write_raster(tmp_path / "grey.tif", np.ones((1, 8, 8), np.uint8))
    _, good, feedback = run(registry, {"RESULT": grey, "OUTPUT": str(tmp_path / "report.html")})
    assert not good and any("red, green and blue are three" in error for error in feedback.errors)


def test_the_sample_through_qgis_process(tmp_path):
    """A part of the sample, 24 x 24 LR pixels: its own result against its truth."""
    part = Extent(430457.6, 5838208.0, 430572.8, 5838323.2, "")
    rgb, hsi = (str(SAMPLE / f"town_{name}.tif") for name in ("rgb_lr", "hsi"))
    model = installed_models()["specgan_aerial_x16"]
    result = superresolve(Job(rgb, hsi, model, tmp_path / "town.tif", extent=part)).output
    command = [str(ROOT / "dev" / "qgis_process"), "--json", "run", "specgan:evaluate", f"--RESULT={result}"]
    command += [f"--TRUTH={SAMPLE / 'town_rgb_truth.tif'}", f"--LR={rgb}", f"--OUTPUT={tmp_path / 'report.html'}"]
    environment = {**os.environ, "SPECGAN_PROFILE": str(tmp_path / "profile")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    shares = [float(results[name]) for name in ("IMPROVEMENT", "OMISSION", "HALLUCINATION")]
    assert sum(shares) == pytest.approx(1) and min(shares) > 0.05
    assert 15 < float(results["PSNR"]) < 35 and float(results["CONSISTENCY"]) < 0.5
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for told in ("The pixels of both coincide.", "keeps the LR layer", "16 pixels along an LR pixel", "Most invented"):
        assert told in page

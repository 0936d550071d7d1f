"""What the desktop asks of the provider's floor: selected layers, forecasts, times, readiness, diagnosis."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from qgis_support import start_qgis
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import ModelSpec
from specgan.core.runtime import AUTO, ENVIRONMENT, Choice
from support import write_onnx, write_raster

pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))


@pytest.fixture(autouse=True)
def settings():
    from qgis.core import QgsSettings

    start_qgis()
    QgsSettings().remove("specgan")
    yield QgsSettings()
    QgsSettings().remove("specgan")


@pytest.fixture
def layers(tmp_path):
    from qgis.core import QgsRasterLayer

    rgb = write_raster(tmp_path / "rgb.tif", np.full((3, 20, 26), 9, np.uint8))
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS)
    return QgsRasterLayer(rgb, "town"), QgsRasterLayer(hsi, "town hsi")


def test_the_header_decides_which_layer_is_which(layers, tmp_path):
    from qgis.core import QgsRasterLayer
    from specgan.desktop.selection import candidate, selected_pair

    assert selected_pair(list(layers)) == layers
    assert selected_pair(list(layers[::-1])) == layers
    assert candidate(layers[1]).wavelengths == WAVELENGTHS
    same = write_raster(tmp_path / "stack.tif", np.ones((10, 20, 26), np.int16))
    stack = QgsRasterLayer(same, "stack")  # as many bands, but no wavelengths
    assert selected_pair([layers[1], stack]) == (stack, layers[1])


@pytest.mark.parametrize("how", ["in memory", "with open options"])
def test_sources_as_the_engine_opens_them(layers, how):
    from osgeo import gdal
    from qgis.core import QgsRasterLayer
    from specgan.processing_provider.layers import file_source

    plain = layers[0].source()
    if how == "in memory":
        gdal.Translate("/vsimem/town.tif", plain)
        layer = QgsRasterLayer("/vsimem/town.tif", "memory")
        assert file_source(layer) == "/vsimem/town.tif"
        gdal.Unlink("/vsimem/town.tif")
    else:
        source = plain + "|option:NUM_THREADS=2"
        assert file_source(QgsRasterLayer(source, "options")) == source


def test_times_are_kept_for_the_device_and_for_what_was_asked(settings):
    from specgan.processing_provider.timing import recall, remember

    assert recall("m", "auto") is None
    remember("m", "auto", "cpu", 3, 6.0)  # few patches, but there is nothing better
    assert recall("m", "auto") == (2.0, "cpu") and recall("m", "cpu") == (2.0, "cpu")
    remember("m", "auto", "cpu", 10, 5.0)
    remember("m", "auto", "cpu", 3, 6.0)  # a preview does not spoil it
    assert recall("m", "auto") == (0.5, "cpu")
    assert recall("m", "cuda") is None and recall("other", "cpu") is None
    remember("m", "auto", "cpu", 10, 20.0, "half")  # another precision has a speed of its own
    assert recall("m", "cpu", "half") == (2.0, "cpu") and recall("m", "cpu") == (0.5, "cpu")
    settings.setValue("specgan/timing/m/cpu", "nonsense")
    assert recall("m", "cpu") is None


def test_a_run_of_the_algorithm_is_remembered(layers, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback
    from specgan.processing_provider.superresolve import SuperResolve
    from specgan.processing_provider.timing import recall

    parameters = {
        "RGB": layers[0].source(),
        "HSI": layers[1].source(),
        "MODEL": str(write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6]))),
        "DEVICE": "cpu",
        "OUTPUT": str(tmp_path / "out.tif"),
    }
    _, good = SuperResolve().create().run(parameters, QgsProcessingContext(), QgsProcessingFeedback(False))
    assert good
    seconds, device = recall("repeat", "cpu")
    assert device == "cpu" and 0 < seconds < 5


def test_reading_a_job_for_a_temporary_output_makes_no_folder(layers, tmp_path):
    from qgis.core import QgsProcessingUtils, QgsProject
    from specgan.desktop.forecast import read_job

    model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6]))
    parameters = {"RGB": layers[0].source(), "HSI": layers[1].source(), "MODEL": str(model), "DEVICE": "cpu"}
    folder = Path(QgsProcessingUtils.tempFolder())
    before = sorted(folder.iterdir())
    job = read_job({**parameters, "OUTPUT": "TEMPORARY_OUTPUT"}, QgsProject.instance())
    assert (job.rgb, job.output.parent) == (layers[0].source(), folder)
    assert sorted(folder.iterdir()) == before


def test_a_runtime_is_missing_until_there_is_one(tmp_path, monkeypatch):
    from specgan.desktop import readiness

    model = str(write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6])))
    assert readiness.runtime_missing(model) == ""
    monkeypatch.setattr(readiness, "find_spec", lambda package: None)
    monkeypatch.setattr(readiness, "read_choice", lambda: Choice(AUTO, tmp_path / "runtime"))
    assert "onnxruntime was not found" in readiness.runtime_missing(model)
    monkeypatch.setattr(readiness, "read_choice", lambda: Choice(AUTO, tmp_path, Path(sys.executable)))
    assert readiness.runtime_missing(model) == ""
    assert readiness.python_for(Path(model)) == Path(sys.executable)
    assert readiness.runtime_missing("nosuchmodel") == ""  # another sentence's business


def test_the_diagnosis_names_this_python_and_an_own_one(tmp_path):
    from specgan.desktop.diagnosis import diagnose, report

    choice = Choice(ENVIRONMENT, tmp_path / "runtime", tmp_path / "nopython")
    diagnosis = diagnose(choice)
    assert diagnosis.here["onnxruntime"] and diagnosis.works
    assert diagnosis.environment is None and diagnosis.own is None
    assert "There is no Python" in diagnosis.problem
    text = report(choice)
    assert text.startswith("SpecGAN: 0.1.0\nQGIS: 3.") and str(tmp_path / "nopython") in text


def test_preferences_keep_to_what_exists(settings):
    from specgan.processing_provider.settings import FIRST_DEVICE, first_device, first_model, write_first

    assert (first_model(), first_device()) == ("specgan_aerial_x16", "auto")
    write_first("mine", "cpu")
    assert (first_model(), first_device()) == ("mine", "cpu")
    settings.setValue(FIRST_DEVICE, "tpu")
    assert first_device() == "auto"


def test_a_preview_where_the_canvas_is_elsewhere(layers, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY
    from specgan.core.job import Job
    from specgan.core.planning import outline
    from specgan.desktop.forecast import preview_extent

    model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6]))
    checked = outline(Job(layers[0].source(), layers[1].source(), model, tmp_path / "out.tif"))
    far = preview_extent(checked, QgsPointXY(0, 0), QgsCoordinateReferenceSystem("EPSG:32633"))
    # 14 pixels of 10 m in the lower left corner of 26 x 20
    assert (far.xMinimum(), far.xMaximum(), far.yMinimum(), far.yMaximum()) == (500000, 500140, 5799800, 5799940)
    assert far.crs().authid() == "EPSG:32633"
    geographic = preview_extent(checked, QgsPointXY(15.0, 52.35), QgsCoordinateReferenceSystem("EPSG:4326"))
    assert (geographic.width(), geographic.height()) == (140, 140)


def test_a_model_is_read_once_for_as_long_as_its_file_stays_the_same(tmp_path, monkeypatch):
    """PyTorch files are read by a worker in another Python, here one that notes how often it starts."""
    from specgan.core.network.checkpoint import save_model
    from specgan.core.network.config import PRESETS
    from specgan.core.network.generator import Generator
    from specgan.desktop import readiness

    starts, counting = tmp_path / "starts", tmp_path / "python"
    counting.write_text(f'#!/bin/sh\necho start >> "{starts}"\nexec "{sys.executable}" "$@"\n')
    counting.chmod(0o755)
    monkeypatch.setattr(readiness, "python_for", lambda model: counting)
    models = readiness.KnownModels()
    path = tmp_path / "tiny.pt"
    for name, expected in (("first", 1), ("second one", 2)):
        save_model(path, Generator(PRESETS["tiny_x16"]), ModelSpec(name, 16, 4, WAVELENGTHS[:4], lr_consistent=True))
        with ThreadPoolExecutor(3) as threads:  # the line asks again before the first answer is there
            answers = [model.spec for model in threads.map(models.read, [path] * 3)]
        assert {spec.name for spec in answers} == {name} and models.read(path).spec.name == name
        assert starts.read_text().count("start") == expected
    path.unlink()
    with pytest.raises(SpecGanError, match="There is no model file"):
        models.read(path)

"""Background runs: results, errors, cancel, two at once, and what happens when the ground goes away."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis_support import wait
from specgan.core.engine import run as engine
from specgan.core.engine.pipeline import Pipeline

pytestmark = pytest.mark.qgis


@pytest.fixture
def parameters(layers, model, tmp_path):
    rgb, hsi = layers
    return {
        "RGB": rgb.id(),
        "HSI": hsi.id(),
        "MODEL": model,
        "DEVICE": "cpu",
        "BATCH_SIZE": 1,
        "OUTPUT": str(tmp_path / "out.tif"),
    }


@pytest.fixture
def held(monkeypatch):
    """Every batch waits until the event is set; `held.entered` tells that one has begun."""
    gate, entered = threading.Event(), threading.Event()
    infer = Pipeline._infer_row

    def slow(self, *values):
        entered.set()
        gate.wait(20)
        return infer(self, *values)

    monkeypatch.setattr(Pipeline, "_infer_row", slow)
    gate.entered = entered
    yield gate
    gate.set()


def outputs(tmp_path):
    return sorted(path.name for path in tmp_path.iterdir() if "out" in path.name)


def finish(runs):
    wait(lambda: not runs.tasks, "the end of the runs")


def test_the_uncertainty_comes_on_top_of_the_result_in_its_style(runs, parameters, tmp_path, iface):
    from qgis.core import QgsProcessingOutputLayerDefinition, QgsProject

    wanted = {"UNCERTAINTY": QgsProcessingOutputLayerDefinition(str(tmp_path / "out_u.tif")), "ANSWERS": 2}
    runs.start({**parameters, **wanted})
    finish(runs)
    first, second = QgsProject.instance().layerTreeRoot().children()[:2]
    assert first.name() == "town rgb, uncertainty" and second.name().startswith("town rgb 4x")
    assert first.layer().renderer().type() == "singlebandpseudocolor"
    assert outputs(tmp_path) == ["out.tif", "out_u.tif"]


def test_the_result_is_a_layer_with_the_stretch_of_the_source(runs, parameters, layers, iface):
    from qgis.core import (
        QgsBilinearRasterResampler,
        QgsContrastEnhancement,
        QgsMultiBandColorRenderer,
        QgsProject,
    )

    source = layers[0]
    renderer = QgsMultiBandColorRenderer(source.dataProvider(), 1, 2, 3)
    for band, name in enumerate(("Red", "Green", "Blue"), start=1):
        stretch = QgsContrastEnhancement(source.dataProvider().dataType(1))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        stretch.setMinimumValue(band)
        stretch.setMaximumValue(80 * band)
        getattr(renderer, f"set{name}ContrastEnhancement")(stretch)
    source.setRenderer(renderer)

    runs.start(parameters)
    assert [task.title for task in runs.tasks] == ["SpecGAN: town rgb"]
    finish(runs)
    expected = np.kron(gdal.Open(source.source()).ReadAsArray(), np.ones((1, 4, 4), np.uint8))
    np.testing.assert_array_equal(gdal.Open(parameters["OUTPUT"]).ReadAsArray(), expected)
    (result,) = added(layers)
    assert result.name() == "town rgb 4x (repeat, detail 100 %)"
    assert QgsProject.instance().layerTreeRoot().children()[0].layer() is result
    assert limits(result) == [(1, 80), (2, 160), (3, 240)]
    assert isinstance(result.resampleFilter().zoomedOutResampler(), QgsBilinearRasterResampler)
    metadata = result.metadata()
    assert metadata.title() == result.name() and "generated, not measured" in metadata.abstract()
    assert "specgan:superresolve" in metadata.history()[-1]
    (extent,) = metadata.extent().spatialExtents()
    assert extent.bounds.toRectangle() == result.extent()
    (item,) = [item for item in iface.bar.items() if "is finished" in item.text()]
    assert item.duration() == 0  # until somebody closes it


def limits(layer):
    shown = layer.renderer()
    enhancements = (shown.redContrastEnhancement(), shown.greenContrastEnhancement(), shown.blueContrastEnhancement())
    return [(e.minimumValue(), e.maximumValue()) for e in enhancements]


def added(layers):
    """What the runs have brought, uppermost first."""
    from qgis.core import QgsProject

    nodes = QgsProject.instance().layerTreeRoot().findLayers()
    return [node.layer() for node in nodes if node.layer() not in layers]


def test_a_bicubic_layer_comes_where_it_was_asked_for(runs, parameters, layers):
    from qgis.core import QgsRasterDataProvider
    from specgan.processing_provider import settings

    settings.keep(settings.COMPARISON, True)
    try:
        runs.start(parameters)
        finish(runs)
    finally:
        settings.keep(settings.COMPARISON, False)
    result, bicubic = added(layers)
    assert bicubic.name() == "town rgb, bicubic" and bicubic.source() == layers[0].source()
    provider = bicubic.dataProvider()
    assert provider.isProviderResamplingEnabled()
    assert provider.zoomedInResamplingMethod() == QgsRasterDataProvider.ResamplingMethod.Cubic
    assert not result.dataProvider().isProviderResamplingEnabled()


def test_previews_take_each_other_s_place_and_results_stay(runs, parameters, layers, tmp_path):
    runs.start(parameters)
    finish(runs)
    for number in range(2):
        runs.start({**parameters, "OUTPUT": str(tmp_path / f"preview {number}.tif")}, preview=True)
        finish(runs)
    preview, result = added(layers)
    assert preview.source().endswith("preview 1.tif") and preview.name() == f"Preview: {result.name()}"


def test_the_whole_log_stays_in_a_tab_of_the_log_panel(runs, parameters):
    from qgis.core import QgsApplication

    told = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lambda *message: told.append(message))
    runs.start(parameters)
    finish(runs)
    texts = [message[0] for message in told if message[1] == "SpecGAN"]
    assert len(texts) == 1 and texts[0].startswith("SpecGAN: town rgb\n") and "value range" in texts[0]


def test_cancel_ends_within_one_batch_and_leaves_nothing(runs, parameters, iface, tmp_path, held):
    runs.start(parameters)
    assert held.entered.wait(10)
    runs.tasks[0].cancel()
    held.set()
    finish(runs)
    assert outputs(tmp_path) == []
    assert any("was cancelled" in text for text in iface.messages())


@pytest.mark.parametrize("end", ["finished", "cancelled", "failed"])
def test_that_it_is_running_is_not_said_after_it_has_ended(runs, parameters, iface, held, end):
    """The bar keeps older messages below newer ones and shows them again when those go."""
    if end == "failed":
        Path(parameters["MODEL"]).write_bytes(Path(parameters["MODEL"]).read_bytes()[:-40])
    runs.start(parameters)
    assert ["is running" in text for text in iface.messages()] == [True]
    if end != "failed":
        assert held.entered.wait(20)
    if end == "cancelled":
        runs.tasks[0].cancel()
    held.set()
    finish(runs)
    assert ["is running" in text for text in iface.messages()] == [False]
    iface.bar.popWidget()
    assert iface.messages() == []


def test_a_message_that_was_closed_is_no_trouble_at_the_end(runs, parameters, iface, held):
    runs.start(parameters)
    iface.bar.popWidget()
    iface.bar.pushMessage("of another plugin")
    held.set()
    finish(runs)
    assert ["is finished" in text for text in iface.messages()] in ([True, False], [False, True])


def test_an_error_arrives_as_a_sentence(runs, parameters, iface, tmp_path):
    Path(parameters["MODEL"]).write_bytes(Path(parameters["MODEL"]).read_bytes()[:-40])
    runs.start(parameters)
    finish(runs)
    assert "SpecGAN: town rgb: The file" in iface.messages()[0] and "damaged" in iface.messages()[0]
    assert outputs(tmp_path) == []


def test_a_run_that_finds_no_runtime_opens_the_set_up(iface, parameters, monkeypatch):
    from specgan.core.runtime import NoRuntime
    from specgan.processing_provider import superresolve
    from specgan.ui.runs import Runs

    def nothing(model):
        raise NoRuntime("Nothing on this machine runs the model yet.", "Open the set-up.")

    monkeypatch.setattr(superresolve, "runtime_for", nothing)
    asked, opened = [], []
    runs = Runs(iface, lambda model: asked.append(model) or "missing", lambda: opened.append(True))
    runs.start(parameters)
    finish(runs)
    runs.close()
    assert "Nothing on this machine runs the model yet. Open the set-up." in iface.messages()[0]
    assert asked == [parameters["MODEL"]] and opened == [True]


def test_a_model_deleted_after_it_was_chosen(runs, parameters, iface):
    Path(parameters["MODEL"]).unlink()
    runs.start(parameters)
    assert runs.tasks == [] and "There is no model" in iface.messages()[0]


def test_what_nobody_expected_is_told_too(runs, parameters, iface, monkeypatch):
    monkeypatch.setattr(engine, "describe_plan", lambda *a: 1 / 0)
    runs.start(parameters)
    finish(runs)
    assert "ZeroDivisionError" in iface.messages()[0]


def test_two_runs_at_once(runs, parameters, tmp_path, held):
    runs.start(parameters)
    runs.start({**parameters, "OUTPUT": str(tmp_path / "out2.tif")})
    assert len(runs.tasks) == 2
    held.set()
    finish(runs)
    assert outputs(tmp_path) == ["out.tif", "out2.tif"]
    first, second = (gdal.Open(str(tmp_path / name)).ReadAsArray() for name in outputs(tmp_path))
    np.testing.assert_array_equal(first, second)


def test_two_runs_may_not_write_one_file(runs, parameters, iface, held):
    runs.start(parameters)
    runs.start(parameters)
    assert len(runs.tasks) == 1
    assert any("is writing that file now" in text for text in iface.messages())


@pytest.mark.parametrize("how", ["layer", "project"])
def test_the_layer_or_the_project_goes_while_it_runs(runs, parameters, layers, iface, tmp_path, held, how):
    from qgis.core import QgsProject

    runs.start(parameters)
    assert held.entered.wait(10)
    if how == "layer":
        QgsProject.instance().removeMapLayer(parameters["HSI"])
    else:
        QgsProject.instance().clear()
    held.set()
    finish(runs)
    assert outputs(tmp_path) == []
    assert any("its layer was removed" in text or "its project was closed" in text for text in iface.messages())
    assert QgsProject.instance().layerTreeRoot().findGroups() == []


def test_another_layer_may_go(runs, parameters, tmp_path, held):
    from qgis.core import QgsProject, QgsRasterLayer

    other = QgsRasterLayer(str(tmp_path / "rgb.tif"), "other")
    QgsProject.instance().addMapLayer(other)
    runs.start(parameters)
    QgsProject.instance().removeMapLayer(other.id())
    held.set()
    finish(runs)
    assert outputs(tmp_path) == ["out.tif"]


def test_closing_waits_until_the_run_has_let_go(iface, parameters, tmp_path, held):
    """What `unload` and the end of QGIS do."""
    from specgan.ui.runs import Runs

    runs = Runs(iface, lambda model: "", lambda: None)
    runs.start(parameters)
    assert held.entered.wait(10)
    task = runs.tasks[0]
    threading.Timer(0.3, held.set).start()
    started = time.monotonic()
    before = iface.messages()
    runs.close()
    assert 0.2 < time.monotonic() - started < 10
    assert outputs(tmp_path) == [] and task.was_cancelled
    finish(runs)
    assert iface.messages() == before


def test_closing_after_a_run_ends_the_threads_of_the_task_manager(iface, parameters):
    """One that is left ends after the authentication manager of QGIS, and may need it: QGIS 3.40 crashed on closing.
    Where nothing was run, nobody waits for threads of others."""
    from qgis.core import QgsApplication, QgsTask
    from qgis.PyQt.QtCore import Qt, QThread
    from specgan.ui.runs import Runs

    if not hasattr(QgsApplication.taskManager(), "threadPool"):
        pytest.skip("before QGIS 3.34 the task manager has no threads of its own")
    unused, runs = (Runs(iface, lambda model: "", lambda: None) for _ in range(2))
    runs.start(parameters)
    finish(runs)
    threads, ended = [], []

    def note(task):
        threads.append(QThread.currentThread())
        threads[0].finished.connect(lambda: ended.append(True), Qt.ConnectionType.DirectConnection)

    task = QgsTask.fromFunction("note", note)
    QgsApplication.taskManager().addTask(task)
    wait(lambda: threads, "the thread")
    unused.close()
    assert ended == []
    runs.close()
    assert ended == [True]

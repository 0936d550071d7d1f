"""The algorithm inside a real QGIS: parameters, results, styling, cancel, sentences."""

import numpy as np
import pytest
from osgeo import gdal
from provider_support import RGB, Feedback, run
from qgis_support import wait
from support import write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis


def test_two_layers_in_one_raster_out(registry, parameters):
    results, good, feedback = run(registry, parameters)
    assert good, feedback.errors
    pixels = gdal.Open(results["OUTPUT"]).ReadAsArray()
    np.testing.assert_array_equal(pixels, np.kron(RGB, np.ones((1, 4, 4), np.uint8)))
    assert results["SEAM_RATIO"] > 0
    assert any("Patch 12 of 12" in line for line in feedback.lines)


def test_numbers_and_ranges_may_be_text(registry, parameters):
    parameters.update(
        OVERLAP="0", DETAIL="1", BATCH_SIZE="2", RGB_RANGE="0,255", HSI_RANGE="0,10000", RGB_BANDS="3,2,1", DEVICE="cpu"
    )
    parameters["EXTENT"] = "500040,500200,5799850,5799950 [EPSG:32633]"
    results, good, feedback = run(registry, parameters)
    assert good, feedback.errors
    expected = np.kron(RGB[::-1, 5:15, 4:20], np.ones((1, 4, 4), np.uint8))
    result = gdal.Open(results["OUTPUT"])
    np.testing.assert_array_equal(result.ReadAsArray(), expected)
    assert "--EXTENT=500040.0,500200.0,5799850.0,5799950.0 [EPSG:32633]" in result.GetMetadata()["SPECGAN_COMMAND"]


@pytest.mark.parametrize(
    "change,words",
    [
        ({"RGB_RANGE": "9,1"}, "RGB_RANGE"),
        ({"RGB_BANDS": "1,2"}, "RGB_BANDS"),
        ({"MODEL": "nosuchmodel"}, "no model"),
        ({"DEVICE": "tpu"}, "DEVICE"),
        ({"PRECISION": "double"}, "PRECISION"),
        ({"RGB_RANGE": 255}, "RGB_RANGE"),
        ({"HSI_WAVELENGTHS": "450, red"}, "HSI_WAVELENGTHS"),
    ],
)
def test_bad_parameters_are_answered_before_the_start(registry, parameters, change, words):
    algorithm = registry.createAlgorithmById("specgan:superresolve")
    parameters.update(change)
    good, message = algorithm.checkParameterValues(parameters, qgis_core.QgsProcessingContext())
    assert not good and words in message


def test_good_parameters_pass_the_check(registry, parameters):
    algorithm = registry.createAlgorithmById("specgan:superresolve")
    assert algorithm.checkParameterValues(parameters, qgis_core.QgsProcessingContext())[0]


def test_a_refusal_reaches_the_person_as_a_sentence(registry, parameters, tmp_path):
    parameters["RGB"] = write_raster(tmp_path / "gray.tif", RGB[:1])
    results, good, feedback = run(registry, parameters)
    assert not good and "three bands" in " ".join(feedback.errors)
    assert not (tmp_path / "out.tif").exists()


def test_the_precision_reaches_the_model(registry, parameters, tmp_path):
    """Full is told in the tags and the command; half is refused for .onnx, before anything is written."""
    results, good, feedback = run(registry, {**parameters, "PRECISION": "full", "DEVICE": "cpu"})
    assert good, feedback.errors
    tags = gdal.Open(results["OUTPUT"]).GetMetadata()
    assert tags["SPECGAN_PRECISION"] == "float32" and "--PRECISION=full" in tags["SPECGAN_COMMAND"]
    parameters["OUTPUT"] = str(tmp_path / "half.tif")
    results, good, feedback = run(registry, {**parameters, "PRECISION": "half", "DEVICE": "cpu"})
    assert not good and "onnxruntime computes .onnx models in float32" in " ".join(feedback.errors)
    assert [p.name for p in tmp_path.iterdir() if "half" in p.name] == []


def test_cancel_leaves_no_file(registry, parameters, tmp_path):
    parameters["BATCH_SIZE"] = 1
    results, good, feedback = run(registry, parameters, feedback=Feedback(cancel_at=40))
    assert "OUTPUT" not in results
    assert [p.name for p in tmp_path.iterdir() if "out" in p.name] == []


def test_the_result_takes_the_stretch_of_its_source(registry, parameters, tmp_path):
    layer = qgis_core.QgsRasterLayer(parameters["RGB"], "rgb")
    renderer = qgis_core.QgsMultiBandColorRenderer(layer.dataProvider(), 1, 2, 3)
    setters = (renderer.setRedContrastEnhancement, renderer.setGreenContrastEnhancement)
    setters += (renderer.setBlueContrastEnhancement,)
    for setter, limits in zip(setters, ((7, 70), (8, 80), (9, 90))):
        enhancement = qgis_core.QgsContrastEnhancement(layer.dataProvider().dataType(1))
        kinds = qgis_core.QgsContrastEnhancement.ContrastEnhancementAlgorithm
        enhancement.setContrastEnhancementAlgorithm(kinds.StretchToMinimumMaximum)
        enhancement.setMinimumValue(limits[0])
        enhancement.setMaximumValue(limits[1])
        setter(enhancement)
    layer.setRenderer(renderer)
    project = qgis_core.QgsProject()
    project.addMapLayer(layer)
    context = qgis_core.QgsProcessingContext()
    context.setProject(project)
    details = qgis_core.QgsProcessingContext.LayerDetails("SpecGAN", project, "OUTPUT")
    context.addLayerToLoadOnCompletion(parameters["OUTPUT"], details)
    parameters["RGB"] = layer.id()
    results, good, feedback = run(registry, parameters, context)
    assert good, feedback.errors
    result = qgis_core.QgsRasterLayer(results["OUTPUT"], "result")
    processor = context.layerToLoadOnCompletionDetails(results["OUTPUT"]).postProcessor()
    processor.postProcessLayer(result, context, feedback)
    styled = result.renderer()
    found = [
        (e.minimumValue(), e.maximumValue())
        for e in (styled.redContrastEnhancement(), styled.greenContrastEnhancement(), styled.blueContrastEnhancement())
    ]
    assert found == [(7, 70), (8, 80), (9, 90)]


def test_a_background_task_tells_qgis_to_load_and_style_the_result(registry, parameters):
    """As the toolbox runs it: processAlgorithm gets a context of its own thread."""
    project = qgis_core.QgsProject()
    layer = qgis_core.QgsRasterLayer(parameters["RGB"], "rgb")
    project.addMapLayer(layer)
    context, feedback = qgis_core.QgsProcessingContext(), Feedback()
    context.setProject(project)
    parameters["RGB"] = layer.id()
    path = parameters["OUTPUT"]
    parameters["OUTPUT"] = qgis_core.QgsProcessingOutputLayerDefinition(path, project)
    algorithm = registry.algorithmById("specgan:superresolve")
    task = qgis_core.QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    ended = []
    task.executed.connect(lambda *answer: ended.append(answer))
    qgis_core.QgsApplication.taskManager().addTask(task)
    wait(lambda: ended, "the task", 60)
    assert ended[0][0] and ended[0][1]["OUTPUT"] == path
    details = context.layersToLoadOnCompletion()
    assert list(details) == [path] and details[path].postProcessor() is not None


def test_layers_that_are_not_files_are_refused(registry, parameters):
    project = qgis_core.QgsProject()
    layer = qgis_core.QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "tiles", "wms")
    project.addMapLayer(layer)
    context = qgis_core.QgsProcessingContext()
    context.setProject(project)
    parameters["RGB"] = layer.id()
    _, good, feedback = run(registry, parameters, context)
    assert not good and any(word in " ".join(feedback.errors) for word in ("Export", "raster layer"))


def test_crs_set_in_qgis_open_options_and_odd_paths(registry, parameters, tmp_path, monkeypatch):
    bare = write_raster(tmp_path / "bare.tif", RGB, epsg=None)
    layer = qgis_core.QgsRasterLayer(bare + "|option:NUM_THREADS=2", "bare")
    layer.setCrs(qgis_core.QgsCoordinateReferenceSystem("EPSG:32633"))
    project = qgis_core.QgsProject()
    project.addMapLayer(layer)
    context = qgis_core.QgsProcessingContext()
    context.setProject(project)
    monkeypatch.chdir(tmp_path)
    parameters.update(RGB=layer.id(), OUTPUT="./odd name.tif")
    context.addLayerToLoadOnCompletion("./odd name.tif", qgis_core.QgsProcessingContext.LayerDetails("x", project))
    results, good, feedback = run(registry, parameters, context)
    assert good, feedback.errors
    assert results["OUTPUT"] == "./odd name.tif"
    assert context.layerToLoadOnCompletionDetails("./odd name.tif").postProcessor() is not None
    dataset = gdal.Open(str(tmp_path / "odd name.tif"))
    np.testing.assert_array_equal(dataset.ReadAsArray(), np.kron(RGB, np.ones((1, 4, 4), np.uint8)))
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "32633"
    assert f"--OUTPUT={tmp_path / 'odd name.tif'}" in dataset.GetMetadata()["SPECGAN_COMMAND"]


def test_help_and_names(registry):
    algorithm = registry.algorithmById("specgan:superresolve")
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    expected = "RGB RGB_BANDS HSI MODEL EXTENT OVERLAP DETAIL RGB_RANGE HSI_RANGE DEVICE BATCH_SIZE"
    expected += " MEMORY_MB PRECISION OUTPUT HSI_WAVELENGTHS FACTOR CONSISTENCY NODATA ALIGN"
    expected += " ALARM UNCERTAINTY AVERAGE ANSWERS"
    assert sorted(names) == sorted(expected.split())
    assert "generated, not measured" in algorithm.shortHelpString()
    assert "hyperspectral" in algorithm.tags()

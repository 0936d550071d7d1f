"""The algorithm inside a real QGIS: parameters, results, styling, cancel, sentences."""

import numpy as np
import pytest
from osgeo import gdal
from qgis_support import start_qgis, wait
from specgan.core.modelspec import ModelSpec
from support import declare, write_onnx, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)
RGB = np.random.RandomState(0).randint(1, 255, (3, 20, 26)).astype(np.uint8)


@pytest.fixture(scope="module")
def registry():
    """QGIS without a window, with the provider registered."""
    start_qgis()
    from specgan.processing_provider.provider import SpecGanProvider

    provider = SpecGanProvider()
    qgis_core.QgsApplication.processingRegistry().addProvider(provider)
    yield qgis_core.QgsApplication.processingRegistry()
    qgis_core.QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def parameters(tmp_path):
    return {
        "RGB": write_raster(tmp_path / "rgb.tif", RGB),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": str(write_onnx(tmp_path / "model.onnx", SPEC)),
        "OUTPUT": str(tmp_path / "out.tif"),
    }


class Feedback(qgis_core.QgsProcessingFeedback):
    """Keeps what is shown; can press Cancel at a given percentage."""

    def __init__(self, cancel_at=None):
        super().__init__(False)
        self.lines, self.errors = [], []
        if cancel_at is not None:
            self.progressChanged.connect(lambda value: self.cancel() if value >= cancel_at else None)

    def pushInfo(self, info):
        self.lines.append(info)

    def setProgressText(self, text):
        self.lines.append(text)

    def pushWarning(self, warning):
        self.lines.append(warning)

    def reportError(self, error, fatalError=False):
        self.errors.append(error)


def run(registry, parameters, context=None, feedback=None):
    algorithm = registry.createAlgorithmById("specgan:superresolve")
    feedback = feedback or Feedback()
    results, good = algorithm.run(parameters, context or qgis_core.QgsProcessingContext(), feedback)
    return results, good, feedback


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
    expected += " MEMORY_MB PRECISION OUTPUT HSI_WAVELENGTHS"
    assert sorted(names) == sorted(expected.split())
    assert "generated, not measured" in algorithm.shortHelpString()
    assert "hyperspectral" in algorithm.tags()


def test_a_result_in_scaled_values_looks_like_its_source(registry, parameters, tmp_path):
    """QGIS stretches in scaled values: 0.0001 x value - 0.1 here."""
    from qgis.PyQt.QtCore import QSize
    from specgan.processing_provider.styling import style_as_source

    scaled = RGB.astype(np.uint16) * 40
    parameters["RGB"] = declare(write_raster(tmp_path / "scaled.tif", scaled), 0.0001, -0.1)
    parameters["RGB_RANGE"] = "0,10200"
    results, good, feedback = run(registry, parameters)
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    band = dataset.GetRasterBand(2)
    assert (band.GetScale(), band.GetOffset()) == (0.0001, -0.1)
    source = qgis_core.QgsRasterLayer(parameters["RGB"], "source")
    stretch = qgis_core.QgsContrastEnhancement(source.dataProvider().dataType(1))
    kinds = qgis_core.QgsContrastEnhancement.ContrastEnhancementAlgorithm
    stretch.setContrastEnhancementAlgorithm(kinds.StretchToMinimumMaximum)
    stretch.setMinimumValue(-0.1)
    stretch.setMaximumValue(0.92)  # 255 x 40
    renderer = qgis_core.QgsMultiBandColorRenderer(source.dataProvider(), 1, 2, 3)
    renderer.setRedContrastEnhancement(qgis_core.QgsContrastEnhancement(stretch))
    renderer.setGreenContrastEnhancement(qgis_core.QgsContrastEnhancement(stretch))
    renderer.setBlueContrastEnhancement(qgis_core.QgsContrastEnhancement(stretch))
    source.setRenderer(renderer)
    result = qgis_core.QgsRasterLayer(results["OUTPUT"], "result")
    style_as_source(result, source)
    shown = []
    for layer in (source, result):
        image = layer.previewAsImage(QSize(26, 20))
        shown.append([image.pixelColor(col, row).red() for row in range(20) for col in range(26)])
    assert shown[0] == shown[1]
    np.testing.assert_allclose(shown[0], RGB[0].ravel(), atol=1)


def in_a_project(path, bands=None):
    """(context, id of a project's layer that shows `bands`, the project)."""
    layer = qgis_core.QgsRasterLayer(path, "rgb")
    if bands:
        layer.setRenderer(qgis_core.QgsMultiBandColorRenderer(layer.dataProvider(), *bands))
    project = qgis_core.QgsProject()
    project.addMapLayer(layer)
    context = qgis_core.QgsProcessingContext()
    context.setProject(project)
    return context, layer.id(), project


@pytest.mark.parametrize("given", ["3,2,1", "3;2;1", [3, 2, 1], ["3", "2", "1"]])
def test_bands_arrive_as_text_and_as_lists(registry, parameters, given):
    results, good, feedback = run(registry, {**parameters, "RGB_BANDS": given})
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    np.testing.assert_array_equal(dataset.ReadAsArray(), np.kron(RGB[::-1], np.ones((1, 4, 4), np.uint8)))
    assert dataset.GetMetadata()["SPECGAN_RGB_BANDS_FOUND"] == "as asked for"
    assert "RGB bands 3, 2, 1 (as asked for)" in "\n".join(feedback.lines)


def test_bands_are_a_parameter_of_the_rgb_layer(registry):
    definition = registry.algorithmById("specgan:superresolve").parameterDefinition("RGB_BANDS")
    assert definition.type() == "band" and definition.parentLayerParameterName() == "RGB"
    assert definition.allowMultiple()


def test_the_style_of_a_projects_layer_says_which_band_is_red(registry, parameters, tmp_path):
    """And the command that repeats the job says it without the project."""
    path = write_raster(tmp_path / "four.tif", np.concatenate([RGB[::-1], RGB[:1]]).astype(np.uint16))
    context, layer, _ = in_a_project(path, (3, 2, 1))
    results, good, feedback = run(registry, {**parameters, "RGB": layer, "RGB_RANGE": "0,255"}, context)
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    np.testing.assert_array_equal(dataset.ReadAsArray(), np.kron(RGB, np.ones((1, 4, 4))))
    tags = dataset.GetMetadata()
    assert tags["SPECGAN_RGB_BANDS"] == "3,2,1" and "--RGB_BANDS=3,2,1" in tags["SPECGAN_COMMAND"]
    assert tags["SPECGAN_RGB_BANDS_FOUND"] == "as shown on the map" and "SPECGAN_WARNINGS" not in tags
    assert "RGB bands 3, 2, 1 (as shown on the map)" in "\n".join(feedback.lines)


def test_styles_that_are_no_colour_picture_say_nothing(registry, parameters, tmp_path):
    from specgan.processing_provider.layers import shown_bands

    layer = qgis_core.QgsRasterLayer(parameters["RGB"], "rgb")
    assert shown_bands(layer, qgis_core.QgsProject()) == ()
    assert shown_bands(None, None) == ()
    project = qgis_core.QgsProject()
    project.addMapLayer(layer)
    assert shown_bands(layer, project) == (1, 2, 3)
    layer.setRenderer(qgis_core.QgsMultiBandColorRenderer(layer.dataProvider(), 2, -1, 1))
    assert shown_bands(layer, project) == ()
    layer.setRenderer(qgis_core.QgsSingleBandGrayRenderer(layer.dataProvider(), 2))
    assert shown_bands(layer, project) == ()


def test_a_guess_is_warned_of_and_infrared_refused(registry, parameters, tmp_path):
    path = write_raster(tmp_path / "plain.tif", RGB.astype(np.uint16))
    results, good, feedback = run(registry, {**parameters, "RGB": path})
    assert good and any("Nothing says which bands" in line for line in feedback.lines)
    declare(path, names=["NIR", "Red", "Green"])
    results, good, feedback = run(registry, {**parameters, "RGB": path, "OUTPUT": str(tmp_path / "b.tif")})
    assert not good and "infrared (NIR)" in " ".join(feedback.errors)
    assert not (tmp_path / "b.tif").exists()


def test_the_results_style_follows_the_bands_that_were_taken(registry, parameters):
    """Bands 2, 3, 1 of a layer with another stretch for each band."""
    from specgan.processing_provider.styling import style_as_source

    results, good, feedback = run(registry, {**parameters, "RGB_BANDS": "2,3,1"})
    assert good, feedback.errors
    source = qgis_core.QgsRasterLayer(parameters["RGB"], "source")
    renderer = qgis_core.QgsMultiBandColorRenderer(source.dataProvider(), 1, 2, 3)
    setters = (renderer.setRedContrastEnhancement, renderer.setGreenContrastEnhancement)
    for setter, highest in zip((*setters, renderer.setBlueContrastEnhancement), (100, 150, 200)):
        stretch = qgis_core.QgsContrastEnhancement(source.dataProvider().dataType(1))
        stretch.setMaximumValue(highest)
        setter(stretch)
    source.setRenderer(renderer)
    result = qgis_core.QgsRasterLayer(results["OUTPUT"], "result")
    style_as_source(result, source)
    styled = result.renderer()
    found = (styled.redContrastEnhancement(), styled.greenContrastEnhancement(), styled.blueContrastEnhancement())
    assert [stretch.maximumValue() for stretch in found] == [150, 200, 100]

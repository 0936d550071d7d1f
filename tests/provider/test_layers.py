"""What QGIS knows of a layer goes into the job: its style, open options, nodata values; credentials do not."""

import numpy as np
import pytest
from osgeo import gdal
from provider_support import RGB, WAVELENGTHS, run
from qgis_support import start_qgis
from support import declare, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis


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


def test_a_layer_is_opened_with_its_options(registry, parameters, tmp_path):
    """A GeoTIFF that is read by its world file is where QGIS shows it, 48 m west of where its header has it."""
    moved = write_raster(tmp_path / "moved.tif", RGB, (500048.0, 10.0, 0.0, 5800000.0, 0.0, -10.0))
    (tmp_path / "moved.tfw").write_text("10\n0\n0\n-10\n500005\n5799995\n")
    source = moved + "|option:GEOREF_SOURCES=WORLDFILE,INTERNAL"
    context, layer, project = in_a_project(source)
    project.mapLayer(layer).setCrs(qgis_core.QgsCoordinateReferenceSystem("EPSG:32633"))
    assert project.mapLayer(layer).extent().xMinimum() == 500000
    results, good, feedback = run(registry, {**parameters, "RGB": layer}, context)
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    assert dataset.GetGeoTransform() == (500000, 2.5, 0, 5800000, 0, -2.5)
    tags = dataset.GetMetadata()
    assert tags["SPECGAN_RGB"] == source and f"'--RGB={source}'" in tags["SPECGAN_COMMAND"]


def test_nodata_set_in_qgis_counts(registry, parameters, tmp_path):
    """Values 1 to 254; the file declares 17, which is switched off, and 40 and everything from 200 on is added."""
    path = write_raster(tmp_path / "declared.tif", RGB, nodata=17)
    context, layer, project = in_a_project(path)
    provider = project.mapLayer(layer).dataProvider()
    for band in (1, 2, 3):
        provider.setUseSourceNoDataValue(band, False)
        bounds = qgis_core.QgsRasterRange.BoundsType.IncludeMin
        provider.setUserNoDataValue(
            band, [qgis_core.QgsRasterRange(40, 40), qgis_core.QgsRasterRange(200, 254, bounds)]
        )
    results, good, feedback = run(registry, {**parameters, "RGB": layer}, context)
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    hidden = (RGB == 40) | ((RGB >= 200) & (RGB < 254))
    valid = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    np.testing.assert_array_equal(valid, np.kron(~hidden.any(0), np.ones((4, 4), bool)))
    tags = dataset.GetMetadata()
    assert tags["SPECGAN_RGB_ASSIGNED_NODATA"].startswith("*=40.0;200.0..253.9999")
    assert tags["SPECGAN_RGB"] == path and "|nodata" not in tags["SPECGAN_COMMAND"]


def test_nodata_of_scaled_bands_is_set_in_scaled_values(tmp_path):
    from specgan.core.geodata.raster import describe
    from specgan.processing_provider.layers import file_source

    start_qgis()
    path = declare(write_raster(tmp_path / "scaled.tif", RGB.astype(np.uint16)), 0.0001, -0.1)
    layer = qgis_core.QgsRasterLayer(path, "scaled")
    assert file_source(layer) == path
    layer.dataProvider().setUserNoDataValue(2, [qgis_core.QgsRasterRange(-0.0958, -0.0958)])
    assert describe(file_source(layer)).nodata == (None, 42.0, None)


@pytest.mark.parametrize("part", ["|credential:AWS_SECRET_ACCESS_KEY=S3cret", " authcfg='S3cret'"])
def test_layers_that_need_credentials_of_qgis_are_refused_without_them(registry, parameters, part):
    from specgan.core.errors import SpecGanError
    from specgan.processing_provider.layers import file_source

    class Layer:
        """As QGIS 3.40 has it; older versions cannot open such a source."""

        def name(self):
            return "bucket"

        def providerType(self):
            return "gdal"

        def source(self):
            return parameters["RGB"] + part

    with pytest.raises(SpecGanError, match="bucket opens only with credentials") as caught:
        file_source(Layer())
    assert "S3cret" not in str(caught.value) and "Export" in caught.value.hint


def test_credentials_in_an_address_stay_out_of_log_tags_command_and_journal(registry, parameters, tmp_path):
    from specgan.core.engine.identity import identity
    from specgan.core.engine.report import RanOn
    from specgan.core.job import Job
    from specgan.core.models import find_model
    from specgan.core.planning import plan

    folder = tmp_path / "token=S3cret"
    folder.mkdir()
    path = write_raster(folder / "rgb.tif", RGB)
    results, good, feedback = run(registry, {**parameters, "RGB": path})
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    assert "S3cret" not in str(dataset.GetMetadata()) + str(feedback.lines)
    assert "token=***" in dataset.GetMetadata()["SPECGAN_COMMAND"]
    job = Job(path, parameters["HSI"], find_model(parameters["MODEL"]), tmp_path / "other.tif")
    assert "S3cret" not in repr(identity(plan(job), RanOn("cpu", "float32", "none")))
    _, good, feedback = run(registry, {**parameters, "RGB": "/vsicurl/https://me:S3cret@127.0.0.1:1/a.tif"})
    assert not good and "S3cret" not in " ".join([*feedback.errors[1:], *feedback.lines])


@pytest.mark.parametrize(("extent", "columns"), [("180.002,-179.992,51,53", 6), ("179.998,-179.998,51,53", 4)])
def test_a_typed_extent_goes_across_the_180th_meridian(registry, parameters, tmp_path, extent, columns):
    """Columns of 0.001 degrees from 179.99 on, 26 of them: 12 to 18, and 8 to 12."""
    transform = (179.99, 0.001, 0.0, 52.01, 0.0, -0.001)
    parameters["RGB"] = write_raster(tmp_path / "rgb.tif", RGB, transform, 4326)
    hsi = np.ones((10, 20, 26), np.int16)
    parameters["HSI"] = write_raster(tmp_path / "hsi.tif", hsi, transform, 4326, wavelengths=WAVELENGTHS)
    results, good, feedback = run(registry, {**parameters, "EXTENT": f"{extent} [EPSG:4326]"})
    assert good, feedback.errors
    dataset = gdal.Open(results["OUTPUT"])
    assert dataset.RasterXSize == columns * 4
    first = 12 if columns == 6 else 8
    assert abs(dataset.GetGeoTransform()[0] - (179.99 + first * 0.001)) < 1e-9

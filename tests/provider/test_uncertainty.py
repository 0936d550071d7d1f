"""UNCERTAINTY and AVERAGE through a real QGIS: parameters, outputs, and a style that a person reads."""

import xml.etree.ElementTree as Xml

import numpy as np
import pytest
from osgeo import gdal
from provider_support import RGB, run
from qgis_support import start_qgis
from support import write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis


def test_uncertainty_is_an_optional_output_that_is_off(registry, parameters, tmp_path):
    definition = registry.algorithmById("specgan:superresolve").parameterDefinition("UNCERTAINTY")
    assert definition.flags() & definition.Flag.FlagOptional and not definition.createByDefault()
    results, good, feedback = run(registry, {**parameters, "OUTPUT": str(tmp_path / "o.tif")})
    assert good and "UNCERTAINTY" not in results, feedback.errors
    assert results["LR_RMSE"] == 0  # repeated pixels average back to their own
    assert any("RMSE 0 before CONSISTENCY, 0 after" in line for line in feedback.lines)


def test_both_files_come_out(registry, parameters, tmp_path):
    """A network that repeats pixels gives the same answer however a patch is turned."""
    wanted = {"OUTPUT": str(tmp_path / "o.tif"), "UNCERTAINTY": str(tmp_path / "u.tif")}
    wanted.update(ANSWERS="3", AVERAGE="yes")
    results, good, feedback = run(registry, {**parameters, **wanted})
    assert good, feedback.errors
    assert results["UNCERTAINTY"] == wanted["UNCERTAINTY"]
    assert np.abs(gdal.Open(results["UNCERTAINTY"]).ReadAsArray()).max() < 1e-3
    repeated = RGB.repeat(4, 1).repeat(4, 2)
    assert np.abs(gdal.Open(results["OUTPUT"]).ReadAsArray() - repeated.astype(int)).max() <= 1
    assert any("3 answers a patch, averaged and compared: 3 times the time" in line for line in feedback.lines)


@pytest.fixture
def uncertainty(tmp_path):
    """Makes a layer of 4 x 1 pixels of these values, of a result whose values go from `low` to `high`."""
    start_qgis()

    def make(values, low, high):
        path = write_raster(tmp_path / "u.tif", np.array(values, np.float32).reshape(1, 1, -1), nodata=-9999)
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.SetMetadata({"SPECGAN_RGB_RANGE": f"{low:g},{high:g}"})
        del dataset
        return qgis_core.QgsRasterLayer(path, "u")

    return make


def shown(layer):
    from qgis.PyQt.QtGui import QColor

    block = layer.renderer().block(1, layer.extent(), layer.width(), layer.height())
    return [QColor.fromRgba(block.color(0, col)) for col in range(layer.width())]


@pytest.mark.parametrize("low,high", [(0, 255), (0, 10000), (0.1, 0.6)])
def test_colours_follow_the_range_of_values(uncertainty, low, high):
    from specgan.processing_provider.uncertainty import legend, style_uncertainty

    span = high - low
    layer = uncertainty([0, 0.02 * span, 0.04 * span, 0.09 * span, 0.3 * span, -9999], low, high)
    style_uncertainty(layer)
    colours = shown(layer)
    assert colours[0].alpha() == 0 and colours[5].alpha() == 0  # sure ground and no data let the result through
    alphas, greens = [c.alpha() for c in colours[1:5]], [c.green() for c in colours[1:5]]
    assert alphas == sorted(set(alphas)) and min(alphas) > 80
    assert len(set(greens)) == 4
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.label for item in items] == list(legend())
    assert [item.value for item in items[:4]] == pytest.approx([0.01 * span, 0.025 * span, 0.05 * span, 0.1 * span])


def test_the_style_alone_says_the_same():
    """Somebody may load the .qml by hand, for a result of 8 bit."""
    from specgan.processing_provider.uncertainty import STYLE, STYLE_SPAN, legend

    items = Xml.parse(STYLE).getroot().findall(".//colorrampshader/item")
    assert [item.get("label") for item in items] == list(legend())
    assert [float(item.get("value")) for item in items[:4]] == pytest.approx([2.55, 6.375, 12.75, 25.5])
    assert STYLE_SPAN == 255


def test_a_loaded_uncertainty_is_styled(registry, parameters, tmp_path):
    context = qgis_core.QgsProcessingContext()
    project = qgis_core.QgsProject.instance()
    context.setProject(project)
    wanted = {"OUTPUT": str(tmp_path / "o.tif"), "UNCERTAINTY": str(tmp_path / "u.tif")}
    for name, path in wanted.items():
        details = qgis_core.QgsProcessingContext.LayerDetails(name, project, name)
        context.addLayerToLoadOnCompletion(path, details)
    _, good, feedback = run(registry, {**parameters, **wanted}, context)
    assert good, feedback.errors
    details = context.layerToLoadOnCompletionDetails(wanted["UNCERTAINTY"])
    layer = qgis_core.QgsRasterLayer(wanted["UNCERTAINTY"], "u")
    details.postProcessor().postProcessLayer(layer, context, feedback)
    assert layer.renderer().type() == "singlebandpseudocolor"

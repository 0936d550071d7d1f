"""ALARM and ALIGN through a real QGIS: parameters, outputs, and a legend that a person reads."""

from dataclasses import replace

import numpy as np
import pytest
from domains import domain_of_pixels
from osgeo import gdal
from provider_support import RGB, SPEC, run
from specgan.core.modelspec import ModelSpec
from specgan.core.shelf.domain import FLAT, REASONS
from support import write_onnx

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis


@pytest.fixture
def knowing(parameters, tmp_path):
    """The model knows pixels like those of the RGB layer, and constant spectra, which the HSI has."""
    light = RGB / np.float32(127.5) - 1
    random = np.random.default_rng(0)
    domain = replace(domain_of_pixels(light, random.uniform(-1, 1, (6, 20, 26))), spectra=None, shape=(), components=())
    spec: ModelSpec = replace(SPEC, domain=domain)
    return {**parameters, "MODEL": str(write_onnx(tmp_path / "knowing.onnx", spec))}


def test_it_is_an_optional_output_that_is_off(registry, knowing):
    definition = registry.algorithmById("specgan:superresolve").parameterDefinition("ALARM")
    assert definition.flags() & definition.Flag.FlagOptional and not definition.createByDefault()
    results, good, feedback = run(registry, knowing)
    assert good and "ALARM" not in results and results["UNLIKE_SHARE"] == 0, feedback.errors
    assert "All of the area is like what the model was trained on." in "\n".join(feedback.lines)


def test_the_raster_and_its_legend(registry, knowing, tmp_path):
    """Half of the layer in one grey: too flat, all but the border."""
    dataset = gdal.Open(knowing["RGB"], gdal.GA_Update)
    dataset.WriteArray(np.full((3, 20, 13), 128, np.uint8))
    del dataset
    context = qgis_core.QgsProcessingContext()
    project = qgis_core.QgsProject.instance()
    context.setProject(project)
    wanted = {"OUTPUT": str(tmp_path / "o.tif"), "ALARM": str(tmp_path / "a.tif"), "ALIGN": "true"}
    for name in ("OUTPUT", "ALARM"):
        details = qgis_core.QgsProcessingContext.LayerDetails(name, project, name)
        context.addLayerToLoadOnCompletion(wanted[name], details)
    results, good, feedback = run(registry, {**knowing, **wanted}, context)
    assert good and results["ALARM"] == wanted["ALARM"], feedback.errors
    codes = gdal.Open(wanted["ALARM"]).ReadAsArray()
    assert (codes[:, : 12 * 4] == FLAT).all() and not codes[:, 14 * 4 :].any()
    assert 12 / 26 <= results["UNLIKE_SHARE"] <= 13 / 26
    assert any("of this area is unlike what the model was trained on" in line for line in feedback.lines)
    layer = qgis_core.QgsRasterLayer(wanted["ALARM"], "a")
    details = context.layerToLoadOnCompletionDetails(wanted["ALARM"])
    details.postProcessor().postProcessLayer(layer, context, feedback)
    classes = layer.renderer().classes()
    assert [each.value for each in classes] == list(range(1, 7))
    assert [each.label for each in classes] == list(REASONS)
    block = layer.renderer().block(1, layer.extent(), layer.width(), layer.height())
    assert block.color(0, 100) >> 24 == 0 and block.color(10, 10) >> 24 == 255  # transparent where nothing sticks out
    assert "--ALARM=" in gdal.Open(wanted["OUTPUT"]).GetMetadata()["SPECGAN_COMMAND"]

"""The sample that comes with the plugin: a simulated town as two layers of the project."""

from __future__ import annotations

from typing import Tuple

from qgis.core import QgsProject, QgsRasterLayer

from ..processing_provider.paths import RESOURCES
from ..processing_provider.translation import tr

SAMPLE = RESOURCES / "sample"


def load_sample(project: QgsProject) -> Tuple[QgsRasterLayer, QgsRasterLayer]:
    """Add the RGB layer (4.8 m) and the hyperspectral layer (5 m, another CRS) of the sample; those that are there
    already are taken."""
    rgb = _layer(project, "town_rgb_lr.tif", tr("Sample town, RGB 4.8 m"))
    hsi = _layer(project, "town_hsi.tif", tr("Sample town, hyperspectral 5 m"))
    return rgb, hsi


def _layer(project: QgsProject, file: str, name: str) -> QgsRasterLayer:
    path = str(SAMPLE / file)
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsRasterLayer) and layer.source() == path:
            return layer
    layer = QgsRasterLayer(path, name, "gdal")
    project.addMapLayer(layer, False)
    project.layerTreeRoot().addLayer(layer)
    return layer

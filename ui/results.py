"""A result in the Layers panel: a group of what was made, what it is to be compared with, and what it came from."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRasterLayer

from ..core.errors import SpecGanError
from ..processing_provider.styling import copy_of_source, style_as_source
from ..processing_provider.translation import tr


def add_result(project: QgsProject, path: str, source: QgsRasterLayer, title: str) -> QgsLayerTreeGroup:
    """Load the raster `path` that was made from `source`, and compare it with a bicubic picture of the source.

    Raises `SpecGanError` where QGIS cannot open the result.
    """
    result = QgsRasterLayer(path, tr("SpecGAN result"), "gdal")
    if not result.isValid():
        raise SpecGanError(
            tr("The result {path} cannot be opened.").format(path=path), tr("Look whether the file is still there.")
        )
    style_as_source(result, source)
    layers = (
        result,
        copy_of_source(source, tr("Bicubic reference"), cubic=True),
        copy_of_source(source, tr("Source: {name}").format(name=source.name()), cubic=False),
    )
    group = project.layerTreeRoot().insertGroup(0, title)
    for layer in layers:
        project.addMapLayer(layer, False)
        group.addLayer(layer).setExpanded(False)
    group.setExpanded(False)  # the tree has it folded, since it was empty when it came
    group.setExpanded(True)
    return group

"""A result on the map: a layer that says in its name and its metadata what made it."""

from __future__ import annotations

from typing import List, Optional

from qgis.core import (
    QgsBilinearRasterResampler,
    QgsBox3d,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
)

from ..core.errors import SpecGanError
from ..core.geodata.raster import open_layer
from ..processing_provider.alarm import style_alarm
from ..processing_provider.layers import file_source
from ..processing_provider.styling import copy_of_source, style_as_source
from ..processing_provider.translation import tr
from ..processing_provider.uncertainty import style_uncertainty

KIND = "specgan/kind"
"""Custom property of the layers that runs have added: `RESULT`, `PREVIEW`, `COMPARISON`, `UNCERTAINTY` or
`ALARM`."""
SOURCE = "specgan/source"
"""Custom property: id of the layer that such a layer was made from."""
RESULT, PREVIEW, COMPARISON, UNCERTAINTY, ALARM = "result", "preview", "comparison", "uncertainty", "alarm"
TAGS = ("model", "scale", "factor", "detail", "command", "hsi")


def is_own(layer: Optional[QgsMapLayer]) -> bool:
    """Whether a run has added the layer."""
    return layer is not None and bool(layer.customProperty(KIND))


def add_result(
    project: QgsProject, path: str, source: QgsRasterLayer, preview: bool = False, comparison: bool = False
) -> QgsRasterLayer:
    """Load the raster `path` that was made from `source` above all other layers; with `comparison`, a bicubic picture
    of the source below it. A preview takes the place of the source's earlier ones.

    Raises `SpecGanError` where QGIS cannot open the result.
    """
    result = _opened(path, tr("SpecGAN result"))
    with open_layer(file_source(result), require_crs=False) as layer:
        tags = {name: layer.recorded(name) for name in TAGS}
    style_as_source(result, source)
    result.resampleFilter().setZoomedOutResampler(QgsBilinearRasterResampler())
    name = result_name(source.name(), tags)
    result.setName(tr("Preview: {name}").format(name=name) if preview else name)
    result.setMetadata(described(result, source, tags))
    if preview:
        project.removeMapLayers(_previews(project, source))
    layers = [result]
    if comparison:
        layers.append(copy_of_source(source, tr("{name}, bicubic").format(name=source.name()), cubic=True))
    for layer, kind in reversed([*zip(layers, (RESULT, COMPARISON))]):
        _on_top(project, layer, source, PREVIEW if preview else kind)
        project.layerTreeRoot().findLayer(layer.id()).setExpanded(False)
    return result


def result_name(source: str, tags: dict) -> str:
    """For example "town_rgb_lr 16x (aerial x16, detail 80 %)"."""
    model = tags["model"].replace("specgan_", "").replace("_", " ")
    try:
        detail = tr("{model}, detail {share} %").format(model=model, share=round(100 * float(tags["detail"])))
    except ValueError:  # a file of an earlier version
        detail = model
    factor = tags["factor"] or tags["scale"]
    return f"{source} {factor}x ({detail})" if factor and model else source


def described(result: QgsRasterLayer, source: QgsRasterLayer, tags: dict) -> QgsLayerMetadata:
    """The metadata of QGIS: what it is, how far to trust it, whose it is, and how to make it again."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(result.name())
    about = tr("{factor}x super-resolution of {source} with the model {model}.").format(
        factor=tags["factor"] or tags["scale"], source=source.name(), model=tags["model"]
    )
    caution = tr("The fine detail is generated, not measured: no ground for measuring, counting or evidence.")
    metadata.setAbstract(f"{about} {caution}")
    metadata.setRights(list(source.metadata().rights()))
    metadata.setHistory([*source.metadata().history(), *filter(None, [tags["command"]])])
    metadata.setCrs(result.crs())
    extent = QgsLayerMetadata.SpatialExtent()
    extent.extentCrs = result.crs()
    box = result.extent()
    extent.bounds = QgsBox3d(box.xMinimum(), box.yMinimum(), 0.0, box.xMaximum(), box.yMaximum(), 0.0)
    whole = QgsLayerMetadata.Extent()
    whole.setSpatialExtents([extent])
    metadata.setExtent(whole)
    return metadata


def _previews(project: QgsProject, source: QgsRasterLayer) -> List[str]:
    """Ids of the previews that were made from that layer."""
    return [
        layer.id()
        for layer in project.mapLayers().values()
        if layer.customProperty(KIND) == PREVIEW and layer.customProperty(SOURCE) == source.id()
    ]


def add_uncertainty(project: QgsProject, path: str, source: QgsRasterLayer, preview: bool = False) -> QgsRasterLayer:
    """Load the uncertainty `path` of a result that was made from `source`, above all other layers, in its style.

    Raises `SpecGanError` where QGIS cannot open it.
    """
    layer = _beside(path, tr("{name}, uncertainty").format(name=source.name()), preview)
    style_uncertainty(layer)
    return _on_top(project, layer, source, PREVIEW if preview else UNCERTAINTY)


def add_alarm(project: QgsProject, path: str, source: QgsRasterLayer, preview: bool = False) -> QgsRasterLayer:
    """The same with the raster of what is unlike the training data."""
    layer = _beside(path, tr("{name}, unlike the training data").format(name=source.name()), preview)
    style_alarm(layer)
    return _on_top(project, layer, source, PREVIEW if preview else ALARM)


def _beside(path: str, name: str, preview: bool) -> QgsRasterLayer:
    words = tr("Preview: {name}") if preview else "{name}"
    return _opened(path, words.format(name=name))


def _on_top(project: QgsProject, layer: QgsRasterLayer, source: QgsRasterLayer, kind: str) -> QgsRasterLayer:
    layer.setCustomProperty(KIND, kind)
    layer.setCustomProperty(SOURCE, source.id())
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    return layer


def _opened(path: str, name: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(path, name, "gdal")
    if not layer.isValid():
        raise SpecGanError("The result {path} cannot be opened.", "Look whether the file is still there.", path=path)
    return layer

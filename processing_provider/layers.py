"""QGIS raster layers as the engine sees them."""

from __future__ import annotations

from contextlib import suppress
from typing import Optional, Sequence, Tuple

from qgis.core import QgsMapLayer, QgsMultiBandColorRenderer, QgsProject, QgsRasterLayer

from ..core.errors import SpecGanError
from ..core.geodata.raster import describe
from ..core.pairing import Candidate, choose_pair


def file_source(layer: QgsRasterLayer) -> str:
    """GDAL source of a layer. Raises `SpecGanError` for layers that come from a service."""
    if layer.providerType() != "gdal":
        raise SpecGanError(
            f"The layer {layer.name()} comes from a {layer.providerType()} service, not from a raster file.",
            "Export it to a GeoTIFF first (right click, Export, Save As).",
        )
    return str(layer.source()).split("|option:")[0]  # the engine opens the plain source


def shown_bands(layer: Optional[QgsRasterLayer], project: Optional[QgsProject]) -> Tuple[int, ...]:
    """Bands that the style of a project's layer shows as red, green and blue; empty for other styles and layers.

    A layer that is no part of a project has the style that QGIS gives to every one: it says nothing.
    """
    if layer is None or project is None or project.mapLayer(layer.id()) is None:
        return ()
    renderer = layer.renderer()
    if not isinstance(renderer, QgsMultiBandColorRenderer):
        return ()
    bands = (renderer.redBand(), renderer.greenBand(), renderer.blueBand())
    return bands if min(bands) >= 1 else ()


def candidate(layer: QgsRasterLayer) -> Candidate:
    """What decides whether a layer is RGB or hyperspectral. Reads the file's header, no pixels."""
    source = file_source(layer)
    with suppress(SpecGanError):  # a file that cannot be described is refused later, by the check of the whole job
        return Candidate(layer.name(), layer.bandCount(), describe(source, require_crs=False).wavelengths)
    return Candidate(layer.name(), layer.bandCount())


def selected_pair(layers: Sequence[QgsMapLayer]) -> Tuple[QgsRasterLayer, QgsRasterLayer]:
    """The RGB and the hyperspectral layer among the selected ones; `SpecGanError` says what to select instead."""
    rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
    rgb, hsi = choose_pair([candidate(layer) for layer in rasters])
    return rasters[rgb], rasters[hsi]

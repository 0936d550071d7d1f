"""QGIS raster layers as the engine sees them."""

from __future__ import annotations

from contextlib import suppress
from typing import Sequence, Tuple

from qgis.core import QgsMapLayer, QgsRasterLayer

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

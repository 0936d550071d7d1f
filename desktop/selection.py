"""Which of the selected layers is which."""

from __future__ import annotations

from contextlib import suppress
from typing import Sequence, Tuple

from qgis.core import QgsMapLayer, QgsRasterLayer

from ..core.errors import SpecGanError
from ..core.geodata.raster import describe
from ..core.planning.pairing import Candidate, choose_pair
from ..processing_provider.layers import file_source


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

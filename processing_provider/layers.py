"""QGIS raster layers as the engine sees them."""

from __future__ import annotations

import math
import re
from typing import List, Optional, Tuple

from qgis.core import (
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterRange,
)

from ..core.errors import SpecGanError
from ..core.geodata.sources import Nodata, credentials_needed, nodata_part

AUTHENTICATED = re.compile(r"\bauthcfg=")
"""A login of QGIS's authentication manager in the source of a layer."""


def file_source(layer: QgsRasterLayer) -> str:
    """Source of a layer as core takes it: with the options it is opened with, and the nodata values set in QGIS.

    Raises `SpecGanError` for layers that come from a service or need credentials that QGIS keeps.
    """
    if layer.providerType() != "gdal":
        raise SpecGanError(
            "The layer {name} comes from a {service} service, not from a raster file.",
            "Export it to a GeoTIFF first (right click, Export, Save As).",
            name=layer.name(),
            service=layer.providerType(),
        )
    source = str(layer.source())
    if "|credential:" in source or AUTHENTICATED.search(source):
        raise credentials_needed(f"The layer {layer.name()}")
    return source + nodata_part(_nodata(layer.dataProvider()))


def _nodata(provider: QgsRasterDataProvider) -> List[Nodata]:
    """Which values of each band are no data by what a person has set in the layer's properties."""
    found = []
    for band in range(1, provider.bandCount() + 1):
        declared = provider.useSourceNoDataValue(band) or not provider.sourceHasNoDataValue(band)
        given = [r for r in provider.userNoDataValues(band) if not (math.isnan(r.min()) or math.isnan(r.max()))]
        found.append(Nodata(declared, tuple(_in_file(provider, band, r) for r in given)))  # NaN is never data
    return found


def _in_file(provider: QgsRasterDataProvider, band: int, given: QgsRasterRange) -> Tuple[float, float]:
    """A range as values of the file: QGIS counts in scaled ones. Ends that do not belong to it move inwards."""
    bounds, kinds = given.bounds(), QgsRasterRange.BoundsType
    scale, offset = provider.bandScale(band), provider.bandOffset(band)
    ends = [given.min(), given.max()]
    if (scale, offset) != (1.0, 0.0) and scale:
        ends = [(end - offset) / scale for end in ends]
        # what arithmetic leaves of a whole number
        ends = [float(round(end)) if abs(end) < 1e12 and abs(end - round(end)) < 1e-6 else end for end in ends]
    low, high = ends
    if bounds in (kinds.IncludeMax, kinds.Exclusive):
        low = math.nextafter(low, math.inf)
    if bounds in (kinds.IncludeMin, kinds.Exclusive):
        high = math.nextafter(high, -math.inf)
    return min(low, high), max(low, high)


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

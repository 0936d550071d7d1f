"""The result looks like its source: same stretch, three bands as red, green and blue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Set, Tuple

from qgis.core import (
    Qgis,
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterDataProvider,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
)

from ..core.geodata.raster import open_layer
from ..core.job import parse_bands
from .layers import file_source


@dataclass(frozen=True)
class Stretch:
    """How one band is stretched on screen."""

    minimum: float
    maximum: float
    algorithm: QgsContrastEnhancement.ContrastEnhancementAlgorithm


def stretches(layer: QgsRasterLayer, bands: Tuple[int, ...]) -> Optional[Tuple[Stretch, ...]]:
    """The stretch of each of the three `bands` in the layer's style; None where it shows them without one."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsMultiBandColorRenderer):
        return None
    shown = {
        renderer.redBand(): renderer.redContrastEnhancement(),
        renderer.greenBand(): renderer.greenContrastEnhancement(),
        renderer.blueBand(): renderer.blueContrastEnhancement(),
    }
    found = [shown.get(band) for band in bands]
    if len(found) != 3 or any(enhancement is None for enhancement in found):
        return None
    return tuple(
        Stretch(e.minimumValue(), e.maximumValue(), e.contrastEnhancementAlgorithm()) for e in found if e is not None
    )


class SourceStretch(QgsProcessingLayerPostProcessorInterface):
    """Styles the loaded result on the main thread."""

    _waiting: ClassVar[Set[SourceStretch]] = set()
    """QGIS keeps only the C++ half of a post-processor: this keeps the Python half until it was called."""

    def __init__(self, chosen: Optional[Tuple[Stretch, ...]]) -> None:
        super().__init__()
        self._chosen = chosen

    def await_layer(self) -> SourceStretch:
        """Itself, kept alive until the layer comes."""
        self._waiting.add(self)
        return self

    def postProcessLayer(self, layer, context, feedback) -> None:
        self._waiting.discard(self)
        if not isinstance(layer, QgsRasterLayer) or self._chosen is None:
            return
        apply_stretches(layer, self._chosen)


def apply_stretches(layer: QgsRasterLayer, chosen: Optional[Tuple[Stretch, ...]]) -> None:
    """Show bands 1, 2, 3 as red, green and blue, with these stretches; None: with the values as they stand."""
    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, 1, 2, 3)
    setters = (
        renderer.setRedContrastEnhancement,
        renderer.setGreenContrastEnhancement,
        renderer.setBlueContrastEnhancement,
    )
    for band, (stretch, setter) in enumerate(zip(chosen or (), setters), start=1):
        enhancement = QgsContrastEnhancement(provider.dataType(band))
        enhancement.setContrastEnhancementAlgorithm(stretch.algorithm)
        enhancement.setMinimumValue(stretch.minimum)
        enhancement.setMaximumValue(stretch.maximum)
        setter(enhancement)
    layer.setRenderer(renderer)
    layer.triggerRepaint()


def style_as_source(result: QgsRasterLayer, source: QgsRasterLayer) -> None:
    """Give a result the stretch of the bands of the layer it was made from, which its tags name."""
    if isinstance(source.renderer(), QgsMultiBandColorRenderer):
        with open_layer(file_source(result), require_crs=False) as layer:
            bands = parse_bands(layer.recorded("rgb_bands"), "RGB_BANDS")
        apply_stretches(result, stretches(source, bands))


def copy_of_source(source: QgsRasterLayer, name: str, cubic: bool) -> QgsRasterLayer:
    """The source as a second layer with the stretch it has now, shown with square pixels or `cubic` resampling.

    The provider resamples: where the map has another CRS than the layer, QGIS asks it for no more than the pixels that
    are there, unless it does, and what resamples behind it has nothing to do.
    """
    layer = source.clone()
    layer.setName(name)
    layer.renderer().setMinMaxOrigin(QgsRasterMinMaxOrigin())  # the numbers as they are, not those of the canvas
    layer.resampleFilter().setZoomedInResampler(None)
    if cubic:
        layer.setResamplingStage(Qgis.RasterResamplingStage.Provider)
        layer.dataProvider().setZoomedInResamplingMethod(QgsRasterDataProvider.ResamplingMethod.Cubic)
    else:
        layer.setResamplingStage(Qgis.RasterResamplingStage.ResampleFilter)
    return layer

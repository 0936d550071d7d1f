"""The result looks like its source: same stretch, three bands as red, green and blue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Set, Tuple

from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)


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
        provider = layer.dataProvider()
        renderer = QgsMultiBandColorRenderer(provider, 1, 2, 3)
        setters = (
            renderer.setRedContrastEnhancement,
            renderer.setGreenContrastEnhancement,
            renderer.setBlueContrastEnhancement,
        )
        for band, (stretch, setter) in enumerate(zip(self._chosen, setters), start=1):
            enhancement = QgsContrastEnhancement(provider.dataType(band))
            enhancement.setContrastEnhancementAlgorithm(stretch.algorithm)
            enhancement.setMinimumValue(stretch.minimum)
            enhancement.setMaximumValue(stretch.maximum)
            setter(enhancement)
        layer.setRenderer(renderer)
        layer.triggerRepaint()

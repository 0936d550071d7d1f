"""How an uncertainty raster is shown: five classes with words, sure ground transparent."""

from __future__ import annotations

from typing import Any, ClassVar, Set, Tuple

from qgis.core import (
    QgsColorRampShader,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
)

from ..core.geodata.raster import open_layer
from ..core.job import parse_range
from .layers import file_source
from .paths import STYLES
from .translation import tr

STYLE = STYLES / "uncertainty.qml"
"""For results of 8 bit; the classes of others are scaled to the range of values that the model saw."""
STYLE_SPAN = 255.0
"""Width of the range of values that the style is made for."""


def legend() -> Tuple[str, ...]:
    """What the five classes say, in the language of QGIS."""
    return (
        tr("sure: the answers differ by less than 1 % of the range of values"),
        tr("rather sure: by 1 to 2.5 %"),
        tr("doubtful: by 2.5 to 5 %"),
        tr("very doubtful: by 5 to 10 %"),
        tr("invented: by more than 10 %, every answer is another picture"),
    )


def style_uncertainty(layer: QgsRasterLayer) -> None:
    """Show how far the answers of the model lie apart, as a part of the range of values that its tags name."""
    layer.loadNamedStyle(str(STYLE))
    renderer = layer.renderer()
    if not isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        return
    shader = renderer.shader().rasterShaderFunction()
    factor = _span(layer) / STYLE_SPAN
    items = []
    for item, words in zip(shader.colorRampItemList(), legend()):
        items.append(QgsColorRampShader.ColorRampItem(item.value * factor, item.color, words))
    shader.setColorRampItemList(items)
    renderer.setClassificationMax(renderer.classificationMax() * factor)
    layer.triggerRepaint()


def _span(layer: QgsRasterLayer) -> float:
    """Width of the range of values that the model saw, the widest of three bands."""
    with open_layer(file_source(layer), require_crs=False) as opened:
        ranges = [parse_range(part, "SPECGAN_RGB_RANGE") for part in opened.recorded("rgb_range").split(";")]
    return max((high - low for low, high in filter(None, ranges)), default=STYLE_SPAN)


class UncertaintyStyle(QgsProcessingLayerPostProcessorInterface):
    """Styles the loaded uncertainty on the main thread."""

    _waiting: ClassVar[Set[UncertaintyStyle]] = set()
    """QGIS keeps only the C++ half of a post-processor: this keeps the Python half until it was called."""

    def await_layer(self) -> UncertaintyStyle:
        """Itself, kept alive until the layer comes."""
        self._waiting.add(self)
        return self

    def postProcessLayer(self, layer: Any, context: Any, feedback: Any) -> None:
        self._waiting.discard(self)
        if isinstance(layer, QgsRasterLayer):
            style_uncertainty(layer)

"""How a raster of what is unlike the training data is shown: a colour and words for each reason."""

from __future__ import annotations

from typing import Any, ClassVar, Set, Tuple

from qgis.core import QgsPalettedRasterRenderer, QgsProcessingLayerPostProcessorInterface, QgsRasterLayer
from qgis.PyQt.QtGui import QColor

from ..core.engine.sinks import ALARM_COLOURS
from .translation import tr


def legend() -> Tuple[str, ...]:
    """What the values from 1 on say, in the language of QGIS."""
    return (
        tr("too bright"),
        tr("too dark"),
        tr("unusual colours"),
        tr("too flat"),
        tr("too uneven"),
        tr("unusual spectra"),
    )


def style_alarm(layer: QgsRasterLayer) -> None:
    """Name each reason; what is like the training data is transparent."""
    classes = [
        QgsPalettedRasterRenderer.Class(value, QColor(*ALARM_COLOURS[value]), words)
        for value, words in enumerate(legend(), start=1)
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
    layer.triggerRepaint()


class AlarmStyle(QgsProcessingLayerPostProcessorInterface):
    """Styles the loaded raster on the main thread."""

    _waiting: ClassVar[Set[AlarmStyle]] = set()
    """QGIS keeps only the C++ half of a post-processor: this keeps the Python half until it was called."""

    def await_layer(self) -> AlarmStyle:
        """Itself, kept alive until the layer comes."""
        self._waiting.add(self)
        return self

    def postProcessLayer(self, layer: Any, context: Any, feedback: Any) -> None:
        self._waiting.discard(self)
        if isinstance(layer, QgsRasterLayer):
            style_alarm(layer)

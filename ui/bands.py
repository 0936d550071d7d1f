"""Which bands of the RGB layer are red, green and blue: found from the layer, or chosen."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsMapLayer
from qgis.gui import QgsRasterBandComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ..processing_provider.translation import tr

UNSET = -1


class BandChooser(QWidget):
    """Three lists of the layer's bands, each of which begins with "Automatic"."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.boxes = []
        for colour in (tr("Red band"), tr("Green band"), tr("Blue band")):
            box = QgsRasterBandComboBox(self)
            box.setShowNotSetOption(True, tr("Automatic"))
            box.setToolTip(colour)
            box.setAccessibleName(colour)
            box.setBand(UNSET)
            box.bandChanged.connect(lambda band: self.changed.emit())
            layout.addWidget(box, 1)
            self.boxes.append(box)
        self.setFocusProxy(self.boxes[0])

    def set_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Offer the bands of another layer; nothing of the earlier choice stays."""
        for box in self.boxes:
            box.setLayer(layer)
            box.setBand(UNSET)

    def value(self) -> Optional[str]:
        """RGB_BANDS of the algorithm, with gaps where a band is still to be chosen; None: found from the layer."""
        chosen = [box.currentBand() for box in self.boxes]
        if max(chosen) < 1:
            return None
        return ",".join(str(band) if band >= 1 else "" for band in chosen)

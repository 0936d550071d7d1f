"""How much of the generated detail goes into a result: a slider."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from ..core.job import PARAMETERS
from ..processing_provider.translation import tr


class DetailSlider(QWidget):
    """0 to 100 %. Until somebody moves it, it follows the model's own share."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.slider, self._label = QSlider(Qt.Orientation.Horizontal, self), QLabel(self)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setToolTip(tr(PARAMETERS["DETAIL"].help))
        self.slider.setAccessibleName(tr("Detail"))
        self._label.setMinimumWidth(self._label.fontMetrics().horizontalAdvance("100 % "))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._label)
        self.setFocusProxy(self.slider)
        self._moved = False
        self.set_usual(1.0)
        self.slider.valueChanged.connect(self._move)

    def value(self) -> Optional[float]:
        """The share, 0 to 1; None: the model's."""
        return self.slider.value() / 100 if self._moved else None

    def set_usual(self, share: float) -> None:
        """The share of a model that was chosen."""
        if not self._moved:
            self._show(share)

    def _show(self, share: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(100 * share))
        self.slider.blockSignals(False)
        self._label.setText(f"{self.slider.value()} %")

    def _move(self, percent: int) -> None:
        self._moved = True
        self._label.setText(f"{percent} %")
        self.changed.emit()

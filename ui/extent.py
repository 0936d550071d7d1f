"""Which part of the map is computed: everything, the canvas, or a drawn rectangle."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsReferencedRectangle
from qgis.gui import QgsExtentWidget, QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ..core.errors import SpecGanError
from ..processing_provider.translation import tr

FULL, CANVAS, DRAWN = range(3)


class ExtentChooser(QWidget):
    """A list of three, and the rectangle below it where the third is chosen."""

    changed = pyqtSignal()
    drawing = pyqtSignal(bool)
    """False while the person draws on the canvas and the dialog is in the way."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.choice = QComboBox(self)
        self.choice.addItems(
            [tr("All that both layers cover"), tr("What the map shows now"), tr("A rectangle, drawn or typed")]
        )
        self.rectangle = QgsExtentWidget(self, QgsExtentWidget.WidgetStyle.CondensedStyle)
        self.rectangle.setMapCanvas(canvas)
        self.rectangle.setNullValueAllowed(True, tr("Draw or type a rectangle"))
        self.rectangle.hide()
        self._given = False
        """The person has drawn, typed or picked a rectangle. The widget does not say: it fills itself at times."""
        self._busy = False
        """What the widget says now is not from the person."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.choice)
        layout.addWidget(self.rectangle)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._choose)
        self.rectangle.extentChanged.connect(self._rectangle_changed)
        self.rectangle.validationChanged.connect(self._rectangle_changed)
        self.rectangle.toggleDialogVisibility.connect(self.drawing)
        canvas.extentsChanged.connect(self._canvas_moved)

    def set_crs(self, crs: QgsCoordinateReferenceSystem) -> None:
        """CRS of a typed rectangle."""
        if self.rectangle.outputCrs() != crs:
            with self._by_itself():
                self.rectangle.setOutputCrs(crs)

    def value(self) -> Optional[QgsReferencedRectangle]:
        """EXTENT of the algorithm; None: everything. `SpecGanError` where a rectangle is wanted and none is there."""
        if self.choice.currentIndex() == CANVAS:
            return QgsReferencedRectangle(self._canvas.extent(), self._canvas.mapSettings().destinationCrs())
        if self.choice.currentIndex() != DRAWN:
            return None
        if not self._given:
            raise SpecGanError(
                tr("There is no rectangle yet."),
                tr("Draw or type one, or choose what both layers cover or what the map shows."),
            )
        return QgsReferencedRectangle(self.rectangle.outputExtent(), self.rectangle.outputCrs())

    def _choose(self, index: int) -> None:
        self.rectangle.setVisible(index == DRAWN)
        self._canvas_state()
        self.changed.emit()

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """The widget changes by the program inside, and stays empty where it was."""
        self._busy = True
        try:
            yield
            if not self._given:
                self.rectangle.clear()
        finally:
            self._busy = False

    def _rectangle_changed(self) -> None:
        if self._busy:
            return
        extent = self.rectangle.outputExtent()
        self._given = self.rectangle.isValid() and not (extent.isNull() or extent.isEmpty())
        if self.choice.currentIndex() == DRAWN:
            self.changed.emit()

    def _canvas_state(self) -> None:
        with self._by_itself():
            self.rectangle.setCurrentExtent(self._canvas.extent(), self._canvas.mapSettings().destinationCrs())

    def _canvas_moved(self) -> None:
        self._canvas_state()
        if self.choice.currentIndex() == CANVAS:
            self.changed.emit()

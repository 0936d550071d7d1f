"""The parameters that the run dialog has no widgets of its own for: with the toolbox's widgets, folded away."""

from __future__ import annotations

from typing import Any, Collection, Dict, Optional, Tuple

from qgis.core import QgsProcessingContext
from qgis.gui import QgsCollapsibleGroupBox, QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFormLayout, QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ..core.job import PARAMETERS
from ..processing_provider.parameters import definition
from ..processing_provider.translation import tr
from .dialog import form

LINES_SEEN = 18
"""Lines of text that are seen without scrolling."""


class Advanced(QgsCollapsibleGroupBox):
    """One row for every parameter of a job that is not among `elsewhere`, made from its declaration."""

    changed = pyqtSignal()

    def __init__(self, elsewhere: Collection[str], parent: Optional[QWidget] = None) -> None:
        super().__init__(tr("Advanced"), parent)
        self._context = QgsProcessingContext()
        self._definitions = {name: definition(known) for name, known in PARAMETERS.items() if name not in elsewhere}
        self._wrappers: Dict[str, Any] = {}
        self._rows = rows = form()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for name, made in self._definitions.items():
            self._add(name, made, rows)
        self._untouched = {name: self._text(name) for name in self._wrappers}
        content, area = QWidget(self), QScrollArea(self)
        content.setLayout(rows)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        height = LINES_SEEN * self.fontMetrics().height()
        self.collapsedStateChanged.connect(lambda folded: area.setMinimumHeight(0 if folded else height))
        QVBoxLayout(self).addWidget(area)
        self.setCollapsed(True)

    def put_first(self, *rows: Tuple[str, QWidget]) -> None:
        """Labels and widgets of the dialog's own above the others."""
        for number, (label, widget) in enumerate(rows):
            self._rows.insertRow(number, *([label, widget] if label else [widget]))

    def parameters(self) -> Dict[str, Any]:
        """The parameters that the person has changed."""
        touched = [name for name, before in self._untouched.items() if self._text(name) != before]
        return {name: self._wrappers[name].parameterValue() for name in touched}

    def set_parameters(self, values: Dict[str, Any]) -> None:
        """Fill in; the parameters that `values` leaves out get their defaults."""
        for name, wrapper in self._wrappers.items():
            wrapper.setParameterValue(values.get(name, self._definitions[name].defaultValue()), self._context)

    def _add(self, name: str, made: Any, rows: QFormLayout) -> None:
        kind = QgsProcessingGui.WidgetType.Standard
        wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(made, kind)
        widget = wrapper.createWrappedWidget(self._context)
        label = QLabel(made.description(), self)
        label.setWordWrap(True)
        label.setToolTip(widget.toolTip())
        wrapper.widgetValueHasChanged.connect(lambda *unused: self.changed.emit())
        self._wrappers[name] = wrapper
        rows.addRow(label, widget)

    def _text(self, name: str) -> str:
        """The value in a form that can be compared."""
        value = self._wrappers[name].parameterValue()
        return str(self._definitions[name].valueAsPythonString(value, self._context))

"""What all dialogs share: remembered size, a Help button, a column of labelled widgets."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from ..processing_provider.paths import ICON
from ..processing_provider.settings import keep, kept, window_key
from .help import show_help


class Dialog(QDialog):
    """A dialog named `name`: the settings key of its geometry and the name of its help page."""

    def __init__(self, name: str, title: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setObjectName(f"specgan_{name}")
        self.setWindowTitle(title)
        self.setWindowIcon(QIcon(str(ICON)))
        geometry = kept(window_key(name))
        if geometry:
            self.restoreGeometry(geometry)

    def button_box(self, *kinds: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
        """Standard buttons with Help, which opens the dialog's page."""
        box = QDialogButtonBox(self)
        for kind in (*kinds, QDialogButtonBox.StandardButton.Help):
            box.addButton(kind)
        box.helpRequested.connect(lambda: show_help(self._name))
        return box

    def done(self, result: int) -> None:
        """Called however the dialog is closed."""
        keep(window_key(self._name), self.saveGeometry())
        super().done(result)


def form() -> QFormLayout:
    """A column of labelled widgets that fill the width."""
    layout = QFormLayout()
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return layout

"""SpecGAN's page in the options of QGIS."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QComboBox, QGroupBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.models import DEVICES, installed_models
from ..core.runtime import MODES, Choice
from ..processing_provider import settings
from ..processing_provider.paths import ICON, model_folders
from ..processing_provider.translation import tr
from .dialog import form
from .labels import device_label, mode_label


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever the options are opened."""

    def __init__(self, open_setup: Callable[[], Any], open_models: Callable[[], Any]) -> None:
        super().__init__("SpecGAN", QIcon(str(ICON)))
        self._open_setup, self._open_models = open_setup, open_models

    def createWidget(self, parent: Optional[QWidget] = None) -> OptionsPage:
        return OptionsPage(self._open_setup, self._open_models, parent)


class OptionsPage(QgsOptionsPageWidget):
    """What the run dialog begins with, and which Python runs the models."""

    def __init__(
        self, open_setup: Callable[[], Any], open_models: Callable[[], Any], parent: Optional[QWidget] = None
    ) -> None:
        super().__init__(parent)
        self.model, self.device, self.runtime = QComboBox(self), QComboBox(self), QComboBox(self)
        for name in installed_models(model_folders()):
            self.model.addItem(name, name)
        for device in DEVICES:
            self.device.addItem(device_label(device), device)
        for mode in MODES:
            self.runtime.addItem(mode_label(mode), mode)
        _choose(self.model, settings.first_model())
        _choose(self.device, settings.first_device())
        _choose(self.runtime, settings.read_choice().mode)
        start = QGroupBox(tr("What the dialog begins with"), self)
        rows = form()
        rows.addRow(tr("&Model"), self.model)
        rows.addRow(tr("&Device"), self.device)
        start.setLayout(rows)
        runtime = QGroupBox(tr("What runs the models"), self)
        rows = form()
        rows.addRow(tr("&Python"), self.runtime)
        rows.addRow(_buttons((tr("Runtime set-up…"), open_setup), (tr("Models…"), open_models)))
        runtime.setLayout(rows)
        note = QLabel(tr("Own models lie in {folder}.").format(folder=model_folders()[0]), self)
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        for widget in (start, runtime, note):
            layout.addWidget(widget)
        layout.addStretch(1)

    def apply(self) -> None:
        """OK was pressed."""
        settings.write_first(str(self.model.currentData() or ""), str(self.device.currentData()))
        before = settings.read_choice()
        settings.write_choice(Choice(str(self.runtime.currentData()), before.folder, before.own))


def _choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(max(box.findData(value), 0))


def _buttons(*actions: Any) -> QHBoxLayout:
    layout = QHBoxLayout()
    for label, action in actions:
        button = QPushButton(label)
        button.clicked.connect(lambda checked, action=action: action())
        layout.addWidget(button)
    layout.addStretch(1)
    return layout

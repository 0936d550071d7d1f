"""Naming a Python of one's own, with a check."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.runtime import AUTO, OWN, Choice, Found, check
from ..processing_provider import settings
from ..processing_provider.sentences import said
from ..processing_provider.translation import tr
from .state import runners_text, show_state


class OwnPython(QWidget):
    """A file, a button, an answer. What passes the check is used from then on."""

    check_wanted = pyqtSignal(object)
    """Work for a thread; its answer goes to `accept`, its exception to `refuse`."""
    changed = pyqtSignal()
    """The choice of the runtime was changed."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.file = QgsFileWidget(self)
        self.file.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.file.lineEdit().setPlaceholderText(tr("The python program of an environment with onnxruntime or torch"))
        self.button = QPushButton(tr("Chec&k and use"), self)
        self.forget_button = QPushButton(tr("Do &not use it"), self)
        self.answer = QLabel(self)
        self.answer.setWordWrap(True)
        row = QHBoxLayout()
        for widget, stretch in ((self.file, 1), (self.button, 0), (self.forget_button, 0)):
            row.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.answer)
        if self.python() is not None:
            self.file.setFilePath(str(self.python()))
        self.file.fileChanged.connect(self._enable)
        self.button.clicked.connect(self._check)
        self.forget_button.clicked.connect(self._forget)
        self._enable()

    def python(self) -> Optional[Path]:
        """The one that is in use."""
        choice = settings.read_choice()
        return choice.own if choice.mode == OWN else None

    def accept(self, found: Found) -> None:
        """The check was passed."""
        settings.write_choice(Choice(OWN, settings.runtime_folder(), found.python))
        show_state(self.answer, runners_text(found), good=True)
        self._enable()
        self.changed.emit()

    def refuse(self, error: Exception) -> None:
        """The check was not passed."""
        show_state(self.answer, said(error), good=False)
        self._enable()

    def _check(self) -> None:
        python = Path(self.file.filePath().strip())
        self.button.setEnabled(False)
        show_state(self.answer, tr("Checking; a small model runs in it…"))
        self.check_wanted.emit(lambda progress: check(python, progress=progress))

    def _forget(self) -> None:
        settings.write_choice(Choice(AUTO, settings.runtime_folder(), None))
        show_state(self.answer, "")
        self._enable()
        self.changed.emit()

    def _enable(self, *unused: object) -> None:
        self.button.setEnabled(bool(self.file.filePath().strip()))
        self.forget_button.setEnabled(self.python() is not None)

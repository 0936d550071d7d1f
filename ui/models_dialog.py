"""The installed models with their cards; adding and removing them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import SpecGanError
from ..core.models import Model, describe_model, installed_models, is_bundled, remove_model
from ..desktop.algorithm_run import AlgorithmRun
from ..desktop.background import Background
from ..desktop.readiness import python_for
from ..processing_provider.paths import model_folders, own_models
from ..processing_provider.sentences import said, shown
from ..processing_provider.translation import tr
from .dialog import Dialog
from .files import ask_for_model
from .state import show_state

IMPORT = "specgan:importmodel"


class ModelsDialog(Dialog):
    """A list on the left, the card of the chosen model on the right."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__("models", tr("SpecGAN models"), parent)
        self._work: Optional[AlgorithmRun] = None
        self.list = QListWidget(self)
        self.card = QPlainTextEdit(self)
        self.card.setReadOnly(True)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.hide()
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.card)
        split.setStretchFactor(1, 1)
        split.setSizes([200, 420])
        buttons = self.button_box(QDialogButtonBox.StandardButton.Close)
        self.add_button = buttons.addButton(tr("&Add…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.remove_button = buttons.addButton(tr("&Remove"), QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        for widget in (self.bar, self.state, buttons):
            layout.addWidget(widget)
        self.list.currentItemChanged.connect(self._show_card)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._ask_to_remove)
        buttons.rejected.connect(self.reject)
        self.resize(max(self.width(), 680), max(self.height(), 400))
        self.fill()

    def fill(self, chosen: str = "") -> None:
        """Read the folders again."""
        self.list.clear()
        for name, path in installed_models(model_folders()).items():
            item = QListWidgetItem(name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            item.setToolTip(str(path))
            if name == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)

    def add(self, path: str) -> None:
        """Run `specgan:importmodel` on a file, in a thread: converting a published checkpoint takes a minute."""
        algorithm = QgsApplication.processingRegistry().algorithmById(IMPORT)
        self._work = AlgorithmRun(algorithm, {"INPUT": path}, parent=self)
        refused = self._work.prepare()
        if refused:
            show_state(self.state, refused, good=False)
            return
        self._busy(True)
        show_state(self.state, tr("Adding {path}…").format(path=path))
        self._work.done.connect(self._added)
        self._work.failed.connect(self._failed)
        self._work.start()

    def remove(self, name: str) -> None:
        """Delete one of the user's own models."""
        try:
            remove_model(name, own_models())
        except SpecGanError as error:
            show_state(self.state, said(error), good=False)
            return
        show_state(self.state, tr("{name} was removed.").format(name=name))
        self.fill()

    def done(self, result: int) -> None:
        if self._work is not None and self._work.running:
            self._work.cancel(10.0)
        super().done(result)

    def _show_card(self, item: Optional[QListWidgetItem], *unused: object) -> None:
        self.remove_button.setEnabled(item is not None and not is_bundled(_path(item)))
        if item is None:
            self.card.clear()
            return
        path = _path(item)
        self.card.setPlainText(tr("Reading…"))
        reading = Background(lambda progress: describe_model(Model(path, python_for(path)).spec), self)
        reading.done.connect(lambda card: self._card_of(path, shown(card)))
        reading.failed.connect(lambda error: self._card_of(path, said(error)))
        for signal in (reading.done, reading.failed):
            signal.connect(reading.deleteLater)
        reading.start()

    def _card_of(self, path: Path, text: str) -> None:
        item = self.list.currentItem()
        if item is not None and _path(item) == path:
            self.card.setPlainText(text)

    def _add(self) -> None:
        path = ask_for_model(self)
        if path:
            self.add(path)

    def _added(self, results: Any) -> None:
        self._busy(False)
        name = str(results["MODEL"])
        show_state(self.state, tr("{name} was added.").format(name=name), good=True)
        self.fill(name)

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        show_state(self.state, said(error), good=False)

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.add_button.setEnabled(not busy)

    def _ask_to_remove(self) -> None:
        item = self.list.currentItem()
        question = tr("Remove the model {name} from this computer?").format(name=item.text())
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        if QMessageBox.question(self, self.windowTitle(), question, yes | no, no) == yes:
            self.remove(item.text())


def _path(item: QListWidgetItem) -> Path:
    return Path(item.data(Qt.ItemDataRole.UserRole))

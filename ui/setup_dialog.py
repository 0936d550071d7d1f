"""What runs models on this machine, and the button that sets it up."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, List, Optional

from qgis.core import QgsFileUtils
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.errors import Cancelled
from ..core.runtime import ENVIRONMENT, Choice, Environment, SetupPlan, plan_setup, set_up
from ..core.shelf.progress import Progress
from ..desktop.background import Background
from ..desktop.diagnosis import Diagnosis, diagnose, report
from ..desktop.readiness import runtime_missing
from ..processing_provider import settings
from ..processing_provider.sentences import said, shown
from ..processing_provider.translation import tr
from .dialog import Dialog, form
from .own_python import OwnPython
from .state import found_text, show_state

END_S = 15.0
"""How long closing the dialog waits for the processes of a set-up to end."""


class SetupDialog(Dialog):
    """Finds, sets up and checks; everything slow happens in threads."""

    ready = pyqtSignal()
    """There is a runtime now, and there was none when the dialog opened."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__("setup", tr("SpecGAN runtime"), parent)
        self._works: List[Background] = []
        self._setting_up: Optional[Background] = None
        self._plan: Optional[SetupPlan] = None
        self._was_missing = bool(runtime_missing())
        self.state = QLabel(self)
        self.planned = QLabel(self)
        for label in (self.state, self.planned):
            label.setWordWrap(True)
        self.torch = QCheckBox(tr("Also P&yTorch, for .pt and .pth models (large)"), self)
        self.wheels = QgsFileWidget(self)
        self.bar = QProgressBar(self)
        self.log = QPlainTextEdit(self)
        self.start_button = QPushButton(tr("&Set up"), self)
        self.cancel_button = QPushButton(tr("C&ancel set-up"), self)
        self.own = OwnPython(self)
        self._arrange()
        self._connect()
        self.look()

    def look(self) -> None:
        """Find out what there is and what a set-up would install."""
        show_state(self.state, tr("Looking for what runs models…"))
        choice = settings.read_choice()
        self._background(lambda progress: diagnose(choice, progress), self._found)
        self._plan_again()

    def done(self, result: int) -> None:
        for work in self._works:
            work.cancel(END_S)
        super().done(result)

    def _arrange(self) -> None:
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.lineEdit().setPlaceholderText(tr("None: download from the internet"))
        self.bar.hide()
        self.log.setReadOnly(True)
        self.log.hide()
        self.cancel_button.setEnabled(False)
        self.start_button.setEnabled(False)
        self.start_button.setDefault(True)
        copy = QPushButton(tr("Copy &diagnostics"), self)
        copy.clicked.connect(self._copy_diagnostics)
        again = QPushButton(tr("&Look again"), self)
        again.clicked.connect(self.look)
        self.copy_button = copy
        now = _box(tr("Now"), self.state, _row(again, copy))
        fields = form()
        fields.addRow(tr("&Folder of wheels"), self.wheels)
        make = _box(
            tr("Set up an environment of its own"),
            self.planned,
            self.torch,
            fields,
            self.bar,
            self.log,
            _row(self.start_button, self.cancel_button),
        )
        own = QgsCollapsibleGroupBox(tr("Use a Python of my own"), self)
        own.setCollapsed(self.own.python() is None)
        QVBoxLayout(own).addWidget(self.own)
        buttons = self.button_box(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (now, make, own):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)

    def _connect(self) -> None:
        self.torch.toggled.connect(self._plan_again)
        self.wheels.fileChanged.connect(self._plan_again)
        self.start_button.clicked.connect(self._start)
        self.cancel_button.clicked.connect(self._cancel)
        self.own.check_wanted.connect(lambda work: self._background(work, self.own.accept, self.own.refuse))
        self.own.changed.connect(self._changed)

    def _background(
        self, work: Callable[[Progress], Any], done: Callable, failed: Optional[Callable] = None
    ) -> Background:
        job = Background(work, self)
        job.done.connect(done)
        job.failed.connect(failed or (lambda error: show_state(self.state, said(error), good=False)))
        self._works.append(job)
        job.start()
        return job

    def _found(self, diagnosis: Diagnosis) -> None:
        show_state(self.state, found_text(diagnosis), good=diagnosis.works)

    def _plan_again(self) -> None:
        folder, torch, wheels = settings.runtime_folder(), self.torch.isChecked(), self.wheels.filePath().strip()
        proxy = settings.proxy()
        self._background(lambda progress: _plan(folder, torch, wheels, proxy), self._planned, self._unplanned)

    def _planned(self, plan: SetupPlan) -> None:
        self._plan = plan
        text = tr(
            "Installs {packages} with {python} into {folder}. Needs about {size}; QGIS's own Python stays as it is."
        )
        show_state(
            self.planned,
            text.format(
                packages=", ".join(plan.packages),
                python=plan.base,
                folder=plan.folder,
                size=QgsFileUtils.representFileSize(plan.needed_bytes),
            ),
        )
        self.start_button.setEnabled(self._setting_up is None)

    def _unplanned(self, error: Exception) -> None:
        self._plan = None
        self.start_button.setEnabled(False)
        show_state(self.planned, said(error), good=False)

    def _start(self) -> None:
        if self._plan is None or self._setting_up is not None:
            return
        plan = self._plan
        self.log.clear()
        self.log.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.start_button.setEnabled(False)
        self.cancel_button.setEnabled(True)
        show_state(self.state, tr("Setting up; this takes some minutes."))

        def work(progress: Progress) -> Environment:
            return set_up(plan, progress)

        self._setting_up = self._background(work, self._set_up, self._failed)
        self._setting_up.stage.connect(self._stage)
        self._setting_up.line.connect(lambda line: self.log.appendPlainText(shown(line)))

    def _stage(self, done: int, total: int) -> None:
        self.bar.setRange(0, total if done else 0)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        if self._setting_up is not None:
            self.cancel_button.setEnabled(False)
            self._setting_up.cancel()

    def _end_of_set_up(self, label: str) -> None:
        self._setting_up = None
        self.bar.hide()
        self.cancel_button.setEnabled(False)
        self.start_button.setEnabled(True)
        self.start_button.setText(label)

    def _set_up(self, environment: Environment) -> None:
        del environment
        own = settings.read_choice().own
        settings.write_choice(Choice(ENVIRONMENT, settings.runtime_folder(), own))
        self._end_of_set_up(tr("&Set up again"))
        self._changed()

    def _failed(self, error: Exception) -> None:
        self._end_of_set_up(tr("&Try again"))
        if isinstance(error, Cancelled):
            show_state(self.state, tr("The set-up was cancelled; nothing was changed."))
            return
        show_state(self.state, said(error), good=False)
        self.log.appendPlainText(getattr(error, "details", ""))

    def _changed(self) -> None:
        self.look()
        if self._was_missing and not runtime_missing():
            self._was_missing = False
            self.ready.emit()

    def _copy_diagnostics(self) -> None:
        self.copy_button.setEnabled(False)
        choice = settings.read_choice()
        self._background(lambda progress: report(choice), self._copied, self._copied)

    def _copied(self, text: object) -> None:
        QApplication.clipboard().setText(str(text))
        self.copy_button.setEnabled(True)
        self.copy_button.setText(tr("Copied"))


def _plan(folder: Path, torch: bool, wheels: str, proxy: str) -> SetupPlan:
    return plan_setup(folder, torch=torch, wheels=Path(wheels) if wheels else None, proxy=proxy)


def _box(title: str, *contents: Any) -> QGroupBox:
    """Widgets and layouts below each other under a title."""
    box = QGroupBox(title)
    layout = QVBoxLayout(box)
    for content in contents:
        (layout.addWidget if isinstance(content, QWidget) else layout.addLayout)(content)
    return box


def _row(*buttons: QPushButton) -> QHBoxLayout:
    layout = QHBoxLayout()
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch(1)
    return layout

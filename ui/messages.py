"""The message bar: one sentence for the person, the rest on demand."""

from __future__ import annotations

from typing import Any, Callable, Optional, Tuple

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ..processing_provider.translation import tr
from .dialog import Dialog

Button = Tuple[str, Callable[[], Any]]
TITLE = "SpecGAN"
SHOWN_S = 15
"""Seconds that a message is shown that need not stay."""


def show_message(
    bar: QgsMessageBar,
    text: str,
    level: Qgis.MessageLevel = Qgis.MessageLevel.Info,
    details: str = "",
    button: Optional[Button] = None,
) -> QgsMessageBarItem:
    """Show `text` in `bar`, with a button of one's own and one for the `details`.

    Errors, and messages of success, stay until they are closed.
    """
    item = bar.createMessage(text) if text.startswith(TITLE) else bar.createMessage(TITLE, text)
    if button is not None:
        item.layout().addWidget(_push_button(*button))
    if details:
        item.layout().addWidget(_push_button(tr("Details"), lambda: show_details(bar.window(), details)))
    item.setLevel(level)
    stays = level in (Qgis.MessageLevel.Critical, Qgis.MessageLevel.Success) or button is not None
    item.setDuration(0 if stays else SHOWN_S)
    bar.pushItem(item)
    return item


def take_back(bar: QgsMessageBar, item: QgsMessageBarItem) -> None:
    """Take a message out of `bar`, or from under the newer ones: the bar shows it again when those go, and its time
    does not run meanwhile."""
    if item in bar.items():  # else its time was up, or somebody closed it
        bar.popWidget(item)


def _push_button(label: str, action: Callable[[], Any]) -> QPushButton:
    button = QPushButton(label)
    button.clicked.connect(lambda: action())
    return button


class Details(Dialog):
    """A text to read and to copy."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__("details", tr("SpecGAN: details"), parent)
        shown = QPlainTextEdit(text, self)
        shown.setReadOnly(True)
        buttons = self.button_box(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(shown)
        layout.addWidget(buttons)
        self.resize(max(self.width(), 640), max(self.height(), 360))


def show_details(parent: QWidget, text: str) -> None:
    """Open the details without blocking QGIS."""
    dialog = Details(parent, text)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()

"""The help pages: plain HTML beside the code, opened in the person's browser."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..processing_provider.paths import HELP
from ..processing_provider.translation import locale


def help_page(name: str) -> Path:
    """The page `name` in the language of QGIS, else in English."""
    translated = HELP / locale() / f"{name}.html"
    return translated if translated.is_file() else HELP / "en" / f"{name}.html"


def show_help(name: str) -> None:
    """Open a help page."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(help_page(name))))

"""Asking for files and folders; the folder of the last time comes back."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ..processing_provider.translation import tr

LAST = "specgan/folders/{what}"


def ask_for_model(parent: QWidget) -> str:
    """Path of a model file; empty where the person thought better of it."""
    settings, key = QgsSettings(), LAST.format(what="model")
    kinds = tr("Models") + " (*.onnx *.pt *.pth)"
    path, _ = QFileDialog.getOpenFileName(parent, tr("Choose a model file"), str(settings.value(key, "")), kinds)
    if path:
        settings.setValue(key, str(Path(path).parent))
    return str(path)


def ask_for_folder(parent: QWidget, what: str, title: str) -> str:
    """Path of a folder; `what` names the setting that remembers it."""
    settings, key = QgsSettings(), LAST.format(what=what)
    path = QFileDialog.getExistingDirectory(parent, title, str(settings.value(key, "")))
    if path:
        settings.setValue(key, str(path))
    return str(path)

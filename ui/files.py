"""Asking for a file; the folder of the last time comes back."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ..processing_provider.translation import tr

FOLDER = "specgan/folders/model"


def ask_for_model(parent: QWidget) -> str:
    """Path of a model file; empty where the person thought better of it."""
    settings = QgsSettings()
    kinds = tr("Models") + " (*.onnx *.pt *.pth)"
    path, _ = QFileDialog.getOpenFileName(parent, tr("Choose a model file"), str(settings.value(FOLDER, "")), kinds)
    if path:
        settings.setValue(FOLDER, str(Path(path).parent))
    return str(path)

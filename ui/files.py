"""Asking for a file; the folder of the last time comes back."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ..processing_provider.settings import MODEL_FOLDER, keep, kept
from ..processing_provider.translation import tr


def ask_for_model(parent: QWidget) -> str:
    """Path of a model file; empty where the person thought better of it."""
    kinds = tr("Models") + " (*.onnx *.pt *.pth)"
    path, _ = QFileDialog.getOpenFileName(parent, tr("Choose a model file"), str(kept(MODEL_FOLDER)), kinds)
    if path:
        keep(MODEL_FOLDER, str(Path(path).parent))
    return str(path)


def with_ending(path: str) -> str:
    """The name of an output as a GeoTIFF, where it was typed without an ending."""
    return f"{path}.tif" if path and not Path(path).suffix else path

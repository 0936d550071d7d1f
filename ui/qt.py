"""What has another name, or is in another module, in Qt 6 than in Qt 5, or in a newer QGIS."""

from __future__ import annotations

from qgis.core import Qgis

try:
    from qgis.PyQt.QtGui import QAction  # Qt 6
except ImportError:
    from qgis.PyQt.QtWidgets import QAction  # Qt 5

if hasattr(Qgis, "LayerType"):
    RASTER = Qgis.LayerType.Raster  # QGIS 3.30
else:
    from qgis.core import QgsMapLayerType

    RASTER = QgsMapLayerType.RasterLayer

__all__ = ["RASTER", "QAction"]

"""What lies in another module of Qt 6 than of Qt 5."""

from __future__ import annotations

try:
    from qgis.PyQt.QtGui import QAction  # Qt 6
except ImportError:
    from qgis.PyQt.QtWidgets import QAction  # Qt 5

__all__ = ["QAction"]

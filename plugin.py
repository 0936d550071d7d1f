"""The plugin as QGIS sees it."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication

from .processing_provider.provider import SpecGanProvider


class SpecGanPlugin:
    """Registers the Processing provider; also without a desktop (`qgis_process`)."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._provider: Optional[SpecGanProvider] = None

    def initProcessing(self) -> None:
        """Called by `qgis_process` instead of `initGui`."""
        self._provider = SpecGanProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Called by the desktop."""
        self.initProcessing()

    def unload(self) -> None:
        """Leave nothing behind."""
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None

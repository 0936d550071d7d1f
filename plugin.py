"""The plugin as QGIS sees it."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication

from .processing_provider import translation
from .processing_provider.provider import SpecGanProvider


class SpecGanPlugin:
    """Registers the Processing provider, without a desktop too (`qgis_process`), and the desktop where there is one."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._translation: Any = None
        self._provider: Optional[SpecGanProvider] = None
        self._desktop: Any = None

    def initProcessing(self) -> None:
        """Called by `qgis_process` instead of `initGui`."""
        self._translation = translation.install()
        self._provider = SpecGanProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self) -> None:
        """Called by the desktop."""
        from .ui.desktop import Desktop

        self.initProcessing()
        self._desktop = Desktop(self._iface)

    def unload(self) -> None:
        """Leave nothing behind."""
        if self._desktop is not None:
            self._desktop.close()
            self._desktop = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        translation.remove(self._translation)
        self._translation = None

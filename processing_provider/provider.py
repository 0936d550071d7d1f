"""The provider `specgan`."""

from __future__ import annotations

from typing import List

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .evaluate import Evaluate
from .importmodel import ImportModel
from .importproduct import ImportProduct
from .paths import ICON
from .superresolve import SuperResolve
from .trainingpairs import TrainingPairs


class SpecGanProvider(QgsProcessingProvider):
    """Offers the plugin's algorithms to the toolbox, models, batch and `qgis_process`."""

    def id(self) -> str:
        return "specgan"

    def name(self) -> str:
        return "SpecGAN"

    def longName(self) -> str:
        return "SpecGAN super-resolution"

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def supportedOutputRasterLayerExtensions(self) -> List[str]:
        """GeoTIFF alone: its tiles, masks and overviews are written as the result grows."""
        return ["tif", "tiff"]

    def loadAlgorithms(self) -> None:
        for algorithm in (SuperResolve(), Evaluate(), ImportModel(), ImportProduct(), TrainingPairs()):
            self.addAlgorithm(algorithm)

"""`specgan:importproduct`: a product as its agency delivers it in, one georeferenced GeoTIFF out."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
)

from ..core.errors import Cancelled, SpecGanError
from ..core.geodata.products.importing import find_product, import_product
from .algorithm import SpecGanAlgorithm, told
from .feedback import StepProgress
from .help_products import IMPORTPRODUCT
from .sentences import said
from .translation import tr, translate_labels

FILTER = " (*.he5 *.h5 *.hdf5 *.nc *METADATA.XML *METADATA.xml *SPECTRAL_IMAGE*.TIF *SPECTRAL_IMAGE*.tif)"
ALL = " (*.*)"


class ImportProduct(SpecGanAlgorithm):
    """A file to a raster; nothing is computed here."""

    def name(self) -> str:
        return "importproduct"

    def displayName(self) -> str:
        return tr("Import a hyperspectral product")

    def group(self) -> str:
        return tr("Super-resolution")

    def groupId(self) -> str:
        return "superresolution"

    def tags(self) -> List[str]:
        return [
            "specgan",
            "hyperspectral",
            "enmap",
            "desis",
            "prisma",
            "emit",
            "neon",
            "tanager",
            "he5",
            "hdf5",
            "netcdf",
        ]

    def shortDescription(self) -> str:
        return tr("Turns a product of EnMAP, DESIS, PRISMA, EMIT, NEON or Tanager into a GeoTIFF with wavelengths.")

    def shortHelpString(self) -> str:
        return tr(IMPORTPRODUCT)

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        del configuration
        known = tr("Hyperspectral products") + FILTER
        self.addParameter(
            QgsProcessingParameterFile("INPUT", "Product file", fileFilter=f"{known};;{tr('All files') + ALL}")
        )
        self.addParameter(QgsProcessingParameterRasterDestination("OUTPUT", "Hyperspectral raster"))
        self.addOutput(QgsProcessingOutputString("PRODUCT", "Kind of the product"))
        self.addOutput(QgsProcessingOutputNumber("BANDS", "Number of bands"))
        translate_labels(self)

    def checkParameterValues(self, parameters: Dict[str, Any], context: Any) -> Tuple[bool, str]:
        good, message = super().checkParameterValues(parameters, context)
        if not good:
            return good, message
        try:
            find_product(self.parameterAsFile(parameters, "INPUT", context))
        except SpecGanError as error:
            return False, said(error)
        return True, ""

    def processAlgorithm(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        source = self.parameterAsFile(parameters, "INPUT", context)
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        try:
            with told(feedback):
                done = import_product(source, output, StepProgress(feedback))
        except Cancelled:
            return {}
        return {"OUTPUT": output, "PRODUCT": done.kind, "BANDS": done.bands}

"""`specgan:importproduct`: a product as its agency delivers it in, one georeferenced GeoTIFF out."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
)

from ..core.geodata.products.importing import find_product, import_product
from .algorithm import SpecGanAlgorithm
from .feedback import StepProgress
from .help_products import IMPORTPRODUCT
from .translation import tr

FILTER = " (*.he5 *.h5 *.hdf5 *.nc *METADATA.XML *METADATA.xml *SPECTRAL_IMAGE*.TIF *SPECTRAL_IMAGE*.tif)"
ALL = " (*.*)"


class ImportProduct(SpecGanAlgorithm):
    """A file to a raster; nothing is computed here."""

    NAME, GROUP = "importproduct", "superresolution"
    TITLE = "Import a hyperspectral product"
    SUMMARY = "Turns a product of EnMAP, DESIS, PRISMA, EMIT, NEON or Tanager into a GeoTIFF with wavelengths."
    HELP = IMPORTPRODUCT
    TAGS = ("hyperspectral", "enmap", "desis", "prisma", "emit", "neon", "tanager", "he5", "hdf5", "netcdf")

    def define(self) -> None:
        known = tr("Hyperspectral products") + FILTER
        self.addParameter(
            QgsProcessingParameterFile("INPUT", "Product file", fileFilter=f"{known};;{tr('All files') + ALL}")
        )
        self.addParameter(QgsProcessingParameterRasterDestination("OUTPUT", "Hyperspectral raster"))
        self.addOutput(QgsProcessingOutputString("PRODUCT", "Kind of the product"))
        self.addOutput(QgsProcessingOutputNumber("BANDS", "Number of bands"))

    def problem(self, parameters: Dict[str, Any], context: Any) -> str:
        find_product(self.parameterAsFile(parameters, "INPUT", context))
        return ""

    def compute(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        source = self.parameterAsFile(parameters, "INPUT", context)
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        done = import_product(source, output, StepProgress(feedback))
        return {"OUTPUT": output, "PRODUCT": done.kind, "BANDS": done.bands}

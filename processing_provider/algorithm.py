"""What the plugin's algorithms have in common."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Dict, Iterable, Iterator, Tuple

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterDefinition
from qgis.PyQt.QtGui import QIcon

from ..core.errors import SpecGanError
from .layers import file_source
from .paths import ICON
from .sentences import said


class SpecGanAlgorithm(QgsProcessingAlgorithm):
    """Parameters to core's values and results back; subclasses need no arguments to be made."""

    def createInstance(self) -> SpecGanAlgorithm:
        return type(self)()

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def add_advanced(self, parameters: Iterable[QgsProcessingParameterDefinition]) -> None:
        """Parameters that the dialog folds away."""
        for parameter in parameters:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)

    def layer_source(
        self, parameters: Dict[str, Any], name: str, context: Any, optional: bool = False
    ) -> Tuple[str, str]:
        """GDAL source of a layer parameter, and the WKT of its CRS where QGIS has another one for it than the file.

        Where none is chosen and `optional`, both are empty. Raises `SpecGanError` for what is no raster file.
        """
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None and parameters.get(name) in (None, ""):
            if optional:
                return "", ""
            what = "RGB" if name == "RGB" else "hyperspectral"
            raise SpecGanError("No {what} layer is chosen.", "Choose a raster layer.", what=what)
        if layer is None:
            raise SpecGanError(
                "{name}: {value} is not a raster layer that QGIS can open.",
                "Choose a raster layer or an existing raster file.",
                name=name,
                value=parameters.get(name),
            )
        source = file_source(layer)
        crs, own = layer.crs(), layer.dataProvider().crs()
        if not crs.isValid() or crs == own:
            return source, ""
        return source, str(crs.toWkt(crs.WktVariant.WKT2_2018))


@contextmanager
def told(feedback: Any) -> Iterator[None]:
    """`SpecGanError` becomes what Processing shows; its details go to the log."""
    try:
        yield
    except SpecGanError as error:
        if error.details:
            feedback.pushDebugInfo(error.details)
        raise QgsProcessingException(said(error)) from error

"""What the plugin's algorithms have in common."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, ClassVar, Dict, Iterable, Iterator, List, Optional, Tuple

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterDefinition
from qgis.PyQt.QtGui import QIcon

from ..core.errors import Cancelled, SpecGanError
from .layers import file_source
from .paths import ICON
from .sentences import said
from .translation import tr, translate_labels


class SpecGanAlgorithm(QgsProcessingAlgorithm):
    """Parameters to core's values and results back; subclasses need no arguments to be made.

    A subclass says what it is in the texts below, and does four things: `define`, `problem`, `read` and `compute`. They
    may raise `SpecGanError`, which becomes what Processing shows, and `compute` may raise `Cancelled`.
    """

    NAME: ClassVar[str]
    """Identifier, a published interface."""
    GROUP: ClassVar[str]
    """Identifier of the group in the toolbox."""
    TITLE: ClassVar[str]
    """Name in the toolbox, English."""
    SUMMARY: ClassVar[str]
    """One sentence, English."""
    HELP: ClassVar[str]
    """The help page, English HTML."""
    TAGS: ClassVar[Tuple[str, ...]]
    """Words that the toolbox finds it by, beside "specgan"."""

    def define(self) -> None:
        """Add the parameters and outputs, with labels in English."""
        raise NotImplementedError

    def problem(self, parameters: Dict[str, Any], context: Any) -> str:
        """What does not fit, in a sentence; empty where all does. Asked while the dialog is open."""
        return ""

    def read(self, parameters: Dict[str, Any], context: Any) -> None:
        """Keep what needs QGIS objects: this alone runs on the main thread."""

    def compute(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        """The work, in any thread; gives the outputs."""
        raise NotImplementedError

    def createInstance(self) -> SpecGanAlgorithm:
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return tr(self.TITLE)

    def group(self) -> str:
        groups = {"superresolution": tr("Super-resolution"), "models": tr("Models"), "training": tr("Training")}
        return groups[self.GROUP]

    def groupId(self) -> str:
        return self.GROUP

    def tags(self) -> List[str]:
        return ["specgan", *self.TAGS]

    def shortDescription(self) -> str:
        return tr(self.SUMMARY)

    def shortHelpString(self) -> str:
        return tr(self.HELP)

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        del configuration
        self.define()
        translate_labels(self)

    def checkParameterValues(self, parameters: Dict[str, Any], context: Any) -> Tuple[bool, str]:
        good, message = super().checkParameterValues(parameters, context)
        if good:
            try:
                message = self.problem(parameters, context)
            except SpecGanError as error:
                message = said(error)
            good = not message
        return good, message

    def prepareAlgorithm(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> bool:
        try:
            self.read(parameters, context)
        except SpecGanError as error:
            raise QgsProcessingException(said(error)) from error
        return True

    def processAlgorithm(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        try:
            with told(feedback):
                return self.compute(parameters, context, feedback)
        except Cancelled:
            return {}

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
            raise SpecGanError(
                "No RGB layer is chosen." if name == "RGB" else "No hyperspectral layer is chosen.",
                "Choose a raster layer.",
            )
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

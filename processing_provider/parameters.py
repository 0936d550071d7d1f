"""The parameters of a job as QGIS has them: definitions for dialogs and `qgis_process`, and their values."""

from __future__ import annotations

import math
import re
from typing import Any, Dict, Iterable, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRange,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.errors import SpecGanError
from ..core.job import Extent
from ..core.job.kinds import Bands, Box, Choice, Flag, ModelFile, Number, Range, Source, Switch, Target
from ..core.job.parameter import Parameter
from ..core.models import find_model
from .paths import model_folders
from .translation import tr

FLAG = ("true", "false")
"""What a `Flag` may be, beside nothing."""


def definition(parameter: Parameter) -> QgsProcessingParameterDefinition:
    """What QGIS shows and checks."""
    made = _definition(parameter)
    made.setDescription(tr(parameter.label))
    made.setHelp(tr(parameter.help))
    if parameter.advanced:
        made.setFlags(made.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return made


def _definition(parameter: Parameter) -> QgsProcessingParameterDefinition:
    name, kind = parameter.name, parameter.kind
    optional = parameter.optional
    double = QgsProcessingParameterNumber.Type.Double
    if isinstance(kind, ModelFile):
        return QgsProcessingParameterString(name)
    if isinstance(kind, Target):
        return QgsProcessingParameterRasterDestination(name, "", None, optional, not optional)
    if isinstance(kind, Source):
        return QgsProcessingParameterRasterLayer(name, "", None, optional)
    if isinstance(kind, Box):
        return QgsProcessingParameterExtent(name, "", None, optional)
    if isinstance(kind, Bands):
        return QgsProcessingParameterBand(name, "", None, "RGB", optional=optional, allowMultiple=True)
    if isinstance(kind, Range):
        return QgsProcessingParameterRange(name, "", double, None, optional)
    if isinstance(kind, Choice):
        return QgsProcessingParameterEnum(name, "", list(kind.choices), False, kind.choices[0], usesStaticStrings=True)
    if isinstance(kind, Switch):
        return QgsProcessingParameterBoolean(name, "", parameter.default, optional)
    if isinstance(kind, Flag):
        return QgsProcessingParameterEnum(name, "", list(FLAG), False, None, optional, usesStaticStrings=True)
    if isinstance(kind, Number):
        number = QgsProcessingParameterNumber.Type.Integer if kind.whole else double
        usual = parameter.default if kind.least <= (parameter.default or 0) and parameter.default is not None else None
        most = kind.most if math.isfinite(kind.most) else _LARGEST
        return QgsProcessingParameterNumber(name, "", number, usual, usual is None, kind.least, most)
    return QgsProcessingParameterString(name, "", None, False, optional)


_LARGEST = 2147483647


def target(given: Any) -> str:
    """The file that an output parameter names, as text or in QGIS's own form; empty for none and a temporary one."""
    sink = given.sink.staticValue() if isinstance(given, QgsProcessingOutputLayerDefinition) else given
    return "" if sink in (None, QgsProcessing.TEMPORARY_OUTPUT) else str(sink)


def section(title: str, parameters: Iterable[Parameter]) -> str:
    """Part of a help page: what each parameter is."""
    lines = [f"<b>{tr(parameter.label)}</b>: {tr(parameter.help)}" for parameter in parameters]
    return f"<h3>{title}</h3>\n<p>" + "<br/>\n".join(lines) + "</p>"


def value(algorithm: QgsProcessingAlgorithm, parameter: Parameter, parameters: Dict[str, Any], context: Any) -> Any:
    """The job's value; raises `SpecGanError` where it makes no sense. Layers and outputs are others' part."""
    name, kind = parameter.name, parameter.kind
    given = parameters.get(name)
    if isinstance(kind, Box):
        return _extent(algorithm, name, parameters, context)
    if isinstance(kind, ModelFile):
        return find_model(algorithm.parameterAsString(parameters, name, context), model_folders())
    if isinstance(kind, (Bands, Range)):
        text = _joined(given) if given is None or isinstance(given, (list, tuple)) or isinstance(kind, Range) else None
        text = algorithm.parameterAsString(parameters, name, context) if text is None else text
        return kind.read(text, name) if text.strip() else parameter.default
    if isinstance(kind, Number):
        if given in (None, ""):
            return parameter.default
        read = algorithm.parameterAsInt if kind.whole else algorithm.parameterAsDouble
        return read(parameters, name, context)
    if isinstance(kind, Choice):
        return algorithm.parameterAsEnumString(parameters, name, context)
    text = algorithm.parameterAsString(parameters, name, context) if not isinstance(given, bool) else str(given)
    return kind.read(text, name) if text.strip() else parameter.default


def _joined(given: Any) -> str:
    """A list or text as text; nothing, and what is not a number, stand for nothing."""
    text = ",".join(map(str, given)) if isinstance(given, (list, tuple)) else "" if given is None else str(given)
    parts = [part.strip().lower() for part in text.split(",")]
    return "" if all(part in ("", "nan", "none", "null") for part in parts) else text


def _extent(algorithm: QgsProcessingAlgorithm, name: str, parameters: Dict[str, Any], context: Any) -> Optional[Extent]:
    if parameters.get(name) in (None, ""):
        return None
    box = algorithm.parameterAsExtent(parameters, name, context)
    if box.isNull():
        raise SpecGanError("The extent is empty.", "Choose an extent over both layers, or leave it empty.")
    crs = algorithm.parameterAsExtentCrs(parameters, name, context)
    wkt = crs.toWkt(crs.WktVariant.WKT2_2018) if crs.isValid() else ""
    west, east = box.xMinimum(), box.xMaximum()
    if crs.isGeographic() and _goes_west(parameters[name]):
        west, east = east, west  # QGIS has put them in order: around the rest of the world
    return Extent(west, box.yMinimum(), east, box.yMaximum(), wkt, crs.authid())


def _goes_west(given: Any) -> bool:
    """Whether a typed rectangle begins east of where it ends: "179,-179,..." goes across the 180th meridian."""
    found = re.match(r"\s*([-+.\deE]+)\s*,\s*([-+.\deE]+)\s*,", given) if isinstance(given, str) else None
    try:
        return found is not None and float(found.group(1)) > float(found.group(2))
    except ValueError:
        return False

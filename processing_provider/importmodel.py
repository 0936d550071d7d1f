"""`specgan:importmodel`: a model file in, an installed model out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..core.errors import Cancelled, SpecGanError
from ..core.models import BUNDLED, describe_model, installed_models
from ..training.export.importing import Import, import_model
from .algorithm import SpecGanAlgorithm, told
from .feedback import StepProgress
from .help import IMPORTMODEL
from .paths import own_models
from .runtime import runtime_for
from .sentences import said, shown
from .translation import tr, translate_labels

FILTER = " (*.onnx *.pt *.pth)"


class ImportModel(SpecGanAlgorithm):
    """Parameters to an `Import`; nothing is computed here."""

    def name(self) -> str:
        return "importmodel"

    def displayName(self) -> str:
        return tr("Import a model")

    def group(self) -> str:
        return tr("Models")

    def groupId(self) -> str:
        return "models"

    def tags(self) -> list:
        return ["specgan", "model", "onnx", "pytorch", "checkpoint", "weights", "install", "convert"]

    def shortDescription(self) -> str:
        return tr("Checks a model file, converts it where it is PyTorch's, and adds it to the installed models.")

    def shortHelpString(self) -> str:
        return tr(IMPORTMODEL)

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        del configuration
        self.addParameter(QgsProcessingParameterFile("INPUT", "Model file", fileFilter=tr("SpecGAN models") + FILTER))
        texts = (
            ("NAME", tr("Name (default: the file's)"), False),
            ("WAVELENGTHS", tr("Band centres [nm], comma separated, where the file does not record them"), False),
            ("LICENCE", tr("Licence of the weights"), False),
            ("NOTES", tr("Notes: what a user has to know before trusting the result"), True),
        )
        for name, label, multi_line in texts:
            self.addParameter(QgsProcessingParameterString(name, label, None, multi_line, True))
        self.addOutput(QgsProcessingOutputString("MODEL", "Name of the installed model"))
        self.addOutput(QgsProcessingOutputFile("FILE", "Model file"))
        translate_labels(self)

    def checkParameterValues(self, parameters: Dict[str, Any], context: Any) -> Tuple[bool, str]:
        good, message = super().checkParameterValues(parameters, context)
        if not good:
            return good, message
        try:
            self._overrides(parameters, context)
        except SpecGanError as error:
            return False, said(error)
        return True, ""

    def processAlgorithm(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        source = Path(self.parameterAsFile(parameters, "INPUT", context))
        torch_file = source.suffix.lower() in (".pt", ".pth")
        try:
            with told(feedback):
                what = Import(
                    source=source,
                    folder=own_models(),
                    name=self.parameterAsString(parameters, "NAME", context),
                    overrides=self._overrides(parameters, context),
                    taken=tuple(installed_models([BUNDLED])),
                    onnx_python=runtime_for(Path("any.onnx")).python,
                    torch_python=runtime_for(source).python if torch_file else None,
                )
                done = import_model(what, StepProgress(feedback))
        except Cancelled:
            return {}
        feedback.pushInfo(shown(describe_model(done.spec)))
        return {"MODEL": done.name, "FILE": str(done.path)}

    def _overrides(self, parameters: Dict[str, Any], context: Any) -> Dict[str, Any]:
        texts = {name: self.parameterAsString(parameters, name, context).strip() for name in ("LICENCE", "NOTES")}
        overrides: Dict[str, Any] = {name.lower(): text for name, text in texts.items() if text}
        wavelengths = self.parameterAsString(parameters, "WAVELENGTHS", context).strip()
        if wavelengths:
            overrides["wavelengths"] = _numbers(wavelengths)
        return overrides


def _numbers(text: str) -> list:
    try:
        return [float(part) for part in text.replace(";", ",").split(",")]
    except ValueError as error:
        raise SpecGanError(
            "WAVELENGTHS is {text!r}, which is no list of numbers.", "Write nm like 460,480,500.", text=text
        ) from error

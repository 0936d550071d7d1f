"""`specgan:importmodel`: a model file in, an installed model out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..core.errors import SpecGanError
from ..core.models import BUNDLED, describe_model, installed_models
from ..training.export.importing import Import, import_model
from .algorithm import SpecGanAlgorithm
from .feedback import StepProgress
from .help import IMPORTMODEL
from .paths import own_models
from .runtime import runtime_for
from .sentences import shown
from .translation import tr

FILTER = " (*.onnx *.pt *.pth)"


class ImportModel(SpecGanAlgorithm):
    """Parameters to an `Import`; nothing is computed here."""

    NAME, GROUP = "importmodel", "models"
    TITLE = "Import a model"
    SUMMARY = "Checks a model file, converts it where it is PyTorch's, and adds it to the installed models."
    HELP = IMPORTMODEL
    TAGS = ("model", "onnx", "pytorch", "checkpoint", "weights", "install", "convert")

    def define(self) -> None:
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

    def problem(self, parameters: Dict[str, Any], context: Any) -> str:
        self._overrides(parameters, context)
        return ""

    def compute(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        source = Path(self.parameterAsFile(parameters, "INPUT", context))
        torch_file = source.suffix.lower() in (".pt", ".pth")
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

"""`specgan:evaluate`: a result in, with or without a truth; a page that a person reads, and a table, out."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.evaluation import Inputs, evaluate
from .algorithm import SpecGanAlgorithm
from .feedback import StepProgress
from .help_evaluate import EVALUATE
from .translation import tr

LAYERS = ("RESULT", "TRUTH", "LR", "UNCERTAINTY")
FIGURES = ("PSNR", "SSIM", "SAM", "ERGAS", "IMPROVEMENT", "OMISSION", "HALLUCINATION", "CONSISTENCY", "GENERATED")
"""Figures that are outputs."""


class Evaluate(SpecGanAlgorithm):
    """Parameters to `Inputs`, the figures to outputs; nothing is computed here."""

    NAME, GROUP = "evaluate", "superresolution"
    TITLE = "Evaluate a result"
    SUMMARY = "Says how far a result can be trusted: against a truth where there is one, and by itself."
    HELP = EVALUATE
    TAGS = ("evaluation", "accuracy", "quality", "validation", "psnr", "ssim", "hallucination", "uncertainty", "report")

    def __init__(self) -> None:
        super().__init__()
        self._inputs: Optional[Inputs] = None

    def define(self) -> None:
        layer, number = QgsProcessingParameterRasterLayer, QgsProcessingOutputNumber
        self.addParameter(layer("RESULT", tr("Result of the super-resolution")))
        self.addParameter(layer("TRUTH", tr("Truth: a high-resolution RGB layer of the same ground"), None, True))
        self.addParameter(layer("LR", tr("RGB layer that the result was made from"), None, True))
        self.addParameter(layer("UNCERTAINTY", tr("Uncertainty raster of the run"), None, True))
        page = tr("Web pages") + " (*.html)"
        self.addParameter(QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), page))
        beside = tr("Table (default: beside the report)")
        table = QgsProcessingParameterFileDestination("CSV", beside, "CSV (*.csv)", None, True)
        table.setCreateByDefault(False)
        self.addParameter(table)
        self.addOutput(number("PSNR", tr("PSNR [dB]")))
        self.addOutput(number("SSIM", tr("Structural similarity (SSIM)")))
        self.addOutput(number("SAM", tr("Spectral angle [degrees]")))
        self.addOutput(number("ERGAS", tr("Relative error of all bands (ERGAS)")))
        self.addOutput(number("IMPROVEMENT", tr("Share of improvement (0 to 1)")))
        self.addOutput(number("OMISSION", tr("Share of omission (0 to 1)")))
        self.addOutput(number("HALLUCINATION", tr("Share of hallucination (0 to 1)")))
        self.addOutput(number("CONSISTENCY", tr("LR RMSE [steps of 255]")))
        self.addOutput(number("GENERATED", tr("Share of the variation that is generated (0 to 1)")))

    def read(self, parameters: Dict[str, Any], context: Any) -> None:
        sources, crs = {}, {}
        for name in LAYERS:
            optional = name != "RESULT"
            sources[name.lower()], crs[name.lower()] = self.layer_source(parameters, name, context, optional)
        self._inputs = Inputs(output=Path(), crs={name: wkt for name, wkt in crs.items() if wkt}, **sources)

    def compute(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        assert self._inputs is not None
        output = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        table = self.parameterAsFileOutput(parameters, "CSV", context)
        inputs = replace(self._inputs, output=Path(output), table=Path(table) if table else None)
        done = evaluate(inputs, StepProgress(feedback))
        known = {name: float(value) for name, value in done.figures.items() if not math.isnan(value)}
        figures = {name: known[name.lower()] for name in FIGURES if name.lower() in known}
        return {"OUTPUT": output, "CSV": str(done.table), **figures}

"""`specgan:superresolve`: two layers in, one super-resolved raster out."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRange,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.backends.opening import DEVICES, PRECISIONS
from ..core.engine import superresolve
from ..core.errors import Cancelled, SpecGanError
from ..core.geodata.colours import choose_rgb
from ..core.geodata.given import parse_wavelengths
from ..core.geodata.raster import describe
from ..core.job import Extent, Job, parse_bands, parse_range
from ..core.models import find_model, installed_models
from .algorithm import SpecGanAlgorithm, told
from .feedback import FeedbackProgress
from .help import SUPERRESOLVE
from .layers import shown_bands
from .paths import model_folders
from .runtime import runtime_for
from .sentences import said
from .settings import measurements_file
from .styling import SourceStretch, stretches
from .timing import remember
from .translation import tr, translate_labels

DEFAULT_MODEL = "specgan_compact_x16"


class SuperResolve(SpecGanAlgorithm):
    """Parameters to a `Job`, the engine's result to outputs; nothing is computed here."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Optional[Job] = None
        self._styling: Optional[SourceStretch] = None

    def name(self) -> str:
        return "superresolve"

    def displayName(self) -> str:
        return tr("Super-resolve RGB with hyperspectral")

    def group(self) -> str:
        return tr("Super-resolution")

    def groupId(self) -> str:
        return "superresolution"

    def tags(self) -> list:
        return ["specgan", "super-resolution", "hyperspectral", "sharpen", "upscale", "pansharpening", "fusion", "gan"]

    def shortDescription(self) -> str:
        return tr("Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral raster over the same ground.")

    def shortHelpString(self) -> str:
        return tr(SUPERRESOLVE)

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        del configuration
        models = list(installed_models(model_folders()))
        integer = QgsProcessingParameterNumber.Type.Integer
        double = QgsProcessingParameterNumber.Type.Double
        self.addParameter(QgsProcessingParameterRasterLayer("RGB", "RGB layer (low resolution)"))
        self.addParameter(QgsProcessingParameterRasterLayer("HSI", "Hyperspectral layer"))
        model = QgsProcessingParameterString("MODEL", "Model (name of an installed model, or a file)", DEFAULT_MODEL)
        model.setMetadata({"widget_wrapper": {"value_hints": models}})
        self.addParameter(model)
        self.addParameter(QgsProcessingParameterExtent("EXTENT", "Extent (default: all both layers cover)", None, True))
        advanced = (
            QgsProcessingParameterBand(
                "RGB_BANDS",
                "Red, green and blue band, in this order (default: from the layer)",
                None,
                "RGB",
                optional=True,
                allowMultiple=True,
            ),
            QgsProcessingParameterNumber(
                "OVERLAP", "Overlap of patches [LR pixels] (default: the model's)", integer, None, True, 0, 128
            ),
            QgsProcessingParameterNumber(
                "DETAIL",
                "Generated detail, 0 (only what was measured) to 1 (all) (default: the model's)",
                double,
                None,
                True,
                0,
                1,
            ),
            QgsProcessingParameterRange(
                "RGB_RANGE", "RGB value range, low,high (default: the model's or percentiles)", double, None, True
            ),
            QgsProcessingParameterRange(
                "HSI_RANGE", "HSI value range, low,high (default: the model's or percentiles)", double, None, True
            ),
            QgsProcessingParameterString(
                "HSI_WAVELENGTHS",
                "Wavelengths of the hyperspectral bands [nm], a list or a text or CSV file (default: the layer's)",
                None,
                False,
                True,
            ),
            QgsProcessingParameterEnum(
                "DEVICE", "Device", list(DEVICES), False, DEVICES[0], False, usesStaticStrings=True
            ),
            QgsProcessingParameterEnum(
                "PRECISION",
                "Precision (half: PyTorch models only)",
                list(PRECISIONS),
                False,
                PRECISIONS[0],
                False,
                usesStaticStrings=True,
            ),
            QgsProcessingParameterNumber(
                "BATCH_SIZE", "Patches a network call (0: measured in long runs)", integer, 0, False, 0, 1024
            ),
            QgsProcessingParameterNumber(
                "MEMORY_MB", "Memory [MB] (default: a quarter of the machine's)", integer, None, True, 1
            ),
        )
        self.add_advanced(advanced)
        self.addParameter(QgsProcessingParameterRasterDestination("OUTPUT", "Super-resolved RGB"))
        self.addOutput(QgsProcessingOutputNumber("SEAM_RATIO", "Step across patch borders over step elsewhere"))
        self.addOutput(QgsProcessingOutputNumber("ENERGY_RATIO", "Detail energy in blend zones over inside patches"))
        translate_labels(self)

    def checkParameterValues(self, parameters: Dict[str, Any], context: Any) -> Tuple[bool, str]:
        good, message = super().checkParameterValues(parameters, context)
        if not good:
            return good, message
        try:
            self._bands(parameters, context)
            for name in ("RGB_RANGE", "HSI_RANGE"):
                _range(parameters.get(name), name)
            parse_wavelengths(self.parameterAsString(parameters, "HSI_WAVELENGTHS", context))
            find_model(self.parameterAsString(parameters, "MODEL", context), model_folders())
        except SpecGanError as error:
            return False, said(error)
        return True, ""

    def prepareAlgorithm(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> bool:
        """On the main thread: everything that needs QGIS objects."""
        try:
            self._job = self.read_job(parameters, context)
            layer = self.parameterAsRasterLayer(parameters, "RGB", context)
            info = describe(self._job.rgb, require_crs=False)
            chosen = choose_rgb(info, self._job.rgb_bands, self._job.rgb_shown)
            self._styling = SourceStretch(stretches(layer, chosen.bands))
        except SpecGanError as error:
            raise QgsProcessingException(said(error)) from error
        return True

    def read_job(self, parameters: Dict[str, Any], context: Any, output: str = "") -> Job:
        """The parameters as plain values; the result goes to `output`. `SpecGanError` where they make no sense."""
        overlap, detail = parameters.get("OVERLAP"), parameters.get("DETAIL")
        memory = parameters.get("MEMORY_MB")
        rgb, rgb_crs = self.layer_source(parameters, "RGB", context)
        hsi, hsi_crs = self.layer_source(parameters, "HSI", context)
        return Job(
            rgb=rgb,
            hsi=hsi,
            rgb_crs=rgb_crs,
            hsi_crs=hsi_crs,
            model=find_model(self.parameterAsString(parameters, "MODEL", context), model_folders()),
            output=Path(output),
            rgb_bands=self._bands(parameters, context),
            rgb_shown=shown_bands(self.parameterAsRasterLayer(parameters, "RGB", context), context.project()),
            extent=self._extent(parameters, context),
            overlap=None if overlap in (None, "") else self.parameterAsInt(parameters, "OVERLAP", context),
            detail=None if detail in (None, "") else self.parameterAsDouble(parameters, "DETAIL", context),
            rgb_range=_range(parameters.get("RGB_RANGE"), "RGB_RANGE"),
            hsi_range=_range(parameters.get("HSI_RANGE"), "HSI_RANGE"),
            hsi_wavelengths=parse_wavelengths(self.parameterAsString(parameters, "HSI_WAVELENGTHS", context)),
            device=self.parameterAsEnumString(parameters, "DEVICE", context),
            precision=self.parameterAsEnumString(parameters, "PRECISION", context),
            batch_size=self.parameterAsInt(parameters, "BATCH_SIZE", context),
            measurements=measurements_file(),
            memory_mb=0 if memory in (None, "") else self.parameterAsInt(parameters, "MEMORY_MB", context),
        )

    def _bands(self, parameters: Dict[str, Any], context: Any) -> Tuple[int, ...]:
        """RGB_BANDS in any of the forms in which it arrives: "3,2,1", "3;2;1", a list; the order counts."""
        value = parameters.get("RGB_BANDS")
        if isinstance(value, (list, tuple)):
            text = ",".join(str(part) for part in value)
        else:
            text = self.parameterAsString(parameters, "RGB_BANDS", context)
        return parse_bands(text, "RGB_BANDS")

    def _extent(self, parameters: Dict[str, Any], context: Any) -> Optional[Extent]:
        if parameters.get("EXTENT") in (None, ""):
            return None
        box = self.parameterAsExtent(parameters, "EXTENT", context)
        if box.isNull():
            raise SpecGanError("The extent is empty.", "Choose an extent over both layers, or leave it empty.")
        crs = self.parameterAsExtentCrs(parameters, "EXTENT", context)
        wkt = crs.toWkt(crs.WktVariant.WKT2_2018) if crs.isValid() else ""
        return Extent(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum(), wkt, crs.authid())

    def processAlgorithm(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        assert self._job is not None
        # here and not in prepareAlgorithm: in a background task only this context tells QGIS what to load afterwards
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        try:
            with told(feedback):
                runtime = runtime_for(self._job.model)
                if runtime.python is not None:
                    feedback.pushInfo(tr("The model runs in another Python: {python}").format(python=runtime.python))
                job = replace(self._job, output=Path(output), python=runtime.python)
                result = superresolve(job, FeedbackProgress(feedback))
        except Cancelled:
            return {}
        remember(result.model, job.device, result.device, result.tiles, result.seconds, job.precision)
        if self._styling is not None and context.willLoadLayerOnCompletion(output):
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(self._styling.await_layer())
        return {"OUTPUT": output, "SEAM_RATIO": result.seam_ratio, "ENERGY_RATIO": result.energy_ratio}


def _range(value: Any, name: str) -> Optional[Tuple[float, float]]:
    """A range parameter in any of the forms it arrives in: None, "low,high", a list, or not-a-numbers for unset."""
    if value is None:
        return None
    text = ",".join(str(part) for part in value) if isinstance(value, (list, tuple)) else str(value)
    parts = [part.strip().lower() for part in text.split(",")]
    if all(part in ("", "nan", "none", "null") for part in parts):
        return None
    low, high = parse_range(text, name) or (math.nan, math.nan)
    return low, high

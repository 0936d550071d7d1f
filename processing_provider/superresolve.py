"""`specgan:superresolve`: two layers in, one super-resolved raster out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import QgsProcessingOutputNumber

from ..core.engine import superresolve
from ..core.geodata.colours import choose_rgb
from ..core.geodata.raster import describe
from ..core.job import PARAMETERS, Job
from ..core.job.kinds import Source, Target
from ..core.models import DEFAULT_MODEL, SUCCESSORS, installed_models
from .alarm import AlarmStyle
from .algorithm import SpecGanAlgorithm
from .feedback import FeedbackProgress
from .help import SUPERRESOLVE, SUPERRESOLVE_RESULT
from .layers import shown_bands
from .parameters import definition, section, value
from .paths import model_folders
from .runtime import runtime_for
from .settings import measurements_file
from .styling import SourceStretch, stretches
from .timing import remember
from .translation import tr
from .uncertainty import UncertaintyStyle

_VALUES = [known for known in PARAMETERS.values() if not isinstance(known.kind, (Source, Target))]


class SuperResolve(SpecGanAlgorithm):
    """Parameters to a `Job`, the engine's result to outputs; nothing is computed here."""

    NAME, GROUP = "superresolve", "superresolution"
    TITLE = "Super-resolve RGB with hyperspectral"
    SUMMARY = "Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral raster over the same ground."
    TAGS = ("super-resolution", "hyperspectral", "sharpen", "upscale", "pansharpening", "fusion", "gan")

    def __init__(self) -> None:
        super().__init__()
        self._job: Optional[Job] = None
        self._styling: Optional[SourceStretch] = None

    def shortHelpString(self) -> str:
        inputs, folded = ([p for p in PARAMETERS.values() if p.advanced is advanced] for advanced in (False, True))
        sections = (section(tr("Input"), inputs), section(tr("Advanced"), folded))
        return "\n\n".join((tr(SUPERRESOLVE), *sections, tr(SUPERRESOLVE_RESULT)))

    def define(self) -> None:
        definitions = {name: definition(parameter) for name, parameter in PARAMETERS.items()}
        model, output = definitions["MODEL"], definitions.pop("OUTPUT")
        model.setDefaultValue(DEFAULT_MODEL)
        model.setMetadata({"widget_wrapper": {"value_hints": list(installed_models(model_folders()))}})
        for made in (*definitions.values(), output):
            self.addParameter(made)
        self.addOutput(QgsProcessingOutputNumber("SEAM_RATIO", "Step across patch borders over step elsewhere"))
        self.addOutput(QgsProcessingOutputNumber("ENERGY_RATIO", "Detail energy in blend zones over inside patches"))
        self.addOutput(QgsProcessingOutputNumber("LR_RMSE", "RMSE of the block means against the RGB layer"))
        self.addOutput(QgsProcessingOutputNumber("EXPECTED_SHARE", "Share of the detail's energy that is expected"))
        self.addOutput(QgsProcessingOutputNumber("UNLIKE_SHARE", "Share of the area that is unlike the training data"))

    def problem(self, parameters: Dict[str, Any], context: Any) -> str:
        for parameter in _VALUES:
            value(self, parameter, parameters, context)
        return ""

    def read(self, parameters: Dict[str, Any], context: Any) -> None:
        self._job = self.read_job(parameters, context)
        layer = self.parameterAsRasterLayer(parameters, "RGB", context)
        info = describe(self._job.rgb, require_crs=False)
        chosen = choose_rgb(info, self._job.rgb_bands, self._job.rgb_shown)
        self._styling = SourceStretch(stretches(layer, chosen.bands))

    def read_job(
        self, parameters: Dict[str, Any], context: Any, output: str = "", uncertainty: str = "", alarm: str = ""
    ) -> Job:
        """The parameters as plain values; what is written goes to `output`, `uncertainty` and `alarm`, empty for none.
        `SpecGanError` where they make no sense."""
        rgb, rgb_crs = self.layer_source(parameters, "RGB", context)
        hsi, hsi_crs = self.layer_source(parameters, "HSI", context, optional=True)
        return Job.of(
            rgb=rgb,
            hsi=hsi,
            rgb_crs=rgb_crs,
            hsi_crs=hsi_crs,
            rgb_shown=shown_bands(self.parameterAsRasterLayer(parameters, "RGB", context), context.project()),
            output=Path(output),
            uncertainty=Path(uncertainty) if uncertainty else None,
            alarm=Path(alarm) if alarm else None,
            measurements=measurements_file(),
            **{parameter.field: value(self, parameter, parameters, context) for parameter in _VALUES},
        )

    def compute(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        assert self._job is not None
        # here and not in prepareAlgorithm: in a background task only this context tells QGIS what to load afterwards
        output = self.parameterAsOutputLayer(parameters, "OUTPUT", context)
        uncertainty = self.parameterAsOutputLayer(parameters, "UNCERTAINTY", context)
        alarm = self.parameterAsOutputLayer(parameters, "ALARM", context)
        asked = self.parameterAsString(parameters, "MODEL", context)
        if asked in SUCCESSORS and self._job.model.stem != asked:
            words = tr("The model {old} does not come with the plugin any more; {new} takes its place.")
            feedback.pushWarning(words.format(old=asked, new=self._job.model.stem))
        runtime = runtime_for(self._job.model)
        if runtime.python is not None:
            feedback.pushInfo(tr("The model runs in another Python: {python}").format(python=runtime.python))
        beside = {"uncertainty": uncertainty, "alarm": alarm}
        paths = {name: Path(path) if path else None for name, path in beside.items()}
        job = self._job.changed(output=Path(output), **paths, python=runtime.python)
        result = superresolve(job, FeedbackProgress(feedback))
        work = result.tiles * result.answers
        remember(result.model, job.host.device, result.device, work, result.seconds, job.host.precision)
        if self._styling is not None and context.willLoadLayerOnCompletion(output):
            context.layerToLoadOnCompletionDetails(output).setPostProcessor(self._styling.await_layer())
        if uncertainty and context.willLoadLayerOnCompletion(uncertainty):
            context.layerToLoadOnCompletionDetails(uncertainty).setPostProcessor(UncertaintyStyle().await_layer())
        if alarm and context.willLoadLayerOnCompletion(alarm):
            context.layerToLoadOnCompletionDetails(alarm).setPostProcessor(AlarmStyle().await_layer())
        return {
            "OUTPUT": output,
            **{name.upper(): path for name, path in beside.items() if path},
            "SEAM_RATIO": result.seam_ratio,
            "ENERGY_RATIO": result.energy_ratio,
            "LR_RMSE": result.lr_rmse,
            "EXPECTED_SHARE": result.expected_share,
            "UNLIKE_SHARE": result.unlike_share,
        }

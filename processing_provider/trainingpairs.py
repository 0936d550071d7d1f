"""`specgan:trainingpairs`: two layers, or a folder of pairs, in; training shards out. numpy and GDAL, no torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.job import PARAMETERS
from ..training.config import BAND_WIDTH
from ..training.data.preparation import Bands, Preparation, Source, wavelengths_of
from ..training.data.prepare import prepare
from ..training.data.sources import pairs_in
from .algorithm import SpecGanAlgorithm
from .feedback import StepProgress
from .help_training import TRAININGPAIRS
from .translation import tr


class TrainingPairs(SpecGanAlgorithm):
    """Parameters to a `Preparation`, its counts to outputs; nothing is computed here."""

    NAME, GROUP = "trainingpairs", "training"
    TITLE = "Prepare training pairs"
    SUMMARY = "Turns high-resolution RGB and hyperspectral rasters into training data for SpecGAN."
    HELP = TRAININGPAIRS
    TAGS = ("training", "dataset", "shards", "hyperspectral", "registration", "patches")

    def __init__(self) -> None:
        super().__init__()
        self._what: Optional[Preparation] = None

    def define(self) -> None:
        integer, double = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        self.addParameter(QgsProcessingParameterRasterLayer("RGB", "RGB layer (high resolution)", None, True))
        self.addParameter(
            QgsProcessingParameterRasterLayer("HSI", "Hyperspectral layer of the same ground", None, True)
        )
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(
            QgsProcessingParameterFile("FOLDER", "Folder of pairs NAME_rgb.tif, NAME_hsi.tif", folder, "", None, True)
        )
        self.addParameter(QgsProcessingParameterNumber("SCALE", "Factor of the models", integer, 16, False, 2, 64))
        self.addParameter(
            QgsProcessingParameterNumber(
                "VALIDATION", "Part of the places held out for validation (0 to 1)", double, 0.1, False, 0, 0.99
            )
        )
        advanced = (
            QgsProcessingParameterNumber(
                "TEST", "Part of the places held out for testing (0 to 1)", double, 0.0, False, 0, 0.99
            ),
            QgsProcessingParameterNumber(
                "BLOCK",
                "Cut rasters into blocks of that width [HR pixels] and split by them (0: no)",
                integer,
                0,
                False,
                0,
                100000,
            ),  # fmt: skip
            QgsProcessingParameterNumber(
                "REGISTER", "Largest shift of the HSI onto the RGB [LR pixels] (0: none)", double, 1.0, False, 0, 32
            ),
            QgsProcessingParameterNumber(
                "PSF", "Width of the PSF of the LR image [LR pixels] (0: plain averages)", double, 0.0, False, 0, 4
            ),
            QgsProcessingParameterString(
                "WAVELENGTHS", "Centres of the models' bands [nm] (default: 28 bands, 460 to 1000)", None, False, True
            ),
            QgsProcessingParameterNumber("BAND_WIDTH", "Width of these bands [nm]", double, BAND_WIDTH, False, 0, 1000),
            QgsProcessingParameterString("NODATA", PARAMETERS["NODATA"].label, None, False, True),
            QgsProcessingParameterString("GROUP", "Group of these scenes", "pair"),
            QgsProcessingParameterString("SOURCE", "What the data are, with citation", None, False, True),
            QgsProcessingParameterNumber("SEED", "Seed of the split", integer, 0, False, 0),
        )
        self.add_advanced(advanced)
        self.addParameter(QgsProcessingParameterFolderDestination("OUTPUT", "Folder of the training data"))
        self.addOutput(QgsProcessingOutputNumber("SCENES", "Scenes written"))
        self.addOutput(QgsProcessingOutputNumber("REFUSED", "Pairs left out"))

    def problem(self, parameters: Dict[str, Any], context: Any) -> str:
        self._read(parameters, context, ())
        pair = [parameters.get(name) not in (None, "") for name in ("RGB", "HSI")]
        if pair[0] != pair[1]:
            return tr("RGB and HSI belong together: give both layers, or a folder alone.")
        if not pair[0] and not self.parameterAsString(parameters, "FOLDER", context):
            return tr("There is nothing to prepare: give RGB and HSI, or a folder of pairs.")
        return ""

    def read(self, parameters: Dict[str, Any], context: Any) -> None:
        self._what = self._read(parameters, context, self._sources(parameters, context))

    def _read(self, parameters: Dict[str, Any], context: Any, sources: Tuple[Source, ...]) -> Preparation:
        def number(name: str) -> float:
            return float(self.parameterAsDouble(parameters, name, context))

        def whole(name: str) -> int:
            return int(self.parameterAsInt(parameters, name, context))

        wavelengths = wavelengths_of(self.parameterAsString(parameters, "WAVELENGTHS", context))
        return Preparation(
            out=Path(self.parameterAsString(parameters, "OUTPUT", context) if sources else ""),
            sources=sources,
            scale=whole("SCALE"),
            bands=Bands(wavelengths, number("BAND_WIDTH")),
            register=number("REGISTER"),
            psf=number("PSF"),
            validation=number("VALIDATION"),
            test=number("TEST"),
            block=whole("BLOCK"),
            seed=whole("SEED"),
            nodata=PARAMETERS["NODATA"].kind.read(self.parameterAsString(parameters, "NODATA", context), "NODATA"),
        )

    def _sources(self, parameters: Dict[str, Any], context: Any) -> Tuple[Source, ...]:
        group = self.parameterAsString(parameters, "GROUP", context)
        words = self.parameterAsString(parameters, "SOURCE", context)
        found: List[Source] = []
        if parameters.get("RGB") not in (None, ""):
            rgb, rgb_crs = self.layer_source(parameters, "RGB", context)
            hsi, hsi_crs = self.layer_source(parameters, "HSI", context)
            found.append(Source(Path(rgb), Path(hsi), group, words, rgb_crs, hsi_crs))
        folder = self.parameterAsString(parameters, "FOLDER", context)
        if folder:
            found += pairs_in(Path(folder), group, words)
        return tuple(found)

    def compute(self, parameters: Dict[str, Any], context: Any, feedback: Any) -> Dict[str, Any]:
        assert self._what is not None
        manifest = prepare(self._what, StepProgress(feedback))
        counts = {"SCENES": len(manifest["scenes"]), "REFUSED": len(manifest["refused"])}
        return {"OUTPUT": str(self._what.out), **counts}

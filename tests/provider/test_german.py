"""With a German QGIS a person reads German: refusals, the log, warnings, the card of a model."""

import re
from pathlib import Path

import numpy as np
import pytest
from qgis_support import start_qgis
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import ModelSpec
from support import write_onnx, write_raster

pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
ENGLISH = re.compile(r"\b(the|of|is|are|not|choose|pixels|patches|layer has|with)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def german(monkeypatch):
    from specgan.processing_provider import translation

    start_qgis()
    monkeypatch.setattr(translation, "locale", lambda: "de")
    translator = translation.install()
    assert translator is not None
    yield
    translation.remove(translator)


@pytest.fixture
def parameters(tmp_path):
    rgb = np.random.RandomState(0).randint(1, 255, (3, 20, 26)).astype(np.uint8)
    spec = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0, assumed_wavelengths=True)
    return {
        "RGB": write_raster(tmp_path / "rgb.tif", rgb),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": str(write_onnx(tmp_path / "m.onnx", spec)),
        "OUTPUT": str(tmp_path / "out.tif"),
    }


def run(name, parameters):
    """Results, and what a person reads; the exception's text where there are no results."""
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
    from specgan.processing_provider.importmodel import ImportModel
    from specgan.processing_provider.importproduct import ImportProduct
    from specgan.processing_provider.superresolve import SuperResolve
    from specgan.processing_provider.trainingpairs import TrainingPairs

    kinds = (ImportModel, ImportProduct, SuperResolve, TrainingPairs)
    algorithm = {kind().name(): kind for kind in kinds}[name]().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        return {}, message
    if not algorithm.prepare(parameters, context, feedback):
        return {}, feedback.textLog()
    try:
        return algorithm.runPrepared(parameters, context, feedback), feedback.textLog()
    except QgsProcessingException as error:
        return {}, str(error)


def test_the_log_of_a_run(parameters):
    results, log = run("superresolve", parameters)
    assert results["OUTPUT"] == parameters["OUTPUT"]
    assert [line.replace(parameters["MODEL"], "") for line in log.splitlines() if line] == [
        "Wellenlängen des hyperspektralen Layers: 460 bis 1000 nm, aus: Metadaten seiner Kanäle (wavelength)",
        "Wertebereiche werden aus den Layern gelesen",
        "Modell repeat: 4x, Kachelgröße 8 LR-Pixel, HSI-Kanäle: 6",
        "Ergebnis 104 x 80 Pixel zu 2.5 x 2.5 Karteneinheiten, uint8, 0.0 MB unkomprimiert",
        "Kacheln: 12, Überlappung 2 LR-Pixel, Stapelgröße 4",
        "RGB-Kanäle 1, 2, 3 (nach ihrer Farbinterpretation)",
        "HSI-Kanäle: nächster Kanal, Kanäle: 6; HSI auf das RGB-Gitter: keine Umrechnung",
        "Erzeugte Einzelheiten: Anteil 1",
        *(
            line
            for line in log.splitlines()
            if line.startswith(("RGB-Werte", "Läuft auf cpu in float32 mit onnxruntime"))
        ),
        "Das Modell hält seine Bandmitten nicht fest; gleichmäßig verteilte werden angenommen.",
        *(line for line in log.splitlines() if line.startswith("Kachel 12 von 12 in")),
        *(line for line in log.splitlines() if line.startswith("Sprung an Kachelgrenzen geteilt durch")),
    ]


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"MODEL": "nobody's"}, 'Ein Modell "nobody\'s" gibt es nicht. Geben Sie den Pfad einer Modelldatei an'),
        ({"RGB_BANDS": "3,2"}, "RGB_BANDS ist '3,2', das sind nicht drei Kanalnummern. Schreiben Sie die Kanäle von"),
        ({"OVERLAP": 5}, "Die Überlappung 5 passt nicht zur Kachelgröße 8 (LR-Pixel). Wählen Sie 0 bis 4."),
        ({"HSI": "rgb"}, "Der hyperspektrale Layer nennt keine Wellenlängen, und die Zahl seiner Kanäle (3) ist nicht"),
        ({"OUTPUT": "/nowhere/out.tif"}, "Einen Ordner /nowhere gibt es nicht. Legen Sie den Ordner an, oder wählen"),
    ],
)
def test_what_cannot_run_is_refused_in_german(parameters, wrong, told):
    if wrong.get("HSI"):
        wrong = {"HSI": parameters["RGB"]}
    results, message = run("superresolve", {**parameters, **wrong})
    assert results == {} and message.startswith(told), message


def test_an_imported_model_shows_its_card(parameters, tmp_path, monkeypatch):
    from specgan.processing_provider import importmodel

    monkeypatch.setattr(importmodel, "own_models", lambda: tmp_path / "models")
    results, log = run("importmodel", {"INPUT": parameters["MODEL"], "NAME": "mine"})
    assert results["MODEL"] == "mine"
    assert log.splitlines()[:5] == [
        f"mine: 4x, HSI-Kanäle: 6; geschrieben nach {tmp_path / 'models'}",
        "Name: mine",
        "Faktor: 4x",
        "Kacheln: 8 x 8 LR-Pixel, Überlappung 2",
        "HSI-Kanäle: 6, 460 bis 760 nm, angenommen",
    ]
    assert log.splitlines()[-1] == "Anmerkungen: keine" and not any(map(ENGLISH.search, log.splitlines()[1:]))
    results, message = run("importmodel", {"INPUT": parameters["MODEL"], "NAME": "mine"})
    assert message.startswith("Ein Modell mine gibt es schon. Wählen Sie einen anderen Namen, oder entfernen Sie erst")


def test_training_pairs(parameters, tmp_path):
    hyper = write_raster(tmp_path / "h.tif", np.random.RandomState(1).randint(1, 99, (28, 20, 26)).astype(np.int16))
    pair = {"RGB": parameters["RGB"], "HSI": hyper, "OUTPUT": str(tmp_path / "pairs"), "SCALE": 4, "REGISTER": 0}
    results, log = run("trainingpairs", pair)
    assert results["SCENES"] == 1
    assert log.splitlines() == [
        "pair_rgb: zum Trainieren",
        "pair: Szenen zum Trainieren: 1, zurückgehalten: 0",
    ]
    assert run("trainingpairs", pair)[1] == (
        f"{tmp_path / 'pairs'} enthält schon Trainingsdaten. "
        "Wählen Sie einen anderen Ordner; trainiert werden kann mit mehreren."
    )


def test_details_and_foreign_words_stay():
    from specgan.processing_provider.sentences import said, shown

    hint = "Choose 1 or more, or 0 to have it chosen."
    german = "Wählen Sie 1 oder mehr, oder 0, damit die Zahl gewählt wird."
    error = SpecGanError("Writing /data/Ünïcode {0}.tif failed.", hint, "RuntimeError('x')")
    assert said(error) == f"/data/Ünïcode {{0}}.tif ließ sich nicht schreiben. {german}"
    assert said(SpecGanError("Somebody else's sentence.")) == "Somebody else's sentence."
    assert said(ValueError("no sentence")) == "no sentence"
    assert shown("Collecting numpy") == "Collecting numpy"
    assert said(SpecGanError("Das ist schon deutsch.", "Choose a raster layer.")) == (
        "Das ist schon deutsch. Wählen Sie einen Rasterlayer."
    )


def test_what_changed_since_an_interrupted_run():
    from specgan.processing_provider.sentences import shown

    line = (
        "An interrupted run left finished parts, but they do not fit this job: "
        "parameter OVERLAP, the files of the HSI layer changed. Starting over."
    )
    assert shown(line) == (
        "Ein unterbrochener Lauf hat fertige Teile hinterlassen, aber sie passen nicht zu diesem Auftrag. "
        "Anders ist: der Parameter OVERLAP, die Dateien des HSI-Layers. Es wird von vorn begonnen."
    )


def test_the_plan_line_and_the_set_up_dialog(parameters):
    from qgis.core import QgsProject
    from specgan.core.runtime import Found, Runner
    from specgan.desktop.diagnosis import Diagnosis
    from specgan.desktop.forecast import forecast, read_job
    from specgan.desktop.readiness import KnownModels
    from specgan.ui.plan_line import doubts_text, forecast_text
    from specgan.ui.state import found_text

    known = forecast(read_job(parameters, QgsProject.instance()), KnownModels())
    lines = forecast_text(known).splitlines()
    assert lines[0].startswith("104 x 80 Pixel zu 2.5 m, höchstens")
    assert lines[2:] == ["RGB-Kanäle 1, 2, 3 (nach ihrer Farbinterpretation)", "RGB-Wertebereich: 0 bis 255"]
    assert doubts_text(known) == "Das Modell hält seine Bandmitten nicht fest; gleichmäßig verteilte werden angenommen."
    problem = "This Python has no PyTorch, which runs .pt and .pth models.\nRun the job again.\nImportError('x')"
    found = Found(Path("/py"), "3.11.2", "1.24", Runner("1.20", ("cpu",), "Xeon"), Runner("2.1", problem=problem))
    assert found_text(Diagnosis({}, found, None)) == (
        "Umgebung, Python 3.11.2: onnxruntime 1.20 läuft auf Xeon (cpu); "
        "torch 2.1 (Dieses Python hat kein PyTorch, mit dem .pt- und .pth-Modelle laufen. "
        "Starten Sie den Auftrag noch einmal. ImportError('x'))"
    )

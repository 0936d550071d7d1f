"""With a German QGIS a person reads German: refusals, the log, warnings, the card of a model."""

import re
import string
import sys
from pathlib import Path

import numpy as np
import pytest
import translations
from qgis_support import start_qgis
from specgan.cluster.journal import BlockJournal, Setup
from specgan.core.backends import open_backend
from specgan.core.errors import SpecGanError
from specgan.core.errors.messages import Message, joined
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec, onnx_with_spec
from specgan.core.shelf.progress import Progress
from support import open_gone, write_onnx, write_raster

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
        "Der Versatz zwischen den Layern lässt sich nicht messen: Sie haben zu wenig gemeinsam.",
        "Wertebereiche werden aus den Layern gelesen",
        "Das Modell sagt nicht, womit es trainiert wurde: Was dem nicht gleicht, bleibt unbemerkt.",
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
        "Blockmittel gegenüber dem RGB-Layer, in dessen Werten: RMSE 0 vor CONSISTENCY, 0 danach",
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


def test_every_template_gets_its_values():
    """With values that look like templates and sentences; numbers where the format wants them."""
    from specgan.processing_provider.sentences import said, shown

    templates = translations.read(translations.FOLDER / "specgan_de.ts", translations.SENTENCES)
    assert len(templates) > 400
    for template, translation in templates.items():
        values = {}
        for _, name, spec, _ in string.Formatter().parse(template):
            if name is not None:
                values[name] = 12 if (spec or "")[-1:] in ("d", "X") else 0.5 if spec else "{0} of {name}\nIt is empty."
        message = Message(template, **values)
        assert message == (template.format(**values) if values else template)
        assert shown(message) == (translation.format(**values) if values else translation)
        assert said(SpecGanError(template, template, "details", **values)) == f"{shown(message)} {shown(message)}"


def test_details_and_foreign_words_stay():
    from specgan.processing_provider.sentences import said, shown

    hint = "Choose 1 or more, or 0 to have it chosen."
    german = "Wählen Sie 1 oder mehr, oder 0, damit die Zahl gewählt wird."
    path = "/data/Ünïcode {0}.tif"
    error = SpecGanError("Writing {path} failed: the disk is full.", hint, "RuntimeError('x')", path=path)
    assert said(error) == f"{path} ließ sich nicht schreiben: Die Platte ist voll. {german}"
    assert said(SpecGanError("Somebody else's sentence.")) == "Somebody else's sentence."
    assert said(ValueError("no sentence")) == "no sentence"
    assert shown("Collecting numpy") == "Collecting numpy"
    assert said(SpecGanError("Das ist schon deutsch.", "Choose a raster layer.")) == (
        "Das ist schon deutsch. Wählen Sie einen Rasterlayer."
    )


def test_sentences_in_sentences_and_lines_are_translated():
    from specgan.processing_provider.sentences import shown

    line = Message("HSI bands: {method}; HSI onto the RGB grid: {way}", method="none", way=Message("cubic"))
    named = Message(
        "HSI bands: {method}; HSI onto the RGB grid: {resampling}",
        method=Message("order of the file"),
        resampling=Message("cubic"),
    )
    assert shown(line) == "HSI bands: none; HSI onto the RGB grid: kubisch"  # a template that nobody translated
    assert shown(joined("\n", (named, "Collecting numpy==1.24"))) == (
        "HSI-Kanäle: Reihenfolge der Datei; HSI auf das RGB-Gitter: kubisch\nCollecting numpy==1.24"
    )


class German(Progress):
    """A host that notes what a person would read."""

    def __init__(self):
        self.lines = []

    def log(self, message):
        from specgan.processing_provider.sentences import shown

        self.lines.append(shown(message))


def test_what_changed_since_an_interrupted_run(tmp_path):
    changed = ("parameter {name}", "OVERLAP"), ("the files of the {layer} layer", "HSI")
    names = [Message(changed[0][0], name=changed[0][1]), Message(changed[1][0], layer=changed[1][1])]
    output, host = tmp_path / "out.tif", German()
    with pytest.raises(OSError), BlockJournal(tmp_path / "out.vrt", dict.fromkeys(names, "a"), host) as journal:
        journal.begin(Setup("out_parts_00000000", ((0, 1),), 1, ()))
        journal.keep = lambda: True
        raise OSError
    with BlockJournal(output.with_suffix(".vrt"), dict.fromkeys(names, "b"), host):
        pass
    assert host.lines == [
        "Ein unterbrochener Lauf hat fertige Teile hinterlassen, aber sie passen nicht zu diesem Auftrag. "
        "Anders ist: der Parameter OVERLAP, die Dateien des HSI-Layers. Es wird von vorn begonnen."
    ]


def test_an_error_of_the_worker_is_german(tmp_path):
    """Another process found it, which sends template and values."""
    from specgan.processing_provider.sentences import said

    path = tmp_path / "half {0}.onnx"
    version = b"\x08\x08"  # of the format: a file that describes itself and has no network
    path.write_bytes(onnx_with_spec(version, ModelSpec("m", 4, 8, WAVELENGTHS[:6])))
    with pytest.raises(SpecGanError) as caught:
        open_backend(path, "cpu", python=Path(sys.executable))
    assert (caught.value.template, caught.value.values) == (
        "onnxruntime cannot load the model {name}.",
        {"name": "half {0}.onnx"},
    )
    assert said(caught.value).startswith("onnxruntime kann das Modell half {0}.onnx nicht laden. ")


def test_an_error_on_a_cluster_is_german(parameters, tmp_path):
    """Pickled on a worker, read here."""
    pytest.importorskip("distributed")
    from specgan.cluster.run import superresolve_on
    from specgan.cluster.workers import connected
    from specgan.processing_provider.sentences import said

    job = Job(parameters["RGB"], parameters["HSI"], Path(parameters["MODEL"]), tmp_path / "out.tif")
    with connected(workers=1, threads=1) as client, pytest.raises(SpecGanError) as caught:
        superresolve_on(client, job, tmp_path / "out.vrt", opener=open_gone)
    assert caught.value.template == "There is no model file {path}."
    assert said(caught.value).startswith(f"Eine Modelldatei {tmp_path / 'gone.onnx'} gibt es nicht. ")


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
    sentences = Message("This Python has no PyTorch, which runs .pt and .pth models."), Message("Run the job again.")
    problem = joined("\n", (*sentences, "ImportError('x')"))
    found = Found(Path("/py"), "3.11.2", "1.24", Runner("1.20", ("cpu",), "Xeon"), Runner("2.1", problem=problem))
    assert found_text(Diagnosis({}, found, None)) == (
        "Umgebung, Python 3.11.2: onnxruntime 1.20 läuft auf Xeon (cpu); "
        "torch 2.1 (Dieses Python hat kein PyTorch, mit dem .pt- und .pth-Modelle laufen. "
        "Starten Sie den Auftrag noch einmal. ImportError('x'))"
    )

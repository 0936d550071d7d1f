"""Every text can be translated, and the German that is there fits."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Iterator

import pytest
import translations
from package import metadata

ROOT = Path(__file__).resolve().parents[1]
SHOWN = re.compile(r"[A-Za-z]{2,}.* [A-Za-z]|^[A-Z][a-z]{2,}|…")
"""What looks like a text for people: several words, or a capital and small letters."""
NAMES = {"SpecGAN", "…", "LayerType"}
HOW = "run `make translations`"


def untranslated(tree: ast.AST) -> Iterator[str]:
    """Texts for people in a file of ui/ that do not go through `tr`."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)  # docstrings
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
            skipped.update(node.args)
        if isinstance(node, ast.Raise):
            skipped.update(ast.walk(node))  # for programmers, or a SpecGanError of the plugin's own, which has its tr
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            text = node.value
            if SHOWN.search(text) and text not in NAMES and not text.startswith(("Qgs", "specgan", "color", "; ")):
                yield f"line {node.lineno}: {text!r}"


def test_every_text_of_the_widgets_goes_through_tr():
    found = {
        f"{file.name}, {problem}"
        for file in sorted((ROOT / "ui").glob("*.py"))
        for problem in untranslated(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    "text", ['label.setText("Choose a layer")', 'button = QPushButton("Run")', 'x = f"{n} done now"']
)
def test_a_text_that_does_not_is_found(text):
    assert list(untranslated(ast.parse(text)))


def test_templates_are_collected_from_errors_and_messages():
    """All of the engine that QGIS shows; what only command lines say is left out."""
    found = translations.sentences(ROOT)
    assert len(found) > 400 and len(set(found)) == len(found)
    for text in (
        "There is no folder {folder}.",  # message and hint of an error, literals in the call
        "Choose 1 or more, or 0 to have it chosen.",
        "The RGB layer has {bands} band; red, green and blue are three bands.",  # one of two
        "Bands of the hyperspectral layer left out, since they hold no data: {names}",  # a warning
        "signal {code:d}, {name}",  # part of another sentence
        "No RGB layer is chosen.",  # the provider's
    ):
        assert text in found, text
    assert not [text for text in found if text.startswith(("There is nothing to resume", "Two models are called"))]


@pytest.mark.parametrize(
    ("text", "translation", "good"),
    [
        ("{low:g} to {high:g} nm", "{high:g} bis {low:g} nm", True),
        ("There is no {name!r}.", "Es gibt kein {name!r}.", True),
        ("There is no {name!r}.", "Es gibt kein {name}.", False),
        ("{low:g} to {high:g} nm", "{low:g} bis {hoch:g} nm", False),
        ("There is no {name}.", "Es gibt nichts.", False),
        ("R&un", "Starten", False),
    ],
)
def test_a_translation_has_the_places_of_its_text(text, translation, good):
    assert translations.unfit(text, translation) is not good


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_fit_and_none_is_lost(language):
    """What is there; missing ones are a warning of `make translations`, and refused by `make package`."""
    for context, least in ((translations.CONTEXT, 150), (translations.SENTENCES, 400)):
        known = translations.read(translations.FOLDER / f"specgan_{language}.ts", context)
        assert len(known) > least
        assert [text for text, translation in known.items() if translations.unfit(text, translation)] == []


def test_a_missing_translation_is_a_problem_of_a_release(tmp_path):
    path, listed = tmp_path / "specgan_de.ts", {"sentences": ["It is empty.", "There is no {name}."]}
    translations.write(path, "de", listed)
    assert [problem.split(": ")[1] for problem in translations.problems(path, listed)] == [
        "no translation of 'It is empty.'",
        "no translation of 'There is no {name}.'",
    ]
    text = path.read_text(encoding="utf-8")
    for german in ("Er ist leer.", "Es gibt {names} nicht."):
        text = text.replace('<translation type="unfinished" />', f"<translation>{german}</translation>", 1)
    path.write_text(text, encoding="utf-8")
    (problem,) = translations.problems(path, listed)
    assert problem == "specgan_de.ts, sentences: the places differ in 'There is no {name}.'"
    translations.write(path, "de", {"sentences": ["It is empty."]})  # what is translated stays
    assert translations.read(path, "sentences") == {"It is empty.": "Er ist leer."}


@pytest.mark.qgis
@pytest.mark.parametrize("language", translations.LANGUAGES)
@pytest.mark.parametrize("context", [translations.CONTEXT, translations.SENTENCES])
def test_the_compiled_file_says_the_same(language, context):
    pytest.importorskip("qgis.core")
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator
    from qgis_support import start_qgis

    start_qgis()

    known = translations.read(translations.FOLDER / f"specgan_{language}.ts", context)
    translator = QTranslator()
    assert translator.load(str(translations.FOLDER / f"specgan_{language}.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        said = {text: QCoreApplication.translate(context, text) for text in known}
    finally:
        QCoreApplication.removeTranslator(translator)
    assert said == known, HOW


@pytest.mark.qgis
def test_the_dialogs_speak_german(monkeypatch):
    from qgis_support import start_qgis

    start_qgis()
    from specgan.processing_provider import translation
    from specgan.processing_provider.superresolve import SuperResolve
    from specgan.ui.help import help_page

    monkeypatch.setattr(translation, "locale", lambda: "de")
    translator = translation.install()
    try:
        algorithm = SuperResolve().create()
        labels = {definition.name(): definition.description() for definition in algorithm.parameterDefinitions()}
        assert labels["HSI"] == "Hyperspektraler Layer" and labels["DEVICE"] == "Gerät"
        assert algorithm.displayName() == "RGB mit Hyperspektraldaten hochauflösen"
        assert "erzeugt, nicht gemessen" in algorithm.shortHelpString()
        assert translation.tr("R&un") == "&Starten"
    finally:
        translation.remove(translator)
    assert translation.tr("R&un") == "R&un"
    assert help_page("run").parent.name == "en"


def test_a_language_that_is_missing_is_english(monkeypatch):
    pytest.importorskip("qgis.core")
    from specgan.processing_provider import translation

    monkeypatch.setattr(translation, "locale", lambda: "xx")
    assert translation.install() is None


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_the_plugin_manager_has_it_too(language):
    general = metadata((ROOT / "metadata.txt").read_text(encoding="utf-8"))
    for key in ("description", "about"):
        assert (
            len(general[f"{key}[{language}]"]) > len(general[key]) / 2 and general[f"{key}[{language}]"] != general[key]
        )


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_help_pages_are_there_in_both_languages(language):
    pages = {page.name for page in (ROOT / "resources" / "help" / "en").glob("*.html")}
    assert pages == {page.name for page in (ROOT / "resources" / "help" / language).glob("*.html")} and len(pages) == 4

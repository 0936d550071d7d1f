"""Every text can be translated, and German has them all."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Iterator

import pytest
import translations
from package import metadata

ROOT = Path(__file__).resolve().parents[1]
PLACE = re.compile(r"\{\w+\}")
SHOWN = re.compile(r"[A-Za-z]{2,}.* [A-Za-z]|^[A-Z][a-z]{2,}|…")
"""What looks like a text for people: several words, or a capital and small letters."""
NAMES = {"SpecGAN", "…"}
HOW = "run `make translations` and fill in what it marks as unfinished"


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


WANTED = {
    translations.CONTEXT: lambda: translations.texts(ROOT),
    translations.SENTENCES: lambda: [item.text for item in translations.said(ROOT)],
}
"""Context -> what has to be translated in it."""


@pytest.mark.parametrize("language", translations.LANGUAGES)
@pytest.mark.parametrize("context", WANTED)
def test_the_language_is_complete(language, context):
    known = translations.read(translations.FOLDER / f"specgan_{language}.ts", context)
    wanted = WANTED[context]()
    assert len(wanted) > 100
    assert [text for text in wanted if text not in known] == [], HOW
    assert [text for text in known if text not in wanted] == [], HOW
    for text, translation in known.items():
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(translation)), text
        assert ("&" in text) == ("&" in translation), text


def test_the_list_of_sentences_is_what_the_code_says():
    listed = (translations.FOLDER / "sentences.json").read_text(encoding="utf-8")
    assert listed == translations.compiled(translations.said(ROOT)), HOW


@pytest.mark.qgis
@pytest.mark.parametrize("language", translations.LANGUAGES)
@pytest.mark.parametrize("context", WANTED)
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

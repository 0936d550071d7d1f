"""The engine's sentences are recognised, keep their values, and cost little whatever stands in them."""

from __future__ import annotations

import time
from itertools import product

import pytest
import translations
from hypothesis import given
from hypothesis import strategies as st
from specgan.processing_provider.templates import Sentences, read_sentences, template

FILE = translations.FOLDER / "sentences.json"
ENGINE = read_sentences(FILE)
GERMAN = translations.read(translations.FOLDER / "specgan_de.ts", translations.SENTENCES)
TEMPLATES = ENGINE.templates
INSIDE = {"sentence": "its result has values that are not finite", "list": "the model, parameter EXTENT"}
ORDINARY = {
    "text": ("town.tif", "/data/my files/town (1).tif", "[1, 2]", "7"),
    "number": ("12", "0.50", "1e-05", "nan"),
}
HOSTILE = (
    'it\'s "quoted"',
    "{0} and {1} and {name} {",
    "100 %s %1 %",
    "two\nlines",
    "C:\\temp\\new",
    "/data/There is no file x. Check the path.",
    "café 日本 \u202e",
)


def filled(item, text="town.tif", number="12"):
    """A sentence of a template, and what it has to become in German."""
    values = [{"text": text, "number": number, **INSIDE}[kind] for kind in item.kinds]
    german = {
        "text": text,
        "number": number,
        "sentence": "sein Ergebnis hat Werte, die nicht endlich sind",
        "list": "das Modell, der Parameter EXTENT",
    }
    english, wanted = item.text, GERMAN[item.text]
    # by hand and from the last place on, so that braces in values stay what they are
    return put(english, values), put(wanted, [german[kind] for kind in item.kinds])


def put(text, values):
    parts, rest = [], text
    while "{" in rest:
        before, rest = rest.split("{", 1)
        number, rest = rest.split("}", 1)
        parts += [before, values[int(number)]]
    return "".join([*parts, rest])


def test_every_sentence_is_found_by_its_own_template():
    assert len(TEMPLATES) > 400
    for item, text, number in product(TEMPLATES, ORDINARY["text"], ORDINARY["number"]):
        english, wanted = filled(item, text, number)
        found, _ = ENGINE.find(english)
        assert found.text == item.text, english
        assert ENGINE.shown(english, GERMAN.get) == wanted


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_stands_in_a_place_stays_what_it_is(value):
    tried = 0
    for item in TEMPLATES:
        english, wanted = filled(item, value)
        if item.kinds and not any(piece in value for piece in item.pieces[1:-1]):
            assert ENGINE.shown(english, GERMAN.get) == wanted, english
            tried += 1
    assert tried > 200


def test_words_of_the_engine_are_words_only_in_its_own_places():
    layer = "The layer none comes from a cubic service, not from a raster file."
    german = "Der Layer none kommt von einem Dienst (cubic), nicht aus einer Rasterdatei."
    assert ENGINE.shown(layer, GERMAN.get) == german
    line = "HSI bands: order of the file; HSI onto the RGB grid: cubic"
    assert ENGINE.shown(line, GERMAN.get) == "HSI-Kanäle: Reihenfolge der Datei; HSI auf das RGB-Gitter: kubisch"


def test_details_behind_sentences_stay():
    said = "The Python /usr/bin/py has no numpy.\nInstall it there, or choose another runtime.\nImportError('x: y')"
    german = (
        "Das Python /usr/bin/py hat kein numpy.\nInstallieren Sie es dort, oder wählen Sie eine andere Laufzeit.\n"
        "ImportError('x: y')"
    )
    assert ENGINE.shown(said, GERMAN.get) == german
    in_a_row = " ".join(said.split("\n"))
    assert ENGINE.shown(in_a_row, GERMAN.get) == " ".join(german.split("\n"))


def test_lines_are_translated_one_by_one():
    text = "Running on cpu in float32 with onnxruntime 1.20.0\nCollecting numpy==1.24\n\nGenerated detail: 1 of it"
    assert ENGINE.shown(text, GERMAN.get) == (
        "Läuft auf cpu in float32 mit onnxruntime 1.20.0\nCollecting numpy==1.24\n\nErzeugte Einzelheiten: Anteil 1"
    )


@given(st.text(max_size=80), st.integers(0, len(TEMPLATES) - 1), st.sampled_from([" ", "\n", ". ", ""]))
def test_english_stays_to_the_letter(text, index, between):
    english, _ = filled(TEMPLATES[index], text)
    for whole in (text, english, f"{english}{between}{text}", f"{text}{between}{english}"):
        assert ENGINE.shown(whole, lambda source: source) == whole


def test_a_place_for_a_number_takes_numbers_only():
    """So a folder that is called like a part of the sentence does not get in the way."""
    two = Sentences([template("The disk of {0} has {1} GB free.", ("text", "number"))])
    assert two.find("The disk of /a has 3 GB free. has 5.25 GB free.")[1] == ["/a has 3 GB free.", "5.25"]
    assert two.find("The disk of /a has little GB free.") is None


def test_the_template_that_says_more_wins():
    texts = ("There is no model {0}.", "There is no model file {0}.")
    both = Sentences([template(text, ("text",)) for text in texts])
    assert both.find("There is no model file a.onnx.")[1] == ["a.onnx"]
    assert both.find("There is no model 'a'.")[1] == ["'a'"]


def test_places_may_change_their_order():
    one = Sentences([template("{0} of {1}", ("number", "text"))])
    assert one.shown("3 of all", {"{0} of {1}": "aus {1} nur {0}"}.get) == "aus all nur 3"


@pytest.mark.parametrize("piece", [" ", ". ", ", ", " bands, the model takes ", "\n", " It is left out."])
def test_no_text_takes_long(piece):
    hostile = piece * (200_000 // len(piece))
    for text in (hostile, f"The layer covers 1 to {hostile}.", f"{hostile} cannot be written.", f"1{hostile}1"):
        started = time.monotonic()
        ENGINE.shown(text, lambda source: source)
        assert time.monotonic() - started < 5.0

"""Sentences keep template and values: in errors, through pickles and JSON, and into another language."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from specgan.core.backends import OutOfMemory
from specgan.core.errors import SpecGanError
from specgan.core.errors.messages import Message, joined, packed, unpacked

GERMAN = {
    "There is no folder {folder}.": "Einen Ordner {folder} gibt es nicht.",
    "Choose 1 to {most:d}.": "Wählen Sie 1 bis {most:d}.",
    "{share:.1%} of {file!r}": "von {file!r} nur {share:.1%}",
    "{reason} It is left out.": "{reason} Er wird ausgelassen.",
    "It is empty.": "Er ist leer.",
    "The model {name} is wrong.": "Das Modell {title} ist falsch.",
}


def german(template):
    return GERMAN.get(template, template)


def test_a_message_is_its_english_sentence():
    message = Message("{share:.1%} of {file!r}", share=0.12345, file=Path("a b.tif"))
    assert message == "12.3% of 'a b.tif'" and f"{message}!" == "12.3% of 'a b.tif'!"
    assert type(str(message)) is str and json.dumps(message) == "\"12.3% of 'a b.tif'\""
    assert (message.template, message.values) == ("{share:.1%} of {file!r}", {"share": 0.12345, "file": "a b.tif"})
    assert message.translated(german) == "von 'a b.tif' nur 12.3%"


def test_a_text_without_values_keeps_its_braces():
    assert Message("{0} and {") == "{0} and {" and Message("{0} and {").translated(german) == "{0} and {"
    assert SpecGanError("{0} and {").message == "{0} and {"


@pytest.mark.parametrize("folder", ["{0} {name} {", "There is no folder x.", "%s\n", "café 日本 \u202e"])
def test_values_stay_what_they_are(folder):
    message = Message("There is no folder {folder}.", folder=folder)
    assert message == f"There is no folder {folder}."
    assert message.translated(german) == f"Einen Ordner {folder} gibt es nicht."


def test_a_sentence_in_a_sentence_is_translated_and_a_text_is_not():
    inner = Message("It is empty.")
    assert Message("{reason} It is left out.", reason=inner).translated(german) == "Er ist leer. Er wird ausgelassen."
    plain = Message("{reason} It is left out.", reason="It is empty.")
    assert plain.translated(german) == "It is empty. Er wird ausgelassen."


def test_joined_texts_are_translated_one_by_one():
    text = joined(" {} ", ["It is empty.", Message("It is empty."), Message("Choose 1 to {most:d}.", most=np.int64(3))])
    assert text == "It is empty. {} It is empty. {} Choose 1 to 3."
    assert text.translated(german) == "It is empty. {} Er ist leer. {} Wählen Sie 1 bis 3."
    assert joined("\n", []) == ""


def test_a_translation_that_does_not_fit_is_not_used():
    assert Message("The model {name} is wrong.", name="a").translated(german) == "The model a is wrong."


def test_a_place_without_a_value_is_refused():
    with pytest.raises(KeyError, match="most"):
        Message("Choose {least} to {most}.", least=1)


def test_values_are_what_json_can_carry():
    numbers = {"count": np.int64(3), "share": np.float32(0.5), "flag": True}
    values = {**numbers, "nothing": None, "path": Path("/a"), "list": [1, 2]}
    kept = Message("{count}{share}{flag}{nothing}{path}{list}", **values).values
    assert kept == {"count": 3, "share": 0.5, "flag": True, "nothing": None, "path": "/a", "list": "[1, 2]"}
    assert [type(value) for value in kept.values()] == [int, float, bool, type(None), str, str]


MESSAGE = Message("{reason} It is left out.", reason=Message("Choose 1 to {most:d}.", most=3))


@pytest.mark.parametrize(
    "sent",
    [
        lambda message: pickle.loads(pickle.dumps(message)),
        lambda message: pickle.loads(pickle.dumps(message, protocol=2)),
        copy.deepcopy,
        lambda message: unpacked(json.loads(json.dumps(packed(message)))),
    ],
)
def test_a_message_comes_through(sent):
    came = sent(MESSAGE)
    assert came == MESSAGE == "Choose 1 to 3. It is left out." and type(came) is Message
    assert (came.template, came.values) == (MESSAGE.template, MESSAGE.values)
    assert came.translated(german) == "Wählen Sie 1 bis 3. Er wird ausgelassen."


def test_a_plain_string_is_sent_as_one():
    assert unpacked(json.loads(json.dumps(packed("Collecting {numpy}")))) == "Collecting {numpy}"


def test_an_error_shares_its_values_between_message_and_hint():
    error = SpecGanError("There is no folder {folder}.", "Choose 1 to {most:d}.", "x = {", folder=Path("/a"), most=3)
    assert str(error) == "There is no folder /a. Choose 1 to 3."
    assert (error.message, error.hint, error.details) == ("There is no folder /a.", "Choose 1 to 3.", "x = {")
    assert (error.template, error.hint_template) == ("There is no folder {folder}.", "Choose 1 to {most:d}.")
    assert error.values == {"folder": "/a", "most": 3}
    assert error.message.translated(german) == "Einen Ordner /a gibt es nicht."


def test_names_of_values_are_free():
    """Also those that the parameters have."""
    assert str(SpecGanError("{message} {hint} {self}", message=1, hint=2, self=3)) == "1 2 3"
    assert Message("{template} {cls}", template=1, cls=2) == "1 2"


def test_what_another_error_said_is_passed_on():
    first = SpecGanError("There is no folder {folder}.", folder="/a")
    again = SpecGanError(first.message, "Choose 1 to {most:d}.", most=2)
    assert (again.template, again.hint_template) == ("There is no folder {folder}.", "Choose 1 to {most:d}.")


@pytest.mark.parametrize("kind", [SpecGanError, OutOfMemory])
def test_errors_can_be_pickled(kind):
    error = kind("There is no folder {folder}.", "Choose 1 to {most:d}.", "details", folder="/{a}", most=3)
    came = pickle.loads(pickle.dumps(error))
    assert type(came) is kind and str(came) == "There is no folder /{a}. Choose 1 to 3." and came.details == "details"
    assert (came.template, came.hint_template, came.values) == (error.template, error.hint_template, error.values)


def test_credentials_are_in_no_value():
    address = "https://me:word@host/a.tif?token=1"
    error = SpecGanError("{file} is gone.", "Look at {file!r}.", file=address)
    assert error.values == {"file": "https://***@host/a.tif?token=***"}
    assert str(error) == "https://***@host/a.tif?token=*** is gone. Look at 'https://***@host/a.tif?token=***'."
    split = Message("password={word}", word="hunter2")
    assert split == "password=***" == split.translated(lambda template: template)

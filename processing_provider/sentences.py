"""What the engine says in English, in the language of QGIS.

`core` and `training` know no Qt and say plain English. `resources/i18n/sentences.json`, which `make translations`
writes from their code, lists every sentence that they can say as a template. A sentence is compared with the templates,
and the translation of the one that fits gets its values. One that fits none stays English.
"""

from __future__ import annotations

from functools import lru_cache

from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import SpecGanError
from ..core.errors.messages import Message
from .templates import Sentences, read_sentences
from .translation import FOLDER

CONTEXT = "sentences"
"""The context of the templates in the .ts files."""


@lru_cache(maxsize=1)
def sentences() -> Sentences:
    """The engine's, read once."""
    return read_sentences(FOLDER / "sentences.json")


def shown(text: str) -> str:
    """What the engine logs or warns of, in the language of QGIS."""
    if isinstance(text, Message) and text.values:
        return text.translated(translated)
    return sentences().shown(text, translated)


def translated(template: str) -> str:
    """A sentence of the engine, or a template of one, in the language of QGIS."""
    return str(QCoreApplication.translate(CONTEXT, template))


def said(error: object) -> str:
    """What an error says to the person, in the language of QGIS: message and hint, without the details."""
    if isinstance(error, SpecGanError):
        return f"{shown(error.message)} {shown(error.hint)}".strip()
    return shown(str(error))

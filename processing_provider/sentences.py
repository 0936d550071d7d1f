"""What the engine says in English, in the language of QGIS.

`core` and `training` know no Qt. Their errors, log lines and warnings are messages, which know their template and its
values (`core.errors.messages`); the template is translated, and gets the values.
"""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import SpecGanError
from ..core.errors.messages import in_words

CONTEXT = "sentences"
"""The context of the templates in the .ts files."""


def shown(text: str) -> str:
    """What the engine logs or warns of, in the language of QGIS; what is no message (lines of pip) as it is."""
    return str(in_words(text, _translated))


def said(error: object) -> str:
    """What an error says to the person, in the language of QGIS: message and hint, without the details."""
    if isinstance(error, SpecGanError):
        return f"{shown(error.message)} {shown(error.hint)}".strip()
    return str(error)


def _translated(template: str) -> str:
    return str(QCoreApplication.translate(CONTEXT, template))

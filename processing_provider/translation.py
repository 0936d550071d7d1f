"""Every sentence that QGIS shows goes through `tr`; the translations lie in `resources/i18n`."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsApplication, QgsProcessingAlgorithm
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

CONTEXT = "SpecGAN"
"""The one context of all sentences in the .ts files."""
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "i18n"


def tr(text: str) -> str:
    """`text` in the language of QGIS. Numbers and names are put in afterwards, with `str.format`."""
    return str(QCoreApplication.translate(CONTEXT, text))


def translate_labels(algorithm: QgsProcessingAlgorithm) -> None:
    """Labels of all parameters and outputs, as they were given in English, in the language of QGIS."""
    for definition in (*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()):
        definition.setDescription(tr(definition.description()))


def locale() -> str:
    """Language of QGIS as two letters ("de")."""
    return str(QgsApplication.locale() or "en")[:2]


def install() -> Optional[QTranslator]:
    """Switch on the translation into QGIS's language; None where there is none. Keep it, and remove it on unload."""
    path = FOLDER / f"specgan_{locale()}.qm"
    translator = QTranslator()
    if not path.is_file() or not translator.load(str(path)):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove(translator: Optional[QTranslator]) -> None:
    """Switch off what `install` gave."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)

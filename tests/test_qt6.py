"""Ready for Qt 6 and QGIS 4: no old forms in the package, read with `ast` from every file."""

from __future__ import annotations

import ast
import enum
import importlib
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest
from test_dependencies import package_files

CHECKOUT = Path(__file__).resolve().parents[1]
GONE = {  # what PyQt6 or Qt 6 no longer has -> what to write
    "exec_": "exec",
    "QRegExp": "QRegularExpression",
    "QDesktopWidget": "QScreen",
    "QVariant": "None or Python values",
    "setMargin": "setContentsMargins",
    "trUtf8": "tr",
    "print_": "print",
}
FORBIDDEN = ("PyQt5", "PyQt6", "sip", "PySide2", "PySide6")
MOVED = {
    ("qgis.PyQt.QtWidgets", "QAction"),
    ("qgis.PyQt.QtWidgets", "QShortcut"),
    ("qgis.PyQt.QtWidgets", "QActionGroup"),
}
WHERE_MOVED = "ui.qt"
"""The one module that may know in which of two modules a class lies."""


def old_forms(name: str, tree: ast.AST) -> Iterator[str]:
    """What is to be written in another way, one sentence each."""
    classes = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            if (node.module or "").split(".")[0] in FORBIDDEN:
                yield f"line {node.lineno}: {node.module} instead of qgis.PyQt"
            for alias in node.names:
                if (node.module, alias.name) in MOVED and name != WHERE_MOVED:
                    yield f"line {node.lineno}: {alias.name} lies elsewhere in Qt 6, import it from {WHERE_MOVED}"
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in FORBIDDEN:
                    yield f"line {node.lineno}: {alias.name} instead of qgis.PyQt"
        word = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if word in GONE:
            yield f"line {node.lineno}: {GONE[word]} instead of {word}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in classes:
            value = getattr(classes[node.value.id], node.attr, None)
            if isinstance(value, (int, enum.Enum)) and not isinstance(value, bool):
                yield f"line {node.lineno}: {node.value.id}.{node.attr} without the name of its enum"


def _imported(tree: ast.AST) -> Dict[str, Any]:
    """Name -> class, of everything that a file imports from QGIS and Qt."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            for alias in node.names:
                value = getattr(module, alias.name, None)
                if isinstance(value, type) and not issubclass(value, (int, enum.Enum)):
                    found[alias.asname or alias.name] = value
    return found


@pytest.mark.qgis
def test_the_package_has_no_old_forms():
    pytest.importorskip("qgis.core")
    files = package_files(CHECKOUT)
    assert "ui.run_dialog" in files
    found = {
        f"{file.relative_to(CHECKOUT)}, {problem}"
        for name, file in files.items()
        for problem in old_forms(name, ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.qgis
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.Horizontal", "Qt.Horizontal without the name of its enum"),
        ("from qgis.core import QgsTask\nx = QgsTask.CanCancel", "QgsTask.CanCancel without"),
        ("from qgis.core import Qgis\nx = Qgis.Warning", "Qgis.Warning without"),
        ("from PyQt5.QtCore import Qt", "PyQt5.QtCore instead of qgis.PyQt"),
        ("import sip", "sip instead"),
        ("dialog.exec_()", "exec instead of exec_"),
        ("from qgis.PyQt.QtWidgets import QAction", "QAction lies elsewhere in Qt 6"),
    ],
)
def test_an_old_form_is_found(text, told):
    pytest.importorskip("qgis.core")
    assert any(told in problem for problem in old_forms("ui.x", ast.parse(text)))


@pytest.mark.qgis
def test_the_new_forms_pass():
    pytest.importorskip("qgis.core")
    text = "from qgis.PyQt.QtCore import Qt, QEvent\nx = Qt.Orientation.Horizontal\ny = QEvent.Type.User\n"
    assert list(old_forms("ui.x", ast.parse(text))) == []

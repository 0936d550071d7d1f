"""`make translations`: collects what the plugin shows into `resources/i18n/*.ts` and compiles those to `.qm`.

What goes in: the text in `tr("...")`, the labels of Processing parameters and outputs, and the help texts of
`processing_provider/help*.py`. Translations that are there stay; texts that are gone go.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Dict, Iterator, List

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "SpecGAN"
LANGUAGES = ("de",)
SOURCES = ("plugin.py", "ui", "processing_provider")
LABELLED = ("QgsProcessingParameter", "QgsProcessingOutput")
HELP = ("help.py", "help_training.py")
"""Every text constant of these modules of `processing_provider` is shown."""


def texts(root: Path = ROOT) -> List[str]:
    """Everything to translate, in the order of the files, once each."""
    files: List[Path] = []
    help_files = [root / "processing_provider" / name for name in HELP]
    for name in SOURCES:
        path = root / name
        files += [path] if path.is_file() else sorted(path.rglob("*.py"))
    found: Dict[str, None] = {}
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for text in [*_calls(tree), *(_constants(tree) if file in help_files else [])]:
            found.setdefault(text)
    return list(found)


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        place = 0 if name == "tr" else 1 if name.startswith(LABELLED) else None
        if place is not None and len(node.args) > place:
            try:
                value = ast.literal_eval(node.args[place])
            except ValueError:
                continue
            if isinstance(value, str) and value:
                yield value


def _constants(tree: ast.Module) -> Iterator[str]:
    """Texts assigned at the top of a module, "..." or "...".strip()."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            value = node.value
            stripped = isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)
            constant = value.func.value if stripped else value
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                yield constant.value.strip() if stripped else constant.value


def read(path: Path) -> Dict[str, str]:
    """Source -> finished translation of a .ts file; empty where there is none."""
    if not path.is_file():
        return {}
    pairs = {}
    for message in ET.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished" and translation.text:
            pairs[message.findtext("source") or ""] = translation.text
    return pairs


def write(path: Path, language: str, known: Dict[str, str], wanted: List[str]) -> None:
    """A .ts file with the `wanted` texts; what is not `known` is marked as unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text in wanted:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        translation.text = known.get(text, "")
        if text not in known:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    header = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(header + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def main() -> None:
    wanted = texts()
    compiler = shutil.which("lrelease") or shutil.which("lrelease-qt5") or shutil.which("lrelease6")
    for language in LANGUAGES:
        path = FOLDER / f"specgan_{language}.ts"
        known = read(path)
        write(path, language, known, wanted)
        missing = [text for text in wanted if text not in known]
        print(f"{path.relative_to(ROOT)}: {len(wanted) - len(missing)} of {len(wanted)} texts are translated")
        for text in missing:
            print(f"  missing: {text[:100]!r}")
        if compiler is None:
            sys.exit("lrelease was not found: apt-get install qttools5-dev-tools")
        subprocess.run([compiler, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


if __name__ == "__main__":
    main()

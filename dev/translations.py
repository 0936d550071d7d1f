"""`make translations`: collects what the plugin shows into `resources/i18n/*.ts` and compiles those to `.qm`.

What goes in: the text in `tr("...")`, the labels of Processing parameters and outputs, labels and help texts of the
job's parameters (`core/job/job.py`, `host.py`), the help texts of
`processing_provider/help*.py`, and in a context of their own the sentences of the engine (`dev/sentences.py`), which
also go into `resources/i18n/sentences.json`. Translations that are there stay; texts that are gone go. See
`docs/translations.md`.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Dict, Iterator, List

from sentences import Template, templates

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "SpecGAN"
SENTENCES = "sentences"
"""Context of what the engine says."""
LANGUAGES = ("de",)
SOURCES = ("plugin.py", "ui", "desktop", "processing_provider")
SHOWN = {"TITLE", "SUMMARY"}
"""Texts of the algorithms' classes."""
LABELLED = ("QgsProcessingParameter", "QgsProcessingOutput")
PARAMETERS = ("core/job/job.py", "core/job/host.py")
HELP = ("help.py", "help_products.py", "help_training.py")
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
    for name in PARAMETERS:
        for text in _declared(ast.parse((root / name).read_text(encoding="utf-8"))):
            found.setdefault(text)
    return list(found)


def _declared(tree: ast.AST) -> Iterator[str]:
    """Labels and help texts of the job's parameters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "declared":
            yield from (ast.literal_eval(argument) for argument in node.args[1:3])


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from (str(node.value.value) for target in node.targets if getattr(target, "id", "") in SHOWN)
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


def said(root: Path = ROOT) -> List[Template]:
    """What the engine says; ends the program where something of it cannot be read as a text."""
    found, unread = templates(root)
    if unread:
        sys.exit("These are not texts that can be translated; write whole sentences there:\n" + "\n".join(unread))
    return found


def compiled(found: List[Template]) -> str:
    """Content of `sentences.json`: text and kinds of places of each template, one a line."""
    lines = [json.dumps([item.text, item.places], ensure_ascii=False) for item in found]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def read(path: Path, context: str = CONTEXT) -> Dict[str, str]:
    """Source -> finished translation of one context of a .ts file; empty where there is none."""
    if not path.is_file():
        return {}
    pairs = {}
    for element in ET.parse(path).iter("context"):
        for message in element.iter("message") if element.findtext("name") == context else ():
            translation = message.find("translation")
            if translation is not None and translation.get("type") != "unfinished" and translation.text:
                pairs[message.findtext("source") or ""] = translation.text
    return pairs


def notes(found: List[Template]) -> Dict[str, str]:
    """What stands in the places of each template, for the translator: "{0} path.name"."""
    return {item.text: ", ".join(f"{{{n}}} {source}" for n, source in enumerate(item.sources)) for item in found}


def write(path: Path, language: str, wanted: Dict[str, Dict[str, str]]) -> None:
    """A .ts file. `wanted`: context -> text -> note for the translator. Translations that `path` has are kept; what it
    has none of is marked as unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name, listed in wanted.items():
        context, known = ET.SubElement(root, "context"), read(path, name)
        ET.SubElement(context, "name").text = name
        for text, note in listed.items():
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = text
            if note:
                ET.SubElement(message, "extracomment").text = note
            translation = ET.SubElement(message, "translation")
            translation.text = known.get(text, "")
            if text not in known:
                translation.set("type", "unfinished")
    ET.indent(root, " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    header = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(header + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def main() -> None:
    """Collect, compile, and print what is missing."""
    found = said()
    (FOLDER / "sentences.json").write_text(compiled(found), encoding="utf-8")
    wanted = {CONTEXT: dict.fromkeys(texts(), ""), SENTENCES: notes(found)}
    compiler = shutil.which("lrelease") or shutil.which("lrelease-qt5") or shutil.which("lrelease6")
    for language in LANGUAGES:
        path = FOLDER / f"specgan_{language}.ts"
        write(path, language, wanted)
        for name, listed in wanted.items():
            known = read(path, name)
            missing = [text for text in listed if text not in known]
            done = len(listed) - len(missing)
            print(f"{path.relative_to(ROOT)}, {name}: {done} of {len(listed)} texts are translated")
            for text in missing:
                print(f"  missing: {text[:100]!r}")
        if compiler is None:
            sys.exit("lrelease was not found: apt-get install qttools5-dev-tools")
        subprocess.run([compiler, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


if __name__ == "__main__":
    main()

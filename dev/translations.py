"""`make translations`: collects what the plugin shows into `resources/i18n/*.ts` and compiles those to `.qm`.

What goes in: the text in `tr("...")`, the labels of Processing parameters and outputs, labels and help texts of the
job's parameters (`core/job/job.py`, `host.py`), the help texts of `processing_provider/help*.py`, and in a context of
their own the templates of errors and messages of the engine. Translations that are there stay; texts that are gone go.
A missing translation is a warning here; a release is refused over it (`dev/package.py`). See `docs/translations.md`.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Dict, Iterator, List

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "SpecGAN"
SENTENCES = "sentences"
"""Context of what the engine says."""
LANGUAGES = ("de",)
SOURCES = ("plugin.py", "ui", "desktop", "processing_provider")
SHOWN = {"TITLE", "SUMMARY"}
"""Texts of the algorithms' classes."""
STARTED = ("training/export/elsewhere.py",)
"""What the plugin starts in another process, besides `core`."""
COMMAND_LINE = (
    *("core/__main__.py", "core/job/jobfile.py", "training/config.py", "training/export/card.py"),
    *("training/simulation/scene.py", "training/simulation/sensors.py"),
)
"""What these say, the plugin never shows: jobs from files, training, model cards, simulated scenes."""
ERRORS = {"SpecGanError", "OutOfMemory", "NoRuntime", "TooFar"}
"""Their first two arguments are templates, and the first one of a `Message`."""
WORDS = re.compile(r"[A-Za-z]{2,}(?![^{]*\})")
PLACE = re.compile(r"\{\w+(?:![rs])?(?::[^}]*)?\}")
LABELLED = ("QgsProcessingParameter", "QgsProcessingOutput")
PARAMETERS = ("core/job/job.py", "core/job/host.py")
HELP = ("help.py", "help_evaluate.py", "help_products.py", "help_training.py")
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


def shown_files(root: Path = ROOT) -> List[Path]:
    """Every file whose sentences QGIS can show: the provider's and the window's, and what they import of the rest."""
    waiting = [file for name in (*SOURCES, *STARTED, "core") for file in _python_files(root / name)]
    seen: Dict[Path, None] = {}
    while waiting:
        file = waiting.pop()
        if file not in seen:
            seen[file] = None
            waiting += _imports(file)
    return sorted(set(seen) - {root / name for name in COMMAND_LINE})


def _python_files(path: Path) -> List[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _imports(file: Path) -> Iterator[Path]:
    """Files of the package that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            for path in (folder.with_suffix(".py"), *(folder / f"{name.name}.py" for name in node.names)):
                if path.is_file():
                    yield path


def sentences(root: Path = ROOT) -> List[str]:
    """The templates that errors and messages are made of, in the order of the files, once each."""
    found: Dict[str, None] = {}
    for file in shown_files(root):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                for argument in node.args[: 2 if name in ERRORS else 1 if name == "Message" else 0]:
                    found.update(dict.fromkeys(filter(WORDS.search, _literals(argument))))
    return list(found)


def _literals(node: ast.expr) -> Iterator[str]:
    """A text, or both that a conditional expression chooses between."""
    if isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


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


def wanted(root: Path = ROOT) -> Dict[str, List[str]]:
    """Context -> what has to be translated in it."""
    return {CONTEXT: texts(root), SENTENCES: sentences(root)}


def unfit(text: str, translation: str) -> bool:
    """Whether a translation lacks a place of the text or has one more, or only one of them has a shortcut (&)."""
    return sorted(PLACE.findall(text)) != sorted(PLACE.findall(translation)) or ("&" in text) != ("&" in translation)


def problems(path: Path, listed: Dict[str, List[str]]) -> List[str]:
    """What a .ts file lacks for a release."""
    found = []
    for name, texts_in_it in listed.items():
        known = read(path, name)
        found += [f"{path.name}, {name}: no translation of {text[:100]!r}" for text in texts_in_it if text not in known]
        found += [
            f"{path.name}, {name}: the places differ in {text[:100]!r}" for text in known if unfit(text, known[text])
        ]
    return found


def write(path: Path, language: str, listed: Dict[str, List[str]]) -> None:
    """A .ts file. `listed`: context -> texts. Translations that `path` has are kept; what it has none of is marked as
    unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name, texts_in_it in listed.items():
        context, known = ET.SubElement(root, "context"), read(path, name)
        ET.SubElement(context, "name").text = name
        for text in texts_in_it:
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
    """Collect, compile, and print what is missing."""
    listed = wanted()
    compiler = shutil.which("lrelease") or shutil.which("lrelease-qt5") or shutil.which("lrelease6")
    for language in LANGUAGES:
        path = FOLDER / f"specgan_{language}.ts"
        write(path, language, listed)
        print("\n".join(f"Warning: {problem}" for problem in problems(path, listed)))
        print(f"{path.relative_to(ROOT)}: {sum(map(len, listed.values()))} texts")
        if compiler is None:
            sys.exit("lrelease was not found: apt-get install qttools5-dev-tools")
        subprocess.run([compiler, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


if __name__ == "__main__":
    main()

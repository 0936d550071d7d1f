"""Finds every sentence that code without Qt says to a person, as a template with numbered places.

`core` and the parts of `training` that the plugin uses raise and log plain English. This reads their syntax trees: the
arguments of errors, of `progress.log` and `progress.warn`, and the few other places that `TOLD` names. An f-string
becomes a template ("The file {0} cannot be read."); what depends on a condition becomes one template for each case, so
that a translation always sees whole sentences.
"""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Collection, Dict, Iterator, List, Optional, Sequence, Tuple, Union

ROOT = Path(__file__).resolve().parents[1]
START = ("plugin.py", "ui", "desktop", "processing_provider")
"""What QGIS loads; the parts of `training` that these import, also indirectly, are shown."""
COMMAND_LINE = (
    *("core/__main__.py", "core/job/jobfile.py", "training/export/card.py", "training/config.py"),
    *("training/simulation/scene.py", "training/simulation/sensors.py"),
)
"""What these say, the plugin never shows: jobs from files, training, model cards, simulated scenes."""
ERRORS = {"SpecGanError", "OutOfMemory", "NoRuntime", "TooFar", "Refused"}
"""Their first two arguments are sentences."""
TELLERS = {"log", "warn", "_say"}
"""Methods of a progress, and of the set-up, whose argument is told."""
TOLD_ARGUMENTS = {"damaged": (0,), "BandPlan": (2, 3), "RgbChoice": (1,)}
"""Arguments of other calls that are told."""
TOLD_NAMES = {"warning", "warnings", "unread", "resampling"}
"""What is assigned to these, or appended to them, is told."""
TOLD_FUNCTIONS = {
    "describe_plan",
    "describe_rgb",
    "describe_range",
    "describe_rgb_stray",
    "describe_hsi_stray",
    "describe_model",
    "describe_wavelengths",
}
"""What these return is told."""
TOLD_KEYS = {"identity"}
"""The keys of the dictionary that these return are told."""
INNER = {
    "plan.bands.method": "sentence",
    "unread": "sentence",
    "lack": "sentence",
    "plan.rgb_origin": "sentence",
    "taken.origin": "sentence",
    "other.origin": "sentence",
    "resampling": "sentence",
    "found.onnxruntime.problem": "sentence",
    "', '.join(changed)": "list",
    "download_command(plan)": "text",
}
"""Places that hold words of the plugin's own, or none though they look so, by the expression that fills them."""
PASSED_ON = {
    "core/geodata/bands.py": {"list(info.spectral.warnings)", "tuple(warnings)", "info.spectral.unread"},
    "core/geodata/spectral.py": {"unread or problem"},
    "core/geodata/survey.py": {"list(plan.warnings)"},
    "core/planning/planner.py": {"describe_wavelengths(checked.hsi.spectral)", "outside"},
    "core/backends/worker_backend.py": {"told['error']"},
    "core/engine/run.py": {"describe_plan(the_plan, backend, source.resampling)", "warning"},
    "core/runtime/inspection.py": {"f'{error.message}\\n{error.details}'"},
    "core/runtime/setup.py": {"line", "f'{package}: {runner}'"},
    "training/export/importing.py": {"line", "rest[0][len('Error: '):]", "rest[1]"},
    "desktop/background.py": {"str(error)", "repr(error)"},
}
"""What is said elsewhere, in another function, thread or process, or by pip, and only handed on here."""
MOST_CASES = 6
"""Cases of a part of a sentence up to which each gives a whole sentence; more of them become texts of their own."""
WORDS = re.compile(r"[A-Za-z]{2,}")
NUMERIC = re.compile(r"[dfge%]'?$")
"""Format specifications of numbers."""


@dataclass(frozen=True)
class Place:
    """Where a value stands in a sentence."""

    kind: str
    """"text", "number", "sentence" (one more template) or "list" (several, with commas)."""
    source: str
    """The expression that gives the value, for translators."""


Parts = Tuple[Union[str, Place], ...]


@dataclass(frozen=True)
class Template:
    """One sentence, or a part of one that stands in several."""

    text: str
    """With {0}, {1} ... where values stand."""
    places: Tuple[str, ...]
    """Kind of each."""
    sources: Tuple[str, ...]
    """Expression behind each."""
    where: str
    """File, relative to the checkout."""


def shown_files(root: Path = ROOT) -> List[Path]:
    """Every file without Qt whose sentences QGIS can show, and the provider's and the dialogs' own."""
    waiting = [file for name in START for file in _python_files(root / name)]
    seen: Dict[Path, None] = {}
    while waiting:
        file = waiting.pop()
        if file not in seen:
            seen[file] = None
            waiting += _imports(file)
    files = {*seen, *(root / "core").rglob("*.py")} - {root / name for name in COMMAND_LINE}
    return sorted(files)


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


def templates(root: Path = ROOT) -> Tuple[List[Template], List[str]]:
    """All templates, and what could not be read as one: "file, line: expression"."""
    found: Dict[str, Template] = {}
    unread: List[str] = []
    for file in shown_files(root):
        name = file.relative_to(root).as_posix()
        module = Module(file.read_text(encoding="utf-8"), PASSED_ON.get(name, set()))
        for parts in module.told():
            template = _template(parts, name)
            found.setdefault(template.text, template)
        unread += [f"{name}, {problem}" for problem in module.unread]
    return list(found.values()), unread


def _template(parts: Parts, where: str) -> Template:
    places = [part for part in parts if isinstance(part, Place)]
    number = itertools.count()
    text = "".join(part if isinstance(part, str) else f"{{{next(number)}}}" for part in parts)
    return Template(text, tuple(place.kind for place in places), tuple(place.source for place in places), where)


class Module:
    """One file, its functions and names."""

    def __init__(self, code: str, passed_on: Collection[str] = ()) -> None:
        self.tree = ast.parse(code)
        self._passed_on = passed_on
        self.unread: List[str] = []
        """Told, but not readable as a text."""
        self._inner: List[Parts] = []
        self._busy: List[ast.AST] = []
        self._scopes: Dict[ast.AST, Optional[ast.AST]] = {}
        self._inside: Dict[Optional[ast.AST], List[ast.AST]] = {}
        self._note_scopes(self.tree, None)
        nodes = list(ast.walk(self.tree))
        self._caught = {node.name for node in nodes if isinstance(node, ast.ExceptHandler)}
        self._functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}

    def _note_scopes(self, node: ast.AST, scope: Optional[ast.AST]) -> None:
        for child in ast.iter_child_nodes(node):
            self._scopes[child] = scope
            self._inside.setdefault(scope, []).append(child)
            self._note_scopes(child, child if isinstance(child, (ast.FunctionDef, ast.Lambda)) else scope)

    def told(self) -> List[Parts]:
        """Every text that is told, in the order of the file; parts that are texts of their own after those."""
        found: List[Parts] = []
        for node in ast.walk(self.tree):
            for value in _told_values(node):
                texts = [parts for parts in self._texts(value) if parts != ("",)]
                found += [parts for parts in texts if _says(parts)]
                if not all(_says(parts) for parts in texts) and not self._may_be_opaque(value, texts):
                    self.unread.append(f"line {value.lineno}: {ast.unparse(value)}")
        return found + [parts for parts in self._inner if _says(parts)]

    def _may_be_opaque(self, value: ast.AST, texts: Sequence[Parts]) -> bool:
        """Whether what is no text is known to be said elsewhere."""
        if ast.unparse(value) in self._passed_on or "tr(" in ast.unparse(value):
            return True
        opaque = [part for parts in texts if not _says(parts) for part in parts if isinstance(part, Place)]
        return bool(opaque) and all(part.kind == "sentence" or part.source in self._passed_on for part in opaque)

    def _texts(self, node: ast.AST) -> List[Parts]:
        """The texts that an expression can be; a `Place` where it is something else."""
        if node in self._busy:
            return [(Place("text", ast.unparse(node)),)]
        self._busy.append(node)
        try:
            return list(dict.fromkeys(self._read(node)))
        finally:
            self._busy.pop()

    def _read(self, node: ast.AST) -> List[Parts]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [(node.value,)]
        if isinstance(node, ast.JoinedStr):
            return _joined([self._texts(part) for part in node.values])
        if isinstance(node, ast.FormattedValue):
            return self._place(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([self._texts(node.left), self._texts(node.right)])
        if isinstance(node, ast.IfExp):
            return self._texts(node.body) + self._texts(node.orelse)
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            return [parts for value in node.values for parts in self._texts(value)]
        if isinstance(node, (ast.Tuple, ast.List)):
            return [parts for value in node.elts for parts in self._texts(value)]
        if isinstance(node, ast.Starred):
            return self._texts(node.value)
        if isinstance(node, ast.Call):
            return self._called(node)
        values: List[ast.AST] = []
        if isinstance(node, ast.Name):
            values = self._values(node)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            values = [item for table in self._values(node.value) for item in getattr(table, "values", ())]
        if values:
            return [parts for value in values for parts in self._texts(value)]
        return [(Place(self._kind(node), ast.unparse(node)),)]

    def _called(self, node: ast.Call) -> List[Parts]:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if isinstance(node.func, ast.Attribute) and name == "strip":
            return self._texts(node.func.value)
        if isinstance(node.func, ast.Attribute) and name == "join" and ast.unparse(node.func.value) == repr("\n"):
            return self._texts(node.args[0])
        if name in self._functions and name not in ERRORS:
            returns = self._returned(self._functions[name])
            if returns:
                return [parts for value in returns for parts in self._texts(value)]
        return [(Place(self._kind(node), ast.unparse(node)),)]

    def _place(self, node: ast.FormattedValue) -> List[Parts]:
        """A value in an f-string: its cases where they are few texts, else a place."""
        source = ast.unparse(node.value)
        if node.format_spec is not None and node.conversion == -1:
            return [(Place("number" if NUMERIC.search(ast.unparse(node.format_spec)) else "text", source),)]
        kind = self._kind(node.value)
        if node.conversion != -1 or kind != "text" or source in INNER:
            return [(Place(kind, source),)]
        cases = self._texts(node.value)
        value = node.value
        if isinstance(value, ast.Name) and self._values(value):
            value = self._values(value)[0]
        chosen = isinstance(value, (ast.IfExp, ast.BoolOp))
        if not any(_says(parts) and (chosen or " " in str(parts[0])) for parts in cases) and not chosen:
            return [(Place("text", source),)]
        if len(cases) <= MOST_CASES and not isinstance(value, ast.Call):
            return cases
        self._inner += cases
        return [(Place("sentence", source),)]

    def _kind(self, node: ast.AST) -> str:
        source = ast.unparse(node)
        if source in INNER:
            return INNER[source]
        if isinstance(node, ast.Call) and source.startswith("len("):
            return "number"
        base = node.value if isinstance(node, ast.Attribute) and node.attr == "message" else node
        return "sentence" if isinstance(base, ast.Name) and base.id in self._caught else "text"

    def _values(self, name: ast.Name) -> List[ast.AST]:
        """What a name is bound to, in the innermost scope that binds it; for a parameter, what its callers give."""
        scope = self._scopes.get(name)
        while True:
            found = [value for node in self._inside.get(scope, ()) for value in self._bound(node, name.id)]
            found += self._given(scope, name.id) if isinstance(scope, ast.FunctionDef) else []
            if found or scope is None:
                return found
            scope = self._scopes.get(scope)

    def _bound(self, node: ast.AST, name: str) -> Iterator[ast.AST]:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from self._unpacked(target, [node.value], name)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from self._unpacked(node.target, [node.value], name)
        elif isinstance(node, (ast.For, ast.comprehension)) and _binds(node.target, name):
            items = [item for table in self._tables(node.iter) for item in table.elts]
            yield from self._unpacked(node.target, items, name)

    def _unpacked(self, target: ast.AST, values: Sequence[ast.AST], name: str) -> Iterator[ast.AST]:
        """What of `values` goes to `name` in an assignment to `target`."""
        if isinstance(target, ast.Name) and target.id == name:
            yield from values
        elif _binds(target, name):
            for value in values:
                for table in self._tables(value):
                    for part, element in zip(getattr(target, "elts", ()), table.elts):
                        yield from self._unpacked(part, [element], name)

    def _tables(self, node: ast.AST) -> List[ast.Tuple]:
        """Tuples that an expression can be: written there, named, or returned by a function of the module."""
        if isinstance(node, (ast.Tuple, ast.List)):
            return [node]  # type: ignore[list-item]
        if node in self._busy:
            return []
        nodes: List[ast.AST] = []
        if isinstance(node, ast.Name):
            nodes = self._values(node)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in self._functions:
            nodes = self._returned(self._functions[node.func.id])
        self._busy.append(node)
        try:
            return [table for value in nodes for table in self._tables(value)]
        finally:
            self._busy.pop()

    def _returned(self, function: ast.FunctionDef) -> List[ast.AST]:
        nodes = self._inside.get(function, ())
        return [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]

    def _given(self, function: ast.FunctionDef, name: str) -> Iterator[ast.AST]:
        """What callers in the same file give for a parameter."""
        names = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
        if name not in names:
            return
        for call in self._calls.get(function.name, []):
            place = names.index(name) - (names[0] == "self")
            if place < len(call.args):
                yield call.args[place]
            yield from (keyword.value for keyword in call.keywords if keyword.arg == name)

    @cached_property
    def _calls(self) -> Dict[str, List[ast.Call]]:
        found: Dict[str, List[ast.Call]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                found.setdefault(getattr(node.func, "id", getattr(node.func, "attr", "")), []).append(node)
        return found


def _told_values(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions that a node tells to a person."""
    if isinstance(node, ast.Call):
        yield from _told_arguments(node)
    elif isinstance(node, ast.Assign):
        names = {getattr(target, "id", getattr(target, "attr", "")) for target in node.targets}
        if names & TOLD_NAMES and not isinstance(node.value, (ast.Call, ast.List)):
            yield node.value
    elif isinstance(node, ast.FunctionDef) and node.name in TOLD_FUNCTIONS:
        yield from (child.value for child in ast.walk(node) if isinstance(child, ast.Return) and child.value)
    elif isinstance(node, ast.FunctionDef) and node.name in TOLD_KEYS:
        yield from (child.key for child in ast.walk(node) if isinstance(child, ast.DictComp))
        targets = [target for child in ast.walk(node) if isinstance(child, ast.Assign) for target in child.targets]
        subscripts = [target for target in targets if isinstance(target, ast.Subscript)]
        yield from (target.slice for target in subscripts if ast.unparse(target.value) == "result")


def _told_arguments(node: ast.Call) -> Iterator[ast.AST]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    named = {child.id for child in ast.walk(node.func) if isinstance(child, ast.Name)}
    receiver = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    if named & ERRORS and not receiver:
        spread = [place for place, value in enumerate(node.args) if isinstance(value, ast.Starred)]
        yield from node.args[: min([2, *(place + 1 for place in spread)])]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in ("message", "hint"))
    elif name in TELLERS and receiver.endswith(("progress", "self")):
        yield from node.args[:1]
    elif name == "append" and receiver.split(".")[-1] in TOLD_NAMES:
        yield from node.args
    else:
        yield from (node.args[place] for place in TOLD_ARGUMENTS.get(name, ()) if place < len(node.args))
    if name == "Runner":
        yield from (keyword.value for keyword in node.keywords if keyword.arg == "problem")


def _binds(target: ast.AST, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(target))


def _joined(parts: Sequence[List[Parts]]) -> List[Parts]:
    """Every combination of the cases of consecutive parts, neighbouring texts made one."""
    found = []
    for choice in itertools.product(*parts):
        merged: List[Union[str, Place]] = []
        for part in itertools.chain(*choice):
            if isinstance(part, str) and merged and isinstance(merged[-1], str):
                merged[-1] += part
            elif part != "":
                merged.append(part)
        found.append(tuple(merged) or ("",))
    return found


def _says(parts: Parts) -> bool:
    return any(isinstance(part, str) and WORDS.search(part) for part in parts)

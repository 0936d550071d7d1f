"""Who may import whom: the floors of the house and the rooms of core, read with `ast` from every file.

plugin.py -> ui -> desktop -> processing_provider -> training -> core   (each also any floor further down;
cluster -> core)
in core: engine -> planning -> job -> models -> backends -> network, runtime;  engine, planning -> geodata, patches;
all -> shelf, errors ...
in training: evaluation -> loop -> export -> data -> simulation;  evaluation, loop -> losses;  all -> config, flags
"""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, Optional, Set, Tuple

CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGE_FOLDERS = ("core", "processing_provider", "desktop", "ui", "training", "cluster", "command")
OTHER_FOLDERS = ("dev", "tests", "benchmarks")
LONGEST_FILE = 400

FLOORS = {  # floor -> floors it may import, besides itself
    "__init__": {"plugin", "core"},
    "plugin": {"ui", "desktop", "processing_provider", "training", "core"},
    "ui": {"desktop", "processing_provider", "training", "core"},
    "desktop": {"processing_provider", "training", "core"},
    "processing_provider": {"training", "core"},
    "training": {"core"},
    "cluster": {"core"},
    "command": {"cluster", "training", "core"},
    "core": set(),
}
COMMON = {"errors"}  # modules of core that every room may use
ROOMS = {  # room of core -> rooms it may import, besides itself, COMMON, shelf; other modules of core are the engine's
    "common": set(),
    "shelf": set(),
    "geodata": set(),
    "patches": set(),
    "modelspec": set(),
    "network": {"modelspec"},
    "runtime": set(),
    "backends": {"network", "runtime", "modelspec"},
    "models": {"backends", "modelspec"},
    "job": {"geodata", "models"},
    "planning": {"geodata", "patches", "models", "job"},
    "evaluation": {"geodata", "patches"},
    "engine": {"geodata", "patches", "models", "job", "planning"},
}
TRAINING_ROOMS = {  # the same of training; its loose modules serve every room, but for __main__, which takes all rooms
    "simulation": set(),
    "losses": set(),
    "data": {"simulation"},
    "export": {"data"},
    "loop": {"data", "losses", "export"},
    "evaluation": {"data", "losses", "export", "loop"},
}
QT = {"PyQt5", "PyQt6", "PySide2", "PySide6", "sip"}
NETWORK_RUNTIMES = {"torch", "onnxruntime", "onnx", "onnxscript"}
HOMES = {  # package -> where it may be imported, as beginnings of module names
    "torch": ("core.network", "core.backends.torch_", "training"),
    "onnxruntime": ("core.backends.onnx_", "training.export"),
    "onnx": ("core.network", "core.backends.onnx_", "training.export"),
    "onnxscript": ("core.network", "training.export"),
    "osgeo": ("core.geodata",),
    "qgis": ("plugin", "ui", "desktop", "processing_provider"),
    "processing": ("plugin", "ui", "desktop", "processing_provider"),  # QGIS's own
}
WIDGETS = ("qgis.gui", "qgis.PyQt.QtWidgets")  # ui's alone: what stands below it also runs where there is no window
WITHOUT_GDAL = ("training.loop.", "training.losses.")  # beginnings of modules that run without GDAL and QGIS
COMMANDS = "training.__main__"  # asks for nothing before it knows which command runs


@dataclass(frozen=True)
class Import:
    """One import of one module, as it stands in a file."""

    target: str
    """Dotted name: from the package's root for its own modules ("core.engine"), else as written."""
    own: bool
    """Whether the target is a module of this package."""
    at_load: bool
    """Whether it happens when the file is imported: not inside a function, not for type checkers only."""
    runs: bool
    """Whether it ever happens: not for type checkers only."""
    line: int


def package_files(root: Path) -> Dict[str, Path]:
    """Dotted module name (packages without `__init__`; the root is "") -> file, of all the package's modules."""
    files = [root / "__init__.py", root / "plugin.py"]
    for folder in PACKAGE_FOLDERS:
        files += sorted((root / folder).rglob("*.py"))
    modules = {}
    for file in files:
        if file.exists():
            parts = file.relative_to(root).with_suffix("").parts
            modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return modules


When = Tuple[bool, bool]  # `at_load` and `runs` of an `Import`


def walk(node: ast.AST, when: When = (True, True)) -> Iterator[Tuple[ast.AST, When]]:
    """Every node below `node` and when it runs."""
    for child in ast.iter_child_nodes(node):
        at_load, runs = when
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            at_load = False
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            at_load = runs = False
        yield child, (at_load, runs)
        yield from walk(child, (at_load, runs))


def dynamic_import(node: ast.AST) -> Optional[str]:
    """The name in `import_module("name")` or `__import__("name")`."""
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if function in ("import_module", "__import__") and isinstance(node.args[0].value, str):
            return node.args[0].value
    return None


def imports_of(name: str, file: Path, modules: Dict[str, Path]) -> List[Import]:
    """All imports in a file; a relative one that leaves the package has the target ".."."""
    package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    package = [part for part in package if part]
    found = []

    def relative(level: int, rest: str, names: Iterable[str], when: When, line: int) -> None:
        if level - 1 > len(package):
            found.append(Import("..", False, *when, line))
            return
        base = ".".join(package[: len(package) - level + 1] + ([rest] if rest else []))
        for item in names:
            longer = f"{base}.{item}" if base else item
            found.append(Import(longer if longer in modules else base, True, *when, line))

    for node, when in walk(ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 9))):
        dynamic = dynamic_import(node)
        if isinstance(node, ast.Import):
            found += [Import(alias.name, False, *when, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append(Import(node.module or "", False, *when, node.lineno))
        elif isinstance(node, ast.ImportFrom):
            relative(node.level, node.module or "", [alias.name for alias in node.names], when, node.lineno)
        elif dynamic is not None:
            level = len(dynamic) - len(dynamic.lstrip("."))
            if level:
                relative(level, dynamic.lstrip("."), [""], when, node.lineno)
            else:
                found.append(Import(dynamic, False, *when, node.lineno))
    return found


def room(name: str) -> str:
    """The room of a module of core."""
    parts = name.split(".")
    first = parts[1] if len(parts) > 1 else ""
    return "common" if first in COMMON else first if first in ROOMS else "engine"


def own_import_problem(name: str, target: str) -> str:
    """Why module `name` may not import the package's module `target`; empty if it may."""
    here, there = name.split(".")[0] or "__init__", target.split(".")[0] or "__init__"
    if here == "__init__" and there == "core":
        return "" if target == "core.api" else "other programs get the names of core.api alone"
    if here != there:
        return "" if there in FLOORS[here] else f"{here} may not import {there}"
    if here == "core" and room(name) != room(target):
        allowed = ROOMS[room(name)] | {"common", "shelf"}
        return "" if room(target) in allowed else f"core's {room(name)} may not import core's {room(target)}"
    mine, other = (module.split(".")[1] if module.count(".") else "" for module in (name, target))
    if here == "training" and mine in TRAINING_ROOMS and mine != other:
        allowed = TRAINING_ROOMS[mine] | {"config", "flags"}
        return "" if other in allowed else f"training's {mine} may not import training's {other}"
    return ""


def foreign_import_problem(name: str, target: str) -> str:
    """Why module `name` may not import the module `target` of another package; empty if it may."""
    top = target.split(".")[0]
    if target == "..":
        return "leaves the package"
    if top == "specgan" or top in FLOORS:
        return f"{target}: imports inside the package are relative"
    if top in QT:
        return f"{target}: Qt comes from qgis.PyQt"
    if target.startswith(WIDGETS) and not name.startswith("ui"):
        return f"{target}: widgets are ui's"
    if top in HOMES:
        return "" if name.startswith(HOMES[top]) else f"{target} does not belong here"
    if name.split(".")[0] == "core" and top != "numpy" and top not in sys.stdlib_module_names:
        return f"{target}: core is numpy and the standard library, apart from {', '.join(sorted(HOMES))} in their rooms"
    return ""


def closure(start: Iterable[str], imports: Dict[str, List[Import]]) -> Dict[str, str]:
    """Every module, own or not, that importing `start` imports -> the own module that asks for it."""
    seen: Dict[str, str] = {}
    waiting = [(name, "") for name in start]
    while waiting:
        name, asked_by = waiting.pop()
        if name in seen:
            continue
        seen[name] = asked_by
        if name in imports:
            parents = [".".join(name.split(".")[:i]) for i in range(1, name.count(".") + 1)]
            waiting += [(parent, name) for parent in parents]
            waiting += [(item.target, name) for item in imports[name] if item.at_load]
    return seen


def circles(imports: Dict[str, List[Import]]) -> List[str]:
    """Import circles, each as "a -> b -> a", once for every import that closes one; inside functions counts too."""
    found, done = [], set()

    def visit(name: str, path: List[str]) -> None:
        if name in path:
            found.append(" -> ".join([*path[path.index(name) :], name]))
        elif name not in done:
            for target in sorted({item.target for item in imports[name] if item.own and item.runs} & set(imports)):
                visit(target, [*path, name])
            done.add(name)

    for name in sorted(imports):
        visit(name, [])
    return found


def forbidden_in_closure(start: str, forbidden: Set[str], imports: Dict[str, List[Import]]) -> List[str]:
    reached = closure([start], imports) if start in imports else {}
    return [
        f"{asked_by} imports {name} as soon as {start} is imported"
        for name, asked_by in reached.items()
        if name not in imports and name.split(".")[0] in forbidden
    ]


def problems(root: Path) -> List[str]:
    """Every break of the rules in the package at `root`, in a sentence each."""
    modules = package_files(root)
    imports = {name: imports_of(name, file, modules) for name, file in modules.items()}
    found = []
    for name, items in imports.items():
        for item in items:
            check = own_import_problem if item.own else foreign_import_problem
            problem = check(name, item.target)
            if not problem and name.startswith(WITHOUT_GDAL) and item.target.startswith("core.geodata"):
                problem = "runs without GDAL, so it may not use core.geodata"
            if problem:
                found.append(f"{modules[name].relative_to(root)}:{item.line}: {problem}")
    found += [f"import circle: {circle}" for circle in circles(imports)]
    found += forbidden_in_closure("plugin", NETWORK_RUNTIMES, imports)
    for start in imports:
        if start.startswith(WITHOUT_GDAL):
            found += forbidden_in_closure(start, {"osgeo", "qgis"}, imports)
    found += forbidden_in_closure(COMMANDS, {"osgeo", "qgis", *NETWORK_RUNTIMES}, imports)
    return found


def test_the_package_keeps_the_rules():
    modules = package_files(CHECKOUT)
    assert {"", "core.errors", "core.modelspec"} <= set(modules)
    assert problems(CHECKOUT) == []


def test_no_python_file_is_too_long():
    files = list(package_files(CHECKOUT).values())
    files += [file for folder in OTHER_FOLDERS for file in (CHECKOUT / folder).rglob("*.py")]
    lengths = {str(f.relative_to(CHECKOUT)): len(f.read_text(encoding="utf-8").splitlines()) for f in files}
    assert lengths["tests/test_dependencies.py"] > 100
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_importing_the_package_imports_nothing_else():
    """QGIS imports every plugin when it starts; a folder of any name is the package."""
    script = (
        "import __future__, importlib.util, sys, typing\nbefore = set(sys.modules)\n"
        f"spec = importlib.util.spec_from_file_location('p', {str(CHECKOUT / '__init__.py')!r},\n"
        f"    submodule_search_locations=[{str(CHECKOUT)!r}])\n"
        "sys.modules['p'] = package = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(package)\n"
        "print(sorted(set(sys.modules) - before), callable(package.classFactory))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("['p'] True\n", "")
    body = ast.parse((CHECKOUT / "__init__.py").read_text(encoding="utf-8")).body
    (factory,) = (node for node in body if isinstance(node, ast.FunctionDef) and node.name == "classFactory")
    assert [argument.arg for argument in factory.args.args] == ["iface"]

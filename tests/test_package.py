"""The plugin as a zip: what is in it, what is not, and what a plugin repository checks."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import package
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The zip of this checkout."""
    return package.build(tmp_path_factory.mktemp("zip") / "specgan.zip")


def names(archive):
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def test_a_repository_has_nothing_against_it(archive):
    assert package.problems(archive) == []
    assert archive.stat().st_size < 25_000_000


def test_what_the_plugin_needs_is_in_it_and_nothing_else(archive):
    inside = names(archive)
    needed = ("plugin.py", "core/engine/run.py", "ui/desktop.py", "processing_provider/provider.py")
    needed += ("training/export/model_file.py",)
    bundled = ("specgan_aerial_x16", "specgan_aerial_x32")
    needed += tuple(f"resources/models/{name}.{kind}" for name in bundled for kind in ("onnx", "md"))
    needed += ("resources/sample/town_hsi.tif", "resources/i18n/specgan_de.qm", "resources/help/de/run.html")
    needed += ("resources/icons/specgan.svg", "LICENSE", "metadata.txt")
    assert {f"specgan/{name}" for name in needed} <= inside
    folders = {name.split("/")[1] for name in inside if name.count("/") > 1}
    assert folders == {"core", "desktop", "processing_provider", "training", "ui", "resources"}
    for word in ("test", "benchmark", "__pycache__", ".git", "dev/", "pyproject", "Makefile", ".ts", ".aux.xml"):
        assert [name for name in inside if word in name.replace("latest", "")] == [], word


def test_every_module_that_the_package_imports_is_in_it(archive):
    """Relative imports of all files in the zip lead to files in the zip."""
    inside = names(archive)
    modules = {name[:-3].replace("/__init__", "") for name in inside if name.endswith(".py")}
    with zipfile.ZipFile(archive) as opened:
        for name in sorted(name for name in inside if name.endswith(".py")):
            for node in ast.walk(ast.parse(opened.read(name))):
                if isinstance(node, ast.ImportFrom) and node.level:
                    base = name.split("/")[: -node.level]
                    target = "/".join([*base, *(node.module or "").split(".")]).rstrip("/")
                    assert target in modules, f"{name} imports {target}"


def test_the_zip_is_the_same_every_time(archive, tmp_path):
    assert package.build(tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_caches_and_hidden_files_stay_out(tmp_path):
    for name in (
        "metadata.txt",
        "core/a.py",
        "core/__pycache__/a.pyc",
        "core/.hidden",
        "core/a.tif.aux.xml",
        "tests/b.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.as_posix() for path in package.content(tmp_path)] == ["core/a.py", "metadata.txt"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("author=SpecGAN plugin developers", "author=", "metadata.txt has no author."),
        ("version=0.1.0", "version=next", "The version next is no version."),
        ("icon=resources/icons/specgan.svg", "icon=nowhere.svg", "The icon nowhere.svg is not in the zip."),
        ("tracker=https", "tracker=www", "tracker is no address"),
    ],
)
def test_what_a_repository_refuses_is_told(archive, tmp_path, old, new, told):
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(changed, "w") as target:
        for name in (
            "specgan/__init__.py",
            "specgan/LICENSE",
            "specgan/metadata.txt",
            "specgan/resources/icons/specgan.svg",
        ):
            text = source.read(name).decode("utf-8")
            target.writestr(name, text.replace(old, new) if name.endswith("metadata.txt") else text)
    assert any(told in problem for problem in package.problems(changed))


def test_files_beside_the_top_folder_and_missing_ones_are_told(tmp_path):
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as target:
        target.writestr("README.md", "x")
    told = package.problems(bad)
    assert "README.md lies outside the folder specgan." in told and "metadata.txt is missing." in told


def test_bandit_finds_nothing(archive, tmp_path):
    pytest.importorskip("bandit")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path)
    folder = tmp_path / "specgan"
    command = [sys.executable, "-m", "bandit", "-q", "-r", str(folder), "-f", "json"]
    command += ["--severity-level", "medium", "--confidence-level", "medium"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=120).stdout)
    assert told["metrics"]["_totals"]["loc"] > 3000
    found = {
        (issue["test_id"], Path(issue["filename"]).relative_to(folder).as_posix()): issue["issue_text"]
        for issue in told["results"]
    }
    assert found == {}

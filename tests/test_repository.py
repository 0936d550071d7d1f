"""What whoever comes to the repository reads first: how to cite it, how to report, how to check."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_citation_names_this_version_and_the_paper_of_the_readme():
    citation, metadata = read(ROOT / "CITATION.cff"), configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    assert citation["version"] == metadata["general"]["version"]
    assert citation["license"] == metadata["general"]["license"]
    assert citation["authors"] == [{"name": metadata["general"]["author"]}]
    paper, readme = citation["preferred-citation"], " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    names = ", ".join(author["family-names"] for author in paper["authors"])
    assert f'{names}, "{paper["title"]}", IEEE TGRS {paper["volume"]}, {paper["year"]}, doi [{paper["doi"]}]' in readme


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_issue_forms_are_forms(path):
    form = read(path)
    if path.stem == "config":
        return
    assert form["name"] and form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields) > 0
    assert all(field["attributes"]["label"] for field in fields)


@pytest.mark.parametrize("name", ["bug_report", "result"])
def test_reports_ask_for_the_diagnostics_by_the_names_in_the_window(name):
    form = read(ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml")
    (field,) = (field for field in form["body"] if field["id"] == "diagnostics")
    assert field["validations"]["required"]
    menu, dialog, button = re.search(
        r"In QGIS: (.+?) > (.+?)\.\.\. > (.+?), and paste", field["attributes"]["description"]
    ).groups()
    desktop, setup = ((ROOT / "ui" / file).read_text(encoding="utf-8") for file in ("desktop.py", "setup_dialog.py"))
    assert f'"{menu}"' in desktop and f'tr("{dialog}…")' in desktop
    assert f'tr("{button}")' in setup.replace("&", "")


def test_the_hooks_run_what_the_checkout_has():
    """Local hooks only, so that their tools are the pinned ones; files and modules that they name are there."""
    requirements = (ROOT / "dev" / "requirements.txt").read_text(encoding="utf-8")
    repositories = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    for hook in repositories[0]["hooks"]:
        python, option, module, *rest = hook["entry"].split()
        assert (python, option) == (".venv/bin/python", "-m"), hook["id"]
        assert re.search(rf"^{module}\b", requirements, re.MULTILINE), module
        assert [word for word in rest if word.endswith(".py") and not (ROOT / word).is_file()] == []

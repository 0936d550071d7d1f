"""Links between the documents lead to files and headings that are there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/**/*.md"), *ROOT.glob("resources/**/*.md")]
)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|(?:src|href)=\"([^\"]+)\"")
"""Target of an inline link or picture in Markdown, or of an HTML element."""


def prose(text: str) -> str:
    """Markdown without its code: fenced blocks, indented blocks and code spans."""
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"(?<=\n\n)(?: {4}.*\n?)+", "", text)
    return re.sub(r"`[^`\n]*`", "code", text)


def links(text: str) -> list[str]:
    """Targets of all links in a Markdown text, in order, those of the web too."""
    return [found.group(1) or found.group(2) for found in LINK.finditer(prose(text))]


def anchors(text: str) -> set[str]:
    """Names under which GitHub reaches the headings of a Markdown text."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number, unique = 0, name
        while unique in found:
            number += 1
            unique = f"{name}-{number}"
        found.add(unique)
    return found


def broken(document: Path) -> list[str]:
    """The relative links of a document that lead nowhere, or out of the repository."""
    wrong = []
    for link in links(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / unquote(path)).resolve() if path else document
        there = target.exists() and ROOT in [target, *target.parents]
        if there and anchor and target.suffix == ".md":
            there = anchor in anchors(target.read_text(encoding="utf-8"))
        if not there:
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_resolve(document):
    assert broken(document) == []


def test_links_and_headings_are_found():
    text = (
        "# One `two` [three](x.md): four\n## One\n## One\n"
        'See [a](a.md) and ![b](img/b.png "title"), [`c`](<c.md#d>), [[1]](e.md).\n'
        '[![picture](g.png)](h.md), <img src="f.png">\n\n'
        "```sh\n[no](no.md)\n# no\n```\n\n    [neither](no.md)\n\n`[nor](no.md)` [web](https://example.org/a)\n"
    )
    assert links(text) == [
        "x.md",
        "a.md",
        "img/b.png",
        "c.md#d",
        "e.md",
        "g.png",
        "h.md",
        "f.png",
        "https://example.org/a",
    ]
    assert anchors(text) == {"one-two-three-four", "one", "one-1"}


@pytest.mark.parametrize("link", ["gone.md", "README.md#no-such-heading", "../outside.md", "#no-such-heading"])
def test_a_link_that_leads_nowhere_is_found(link, tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path / "repository")
    (tmp_path / "repository").mkdir()
    (tmp_path / "outside.md").write_text("# Outside\n", encoding="utf-8")
    document = tmp_path / "repository" / "README.md"
    document.write_text(f"# Here\n[good](README.md#here) [bad]({link})\n", encoding="utf-8")
    assert broken(document) == [link]

"""English sentences recognised by their templates, and said in another language. Knows no Qt and no QGIS.

A template is a sentence with numbered places, "The file {0} cannot be read."; it fits a sentence whose text before,
between and behind the places is the same. Nothing here is a regular expression over the whole sentence: the time for a
sentence is bounded, whatever stands in it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple

TEXT, NUMBER, SENTENCE, LIST = "text", "number", "sentence", "list"
"""What stands in a place: anything, a number, one more sentence of the engine, or several with commas between them."""
TRIES = 200
"""Ways to divide a sentence among the places of one template that are tried."""
MOST_SENTENCES, MOST_LINES, MOST_LEVELS = 12, 200, 3
"""Sentences in one line, lines in one text, and sentences inside each other, up to which each is looked for."""
_PLACE = re.compile(r"\{(\d)\}")
_NUMBER = re.compile(r"[-+]?(\d[\d.]{0,30}(e[-+]?\d{1,3})?|inf|nan)%?", re.IGNORECASE)
_END = re.compile(r"([.!?)]) +")

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Template:
    """One sentence of the engine."""

    text: str
    """English, with {0}, {1} ... where values stand."""
    kinds: Tuple[str, ...]
    """What stands in each place."""
    pieces: Tuple[str, ...]
    """The text before, between and behind the places."""

    def values(self, sentence: str) -> Optional[List[str]]:
        """What stands in the places of `sentence`; None where it is not this template's."""
        first, last = self.pieces[0], self.pieces[-1]
        if not self.kinds:
            return [] if sentence == first else None
        end = len(sentence) - len(last)
        if end < len(first) or not sentence.startswith(first) or not sentence.endswith(last):
            return None
        return self._divided(sentence, 0, len(first), end, [TRIES])

    def _divided(self, sentence: str, place: int, start: int, end: int, tries: List[int]) -> Optional[List[str]]:
        """The values from `place` on, in sentence[start:end]; the leftmost division in which numbers are numbers."""
        if place == len(self.kinds) - 1:
            value = sentence[start:end]
            return [value] if self._fits(place, value) else None
        piece = self.pieces[place + 1]
        found = sentence.find(piece, start, end)
        while found >= 0 and tries[0] > 0:
            tries[0] -= 1
            value = sentence[start:found]
            if self._fits(place, value):
                rest = self._divided(sentence, place + 1, found + len(piece), end, tries)
                if rest is not None:
                    return [value, *rest]
            found = sentence.find(piece, found + 1, end)
        return None

    def _fits(self, place: int, value: str) -> bool:
        return self.kinds[place] != NUMBER or _NUMBER.fullmatch(value) is not None


def template(text: str, kinds: Sequence[str]) -> Template:
    """A template of a text with numbered places."""
    return Template(text, tuple(kinds), tuple(_PLACE.split(text)[::2]))


class Sentences:
    """Templates, those with the most text of their own first: they say more than what merely ends alike."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self.templates = sorted(templates, key=lambda item: (-sum(map(len, item.pieces)), len(item.kinds)))

    def find(self, sentence: str) -> Optional[Tuple[Template, List[str]]]:
        """The template that one whole sentence comes from, and the values in it."""
        for item in self.templates:
            values = item.values(sentence)
            if values is not None:
                return item, values
        return None

    def shown(self, text: str, translate: Translate, levels: int = MOST_LEVELS) -> str:
        """`text` through `translate`, which is given templates: lines of their own, one sentence, or several."""
        lines = text.split("\n")
        if len(lines) == 1 or self.find(lines[0]) is None:  # else a place at the end would take the other lines
            whole = self._sentence(text, translate, levels)
            if whole is not None:
                return whole
        known = [self._line(line, translate, levels) for line in lines[:MOST_LINES]]
        return "\n".join(known + lines[MOST_LINES:])

    def _sentence(self, sentence: str, translate: Translate, levels: int) -> Optional[str]:
        found = self.find(sentence)
        if found is None:
            return None
        item, values = found
        filled = [self._value(kind, value, translate, levels) for kind, value in zip(item.kinds, values)]
        return _PLACE.sub(lambda place: filled[int(place[1])], translate(item.text))

    def _value(self, kind: str, value: str, translate: Translate, levels: int) -> str:
        """Only where the engine puts words of its own: a path that looks like a sentence stays what it is."""
        if levels == 0 or kind not in (SENTENCE, LIST):
            return value
        if kind == SENTENCE:
            return self.shown(value, translate, levels - 1)
        return ", ".join(self._sentence(part, translate, levels - 1) or part for part in value.split(", "))

    def _line(self, line: str, translate: Translate, levels: int) -> str:
        """One or several sentences behind each other; what is unknown among them stays."""
        whole = self._sentence(line, translate, levels)
        if whole is not None:
            return whole
        ends = [match.end(1) for match in _END.finditer(line)][:MOST_SENTENCES] + [len(line)]
        parts, start = [], 0
        while start < len(line):
            rest = [end for end in ends if end > start]
            for end in rest:
                known = self._sentence(line[start:end], translate, levels)
                if known is not None:
                    break
            else:
                end, known = rest[0], line[start : rest[0]]
            start = len(line) - len(line[end:].lstrip(" "))
            parts.append(known + line[end:start])
        return "".join(parts)


def read_sentences(path: Path) -> Sentences:
    """The templates in a JSON file: [[text, [kind of each place]], ...]."""
    return Sentences([template(*entry) for entry in json.loads(path.read_text(encoding="utf-8"))])

"""What the engine says in a test, compared with the list that translations are made from."""

from __future__ import annotations

import sys
from functools import lru_cache

import sentences
from specgan.core.errors.messages import Message
from specgan.processing_provider.templates import Sentences, read_sentences
from support import ROOT

PASSING_ON = {"core/backends/worker_backend.py", "training/export/importing.py"}
"""What they raise, another process said; in tests that may be anything."""


@lru_cache(maxsize=1)
def listed() -> Sentences:
    return read_sentences(ROOT / "resources" / "i18n" / "sentences.json")


@lru_cache(maxsize=1)
def engine_files() -> frozenset:
    """Paths of the engine's files whose sentences QGIS shows."""
    names = {file.relative_to(ROOT).as_posix() for file in sentences.shown_files(ROOT)} - PASSING_ON
    return frozenset(str(ROOT / name) for name in names if name.startswith(("core", "training")))


def check(*texts: str, depth: int = 2) -> None:
    """Fails where the engine says something for which there is no template; `depth`: how far up it stands."""
    texts = tuple(text for text in texts if not isinstance(text, Message))  # these know their template
    if sys._getframe(depth).f_code.co_filename in engine_files():
        for line in filter(None, (line for text in texts for line in text.split("\n"))):
            assert any(map(listed().find, (line, *texts))), f"no template for {line!r}: run `make translations`"

"""Fixtures for every test."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from support import DATA, ROOT

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # QGIS without a screen, also where make did not set it


@pytest.fixture
def data() -> Path:
    """Folder of real imagery; the test is skipped where it is missing."""
    if not DATA.is_dir():
        pytest.skip(f"no real imagery in {DATA}; set SPECGAN_DATA")
    return DATA


@pytest.fixture(autouse=True, scope="session")
def no_more_threads_than_cores():
    """torch counts the machine's cores, not those this process may use; too many threads wait for each other."""
    import torch

    if hasattr(os, "sched_getaffinity"):
        torch.set_num_threads(len(os.sched_getaffinity(0)))


@pytest.fixture(autouse=True, scope="session")
def every_error_can_be_translated():
    """An error of the engine that a test meets says what the list for translators knows; else raising it fails."""
    import sentences
    from specgan.core.errors import SpecGanError
    from specgan.processing_provider.templates import read_sentences

    known = read_sentences(ROOT / "resources" / "i18n" / "sentences.json")
    passing_on = {"core/backends/worker_backend.py", "training/importing.py"}  # what tests had another process say
    files = {file.relative_to(ROOT).as_posix() for file in sentences.shown_files(ROOT)} - passing_on
    files = {str(ROOT / name) for name in files if name.startswith(("core", "training"))}
    original = SpecGanError.__init__

    def checked(self, message, hint="", details=""):
        if sys._getframe(1).f_code.co_filename in files:
            for text in filter(None, (message, hint)):
                assert known.find(text), f"no template for {text!r}: run `make translations`"
        original(self, message, hint, details)

    SpecGanError.__init__ = checked
    yield
    SpecGanError.__init__ = original

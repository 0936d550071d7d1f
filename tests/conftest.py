"""Fixtures for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import DATA

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
    """An error of the engine that a test meets says what the list for translations knows; else raising it fails."""
    from sentence_check import check
    from specgan.core.errors import SpecGanError

    original = SpecGanError.__init__

    def checked(self, message, hint="", /, details="", **values):
        if not values:
            check(message)
            check(hint)
        original(self, message, hint, details, **values)

    SpecGanError.__init__ = checked
    yield
    SpecGanError.__init__ = original

"""Fixtures for every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import DATA


@pytest.fixture
def data() -> Path:
    """Folder of real imagery; the test is skipped where it is missing."""
    if not DATA.is_dir():
        pytest.skip(f"no real imagery in {DATA}; set SPECGAN_DATA")
    return DATA

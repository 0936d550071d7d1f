"""Fixtures for every test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GDALS = ("GDAL_", "GTIFF_", "CPL_", "OGR_", "OSR_", "VSI_", "VRT_", "HFA_", "USE_RRD", "TIFF_USE_OVR", "ESRI_XML_PAM")
"""Names of variables with which a person sets up GDAL begin so; PROJ_NETWORK and NAME_OVERVIEW are others."""
INSTALLED = ("GDAL_DATA", "GDAL_DRIVER_PATH")
"""Those that say where it is."""
for name in list(os.environ):  # the tests know what GDAL does by itself; some set such variables on their own
    if name not in INSTALLED and (name.startswith((*GDALS, "PROJ_NETWORK")) or name.endswith("_OVERVIEW")):
        del os.environ[name]

from support import DATA  # noqa: E402  GDAL starts here

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

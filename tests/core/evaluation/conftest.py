"""Small rasters whose figures are worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from support import write_raster

PIXEL = 1.0
"""Metres of a pixel of the result; LR pixels have `FACTOR` of them along each side."""
FACTOR = 4


@pytest.fixture
def raster(tmp_path):
    """Writes an array (bands, h, w) as NAME.tif, with pixels of `size` metres, and tags; the path."""

    def write(name, array, size=PIXEL, corner=(500000.0, 5800000.0), tags=None, **more):
        transform = (corner[0], size, 0.0, corner[1], 0.0, -size)
        path = write_raster(tmp_path / f"{name}.tif", array, transform, **more)
        if tags:
            dataset = gdal.Open(path, gdal.GA_Update)
            dataset.SetMetadata({f"SPECGAN_{key.upper()}": value for key, value in tags.items()})
            dataset = None
        return path

    return write


@pytest.fixture
def ground():
    """uint8 truth (3, 64, 96): random LR pixels of 4 x 4, with detail whose block means are 0."""
    random = np.random.default_rng(5)
    blocks = random.integers(60, 180, (3, 16, 24)).repeat(4, 1).repeat(4, 2)
    pattern = np.where((np.arange(64)[:, None] + np.arange(96)) % 2 == 0, 10, -10)
    return (blocks + pattern).astype(np.uint8)

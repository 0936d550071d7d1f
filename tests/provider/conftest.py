"""Fixtures for the algorithm inside a real QGIS."""

import numpy as np
import pytest
from qgis_support import start_qgis
from support import write_onnx, write_raster


@pytest.fixture(scope="module")
def registry():
    """QGIS without a window, with the provider registered."""
    qgis_core = pytest.importorskip("qgis.core")
    start_qgis()
    from specgan.processing_provider.provider import SpecGanProvider

    provider = SpecGanProvider()
    qgis_core.QgsApplication.processingRegistry().addProvider(provider)
    yield qgis_core.QgsApplication.processingRegistry()
    qgis_core.QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def parameters(tmp_path):
    """Of `specgan:superresolve`."""
    from provider_support import RGB, SPEC, WAVELENGTHS

    return {
        "RGB": write_raster(tmp_path / "rgb.tif", RGB),
        "HSI": write_raster(tmp_path / "hsi.tif", np.ones((10, 20, 26), np.int16), wavelengths=WAVELENGTHS),
        "MODEL": str(write_onnx(tmp_path / "model.onnx", SPEC)),
        "OUTPUT": str(tmp_path / "out.tif"),
    }

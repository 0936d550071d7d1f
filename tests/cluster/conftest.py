"""Two worker processes and a job for them."""

import numpy as np
import pytest
from osgeo import gdal
from specgan.cluster.workers import connected
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from support import declare, write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(4))
COLOURS = (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand)
SPEC = ModelSpec("m", 4, 8, WAVELENGTHS, detail_correlation=0.2, lr_consistent=True)


@pytest.fixture(scope="package")
def client():
    """Two worker processes on this machine."""
    with connected(workers=2, threads=1) as client:
        yield client


@pytest.fixture
def job(tmp_path):
    """100 x 40 LR pixels, with a hole, for a stand-in of 4x; values of another type than the model knows."""
    random = np.random.RandomState(6)
    rgb = random.uniform(1, 2000, (3, 100, 40)).astype(np.uint16)
    rgb[:, 40:55, 10:20] = 0
    hsi = random.uniform(100, 5000, (4, 100, 40)).astype(np.int16)
    return Job(
        declare(write_raster(tmp_path / "rgb.tif", rgb, nodata=0), colours=COLOURS),
        write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
        write_onnx(tmp_path / "m.onnx", SPEC),
        tmp_path / "one.tif",
    )

"""An imported product of each agency's layout goes through the super-resolution, in the real QGIS."""

import os

import numpy as np
import products
import pytest
from osgeo import gdal
from qgis_support import start_qgis
from specgan.core.modelspec import ModelSpec
from support import write_onnx, write_raster

qgis_core = pytest.importorskip("qgis.core")
pytestmark = pytest.mark.qgis
MAKERS = {
    "enmap": lambda folder: products.write_enmap(folder) and folder / f"{products.ENMAP}-METADATA.XML",
    "enmap image": products.write_enmap,
    "desis": products.write_desis,
    "prisma": lambda folder: made(products.write_prisma, folder / "PRS_L2D.he5"),
    "emit": lambda folder: made(products.write_emit, folder / "EMIT_L2A_RFL.nc"),
    "neon": lambda folder: made(products.write_neon, folder / "NEON_reflectance.h5"),
    "tanager": lambda folder: made(products.write_tanager, folder / "ortho_sr.h5", True),
    "tanager basic": lambda folder: made(products.write_tanager, folder / "basic_sr.h5", False),
}


def made(maker, path, *more):
    maker(path, *more)
    return path


@pytest.fixture(scope="module", autouse=True)
def qgis():
    return start_qgis()


class Feedback(qgis_core.QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.errors = []

    def reportError(self, error, fatal=False):
        self.errors.append(error)


def run(kind, parameters, feedback=None):
    algorithm, feedback = kind().create(), feedback or Feedback()
    context = qgis_core.QgsProcessingContext()
    good, message = algorithm.checkParameterValues(parameters, context)
    assert good, message
    results, good = algorithm.run(parameters, context, feedback)
    assert good, feedback.errors
    return results, feedback


@pytest.mark.parametrize("agency", MAKERS)
def test_a_product_of_every_layout_goes_through(tmp_path, agency):
    from specgan.processing_provider.importproduct import ImportProduct
    from specgan.processing_provider.superresolve import SuperResolve

    source = MAKERS[agency](tmp_path)
    results, feedback = run(ImportProduct, {"INPUT": str(source), "OUTPUT": str(tmp_path / "cube.tif")})
    assert results["BANDS"] == 12 and "12 bands from 420 to" in feedback.textLog()
    cube = gdal.Open(results["OUTPUT"])
    transform, epsg = cube.GetGeoTransform(), int(cube.GetSpatialRef().GetAuthorityCode(None))
    width, height = cube.RasterXSize, cube.RasterYSize
    rgb = np.random.RandomState(0).randint(1, 255, (3, height, width)).astype(np.uint8)
    colour = write_raster(tmp_path / "rgb.tif", rgb, transform, epsg=epsg)
    model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 4, (430.0, 550.0, 650.0), detail_correlation=1.0))
    job = {"RGB": colour, "HSI": results["OUTPUT"], "MODEL": str(model), "OUTPUT": str(tmp_path / "out.tif")}
    sharp, feedback = run(SuperResolve, {**job, "RGB_BANDS": "1,2,3"})
    result = gdal.Open(sharp["OUTPUT"])
    valid = result.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    expected = ~np.isnan(np.where(cube.ReadAsArray() == cube.GetRasterBand(1).GetNoDataValue(), np.nan, 1)).all(0)
    np.testing.assert_array_equal(valid, np.kron(expected, np.ones((4, 4), bool)))
    big = np.kron(rgb, np.ones((1, 4, 4), np.uint8))
    np.testing.assert_array_equal(result.ReadAsArray()[:, valid], big[:, valid])
    assert "from the metadata of its bands (wavelength)" in feedback.textLog()


def test_what_is_no_product_is_answered_before_the_start(tmp_path):
    from specgan.processing_provider.importproduct import ImportProduct

    path = write_raster(tmp_path / "rgb.tif", np.ones((3, 4, 4), np.uint8))
    algorithm = ImportProduct().create()
    parameters = {"INPUT": path, "OUTPUT": str(tmp_path / "out.tif")}
    good, message = algorithm.checkParameterValues(parameters, qgis_core.QgsProcessingContext())
    assert not good and "is no product that can be imported" in message


def test_a_cancel_leaves_nothing(tmp_path):
    from specgan.processing_provider.importproduct import ImportProduct

    source = MAKERS["neon"](tmp_path)
    (tmp_path / "out").mkdir()
    feedback = Feedback()
    feedback.cancel()
    results, _ = run(ImportProduct, {"INPUT": str(source), "OUTPUT": str(tmp_path / "out" / "o.tif")}, feedback)
    assert "OUTPUT" not in results and os.listdir(tmp_path / "out") == []

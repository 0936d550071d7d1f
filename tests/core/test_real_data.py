"""The bundled model on the bundled sample and on real imagery: place, size, type, nodata, seams."""

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.engine import superresolve
from specgan.core.geodata.grid import Grid, Window
from specgan.core.geodata.raster import describe
from specgan.core.geodata.warp import WarpedReader
from specgan.core.job import Extent, Job
from specgan.core.models import find_model
from specgan.core.patches.metrics.quality import consistency_rmse
from specgan.core.shelf.upsampling import block_mean
from support import ROOT

SAMPLE = ROOT / "resources" / "sample"
OFFSETS = ((0, 0), (1, 2), (2, 5), (3, 1), (4, 4), (5, 3))
"""LR pixels by which the first patch is moved: columns, rows."""


@pytest.fixture(scope="module")
def model():
    return find_model("specgan_aerial_x16")


@pytest.fixture
def berlin(data, tmp_path):
    """RGB averaged to 57.6 m and the HSI in another CRS."""
    source = gdal.Open(str(data / "berlin" / "berlin_north_rgb.tif"))
    width, height = source.RasterXSize // 16, source.RasterYSize // 16
    window = [0, 0, width * 16, height * 16]
    rgb, hsi = tmp_path / "rgb.tif", tmp_path / "hsi.tif"
    gdal.Translate(str(rgb), source, srcWin=window, width=width, height=height, resampleAlg="average")
    gdal.Warp(str(hsi), str(data / "berlin" / "berlin_north_hsi.tif"), dstSRS="EPSG:3035", resampleAlg="bilinear")
    return str(rgb), str(hsi)


def shifted(rgb, offset):
    """Extent of the layer without its first columns and rows."""
    grid = describe(rgb).grid
    left, top = grid.pixel_to_map(offset[0] + 0.5, offset[1] + 0.5)
    right, bottom = grid.pixel_to_map(grid.width - 0.5, grid.height - 0.5)
    return Extent(float(left), float(bottom), float(right), float(top), "")


def seams(rgb, hsi, model, tmp_path):
    """(seam ratio, energy ratio) for every offset."""
    jobs = [Job.of(rgb, hsi, model, tmp_path / "out.tif", extent=shifted(rgb, o), batch_size=16) for o in OFFSETS]
    results = [superresolve(job) for job in jobs]
    figures = np.array([(result.seam_ratio, result.energy_ratio) for result in results])
    print(figures.round(3).tolist())
    return figures


def assert_seamless(figures):
    """For every single offset: no edge, no soft band, and detail as strong where patches meet as inside them."""
    assert figures[:, 0].min() > 0.90 and figures[:, 0].max() < 1.10, figures
    assert figures[:, 1].min() >= 0.90, figures


def test_the_sample_is_seamless_wherever_the_patches_lie(model, tmp_path):
    rgb, hsi = str(SAMPLE / "town_rgb_lr.tif"), str(SAMPLE / "town_hsi.tif")
    assert_seamless(seams(rgb, hsi, model, tmp_path))


def test_the_sample_is_seamless_at_32x_too(tmp_path):
    truth, rgb = gdal.Open(str(SAMPLE / "town_rgb_truth.tif")), str(tmp_path / "rgb.tif")
    gdal.Translate(rgb, truth, width=truth.RasterXSize // 32, height=truth.RasterYSize // 32, resampleAlg="average")
    assert_seamless(seams(rgb, str(SAMPLE / "town_hsi.tif"), find_model("specgan_aerial_x32"), tmp_path))


def test_berlin_is_seamless_wherever_the_patches_lie(berlin, model, tmp_path):
    assert_seamless(seams(*berlin, model, tmp_path))


def test_berlin_is_right_in_size_place_type_and_nodata(berlin, model, tmp_path):
    rgb, hsi = berlin
    dataset = gdal.Open(rgb, gdal.GA_Update)
    dataset.GetRasterBand(2).WriteArray(np.full((3, 4), -99, np.int16), 10, 5)  # the pair itself has no hole
    del dataset
    result = superresolve(Job(rgb, hsi, model, tmp_path / "out.tif"))
    source, output = gdal.Open(rgb), gdal.Open(str(result.output))
    info = describe(str(result.output))
    assert (info.dtype, info.bands, info.nodata) == ("int16", 3, (-99.0,) * 3)
    grid = Grid(info.grid.crs_wkt, source.GetGeoTransform(), source.RasterXSize, source.RasterYSize).finer(16)
    np.testing.assert_allclose(info.grid.corners(), grid.corners(), atol=3.6e-6, rtol=0)
    assert output.GetSpatialRef().GetAuthorityCode(None) == "32633"
    lr = source.ReadAsArray().astype(float)
    hr = output.ReadAsArray().astype(float)
    with WarpedReader(hsi, describe(rgb).grid, [1, 2]) as reader:
        covered = reader.read(Window(0, 0, lr.shape[2], lr.shape[1]))[1]
    inside = (lr != -99).all(0) & covered
    assert 0.8 < inside.mean() < 1.0
    np.testing.assert_array_equal((hr == -99).all(0), np.kron(~inside, np.ones((16, 16), bool)))
    # the average of the result is the LR pixel: rounding to whole numbers alone leaves 1 / sqrt(12 * 256)
    difference = (block_mean(hr, 16) - lr)[:, inside]
    assert np.sqrt((difference**2).mean()) < 0.25
    assert hr[:, ::16, ::16].std() > 0.5 * lr.std()


def test_enmap_is_right_in_size_place_type_and_nodata(data, model, tmp_path):
    hsi = str(data / "enmap_potsdam" / "enmap_potsdam_tile_128_96.tif")
    info = describe(hsi)
    result = superresolve(Job(hsi, hsi, model, tmp_path / "out.tif"))
    output = describe(str(result.output))
    assert (output.dtype, output.bands, output.nodata[0]) == ("float32", 3, -32768.0)
    np.testing.assert_allclose(output.grid.corners(), info.grid.corners(), atol=1.9e-6, rtol=0)
    assert (output.grid.width, output.grid.height) == (512, 512)
    tags = gdal.Open(str(result.output)).GetMetadata()
    bands = [int(band) for band in tags["SPECGAN_RGB_BANDS"].split(",")]
    np.testing.assert_allclose([info.wavelengths[band - 1] for band in bands], (650, 550, 470), atol=5)
    pixels = gdal.Open(str(result.output)).ReadAsArray()
    lr = gdal.Open(hsi).ReadAsArray()[[band - 1 for band in bands]]
    assert consistency_rmse(pixels, lr, 16) < 1e-3 * lr.std()


def test_real_pairs_of_another_sensor_run(data, model, tmp_path):
    rgb = sorted((data / "idtrees").glob("OSBS_*_rgb.tif"))[0]
    hsi = str(rgb).replace("_rgb", "_hsi")
    lr = tmp_path / "rgb.tif"
    gdal.Translate(str(lr), str(rgb), width=12, height=12, srcWin=[0, 0, 192, 192], resampleAlg="average")
    result = superresolve(Job(str(lr), hsi, model, tmp_path / "out.tif"))
    output = describe(str(result.output))
    assert (output.grid.width, output.grid.height, output.dtype) == (192, 192, "uint8")
    np.testing.assert_allclose(output.grid.pixel_size(), (0.1, 0.1), rtol=1e-9)

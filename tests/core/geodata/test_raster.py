"""Reading and warping: values as in the file, validity from every kind of mask, no window dependence."""

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.grid import Grid, Window, transform_points
from specgan.core.geodata.raster import RasterReader, describe, sample_values
from specgan.core.geodata.warp import WarpedReader
from support import TRANSFORM, wkt, write_raster

WHOLE = Window(0, 0, 6, 5)


def values(bands=3, dtype="float32"):
    return np.arange(bands * 30).reshape(bands, 5, 6).astype(dtype)


def test_values_and_windows(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(dtype="uint16"))
    with RasterReader(path) as reader:
        read, valid = reader.read([3, 1], Window(2, 1, 3, 2))
        np.testing.assert_array_equal(read, values()[[2, 0], 1:3, 2:5])
        assert valid.all() and read.dtype == np.float32
        with pytest.raises(ValueError):
            reader.read([1], Window(4, 0, 3, 1))


def test_validity_from_nodata_nan_and_mask(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(), nodata=7.0)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(2).WriteArray(np.array([[np.nan, np.inf]]), 4, 4)
    del dataset
    with RasterReader(path) as reader:
        expected = np.ones((5, 6), bool)
        expected[1, 1] = expected[4, 4] = expected[4, 5] = False
        np.testing.assert_array_equal(reader.read([1, 2, 3], WHOLE)[1], expected)
        np.testing.assert_array_equal(reader.read([3], WHOLE)[1], np.ones((5, 6), bool))

    path = write_raster(tmp_path / "b.tif", values(dtype="uint8"))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    mask = np.full((5, 6), 255, np.uint8)
    mask[2, 3] = 0
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    del dataset
    with RasterReader(path) as reader:
        assert reader.info.has_mask
        np.testing.assert_array_equal(reader.read([1, 2, 3], WHOLE)[1], mask > 0)


def test_zero_is_data_unless_declared(tmp_path):
    path = write_raster(tmp_path / "a.tif", np.zeros((3, 5, 6), np.uint8))
    with RasterReader(path) as reader:
        assert reader.read([1, 2, 3], WHOLE)[1].all()


def test_a_file_cut_short_gets_a_sentence(tmp_path):
    path = tmp_path / "a.tif"
    write_raster(path, np.random.RandomState(0).uniform(size=(3, 200, 200)).astype(np.float32))
    path.write_bytes(path.read_bytes()[:200_000])
    with pytest.raises(SpecGanError, match="damaged"), RasterReader(str(path)) as reader:
        reader.read([1, 2, 3], Window(0, 0, 200, 200))


@pytest.mark.parametrize("content", [b"", b"no raster at all"])
def test_what_is_no_raster_gets_a_sentence(tmp_path, content):
    path = tmp_path / "a.tif"
    path.write_bytes(content)
    with pytest.raises(SpecGanError, match="cannot be opened"):
        describe(str(path))


def test_no_georeference_and_complex_types_are_refused(tmp_path):
    with pytest.raises(SpecGanError, match="where its pixels lie"):
        describe(write_raster(tmp_path / "a.tif", values(), transform=None))
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "c.tif"), 5, 5, 3, gdal.GDT_CFloat32)
    with pytest.raises(SpecGanError, match="CFloat32"):
        describe(str(tmp_path / "c.tif"))


def test_samples_come_from_the_whole_layer(tmp_path):
    path = write_raster(tmp_path / "a.tif", values(2), nodata=4.0)
    sample = sample_values(path, [1, 2])
    assert sample.shape == (2, 29) and 4.0 not in sample[0]
    assert (sample[1] - sample[0] == 30).all()


def ramp(grid):
    """A field that is linear in UTM coordinates, at the pixel centres of any grid."""
    rows, cols = np.mgrid[: grid.height, : grid.width] + 0.5
    x, y = transform_points(*grid.pixel_to_map(cols, rows), grid.crs_wkt, wkt(32633))
    return ((x - 500000) * 0.7 + (y - 5800000) * 0.3)[None].astype(np.float32)


TARGET = Grid(wkt(32633), TRANSFORM, 24, 20)


@pytest.mark.parametrize("size,kind", [(3.0, "average"), (8.0, "cubic"), (27.0, "cubic")])
def test_a_linear_field_survives_warping_between_crss(tmp_path, size, kind):
    x, y = transform_points(np.array([500120.0]), np.array([5799900.0]), wkt(32633), wkt(3035))
    count = int(800 / size)
    transform = (x[0] - size * count / 2, size, 0.0, y[0] + size * count / 2, 0.0, -size)
    grid = Grid(wkt(3035), transform, count, count)
    path = write_raster(tmp_path / "hsi.tif", ramp(grid), transform, 3035)
    with WarpedReader(path, TARGET, [1]) as reader:
        assert reader.resampling == kind
        warped, valid = reader.read(Window(0, 0, 24, 20))
    assert valid.all()
    np.testing.assert_allclose(warped, ramp(TARGET), atol=0.25 * size)  # a field that rises by 0.76 a metre


def test_rotated_targets_and_windows_agree(tmp_path):
    turned = Grid(wkt(32633), (500050.0, 8.0, 3.0, 5799950.0, 3.0, -8.0), 12, 10)
    source = Grid(wkt(32633), (499900.0, 4.0, 0.0, 5800100.0, 0.0, -4.0), 120, 120)
    path = write_raster(tmp_path / "hsi.tif", ramp(source), source.transform)
    with WarpedReader(path, turned, [1]) as reader:
        whole, valid = reader.read(Window(0, 0, 12, 10))
        part, _ = reader.read(Window(3, 4, 7, 5))
    assert valid.all()
    np.testing.assert_array_equal(part, whole[:, 4:9, 3:10])
    np.testing.assert_allclose(whole, ramp(turned), atol=0.6)


def test_holes_stay_small_and_the_outside_is_no_data(tmp_path):
    source = Grid(wkt(32633), (500010.0, 5.0, 0.0, 5799990.0, 0.0, -5.0), 40, 30)
    field = np.repeat(ramp(source), 2, 0)
    field[0, 10, 12] = np.nan
    field[1, 20:24, 20:24] = -9999
    path = write_raster(tmp_path / "hsi.tif", field, source.transform, nodata=-9999)
    with WarpedReader(path, TARGET, [1, 2]) as reader:
        warped, valid = reader.read(Window(0, 0, 24, 20))
    expected = np.zeros((20, 24), bool)
    expected[1:16, 1:21] = True  # the ground of the source
    expected[11:13, 11:13] = False  # 4 x 4 source pixels; the single NaN is averaged over
    np.testing.assert_array_equal(valid, expected)
    np.testing.assert_allclose(warped[0][valid], ramp(TARGET)[0][valid], atol=2.6)  # the NaN's cell loses a quarter


def test_coinciding_pixels_are_not_resampled(tmp_path):
    field = np.random.RandomState(0).uniform(size=(2, 20, 24)).astype(np.float32)
    path = write_raster(
        tmp_path / "hsi.tif", field, (TRANSFORM[0] + 30, *TRANSFORM[1:3], TRANSFORM[3] + 20, 0.0, -10.0)
    )
    with WarpedReader(path, TARGET, [2, 1]) as reader:
        assert reader.resampling == "none"
        warped, valid = reader.read(Window(0, 0, 24, 20))
    np.testing.assert_array_equal(warped[:, :18, 3:], field[::-1, 2:, :21])
    assert not valid[18:].any() and not valid[:, :3].any() and valid[:18, 3:].all()

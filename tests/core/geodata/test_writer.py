"""The result on disk: complete or not there, values in the type's range, everything a reader expects."""

import os

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.grid import Grid
from specgan.core.geodata.provenance import command_line, tags
from specgan.core.geodata.raster import describe
from specgan.core.geodata.writer import ResultWriter, check_target, required_bytes, to_dtype
from support import TRANSFORM, wkt, write_raster

GRID = Grid(wkt(32633), TRANSFORM, 700, 600)


def source(tmp_path, dtype="uint8", nodata=None):
    return describe(write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), dtype), nodata=nodata))


def write(tmp_path, info, pixels, valid=None, name="out.tif"):
    valid = np.ones(pixels.shape[1:], bool) if valid is None else valid
    with ResultWriter(tmp_path / name, GRID, info, (1, 2, 3)) as writer:
        for row in range(0, 600, 150):
            writer.write_rows(row, pixels[:, row : row + 150], valid[row : row + 150])
        writer.finish(tags({"model": "m", "empty": ""}))
    return gdal.Open(str(tmp_path / name))


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16", "int32", "float32", "float64"])
def test_everything_a_reader_expects(tmp_path, dtype):
    pixels = np.random.RandomState(0).uniform(0, 250, (3, 600, 700)).astype(dtype)
    result = write(tmp_path, source(tmp_path, dtype), pixels)
    np.testing.assert_array_equal(result.ReadAsArray(), pixels)
    assert result.GetGeoTransform() == TRANSFORM
    band = result.GetRasterBand(1)
    assert band.GetOverviewCount() == 2 and band.GetBlockSize() == [256, 256]
    assert [result.GetRasterBand(n).GetColorInterpretation() for n in (1, 2, 3)] == [
        gdal.GCI_RedBand,
        gdal.GCI_GreenBand,
        gdal.GCI_BlueBand,
    ]
    assert result.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE"
    assert result.GetMetadata()["SPECGAN_MODEL"] == "m" and "SPECGAN_EMPTY" not in result.GetMetadata()
    low, high, mean, _ = band.GetStatistics(True, False)
    assert low >= pixels[0].min() - 1 and high <= pixels[0].max() + 1 and abs(mean - pixels[0].mean()) < 2
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


def test_declared_nodata_is_written_and_data_of_that_value_moves_aside(tmp_path):
    pixels = np.zeros((3, 600, 700), np.uint8)
    valid = np.ones((600, 700), bool)
    valid[100:200, 300:] = False
    result = write(tmp_path, source(tmp_path, nodata=0), pixels, valid)
    expected = np.broadcast_to(np.where(valid, 1, 0), pixels.shape)
    np.testing.assert_array_equal(result.ReadAsArray(), expected)
    assert result.GetRasterBand(3).GetNoDataValue() == 0


def test_without_nodata_value_a_mask_tells(tmp_path):
    valid = np.random.RandomState(1).uniform(size=(600, 700)) > 0.5
    result = write(tmp_path, source(tmp_path), np.full((3, 600, 700), 9, np.uint8), valid)
    np.testing.assert_array_equal(result.GetRasterBand(2).GetMaskBand().ReadAsArray() > 0, valid)
    assert result.GetRasterBand(1).GetMaskFlags() == gdal.GMF_PER_DATASET


def test_leaving_early_leaves_the_old_file(tmp_path):
    info = source(tmp_path)
    (tmp_path / "out.tif").write_bytes(b"old")
    with pytest.raises(KeyError), ResultWriter(tmp_path / "out.tif", GRID, info, (1, 2, 3)) as writer:
        writer.write_rows(0, np.zeros((3, 10, 700), np.uint8), np.ones((10, 700), bool))
        raise KeyError
    assert (tmp_path / "out.tif").read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


def test_conversion_rounds_and_stays_in_range():
    values = np.array([-5.0, 0.4, 0.6, 254.5, 300.0, 3e9], np.float32)
    np.testing.assert_array_equal(to_dtype(values, "uint8"), [0, 0, 1, 254, 255, 255])
    np.testing.assert_array_equal(to_dtype(values, "int16")[[0, 5]], [-5, 32767])
    assert to_dtype(values, "int32")[5] == np.iinfo("int32").max
    assert to_dtype(values, "float64").dtype == np.float64


def test_targets(tmp_path):
    info = source(tmp_path)
    os.symlink(info.path, tmp_path / "link.tif")
    for bad, word in (("x.png", "GeoTIFF"), ("no/x.tif", "folder"), ("rgb.tif", "input"), ("link.tif", "input")):
        with pytest.raises(SpecGanError, match=word):
            check_target(tmp_path / bad, (info.path,))
    check_target(tmp_path / "fine.tif", (info.path,))


def test_size_estimate_and_command():
    assert required_bytes(GRID, "uint16") == 700 * 600 * 7 * 4 // 3
    assert command_line({"RGB": "/a b/c.tif", "OVERLAP": "2"}) == (
        "qgis_process run specgan:superresolve '--RGB=/a b/c.tif' --OVERLAP=2"
    )

"""The result on disk: complete or not there, values in the type's range, everything a reader expects."""

import dataclasses
import os
import shlex
import shutil

import numpy as np
import pytest
from osgeo import gdal, osr
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.geodata.grid import Grid
from specgan.core.geodata.provenance import command_line, tags
from specgan.core.geodata.raster import describe, open_layer
from specgan.core.geodata.writer import (
    ResultWriter,
    check_no_input,
    check_space,
    check_target,
    required_bytes,
    to_dtype,
)
from specgan.core.shelf.progress import Progress
from support import TRANSFORM, declare, wkt, write_raster

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
    lowest, highest = float(pixels[0].min()), float(pixels[0].max())  # numpy 2 keeps the type, and 0 - 1 wraps around
    assert low >= lowest - 1 and high <= highest + 1 and abs(mean - pixels[0].mean()) < 2
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
    for bad, word in (("x.png", "GeoTIFF"), ("no/x.tif", "folder")):
        with pytest.raises(SpecGanError, match=word):
            check_target(tmp_path / bad)
    for bad in ("rgb.tif", "link.tif"):
        check_target(tmp_path / bad)
        with pytest.raises(SpecGanError, match="input"):
            check_no_input(tmp_path / bad, (info.path,))
    check_target(tmp_path / "fine.tif")
    check_no_input(tmp_path / "fine.tif", (info.path,))


def test_size_estimate_and_command():
    assert required_bytes(GRID, "uint16") == 700 * 600 * 7 * 4 // 3
    assert command_line({"RGB": "/a b/c.tif", "OVERLAP": "2"}) == (
        "qgis_process run specgan:superresolve '--RGB=/a b/c.tif' --OVERLAP=2"
    )


def rows_of(writer, pixels, valid=None, height=150):
    valid = np.ones(pixels.shape[1:], bool) if valid is None else valid
    for row in range(0, pixels.shape[1], height):
        writer.write_rows(row, pixels[:, row : row + height], valid[row : row + height])


@pytest.mark.parametrize("width,height,step", [(1, 1, 1), (1, 521, 7), (613, 1, 1), (300, 257, 256), (130, 769, 500)])
def test_any_size_in_any_steps(tmp_path, width, height, step):
    turned = (500000.0, 3.0, 4.0, 5800000.0, 4.0, -3.0)
    pixels = np.random.RandomState(0).randint(0, 60000, (3, height, width)).astype(np.uint16)
    valid = np.random.RandomState(1).uniform(size=(height, width)) > 0.3
    with ResultWriter(
        tmp_path / "out.tif", Grid(wkt(32633), turned, width, height), source(tmp_path, "uint16"), (1, 2, 3)
    ) as writer:
        rows_of(writer, pixels, valid, step)
        writer.finish({})
    result = gdal.Open(str(tmp_path / "out.tif"))
    assert result.GetGeoTransform() == turned
    np.testing.assert_array_equal(result.ReadAsArray(), np.where(valid, pixels, 0))
    np.testing.assert_array_equal(result.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0, valid)


def test_statistics_are_those_of_the_data(tmp_path):
    pixels = np.random.RandomState(0).uniform(100, 250, (3, 600, 700)).astype(np.uint8)
    valid = np.random.RandomState(1).uniform(size=(600, 700)) > 0.5
    result = write(tmp_path, source(tmp_path), pixels, valid)
    for number in (1, 2, 3):
        chosen = pixels[number - 1][valid].astype(float)
        expected = (chosen.min(), chosen.max(), chosen.mean(), chosen.std())
        np.testing.assert_allclose(result.GetRasterBand(number).GetStatistics(True, False), expected, rtol=1e-6)


def test_overviews_average_the_data_and_nothing_else(tmp_path):
    pixels = np.full((3, 600, 700), 80, np.uint8)
    valid = np.ones((600, 700), bool)
    valid[:, ::2] = False
    result = write(tmp_path, source(tmp_path), pixels, valid)
    overview = result.GetRasterBand(1).GetOverview(0)
    np.testing.assert_array_equal(overview.ReadAsArray(), 80)
    assert (overview.XSize, overview.YSize) == (350, 300) and (overview.GetMaskBand().ReadAsArray() > 0).all()


def test_nothing_valid_at_all(tmp_path):
    result = write(tmp_path, source(tmp_path), np.full((3, 600, 700), 5, np.uint8), np.zeros((600, 700), bool))
    assert not result.ReadAsArray().any() and not result.GetRasterBand(1).GetMaskBand().ReadAsArray().any()


@pytest.mark.parametrize("dtype,nodata", [("uint8", -9999.0), ("float32", -1.79e308), ("int16", 0.5)])
def test_nodata_values_that_no_pixel_can_have_become_a_mask(tmp_path, dtype, nodata):
    info = dataclasses.replace(source(tmp_path, dtype), nodata=(nodata,) * 3)
    valid = np.ones((600, 700), bool)
    valid[5, 6] = False
    result = write(tmp_path, info, np.full((3, 600, 700), 7, dtype), valid)
    assert result.GetRasterBand(1).GetNoDataValue() is None
    np.testing.assert_array_equal(result.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0, valid)


def test_nan_as_nodata_value(tmp_path):
    valid = np.ones((600, 700), bool)
    valid[7] = False
    result = write(tmp_path, source(tmp_path, "float32", np.nan), np.full((3, 600, 700), 7, np.float32), valid)
    np.testing.assert_array_equal(np.isfinite(result.ReadAsArray()), np.broadcast_to(valid, (3, 600, 700)))
    assert np.isnan(result.GetRasterBand(1).GetNoDataValue())


def test_a_crs_that_geotiff_cannot_hold_is_kept(tmp_path):
    turned_pole = osr.SpatialReference()
    turned_pole.SetFromUserInput("+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +lon_0=18 +datum=WGS84")
    grid = Grid(turned_pole.ExportToWkt(["FORMAT=WKT2_2019"]), (0.0, 0.1, 0.0, 0.0, 0.0, -0.1), 20, 10)
    info = source(tmp_path)
    with ResultWriter(tmp_path / "out.tif", grid, info, (1, 2, 3)) as writer:
        rows_of(writer, np.ones((3, 10, 20), np.uint8))
        writer.finish({})
    assert gdal.Open(str(tmp_path / "out.tif")).GetSpatialRef().IsSame(turned_pole)
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "out.tif.aux.xml", "rgb.tif"]


def test_what_lay_beside_an_older_result_goes_with_it(tmp_path):
    for ending in ("", ".aux.xml", ".ovr", ".msk"):
        (tmp_path / f"out.tif{ending}").write_bytes(b"old")
    write(tmp_path, source(tmp_path), np.ones((3, 600, 700), np.uint8))
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


class Stop(Progress):
    def is_cancelled(self):
        return True


def test_cancel_while_overviews_are_made(tmp_path):
    info = source(tmp_path)
    (tmp_path / "out.tif").write_bytes(b"old")
    with pytest.raises(Cancelled), ResultWriter(tmp_path / "out.tif", GRID, info, (1, 2, 3)) as writer:
        rows_of(writer, np.ones((3, 600, 700), np.uint8))
        writer.finish({}, Stop())
    assert (tmp_path / "out.tif").read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


@pytest.mark.parametrize("limit", [200, 300_000, 1_300_000])
def test_a_disk_that_fills_up(tmp_path, limit):
    resource = pytest.importorskip("resource")
    info = source(tmp_path)
    (tmp_path / "out.tif").write_bytes(b"old")
    pixels = np.random.RandomState(0).randint(0, 255, (3, 600, 700)).astype(np.uint8)  # 1.26 MB, incompressible
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with (
            pytest.raises(SpecGanError, match="disk"),
            ResultWriter(tmp_path / "out.tif", GRID, info, (1, 2, 3)) as writer,
        ):
            rows_of(writer, pixels)
            writer.finish({})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (tmp_path / "out.tif").read_bytes() == b"old"
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


def test_rows_out_of_order_and_missing_rows_are_mistakes_of_the_caller(tmp_path):
    with ResultWriter(tmp_path / "out.tif", GRID, source(tmp_path), (1, 2, 3)) as writer:
        with pytest.raises(ValueError, match="expected rows from 0"):
            writer.write_rows(10, np.ones((3, 10, 700), np.uint8), np.ones((10, 700), bool))
        with pytest.raises(ValueError, match="type uint8"):
            writer.write_rows(0, np.ones((3, 10, 700), np.uint16), np.ones((10, 700), bool))
        with pytest.raises(ValueError, match="0 of 600"):
            writer.finish({})


def test_files_behind_an_input_are_inputs(tmp_path):
    info = source(tmp_path)
    vrt = gdal.Translate(str(tmp_path / "view.vrt"), info.path, format="VRT")
    del vrt
    for through in (str(tmp_path / "view.vrt"), f"GTIFF_DIR:1:{info.path}"):
        with open_layer(through) as layer, pytest.raises(SpecGanError, match="input"):
            check_no_input(info.path, layer.files)


def test_too_little_space_is_said_before_anything_is_written(tmp_path):
    free = shutil.disk_usage(tmp_path).free
    check_space(tmp_path, free // 2)
    with pytest.raises(SpecGanError, match="GB free") as caught:
        check_space(tmp_path, free * 2)
    assert f"{free * 2 / 1e9:.2f} GB" in str(caught.value) and caught.value.hint


@pytest.mark.parametrize("path", ["/a b/c.tif", '/it\'s/"here"/$HOME.tif', "/x/`y`;z.tif", "/ä/ü.tif"])
def test_the_command_survives_a_shell(path):
    line = command_line({"RGB": path, "RGB_RANGE": "0,4095"})
    assert shlex.split(line)[3:] == [f"--RGB={path}", "--RGB_RANGE=0,4095"]


def test_memory_does_not_grow_with_height(tmp_path):
    info = source(tmp_path)
    before = gdal.GetCacheUsed()
    with ResultWriter(tmp_path / "out.tif", Grid(wkt(32633), TRANSFORM, 512, 8192), info, (1, 2, 3)) as writer:
        for row in range(0, 8192, 128):
            writer.write_rows(row, np.full((3, 128, 512), row % 251, np.uint8), np.ones((128, 512), bool))
            assert gdal.GetCacheUsed() - before <= 512 * 512 * 4  # the file holds 12.6 MB
        writer.finish({})
    result = gdal.Open(str(tmp_path / "out.tif"))
    np.testing.assert_array_equal(result.ReadAsArray(100, 0, 1, 8192)[:, ::128, 0], [np.arange(0, 8192, 128) % 251] * 3)


@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_what_values_stand_for_goes_with_them(tmp_path, dtype):
    """Sentinel-2 from baseline 04.00: reflectance = value x 0.0001 - 0.1; here each band has a scale of its own."""
    path = write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), dtype))
    declare(path, offset=-0.1, unit="reflectance")
    file = gdal.Open(path, gdal.GA_Update)
    for number in (1, 2, 3):
        file.GetRasterBand(number).SetScale(0.0001 * number)
    del file
    info = describe(path)
    pixels = np.full((3, 600, 700), 4444, dtype)
    with ResultWriter(tmp_path / "out.tif", GRID, info, (3, 2, 1)) as writer:
        writer.write_rows(0, pixels, np.ones((600, 700), bool))
        writer.finish({})
    result = gdal.Open(str(tmp_path / "out.tif"))
    bands = [result.GetRasterBand(number) for number in (1, 2, 3)]
    np.testing.assert_allclose([band.GetScale() for band in bands], (0.0003, 0.0002, 0.0001), rtol=1e-12)
    assert [band.GetOffset() for band in bands] == [-0.1] * 3
    assert [band.GetUnitType() for band in bands] == ["reflectance"] * 3
    assert bands[0].ReadAsArray(0, 0, 1, 1)[0, 0] == 4444
    assert bands[0].GetStatistics(False, False)[2] == 4444  # statistics count in values of the file
    assert sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


def test_what_is_not_declared_stays_so(tmp_path):
    result = write(tmp_path, source(tmp_path), np.full((3, 600, 700), 9, np.uint8))
    band = result.GetRasterBand(1)
    assert band.GetScale() in (None, 1.0) and band.GetOffset() in (None, 0.0) and band.GetUnitType() == ""
    assert not any("scale" in str(item).lower() for item in band.GetMetadata())

"""Parts become one raster that a reader cannot tell from a single file."""

import os

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.grid import Grid, Window
from specgan.core.geodata.mosaic import Part, write_cog, write_vrt
from specgan.core.geodata.provenance import tags
from specgan.core.geodata.raster import describe
from specgan.core.geodata.writer import ResultWriter
from support import TRANSFORM, declare, wkt, write_raster

ROTATED = (500000.0, 8.0, 3.0, 5800000.0, 3.0, -8.0)


def write(path, grid, info, pixels, valid):
    """(path, statistics) of a GeoTIFF with these pixels."""
    with ResultWriter(path, grid, info, (1, 2, 3)) as writer:
        writer.write_rows(0, pixels, valid)
        writer.finish(tags({"model": "m"}))
    return path, tuple(writer.statistics)


@pytest.fixture
def halves(tmp_path):
    """Makes the whole in one file and in three parts; gives the parts, the grid and the whole's path."""

    def make(dtype, nodata, transform=TRANSFORM):
        path = write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), dtype), nodata=nodata)
        info = describe(declare(path, 0.0001, -0.1, "reflectance"))
        grid = Grid(wkt(32633), transform, 300, 700)
        random = np.random.RandomState(1)
        pixels = random.uniform(1, 200, (3, 700, 300)).astype(dtype)
        valid = random.uniform(0, 1, (700, 300)) > 0.2
        write(tmp_path / "whole.tif", grid, info, pixels, valid)
        (tmp_path / "parts").mkdir()
        parts = []
        for first, last in ((0, 256), (256, 384), (384, 700)):
            window = grid.window(Window(0, first, 300, last - first))
            path = tmp_path / "parts" / f"{first}.tif"
            made = write(path, window, info, pixels[:, first:last], valid[first:last])
            parts.append(Part(made[0], first, last - first, made[1]))
        return parts, grid, tmp_path / "whole.tif"

    return make


def compare(path, whole):
    """Everything that a reader sees of `path` is as in `whole`."""
    got, wanted = gdal.Open(str(path)), gdal.Open(str(whole))
    np.testing.assert_array_equal(got.ReadAsArray(), wanted.ReadAsArray())
    np.testing.assert_allclose(got.GetGeoTransform(), wanted.GetGeoTransform(), rtol=0, atol=1e-9)
    assert got.GetSpatialRef().IsSame(wanted.GetSpatialRef())
    assert got.GetMetadata()["SPECGAN_MODEL"] == "m"
    for number in (1, 2, 3):
        band, other = got.GetRasterBand(number), wanted.GetRasterBand(number)
        assert band.DataType == other.DataType and band.GetNoDataValue() == other.GetNoDataValue()
        assert band.GetDescription() == other.GetDescription()
        assert (band.GetScale(), band.GetOffset(), band.GetUnitType()) == (0.0001, -0.1, "reflectance")
        assert band.GetColorInterpretation() == other.GetColorInterpretation()
        np.testing.assert_array_equal(band.GetMaskBand().ReadAsArray(), other.GetMaskBand().ReadAsArray())
        np.testing.assert_allclose(band.GetStatistics(False, False), other.GetStatistics(False, False), rtol=1e-12)
        assert band.GetOverviewCount() == other.GetOverviewCount() == 2
        if band.GetNoDataValue() is not None:  # GDAL keeps no mask in a VRT's overviews
            for level in range(2):
                pair = [b.GetOverview(level).ReadAsArray() for b in (band, other)]
                np.testing.assert_array_equal(*pair)


@pytest.mark.parametrize("dtype, nodata", [("uint8", 0), ("uint8", None), ("int16", -9999), ("float32", None)])
def test_vrt_and_cog_are_the_whole(tmp_path, halves, dtype, nodata):
    parts, grid, whole = halves(dtype, nodata)
    write_vrt(tmp_path / "out.vrt", parts, grid, tags({"model": "m"}))
    compare(tmp_path / "out.vrt", whole)
    write_cog(tmp_path / "out.vrt", tmp_path / "out.tif")
    result = gdal.Open(str(tmp_path / "out.tif"))
    assert result.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    np.testing.assert_array_equal(result.ReadAsArray(), gdal.Open(str(whole)).ReadAsArray())
    assert result.GetMetadata()["SPECGAN_MODEL"] == "m" and result.GetRasterBand(1).GetOverviewCount() >= 1
    other = gdal.Open(str(whole))
    masks = [dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() for dataset in (result, other)]
    np.testing.assert_array_equal(*masks)
    assert not [name for name in os.listdir(tmp_path) if ".part" in name]


def test_rotated_grids_do(tmp_path, halves):
    parts, grid, whole = halves("uint8", 0, ROTATED)
    write_vrt(tmp_path / "out.vrt", parts, grid, tags({"model": "m"}))
    compare(tmp_path / "out.vrt", whole)


def test_the_folder_may_move(tmp_path, halves):
    parts, grid, whole = halves("uint8", 0)
    write_vrt(tmp_path / "out.vrt", parts, grid, tags({"model": "m"}))
    (tmp_path / "moved").mkdir()
    for name in ("out.vrt", "out.vrt.ovr", "parts"):
        os.rename(tmp_path / name, tmp_path / "moved" / name)
    compare(tmp_path / "moved" / "out.vrt", whole)


def test_a_missing_part_gets_a_sentence_and_leaves_nothing(tmp_path, halves):
    parts, grid, _ = halves("uint8", 0)
    parts[2].path.unlink()
    (tmp_path / "out.vrt").write_text("old")
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(SpecGanError, match="out.vrt"):
        write_vrt(tmp_path / "out.vrt", parts, grid, {})
    assert sorted(os.listdir(tmp_path)) == before and (tmp_path / "out.vrt").read_text() == "old"
    with pytest.raises(ValueError, match="rows"):
        write_vrt(tmp_path / "out.vrt", parts[:2], grid, {})

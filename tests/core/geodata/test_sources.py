"""Sources with open options and nodata values that were set by hand."""

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.grid import Window
from specgan.core.geodata.raster import describe, open_layer
from specgan.core.geodata.sources import Nodata, Source, nodata_part, parse_source
from support import TRANSFORM, write_raster

WHOLE = Window(0, 0, 4, 1)


def test_a_source_taken_apart():
    text = "/a b.tif|option:GEOREF_SOURCES=WORLDFILE,INTERNAL|option:NUM_THREADS=2|nodata:*=source;0;250.0..255.0"
    source = parse_source(text)
    assert (source.path, source.options) == ("/a b.tif", ("GEOREF_SOURCES=WORLDFILE,INTERNAL", "NUM_THREADS=2"))
    assert source.opened == "/a b.tif|option:GEOREF_SOURCES=WORLDFILE,INTERNAL|option:NUM_THREADS=2"
    assert source.nodata_of(7) == Nodata(True, ((0.0, 0.0), (250.0, 255.0)))
    assert parse_source('NETCDF:"a|b.nc":x') == Source('NETCDF:"a|b.nc":x')
    assert parse_source("a.tif").nodata_of(1) == Nodata()


@pytest.mark.parametrize(
    ("bands", "part"),
    [
        ((Nodata(), Nodata()), ""),
        ((Nodata(False), Nodata(False)), "|nodata:*="),
        ((Nodata(True, ((0.0, 0.0),)), Nodata()), "|nodata:1=source;0.0|nodata:2=source"),
        ((Nodata(), Nodata(False, ((-1.5, 2.0),)), Nodata()), "|nodata:1,3=source|nodata:2=-1.5..2.0"),
    ],
)
def test_nodata_of_bands_as_text_and_back(bands, part):
    assert nodata_part(bands) == part
    source = parse_source("a.tif" + part)
    assert tuple(source.nodata_of(number) for number in range(1, len(bands) + 1)) == bands


def test_options_decide_where_a_raster_is(tmp_path):
    path = write_raster(tmp_path / "moved.tif", np.ones((3, 5, 6), np.uint8), (500048.0, *TRANSFORM[1:]))
    (tmp_path / "moved.tfw").write_text("10\n0\n0\n-10\n500005\n5799995\n")
    assert describe(path).grid.transform[0] == 500048
    source = path + "|option:GEOREF_SOURCES=WORLDFILE,INTERNAL"
    with open_layer(source) as layer:
        assert layer.info.grid.transform == TRANSFORM and layer.info.path == path
        assert layer.files[0] == path and path in layer.files[1:]


def test_options_decide_how_many_pixels_a_raster_has(tmp_path):
    path = write_raster(tmp_path / "a.tif", np.ones((1, 64, 64), np.uint8))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.BuildOverviews("NEAREST", [2, 4])
    del dataset
    grid = describe(path + "|option:OVERVIEW_LEVEL=1").grid
    assert (grid.width, grid.height, grid.transform[1]) == (16, 16, 40.0)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("", [1, 0, 1, 1]),
        ("|nodata:*=", [1, 1, 1, 1]),
        ("|nodata:*=0.0", [0, 1, 1, 1]),
        ("|nodata:*=source;0.0", [0, 0, 1, 1]),
        ("|nodata:1=source;100.0..200.0", [1, 0, 0, 1]),
        ("|nodata:2=0", [1, 0, 1, 1]),
        ("|nodata:*=0.5", [1, 1, 1, 1]),
        ("|nodata:*=0;3;100..255", [0, 0, 0, 0]),
    ],
)
def test_nodata_set_by_hand_counts(tmp_path, part, expected):
    """Values 0, 3, 100, 255; the file declares 3."""
    path = write_raster(tmp_path / "a.tif", np.array([[[0, 3, 100, 255]]] * 2, np.uint8).reshape(2, 1, 4), nodata=3)
    with open_layer(path + part) as layer:
        _, valid = layer.read_each([1], WHOLE)
    assert valid[0, 0].tolist() == [bool(value) for value in expected]


def test_one_value_set_by_hand_is_that_of_the_result_too(tmp_path):
    path = write_raster(tmp_path / "a.tif", np.ones((3, 2, 2), np.uint8))
    assert describe(path + "|nodata:*=0.0").nodata == (0.0,) * 3
    assert describe(path + "|nodata:*=0.0;255.0").nodata == (None,) * 3


@pytest.mark.parametrize("source", ["a.tif|credential:AWS_SECRET_ACCESS_KEY=S3cret", "x|nodata:*=S3cret"])
def test_what_cannot_be_understood_is_refused(source):
    with pytest.raises(SpecGanError) as caught:
        describe(source)
    assert "credential" in str(caught.value) or "nodata value" in str(caught.value)
    if "credential" in source:
        assert "S3cret" not in str(caught.value)

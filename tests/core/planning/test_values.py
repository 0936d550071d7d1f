"""Value ranges of a job: clouds, undeclared nodata, EXTENT, NODATA, and one picture in several types."""

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core import planning
from specgan.core.engine import superresolve
from specgan.core.geodata.sources import parse_source, with_nodata
from specgan.core.job import Extent, Job
from specgan.core.modelspec import ModelSpec, ValueRange
from support import write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))
FIELDS = np.random.RandomState(3).randint(800, 1200, (3, 20, 26)).astype(np.int16)


@pytest.fixture
def job_for(tmp_path):
    """The job for an RGB array; HSI of 20 rows as well."""
    spectra = np.random.RandomState(4).randint(500, 3000, (6, 20, 26)).astype(np.int16)

    def made(rgb, hsi=spectra, **more):
        model = write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS))
        paths = (
            write_raster(tmp_path / "rgb.tif", rgb),
            write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
        )
        return Job.of(*paths, model, tmp_path / "o.tif", **more)

    made.spectra = spectra
    return made


def width(value_map):
    return value_map.high[0] - value_map.low[0]


def test_clouds_do_not_stretch_the_range(job_for):
    clear = planning.plan(job_for(FIELDS)).rgb_map
    clouds = FIELDS.copy()
    clouds[:, 0, :12] = np.arange(8000, 9200, 100)  # 2.3 %
    assert width(planning.plan(job_for(clouds)).rgb_map) == pytest.approx(width(clear), rel=0.03)


def test_an_undeclared_nodata_value_is_named(job_for):
    clear = planning.plan(job_for(FIELDS))
    holes, cube = FIELDS.copy(), job_for.spectra.copy()
    holes[:, :2, :] = -9999  # 52 of 520 pixels
    cube[:, :4, :13] = -32768
    found = planning.plan(job_for(holes, cube))
    assert width(found.rgb_map) == pytest.approx(width(clear.rgb_map), rel=0.03)
    assert width(found.hsi_map) == pytest.approx(width(clear.hsi_map), rel=0.03)
    rgb, hsi = (text for text in found.warnings if "undeclared nodata" in text)
    assert rgb == (
        "RGB layer: 10 % of the pixels are exactly -9999, far from the rest: an undeclared nodata value? If so, set "
        "NODATA."
    )
    assert "Hyperspectral layer: 10 % of the pixels are exactly -32768" in hsi
    assert not [text for text in clear.warnings if "nodata" in text]


def test_nodata_says_so(job_for):
    holes = FIELDS.copy()
    holes[:, :2, :] = -9999
    result = superresolve(job_for(holes, nodata=(-9999.0, 65535.0)))
    dataset = gdal.Open(str(result.output))
    tags = dataset.GetMetadata()
    assert "nodata value?" not in tags.get("SPECGAN_WARNINGS", "")
    assert "--NODATA=-9999.0,65535.0" in tags["SPECGAN_COMMAND"]
    valid = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    np.testing.assert_array_equal(valid, np.kron(np.arange(20)[:, None] >= 2, np.ones((4, 104), bool)))


def test_what_lies_outside_of_the_extent_does_not_count(job_for):
    whole = FIELDS.copy()
    whole[:, :, 13:] = 20 * FIELDS[:, :, 13:]
    job = job_for(whole)
    grid = planning.outline(job).rgb.grid
    xmin, ymin, xmax, ymax = grid.bounds()
    found = planning.plan(replace(job, extent=Extent(xmin, ymin, (xmin + xmax) / 2, ymax, "")))
    low, high = np.percentile(FIELDS[:, :, :13], (1, 99))
    assert (found.rgb_map.low[0], found.rgb_map.high[0]) == (low, high)


@pytest.mark.parametrize("factor, dtype", [(257, "uint16"), (100, "int16"), (1 / 255, "float32")])
def test_one_picture_in_several_types(job_for, factor, dtype):
    """8 bit with the range of its percentiles gives what 16 bit and float give by themselves, in their units."""
    byte = np.random.RandomState(5).randint(40, 200, (3, 20, 26)).astype(np.uint8)
    low, high = np.percentile(byte, (1, 99))
    first = gdal.Open(str(superresolve(job_for(byte, rgb_range=(low, high))).output)).ReadAsArray().astype(float)
    other = superresolve(job_for((byte.astype(float) * factor).astype(dtype)))
    pixels = gdal.Open(str(other.output)).ReadAsArray().astype(float)
    assert abs(pixels / factor - first).max() <= 0.5 + 1e-3
    found = [float(v) for v in gdal.Open(str(other.output)).GetMetadata()["SPECGAN_RGB_RANGE"].split(",")]
    np.testing.assert_allclose(found, (low * factor, high * factor), rtol=1e-4)


def test_a_model_may_take_every_type_by_its_content_with_a_margin(job_for, tmp_path):
    """Percentiles 1 and 99 of 8 bit values, and a quarter of their distance more at either end."""
    byte = np.random.RandomState(5).randint(40, 200, (3, 20, 26)).astype(np.uint8)
    job = job_for(byte)
    rule = ValueRange(percentiles=(1.0, 99.0), margin=0.25)
    write_onnx(job.model, ModelSpec("repeat", 4, 8, WAVELENGTHS, rgb_range=rule))
    low, high = np.percentile(byte, (1, 99))
    more = (high - low) / 4
    found = planning.plan(job).rgb_map
    assert (found.low, found.high) == ((low - more,) * 3, (high + more,) * 3)


def test_clouds_beyond_the_range_survive_in_results_of_any_model(job_for):
    """A model without LR consistency sees them cut; what was cut comes back as its LR-consistent upsampling."""
    layer = FIELDS.copy()
    layer[:, 4:10, 5:12] = 9000
    job = job_for(layer)
    write_onnx(job.model, ModelSpec("repeat", 4, 8, WAVELENGTHS, detail_correlation=1.0))
    pixels = gdal.Open(str(superresolve(job).output)).ReadAsArray().astype(float)
    means = pixels.reshape(3, 20, 4, 26, 4).mean((2, 4))
    assert np.abs(means - layer).max() <= 0.5
    assert np.abs(pixels[:, 28:32, 32:36] - 9000).max() <= 160  # inside, to 2 % of the step: no blocks


def test_nodata_of_a_source_is_added():
    assert with_nodata("a.tif", ()) == "a.tif"
    source = parse_source(with_nodata("a.tif|option:X=1|nodata:2=0", (-9999.0,)))
    assert (source.path, source.options) == ("a.tif", ("X=1",))
    assert source.nodata_of(1).declared and source.nodata_of(1).ranges == ((-9999.0, -9999.0),)
    assert not source.nodata_of(2).declared and source.nodata_of(2).ranges == ((0.0, 0.0), (-9999.0, -9999.0))

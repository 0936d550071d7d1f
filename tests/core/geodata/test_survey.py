"""Dead bands, pixels with holes in their spectrum, and jobs without a valid pixel."""

import os

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.engine.run import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.geodata.grid import Window
from specgan.core.geodata.raster import describe, open_layer
from specgan.core.geodata.spectrum import fill_along_spectrum
from specgan.core.geodata.survey import _windows, survey
from specgan.core.geodata.warp import WarpedReader
from specgan.core.job import Extent, Job
from specgan.core.modelspec import ModelSpec
from specgan.core.planning import plan
from specgan.core.shelf.progress import Progress
from support import TRANSFORM, write_onnx, write_raster

NM = tuple(450.0 + 20 * n for n in range(10))
SHAPE = (24, 28)


class Told(Progress):
    def __init__(self):
        self.warnings = []

    def warn(self, message):
        self.warnings.append(message)


def cube(bands=10):
    """int16 (bands, 24, 28): every band varies, rising with its wavelength by 10 a band."""
    b, y, x = np.mgrid[:bands, : SHAPE[0], : SHAPE[1]]
    return (1000 + 10 * b + 3 * y + 2 * x).astype(np.int16)


def make(tmp_path, hsi, nodata=-1, rgb=None, wanted=NM[1:9], rgb_nodata=None, wavelengths=NM, **fields):
    rgb = np.arange(3 * 24 * 28).reshape(3, *SHAPE) % 200 + 20 if rgb is None else rgb
    transform = fields.pop("transform", TRANSFORM)
    return Job.of(
        write_raster(tmp_path / "rgb.tif", rgb.astype(np.uint8), nodata=rgb_nodata),
        write_raster(tmp_path / "hsi.tif", hsi, transform, nodata=nodata, wavelengths=wavelengths),
        write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, wanted)),
        tmp_path / "out.tif",
        **fields,
    )


def valid_of(job):
    """bool (h, w): what is data in the result."""
    dataset = gdal.Open(str(job.output))
    return dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() == 255


def test_a_hole_is_interpolated_between_its_neighbours():
    """By hand: 10 at 400 nm, 40 at 430 nm: 20 at 410 and 25 at 415; beyond the last known band its value."""
    values = np.array([10, -1, -1, 40, 50, 60, -1], np.float32).reshape(7, 1, 1)
    filled, valid = fill_along_spectrum(values.copy(), values > 0, (400, 410, 415, 430, 440, 450, 460))
    np.testing.assert_allclose(filled[:, 0, 0], [10, 20, 25, 40, 50, 60, 60])
    assert valid.all()
    order = [6, 2, 0, 5, 3, 1, 4]  # bands in any order
    centres = np.array([400, 410, 415, 430, 440, 450, 460])[order]
    mixed, _ = fill_along_spectrum(values[order], values[order] > 0, tuple(centres))
    np.testing.assert_allclose(mixed[:, 0, 0], np.array([10, 20, 25, 40, 50, 60, 60])[order])


def test_half_of_the_bands_is_not_most():
    values = np.full((4, 1, 3), 5, np.float32)
    valid = np.ones((4, 1, 3), bool)
    valid[:1, :, 0] = valid[:2, :, 1] = valid[:, :, 2] = False
    values[~valid] = np.nan
    filled, kept = fill_along_spectrum(values, valid)
    assert kept.tolist() == [[True, False, False]] and (filled[:, 0, 0] == 5).all()


@pytest.mark.parametrize("value,said", [(-1, "no data"), (0, "one value all over"), (777, "one value all over")])
def test_a_dead_band_is_left_out_and_named(tmp_path, value, said):
    """Its neighbour at 550 or 510 nm takes its place, as where a bad band list leaves it out."""
    hsi = cube()
    hsi[4] = value
    job = make(tmp_path, hsi)
    progress = Told()
    superresolve(job, progress)
    told = [text for text in progress.warnings if "left out" in text]
    assert told == [f"Bands of the hyperspectral layer left out, since they hold {said}: 5 (530 nm)"]
    assert valid_of(job).all()
    found = plan(job)
    file = gdal.Open(job.hsi, gdal.GA_Update)
    file.SetMetadataItem("bbl", "{1,1,1,1,0,1,1,1,1,1}")
    del file
    by_hand = plan(job)
    np.testing.assert_array_equal(found.bands.weights, by_hand.bands.weights)
    assert found.bands.needed == by_hand.bands.needed == (2, 3, 4, 6, 7, 8, 9)


@pytest.mark.parametrize("value", [-9999, -1, 32767])
def test_a_dead_band_with_a_few_odd_pixels_is_dead(tmp_path, value):
    """6 of 672 pixels are less than a hundredth, 7 are more."""
    hsi = cube()
    hsi[4] = value
    hsi[4, 20, :6] = 1040
    found = plan(make(tmp_path, hsi, nodata=None))
    assert found.bands.needed == (2, 3, 4, 6, 7, 8, 9)
    hsi[4, 20, 6] = 1040
    assert 5 in plan(make(tmp_path, hsi, nodata=None)).bands.needed


@pytest.mark.parametrize("value, dtype", [(-9999, np.int16), (-0.1, np.float32), (65535, np.uint16)])
@pytest.mark.parametrize("dead", [slice(6, 10), slice(2, 10), slice(0, 10)], ids=["some", "most", "all"])
def test_fill_values_in_all_that_covers_the_model_are_refused(tmp_path, value, dtype, dead):
    hsi = cube().astype(dtype)
    hsi[dead] = value
    with pytest.raises(SpecGanError, match=f"hold {value:g} all over, and no others cover|holds data in the part"):
        plan(make(tmp_path, hsi, nodata=None))


def test_bands_of_zeros_that_nothing_covers_are_values(tmp_path):
    hsi = cube()
    hsi[6:] = 0
    assert plan(make(tmp_path, hsi, nodata=None)).bands.needed == (2, 3, 4, 5, 6, 7, 8, 9)


def test_nan_is_no_data(tmp_path):
    hsi = cube().astype(np.float32)
    hsi[4] = np.nan
    assert 5 not in plan(make(tmp_path, hsi, nodata=None)).bands.needed


def test_a_band_is_dead_where_the_job_is_or_not_at_all(tmp_path):
    hsi = cube()
    hsi[4, :12] = -1
    x, y = TRANSFORM[0], TRANSFORM[3]
    upper = plan(make(tmp_path, hsi, extent=Extent(x, y - 100, x + 280, y, "")))
    lower = plan(make(tmp_path, hsi, extent=Extent(x, y - 240, x + 280, y - 130, "")))
    assert 5 not in upper.bands.needed and 5 in lower.bands.needed
    assert lower.warnings == ()


def test_replacements_are_looked_at_too(tmp_path):
    hsi = cube()
    hsi[[3, 4, 5]] = -1
    assert plan(make(tmp_path, hsi, wanted=(450.0, 530.0, 630.0))).bands.needed == (1, 3, 10)


def test_what_no_band_with_data_covers_is_refused(tmp_path):
    hsi = cube()
    hsi[1:9] = -1
    with pytest.raises(SpecGanError, match="that no band with data of the hyperspectral layer covers: 2 of 4"):
        plan(make(tmp_path, hsi, wanted=(450.0, 530.0, 550.0, 630.0)))


def test_a_flat_layer_is_no_dead_one(tmp_path):
    found = plan(make(tmp_path, np.full((10, *SHAPE), 7, np.int16)))
    assert found.bands.needed == (2, 3, 4, 5, 6, 7, 8, 9) and found.warnings == ()


def test_a_dead_column_in_one_band_costs_no_pixel(tmp_path):
    hsi = cube()
    hsi[4, :, 10] = -1
    job = make(tmp_path, hsi)
    with WarpedReader(job.hsi, describe(job.rgb).grid, range(1, 11)) as reader:
        values, valid = reader.read(Window(0, 0, 28, 24))
    assert valid.all()
    np.testing.assert_allclose(values, cube())  # linear in wavelength, so interpolation is exact
    superresolve(job)
    assert valid_of(job).all()


def test_a_pixel_without_most_of_its_bands_is_none(tmp_path):
    hsi = cube()
    hsi[:6, 3, 4] = -1
    job = make(tmp_path, hsi, wanted=NM)
    superresolve(job)
    valid = valid_of(job)
    assert not valid[12:16, 16:20].any() and (~valid).sum() == 16


def test_value_ranges_count_pixels_with_holes(tmp_path):
    """Every pixel lacks one band: no pixel has all of them, and the range is not empty."""
    hsi = cube()
    rows, cols = np.indices(SHAPE)
    hsi[np.arange(24 * 28).reshape(SHAPE) % 10, rows, cols] = -1
    path = make(tmp_path, hsi).hsi
    with open_layer(path) as layer:
        assert layer.sample(range(1, 11)).shape == (10, 0)
        values = layer.sample(range(1, 11), None, NM)
    assert values.shape == (10, 24 * 28) and values.min() >= 990 and values.max() <= 1300


def test_without_wavelengths_a_dead_band_is_filled_from_those_beside_it(tmp_path):
    hsi = cube()
    hsi[4] = -1
    job = make(tmp_path, hsi, wanted=NM, wavelengths=None)
    progress = Told()
    superresolve(job, progress)
    assert "Bands of the hyperspectral layer without data, filled from those beside them: 5" in progress.warnings
    assert valid_of(job).all()


def refused(job):
    before = sorted(os.listdir(job.output.parent))
    with pytest.raises(SpecGanError) as caught:
        superresolve(job)
    assert sorted(os.listdir(job.output.parent)) == before
    assert caught.value.hint
    return caught.value.message


def test_a_result_without_a_pixel_is_refused_before_anything_is_written(tmp_path):
    empty = np.zeros((3, *SHAPE), np.uint8)
    assert "The RGB layer holds no data" in refused(make(tmp_path, cube(), rgb=empty, rgb_nodata=0))
    hsi, rgb = cube(), np.full((3, *SHAPE), 9, np.uint8)
    hsi[:, :, :14], rgb[:, :, 14:] = -1, 0
    assert "Where one of the layers holds data" in refused(make(tmp_path, hsi, rgb=rgb, rgb_nodata=0))


def test_an_empty_hyperspectral_layer_is_refused(tmp_path):
    assert "The hyperspectral layer holds no data" in refused(make(tmp_path, np.full_like(cube(), -1)))


def test_less_than_a_pixel_of_overlap_is_refused(tmp_path):
    """The HSI layer ends 4.1 m inside an RGB pixel of 10 m, before its centre."""
    shifted = (TRANSFORM[0] - 280 + 4.1, *TRANSFORM[1:])
    assert "overlap by less than a pixel" in refused(make(tmp_path, cube(), transform=shifted))
    touching = (TRANSFORM[0] - 280 + 5.1, *TRANSFORM[1:])
    assert plan(make(tmp_path, cube(), transform=touching)).window.width == 1


def test_the_last_pixel_is_found(tmp_path):
    rgb = np.zeros((3, *SHAPE), np.uint8)
    rgb[:, 23, 27] = 9
    assert plan(make(tmp_path, cube(), rgb=rgb, rgb_nodata=0)).window.width == 28


@pytest.mark.parametrize("area", [Window(3, 5, 7, 9), Window(0, 0, 3000, 2500), Window(1, 1, 400_000, 3)])
def test_windows_cover_the_area_once(area):
    windows = list(_windows(area, 25_000))
    assert sum(w.width * w.height for w in windows) == area.width * area.height
    assert len({(w.col, w.row) for w in windows}) == len(windows)
    assert all(w.width * w.height <= 25_000 for w in windows)
    middle = windows[0]
    assert abs(middle.row + middle.height / 2 - area.row - area.height / 2) <= middle.height


def test_looking_stops_when_every_band_varies_and_when_the_host_wants(tmp_path, monkeypatch):
    path = write_raster(tmp_path / "a.tif", cube())
    with open_layer(path) as reader:
        calls = []
        read = reader.read_each
        monkeypatch.setattr(reader, "read_each", lambda *a: calls.append(a) or read(*a))
        survey(reader, range(1, 11), Window(0, 0, 28, 24))
        assert len(calls) == 1

        class Stopped(Progress):
            def is_cancelled(self):
                return True

        with pytest.raises(Cancelled):
            survey(reader, range(1, 11), Window(0, 0, 28, 24), Stopped())

"""The shift between HSI and RGB: found, said, corrected; real files, shifts that are known."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from specgan.core import planning
from specgan.core.engine import superresolve
from specgan.core.engine.source import LrSource
from specgan.core.errors import Cancelled
from specgan.core.geodata.bands import choose_bands
from specgan.core.geodata.grid import Window, overlap_window
from specgan.core.geodata.raster import open_layer
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.planning.alignment import find_alignment
from specgan.core.shelf.progress import Progress
from support import ROOT, TRANSFORM, PatternBackend, write_onnx, write_raster

SAMPLE = ROOT / "resources" / "sample"
WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))
MODEL_BANDS = tuple(460.0 + 20 * i for i in range(28))
SHIFTS = [(0.25, 0.0), (0.5, -0.5), (-1.0, 0.7), (2.3, -1.6), (4.0, 0.0), (-4.0, 4.0)]
"""LR pixels, columns and rows."""


def ground(rows, cols, change=lambda x, y: (x, y)):
    """A smooth random landscape (rows, cols), 0 to 1, seen at the pixels that `change` says: exact anywhere."""
    rng = np.random.default_rng(3)
    x, y = change(*np.meshgrid(np.arange(cols) + 0.5, np.arange(rows) + 0.5))
    waves = zip(rng.normal(0, 0.4, (60, 2)), rng.uniform(0, 2 * np.pi, 60))
    total = sum(np.sin(fx * x + fy * y + phase) for (fx, fy), phase in waves)
    return np.clip(0.5 + total / 30, 0, 1)


def coloured(picture, bands, top):
    """(bands, h, w): the picture, a little darker from band to band."""
    return np.stack([top * picture * (1 - 0.05 * band) for band in range(bands)])


@pytest.fixture
def pair(tmp_path):
    """A job on two layers of `size` pixels on one grid; the HSI shows what `change` says."""

    def make(change=lambda x, y: (x, y), size=(60, 72), **more):
        rgb = coloured(ground(*size), 3, 250).round().astype(np.uint8)
        hsi = coloured(ground(*size, change), 6, 4000).round().astype(np.int16)
        model = write_onnx(tmp_path / "model.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS))
        return Job(
            write_raster(tmp_path / "rgb.tif", rgb),
            write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
            model,
            tmp_path / "out.tif",
            **more,
        )

    return make


def at(alignment, col, row):
    return alignment.placement.at(np.array([[col, row]]))[0]


def planted(folder, rgb, hsi, shift):
    """A copy of the HSI whose georeference is off by so many pixels of `rgb`, in the CRS of either."""
    source, layer = gdal.Open(str(hsi)), gdal.Open(str(rgb))
    target = folder / "planted.tif"
    copy = gdal.GetDriverByName("GTiff").CreateCopy(str(target), source)
    references = [osr.SpatialReference(each.GetProjection()) for each in (layer, source)]
    for reference in references:
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    change, t = osr.CoordinateTransformation(*references), layer.GetGeoTransform()
    x, y = t[0] + layer.RasterXSize / 2 * t[1], t[3] + layer.RasterYSize / 2 * t[5]
    here, there = change.TransformPoint(x, y), change.TransformPoint(x + shift[0] * t[1], y + shift[1] * t[5])
    own = list(source.GetGeoTransform())
    own[0] += there[0] - here[0]
    own[3] += there[1] - here[1]
    copy.SetGeoTransform(own)
    del copy
    return target


def measured(rgb, hsi, correct=False):
    """The alignment of two files, for a model like the bundled one."""
    with open_layer(str(rgb)) as colours, open_layer(str(hsi)) as spectra:
        bands = choose_bands(spectra.info, MODEL_BANDS, 20.0)
        window = overlap_window(colours.info.grid, spectra.info.grid)
        found = find_alignment(colours, (1, 2, 3), spectra, bands, MODEL_BANDS, window, correct, Progress())
    return found, (window.col + window.width / 2, window.row + window.height / 2)


def recovered(folder, rgb, hsi, shift):
    """By how much a planted shift, relative to what is found without it, is missed, LR pixels."""
    unmoved, middle = measured(rgb, hsi)
    found, _ = measured(rgb, planted(folder, rgb, hsi, shift))
    assert unmoved.measured and found.measured
    return np.abs(at(found, *middle) - at(unmoved, *middle) - shift).max()


@pytest.mark.parametrize("shift", SHIFTS)
def test_shifts_planted_in_the_sample_are_recovered(tmp_path, shift):
    assert recovered(tmp_path, SAMPLE / "town_rgb_lr.tif", SAMPLE / "town_hsi.tif", shift) < 0.05


def test_the_sample_lies_where_its_readme_says():
    """Off by 1.3 m to the east and 1 m to the north of LR pixels of 4.8 m: (+0.27, -0.21)."""
    found, middle = measured(SAMPLE / "town_rgb_lr.tif", SAMPLE / "town_hsi.tif")
    assert at(found, *middle) == pytest.approx([1.3 / 4.8, -1.0 / 4.8], abs=0.06)
    assert not found.warning and not found.corrected


def averaged(folder, rgb, factor):
    source = gdal.Open(str(rgb))
    width, height = source.RasterXSize // factor, source.RasterYSize // factor
    options = {"resampleAlg": "average", "outputType": gdal.GDT_Float32, "width": width, "height": height}
    gdal.Translate(str(folder / "lr.tif"), source, srcWin=[0, 0, width * factor, height * factor], **options)
    return folder / "lr.tif"


@pytest.mark.parametrize("factor", [1, 16])
@pytest.mark.parametrize("shift", [(0.5, -0.5), (2.3, -1.6), (-4.0, 4.0)])
def test_shifts_planted_in_berlin_are_recovered(data, tmp_path, shift, factor):
    """LR pixels of 3.6 m under HSI pixels of 30 m, and of 57.6 m."""
    rgb = averaged(tmp_path, data / "berlin" / "berlin_north_rgb.tif", factor)
    assert recovered(tmp_path, rgb, data / "berlin" / "berlin_north_hsi.tif", shift) < 0.15


@pytest.mark.parametrize("plot", ["MLBS_10", "MLBS_29", "OSBS_11", "OSBS_39"])
def test_forest_plots_of_twelve_lr_pixels_allow_one(data, tmp_path, plot):
    rgb = averaged(tmp_path, data / "idtrees" / f"{plot}_rgb.tif", 16)
    for shift in ((0.25, 0.0), (0.5, -0.5), (-1.0, 0.5)):
        assert recovered(tmp_path, rgb, data / "idtrees" / f"{plot}_hsi.tif", shift) < 0.15


def test_an_unmoved_pair_is_left_alone(pair):
    plan = planning.plan(pair(align=True))
    assert plan.alignment.measured and not plan.alignment.corrected and not plan.alignment.warning
    assert plan.hsi_grid == plan.lr_grid and np.abs(at(plan.alignment, 30, 30)).max() < 0.03


def test_a_shift_of_more_than_half_a_pixel_is_a_warning_with_the_figure(pair):
    """The HSI shows at (col, row) what the RGB layer shows at (col - 2, row + 1): it lies two to the right, one up."""
    plan = planning.plan(pair(lambda x, y: (x - 2, y + 1)))
    (warning,) = [text for text in plan.warnings if "does not lie on" in text]
    assert "+2.00 LR pixels across and -1.00 down (22 m)" in warning  # pixels of 10 m
    assert plan.hsi_grid == plan.lr_grid and "left as it is" in plan.alignment.tag


def test_a_third_of_a_pixel_is_none(pair):
    plan = planning.plan(pair(lambda x, y: (x - 0.33, y)))
    assert at(plan.alignment, 30, 30) == pytest.approx([0.33, 0], abs=0.03) and not plan.alignment.warning


def test_align_reads_the_hsi_where_it_fits(pair):
    """The network gets for each pixel what the HSI shows of the same ground: a whole number of pixels, so exactly."""
    job = pair(lambda x, y: (x - 2, y + 1), align=True)
    plan = planning.plan(job)
    assert plan.alignment.corrected and not [text for text in plan.warnings if "does not lie on" in text]
    assert plan.hsi_grid.transform == pytest.approx((TRANSFORM[0] + 20, 10, 0, TRANSFORM[3] + 10, 0, -10), abs=0.3)
    with LrSource(plan, Progress()) as source:
        row = next(iter(source.rows([3])))
    start = plan.rows.starts[3]
    for patch, col in zip(row.hsi, row.cols):
        left = plan.cols.starts[col]
        truth = coloured(ground(60, 72)[start : start + 8, left : left + 8], 6, 4000)
        wanted = plan.hsi_map.to_network(truth)
        inside = np.s_[:, :, : 70 - left]  # the last two columns lie outside the moved layer
        assert np.abs(patch - wanted)[inside].max() < 0.05


def test_what_the_moved_layer_does_not_cover_is_no_data(pair):
    job = pair(lambda x, y: (x - 2, y), align=True)
    superresolve(job, backend=PatternBackend(planning.outline(job).spec))
    result = gdal.Open(str(job.output))
    mask = result.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    assert mask[:, : 70 * 4].all() and not mask[:, 71 * 4 :].any()


def test_tags_say_what_was_done_and_the_command_repeats_it(pair):
    job = pair(lambda x, y: (x - 2, y), align=True)
    superresolve(job, backend=PatternBackend(planning.outline(job).spec))
    tags = gdal.Open(str(job.output)).GetMetadata()
    assert tags["SPECGAN_HSI_SHIFT"].startswith("+2.00 LR pixels across and +0.00 down (20 m), corrected (correlation ")
    assert "--ALIGN=true" in tags["SPECGAN_COMMAND"]


def test_a_small_extent_is_measured_with_what_lies_around_it(pair):
    from specgan.core.job import Extent

    extent = Extent(TRANSFORM[0] + 100, TRANSFORM[3] - 200, TRANSFORM[0] + 180, TRANSFORM[3] - 120, "")
    plan = planning.plan(pair(lambda x, y: (x - 2, y + 1), extent=extent, align=True))
    assert (plan.window, plan.alignment.corrected) == (Window(10, 12, 8, 8), True)
    assert at(plan.alignment, 14, 16) == pytest.approx([2, -1], abs=0.03)
    assert plan.hsi_grid.transform[0] == pytest.approx(TRANSFORM[0] + 120, abs=0.3)


def test_a_turned_layer_is_turned_back(pair):
    """0.6 degrees around the middle of 400 x 400 pixels: corners lie 2.9 pixels beside, which no shift corrects."""
    angle = np.radians(0.6)

    def turned(x, y):
        x, y = x - 200, y - 200
        return np.cos(angle) * x + np.sin(angle) * y + 200, np.cos(angle) * y - np.sin(angle) * x + 200

    plan = planning.plan(pair(turned, (400, 400), align=True))
    assert plan.alignment.corrected and not plan.alignment.placement.is_shift
    for col, row in ((50, 50), (350, 50), (200, 200), (50, 350), (350, 350)):
        x, y = col - 200, row - 200  # the HSI has the ground of (col, row) where turning by the angle takes it
        wanted = np.cos(angle) * x - np.sin(angle) * y - x, np.cos(angle) * y + np.sin(angle) * x - y
        assert at(plan.alignment, col, row) == pytest.approx(wanted, abs=0.15)


@pytest.mark.parametrize("turned", [np.s_[:, ::-1, ::-1], np.s_[:, ::-1], np.s_[:, :, ::-1]])
def test_another_place_is_said(tmp_path, turned):
    """The HSI of the sample in three other positions."""
    source = gdal.Open(str(SAMPLE / "town_hsi.tif"))
    copy = gdal.GetDriverByName("GTiff").CreateCopy(str(tmp_path / "other.tif"), source)
    copy.WriteArray(source.ReadAsArray()[turned])
    del copy
    found, _ = measured(SAMPLE / "town_rgb_lr.tif", tmp_path / "other.tif", correct=True)
    assert "do not seem to show the same ground" in found.warning and not found.corrected


def test_a_match_far_beside_is_said_and_not_corrected(pair):
    plan = planning.plan(pair(lambda x, y: (x - 14, y), align=True))
    assert "off by +14.0" in plan.alignment.warning and "more than ALIGN" in plan.alignment.warning
    assert plan.hsi_grid == plan.lr_grid


def test_layers_that_cannot_be_read_now_are_not_measured(pair, monkeypatch):
    from specgan.core.errors import SpecGanError
    from specgan.core.planning import alignment

    def broken(*unused):
        raise SpecGanError("The disk is gone.")

    monkeypatch.setattr(alignment._Pictures, "views", broken)
    found = planning.plan(pair()).alignment
    assert not found.measured and "The disk is gone." in found.note and not found.warning


def test_measuring_can_be_cancelled(pair):
    class Stopped(Progress):
        def is_cancelled(self):
            return True

    job = pair()
    with open_layer(job.rgb) as rgb, open_layer(job.hsi) as hsi, pytest.raises(Cancelled):
        bands = choose_bands(hsi.info, WAVELENGTHS, 0.0)
        find_alignment(rgb, (1, 2, 3), hsi, bands, WAVELENGTHS, Window(0, 0, 72, 60), False, Stopped())


def test_one_pixel_wide_layers_are_not_measured(pair):
    plan = planning.plan(pair(size=(1, 40)))
    assert not plan.alignment.measured and not plan.alignment.warning

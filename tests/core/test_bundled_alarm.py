"""The alarm of the bundled 16x model on what it was made for and on what it was not: by planning alone."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from specgan.core import planning
from specgan.core.job import Job
from specgan.core.models import find_model
from specgan.core.planning.alarm import share
from specgan.core.shelf.domain import COLOURED, DARK, SPECTRAL
from support import ROOT

RGB, HSI = (str(ROOT / "resources" / "sample" / name) for name in ("town_rgb_lr.tif", "town_hsi.tif"))


@pytest.fixture
def unlike(tmp_path):
    """Counts of a plan, and whether its warnings raise the alarm by pixels or by their size."""

    def look(rgb, hsi="", **options):
        plan = planning.plan(Job(str(rgb), str(hsi), find_model("specgan_aerial_x16"), tmp_path / "o.tif", **options))
        text = " ".join(plan.warnings)
        return plan.unlike, "unlike what the model was trained on" in text, bool(plan.outside_gsd)

    return look


@pytest.fixture
def changed(tmp_path):
    """A copy of a layer with other values."""

    def write(path, values, bands=None):
        source, target = gdal.Open(str(path)), tmp_path / f"changed_{len(list(tmp_path.glob('*')))}.tif"
        kind = {"uint8": gdal.GDT_Byte, "int16": gdal.GDT_Int16, "float32": gdal.GDT_Float32}[values.dtype.name]
        copy = gdal.GetDriverByName("GTiff").Create(str(target), values.shape[2], values.shape[1], len(values), kind)
        copy.SetGeoTransform(source.GetGeoTransform())
        copy.SetProjection(source.GetProjection())
        for number in range(1, len(values) + 1):
            if bands is None and len(values) > 3:
                copy.GetRasterBand(number).SetMetadata(source.GetRasterBand(number).GetMetadata())
        copy.WriteArray(values)
        del copy
        return target

    return write


def read(path):
    return gdal.Open(str(path)).ReadAsArray()


def test_the_sample_raises_none_in_any_type(unlike, changed):
    """Held-out ground of the training's kind: at most 2 % of the pixels."""
    for rgb in (RGB, changed(RGB, read(RGB).astype(np.int16) * 39), changed(RGB, (read(RGB) / 255).astype(np.float32))):
        for hsi in (HSI, ""):
            counts, alarmed, outside = unlike(rgb, hsi)
            assert share(counts) < 0.02 and sum(counts) == 64 * 56 and not alarmed and not outside


def test_false_colour(unlike, changed, data):
    """NAIP at 5 m: red, green and blue raise none, infrared, red and green do."""
    aerial = sorted((data / "naip").glob("*.tif"))[0]
    four = read(aerial)
    assert not unlike(changed(aerial, four[:3]))[1]
    counts, alarmed, outside = unlike(changed(aerial, four[[3, 0, 1]]), rgb_bands=(1, 2, 3))
    assert alarmed and not outside and counts[COLOURED] > 0.3 * sum(counts)


def test_ranges_of_another_unit(unlike, changed):
    """Reflectance of 0 to 1 under RGB_RANGE 0,10000 is black, that x 10000 under HSI_RANGE 0,1 far too bright."""
    counts, alarmed, _ = unlike(changed(RGB, (read(RGB) / 255).astype(np.float32)), HSI, rgb_range=(0.0, 10000.0))
    assert alarmed and counts[DARK] == sum(counts)
    counts, alarmed, _ = unlike(RGB, HSI, hsi_range=(0.0, 1.0))
    assert alarmed and counts[SPECTRAL] > 0.95 * sum(counts)


def test_spectra_in_reversed_order_and_radiance(unlike, changed):
    counts, alarmed, _ = unlike(RGB, changed(HSI, read(HSI)[::-1]))
    assert alarmed and counts[SPECTRAL] > 0.3 * sum(counts)
    nm = np.linspace(385, 1045, 48)
    sun = 1 / (nm**5 * (np.exp(1.4388e7 / (nm * 5800)) - 1))  # Planck's law, 5800 K
    air = 1 - 0.5 * np.exp(-(((nm - 760) / 8) ** 2)) - 0.45 * np.exp(-(((nm - 940) / 20) ** 2))  # oxygen, water
    radiance = read(HSI) * (sun / sun.max() * air)[:, None, None]
    counts, alarmed, _ = unlike(RGB, changed(HSI, radiance.astype(np.int16)))
    assert alarmed and counts[SPECTRAL] > 0.3 * sum(counts)


def test_snow_and_night(unlike, changed):
    random = np.random.default_rng(0)
    rgb, hsi = read(RGB), read(HSI)
    grain = 1 + 0.03 * random.standard_normal(rgb.shape[1:])
    white = np.clip(np.array([237, 240, 245])[:, None, None] * grain, 0, 255).astype(np.uint8)
    snow = np.interp(np.linspace(385, 1045, 48), (380, 600, 800, 1050), (0.95, 0.95, 0.88, 0.65))
    spectra = 10000 * snow[:, None, None] * (1 + 0.03 * random.standard_normal(hsi.shape[1:]))
    _, alarmed, _ = unlike(changed(RGB, white), changed(HSI, spectra.astype(np.int16)))
    assert alarmed
    dark = np.clip(5 + 2 * random.standard_normal(rgb.shape), 0, 255)
    dark[:, random.random(rgb.shape[1:]) < 0.02] = np.array([255, 200, 100])[:, None]
    noise = 100 + 60 * random.standard_normal(hsi.shape)
    for layer in (changed(HSI, noise.astype(np.int16)), ""):
        counts, alarmed, _ = unlike(changed(RGB, dark.astype(np.uint8)), layer)
        assert alarmed and share(counts) > 0.3


def test_berlin_at_58_m_and_enmap(unlike, changed, data, tmp_path):
    """Pixels of another size than those of the training; EnMAP in false colour is seen by its pixels as well."""
    source = gdal.Open(str(data / "berlin" / "berlin_north_rgb.tif"))
    size = {"width": source.RasterXSize // 16, "height": source.RasterYSize // 16}
    gdal.Translate(str(tmp_path / "berlin.tif"), source, resampleAlg="average", **size)
    assert unlike(tmp_path / "berlin.tif", data / "berlin" / "berlin_north_hsi.tif")[2]
    cube = data / "enmap_potsdam" / "enmap_potsdam_tile_128_96.tif"
    dataset = gdal.Open(str(cube))
    nm = [float(dataset.GetRasterBand(n).GetMetadataItem("wavelength")) for n in range(1, dataset.RasterCount + 1)]
    for wanted, foreign in (((660, 560, 480), False), ((860, 660, 560), True)):
        bands = [int(np.abs(np.array(nm) - centre).argmin()) for centre in wanted]
        layer = changed(cube, dataset.ReadAsArray()[bands], bands)
        counts, alarmed, outside = unlike(layer, cube, rgb_bands=(1, 2, 3))
        assert outside and (alarmed or not foreign) and (share(counts) > 0.3 or not foreign)

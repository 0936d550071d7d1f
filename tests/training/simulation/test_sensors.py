"""The simulated world: its materials, its scenes and the sample files made of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.core.shelf.upsampling import block_mean
from specgan.training.simulation import buildings, canvas, materials, scene, textures
from specgan.training.simulation import sensors as simulate

OWN_BANDS = tuple(range(460, 1001, 20))


@pytest.fixture(scope="module")
def town() -> scene.Scene:
    return scene.simulate(3, (256, 224))


def test_materials_are_many_and_physical() -> None:
    spectra = materials.spectra()
    assert len(spectra) >= 20
    for name, values in spectra.items():
        assert values.min() > 0 and values.max() < 0.8, name
        assert np.abs(np.diff(values)).max() < 0.06, name  # smooth: no jump of more than 6 % within 5 nm
    assert materials.WAVELENGTHS[0] <= 380 and materials.WAVELENGTHS[-1] >= 1050


@pytest.mark.parametrize(("first", "second"), materials.LOOKALIKES)
def test_lookalikes_share_their_colour_and_not_their_spectrum(first: str, second: str) -> None:
    a, b = materials.spectra()[first], materials.spectra()[second]
    used = (materials.WAVELENGTHS >= 460) & (materials.WAVELENGTHS <= 1000)
    assert np.abs(materials.camera_rgb(a) - materials.camera_rgb(b)).max() < 0.02
    assert np.abs(a - b)[used].max() > 0.1


def test_vegetation_has_a_red_edge_and_artificial_turf_has_not() -> None:
    def edge(name: str) -> float:
        red, infrared = np.interp([670, 800], materials.WAVELENGTHS, materials.spectra()[name])
        return float((infrared - red) / (infrared + red))

    assert all(edge(name) > 0.75 for name in ("grass", "deciduous", "conifer", "maize", "beet", "vine"))
    assert edge("artificial_turf") < 0.5
    assert edge("water") < 0


def test_gaussian_bands_keep_flat_spectra_and_centre() -> None:
    bands = materials.gaussian_bands([560.0, 865.0], [20.0, 20.0])
    assert np.allclose(bands.sum(1), 1)
    assert np.allclose(bands @ materials.WAVELENGTHS, [560, 865], atol=0.01)


def test_same_seed_same_bytes_other_seed_other_town(town: scene.Scene) -> None:
    again, other = scene.simulate(3, (256, 224)), scene.simulate(4, (256, 224))
    assert again.rgb.tobytes() == town.rgb.tobytes()
    assert again.hsi_grid(8, OWN_BANDS, 20).tobytes() == town.hsi_grid(8, OWN_BANDS, 20).tobytes()
    assert (other.rgb != town.rgb).mean() > 0.5


def test_a_scene_is_varied_and_well_exposed() -> None:
    large = scene.simulate(7, (640, 640))
    assert len(np.unique(large.material)) >= 20
    assert large.rgb.dtype == np.uint8 and large.rgb.shape == (3, 640, 640)
    assert 60 < large.rgb.mean() < 150 and 20 < large.rgb.std() < 70
    assert ((large.rgb == 255) | (large.rgb == 0)).mean() < 0.02


def test_hsi_grid_is_the_area_mean_of_the_spectra(town: scene.Scene) -> None:
    """Against the sum over pixels, written out for one cell."""
    row, col, cell = 5, 9, 8
    part = (slice(row * 16, row * 16 + 16), slice(col * 16, col * 16 + 16))
    bands = materials.gaussian_bands(OWN_BANDS, [20.0] * len(OWN_BANDS))
    spectra = materials.spectra_matrix()
    shade = materials.skylight()
    total = np.zeros(len(materials.WAVELENGTHS))
    for m, o, x, b, s in zip(
        *(layer[part].ravel() for layer in (town.material, town.other, town.mix, town.bright, town.sunlit))
    ):
        total += b * ((1 - x) * spectra[m] + x * spectra[o]) * (s + (1 - s) * shade)
    expected = bands @ (total / 256)
    assert town.hsi_grid(cell, OWN_BANDS, 20)[:, row, col] == pytest.approx(expected, rel=1e-4)


def test_hsi_grids_nest_and_have_the_right_size(town: scene.Scene) -> None:
    fine, coarse = town.hsi_grid(4, OWN_BANDS, 20), town.hsi_grid(16, OWN_BANDS, 20)
    assert coarse.shape == (28, 14, 16)
    assert np.allclose(block_mean(fine, 4), coarse, atol=1e-5)


def test_bands_beyond_the_spectra_are_refused(town: scene.Scene) -> None:
    with pytest.raises(SpecGanError, match="380 to 1050"):
        town.hsi_grid(16, (500.0, 1600.0), 20)
    with pytest.raises(SpecGanError, match="8 x 64"):
        scene.simulate(1, (8, 64))


def test_the_colour_does_not_tell_what_the_spectrum_tells() -> None:
    """In the picture the pair of white roofs differs by less than its own texture; at 940 nm it differs by a third."""
    first, second = (materials.number(name) for name in ("white_metal", "white_membrane"))
    table = scene.light_table()
    camera = materials.camera_rgb(table)
    infrared = (table @ materials.gaussian_bands([940.0], [20.0]).T)[:, 0]
    assert np.abs(camera[first] / camera[second] - 1).max() < 0.02
    assert infrared[first] / infrared[second] > 1.3


@pytest.mark.parametrize(("width", "height", "gsd"), [(16, 16, 0.1), (17, 33, 10.0), (131, 79, 0.4)])
def test_small_and_odd_scenes_work(width: int, height: int, gsd: float) -> None:
    odd = scene.simulate(100, (width, height), gsd)
    assert odd.rgb.shape == (3, height, width)
    grid = odd.hsi_grid(8, OWN_BANDS, 20)
    assert grid.shape == (28, height // 8, width // 8)
    assert grid.min() > 0 and grid.max() < 1.5


@pytest.mark.parametrize(("first", "second"), materials.LOOKALIKES)
def test_lookalikes_have_textures_of_their_own(first: str, second: str) -> None:
    """On the same ground: another pattern (fine detail hardly correlated) or another strength (1.5 times)."""
    sheet = canvas.Canvas(160, 160, 0.5, 1.0, np.random.default_rng(2))
    patch = sheet.patch(canvas.Rect(0, 0, 70, 60))

    def detail(name: str) -> np.ndarray:
        bright = textures.surface(name, patch).bright
        return (bright - canvas.box3(canvas.box3(canvas.box3(bright))))[patch.mask]

    a, b = detail(first), detail(second)
    ratio = max(a.std() / b.std(), b.std() / a.std())
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.5 or ratio > 1.5


def test_the_lit_side_of_a_roof_is_brighter_and_its_shadow_falls_away_from_the_sun() -> None:
    sheet = canvas.Canvas(160, 160, 0.5, 1.0, np.random.default_rng(2))
    buildings.gable(sheet, canvas.Rect(0, 0, 20, 12, -sheet.turn), "red_tile", 6.0)
    east, south, _ = sheet.sun_picture
    roof = sheet.material == materials.number("red_tile")
    row, col = np.argwhere(roof).mean(0)
    x, y = np.meshgrid(np.arange(160) - col, np.arange(160) - row)
    front = south * y > 0
    assert sheet.bright[roof & front].mean() > 1.2 * sheet.bright[roof & ~front].mean()
    shadow = 1 - sheet.sunlit()
    towards = (shadow * (east * x + south * y)).sum() / shadow.sum()
    assert shadow.sum() > 100 and towards < -8  # fine pixels


def test_shard_arrays_follow_the_contract(town: scene.Scene) -> None:
    arrays = simulate.shard_arrays(town, 16, OWN_BANDS, 20.0, np.random.default_rng(0))
    assert arrays["rgb"].shape == (3, 224, 256) and arrays["rgb"].dtype == np.uint8
    assert arrays["hsi"].shape == (28, 28, 32) and arrays["hsi"].dtype == np.float16
    assert arrays["valid"].shape == (28, 32) and arrays["valid"].all()
    assert arrays["meta"]["cell"] == 8
    low, high = np.percentile(arrays["hsi"].astype(float), simulate.PERCENTILES)
    assert (low, high) == pytest.approx((-1, 1), abs=0.01)


def test_shard_hsi_is_the_scene_through_a_sensor(town: scene.Scene) -> None:
    """Same ground, blurred, noisy, a little displaced: it correlates with the true cells and is not equal to them."""
    arrays = simulate.shard_arrays(town, 16, OWN_BANDS, 20.0, np.random.default_rng(1))
    low, high = arrays["meta"]["hsi_range"]
    seen = (arrays["hsi"].astype(float) + 1) / 2 * (high - low) + low
    true = town.hsi_grid(8, OWN_BANDS, 20)
    for band in (4, 20):
        assert 0.7 < np.corrcoef(seen[band].ravel(), true[band].ravel())[0, 1] < 0.999
    assert seen.mean() == pytest.approx(true.mean(), rel=0.03)


def test_psf_matrix_moves_and_blurs() -> None:
    """A point seen through the matrix has the right centre and width."""
    weights = simulate.psf_matrix(400, 1.0, 400, 1.0, 23.548, 3.25)
    seen = weights[:, 200].astype(float)
    place = np.arange(400) + 0.5
    centre = (seen * place).sum() / seen.sum()
    assert centre == pytest.approx(200.5 - 3.25, abs=1e-3)
    assert np.sqrt((seen * (place - centre) ** 2).sum() / seen.sum()) == pytest.approx(10, abs=0.01)
    assert np.allclose(weights.sum(1), 1, atol=1e-6)


def test_noise_has_the_asked_level() -> None:
    flat = np.full((1, 200, 200), 0.3, np.float32)
    noisy = simulate.add_noise(flat, [640.0], 100.0, np.random.default_rng(0))
    assert noisy.std() == pytest.approx(np.sqrt(0.3 * 0.3 + 0.01) / 100, rel=0.03)
    edge = simulate.add_noise(flat, [1040.0], 100.0, np.random.default_rng(0))
    assert edge.std() > 2 * noisy.std()


OPTIONS = simulate.SampleOptions(seed=5, size_lr=(24, 20), bands=12, name="s")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    pytest.importorskip("osgeo")
    folder = tmp_path_factory.mktemp("sample")
    simulate.simulate(folder, OPTIONS)
    return folder


def _open(path):  # type: ignore[no-untyped-def]
    from osgeo import gdal

    return gdal.Open(str(path))


def test_lr_rgb_is_the_block_mean_of_the_truth(files) -> None:  # type: ignore[no-untyped-def]
    truth, coarse = _open(files / "s_rgb_truth.tif"), _open(files / "s_rgb_lr.tif")
    mean = block_mean(truth.ReadAsArray().astype(float), 16)
    assert np.abs(mean - coarse.ReadAsArray()).max() <= 0.5
    fine, large = np.array(truth.GetGeoTransform()), np.array(coarse.GetGeoTransform())
    assert np.array_equal(fine * [1, 16, 1, 1, 1, 16], large)
    assert (large[0], large[3]) == OPTIONS.corner
    assert truth.GetSpatialRef().GetAuthorityCode(None) == coarse.GetSpatialRef().GetAuthorityCode(None) == "32633"


def test_hsi_has_its_own_grid_and_names_its_bands(files) -> None:  # type: ignore[no-untyped-def]
    hsi = _open(files / "s_hsi.tif")
    assert hsi.GetSpatialRef().GetAuthorityCode(None) == "3035"
    assert hsi.GetGeoTransform()[1] == 5
    values = hsi.ReadAsArray()
    assert values.dtype == np.int16 and 1000 < np.percentile(values, 95) < 9000
    last = hsi.GetRasterBand(12)
    assert last.GetMetadataItem("wavelength") == "1045"
    assert last.GetMetadataItem("wavelength_units") == "Nanometers"
    assert hsi.GetRasterBand(1).GetDescription() == "band 1 (385 Nanometers)"


def test_hsi_covers_the_rgb_and_its_shift_is_a_third_of_a_pixel(files) -> None:  # type: ignore[no-untyped-def]
    """Grey of the truth under every HSI pixel, looked up at many displacements: the best one is the one put in."""
    from specgan.core.geodata.grid import transform_points
    from specgan.core.geodata.simple_writer import wkt_of

    utm, laea = wkt_of("EPSG:32633"), wkt_of("EPSG:3035")
    hsi, truth = _open(files / "s_hsi.tif"), _open(files / "s_rgb_truth.tif")
    x0, size, _, y0, _, _ = hsi.GetGeoTransform()
    edge_x = 430400 + 24 * 4.8 * np.array([0.0, 1, 0, 1])
    edge_y = 5838400 - 20 * 4.8 * np.array([0.0, 0, 1, 1])
    east, north = transform_points(edge_x, edge_y, utm, laea)
    assert x0 < east.min() and east.max() < x0 + size * hsi.RasterXSize
    assert y0 > north.max() and north.min() > y0 - size * hsi.RasterYSize

    visible = hsi.ReadAsArray()[2:5].mean(0).astype(float)  # 505 to 625 nm
    picture = (truth.ReadAsArray()[:2].astype(float).mean(0) / 255) ** 1.75
    height, width = picture.shape
    rows = simulate.psf_matrix(height, 1, height, 1, 16.0, 0.0)
    cols = simulate.psf_matrix(width, 1, width, 1, 16.0, 0.0)
    smooth = rows @ picture @ cols.T
    gx, gy = np.meshgrid(x0 + (np.arange(hsi.RasterXSize) + 0.5) * size, y0 - (np.arange(hsi.RasterYSize) + 0.5) * size)
    back_x, back_y = transform_points(gx, gy, laea, utm)
    col, row = (back_x - 430400) / 0.3, (5838400 - back_y) / 0.3
    inside = (col > 24) & (col < width - 24) & (row > 24) & (row < height - 24)
    best = max(
        (
            np.corrcoef(visible[inside], smooth[(row[inside] - dy).astype(int), (col[inside] - dx).astype(int)])[0, 1],
            dx,
            dy,
        )
        for dx in range(-12, 13)
        for dy in range(-12, 13)
    )
    assert best[0] > 0.9
    expected = np.array(simulate.SHIFT_LR) * 16
    assert np.hypot(*simulate.SHIFT_LR) == pytest.approx(1 / 3)
    assert np.hypot(best[1] - expected[0], best[2] - expected[1]) < 1.6


def test_files_are_the_same_bytes_every_time(files, tmp_path) -> None:  # type: ignore[no-untyped-def]
    simulate.simulate(tmp_path, OPTIONS)
    for name in ("s_rgb_lr.tif", "s_rgb_truth.tif", "s_hsi.tif"):
        first, second = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for folder in (files, tmp_path))
        assert first == second, name


def test_an_impossible_sample_is_refused_before_anything_is_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SpecGanError, match="no size"):
        simulate.simulate(tmp_path / "out", simulate.SampleOptions(size_lr=(0, 5)))
    assert not (tmp_path / "out").exists()


def test_an_unknown_crs_is_refused() -> None:
    pytest.importorskip("osgeo")
    from specgan.core.geodata.simple_writer import wkt_of

    with pytest.raises(SpecGanError, match="no coordinate reference system"):
        wkt_of("EPSG:none")


SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"


def test_the_bundled_sample_is_small_and_what_the_generator_writes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("osgeo")
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) <= 4 * 1024 * 1024
    simulate.simulate(tmp_path)
    for name in ("town_rgb_lr.tif", "town_rgb_truth.tif", "town_hsi.tif"):
        bundled, fresh = _open(SAMPLE / name), _open(tmp_path / name)
        assert bundled.GetGeoTransform() == pytest.approx(fresh.GetGeoTransform(), abs=1e-6)
        difference = np.abs(bundled.ReadAsArray().astype(float) - fresh.ReadAsArray())
        # another numpy may round a sum differently, and a pixel on an edge then falls to the other side
        assert (difference > 0).mean() < 0.01, name


@pytest.mark.slow
def test_the_sample_shows_the_lookalikes() -> None:
    """At least 200 of its 917,504 pixels, 18 square metres, of every material that shares its colour with another."""
    options = simulate.SampleOptions()
    _, _, places = simulate._hsi_geometry(options)
    margin, town = simulate._scene_around(options, places)
    start, fine = margin * options.scale * scene.SUPERSAMPLE, options.scale * scene.SUPERSAMPLE
    width, height = options.size_lr
    inside = town.material[start : start + height * fine, start : start + width * fine]
    area = np.bincount(inside.ravel(), minlength=len(materials.names())) / scene.SUPERSAMPLE**2
    for pair in materials.LOOKALIKES:
        for name in pair:
            assert area[materials.number(name)] > 200, name

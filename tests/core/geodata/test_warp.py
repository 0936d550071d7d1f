"""A layer on another layer's pixels: analytic fields, holes, turned grids, any window."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specgan.core.geodata import warp
from specgan.core.geodata.grid import Grid, Window, transform_points
from specgan.core.geodata.raster import describe
from specgan.core.geodata.warp import WarpedReader
from support import TRANSFORM, wkt, write_raster

UTM, LAEA = wkt(32633), wkt(3035)
TARGET = Grid(UTM, TRANSFORM, 24, 20)
MIDDLE = (500120.0, 5799900.0)


def ramp(grid):
    """A field that is linear in UTM coordinates, at the pixel centres of any grid."""
    rows, cols = np.mgrid[: grid.height, : grid.width] + 0.5
    x, y = transform_points(*grid.pixel_to_map(cols, rows), grid.crs_wkt, UTM)
    return ((x - 500000) * 0.7 + (y - 5800000) * 0.3)[None].astype(np.float32)


def about(size, count, crs=UTM, degrees=0.0, middle=MIDDLE):
    """Grid of count x count square pixels about a place given in UTM coordinates."""
    x, y = (float(v[0]) for v in transform_points([middle[0]], [middle[1]], UTM, crs))
    c, s = size * np.cos(np.deg2rad(degrees)), size * np.sin(np.deg2rad(degrees))
    return Grid(crs, (x - (c + s) * count / 2, c, s, y - (s - c) * count / 2, s, -c), count, count)


def raster(path, grid, field, **options):
    epsg = 3035 if grid.crs_wkt == LAEA else 32633
    return write_raster(path, field, grid.transform, epsg, **options)


@pytest.mark.parametrize(
    "size,kind", [(2.0, "average"), (3.7, "average"), (8.0, "cubic"), (10.0, "cubic"), (27.0, "cubic")]
)
@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 180])
def test_a_linear_field_survives_between_crss_and_turned_grids(tmp_path, size, kind, degrees):
    grid = about(size, int(600 / size), LAEA, degrees)
    path = raster(tmp_path / "hsi.tif", grid, ramp(grid))
    with WarpedReader(path, TARGET, [1]) as reader:
        assert reader.resampling == kind
        warped, valid = reader.read(Window(0, 0, 24, 20))
    assert valid.all()
    # the field rises by 0.76 a metre: a hundredth of a target pixel
    np.testing.assert_allclose(warped, ramp(TARGET), atol=0.076)


@pytest.mark.parametrize("degrees", [0, 20, 45, 70, 90])
def test_averaging_takes_in_the_whole_pixel_at_any_angle(tmp_path, degrees):
    source = about(2.0, 300)
    noise = np.random.RandomState(0).normal(size=(1, 300, 300)).astype(np.float32)
    path = raster(tmp_path / "noise.tif", source, noise)
    with WarpedReader(path, about(10.0, 30, degrees=degrees), [1]) as reader:
        warped, valid = reader.read(Window(0, 0, 30, 30))
    assert valid.all() and reader.resampling == "average"
    # 25 independent pixels of unit variance give 0.2; points between pixels smooth a little more
    assert 0.16 < warped.std() < 0.21


def test_block_means_are_exact_where_pixels_nest(tmp_path):
    field = np.random.RandomState(0).uniform(size=(2, 40, 40)).astype(np.float32)
    source = Grid(UTM, (TRANSFORM[0], 2.5, 0.0, TRANSFORM[3], 0.0, -2.5), 40, 40)
    with WarpedReader(raster(tmp_path / "a.tif", source, field), TARGET, [1, 2]) as reader:
        warped, valid = reader.read(Window(0, 0, 10, 10))
    assert valid.all()
    np.testing.assert_allclose(warped, field.reshape(2, 10, 4, 10, 4).mean((2, 4)), rtol=1e-6)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """Readers whole and in parts: another CRS, finer, coarser and with holes, a target wider than one chunk."""
    folder = tmp_path_factory.mktemp("scenes")
    random = np.random.RandomState(3)
    found = {}
    for name, size in (("average", 4.0), ("cubic", 45.0)):
        grid = about(size, int(2600 / size), LAEA, 12)
        field = random.uniform(size=(3, grid.height, grid.width)).astype(np.float32)
        field[random.uniform(size=field.shape) < 0.02] = np.nan
        target = about(10.0, 300, UTM, 7)
        reader = WarpedReader(raster(folder / f"{name}.tif", grid, field), target, [3, 1])
        assert reader.resampling == name
        found[name] = (reader, *reader.read(Window(0, 0, 300, 300)))
    yield found
    for reader, _, _ in found.values():
        reader.close()


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from(["average", "cubic"]))
def test_windows_agree_to_the_last_bit(scenes, data, name):
    reader, whole, valid = scenes[name]
    col, row = data.draw(st.integers(0, 299)), data.draw(st.integers(0, 299))
    width = data.draw(st.integers(1, min(300 - col, 40)))
    height = data.draw(st.integers(1, min(300 - row, 40)))
    part, part_valid = reader.read(Window(col, row, width, height))
    np.testing.assert_array_equal(part, whole[:, row : row + height, col : col + width])
    np.testing.assert_array_equal(part_valid, valid[row : row + height, col : col + width])


@pytest.mark.parametrize("name", ["average", "cubic"])
def test_memory_limit_changes_no_value(scenes, name, monkeypatch):
    reader, whole, valid = scenes[name]
    monkeypatch.setattr(warp, "CHUNK_VALUES", 2000)
    part, part_valid = reader.read(Window(30, 40, 80, 11))
    np.testing.assert_array_equal(part, whole[:, 40:51, 30:110])
    np.testing.assert_array_equal(part_valid, valid[40:51, 30:110])
    assert 0.7 < part_valid.mean() < 1.0 and np.array_equal(np.isfinite(part).all(0), part_valid)


@pytest.mark.parametrize("declared", [None, -9999.0])
def test_holes_do_not_spread_when_interpolating(tmp_path, declared):
    source = about(30.0, 20)
    field = np.repeat(ramp(source), 2, 0)
    field[1, 8, 11] = np.nan if declared is None else declared
    path = raster(tmp_path / "hsi.tif", source, field, nodata=declared)
    target = about(5.0, 120)
    with WarpedReader(path, target, [1, 2]) as reader:
        warped, valid = reader.read(Window(0, 0, 120, 120))
    expected = np.ones((120, 120), bool)
    expected[48:54, 66:72] = False  # exactly the ground of that pixel
    np.testing.assert_array_equal(valid, expected)
    # beside the hole the neighbours that are left count; half a source pixel off at most
    far = expected.copy()
    far[36:66, 54:84] = False
    far[[0, 1, 2, -3, -2, -1]] = far[:, [0, 1, 2, -3, -2, -1]] = False
    np.testing.assert_allclose(warped[:, far], np.repeat(ramp(target), 2, 0)[:, far], atol=0.05)
    assert np.abs(warped - ramp(target))[:, valid].max() < 0.76 * 15 * 1.5


def test_outside_of_the_source_is_no_data_however_far(tmp_path):
    source = about(30.0, 4, LAEA)
    path = raster(tmp_path / "hsi.tif", source, ramp(source))
    with WarpedReader(path, TARGET, [1]) as reader:
        for window in (Window(-500, -500, 20, 20), Window(100000, 5, 3, 3), Window(24, 20, 7, 5)):
            values, valid = reader.read(window)
            assert not valid.any() and np.isnan(values).all() and values.shape == (1, window.height, window.width)
        # 120 m about the middle of 240 x 200 m, turned by the meridian convergence
        inner = reader.read(Window(0, 0, 24, 20))[1]
    assert abs(inner.sum() - 144) <= 4 and inner[5:15, 7:17].all()


def test_a_target_in_degrees(tmp_path):
    source = about(10.0, 100)
    x, y = transform_points([MIDDLE[0]], [MIDDLE[1]], UTM, wkt(4326))
    degrees = Grid(wkt(4326), (float(x[0]) - 0.003, 2e-4, 0.0, float(y[0]) + 0.002, 0.0, -2e-4), 30, 20)
    with WarpedReader(raster(tmp_path / "hsi.tif", source, ramp(source)), degrees, [1]) as reader:
        warped, valid = reader.read(Window(0, 0, 30, 20))
    assert valid.all() and reader.resampling == "average"  # 13.7 x 22.3 m
    np.testing.assert_allclose(warped, ramp(degrees), atol=0.1)


def test_south_up_sources(tmp_path):
    source = Grid(UTM, (500000.0, 30.0, 0.0, 5799700.0, 0.0, 30.0), 12, 12)
    with WarpedReader(raster(tmp_path / "hsi.tif", source, ramp(source)), TARGET, [1]) as reader:
        warped, valid = reader.read(Window(3, 3, 18, 14))
    assert valid.all()
    np.testing.assert_allclose(warped, ramp(TARGET)[:, 3:17, 3:21], atol=0.01)


def test_coinciding_pixels_are_not_resampled(tmp_path):
    field = np.random.RandomState(0).uniform(size=(2, 20, 24)).astype(np.float32)
    field[0, 5, 6] = np.nan
    shifted = Grid(UTM, (TRANSFORM[0] + 30, *TRANSFORM[1:3], TRANSFORM[3] + 20, 0.0, -10.0), 24, 20)
    with WarpedReader(raster(tmp_path / "hsi.tif", shifted, field), TARGET, [2, 1]) as reader:
        assert reader.resampling == "none"
        warped, valid = reader.read(Window(0, 0, 24, 20))
        part, _ = reader.read(Window(10, 4, 9, 7))
    expected = np.zeros((20, 24), bool)
    expected[:18, 3:] = True
    expected[3, 9] = False
    np.testing.assert_array_equal(valid, expected)
    clean = np.where(np.isfinite(field[:1]), field, np.nan)[::-1, 2:, :21]
    np.testing.assert_array_equal(warped[:, :18, 3:], clean)
    np.testing.assert_array_equal(part, warped[:, 4:11, 10:19])


def test_berlin_layers_agree_where_their_georeference_says_so(data):
    """The HSI was simulated from the flight that gave the RGB: red averaged to 30 m fits best without any shift."""
    rgb = describe(data / "berlin" / "berlin_north_rgb.tif")
    hsi = describe(data / "berlin" / "berlin_north_hsi.tif")
    red = int(np.abs(np.array(hsi.wavelengths) - 650).argmin()) + 1
    window = Window(0, 0, hsi.grid.width, hsi.grid.height)
    with WarpedReader(hsi.path, hsi.grid, [red]) as same:
        assert same.resampling == "none"
        spectral, valid = same.read(window)

    def fit(east, north):
        t = hsi.grid.transform
        moved = Grid(hsi.grid.crs_wkt, (t[0] + east, t[1], t[2], t[3] + north, t[4], t[5]), window.width, window.height)
        with WarpedReader(rgb.path, moved, [1]) as coarse:
            assert coarse.resampling == "average"
            red_rgb, there = coarse.read(window)
        both = valid & there
        assert both.mean() > 0.9
        return np.corrcoef(red_rgb[0, both], spectral[0, both])[0, 1], np.median(red_rgb[0, both] / spectral[0, both])

    best, gain = fit(0, 0)
    assert best > 0.92 and abs(gain - 1) < 0.05
    assert all(fit(*shift)[0] < best for shift in ((9, 0), (-9, 0), (0, 9), (0, -9)))


@pytest.mark.parametrize("first", [179.99, -180.01])
def test_a_source_in_degrees_across_the_180th_meridian(tmp_path, first):
    """Linear in UTM coordinates under all of the target, of which half lies on either side."""
    utm = wkt(32660)
    target = Grid(utm, (705705.0, 16.0, 0.0, 5765480.0, 0.0, -16.0), 28, 24)
    grid = Grid(wkt(4326), (first, 0.0002, 0.0, 52.01, 0.0, -0.0001), 100, 200)
    rows, cols = np.mgrid[:200, :100] + 0.5
    x, y = transform_points(*grid.pixel_to_map(cols, rows), grid.crs_wkt, utm)
    path = write_raster(tmp_path / "hsi.tif", (x - 705705 + 0.3 * (y - 5765480))[None], grid.transform, 4326)
    with WarpedReader(path, target, [1]) as reader:
        warped, valid = reader.read(Window(0, 0, 28, 24))
    assert valid.all()
    rows, cols = np.mgrid[:24, :28] + 0.5
    np.testing.assert_allclose(warped[0], cols * 16 - 0.3 * rows * 16, atol=0.16)


@pytest.mark.parametrize("step", [0.5, 4.0])
def test_a_source_around_the_world_under_its_own_edge(tmp_path, step):
    """Columns count longitude from 0 to 360; the target, from 10 west to 10 east, goes across the edge."""
    lon = (np.arange(int(360 / step)) + 0.5) * step
    field = np.repeat(((lon + 180) % 360 - 180)[None, None], int(40 / step), 1)
    path = write_raster(tmp_path / "world.tif", field, (0.0, step, 0.0, 20.0, 0.0, -step), 4326)
    target = Grid(wkt(4326), (-10.0, 2.0, 0.0, 10.0, 0.0, -2.0), 10, 10)
    with WarpedReader(path, target, [1]) as reader:
        assert reader.resampling == ("average" if step == 0.5 else "cubic")
        warped, valid = reader.read(Window(0, 0, 10, 10))
    assert valid.all()
    errors = np.abs(warped[0] - (np.arange(10) * 2 - 9))
    assert errors[:, [0, 1, 2, 7, 8, 9]].max() < 0.13  # cubic takes two source pixels, of 4 degrees, on either side
    assert errors.max() <= step / 2 + 1e-3


def test_a_lattice_between_the_ends_of_a_source_around_the_world(tmp_path):
    """Web Mercator over degrees: points between exact ones lie on the ground between, not half around the world."""
    path = write_raster(tmp_path / "world.tif", np.ones((1, 40, 720)), (-180.0, 0.5, 0.0, 10.0, 0.0, -0.5), 4326)
    half = np.pi * 6378137
    target = Grid(wkt(3857), (half - 500000.0, 10000.0, 0.0, 500000.0, 0.0, -10000.0), 100, 100)
    with WarpedReader(path, target, [1]) as reader:
        cols, rows = reader.source_pixels(np.arange(100) + 0.5, np.full(100, 50.0))
    expected = (720 + (np.arange(100) - 49.5) * 10000 / half * 360) % 720
    np.testing.assert_allclose(cols, expected, atol=0.03)
    np.testing.assert_allclose(rows, 20, atol=0.03)

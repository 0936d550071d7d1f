"""Grids as values: corners, windows and overlaps, across CRSs and rotations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.gdalstate import bounded_cache, gdal_config, gdal_exceptions
from specgan.core.geodata.grid import (
    Grid,
    Window,
    extent_window,
    intersect,
    overlap_window,
    period,
    transform_points,
    window_around,
)
from support import wkt

UTM, LAEA = wkt(32633), wkt(3035)
grids = st.builds(
    lambda x, y, size, angle, width, height: Grid(
        UTM,
        (x, size * np.cos(angle), size * np.sin(angle), y, size * np.sin(angle), -size * np.cos(angle)),
        width,
        height,
    ),
    st.floats(3e5, 7e5),
    st.floats(5.5e6, 6.5e6),
    st.floats(0.5, 100),
    st.floats(-0.7, 0.7),
    st.integers(1, 400),
    st.integers(1, 400),
)


@given(grids, st.integers(2, 32))
def test_finer_grids_keep_their_corners(grid, factor):
    finer = grid.finer(factor)
    pixel = finer.pixel_size()[0]
    np.testing.assert_allclose(finer.corners(), grid.corners(), atol=1e-6 * pixel, rtol=0)
    assert (finer.width, finer.height) == (grid.width * factor, grid.height * factor)


@given(grids, st.floats(-50, 500), st.floats(-50, 500))
def test_map_and_pixel_coordinates_invert_each_other(grid, col, row):
    back = grid.map_to_pixel(*grid.pixel_to_map(col, row))
    np.testing.assert_allclose(back, (col, row), atol=1e-5)


@given(grids, st.data())
def test_a_window_of_a_grid_overlaps_it_in_exactly_that_window(grid, data):
    col, row = data.draw(st.integers(0, grid.width - 1)), data.draw(st.integers(0, grid.height - 1))
    width = data.draw(st.integers(1, grid.width - col))
    height = data.draw(st.integers(1, grid.height - row))
    window = Window(col, row, width, height)
    assert overlap_window(grid, grid.window(window)) == window


def test_overlap_across_crss_holds_the_footprint():
    rgb = Grid(UTM, (380000.0, 10.0, 0.0, 5820000.0, 0.0, -10.0), 1000, 1000)
    x, y = transform_points(np.array([385000.0]), np.array([5815000.0]), UTM, LAEA)
    hsi = Grid(LAEA, (float(x[0]) - 600, 30.0, 0.0, float(y[0]) + 600, 0.0, -30.0), 40, 40)
    window = overlap_window(rgb, hsi)
    # a square of 1200 m turned by the meridian convergence about the pixel (500, 500)
    assert abs(window.col + window.width / 2 - 500) <= 1 and abs(window.row + window.height / 2 - 500) <= 1
    assert 120 <= window.width <= 128 and 120 <= window.height <= 128


def test_extent_touching_part_of_a_pixel_takes_the_pixel():
    grid = Grid(UTM, (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 20, 20)
    assert extent_window(grid, (500011.0, 5799979.0, 500020.0, 5799991.0), UTM) == Window(1, 0, 1, 3)


@pytest.mark.parametrize("box", [(0.0, 0.0, 1.0, 1.0), (500020.0, 5799950.0, 500010.0, 5799990.0)])
def test_extents_beside_the_grid_or_inside_out_are_refused(box):
    grid = Grid(UTM, (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 20, 20)
    with pytest.raises(SpecGanError, match="extent"):
        extent_window(grid, box, UTM)


def test_grids_apart_are_refused():
    grid = Grid(UTM, (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 20, 20)
    with pytest.raises(SpecGanError, match="overlap"):
        overlap_window(grid, Grid(UTM, (500200.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 20, 20))
    with pytest.raises(SpecGanError):
        intersect(Window(0, 0, 5, 5), Window(5, 0, 5, 5))


def test_gdal_state_is_put_back():
    before = bool(gdal.GetUseExceptions())
    with gdal_exceptions():
        with gdal_exceptions():
            assert gdal.GetUseExceptions()
        assert gdal.GetUseExceptions()
    assert bool(gdal.GetUseExceptions()) == before
    with gdal_config(SPECGAN_TEST="YES"):
        assert gdal.GetThreadLocalConfigOption("SPECGAN_TEST") == "YES"
    assert gdal.GetThreadLocalConfigOption("SPECGAN_TEST") is None


def turned(x, y, size, degrees, width, height, crs=UTM):
    """Grid of square pixels about its middle (x, y), turned."""
    c, s = size * np.cos(np.deg2rad(degrees)), size * np.sin(np.deg2rad(degrees))
    corner = (x - (c * width + s * height) / 2, y - (s * width - c * height) / 2)
    return Grid(crs, (corner[0], c, s, corner[1], s, -c), width, height)


def test_a_finer_turned_grid_has_its_pixel_corners_where_the_coarse_one_has_them():
    grid = turned(500000.0, 5800000.0, 10.0, 30, 7, 5)
    finer = grid.window(Window(2, 1, 3, 4)).finer(16)
    assert (finer.width, finer.height) == (48, 64)
    for col, row in ((0, 0), (1, 0), (0, 1), (3, 4)):
        np.testing.assert_allclose(
            finer.pixel_to_map(col * 16, row * 16), grid.pixel_to_map(2 + col, 1 + row), atol=1e-6 * 10 / 16, rtol=0
        )
    np.testing.assert_allclose(finer.pixel_size(), (0.625, 0.625))


def test_bounding_boxes_that_meet_are_not_yet_common_ground():
    rgb = Grid(UTM, (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 20, 20)
    # a diamond whose bounding box reaches into the corner of `rgb`, and whose ground does not
    with pytest.raises(SpecGanError, match="overlap"):
        overlap_window(rgb, turned(499900.0, 5800100.0, 10.0, 45, 22, 22))
    across = turned(500100.0, 5799900.0, 10.0, 45, 200, 2)  # all its corners outside, a band through the middle
    assert overlap_window(rgb, across) == Window(0, 0, 20, 20)


def test_a_footprint_without_an_outline_in_the_other_crs():
    rgb = Grid(UTM, (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 20, 30)
    world = Grid(wkt(4326), (-180.0, 0.5, 0.0, 90.0, 0.0, -0.5), 720, 360)
    assert overlap_window(rgb, world) == Window(0, 0, 20, 30)


def test_points_without_a_place_in_the_other_crs_are_nan():
    x, y = transform_points([[15.0, 15.0], [1e9, 15.0]], [[52.0, 1e9], [52.0, 52.1]], wkt(4326), UTM)
    np.testing.assert_array_equal(np.isfinite(x), [[True, False], [False, True]])
    assert abs(x[0, 0] - 500000) < 1e-6 and np.array_equal(np.isfinite(x), np.isfinite(y))


@pytest.mark.parametrize("raising", [False, True])
def test_points_survive_whatever_switch_osr_has(raising):
    from osgeo import osr

    if raising:
        osr.UseExceptions()
    try:
        x, _ = transform_points([15.0, 1e9, 15.0], [52.0, 52.0, 52.0], wkt(4326), UTM)
    finally:
        if raising:
            osr.DontUseExceptions()
    np.testing.assert_array_equal(np.isfinite(x), [True, False, True])


def test_a_crs_of_no_planet_works_with_itself_only():
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.SetLocalCS("hall floor")
    local = Grid(reference.ExportToWkt(["FORMAT=WKT2_2019"]), (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), 10, 10)
    assert overlap_window(local, local.window(Window(2, 3, 4, 5))) == Window(2, 3, 4, 5)
    with pytest.raises(SpecGanError, match="no conversion"):
        overlap_window(local, Grid(UTM, local.transform, 10, 10))


def test_extents_in_another_crs():
    grid = Grid(UTM, (500000.0, 10.0, 0.0, 5800000.0, 0.0, -10.0), 100, 100)
    # pixels 20 to 30 across and 40 to 60 down, as a box in degrees; the convergence is nil on the central meridian
    lon, lat = transform_points([500200.5, 500299.5], [5799599.5, 5799400.5], UTM, wkt(4326))
    assert extent_window(grid, (lon[0], lat[1], lon[1], lat[0]), wkt(4326)) == Window(20, 40, 10, 20)


def test_cache_limit_is_put_back():
    before = gdal.GetCacheMax()
    with bounded_cache(1 << 20):
        assert gdal.GetCacheMax() <= gdal.GetCacheUsed() + (1 << 20)
        with bounded_cache(1 << 30):
            assert gdal.GetCacheMax() < before
    assert gdal.GetCacheMax() == before


@pytest.mark.parametrize(
    ("col", "row", "size", "expected"),
    [
        (20.0, 30.0, 8, Window(16, 26, 8, 8)),
        (20.4, 30.6, 5, Window(18, 28, 5, 5)),
        (0.0, 0.0, 8, Window(10, 10, 8, 8)),
        (500.0, 500.0, 8, Window(42, 52, 8, 8)),
        (20.0, 30.0, 45, Window(10, 10, 40, 45)),
        (20.0, 30.0, 100, Window(10, 10, 40, 50)),
    ],
)
def test_a_window_around_a_point_stays_inside(col, row, size, expected):
    assert window_around(Window(10, 10, 40, 50), col, row, size) == expected


def crs(definition):
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.SetFromUserInput(definition)
    return reference.ExportToWkt(["FORMAT=WKT2_2019"])


@pytest.mark.parametrize(
    ("definition", "around"),
    [
        ("EPSG:4326", 360.0),
        ("EPSG:4807", 400.0),  # NTF (Paris) counts in grads
        ("EPSG:3857", 2 * np.pi * 6378137),
        ("EPSG:3395", 2 * np.pi * 6378137),
        ("+proj=eqc +R=6371000 +lat_ts=60 +lon_0=150", np.pi * 6371000),  # cos 60 = 1/2
        ("EPSG:32633", 0.0),
        ("EPSG:3035", 0.0),
        ("EPSG:3031", 0.0),
        ("ESRI:54030", 0.0),
        ('LOCAL_CS["hall floor",UNIT["metre",1]]', 0.0),
    ],
)
def test_how_far_x_goes_once_around_the_earth(definition, around):
    assert abs(period(crs(definition)) - around) <= 1e-9 * around


def test_layers_without_a_crs_do_not_go_round():
    assert period("") == 0.0


@pytest.mark.parametrize("first", [179.995, -180.005])
@pytest.mark.parametrize("east", [0.004, 0.006])
def test_one_meridian_has_one_column_whatever_it_is_called(first, east):
    grid = Grid(wkt(4326), (first, 0.001, 0.0, 1.0, 0.0, -0.001), 10, 10)
    for name in (179.995, -180.005):
        col, row = grid.map_to_pixel(name + east, 0.999)
        assert abs(col - east / 0.001) < 1e-6 and abs(row - 1) < 1e-6


def test_a_grid_around_the_world_keeps_its_edges():
    for first in (-180.0, 0.0):
        grid = Grid(wkt(4326), (first, 0.5, 0.0, 90.0, 0.0, -0.5), 720, 360)
        col, _ = grid.map_to_pixel([first, first + 180, first + 360], 0.0)
        np.testing.assert_allclose(col, (0, 360, 720), atol=1e-9)
        assert grid.columns_around == 720


def test_overlaps_across_the_180th_meridian_and_of_both_ways_to_count():
    utm = Grid(wkt(32660), (705705.0, 16.0, 0.0, 5765480.0, 0.0, -16.0), 28, 24)  # across 180 E at 52 N
    lon, lat = transform_points(*utm.outline(), wkt(32660), wkt(4326))
    lon = np.where(lon < 0, lon + 360, lon)
    assert lon.min() < 180 < lon.max()
    for first in (lon.min() - 0.001, lon.min() - 0.001 - 360):
        size = lon.max() - lon.min() + 0.002
        around = Grid(wkt(4326), (first, size / 50, 0.0, lat.max() + 0.001, 0.0, -0.0002), 50, 40)
        assert overlap_window(utm, around) == Window(0, 0, 28, 24)
        assert overlap_window(around, utm) == overlap_window(
            Grid(around.crs_wkt, (first - 360, *around.transform[1:]), 50, 40), utm
        )
    # two grids of degrees, one counted from 0 and one from -180: the same ground, columns 2 to 5
    west = Grid(wkt(4326), (-10.0, 1.0, 0.0, 50.0, 0.0, -1.0), 8, 4)
    assert overlap_window(west, Grid(wkt(4326), (352.0, 0.5, 0.0, 50.0, 0.0, -0.5), 6, 8)) == Window(2, 0, 3, 4)
    mercator = Grid(wkt(3857), (20037000.0, 100.0, 0.0, 1000.0, 0.0, -100.0), 10, 10)  # its last 4 columns beyond 180
    east = Grid(wkt(3857), (-20037508.342789244, 100.0, 0.0, 1000.0, 0.0, -100.0), 3, 10)
    assert overlap_window(mercator, east) == Window(5, 0, 4, 10)


WORLDS = [
    ("EPSG:4326", (-180.0, -90.0, 180.0, 90.0)),
    ("EPSG:4326", (0.0, -90.0, 360.0, 90.0)),
    ("ESRI:54030", (-17005833.0, -8625154.0, 17005833.0, 8625154.0)),
    ("EPSG:3857", (-20037508.4, -20048966.2, 20037508.4, 20048966.2)),
    ("EPSG:6933", (-17367530.5, -7314540.9, 17367530.5, 7314540.9)),
]


@pytest.mark.parametrize(("definition", "box"), WORLDS)
@pytest.mark.parametrize(
    "grid",
    [
        Grid(UTM, (430560.0, 16.0, 0.0, 5838240.0, 0.0, -16.0), 28, 24),
        Grid(wkt(32660), (705705.0, 16.0, 0.0, 5765480.0, 0.0, -16.0), 28, 24),
        Grid(wkt(4326), (179.9, 0.01, 0.0, 52.0, 0.0, -0.01), 28, 24),
        Grid(LAEA, (4500000.0, 30.0, 0.0, 3200000.0, 0.0, -30.0), 28, 24),
    ],
    ids=["UTM 33", "UTM 60 across 180", "degrees across 180", "LAEA"],
)
def test_an_extent_of_the_whole_world_is_an_extent(grid, definition, box):
    assert extent_window(grid, box, crs(definition)) == Window(0, 0, 28, 24)


def test_extents_that_are_wide_cut_where_they_end():
    grid = Grid(UTM, (499000.0, 10.0, 0.0, 5810000.0, 0.0, -10.0), 200, 1000)  # the central meridian in its middle
    _, (north,) = transform_points([15.0], [52.4], wkt(4326), UTM)
    row = (5810000 - north) / 10
    window = extent_window(grid, (-180.0, -90.0, 180.0, 52.4), wkt(4326))
    assert (window.col, window.width, window.row + window.height) == (0, 200, 1000)
    assert window.row in (int(row) - 1, int(row))  # a parallel bends by less than a pixel in 2 km
    _, (south,) = transform_points([500000.0], [5803000.0], UTM, wkt(4326))
    above = extent_window(grid, (-180.0, float(south), 180.0, 90.0), wkt(4326))
    assert (above.row, above.col, above.width) == (0, 0, 200) and above.height in (700, 701)


def test_an_extent_with_a_pole_in_it_holds_the_pole():
    grid = Grid(wkt(4326), (0.0, 1.0, 0.0, -80.0, 0.0, -0.1), 90, 100)
    box = (-100000.0, -100000.0, 100000.0, 100000.0)
    window = extent_window(grid, box, crs("EPSG:3031"))
    assert window.row + window.height == 100 and (window.col, window.width) == (0, 90)


def test_an_extent_across_the_180th_meridian():
    grid = Grid(wkt(4326), (179.0, 0.1, 0.0, 1.0, 0.0, -0.1), 20, 10)
    for west, east in ((179.5, -179.5), (179.5, 180.5), (-180.5, -179.5)):
        assert extent_window(grid, (west, 0.0, east, 1.0), wkt(4326)) == Window(5, 0, 10, 10)


def test_a_footprint_around_a_pole_covers_what_lies_inside():
    """4000 km around the South Pole: to 72 S in the middle of its sides; the grid has all longitudes from 60 S on."""
    polar = Grid(crs("EPSG:3031"), (-2e6, 1e4, 0.0, 2e6, 0.0, -1e4), 400, 400)
    around = Grid(wkt(4326), (-180.0, 1.0, 0.0, -60.0, 0.0, -1.0), 360, 30)
    window = overlap_window(around, polar)
    assert (window.col, window.width, window.row + window.height) == (0, 360, 30)
    (_,), (north,) = transform_points([2e6], [2e6], polar.crs_wkt, wkt(4326))
    assert window.row == int(-60 - north)


def test_a_displaced_grid_by_hand():
    """Pixels of 10 m: (0, 0) moves by 2 columns and -1 row; along a row each pixel is 1 % longer."""
    grid = Grid(UTM, (100.0, 10.0, 0.0, 500.0, 0.0, -10.0), 8, 6).displaced((2.0, 0.01, 0.0), (-1.0, 0.0, 0.0))
    assert grid.transform == pytest.approx((120.0, 10.1, 0.0, 510.0, 0.0, -10.0))
    assert (grid.width, grid.height) == (8, 6)


@given(grids, st.floats(-9, 9), st.floats(-0.1, 0.1), st.floats(-0.1, 0.1))
def test_pixels_of_a_displaced_grid_lie_where_the_other_one_has_them(grid, shift, stretch, shear):
    moved = grid.displaced((shift, stretch, shear), (-shift, shear, -stretch))
    col, row = 13.0, 7.0
    wanted = grid.pixel_to_map(col + shift + stretch * col + shear * row, row - shift + shear * col - stretch * row)
    np.testing.assert_allclose(moved.pixel_to_map(col, row), wanted, rtol=1e-9)

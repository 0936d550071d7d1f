"""Where a window is, as people and programs find it."""

from __future__ import annotations

import pytest
from specgan.core.geodata.address import address, crs_code
from specgan.core.geodata.grid import Grid, Window
from support import wkt

LOCAL = 'LOCAL_CS["a quarry",UNIT["metre",1]]'


def test_a_window_in_utm():
    """Pixels 20 to 40 across and 0 to 10 down, of 10 m, from (500000, 5800000) on."""
    found = address(Grid(wkt(32633), (500000, 10, 0, 5800000, 0, -10), 100, 100), Window(20, 0, 20, 10))
    assert found.centre == (500300, 5799950) and found.coordinates == "500300,5799950"
    assert found.extent == "500200,500400,5799900,5800000 [EPSG:32633]"
    assert found.polygon == (
        "POLYGON ((500200 5800000, 500400 5800000, 500400 5799900, 500200 5799900, 500200 5800000))"
    )
    assert found.uri.startswith("geo:52.34") and ",15.00440" in found.uri  # 300 m of 67.98 km a degree


def test_degrees_keep_their_digits():
    found = address(Grid(wkt(4326), (-71.3, 1e-5, 0, -33.4, 0, -1e-5), 100, 100), Window(0, 0, 50, 50))
    assert found.extent == "-71.3,-71.2995,-33.4005,-33.4 [EPSG:4326]"
    assert found.uri == "geo:-33.400250,-71.299750" and found.coordinates == "-71.29975,-33.40025"


def test_a_turned_grid_has_a_turned_outline():
    """Columns run north, rows run east: the outline follows the pixels, the extent is a box around it."""
    found = address(Grid(wkt(32633), (500000, 0, 2, 5800000, 2, 0), 10, 10), Window(0, 0, 10, 5))
    assert found.polygon == (
        "POLYGON ((500000 5800000, 500000 5800020, 500010 5800020, 500010 5800000, 500000 5800000))"
    )
    assert found.bounds == (500000, 5800000, 500010, 5800020)


@pytest.mark.parametrize("crs", [LOCAL, ""])
def test_what_has_no_place_on_earth_has_no_uri(crs):
    found = address(Grid(crs, (0, 1, 0, 10, 0, -1), 10, 10), Window(0, 0, 4, 4))
    assert (found.lonlat, found.uri, found.crs) == (None, "", "") and found.extent == "0,4,6,10"


def test_codes():
    assert crs_code(wkt(3035)) == "EPSG:3035" and crs_code(LOCAL) == crs_code("nonsense") == ""

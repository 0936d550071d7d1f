"""Metres on the ground, whatever a CRS counts in."""

import math

import numpy as np
import pytest
from osgeo import osr
from specgan.core.geodata.grid import Grid
from specgan.core.geodata.ground import pixel_on_ground


def grid(definition, transform, width=100, height=100):
    reference = osr.SpatialReference()
    reference.SetFromUserInput(definition)
    return Grid(reference.ExportToWkt(["FORMAT=WKT2_2019"]), transform, width, height)


@pytest.mark.parametrize(
    ("definition", "transform", "expected"),
    [
        # 500 000 m east: the central meridian, where UTM's scale is 0.9996
        ("EPSG:32633", (499500.0, 10.0, 0.0, 5800500.0, 0.0, -10.0), (10 / 0.9996, 10 / 0.9996)),
        # a degree on the equator: of the equator, and of the meridian (WGS 84: 111 319.491 m and 110 574.276 m)
        ("EPSG:4326", (9.5, 0.01, 0.0, 0.5, 0.0, -0.01), (1113.19491, 1105.74276)),
        # at 60 north: N cos 60 = 55 800.33 m, M = 111 412.24 m a degree
        ("EPSG:4326", (9.9, 0.002, 0.0, 60.1, 0.0, -0.002), (111.60066, 222.82448)),
        ("EPSG:4326", (179.9, 0.002, 0.0, 60.1, 0.0, -0.002), (111.60066, 222.82448)),
        # US survey feet: 1200 / 3937 m; the scale of California zone 3 differs from 1 by less than 1e-4
        ("EPSG:2227", (6000000.0, 10.0, 0.0, 2100000.0, 0.0, -10.0), (12000 / 3937, 12000 / 3937)),
        # grads, from Paris
        ("EPSG:4807", (2.0, 0.01, 0.0, 0.5, 0.0, -0.01), (6378249.2 * math.pi / 20000,) * 2),
        ('LOCAL_CS["hall floor",UNIT["foot",0.3048]]', (0.0, 2.0, 0.0, 0.0, 0.0, -3.0), (0.6096, 0.9144)),
    ],
)
def test_pixels_in_metres(definition, transform, expected):
    np.testing.assert_allclose(
        pixel_on_ground(grid(definition, transform)), expected, rtol=1e-2 if "4807" in definition else 2e-4
    )


def test_web_mercator_is_stretched():
    """At 60 north by 1 / cos 60 = 2, but for the ellipsoid (0.25 %)."""
    y = 6378137 * math.log(math.tan(math.pi / 4 + math.pi / 6))
    across, down = pixel_on_ground(grid("EPSG:3857", (1e6, 10.0, 0.0, y + 500, 0.0, -10.0)))
    assert abs(across - 5) < 0.02 and abs(down - 5) < 0.03


def test_turned_pixels_keep_their_size():
    c, s = 10 * math.cos(0.5), 10 * math.sin(0.5)
    sides = pixel_on_ground(grid("EPSG:32633", (500000.0, c, s, 5800000.0, s, -c)))
    np.testing.assert_allclose(sides, 10 / 0.9996, rtol=1e-5)


def test_without_a_crs_nothing_is_known():
    assert pixel_on_ground(Grid("", (0.0, 1.0, 0.0, 0.0, 0.0, -1.0), 5, 5)) is None

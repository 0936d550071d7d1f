"""The plan of the bundled sample, drawn by hand: a little of everything that the spectra tell apart, on 300 m."""

from __future__ import annotations

from typing import Tuple

import numpy as np

from . import buildings, objects, plants, quarters, traffic
from .canvas import Canvas, Rect
from .housing import residential

_ROADS: Tuple[Tuple[Rect, str], ...] = (
    (Rect(0, 15, 700, 17), "secondary"),
    (Rect(0, -75, 700, 14.5), "street"),
    (Rect(0, 100, 700, 14.5), "street"),
    (Rect(-95, -30, 14.5, 75.5), "street"),
    (Rect(-95, 58, 14.5, 69.5), "street"),
    (Rect(25, -30, 14.5, 75.5), "street"),
    (Rect(25, 58, 14.5, 69.5), "street"),
    (Rect(135, -30, 14.5, 75.5), "street"),
    (Rect(135, 58, 14.5, 69.5), "street"),
)
"""Rectangles in the town frame, m, and kinds."""
_RIVER = -108.0
"""t of the river's middle, m."""


def lay_out_sample(c: Canvas) -> None:
    """Draw the plan; only details are random, each block from a source of its own."""
    rng = c.rng

    def turn() -> None:
        c.rng = np.random.default_rng(rng.integers(2**62))

    reach = 3 * max(c.material.shape) * c.step
    turn()
    objects.ground(c, Rect(0, 0, reach, reach), "dry_grass", dry=0.3)
    objects.river(c, _RIVER, 0.0, 24.0)
    turn()
    style = traffic.lay_roads(c, _ROADS)
    left, middle, right, far = (-151.0, 98.0), (-35.0, 105.5), (80.0, 95.5), (192.0, 100.0)
    upper, lower = (-30.6, 74.0), (58.1, 69.2)
    blocks = (
        (middle, upper, residential), (left, upper, residential), (middle, lower, quarters.draw("perimeter")),
        (right, lower, quarters.draw("parking")), (left, lower, _halls), (right, upper, _pitches),
        (far, upper, quarters.draw("site")), (far, lower, quarters.draw("slabs")),
        ((-60.0, 290.0), (143.0, 71.0), residential), ((150.0, 120.0), (143.0, 71.0), quarters.draw("orchard")),
        ((-120.0, 170.0), (-165.0, 82.0), _wood), ((75.0, 210.0), (-165.0, 82.0), quarters.draw("wheat_ripe")),
    )  # fmt: skip
    for (s, width), (t, length), draw in blocks:
        turn()
        quarters.keep_water(c, Rect(s, t, width, length), draw)
    for s in (-140.0, -20.0, 100.0):
        turn()
        plants.scatter_trees(c, Rect(s, -90, 115, 14), 60, 1.0, 4.5)
    turn()
    traffic.street_trees(c, _ROADS[0][0], "secondary", style)


def _halls(c: Canvas, rect: Rect) -> None:
    """Three halls whose roofs look alike in pairs, a yard with cars."""
    objects.ground(c, rect, "concrete")
    buildings.metal_hall(c, rect.part(-22, -14, 44, 32), "white_metal", 8.0)
    buildings.flat_roof(c, rect.part(26, -14, 40, 32), "white_membrane", 7.0)
    buildings.metal_hall(c, rect.part(-26, 20, 36, 18), "green_metal", 6.0)
    traffic.parking(c, rect.part(22, 20, 50, 17), 0.7)


def _pitches(c: Canvas, rect: Rect) -> None:
    """One pitch of grass and one of artificial turf, tennis beside them."""
    objects.ground(c, rect, "grass")
    objects.pitch(c, rect.part(-22, -2, 44, 62), True)
    objects.pitch(c, rect.part(20, -2, 38, 62), False)
    for v in (-18.0, 16.0):
        objects.court(c, rect.part(43.5, v, 31, 16, np.pi / 2))
    plants.alley(c, rect.part(0, -35, 90, 2), 9, 2.8)


def _wood(c: Canvas, rect: Rect) -> None:
    objects.ground(c, rect, "dry_grass")
    plants.forest(c, rect.part(-30, 0, 110, rect.length), "deciduous", 8.0)
    plants.forest(c, rect.part(50, 0, 60, rect.length), "conifer", 5.5)

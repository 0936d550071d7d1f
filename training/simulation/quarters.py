"""What the blocks of a simulated landscape are used for: housing, industry, sports, fields, forest and more."""

from __future__ import annotations

import math
from typing import Callable, Dict, Tuple

import numpy as np

from . import buildings, objects, plants, traffic
from .canvas import Canvas, Rect
from .housing import FLAT_ROOFS, HOUSE_ROOFS, residential
from .objects import ground, pick
from .textures import surface

Use = Callable[[Canvas, Rect], None]
"""Draws a block."""


def draw_block(c: Canvas, rect: Rect, urban: float) -> None:
    """Choose a use for a block and draw it."""
    kind = pick(c.rng, _CENTRE if urban > 0.75 else _SUBURB if urban > 0.15 else _COUNTRY)
    if kind == "perimeter" and min(rect.width, rect.length) > 95:
        kind = "slabs"
    keep_water(c, rect, _USES[kind])


def draw(kind: str) -> Use:
    """How a block of that kind is drawn."""
    return _USES[kind]


def keep_water(c: Canvas, rect: Rect, use: Use) -> None:
    """Draw a block whose longer axis becomes u, but for the river in it; nothing where it is not on the canvas."""
    rect = rect.lengthwise()
    patch = c.patch(rect)
    if patch.empty:
        return
    wet = c.wet[patch.sl].copy()
    kept = [layer[patch.sl][wet].copy() for layer in _layers(c)] if wet.any() else []
    use(c, rect)
    open_water = wet & ~c.leafy[patch.sl]
    for layer, values in zip(_layers(c), kept):  # the river stays on top of lawns and fields
        layer[patch.sl][open_water] = values[open_water[wet]]


def _layers(c: Canvas) -> Tuple[np.ndarray, ...]:
    return c.material, c.other, c.mix, c.bright, c.height


_Choice = Tuple[Tuple[str, float], ...]
_HEAPS: _Choice = (("gravel", 1), ("soil", 1), ("concrete", 1), ("sand", 1), ("blue_tarp", 1))
_CONTAINERS: _Choice = (("paint_red", 2), ("blue_metal", 2), ("green_metal", 1), ("white_metal", 1), ("slate", 1))
_HALL_ROOFS: _Choice = (
    ("white_metal", 4),
    ("white_membrane", 4),
    ("blue_metal", 1.2),
    ("green_metal", 1),
    ("dark_roof", 2),
    ("gravel", 1),
)


def _perimeter(c: Canvas, rect: Rect) -> None:
    """Old town block: houses wall to wall around a courtyard."""
    rng = c.rng
    ground(c, rect, "paving" if rng.random() < 0.5 else "asphalt_old")
    depth = rng.uniform(11, 14)
    yard = rect.shrunk(depth + 3)
    if min(yard.width, yard.length) > 14:
        ground(c, yard, "grass" if rng.random() < 0.7 else "gravel")
        plants.scatter_trees(c, yard, 80, 1.5, 4.5)
    inner = rect.shrunk(2.5)
    long, short = inner.width, inner.length
    for side in (-1, 1):
        _terrace(c, inner.part(0, side * (short - depth) / 2, long, depth))
        if short > 3 * depth:
            end = inner.part(side * (long - depth) / 2, 0, depth, short - 2 * depth)
            _terrace(c, Rect(end.s, end.t, end.length, end.width, end.angle + math.pi / 2))


def _terrace(c: Canvas, rect: Rect) -> None:
    start = -rect.width / 2
    while start < rect.width / 2 - 6:
        width = min(c.rng.uniform(11, 24), rect.width / 2 - start)
        house = rect.part(start + width / 2, 0, width, rect.length * c.rng.uniform(0.88, 1.0))
        start += width
        if c.rng.random() < 0.05:
            continue
        if c.rng.random() < 0.3:
            buildings.flat_roof(c, house, pick(c.rng, FLAT_ROOFS), c.rng.uniform(9, 15))
        else:
            roof, eave = pick(c.rng, HOUSE_ROOFS), c.rng.uniform(8, 12)
            _ridge_along(c, house, roof, eave)


def _ridge_along(c: Canvas, house: Rect, roof: str, eave: float) -> None:
    """A terraced house keeps its ridge along the street even where it is narrow."""
    if house.width >= house.length:
        buildings.gable(c, house, roof, eave)
    else:
        buildings.gable(c, Rect(house.s, house.t, house.length * 1.02, house.width, house.angle), roof, eave)


def _slabs(c: Canvas, rect: Rect) -> None:
    """Apartment slabs in a green, with parking."""
    rng = c.rng
    ground(c, rect, "grass", mown=rng.random() < 0.3)
    gap = rng.uniform(32, 42)
    for i, v in enumerate(np.arange(-rect.length / 2 + 14, rect.length / 2 - 8, gap)):
        roof = pick(rng, FLAT_ROOFS)
        buildings.flat_roof(c, rect.part(rng.uniform(-4, 4), v, rect.width * 0.72, 12.5), roof, rng.uniform(12, 19))
        if i % 2 == 0 and v + gap / 2 < rect.length / 2 - 9:
            traffic.parking(c, rect.part(rng.uniform(-8, 8), v + gap / 2, rect.width * 0.6, 16), 0.6)
    plants.scatter_trees(c, rect.shrunk(3), 110, 1.5, 5.5)


def _industry(c: Canvas, rect: Rect) -> None:
    rng = c.rng
    ground(c, rect, pick(rng, (("concrete", 3), ("asphalt_old", 3), ("gravel", 1))))
    columns = max(1, int(rect.width / rng.uniform(48, 85)))
    for i in range(columns):
        cell = rect.part(
            (i + 0.5) * rect.width / columns - rect.width / 2, 0, rect.width / columns, rect.length
        ).shrunk(5)
        share = rng.uniform(0.5, 0.85)
        roof = pick(rng, _HALL_ROOFS)
        hall = cell.part(0, -cell.length * (1 - share) / 2, cell.width - 4, cell.length * share)
        if roof.endswith("metal"):
            buildings.metal_hall(c, hall, roof, rng.uniform(6, 11))
        else:
            buildings.flat_roof(c, hall, roof, rng.uniform(6, 12))
        yard = cell.part(0, cell.length * share / 2, cell.width - 6, cell.length * (1 - share) - 4)
        if yard.length > 12 and rng.random() < 0.6:
            traffic.parking(c, yard, 0.55)
        elif yard.length > 6:
            _containers(c, yard)


def _containers(c: Canvas, yard: Rect) -> None:
    for u in np.arange(-yard.width / 2 + 4, yard.width / 2 - 4, 7.5):
        for v in np.arange(-yard.length / 2 + 2, yard.length / 2 - 2, 4):
            if c.rng.random() < 0.4:
                buildings.block(c, yard.part(u, v, 6.1, 2.6), pick(c.rng, _CONTAINERS), 2.7)


def _park(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "grass", mown=c.rng.random() < 0.4)
    turn = c.rng.uniform(-0.5, 0.5)
    long_way = rect.part(0, 0, rect.width, 3.0, turn * 0.3)
    short_way = rect.part(rect.width * 0.1, 0, 3.0, rect.length, turn * 0.4)
    for part in (long_way, short_way):
        ground(c, part, "sand" if c.rng.random() < 0.5 else "gravel")
    if c.rng.random() < 0.5 and min(rect.width, rect.length) > 60:
        u, v = c.rng.uniform(-0.2, 0.2, 2)
        objects.pond(c, rect.part(u * rect.width, v * rect.length, 0.35 * rect.width, 0.35 * rect.length))
    plants.scatter_trees(c, rect.shrunk(4), 90, 1.5, 6.0)


def _sports(c: Canvas, rect: Rect) -> None:
    rng = c.rng
    ground(c, rect, "grass")
    if rect.width > 105 and rng.random() < 0.55:  # tennis on one side, the pitches beside it
        courts = rect.part(13 - rect.width / 2, 0, 26, rect.length)
        for v in np.arange(-rect.length / 2 + 13, rect.length / 2 - 10, 21):
            spot = courts.part(5, v, 18, 34)
            objects.court(c, Rect(spot.s, spot.t, 34, 18, spot.angle))
        rect = rect.part(20, 0, rect.width - 40, rect.length)
    if rect.length > 74 and rect.width > 118 and rng.random() < 0.6:
        field = objects.running_track(c, rect.part(0, 0, min(rect.width - 8, 150), min(rect.length - 6, 88)))
        objects.pitch(c, field, rng.random() < 0.5)
    else:
        count = 2 if rect.width > 95 else 1
        first = rng.random() < 0.5
        for i in range(count):
            width = rect.width / count - 8
            u = (i + 0.5) * rect.width / count - rect.width / 2
            objects.pitch(c, rect.part(u, 0, width, min(rect.length - 8, width * 0.72)), bool(first) ^ bool(i))
    edge = rect.part(0, -rect.length / 2 + 3, rect.width, 2)
    plants.alley(c, edge, 9, 3.0)


def _parking_block(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "grass")
    traffic.parking(c, rect.shrunk(3), 0.65)
    roof = pick(c.rng, _HALL_ROOFS)
    market = rect.part(-rect.width * 0.22, 0, rect.width * 0.45, rect.length * 0.7)
    (buildings.metal_hall if roof.endswith("metal") else buildings.flat_roof)(c, market, roof, 7.0)


def _building_site(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "red_soil" if c.rng.random() < 0.6 else "sand")
    for _ in range(4):
        u, v = c.rng.uniform(-0.35, 0.35, 2)
        wide, long = c.rng.uniform(8, 24, 2)
        heap = rect.part(u * rect.width, v * rect.length, wide, long, c.rng.uniform(-0.3, 0.3))
        ground(c, heap, pick(c.rng, _HEAPS))
    _containers(c, rect.part(rect.width * 0.3, rect.length * 0.3, rect.width * 0.3, 9))


def _solar_farm(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "dry_grass")
    for v in np.arange(-rect.length / 2 + 8, rect.length / 2 - 6, 11.0):
        p = c.patch(rect.part(0, v, rect.width - 14, 6.0))
        if not p.empty:
            c.paint(p, "solar", surface("solar", p), height=1.8)


def _crop(name: str) -> Use:
    """A field: rows along the longer side, headlands across at both ends."""

    def draw(c: Canvas, rect: Rect) -> None:
        rect = rect.part(0, 0, rect.width, rect.length, c.rng.normal(0, 0.015))
        strips = 1 if c.rng.random() < 0.6 else 2
        for i in range(strips):
            crop = name if i == 0 else pick(c.rng, _CROPS)
            v = (i + 0.5) * rect.length / strips - rect.length / 2
            strip = rect.part(0, v, rect.width, rect.length / strips - 1)
            gain = float(np.clip(1 + 0.08 * c.rng.standard_normal(), 0.8, 1.2))
            ground(c, strip, crop, gain)
            for end in (-1, 1):
                head = strip.part(end * (rect.width / 2 - 8), 0, 14, strip.length)
                ground(c, Rect(head.s, head.t, head.length, head.width, head.angle + math.pi / 2), crop, gain * 1.03)
        if c.rng.random() < 0.35:
            plants.alley(c, rect.part(0, rect.length / 2 - 1, rect.width, 2), 6.5, 3.2)

    return draw


_CROPS: _Choice = (
    ("wheat_ripe", 3),
    ("maize", 2.5),
    ("rape", 0.6),
    ("beet", 2),
    ("soil", 2),
    ("stubble", 1.5),
    ("dry_grass", 1.5),
)


def _meadow(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "dry_grass")
    plants.scatter_trees(c, rect, 1500, 3, 6)


def _wood(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "dry_grass")
    if c.rng.random() < 0.55:
        plants.forest(c, rect, "deciduous", c.rng.uniform(8.5, 11.5))
    else:
        plants.forest(c, rect, "conifer", c.rng.uniform(5.0, 6.5), c.rng.choice((0.25, 0.8)))


def _orchard(c: Canvas, rect: Rect) -> None:
    ground(c, rect, pick(c.rng, (("dry_grass", 2), ("soil", 2), ("grass", 1))), dry=c.rng.uniform(0, 0.4))
    along = c.rng.uniform(4.5, 8)
    plants.rows_of(c, rect.shrunk(4), (along, along * c.rng.uniform(0.9, 1.3)), along * c.rng.uniform(0.3, 0.45))


def _vineyard(c: Canvas, rect: Rect) -> None:
    if c.rng.random() < 0.5:
        ground(c, rect, "vine")
        return
    ground(c, rect, "soil", float(c.rng.uniform(0.9, 1.3)))
    plants.rows_of(c, rect.shrunk(3), (0.9, c.rng.uniform(1.8, 2.6)), 0.7)


def _lake(c: Canvas, rect: Rect) -> None:
    ground(c, rect, "grass")
    plants.scatter_trees(c, rect, 420, 3, 6)
    objects.pond(c, rect.shrunk(0.12 * rect.length))


def _farm(c: Canvas, rect: Rect) -> None:
    _crop(pick(c.rng, _CROPS))(c, rect)
    yard = rect.part(-rect.width * 0.25, -rect.length * 0.2, 62, 48)
    ground(c, yard, "concrete")
    for u, v, roof in ((-16, -10, "red_tile"), (16, -8, "slate"), (0, 14, "green_metal")):
        buildings.gable(c, yard.part(u, v, 25, 12), roof, 5.0)
    plants.scatter_trees(c, yard.shrunk(-14), 200, 3, 5)


_CENTRE: _Choice = (
    ("perimeter", 6),
    ("slabs", 1.5),
    ("park", 1.2),
    ("sports", 0.8),
    ("parking", 1.2),
    ("industry", 0.8),
    ("site", 0.6),
)
_SUBURB: _Choice = (
    ("residential", 12), ("slabs", 1.8), ("industry", 2.5), ("park", 0.8), ("sports", 1.8), ("parking", 0.8),
    ("site", 0.7), ("orchard", 0.4), ("perimeter", 0.6), ("wheat_ripe", 0.4), ("meadow", 0.5), ("wood", 0.8),
)  # fmt: skip
_COUNTRY: _Choice = (
    ("wheat_ripe", 2.2), ("maize", 1.8), ("rape", 0.5), ("beet", 1.4), ("soil", 1.5), ("stubble", 1.1), ("meadow", 1.6),
    ("wood", 3.2), ("orchard", 1), ("vineyard", 1), ("lake", 0.8), ("solar", 0.25), ("farm", 1.2), ("sports", 0.4),
)  # fmt: skip

_USES: Dict[str, Use] = {
    "residential": residential,
    "perimeter": _perimeter,
    "slabs": _slabs,
    "industry": _industry,
    "park": _park,
    "sports": _sports,
    "parking": _parking_block,
    "site": _building_site,
    "solar": _solar_farm,
    "meadow": _meadow,
    "wood": _wood,
    "orchard": _orchard,
    "vineyard": _vineyard,
    "lake": _lake,
    "farm": _farm,
    **{name: _crop(name) for name in ("wheat_ripe", "maize", "rape", "beet", "soil", "stubble")},
}

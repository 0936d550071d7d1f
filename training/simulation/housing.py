"""Streets of detached houses: lots with lawns, drives, fences, pools, sheds and trees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from . import buildings, plants, traffic
from .canvas import Canvas, Rect
from .objects import ground, pick, wall

Choice = Tuple[Tuple[str, float], ...]
HOUSE_ROOFS: Choice = (
    ("shingle", 4), ("tan_roof", 2.5), ("red_tile", 2.5), ("brown_roof", 2), ("slate", 3), ("dark_roof", 1),
    ("white_metal", 0.3),
)  # fmt: skip
FLAT_ROOFS: Choice = (
    ("gravel", 3), ("dark_roof", 1.5), ("concrete", 2), ("white_membrane", 2), ("asphalt_old", 1.5), ("grass", 0.15),
)  # fmt: skip


@dataclass(frozen=True)
class _Street:
    """What the lots of one street have in common."""

    lot: float
    """Width of a lot, m."""
    depth: float
    """Depth of a house, m."""
    setback: float
    """From the block's edge to the house, m."""
    roof: str
    """Material of most roofs."""
    drive: str
    """Material of most drives."""
    lush: float
    """How green the quarter is, 0 to 1."""
    fences: bool


def residential(c: Canvas, rect: Rect) -> None:
    """Two rows of lots, back to back, facing the streets along u."""
    rng = c.rng
    depth = rng.uniform(10.0, 14.0)
    street = _Street(
        rng.uniform(13.0, 24.0), min(depth, rect.length * 0.26), min(rng.uniform(4.0, 8.0), 0.12 * rect.length),
        pick(rng, HOUSE_ROOFS), pick(rng, (("concrete", 3), ("asphalt_old", 1), ("paving", 1), ("gravel", 0.4))),
        float(rng.random()), bool(rng.random() < 0.75),
    )  # fmt: skip
    ground(c, rect, "grass", dry=0.5 * (1 - street.lush))
    count = max(1, int(rect.width / street.lot))
    lot = rect.width / count
    for side in (-1, 1):
        garage = int(rng.choice((-1, 1)))
        for number in range(count):
            u = (number + 0.5) * lot - rect.width / 2
            if rng.random() < 0.15:
                garage = -garage
            _lot(c, rect.part(u, side * rect.length / 4, lot, rect.length / 2), side, garage, street)
    if street.fences:
        wall(c, rect.part(0, 0, rect.width, max(0.16, 0.5 * c.hr_pixel)), "brown_roof", 1.8)


def _lot(c: Canvas, lot: Rect, side: int, garage: int, street: _Street) -> None:
    """One lot; the street is at its `side` times v, the drive at its `garage` times u."""
    rng = c.rng
    _lawn(c, lot, street)
    front = side * lot.length / 2
    middle = front - side * (street.setback + street.depth / 2)
    width = min(lot.width - rng.uniform(2.4, 5.0), 1.75 * street.depth)
    if lot.length < 14 or width < 6:
        return
    wings, hips = buildings.wings_of(c, width, street.depth, side, garage)
    gu, _, wide, _ = wings[1]
    drive = street.drive if rng.random() < 0.75 else "concrete"
    reach = street.setback + 4.5
    way = lot.part(gu, front - side * (street.setback / 2 - 2.0), wide * rng.uniform(0.75, 1.0), reach + 1)
    ground(c, way, drive, float(rng.uniform(0.8, 1.15)))
    path = lot.part(gu - garage * (wide / 2 + 1.5), front - side * street.setback / 2, 1.2, street.setback)
    ground(c, path, "concrete", float(rng.uniform(0.85, 1.1)))
    if street.fences:
        edge = lot.width / 2 - 0.05
        back = lot.length - street.setback - street.depth * 0.4
        thin = max(0.16, 0.5 * c.hr_pixel)
        wall(c, lot.part(edge, front - side * (lot.length - back / 2), thin, back), "brown_roof", 1.8, 1.1)
    _garden(c, lot, side, street, middle)
    roof = street.roof if rng.random() < 0.6 else pick(rng, HOUSE_ROOFS)
    spot = lot.part(0, middle + rng.normal(0, 0.5), width, street.depth, rng.normal(0, 0.012))
    if rng.random() < 0.05:
        buildings.flat_roof(c, spot, pick(rng, FLAT_ROOFS), 4.0)
    else:
        buildings.house(c, spot, wings, roof, float(rng.choice((2.7, 2.7, 5.2))), hips)
    for _ in range(rng.poisson(0.9)):
        off = rng.uniform(-0.25, 0.25) * wide
        traffic.car(c, way, off, rng.uniform(-0.25, 0.3) * reach, True)
    _greens(c, lot, side, street, spot)


def _lawn(c: Canvas, lot: Rect, street: _Street) -> None:
    """The ground of a lot: every owner waters it in a way of his own, some have none."""
    rng = c.rng
    grass = 5 + 4 * street.lush
    kind = pick(rng, (("grass", grass), ("dry_grass", 8 - grass / 2), ("soil", 0.6), ("gravel", 0.5)))
    dry = rng.uniform(-0.25, 0.45) * (1.2 - street.lush)
    ground(c, lot, kind, float(rng.uniform(0.85, 1.15)), dry=dry if kind == "grass" else -dry)
    if rng.random() < 0.4:  # the back is not the front
        back = lot.part(0, rng.uniform(-0.2, 0.2) * lot.length, lot.width - 1, lot.length * 0.45)
        ground(c, back, pick(rng, (("grass", 3), ("dry_grass", 3), ("soil", 2))), dry=rng.uniform(-0.2, 0.4))


def _garden(c: Canvas, lot: Rect, side: int, street: _Street, middle: float) -> None:
    """Behind the house: a terrace, perhaps a pool, beds, a shed."""
    rng = c.rng
    back = middle - side * street.depth / 2
    deep = abs(back - -side * lot.length / 2)
    patio = lot.part(rng.uniform(-0.2, 0.2) * lot.width, back - side * 1.5, rng.uniform(4, 8), rng.uniform(4, 6))
    ground(c, patio, pick(rng, (("concrete", 3), ("paving", 2), ("tan_roof", 0.5))), float(rng.uniform(0.8, 1.1)))
    if deep > 9 and rng.random() < 0.22:
        u, turn = rng.uniform(-0.15, 0.15) * lot.width, rng.normal(0, 0.1)
        spot = lot.part(u, back - side * (deep * 0.5 + 1), 9.5, 5.5, turn)
        ground(c, spot, "concrete", float(rng.uniform(0.9, 1.15)))
        p = c.patch(spot.shrunk(1.0))
        if not p.empty:
            shape = (2 * p.u / p.rect.width) ** 2 + (2 * p.v / p.rect.length) ** 2 < 1 if rng.random() < 0.4 else p.mask
            kind = "pool" if rng.random() < 0.75 else "blue_tarp"
            c.paint(p, kind, traffic.surface(kind, p), shape, -0.4)
    elif deep > 8 and rng.random() < 0.25:
        u, wide, long = rng.uniform(-0.25, 0.25) * lot.width, rng.uniform(3, 8), rng.uniform(2, 5)
        bed = lot.part(u, back - side * deep * 0.55, wide, long)
        ground(c, bed, "soil" if rng.random() < 0.7 else "beet")
    if deep > 6 and rng.random() < 0.45:
        corner = lot.part(
            rng.choice((-1, 1)) * (lot.width / 2 - 2.2), -side * (lot.length / 2 - 2.2), *rng.uniform(2.2, 3.8, 2)
        )
        buildings.gable(c, corner, pick(rng, (("brown_roof", 1), ("white_metal", 1), ("shingle", 1))), 2.0)


def _greens(c: Canvas, lot: Rect, side: int, street: _Street, house: Rect) -> None:
    """Shrubs along the house and the fences, and trees."""
    rng = c.rng
    for _ in range(rng.poisson(3 + 6 * street.lush)):
        along = rng.uniform(-0.5, 0.5) * house.width
        spot = house.part(along, side * (house.length / 2 + rng.uniform(0.4, 1.0)), 1, 1)
        plants.tree(c, spot.s, spot.t, rng.uniform(0.4, 0.95))
    for _ in range(rng.poisson(2 + 6 * street.lush)):
        edge = rng.choice((-1, 1)) * (lot.width / 2 - rng.uniform(0.3, 1.5))
        spot = lot.part(edge, rng.uniform(-0.5, 0.45) * lot.length * side, 1, 1)
        plants.tree(c, spot.s, spot.t, rng.uniform(0.5, 1.5))
    if rng.random() < 0.15:
        plants.hedge(c, lot.part(lot.width / 2 - 0.5, 0, 0.9, lot.length * 0.8))
    for _ in range(rng.poisson(lot.width * lot.length / 300 * (0.5 + 2.5 * street.lush))):
        u, v = rng.uniform(-0.5, 0.5, 2)
        spot = lot.part(u * lot.width, v * lot.length, 1, 1)
        p = c.patch(spot)
        if p.empty or float(c.height[p.sl][p.mask].mean()) > 2.4 or float(c.road[p.sl][p.mask].min()) < 0.5:
            continue
        kind = "conifer" if rng.random() < 0.15 else "deciduous"
        plants.tree(c, spot.s, spot.t, rng.uniform(1.4, 5.2) * (0.75 if kind == "conifer" else 1), kind)

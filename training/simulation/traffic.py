"""Roads, parking and cars of a simulated scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Sequence, Tuple

import numpy as np

from . import plants
from .buildings import free
from .canvas import FAR, Canvas, Patch, Rect
from .materials import number
from .textures import N1, N2, N7, N20, lines, surface

HALF = {"primary": 7.4, "highway": 8.2, "secondary": 5.4, "road": 3.9, "street": 4.5, "lane": 2.6}
"""Half the width of a carriageway, m, by kind."""
BUILT = ("street", "secondary", "primary")
"""Kinds with kerbs and pavements."""
LANE = 3.5
CORNER = 5.0
"""Radius of the kerb at corners, m."""
_OVERLAP = 5.0
"""By how much a road reaches into the road at its end, m."""
_CARS: Tuple[Tuple[str, float, float], ...] = (
    ("white_metal", 1.15, 4), ("white_metal", 0.6, 3), ("concrete", 0.8, 2), ("slate", 1.2, 2), ("asphalt_new", 0.6, 4),
    ("paint_red", 0.7, 1.6), ("blue_metal", 0.8, 1.6), ("asphalt_old", 0.9, 1.5), ("tan_roof", 0.8, 1),
    ("paint_red", 0.3, 0.6), ("green_metal", 0.8, 0.5),
)  # fmt: skip
"""Material, brightness and weight of car paints."""


def car(c: Canvas, rect: Rect, u: float, v: float, across: bool) -> None:
    """One parked or driving car, or now and then a van, at (u, v) of a rectangle; its length along v if `across`."""
    rng = c.rng
    kind = rng.random()
    long, wide, tall = (6.6, 2.2, 2.6) if kind < 0.04 else (5.1, 1.95, 1.8) if kind < 0.3 else (4.5, 1.8, 1.45)
    spot = rect.part(u, v, long, wide, (np.pi / 2 if across else 0.0) + (np.pi if rng.random() < 0.5 else 0.0))
    p = c.patch(spot)
    if p.empty or c.wet[p.sl][p.mask].any():
        return
    x, y = 2 * p.u / np.float32(long), 2 * p.v / np.float32(wide)
    body = x**6 + np.abs(y) ** 4 < 1
    cabin = (x > -0.72) & (x < 0.42) & (np.abs(y) < 0.86)
    roof = (x > -0.5) & (x < 0.12) & (np.abs(y) < 0.66)
    weights = np.array([weight for _, _, weight in _CARS])
    paint, gain, _ = _CARS[int(rng.choice(len(_CARS), p=weights / weights.sum()))]
    gain *= rng.uniform(0.85, 1.15)
    c.paint(p, paint, mask=body, height=0.85, gain=gain)
    if kind < 0.04:
        c.paint(p, "white_metal", mask=body & (x < 0.45), height=tall, gain=0.95)
        return
    c.paint(p, "solar", mask=body & cabin, height=tall - 0.15, gain=float(rng.uniform(0.6, 1.5)))
    c.paint(p, paint, mask=body & roof, height=tall, gain=gain * 1.12)


def parking(c: Canvas, rect: Rect, fill: float) -> None:
    """Rows of bays with white lines and cars; bays across u; islands with trees at the ends of some rows."""
    p = c.patch(rect)
    if not free(p):
        return
    material = "asphalt_new" if c.rng.random() < 0.3 else "asphalt_old"
    face = surface(material, p)
    pitch, bay = 17.0, max(2.7, 2.7 * c.hr_pixel)
    row = (p.v + rect.length / 2) % pitch
    in_bay = (row < 5.2) | (row > pitch - 5.2)
    oil = np.exp(-((((p.u + rect.width / 2) % bay) - bay / 2) ** 2) / 0.5) * in_bay
    face.bright = face.bright * (1 - 0.08 * oil) * (1 + 0.05 * p.noise(N20))
    face.mix = 0.85 * lines(p.u + rect.width / 2 + 0.07, bay, max(0.15, 0.35 * c.hr_pixel)) * in_bay
    face.other = number("paint_white")
    c.paint(p, material, face, height=0.0, gain=float(c.rng.uniform(0.85, 1.2)))
    islands = c.rng.random() < 0.6
    for v in np.arange(-rect.length / 2, rect.length / 2 - 4, pitch / 2):
        near = (v + rect.length / 2) % pitch < 1
        spot = v + 2.6 if near else v + pitch / 2 - 2.6
        if spot > rect.length / 2 - 2:
            continue
        for number_, u in enumerate(np.arange(-rect.width / 2 + bay / 2, rect.width / 2 - bay / 2, bay)):
            if islands and number_ % 14 == 13:
                island(c, rect.part(u, spot, bay * 0.8, 5.0))
            elif c.rng.random() < fill:
                car(c, rect, u + c.rng.normal(0, 0.1), spot + c.rng.normal(0, 0.25), True)


def island(c: Canvas, rect: Rect) -> None:
    """A kerbed island of grass with a tree."""
    p = c.patch(rect)
    if p.empty:
        return
    c.paint(p, "concrete", height=0.15)
    inner = c.patch(rect.shrunk(0.3))
    c.paint(inner, "grass", surface("grass", inner), height=0.15)
    if c.rng.random() < 0.8:
        plants.tree(c, rect.s, rect.t, c.rng.uniform(1.2, 2.4))


@dataclass(frozen=True)
class _Style:
    """What the streets of one scene have in common."""

    verge: float
    """Width of the green between kerb and pavement, m."""
    walk: float
    """Width of the pavement, m."""
    walk_material: str
    verge_material: str
    old: str
    """Material of the quiet streets."""
    middle: str
    """Paint of the line in the middle."""
    parked: float
    """Cars parked per metre of kerb."""


def style_of(rng: np.random.Generator) -> _Style:
    """The streets of a scene, at random."""
    walk = str(rng.choice(("concrete", "concrete", "paving")))
    green = str(rng.choice(("grass", "dry_grass", "concrete")))
    return _Style(
        float(rng.choice((0.0, 1.2, 1.8))), float(rng.uniform(1.3, 1.9)), walk, green,
        str(rng.choice(("asphalt_old", "asphalt_old", "concrete", "asphalt_new"))),
        str(rng.choice(("paint_yellow", "paint_white"))), float(rng.uniform(0.0, 0.07)),
    )  # fmt: skip


def lay_roads(c: Canvas, roads: Sequence[Tuple[Rect, str]]) -> _Style:
    """Strips, pavements, kerbs and carriageways of all roads, joined with round corners; fills `Canvas.road`."""
    style = style_of(c.rng)
    order = ("track", "lane", "street", "road", "secondary", "highway", "primary")
    roads = [(rect.lengthwise(), kind) for rect, kind in sorted(roads, key=lambda item: order.index(item[1]))]
    roads = [(rect, kind) for rect, kind in roads if c.patch(rect, 8).mask.size]
    for rect, kind in roads:
        p = c.patch(rect)
        if not p.empty:
            _strip(c, p, kind, style)
    near, second, which = (np.full(c.material.shape, value, np.float32) for value in (FAR, FAR, -1))
    for index, (rect, kind) in enumerate(roads):
        if kind == "track":
            continue
        p = c.patch(rect, 12)
        far = np.maximum(np.abs(p.v) - HALF[kind], np.abs(p.u) - rect.width / 2 - _OVERLAP).astype(np.float32)
        first = near[p.sl]
        closer = far < first
        second[p.sl] = np.where(closer, first, np.minimum(second[p.sl], far))
        which[p.sl] = np.where(closer, index, which[p.sl])
        near[p.sl] = np.minimum(first, far)
    corner = CORNER - np.hypot(np.minimum(near - CORNER, 0), np.minimum(second - CORNER, 0))
    c.road = np.where((near > 0) & (second < CORNER) & (near < CORNER), np.minimum(near, corner), near)
    whole = c.patch(Rect(0, 0, 4 * max(c.material.shape) * c.step, 4 * max(c.material.shape) * c.step))
    kerbed = np.isin(which, [k for k, (_, kind) in enumerate(roads) if kind in BUILT])
    walk = kerbed & (c.road > style.verge + 0.3) & (c.road < style.verge + 0.3 + style.walk)
    face = surface(style.walk_material, whole)
    c.paint(whole, style.walk_material, face, walk, 0.12)
    shoulder = (which >= 0) & ~kerbed & (c.road < 0.9 + 0.25 * whole.noise(N2)) & ~c.wet
    c.paint(whole, "gravel", surface("gravel", whole), shoulder, 0.0)
    kerb = kerbed & (c.road > 0) & (c.road <= max(0.3, 0.6 * c.hr_pixel))
    c.paint(whole, "concrete", surface("concrete", whole), kerb, 0.12, 1.08)
    for index, (rect, kind) in enumerate(roads):
        if kind != "track":
            p = c.patch(rect, 12)
            mine = (which[p.sl] == index) & (c.road[p.sl] <= 0)
            if mine.any():
                _carriageway(c, p, kind, mine, second[p.sl], style)
    return style


def _strip(c: Canvas, p: Patch, kind: str, style: _Style) -> None:
    """What lies under a road and beside it."""
    if kind == "track":
        face = surface("gravel", p)
        face.mix, face.other = np.clip(0.25 + 0.3 * p.noise(N7), 0, 0.8) * (np.abs(p.v) < 0.6), number("dry_grass")
        width = 1.7 + 0.25 * p.noise(N2) + 0.2 * p.noise(N7)
        c.paint(p, "dry_grass", surface("dry_grass", p), p.mask & ~c.wet[p.sl], 0.0)
        c.paint(p, "gravel", face, p.mask & (np.abs(p.v) < width) & ~c.wet[p.sl], 0.0, 1.15)
        return
    green = "dry_grass" if kind not in BUILT else style.verge_material if style.verge else style.walk_material
    c.paint(p, green, surface(green, p), height=0.0)


def _carriageway(c: Canvas, p: Patch, kind: str, mine: np.ndarray, second: np.ndarray, style: _Style) -> None:
    """Surface, wear and lines of one road where it is nearest; no lines where another road crosses."""
    rng, half = c.rng, HALF[kind]
    material = style.old if kind == "street" else "asphalt_old"
    if kind in ("primary", "highway", "secondary"):
        material = str(rng.choice(("asphalt_old", "asphalt_old", "asphalt_new", "concrete")))
    face = surface(material, p)
    lane = (np.abs(p.v) % LANE) - LANE / 2
    wear = np.exp(-((lane / 0.5) ** 2)) * (1 + 0.4 * p.noise(N20))
    tracks = np.exp(-(((np.abs(lane) - 0.85) / 0.35) ** 2))
    seal = (np.abs(p.noise(N7) + 0.25 * p.noise(N2)) < 0.035 * rng.integers(0, 2)).astype(np.float32)
    face.bright = face.bright * (1 - 0.07 * wear + 0.03 * tracks - 0.16 * seal + 0.05 * p.noise(N20))
    gutter = np.clip(1 + c.road[p.sl] / 0.7, 0, 1)
    face.bright = face.bright * (1 - 0.08 * gutter)
    c.paint(p, material, face, mine, 0.0, float(rng.uniform(0.82, 1.2)))
    for _ in range(rng.poisson(p.rect.width / 90)):
        spot = c.patch(p.rect.part(rng.uniform(-0.5, 0.5) * p.rect.width, rng.uniform(-0.8, 0.8) * half,
                                   rng.uniform(1.5, 9), rng.uniform(0.8, 2.6)))  # fmt: skip
        inside = spot.mask & (c.road[spot.sl] < 0)
        c.bright[spot.sl][inside] *= np.float32(rng.uniform(0.72, 1.1))
    marks, zebra = _marks(c, p, kind, half, style)
    open_road = mine & (second > 1.2)
    for paint, where in marks:
        worn = p.noise(N1) + 0.5 * p.noise(N7) < rng.uniform(0.6, 2.5)
        c.material[p.sl][open_road & where & worn] = number(paint)
        c.bright[p.sl][open_road & where & worn] = np.float32(rng.uniform(0.65, 0.95))
        c.mix[p.sl][open_road & where & worn] = 0
    if kind in BUILT and rng.random() < (0.12 if kind == "street" else 0.35):
        stripe = zebra & mine & (second > 0.8) & (second < 3.6)
        c.material[p.sl][stripe], c.bright[p.sl][stripe], c.mix[p.sl][stripe] = number("paint_white"), 0.85, 0
    _drive(c, p, kind, style)


def _marks(
    c: Canvas, p: Patch, kind: str, half: float, style: _Style
) -> Tuple[List[Tuple[str, np.ndarray]], np.ndarray]:
    """Lines of a carriageway as (paint, mask), and the stripes of its crossings."""
    wide = max(0.14, 0.45 * c.hr_pixel)
    av = np.abs(p.v)
    marks: List[Tuple[str, np.ndarray]] = []
    if kind in ("primary", "highway"):
        marks.append((style.middle, np.abs(av - 0.2 - wide / 2) < wide / 2))
        marks.append(("paint_white", (np.abs(av - LANE) < wide / 2) & (p.u % 12 < 3.5)))
        marks.append(("paint_white", np.abs(av - half + 0.5) < wide / 2))
    elif kind in ("secondary", "road"):
        marks.append((style.middle, av < wide * 0.75))
        marks.append(("paint_white", (np.abs(av - half + (0.4 if kind == "road" else 1.9)) < wide / 2)))
    elif kind == "street" and c.rng.random() < 0.35:
        marks.append((style.middle, (av < wide / 2) & (p.u % 9 < 3)))
    return marks, (p.v % 1.2 < 0.55) & (av < half - 0.4)


def _drive(c: Canvas, p: Patch, kind: str, style: _Style) -> None:
    """Cars that drive, and on quiet roads cars that are parked along the kerb."""
    rng, rect, half = c.rng, p.rect, HALF[kind]
    lanes = [LANE / 2, LANE * 1.5] if kind in ("primary", "highway") else [LANE / 2]
    for _ in range(rng.poisson(rect.width / {"primary": 24, "highway": 26, "secondary": 45}.get(kind, 110))):
        v = float(rng.choice((-1, 1)) * rng.choice(lanes)) * (1 if kind != "lane" else 0.7)
        car(c, rect, rng.uniform(-0.48, 0.48) * rect.width, v + rng.normal(0, 0.15), False)
    if kind == "street":
        for side in (-1, 1):
            for u in np.arange(-rect.width / 2 + 12, rect.width / 2 - 12, 6.2):
                if rng.random() < 6.2 * style.parked:
                    car(c, rect, u + rng.normal(0, 0.4), side * (half - 1.15 + rng.normal(0, 0.07)), False)


def street_trees(c: Canvas, rect: Rect, kind: str, style: _Style) -> None:
    """Trees along both sides of a road, on the verge or behind the pavement."""
    rect = rect.lengthwise()
    spacing, radius = c.rng.uniform(8, 16), c.rng.uniform(1.6, 3.6)
    for side in (-1, 1):
        off = HALF[kind] + (0.9 if style.verge else style.walk + 1.2)
        plants.alley(c, rect.part(0, side * off, rect.width - 16, 1), spacing, radius, full=c.rng.uniform(0.3, 0.9))

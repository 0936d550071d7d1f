"""Things that stand in a simulated town: roofs, trees, pitches, cars, roads."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

import numpy as np

from . import textures
from .canvas import Canvas, Patch, Rect, crowns, scatter_table
from .materials import number
from .textures import N2, N7, N20, lines, surface


def ground(c: Canvas, rect: Rect, material: str, gain: float = 1.0, mown: bool = False) -> None:
    """Cover a rectangle with a material, flat."""
    p = c.patch(rect)
    if p.empty:
        return
    face = textures.mown(p) if mown else surface(material, p)
    c.paint(p, material, face, height=0.0, gain=gain)


def gable(c: Canvas, rect: Rect, material: str, eave: float = 5.0, hip: bool = False) -> None:
    """A pitched roof, ridge along the longer side; two (or, hipped, four) sides of different brightness."""
    rect = rect.lengthwise()
    p = c.patch(rect)
    if not _free(p):
        return
    slope = np.float32(c.rng.uniform(0.5, 0.8))
    inside_v = rect.length / 2 - np.abs(p.v)
    inside_u = rect.width / 2 - np.abs(p.u)
    end = hip & (inside_u < inside_v)
    # the height rises inwards: the gradient points away from the side
    slope_v = np.where(end, 0, -np.sign(p.v) * slope).astype(np.float32)
    slope_u = np.where(end, -np.sign(p.u) * slope, 0).astype(np.float32)
    face = surface(material, p)
    face.bright = face.bright * c.lambert(slope_u, slope_v, rect.angle)
    ridge = (np.abs(p.v) < 0.45 * max(1.0, c.hr_pixel)) & ~end
    face.bright = np.where(ridge, face.bright * 1.12, face.bright)
    height = eave + slope * np.where(end, inside_u, inside_v)
    c.paint(p, material, face, height=height, gain=float(np.clip(1 + 0.11 * c.rng.standard_normal(), 0.7, 1.35)))
    if c.rng.random() < 0.6:
        spot = rect.part(c.rng.uniform(-0.3, 0.3) * rect.width, c.rng.uniform(-0.2, 0.2) * rect.length, 1.3, 1.3)
        block(c, spot, "slate" if material != "slate" else "red_tile", eave + 0.4 * rect.length + 1.0, 0.8)
    if c.rng.random() < 0.16 and rect.length > 7:
        side = 1 if c.sun_town[1] * np.cos(rect.angle) - c.sun_town[0] * np.sin(rect.angle) > 0 else -1
        panel = c.patch(rect.part(0, side * rect.length / 4, rect.width * 0.6, rect.length * 0.3))
        c.paint(panel, "solar", surface("solar", panel))


def block(c: Canvas, rect: Rect, material: str, height: float, gain: float = 1.0) -> None:
    """A small flat-topped box."""
    p = c.patch(rect)
    if not p.empty:
        c.paint(p, material, height=height, gain=gain)


def flat_roof(c: Canvas, rect: Rect, material: str, height: float) -> None:
    """A flat roof with a parapet, vents and skylights."""
    p = c.patch(rect)
    if not _free(p):
        return
    face = surface(material, p)
    rim = p.edge() < 0.8 * max(1.0, c.hr_pixel)
    face.bright = np.where(rim, 0.88 * face.bright, face.bright)
    c.paint(p, material, face, height=height, gain=float(np.clip(1 + 0.07 * c.rng.standard_normal(), 0.75, 1.25)))
    if material in ("dark_roof", "gravel", "white_membrane", "concrete"):
        for _ in range(int(min(12, rect.width * rect.length / 160 + c.rng.random()))):
            u, v = c.rng.uniform(-0.4, 0.4, 2)
            wide, long = c.rng.uniform(1.4, 3.2, 2)
            vent = rect.part(u * rect.width, v * rect.length, wide, long)
            block(c, vent, "concrete" if material != "concrete" else "dark_roof", height + 1.2)


def metal_hall(c: Canvas, rect: Rect, material: str, height: float) -> None:
    """A hall under profiled sheet metal with a very low ridge and strips of skylight."""
    rect = rect.lengthwise()
    p = c.patch(rect)
    if not _free(p):
        return
    face = surface(material, p)
    tilt = (-np.sign(p.v) * np.float32(0.10)).astype(np.float32)
    face.bright = face.bright * c.lambert(np.zeros_like(tilt), tilt, rect.angle)
    strip = lines(p.u + 7, 18.0, 1.6) * (np.abs(p.v) < 0.38 * rect.length) * (np.abs(p.v) > 1.5)
    face.mix, face.other = 0.45 * strip, number("slate")
    c.paint(p, material, face, height=height, gain=float(np.clip(1 + 0.05 * c.rng.standard_normal(), 0.8, 1.15)))


def _free(p: Patch) -> bool:
    """Whether something can be built here: on the canvas and not in the water."""
    return not p.empty and not p.canvas.wet[p.sl][p.mask].any()


def tree(c: Canvas, s: float, t: float, radius: float, material: str = "deciduous") -> None:
    """One tree: a round, shaded crown; it hides what is lower."""
    p = c.patch(Rect(s, t, 2 * radius, 2 * radius))
    if p.empty:
        return
    u, v = p.u / np.float32(radius), p.v / np.float32(radius)
    ragged = u * u + v * v + 0.16 * p.noise(N2)
    dome = np.sqrt(np.clip(1 - ragged, 0, 1))
    tall = (1.6 if material == "deciduous" else 2.4) * radius
    height = (0.45 + 0.55 * dome) * np.float32(tall)
    mask = (ragged < 1) & (height > c.height[p.sl]) & ~c.wet[p.sl]
    face = surface(material, p)
    face.bright = face.bright * _dome_light(c, u, v, dome)
    c.paint(p, material, face, mask, height, float(1 + 0.12 * c.rng.standard_normal()))


def _dome_light(c: Canvas, u: np.ndarray, v: np.ndarray, dome: np.ndarray) -> np.ndarray:
    """Light on a crown of unit radius over light on flat ground, softened as leaves do."""
    a, b, up = c.sun_town
    return np.clip(0.45 + 0.55 * (u * a + v * b + dome * up) / up, 0.3, 1.5)


def forest(
    c: Canvas,
    rect: Rect,
    material: str,
    spacing: float,
    jitter: float = 0.8,
    ragged: float = 8.0,
    reach: float = 0.62,
) -> None:
    """A stand of trees with an uneven edge (`ragged`, m); `jitter` 0: a plantation; `reach`: crown radius / spacing."""
    p = c.patch(rect)
    if p.empty:
        return
    near, du, dv, value = crowns(p.u, p.v, spacing, jitter, scatter_table(c.rng))
    dome = np.sqrt(np.clip(1 - (near / np.float32(reach)) ** 2 - 0.15 * p.noise(N2), 0, 1))
    tall = (1.3 if material == "deciduous" else 1.9) * spacing
    height = (0.35 + 0.5 * dome + 0.25 * value) * np.float32(tall)
    mask = p.mask & (p.edge() + ragged * (p.noise(N20) - 0.5) > 0) & (dome > 0.05) & ~c.wet[p.sl]
    face = surface(material, p)
    face.bright = (
        face.bright * _dome_light(c, du / np.float32(reach), dv / np.float32(reach), dome) * (0.82 + 0.36 * value)
    )
    face.bright = face.bright * (1 + 0.06 * p.noise(N20))
    c.paint(p, material, face, mask, height)


def scatter_trees(c: Canvas, rect: Rect, every: float, small: float = 2.2, large: float = 5.0) -> None:
    """Trees at random over the greens of a rectangle, one per `every` square metres."""
    green = {number("grass"), number("dry_grass"), number("soil")}
    for _ in range(c.rng.poisson(rect.width * rect.length / every)):
        u, v = c.rng.uniform(-0.5, 0.5, 2)
        spot = rect.part(u * rect.width, v * rect.length, 1, 1)
        p = c.patch(spot)
        if p.empty or int(c.material[p.sl][p.mask][0]) not in green:
            continue
        kind = "conifer" if c.rng.random() < 0.25 else "deciduous"
        tree(c, spot.s, spot.t, c.rng.uniform(small, large) * (0.75 if kind == "conifer" else 1), kind)


def alley(c: Canvas, rect: Rect, spacing: float, radius: float, material: str = "deciduous") -> None:
    """Trees in a row along the longer axis of a rectangle, with gaps."""
    along_u = rect.width >= rect.length
    reach = max(rect.width, rect.length)
    for x in np.arange(-reach / 2 + spacing / 2, reach / 2, spacing):
        if c.rng.random() < 0.85:
            x = x + c.rng.uniform(-0.6, 0.6)
            spot = rect.part(x, 0, 1, 1) if along_u else rect.part(0, x, 1, 1)
            tree(c, spot.s, spot.t, radius * c.rng.uniform(0.8, 1.2), material)


def orchard(c: Canvas, rect: Rect, spacing: float) -> None:
    """Small round trees on a regular grid over grass."""
    ground(c, rect, "grass")
    forest(c, rect.shrunk(4), "deciduous", spacing, 0.14, 0.0, 0.40)


_CAR_PAINT = ("white_metal", "white_metal", "slate", "asphalt_new", "paint_red", "blue_metal", "concrete", "dark_roof")


def car(c: Canvas, rect: Rect, u: float, v: float, across: bool) -> None:
    """One parked or driving car at (u, v) of a rectangle."""
    size = (1.9, 4.4) if across else (4.4, 1.9)
    block(c, rect.part(u, v, *size), str(c.rng.choice(_CAR_PAINT)), 1.5, float(c.rng.uniform(0.75, 1.2)))


def parking(c: Canvas, rect: Rect, fill: float) -> None:
    """Rows of bays with white lines and cars; bays across u."""
    p = c.patch(rect)
    if not _free(p):
        return
    material = "asphalt_new" if c.rng.random() < 0.6 else "asphalt_old"
    face = surface(material, p)
    pitch, bay = 16.0, max(2.7, 2.7 * c.hr_pixel)
    row = (p.v + rect.length / 2) % pitch
    in_bay = (row < 5.0) | (row > pitch - 5.0)
    face.mix = 0.8 * lines(p.u + rect.width / 2, bay, 0.35 * max(1.0, c.hr_pixel)) * in_bay
    face.other = number("paint_white")
    c.paint(p, material, face, height=0.0)
    for v in np.arange(-rect.length / 2 + 2.5, rect.length / 2 - 2, pitch / 2):
        for u in np.arange(-rect.width / 2 + 1.5, rect.width / 2 - 1.5, bay):
            if c.rng.random() < fill:
                car(c, rect, u, v + c.rng.uniform(-0.4, 0.4), True)


def pitch(c: Canvas, rect: Rect, artificial: bool) -> None:
    """A football pitch, u along the long side: real, mown in stripes, or artificial, smooth; white lines on both."""
    p = c.patch(rect)
    if not _free(p):
        return
    material = "artificial_turf" if artificial else "grass"
    face = surface(material, p) if artificial else textures.mown(p)
    half_u, half_v = 0.46 * rect.width, 0.44 * rect.length
    width = 0.35 * max(1.2, c.hr_pixel)
    au, av = np.abs(p.u), np.abs(p.v)
    frame = (np.abs(np.maximum(au - half_u, av - half_v)) < width) | (au < width) & (av < half_v)
    circle = np.abs(np.hypot(p.u, p.v) - 0.09 * rect.width) < width
    box = np.abs(np.maximum(np.abs(au - half_u) - 0.15 * rect.width, av - 0.3 * rect.length)) < width
    marks = frame | circle | (box & (au < half_u))
    face.mix = np.where(marks, np.float32(0.75), 0 if face.mix is None else face.mix)
    face.other = number("paint_white") if artificial else face.other
    c.paint(p, material, face, height=0.0, gain=float(c.rng.uniform(0.92, 1.1)))
    if not artificial:
        worn = p.mask & marks
        c.paint(p, "paint_white", mask=worn, gain=0.6)


def court(c: Canvas, rect: Rect) -> None:
    """A tennis court of red soil."""
    ground(c, rect, "red_soil")
    p = c.patch(rect.shrunk(0.13 * rect.length))
    marks = p.mask & ((p.edge() < 0.5) | (np.abs(p.u) < 0.4))
    c.paint(p, "paint_white", mask=marks, gain=0.8)


def running_track(c: Canvas, rect: Rect) -> Rect:
    """An oval of tartan around a pitch; returns the pitch's rectangle."""
    p = c.patch(rect)
    radius = rect.length / 2
    far = np.hypot(np.maximum(np.abs(p.u) - (rect.width / 2 - radius), 0), p.v)
    ring = p.mask & (far < radius) & (far > radius - 8.5)
    face = surface("tartan", p)
    face.mix, face.other = 0.5 * lines(far, 2.7, 0.5), number("paint_white")
    c.paint(p, "tartan", face, ring, 0.0)
    return Rect(rect.s, rect.t, rect.width - rect.length * 0.72, rect.length - 26, rect.angle)


def road(c: Canvas, rect: Rect, kind: str) -> None:
    """A road along the longer axis; kinds: primary, secondary, street (with pavements), lane and track (without)."""
    rect = rect.lengthwise()
    p = c.patch(rect)
    if p.empty:
        return
    if kind == "track":
        face = surface("sand" if rect.width > 300 else "gravel", p)
        face.mix, face.other = np.clip(0.3 + 0.3 * p.noise(N7), 0, 0.8) * (np.abs(p.v) < 0.6), number("dry_grass")
        c.paint(p, "sand" if rect.width > 300 else "gravel", face, p.mask & ~c.wet[p.sl], 0.0)
        return
    if kind == "street":
        c.paint(p, "concrete", surface("paving", p), height=0.0)
        p.mask = p.mask & (np.abs(p.v) < rect.length / 2 - 1.8)
    material = {"primary": "asphalt_new", "secondary": "asphalt_old"}.get(kind, "asphalt_old")
    face = surface(material, p)
    width = 0.3 * max(1.0, c.hr_pixel)
    mark = (np.abs(p.v) < width) * lines(p.u, 12.0, 6.0)
    if kind == "primary":
        mark = np.maximum(mark, np.abs(np.abs(p.v) - rect.length / 2 + 1.2) < width)
    face.mix, face.other = 0.7 * mark * (kind in ("primary", "secondary")), number("paint_white")
    c.paint(p, material, face, height=0.0)
    lane = 0.22 if kind in ("primary", "secondary") else 0.20
    for _ in range(c.rng.poisson(rect.width / (45 if kind == "primary" else 38))):
        side = float(c.rng.choice((-1, 1)))
        car(c, rect, c.rng.uniform(-0.48, 0.48) * rect.width, side * lane * rect.length, False)


def pond(c: Canvas, rect: Rect) -> None:
    """A lake with an uneven shore and a strip of sand or reeds."""
    p = c.patch(rect, 10)
    if p.empty:
        return
    far = np.hypot(2 * p.u / rect.width, 2 * p.v / rect.length) + 0.12 * p.noise(N20) + 0.1 * p.noise(N7) * 0.5
    c.paint(p, "sand", surface("sand", p), far < 1.06, 0.0)
    c.paint(p, "water", surface("water", p), far < 0.98, 0.0)
    c.wet[p.sl] |= far < 1.06


def pick(rng: np.random.Generator, table: Sequence[Tuple[str, float]]) -> str:
    """A name from (name, weight) pairs."""
    weights = np.array([weight for _, weight in table], float)
    return table[int(rng.choice(len(table), p=weights / weights.sum()))][0]


def river(c: Canvas, offset: Optional[float] = None) -> None:
    """A river across the whole scene, with sandy and grassy banks."""
    reach = max(c.material.shape) * c.step * 1.5
    p = c.patch(Rect(0, 0, reach * 2 + 200, reach * 2 + 200))
    angle = c.rng.uniform(0, np.pi)
    width = c.rng.uniform(22, 48)
    offset = c.rng.uniform(-0.33, 0.33) * reach / 1.5 if offset is None else offset
    along = (np.cos(angle) * p.u + np.sin(angle) * p.v).astype(np.float32)
    across = (np.cos(angle) * p.v - np.sin(angle) * p.u).astype(np.float32) - np.float32(offset)
    bends = 30 * textures.wave(along + 60, 610.0) + 14 * textures.wave(along, 265.0)
    far = np.abs(across + bends) - width / 2 + 1.5 * p.noise(N20)
    c.paint(p, "dry_grass", surface("dry_grass", p), far < 9, 0.0)
    c.paint(p, "sand", surface("sand", p), far < 2 + 0.8 * p.noise(N20), 0.0)
    c.paint(p, "water", surface("water", p), far < 0, 0.0)
    c.wet |= far < 9

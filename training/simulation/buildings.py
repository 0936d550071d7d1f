"""Roofs of a simulated scene: houses of several wings, flat roofs, halls."""

from __future__ import annotations

from typing import List, Sequence, Tuple

import numpy as np

from .canvas import Canvas, Patch, Rect
from .materials import number
from .textures import FINE, N1, N2, N7, N20, lines, surface

Wing = Tuple[float, float, float, float]
"""Offset (u, v) and lengths along u and v of a part of a house, m."""


def block(c: Canvas, rect: Rect, material: str, height: float, gain: float = 1.0) -> None:
    """A small flat-topped box."""
    p = c.patch(rect)
    if not p.empty:
        c.paint(p, material, height=height, gain=gain)


def gable(c: Canvas, rect: Rect, material: str, eave: float = 5.0, hip: bool = False) -> None:
    """A pitched roof over a rectangle, ridge along the longer side; two (or, hipped, four) sides."""
    rect = rect.lengthwise()
    house(c, rect, [(0.0, 0.0, rect.width, rect.length)], material, eave, [hip])


def house(c: Canvas, rect: Rect, wings: Sequence[Wing], material: str, eave: float, hips: Sequence[bool]) -> None:
    """One pitched roof over several rectangles in the axes of `rect`: the highest slope is what is seen.

    `hips`: whether the ends of each wing slope as well. Chimney, vents, skylights or solar panels come on top.
    """
    p = c.patch(rect, 8)
    if p.mask.size == 0 or c.wet[p.sl][p.mask].any():
        return
    rise = np.full(p.mask.shape, -1.0, np.float32)
    slope_u, slope_v, ridge = (np.zeros(p.mask.shape, np.float32) for _ in range(3))
    pitch = np.float32(c.rng.uniform(0.36, 0.62))
    for (u0, v0, width, length), hip in zip(wings, hips):
        u, v = p.u - np.float32(u0), p.v - np.float32(v0)
        in_u, in_v = width / 2 - np.abs(u), length / 2 - np.abs(v)
        along_u = width >= length
        across, ends = (in_v, in_u) if along_u else (in_u, in_v)
        end = (ends < across) & hip
        here = np.where(end, ends, across)
        higher = (np.minimum(in_u, in_v) > 0) & (here > rise)
        rise = np.where(higher, here, rise)
        toward_v = end ^ along_u  # this side slopes along v
        slope_v = np.where(higher, np.where(toward_v, -np.sign(v) * pitch, 0), slope_v)
        slope_u = np.where(higher, np.where(toward_v, 0, -np.sign(u) * pitch), slope_u)
        top = min(width, length) / 2 - max(0.18, 0.45 * c.hr_pixel)
        ridge = np.where(higher, (here > top) | (hip & (np.abs(ends - across) < 0.15)), ridge)
    mask = rise > 0
    if not mask.any():
        return
    face = surface(material, p)
    face.bright = face.bright * c.lambert(slope_u, slope_v, rect.angle) * (1 + 0.05 * p.noise(N1) + 0.05 * p.noise(N7))
    face.bright = np.where(ridge > 0, face.bright * c.rng.uniform(1.05, 1.25), face.bright)
    face.bright = np.where(rise < max(0.2, 0.4 * c.hr_pixel) * pitch, face.bright * 0.85, face.bright)  # gutters
    gain = float(np.clip(1 + 0.13 * c.rng.standard_normal(), 0.65, 1.4))
    c.paint(p, material, face, mask, eave + pitch * rise, gain)
    top = float(pitch * min(wings[0][2:]) / 2)
    _on_top(c, rect, wings[0], material, eave + top, top > 0.9)


def _on_top(c: Canvas, rect: Rect, wing: Wing, material: str, top: float, panels: bool) -> None:
    """Chimney, vents, a skylight or solar panels on the sunny side of a house's first wing."""
    rng, (u0, v0, width, length) = c.rng, wing
    if rng.random() < 0.55:
        spot = rect.part(u0 + rng.uniform(-0.3, 0.3) * width, v0 + rng.uniform(-0.15, 0.15) * length, 0.9, 0.7)
        block(c, spot, "slate" if material != "slate" else "red_tile", top + 0.9, 0.9)
    for _ in range(int(rng.integers(0, 5))):
        u, v = rng.uniform(-0.4, 0.4, 2)
        size = max(0.3, 0.7 * c.hr_pixel)
        p = c.patch(rect.part(u0 + u * width, v0 + v * length, size, size))
        c.paint(p, "concrete" if rng.random() < 0.5 else "asphalt_new", gain=0.9)
    if rng.random() < 0.14 and panels:
        across_v = width >= length
        a, b = c.sun_town[:2]
        turn = (np.cos(rect.angle), np.sin(rect.angle))
        side = np.sign(turn[0] * b - turn[1] * a) if across_v else np.sign(turn[0] * a + turn[1] * b)
        part = (u0, v0 + side * length / 4, width * 0.5, length * 0.3)
        if not across_v:
            part = (u0 + side * width / 4, v0, width * 0.3, length * 0.5)
        panel = c.patch(rect.part(*part))
        c.paint(panel, "solar", surface("solar", panel))


def flat_roof(c: Canvas, rect: Rect, material: str, height: float) -> None:
    """A flat roof with a parapet, repairs, vents and machines."""
    p = c.patch(rect)
    if not free(p):
        return
    rng = c.rng
    face = surface(material, p)
    face.bright = face.bright * (1 + 0.06 * p.noise(N20) + 0.05 * p.noise(N7) + 0.03 * p.noise(N1))
    gain = float(np.clip(1 + 0.10 * rng.standard_normal(), 0.7, 1.3))
    c.paint(p, material, face, height=height, gain=gain)
    rim = p.mask & (p.edge() < max(0.35, 0.8 * c.hr_pixel))
    c.paint(p, material, mask=rim, height=height + 0.7, gain=gain * float(rng.choice((0.8, 1.15, 1.3))))
    for _ in range(int(rng.integers(0, 4))):  # repaired with another batch
        u, v = rng.uniform(-0.35, 0.35, 2)
        spot = c.patch(rect.part(u * rect.width, v * rect.length, *rng.uniform(2, 9, 2)))
        inside = spot.mask & (c.height[spot.sl] == np.float32(height))
        c.bright[spot.sl][inside] *= np.float32(rng.uniform(0.8, 1.15))
    for _ in range(int(min(26, rect.width * rect.length / 70 * rng.uniform(0.4, 1.4)))):
        u, v = rng.uniform(-0.43, 0.43, 2)
        wide = rng.uniform(0.5, 1.2) if rng.random() < 0.55 else rng.uniform(1.4, 3.2)
        vent = rect.part(u * rect.width, v * rect.length, wide, wide * rng.uniform(0.6, 1.4))
        kind = str(rng.choice(("concrete", "white_metal", "slate", "asphalt_new")))
        block(c, vent, kind, height + 0.4 + 0.4 * wide, float(rng.uniform(0.6, 1.1)))


def metal_hall(c: Canvas, rect: Rect, material: str, height: float) -> None:
    """A hall under profiled sheet metal with a very low ridge and strips of skylight."""
    rect = rect.lengthwise()
    p = c.patch(rect)
    if not free(p):
        return
    face = surface(material, p)
    tilt = (-np.sign(p.v) * np.float32(0.10)).astype(np.float32)
    face.bright = face.bright * c.lambert(np.zeros_like(tilt), tilt, rect.angle) * (1 + 0.05 * p.noise(N20))
    rust = np.clip(p.noise(N7) + 0.4 * p.noise(N2) - 1.3, 0, 1)
    face.bright = face.bright * (1 - 0.25 * rust + 0.02 * p.noise(FINE))
    face.bright = np.where(np.abs(p.v) < max(0.25, 0.5 * c.hr_pixel), face.bright * 1.15, face.bright)
    strip = lines(p.u + 7, 9.0, 1.0) * (np.abs(p.v) < 0.38 * rect.length) * (np.abs(p.v) > 1.5)
    face.mix, face.other = 0.35 * strip * (c.rng.random() < 0.6), number("slate")
    c.paint(p, material, face, height=height, gain=float(np.clip(1 + 0.08 * c.rng.standard_normal(), 0.75, 1.2)))
    for x in np.arange(-rect.width / 2 + 5, rect.width / 2 - 4, c.rng.uniform(8, 14)):
        block(c, rect.part(x, 0, 0.9, 0.9), "concrete", height + 1.2, 0.8)


def free(p: Patch) -> bool:
    """Whether something can be built here: on the canvas and not in the water."""
    return not p.empty and not p.canvas.wet[p.sl][p.mask].any()


def wings_of(c: Canvas, width: float, depth: float, front: int, garage: int) -> Tuple[List[Wing], List[bool]]:
    """A detached house of `width` x `depth`: a main wing, a garage towards the street (`front` times v) on the side
    `garage` times u, perhaps a wing at the back; whether each is hipped."""
    rng = c.rng
    hip = rng.random() < 0.6
    main = depth * rng.uniform(0.62, 0.8)
    wings: List[Wing] = [(0.0, -front * (depth - main) / 2, width, main)]
    wide = min(6.4, 0.48 * width)
    wings.append((garage * (width - wide) / 2, front * (depth - main * 1.1) / 2 * 0.9, wide, depth - main * 0.35))
    if rng.random() < 0.5:
        wide = width * rng.uniform(0.3, 0.45)
        back = main * rng.uniform(0.75, 1.0)
        wings.append((-garage * (width - wide) * 0.4, -front * (depth - main + 3.5) / 2, wide, back + 3.5))
    return wings, [bool(hip), bool(hip or rng.random() < 0.4), bool(hip)][: len(wings)]

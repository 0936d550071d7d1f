"""Grounds, sports fields and water of a simulated scene."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

import numpy as np

from . import textures
from .buildings import free
from .canvas import Canvas, Rect
from .materials import number
from .textures import N2, N7, N20, lines, surface


def ground(c: Canvas, rect: Rect, material: str, gain: float = 1.0, mown: bool = False, dry: float = 0.0) -> None:
    """Cover a rectangle with a material, flat, but for carriageways; `dry`: share of the second material on top."""
    p = c.patch(rect)
    if p.empty:
        return
    face = textures.mown(p) if mown else surface(material, p)
    if dry and face.mix is not None:
        face.mix = face.mix + np.float32(dry)
    c.paint(p, material, face, p.mask & (c.road[p.sl] > 0.1), 0.0, gain)


def wall(c: Canvas, rect: Rect, material: str, height: float, gain: float = 1.0) -> None:
    """A fence or wall over a thin rectangle, not across carriageways or houses."""
    p = c.patch(rect)
    if not p.empty:
        low = p.mask & (c.road[p.sl] > 0.1) & (c.height[p.sl] < 2.2)
        c.paint(p, material, mask=low, height=height, gain=gain)


def pitch(c: Canvas, rect: Rect, artificial: bool) -> None:
    """A football pitch, u along the long side: real, mown in stripes, or artificial, smooth; white lines on both."""
    p = c.patch(rect)
    if not free(p):
        return
    material = "artificial_turf" if artificial else "grass"
    face = surface(material, p) if artificial else textures.mown(p)
    half_u, half_v = 0.46 * rect.width, 0.44 * rect.length
    width = max(0.12, 0.35 * c.hr_pixel)
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
    """A tennis court (u along): red soil, or painted green inside and grey or red outside; net and lines."""
    material = str(c.rng.choice(("red_soil", "asphalt_old", "tartan")))
    ground(c, rect, material, float(c.rng.uniform(0.85, 1.1)))
    inner = c.patch(Rect(rect.s, rect.t, 23.8, 11.0, rect.angle))
    if inner.empty:
        return
    if material != "red_soil":
        c.paint(inner, "green_metal", gain=float(c.rng.uniform(0.8, 1.3)))
    au, av, wide = np.abs(inner.u), np.abs(inner.v), max(0.1, 0.35 * c.hr_pixel)
    lines_ = (inner.edge() < wide) | (np.abs(av - 4.1) < wide / 2) | (np.abs(au - 6.4) < wide / 2) & (av < 4.1)
    lines_ |= (av < wide / 2) & (au < 6.4)
    c.paint(inner, "paint_white", mask=inner.mask & lines_, gain=0.85)
    c.paint(inner, "asphalt_new", mask=inner.mask & (au < wide / 2), height=1.0)


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


def pond(c: Canvas, rect: Rect) -> None:
    """A lake with an uneven shore and a strip of sand or reeds."""
    p = c.patch(rect, 10)
    if p.empty:
        return
    far = np.hypot(2 * p.u / rect.width, 2 * p.v / rect.length) + 0.12 * p.noise(N20) + 0.05 * p.noise(N7)
    far = far + 0.015 * p.noise(N2)
    c.paint(p, "soil", surface("soil", p), far < 1.04, 0.0)
    face = surface("water", p)
    face.mix, face.other = 0.6 * np.clip((far - 0.6) / 0.38, 0, 1) ** 2, number("soil")
    c.paint(p, "water", face, far < 0.98, 0.0)
    c.wet[p.sl] |= far < 1.06


def pick(rng: np.random.Generator, table: Sequence[Tuple[str, float]]) -> str:
    """A name from (name, weight) pairs."""
    weights = np.array([weight for _, weight in table], float)
    return table[int(rng.choice(len(table), p=weights / weights.sum()))][0]


def river(
    c: Canvas, offset: Optional[float] = None, angle: Optional[float] = None, width: Optional[float] = None
) -> None:
    """A river across the whole scene, with sandy and grassy banks; what is not given (m, radians) is random."""
    reach = max(c.material.shape) * c.step * 1.5
    p = c.patch(Rect(0, 0, reach * 2 + 200, reach * 2 + 200))
    angle = c.rng.uniform(0, np.pi) if angle is None else angle
    width = c.rng.uniform(14, 48) if width is None else width
    offset = c.rng.uniform(-0.33, 0.33) * reach / 1.5 if offset is None else offset
    along = (np.cos(angle) * p.u + np.sin(angle) * p.v).astype(np.float32)
    across = (np.cos(angle) * p.v - np.sin(angle) * p.u).astype(np.float32) - np.float32(offset)
    bends = 30 * textures.wave(along + 60, 610.0) + 14 * textures.wave(along, 265.0)
    far = np.abs(across + bends) - width / 2 + 2.0 * p.noise(N20) + 0.7 * p.noise(N7) + 0.3 * p.noise(N2)
    c.paint(p, "dry_grass", surface("dry_grass", p), far < 9, 0.0)
    c.paint(p, "soil", surface("soil", p), far < 1.0 + 0.8 * p.noise(N7), 0.0)
    c.paint(p, "sand", surface("sand", p), far < -1 + 2.6 * p.noise(N20) + 0.6 * p.noise(N7), 0.0)
    muddy = c.rng.uniform(0, 0.4)
    face = surface("water", p)
    shallow = np.clip(1 + far / 5 + 0.3 * p.noise(N7), 0, 1)
    face.mix, face.other = muddy + 0.45 * shallow**2, number("soil")
    c.paint(p, "water", face, far < 0, 0.0)
    c.wet |= far < 9

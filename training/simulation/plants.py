"""What grows in a simulated scene: trees, forests, hedges. They draw heights; `Canvas.relief` shades them."""

from __future__ import annotations

from typing import Tuple

import numpy as np

from .canvas import Canvas, Patch, Rect, crowns
from .materials import number
from .textures import N05, N1, N2, N7, N20, surface

_SECOND = ("grass", "dry_grass", "beet", "conifer", "dry_grass", "soil")
"""What a crown's colour is mixed with: no two trees of a street are of one green."""


def tree(c: Canvas, s: float, t: float, radius: float, material: str = "deciduous") -> None:
    """One tree: an uneven crown of clumps of leaves; it hides what is lower."""
    p = c.patch(Rect(s, t, 2.4 * radius, 2.4 * radius))
    if p.empty or (c.material[p.sl][np.hypot(p.u, p.v) < 1] == number("water")).any():
        return
    u, v = p.u / np.float32(radius), p.v / np.float32(radius)
    angle, phase = np.arctan2(v, u), c.rng.uniform(0, 2 * np.pi, 3).astype(np.float32)
    if material == "conifer":
        far = np.hypot(u, v) / (1 + 0.13 * np.sin(7 * angle + phase[0]) + 0.08 * np.sin(11 * angle + phase[1]))
        dome = np.clip(1 - far, 0, 1)
        height = 2.6 * radius * (0.25 + 0.75 * dome) + 0.12 * p.noise(N05) * np.float32(radius)
        mask = far < 1
    else:
        far = np.hypot(u, v) / (1 + 0.10 * np.sin(2 * angle + phase[0]) + 0.08 * np.sin(5 * angle + phase[1]))
        dome, lump = np.sqrt(np.clip(1 - far * far, 0, 1)), clumps(c, p, 0.26 * radius + 0.35, float(phase[2]) * 99)
        mask = (far < 1.08) & (dome + 0.55 * (lump - 0.55) + 0.05 * p.noise(N05) > 0.15)
        height = 1.7 * radius * (0.35 + 0.6 * dome) + (0.22 + 0.14 * radius) * lump
        height = height + 0.22 * c.leaves()[p.sl] + 0.09 * p.noise(N05)
    _grow(c, p, mask, height.astype(np.float32), material, float(np.clip(1 + 0.16 * c.rng.standard_normal(), 0.6, 1.5)))


def clumps(c: Canvas, p: Patch, spacing: float, shift: float = 0.0) -> np.ndarray:
    """Rounded clumps of leaves, `spacing` metres wide: 0 between them, 1 on top."""
    spacing = max(spacing, 3.0 * c.step)
    near = crowns(p.u + np.float32(shift), p.v - np.float32(shift), spacing, 0.9, c.scatter)[0]
    return np.sqrt(np.clip(1 - (near / np.float32(0.85)) ** 2, 0, 1))


def _grow(c: Canvas, p: Patch, mask: np.ndarray, height: np.ndarray, material: str, gain: float) -> None:
    """Paint leaves where they are higher than what is there."""
    mask = mask & (height > c.height[p.sl])
    face = surface(material, p)
    face.other = number(str(c.rng.choice(_SECOND)))
    face.mix = np.full(p.mask.shape, c.rng.uniform(0, 0.55) ** 1.5, np.float32) + 0.05 * p.noise(N1)
    c.paint(p, material, face, mask, height, gain)
    c.leafy[p.sl] |= mask


def forest(
    c: Canvas, rect: Rect, material: str, spacing: float, jitter: float = 0.9, ragged: float = 6.0, reach: float = 0.68
) -> None:
    """A stand of trees with an uneven edge (`ragged`, m); `jitter` 0: a plantation; `reach`: crown radius / spacing."""
    p = c.patch(rect)
    if p.empty:
        return
    bend = 0.035 * spacing * (p.noise(N2) + p.noise(N1))
    near, value = crowns(p.u + bend, p.v - 0.7 * bend, spacing, jitter, c.scatter)
    dome = np.clip(1 - (near / np.float32(reach)) ** 2, 0, 1)
    lump = clumps(c, p, 0.9 + 0.09 * spacing) if material != "conifer" else 0.5 + 0.3 * p.noise(N05)
    tall = (1.2 if material == "deciduous" else 1.9) * spacing
    edge = p.edge() + ragged * (p.noise(N20) - 0.6) + 0.3 * ragged * p.noise(N2)
    height = (0.3 + 0.55 * dome + 0.25 * value) * np.float32(tall) + 0.10 * spacing * lump
    height = height + 0.2 * c.leaves()[p.sl] + 0.25 * p.noise(N1) + 0.12 * p.noise(N05)
    if material == "conifer":
        height = (0.2 + 0.75 * np.clip(1 - near / np.float32(reach), 0, 1) + 0.3 * value) * np.float32(tall)
        height = height + 0.3 * p.noise(N05) + 0.2 * p.noise(N1)
    mask = p.mask & (edge > 0) & (dome + 0.4 * (lump - 0.6) > 0.12) & ~c.wet[p.sl] & (c.road[p.sl] > 0.3)
    face = surface(material, p)
    hue = (value * np.float32(7.3)) % 1
    face.bright = face.bright * (0.85 + 0.35 * value) * (1 + 0.07 * p.noise(N20) + 0.05 * p.noise(N7))
    face.mix, face.other = np.clip(0.4 * hue - 0.08 + 0.08 * p.noise(N20), 0, 0.5), number(str(c.rng.choice(_SECOND)))
    c.paint(p, material, face, mask, height.astype(np.float32))
    c.leafy[p.sl] |= mask


def hedge(c: Canvas, rect: Rect, height: float = 1.6) -> None:
    """A hedge over a rectangle, with uneven sides."""
    p = c.patch(rect, 1)
    if p.empty:
        return
    top = height * (0.75 + 0.25 * clumps(c, p, 0.8)) + 0.08 * p.noise(N05)
    mask = p.edge() + 0.25 * p.noise(N1) > 0
    _grow(c, p, mask, top.astype(np.float32), "deciduous", float(c.rng.uniform(0.75, 1.1)))


def scatter_trees(c: Canvas, rect: Rect, every: float, small: float = 1.6, large: float = 5.0) -> None:
    """Trees and shrubs at random over the greens of a rectangle, one per `every` square metres, some in groups."""
    green = [number(name) for name in ("grass", "dry_grass", "soil", "deciduous", "conifer")]
    for _ in range(c.rng.poisson(rect.width * rect.length / every)):
        u, v = c.rng.uniform(-0.5, 0.5, 2)
        spot = rect.part(u * rect.width, v * rect.length, 1, 1)
        p = c.patch(spot)
        if p.empty or int(c.material[p.sl][p.mask][0]) not in green:
            continue
        kind = "conifer" if c.rng.random() < 0.2 else "deciduous"
        radius = small + (large - small) * c.rng.random() ** 1.4
        for _ in range(1 + int(c.rng.random() < 0.35) * int(c.rng.integers(1, 4))):
            tree(c, spot.s, spot.t, radius * (0.7 if kind == "conifer" else 1), kind)
            off = c.rng.normal(0, 1.3 * radius, 2)
            spot, radius = spot.part(off[0], off[1], 1, 1), radius * c.rng.uniform(0.6, 1.0)


def alley(c: Canvas, rect: Rect, spacing: float, radius: float, material: str = "deciduous", full: float = 0.8) -> None:
    """Trees in a row along the longer axis of a rectangle, with gaps."""
    rect = rect.lengthwise()
    for x in np.arange(-rect.width / 2 + spacing / 2, rect.width / 2, spacing):
        if c.rng.random() < full:
            spot = rect.part(x + c.rng.normal(0, 0.12 * spacing), c.rng.normal(0, 0.3), 1, 1)
            tree(c, spot.s, spot.t, radius * c.rng.uniform(0.6, 1.25), material)


def rows_of(c: Canvas, rect: Rect, spacing: Tuple[float, float], radius: float) -> None:
    """Small trees or vines on a regular grid, some missing; `spacing` along u and v."""
    p = c.patch(rect)
    if p.empty:
        return
    stretch = np.float32(spacing[0] / spacing[1])
    near, value = crowns(p.u, p.v * stretch, spacing[0], 0.16, c.scatter)
    size = np.float32(radius / spacing[0]) * (0.75 + 0.5 * value)
    far = near / size + 0.14 * p.noise(N1) + 0.08 * p.noise(N05)
    dome = np.sqrt(np.clip(1 - far**2, 0, 1))
    mask = p.mask & (dome > 0.05) & (value > 0.05)
    height = 1.5 * radius * (0.35 + 0.65 * dome) + 0.15 * radius * p.noise(N05)
    face = surface("deciduous", p)
    face.bright = face.bright * (0.8 + 0.4 * value)
    c.paint(p, "deciduous", face, mask, height.astype(np.float32), float(c.rng.uniform(0.8, 1.15)))
    c.leafy[p.sl] |= mask

"""The layout of a simulated landscape: a town, its roads and quarters, fields, forest and water around it."""

from __future__ import annotations

import math
from typing import List, Tuple

import numpy as np

from . import objects
from .canvas import Canvas, Rect
from .quarters import draw_block
from .traffic import lay_roads, street_trees

_WIDTHS = {"primary": 22.0, "highway": 24.0, "secondary": 17.0, "road": 13.0, "street": 14.5, "lane": 6.5, "track": 5.0}
"""Width of the strip that a road of each kind takes, m."""
WORLD = 1100.0
"""Least width of the landscape of which a scene shows a part, m."""


def lay_out(c: Canvas) -> None:
    """Draw a whole landscape on the canvas.

    Every block and every road draws its random numbers from a source of its own, so that a rounding difference on
    another machine changes one thing and not all that comes after it.
    """
    rng = c.rng
    height, width = c.material.shape
    reach = (abs(math.cos(c.turn)) + abs(math.sin(c.turn))) * max(height, width) * c.step + 40
    world = max(reach, WORLD)
    middle = rng.uniform(-0.5, 0.5, 2) * max(world - reach, 0.0)
    centre = middle + rng.uniform(-0.25, 0.25, 2) * world
    size = rng.uniform(0.42, 0.70) * min(world, max(min(width, height) * c.step, 0.7 * world))
    plan = _Plan(rng, centre, size)
    plan.split(Rect(middle[0], middle[1], world, world), 0)
    objects.ground(c, Rect(0, 0, 2 * reach, 2 * reach), "dry_grass", dry=0.3)
    if rng.random() < 0.25:
        c.rng = np.random.default_rng(rng.integers(2**62))
        objects.river(c)
    c.rng = np.random.default_rng(rng.integers(2**62))
    style = lay_roads(c, plan.roads)
    for rect, urban in plan.blocks:
        c.rng = np.random.default_rng(rng.integers(2**62))
        draw_block(c, rect, urban)
    for rect, kind in plan.roads:
        c.rng = np.random.default_rng(rng.integers(2**62))
        if kind in ("primary", "secondary", "street") and c.rng.random() < 0.5:
            street_trees(c, rect, kind, style)


class _Plan:
    """Recursive division of the land into blocks by roads."""

    def __init__(self, rng: np.random.Generator, centre: np.ndarray, size: float) -> None:
        self.rng, self.centre, self.size = rng, centre, size
        self.blocks: List[Tuple[Rect, float]] = []
        self.roads: List[Tuple[Rect, str]] = []

    def urban(self, rect: Rect) -> float:
        """1 in the town's centre, 0 in the country."""
        far = math.hypot(rect.s - self.centre[0], rect.t - self.centre[1]) / self.size
        return float(np.clip(1.25 - far + self.rng.normal(0, 0.12), 0, 1))

    def split(self, rect: Rect, depth: int) -> None:
        """Divide a rectangle until its parts have the size of blocks."""
        urban = self.urban(rect)
        long = max(rect.width, rect.length)
        limit = self.rng.uniform(1.0, 1.35) * (120 if urban > 0.45 else 150 if urban > 0.15 else 270)
        if depth > 3 and long < limit and (urban <= 0.15 or min(rect.width, rect.length) <= 84):
            self.blocks.append((rect, urban))
            return
        if depth < 2:
            kind = "primary"
        elif long > 330:
            kind = "secondary"
        else:
            kind = "street" if urban > 0.15 else ("lane" if self.rng.random() < 0.35 else "track")
        if urban <= 0.15:
            kind = {"primary": "highway", "secondary": "road"}.get(kind, kind)
        gap, cut = _WIDTHS[kind], self.rng.uniform(0.36, 0.64)
        across = rect.width >= rect.length
        if urban > 0.15 and depth > 3 and long < 1.5 * limit and min(rect.width, rect.length) > 84:
            across = not across  # rather two long blocks than two square ones
        if not across:
            rect = Rect(rect.s, rect.t, rect.length, rect.width, rect.angle + math.pi / 2)
        first = (rect.width - gap) * cut
        second = rect.width - gap - first
        parts = (
            rect.part((first - rect.width) / 2, 0, first, rect.length),
            rect.part((rect.width - second) / 2, 0, second, rect.length),
        )
        self.roads.append((rect.part(first + gap / 2 - rect.width / 2, 0, gap, rect.length), kind))
        for part in parts:
            self.split(part, depth + 1)

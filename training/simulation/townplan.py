"""The layout of a simulated landscape: a town, its roads and quarters, fields, forest and water around it."""

from __future__ import annotations

import math
from typing import List, Tuple

import numpy as np

from . import objects
from .canvas import Canvas, Rect
from .quarters import draw_block

_WIDTHS = {"primary": 15.0, "secondary": 10.0, "street": 9.5, "lane": 6.0, "track": 4.0}


def lay_out(c: Canvas) -> None:
    """Draw a whole landscape on the canvas.

    Every block and every road draws its random numbers from a source of its own, so that a rounding difference on
    another machine changes one thing and not all that comes after it.
    """
    rng = c.rng
    height, width = c.material.shape
    reach = (abs(math.cos(c.turn)) + abs(math.sin(c.turn))) * max(height, width) * c.step + 40
    centre = rng.uniform(-0.25, 0.25, 2) * (width * c.step, height * c.step)
    size = rng.uniform(0.30, 0.42) * min(width, height) * c.step
    plan = _Plan(rng, centre, max(size, 160.0))
    whole = Rect(0, 0, reach, reach)
    plan.split(whole, 0)
    if rng.random() < 0.8:
        c.rng = np.random.default_rng(rng.integers(2**62))
        objects.river(c)
    for rect, urban in plan.blocks:
        c.rng = np.random.default_rng(rng.integers(2**62))
        draw_block(c, rect, urban)
    order = {"track": 0, "lane": 1, "street": 2, "secondary": 3, "primary": 4}
    for rect, kind in sorted(plan.roads, key=lambda item: order[item[1]]):
        c.rng = np.random.default_rng(rng.integers(2**62))
        objects.road(c, rect, kind)
        if kind in ("primary", "secondary") and c.rng.random() < 0.4:
            _roadside(c, rect)


def _roadside(c: Canvas, rect: Rect) -> None:
    """Trees along both sides of a road."""
    for side in (-1, 1):
        if rect.width >= rect.length:
            row = rect.part(0, side * (rect.length / 2 + 3.5), rect.width, 1)
        else:
            row = rect.part(side * (rect.width / 2 + 3.5), 0, 1, rect.length)
        objects.alley(c, row, 13, 3.4)


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
        limit = self.rng.uniform(1.0, 1.35) * (115 if urban > 0.45 else 150 if urban > 0.15 else 270)
        if depth > 3 and long < limit:
            self.blocks.append((rect, urban))
            return
        if depth < 2:
            kind = "primary"
        elif long > 330:
            kind = "secondary"
        else:
            kind = "street" if urban > 0.15 else ("lane" if self.rng.random() < 0.35 else "track")
        gap, cut = _WIDTHS[kind], self.rng.uniform(0.36, 0.64)
        across = rect.width >= rect.length
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

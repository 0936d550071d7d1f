"""The places that a raster is evaluated in, one after the other, and the LR layer at a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Tuple

import numpy as np

from ..geodata.grid import Window
from ..patches.normalize import fill_holes
from ..shelf.upsampling import RADIUS, inner_matrix, upsample_inner_columns
from .inputs import Ground, View

WIDTH = 256
"""About how wide and high a place is, pixels."""


def places(ground: Ground, part: Optional[Window] = None) -> List[Window]:
    """Windows side by side, row by row from the top, of about `WIDTH` pixels and whole LR pixels; those that `part`
    touches. Pixels at the right and lower end that make no whole LR pixel belong to none."""
    size = ground.factor * max(1, round(WIDTH / ground.factor))
    width, height = (n - n % ground.factor for n in (ground.grid.width, ground.grid.height))
    found = [
        Window(col, row, min(size, width - col), min(size, height - row))
        for row in range(0, height, size)
        for col in range(0, width, size)
    ]
    return [place for place in found if part is None or _touch(place, part)]


def _touch(a: Window, b: Window) -> bool:
    """Whether two windows have pixels in common."""
    along = ((a.col, a.width, b.col, b.width), (a.row, a.height, b.row, b.height))
    return all(start < other + more and other < start + size for start, size, other, more in along)


@dataclass(frozen=True, eq=False)
class LowPlace:
    """The LR layer at a place, with more on every side."""

    values: np.ndarray
    """float32 (3, h + 2 extra + 2 RADIUS, w + 2 extra + 2 RADIUS); holes are filled, the edge repeats outwards."""
    valid: np.ndarray
    """bool (h, w): data, in the place alone."""
    factor: int
    extra: int
    """LR pixels more on every side that are upsampled too."""

    @property
    def inner(self) -> np.ndarray:
        """The LR pixels of the place, (3, h, w)."""
        around = RADIUS + self.extra
        return self.values[:, around:-around, around:-around]

    def base(self, margin: int = 0) -> np.ndarray:
        """LR-consistent upsampling, with `margin` pixels more on every side."""
        wide = upsample_inner_columns(self.values, self.factor)
        rows = inner_matrix(self.values.shape[1] - 2 * RADIUS, self.factor).astype(np.float32)
        return self._cut(np.asarray(rows @ wide), margin)

    def bilinear(self) -> np.ndarray:
        """Linear interpolation between pixel centres."""
        result = self.values
        for axis in (1, 2):
            count = (result.shape[axis] - 2 * RADIUS) * self.factor
            at = (np.arange(count) + 0.5) / self.factor - 0.5 + RADIUS
            first = np.floor(at).astype(int)
            share = (at - first).astype(np.float32).reshape((-1, 1) if axis == 1 else (-1,))
            result = result.take(first, axis) * (1 - share) + result.take(first + 1, axis) * share
        return self._cut(result, 0)

    def _cut(self, image: np.ndarray, margin: int) -> np.ndarray:
        off = self.extra * self.factor - margin
        return image[:, off : image.shape[1] - off, off : image.shape[2] - off]


def low_place(view: View, ground: Ground, window: Window, margin: int = 0) -> LowPlace:
    """The LR layer, seen on `ground.lr_grid`, at a window of `ground.grid` that begins and ends at LR pixels."""
    assert ground.lr_grid is not None
    factor, grid = ground.factor, ground.lr_grid
    extra = -(-margin // factor)
    around = RADIUS + extra
    col, row, width, height = (n // factor for n in (window.col, window.row, window.width, window.height))
    left, top = max(col - around, 0), max(row - around, 0)
    right, bottom = min(col + width + around, grid.width), min(row + height + around, grid.height)
    values, valid = view.read(Window(left, top, right - left, bottom - top))
    middle = values[:, valid].mean(1) if valid.any() else np.zeros(3)
    middle = np.asarray(middle, np.float32).reshape(-1, 1, 1)
    values = fill_holes(np.where(valid, values - middle, 0).astype(np.float32), valid) + middle
    rows = np.clip(np.arange(row - around, row + height + around), 0, grid.height - 1) - top
    cols = np.clip(np.arange(col - around, col + width + around), 0, grid.width - 1) - left
    own = valid[row - top : row - top + height, col - left : col - left + width]
    return LowPlace(values[:, rows][:, :, cols], own, factor, extra)


def with_margin(window: Window, margin: int) -> Window:
    """The window and `margin` pixels more on every side."""
    return Window(window.col - margin, window.row - margin, window.width + 2 * margin, window.height + 2 * margin)


def cells(valid: np.ndarray, factor: int) -> np.ndarray:
    """bool of LR pixels: all their pixels are valid."""
    height, width = valid.shape
    return np.asarray(valid.reshape(height // factor, factor, width // factor, factor).all((1, 3)))


def spread(valid: np.ndarray, factor: int) -> np.ndarray:
    """bool of LR pixels as one of their pixels."""
    return np.asarray(valid.repeat(factor, 0).repeat(factor, 1))


def sampled(count: int, most: int) -> Tuple[int, ...]:
    """At most `most` numbers below `count`, evenly spread."""
    number = min(count, most)
    return tuple(int((index + 0.5) * count / number) for index in range(number))

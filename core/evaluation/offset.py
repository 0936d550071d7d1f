"""Does the truth lie where the result lies?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Tuple

import numpy as np

from ..geodata.grid import Window
from ..patches.registration import find_shift
from ..shelf.formulas import luma
from ..shelf.upsampling import block_mean
from .compared import Comparing
from .places import cells, sampled

MOST = 9
"""Windows that are looked at."""
WIDTH = 1024
"""Pixels along a window."""
CELLS = 2
"""Cells along an LR pixel: finer ones show mostly what is generated, which says nothing about the place."""
UNKNOWN = 8
"""Pixels along a cell where nothing says how large LR pixels are."""
REACH = 2
"""LR pixels up to which an offset is looked for."""
APART = 0.25
"""LR pixels by which windows may be apart from the median and still agree."""
FULL = 0.5
"""Share of a window that must hold data."""


@dataclass(frozen=True)
class Offset:
    """How the truth lies beside the result, in pixels of the comparison; the median over windows."""

    col: float
    """To the right."""
    row: float
    """Down."""
    lr_pixel: int
    """Pixels along an LR pixel, or what stands for one."""
    agree: int
    """How many windows agree."""
    asked: int
    """Of so many that were looked at."""

    @property
    def size(self) -> float:
        """Length of the offset, LR pixels."""
        return float(np.hypot(self.col, self.row)) / self.lr_pixel


def find_offset(setting: Comparing, part: Window) -> Optional[Offset]:
    """The offset on which most windows in `part` of the comparison's grid agree; None where they do not, or show
    nothing."""
    factor = setting.ground.factor
    cell = max(1, factor // CELLS) if factor > 1 else UNKNOWN
    lr_pixel, size = cell * CELLS, WIDTH - WIDTH % cell
    every = [
        Window(part.col + col, part.row + row, min(size, part.width - col), min(size, part.height - row))
        for row in range(0, part.height, size)
        for col in range(0, part.width, size)
    ]
    chosen = [every[number] for number in sampled(len(every), MOST)]
    found: List[np.ndarray] = []
    for window in chosen:
        width, height = window.width - window.width % cell, window.height - window.height % cell
        window = Window(window.col, window.row, width, height)
        if min(width, height) < cell:
            continue
        pictures, valid = _pictures(setting, window, cell)
        if valid.mean() >= FULL:
            shift = find_shift(*pictures, valid, REACH * CELLS)
            if shift.found:
                found.append(np.array([shift.col, shift.row]) * cell)
    if not found:
        return None
    middle = np.median(found, 0)
    agree = int((np.hypot(*(np.array(found) - middle).T) <= APART * lr_pixel).sum())
    if 2 * agree <= len(found):
        return None
    return Offset(float(middle[0]), float(middle[1]), lr_pixel, agree, len(chosen))


def _pictures(setting: Comparing, window: Window, cell: int) -> Tuple[Tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Luma of result and truth in cells, and which cells are data in both."""
    (result, valid), (truth, known) = (view.read(window) for view in (setting.result, setting.truth))
    valid &= known
    one, other = (block_mean(luma(np.where(valid, image, 0)), cell) for image in (result, truth))
    return (one, other), cells(valid, cell)

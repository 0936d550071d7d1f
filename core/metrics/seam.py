"""Can one see where the patches meet? Two figures, gathered strip by strip."""

from __future__ import annotations

from typing import Iterable, Optional

import numpy as np


class SeamMeter:
    """Seam ratio and blend-zone energy of a mosaic that passes by in strips.

    * seam ratio: mean absolute step across the LR lines at which a patch begins or ends, over the mean absolute step
      across all other LR lines. 1 is seamless; above 1 is an edge, below 1 a soft band.
    * energy ratio: mean squared detail where patches are blended over mean squared detail inside patches.

    nan while there is nothing to compare. Pixels that are not valid do not count.
    """

    def __init__(
        self,
        scale: int,
        row_borders: Iterable[int],
        col_borders: Iterable[int],
        row_blended: np.ndarray,
        col_blended: np.ndarray,
    ) -> None:
        """Borders in LR lines; `row_blended` and `col_blended`: bool for every HR row and column of the mosaic."""
        self._scale = scale
        self._row_borders, self._col_borders = set(row_borders), set(col_borders)
        self._row_blended, self._col_blended = row_blended, col_blended
        self._steps = np.zeros((2, 2))  # [other, border] x [sum, count]
        self._energy = np.zeros((2, 2))  # [inside, blended] x [sum, count]
        self._last: Optional[np.ndarray] = None
        self._last_valid: Optional[np.ndarray] = None

    def add(self, row: int, image: np.ndarray, detail: np.ndarray, valid: np.ndarray) -> None:
        """Strip starting at LR row `row`: image and detail float (channels, h, w), valid bool (h, w), all HR."""
        scale = self._scale
        for line in range(scale, image.shape[2], scale):
            both = valid[:, line] & valid[:, line - 1]
            step = np.abs(image[:, :, line] - image[:, :, line - 1])
            self._count_step(line // scale in self._col_borders, step[:, both])
        for line in range(0, image.shape[1], scale):
            if line == 0 and self._last is None:
                continue
            above = self._last if line == 0 else image[:, line - 1]
            above_valid = self._last_valid if line == 0 else valid[line - 1]
            step = np.abs(image[:, line] - above)
            self._count_step(row + line // scale in self._row_borders, step[:, valid[line] & above_valid])
        self._last, self._last_valid = image[:, -1].copy(), valid[-1].copy()
        self._count_energy(row, detail, valid)

    def _count_step(self, border: bool, steps: np.ndarray) -> None:
        self._steps[int(border)] += steps.sum(), steps.size

    def _count_energy(self, row: int, detail: np.ndarray, valid: np.ndarray) -> None:
        height, width = valid.shape
        first = row * self._scale
        blended = self._row_blended[first : first + height, None] | self._col_blended[None, :width]
        energy = (detail * detail).sum(0, dtype=np.float32)
        for index, mask in enumerate((valid & ~blended, valid & blended)):
            self._energy[index] += energy[mask].sum(dtype=np.float64), mask.sum()

    @property
    def seam_ratio(self) -> float:
        """Step across patch borders over step across other LR lines."""
        return _ratio(self._steps[1], self._steps[0])

    @property
    def energy_ratio(self) -> float:
        """Detail energy in blend zones over detail energy inside patches."""
        return _ratio(self._energy[1], self._energy[0])


def _ratio(above: np.ndarray, below: np.ndarray) -> float:
    """Mean over mean, each given as (sum, count)."""
    if above[1] == 0 or below[1] == 0 or below[0] == 0:
        return float("nan")
    return float((above[0] / above[1]) / (below[0] / below[1]))

"""Can one see where the patches meet? Two figures, gathered strip by strip."""

from __future__ import annotations

from typing import Iterable, Optional, Sequence, Set, Tuple

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
        self._above: Optional[np.ndarray] = None  # last HR line of the strip before, (channels, mosaic width)
        self._above_valid = np.zeros(len(col_blended), bool)
        self._left: Optional[np.ndarray] = None  # last HR column of the part before in this strip, (channels, h)
        self._left_valid: Optional[np.ndarray] = None

    def add(self, row: int, image: np.ndarray, detail: np.ndarray, valid: np.ndarray, col: int = 0) -> None:
        """Part of a strip: image and detail float (channels, h, w), valid bool (h, w), all HR.

        `row`: first LR row of the strip; `col`: first LR column of the part. Strips come from top to bottom, the parts
        of a strip from left to right; together they have the width of the mosaic.
        """
        scale = self._scale
        here = slice(col * scale, col * scale + image.shape[2])
        if self._above is None:
            self._above = np.zeros((len(image), len(self._above_valid)), np.float32)
        left, left_valid = (None, None) if col == 0 else (self._left, self._left_valid)
        self._count_lines(image.swapaxes(1, 2), valid.T, left, left_valid, col, self._col_borders)
        above, above_valid = (None, None) if row == 0 else (self._above[:, here], self._above_valid[here])
        self._count_lines(image, valid, above, above_valid, row, self._row_borders)
        self._above[:, here], self._above_valid[here] = image[:, -1], valid[-1]
        self._left, self._left_valid = image[:, :, -1].copy(), valid[:, -1].copy()
        self._count_energy(here, row, detail, valid)

    def _count_lines(
        self,
        image: np.ndarray,
        valid: np.ndarray,
        before: Optional[np.ndarray],
        before_valid: Optional[np.ndarray],
        start: int,
        borders: Set[int],
    ) -> None:
        """Steps across LR lines along axis 1 of image (channels, n, m), valid (n, m).

        `start`: LR line at the first pixel; `before`: what lies before it, (channels, m).
        """
        first, last = image[:, :: self._scale], image[:, self._scale - 1 :: self._scale]
        first_valid, last_valid = valid[:: self._scale], valid[self._scale - 1 :: self._scale]
        if before is None or before_valid is None:
            first, first_valid, start = first[:, 1:], first_valid[1:], start + 1
            last, last_valid = last[:, :-1], last_valid[:-1]
        else:
            last = np.concatenate([before[:, None], last[:, :-1]], 1)
            last_valid = np.concatenate([before_valid[None], last_valid[:-1]])
        both = first_valid & last_valid
        steps = np.abs(first - last)
        if not both.all():
            steps = np.where(both, steps, 0)
        totals, counts = steps.sum((0, 2), dtype=np.float64), both.sum(1) * len(image)
        border = np.array([line in borders for line in range(start, start + len(counts))], bool)
        for index, lines in enumerate((~border, border)):
            self._steps[index] += totals[lines].sum(), counts[lines].sum()

    def _count_energy(self, here: slice, row: int, detail: np.ndarray, valid: np.ndarray) -> None:
        """What is blended in neither direction is inside: whole rows and columns, which are quick to add up."""
        first = row * self._scale
        rows, cols = ~self._row_blended[first : first + len(valid)], ~self._col_blended[here]
        energy = (detail * detail).sum(0, dtype=np.float32)
        if not valid.all():
            energy = np.where(valid, energy, 0)
        inside = np.array([energy[rows].sum(0, dtype=np.float64)[cols].sum(), valid[rows].sum(0)[cols].sum()])
        self._energy[0] += inside
        self._energy[1] += np.array([energy.sum(dtype=np.float64), valid.sum()]) - inside

    @property
    def sums(self) -> Tuple[float, ...]:
        """What was counted so far, eight numbers; `restore` takes them."""
        return tuple(float(value) for value in np.concatenate([self._steps.ravel(), self._energy.ravel()]))

    def restore(self, sums: Sequence[float]) -> None:
        """Go on with the counts of another meter; the last strip that it saw has to be added before."""
        self._steps[:], self._energy[:] = np.reshape(sums, (2, 2, 2))

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

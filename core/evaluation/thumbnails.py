"""Small pictures of a whole raster, made of the means of its pixels while it passes by in windows."""

from __future__ import annotations

import numpy as np

from ..geodata.grid import Window

LARGEST = 480
"""Most pixels along either side."""


class Thumbnail:
    """Means over square cells of a raster of `bands` bands; nan where no pixel counted."""

    def __init__(self, bands: int, width: int, height: int) -> None:
        self.cell = max(1, -(-max(width, height) // LARGEST))
        """Pixels along a cell."""
        shape = -(-height // self.cell), -(-width // self.cell)
        self._sums = np.zeros((bands, *shape))
        self._counts = np.zeros(shape)

    def add(self, window: Window, values: np.ndarray, valid: np.ndarray) -> None:
        """(bands, h, w) and bool (h, w) of a window of the raster; what is not valid may be anything."""
        rows, cols = np.arange(window.height) + window.row, np.arange(window.width) + window.col
        here = tuple(slice(n[0] // self.cell, n[-1] // self.cell + 1) for n in (rows, cols))
        starts = [np.flatnonzero(np.diff(n // self.cell, prepend=-1)) for n in (rows, cols)]

        def summed(image: np.ndarray) -> np.ndarray:
            return np.asarray(np.add.reduceat(np.add.reduceat(image, starts[0], -2), starts[1], -1))

        self._sums[(slice(None), *here)] += summed(np.where(valid, values, 0).astype(np.float64))
        self._counts[here] += summed(valid.astype(np.float64))

    @property
    def means(self) -> np.ndarray:
        """float64 (bands, h, w)."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self._sums / self._counts)

"""Values between the pixels of an array, where some of the pixels are not data. Pure numpy.

Every point is computed for itself and in the same order of operations, so a value does not depend on the window that
it is read with.
"""

from __future__ import annotations

from typing import Tuple

import numpy as np

from ..shelf.formulas import keys

NEIGHBOURS = np.arange(-1, 3)[:, None]
"""Pixels that Keys' cubic convolution reaches, from the one before a point on."""


class Samples:
    """An array made ready for sampling at any points.

    values : float32 (bands, h, w). valid : bool (h, w), pixels that count. origin : (col, row) that the first pixel has
    in the coordinates of the points, whose pixel (0, 0) reaches from (0, 0) to (1, 1). A point is data where the pixel
    that it lies in is.
    """

    def __init__(self, values: np.ndarray, valid: np.ndarray, origin: Tuple[int, int] = (0, 0)) -> None:
        self._height, self._width = valid.shape
        self._col, self._row = origin
        # bands last: one point's spectrum lies in one piece of memory; no NaN: 0 times NaN is NaN
        self._spectra = np.ascontiguousarray(np.where(valid, values, 0).reshape(len(values), -1).T, dtype=np.float32)
        self._valid = valid.ravel()

    def at(self, cols: np.ndarray, rows: np.ndarray, cubic: bool) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (n, bands) and bool (n,) at n points; what is not data is 0.

        Bilinear over the neighbours that are data, with their weights raised to a sum of 1; with `cubic`, Keys' cubic
        convolution (1981, a = -1/2) where all 16 neighbours are data. Both reproduce a linear field.
        """
        known = np.isfinite(cols) & np.isfinite(rows)
        cols, rows = np.where(known, cols, self._col - 10.0), np.where(known, rows, self._row - 10.0)
        _, here = self._pixels(np.floor(cols).astype(np.int64), np.floor(rows).astype(np.int64))
        result = np.zeros((len(cols), self._spectra.shape[1]), np.float32)
        points = np.flatnonzero(here)
        if cubic:
            values, complete = self._cubic(cols[points], rows[points])
            result[points[complete]] = values[complete]
            points = points[~complete]
        result[points] = self._bilinear(cols[points], rows[points])
        return result, here

    def _pixels(self, cols: np.ndarray, rows: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Index of whole pixels, and which of them exist and are data."""
        cols, rows = cols - self._col, rows - self._row
        inside = (cols >= 0) & (cols < self._width) & (rows >= 0) & (rows < self._height)
        index = np.where(inside, rows * self._width + cols, 0)
        return index, inside & self._valid[index]

    def _bilinear(self, cols: np.ndarray, rows: np.ndarray) -> np.ndarray:
        first_col, first_row = np.floor(cols - 0.5), np.floor(rows - 0.5)
        x, y = cols - 0.5 - first_col, rows - 0.5 - first_row
        col, row = first_col.astype(np.int64), first_row.astype(np.int64)
        total = np.zeros(len(cols), np.float32)
        values = np.zeros((len(cols), self._spectra.shape[1]), np.float32)
        for down, weight_y in ((0, 1 - y), (1, y)):
            for right, weight_x in ((0, 1 - x), (1, x)):
                index, data = self._pixels(col + right, row + down)
                weight = (weight_x * weight_y * data).astype(np.float32)
                values += weight[:, None] * self._spectra[index]
                total += weight
        return np.asarray(values / np.maximum(total, 1e-6)[:, None], np.float32)

    def _cubic(self, cols: np.ndarray, rows: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Values, and where all neighbours were data."""
        first_col, first_row = np.floor(cols - 0.5), np.floor(rows - 0.5)
        weights_x, weights_y = (keys(t - NEIGHBOURS) for t in (cols - 0.5 - first_col, rows - 0.5 - first_row))
        col, row = first_col.astype(np.int64) - 1, first_row.astype(np.int64) - 1
        complete = np.ones(len(cols), bool)
        values = np.zeros((len(cols), self._spectra.shape[1]), np.float32)
        for down in range(4):
            for right in range(4):
                index, data = self._pixels(col + right, row + down)
                complete &= data
                values += (weights_x[right] * weights_y[down]).astype(np.float32)[:, None] * self._spectra[index]
        return values, complete

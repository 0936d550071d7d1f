"""The uncertainty raster of a run, and whether errors are large where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Tuple

import numpy as np

from ..geodata.grid import Grid, Window
from ..geodata.warp import WarpedReader
from .inputs import Source

NAMES = ("standard deviation of luma over the answers", "distance of luma from what is expected")
"""What the first two bands stand for."""
BINS = 200
"""Classes of predicted values that are added up before they become tenths."""
TENTHS = 10


class Doubt:
    """Reads up to three bands of an uncertainty raster on a grid, each with its own validity."""

    def __init__(self, source: Source, grid: Grid) -> None:
        self._readers = [WarpedReader(source.layer, grid, [band]) for band in source.bands[:3]]

    def read(self, window: Window) -> Tuple[np.ndarray, np.ndarray]:
        """float32 (3, h, w) and bool (3, h, w); bands that the raster lacks hold nothing."""
        values = np.full((3, window.height, window.width), np.nan, np.float32)
        known = np.zeros(values.shape, bool)
        for band, reader in enumerate(self._readers):
            read, valid = reader.read(window)
            values[band], known[band] = read[0], valid
        return values, known


@dataclass(frozen=True)
class Tenth:
    """A tenth of the pixels, by their predicted value."""

    pixels: int
    predicted: float
    """Mean of the predicted values."""
    error: float
    """Root mean square of the true error in luma."""
    absolute: float
    """Mean of the absolute error."""


@dataclass(frozen=True)
class Calibration:
    """One band of the uncertainty raster against the true error."""

    name: str
    tenths: Tuple[Tenth, ...]
    """From the smallest predicted values to the largest; fewer than ten where many pixels have one value."""

    @property
    def monotony(self) -> float:
        """Spearman's rank correlation of predicted values and errors over the tenths: 1, the error rises with each."""
        count = len(self.tenths)
        if count < 3:
            return float("nan")
        ranks = np.argsort(np.argsort([tenth.error for tenth in self.tenths], kind="stable"), kind="stable")
        return float(1 - 6 * ((ranks - np.arange(count)) ** 2).sum() / (count * (count**2 - 1)))

    @property
    def ratio(self) -> float:
        """Error in the last tenth over the error in the first."""
        if len(self.tenths) < 2 or self.tenths[0].error == 0:
            return float("nan")
        return self.tenths[-1].error / self.tenths[0].error


class Calibrator:
    """Adds up predicted values and errors of one band."""

    def __init__(self, name: str, sample: np.ndarray) -> None:
        """`sample`: some of the predicted values, which the classes are made for."""
        self._name = name
        self._edges = np.unique(np.quantile(sample, np.linspace(0, 1, BINS + 1)[1:-1])) if sample.size else np.zeros(0)
        self._sums = np.zeros((len(self._edges) + 1, 4))  # pixels, predicted, |error|, error^2

    def add(self, predicted: np.ndarray, error: np.ndarray) -> None:
        """(n,) each."""
        if not predicted.size:
            return
        here = np.searchsorted(self._edges, predicted, side="right")
        size = len(self._sums)
        for column, values in enumerate((None, predicted, np.abs(error), np.square(error, dtype=np.float64))):
            self._sums[:, column] += np.bincount(here, values, size)

    @property
    def calibration(self) -> Optional[Calibration]:
        """None where no pixel was added."""
        sums = self._sums[self._sums[:, 0] > 0]
        if not len(sums):
            return None
        before = np.cumsum(sums[:, 0]) - sums[:, 0]
        middle = (before + sums[:, 0] / 2) / sums[:, 0].sum()
        tenth = np.minimum((TENTHS * middle).astype(int), TENTHS - 1)
        found: List[Tenth] = []
        for number in range(TENTHS):
            pixels, predicted, absolute, squared = (float(each) for each in sums[tenth == number].sum(0))
            if pixels:
                found.append(
                    Tenth(int(pixels), predicted / pixels, float(np.sqrt(squared / pixels)), absolute / pixels)
                )
        return Calibration(self._name, tuple(found))


def calibrators(source: Source) -> List[Calibrator]:
    """One for each of the first two bands that has values."""
    found = []
    for band, name in zip(source.bands, NAMES):
        sample = source.layer.sample([band])[0]
        if sample.size:
            found.append(Calibrator(name, sample))
    return found

"""Holes in single bands of a pixel, filled along its spectrum. Pure numpy."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

import numpy as np

MOST = 0.5
"""A pixel counts where more than this share of its bands hold data."""
PIXELS = 8192
"""Pixels that are filled at once."""


def fill_along_spectrum(
    values: np.ndarray, valid: np.ndarray, centres: Optional[Sequence[float]] = None
) -> Tuple[np.ndarray, np.ndarray]:
    """float32 (bands, h, w) in which pixels with most of their bands have all of them, and bool (h, w): these pixels.

    values, valid : (bands, h, w); what is not valid may be anything. centres : wavelengths of the bands in any order;
    None: bands lie evenly in their order. What is missing is interpolated linearly between the nearest bands on both
    sides, and taken from the nearest one at the ends. A pixel with half of its bands or less is not data. `values` is
    changed in place.
    """
    count = len(values)
    found = valid.sum(0, dtype=np.int32)
    enough = found > MOST * count
    rows, cols = np.nonzero(enough & (found < count))
    if len(rows):
        places = np.arange(count, dtype=float) if centres is None else np.asarray(centres, float)
        order = np.argsort(places, kind="stable")
        for first in range(0, len(rows), PIXELS):
            here = rows[first : first + PIXELS], cols[first : first + PIXELS]
            spectra, known = (layer[(slice(None), *here)].T[:, order] for layer in (values, valid))
            filled = np.empty_like(spectra)
            filled[:, order] = _interpolated(spectra, known, places[order])
            values[(slice(None), *here)] = filled.T
    return values, enough


def _interpolated(spectra: np.ndarray, known: np.ndarray, places: np.ndarray) -> np.ndarray:
    """(n, bands) without holes; `places` rising, at least one band of every spectrum known."""
    count = spectra.shape[1]
    index = np.arange(count, dtype=np.int32)
    before = np.maximum.accumulate(np.where(known, index, -1), 1)
    after = np.minimum.accumulate(np.where(known, index, count)[:, ::-1], 1)[:, ::-1]
    before, after = np.where(before < 0, after, before), np.where(after == count, before, after)
    low, high = (np.take_along_axis(spectra, side, 1) for side in (before, after))
    span = places[after] - places[before]
    share = np.where(span > 0, (places[None, :] - places[before]) / np.where(span > 0, span, 1), 0)
    return np.where(known, spectra, low + (high - low) * share).astype(np.float32)

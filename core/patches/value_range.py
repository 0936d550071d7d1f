"""The range of a layer's values that stands for -1 to 1: robust, and one function for training and inference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, List, Optional, Tuple

import numpy as np

FENCE = 6.0
"""Interquartile ranges beyond the quartiles up to which values count. Clouds, glints and errors of a sensor are beyond;
Tukey's 1.5 and 3 would cut the bright roofs of a town too."""
LEAST_SHARE = 0.001
"""Share of the pixels that a value needs to be noticed as one that repeats."""
LEAST_PIXELS = 4
"""Pixels that it needs in any case."""
FAR = 1.0
"""Widths of percentiles 1 to 99 of the other values by which it is away from the next of them."""
LEAST_REST = 0.01
"""Share of the pixels that the others need: the corners of a turned scene may be most of it."""
GAP = 0.2
"""The same of a value that repeats, black and white too, for not stretching the range; it is not named."""
LEAST_LEVELS = 32
"""Different values that the others then need: a drawing of a few colours is no picture with a black frame."""
INNER = (5.0, 50.0, 95.0)
"""Percentiles within which two or three percent of something else change little."""
REACH = 0.4
"""How much farther from the median than the inner percentiles the ends of the range may be. Even values have theirs at
0.09, a bell curve at 0.42."""
MOST_STRAYS = 4
"""Values that are noticed, at most."""


@dataclass(frozen=True)
class Stray:
    """One value that repeats far outside the rest."""

    value: float
    """In file units."""
    share: float
    """Of the pixels with data, those that have it in at least one band."""


@dataclass(frozen=True)
class Found:
    """The range of a layer."""

    low: np.ndarray
    """float64: one value, or one a band."""
    high: np.ndarray
    """The same."""
    strays: Tuple[Stray, ...] = ()
    """Values that did not count."""

    def widened(self, margin: float) -> Found:
        """The range with `margin` widths of it more at either end."""
        more = margin * (self.high - self.low)
        return replace(self, low=np.asarray(self.low - more), high=np.asarray(self.high + more))


def find_range(
    values: np.ndarray,
    percentiles: Tuple[float, float],
    per_band: bool = False,
    convert: Optional[Callable[[np.ndarray], np.ndarray]] = None,
    reach: float = REACH,
) -> Found:
    """Percentiles of `values`, (bands, n) with n > 0, that values far outside the rest do not stretch.

    Left out are pixels with a value that repeats outside the rest (`split_strays`; black and white frames, `GAP`), and
    then all values more than `FENCE` interquartile ranges below the first or above the third quartile (fences as in
    Tukey, Exploratory Data Analysis, 1977); they stay where the quartiles are equal. What lies within the fences, thin
    clouds or bright roofs, may move an end as far as `reach` says (`REACH`). `convert` : layer bands to the model's,
    (bands, n) to (model bands, n). `per_band` : a range for each band, else one for all of them.
    """
    strays, kept = split_strays(values)
    kept = _without_frames(kept)
    if convert is not None:
        kept = convert(kept)
    rows = list(kept) if per_band else [kept.ravel()]
    ends = np.array([_ends(_within_fences(row), percentiles, reach) for row in rows], np.float64)
    low, high = (ends[:, 0], ends[:, 1]) if per_band else (ends[0, 0], ends[0, 1])
    return Found(np.asarray(low), np.asarray(high), strays)


def split_strays(values: np.ndarray) -> Tuple[Tuple[Stray, ...], np.ndarray]:
    """Values that repeat far outside the rest of `values`, (bands, n), and the pixels without them, (bands, m), m > 0.

    Such a value is the lowest or the highest of all, in `LEAST_SHARE` of the pixels or more, and `FAR` times as far
    from the next value as percentiles 1 to 99 of the others within the fences are wide. 0 is none: black is a value.
    """
    count, strays, kept = values.shape[1], [], values
    least = max(LEAST_PIXELS, LEAST_SHARE * count)
    for _ in range(MOST_STRAYS):
        found = _stray(kept, least, FAR)
        if found is None:
            break
        value, has = found
        strays.append(Stray(float(value), float(has.sum()) / count))
        kept = kept[:, ~has]
    return tuple(strays), kept


def _without_frames(values: np.ndarray) -> np.ndarray:
    """The pixels, (bands, m), without values that repeat at either end of (bands, n) with a gap beside them."""
    least = max(LEAST_PIXELS, LEAST_SHARE * values.shape[1])
    for _ in range(MOST_STRAYS):
        found = _stray(values, least, GAP, LEAST_LEVELS)
        if found is None:
            break
        values = values[:, ~found[1]]
    return values


def _ends(values: np.ndarray, percentiles: Tuple[float, float], reach: float) -> Tuple[float, float]:
    """Two percentiles of (n,), no farther out than `reach` allows."""
    low, high = (float(end) for end in np.percentile(values, percentiles))
    first, middle, last = (float(end) for end in np.percentile(values, INNER))
    if middle > first:
        low = max(low, first - reach * (middle - first))
    if last > middle:
        high = min(high, last + reach * (last - middle))
    return low, high


def _stray(values: np.ndarray, least: float, far: float, levels: int = 0) -> Optional[Tuple[float, np.ndarray]]:
    """The lowest or highest value if it is one, and bool (n,): the pixels that have it. `levels`: different values that
    the others need; 0: they need none, but black is none."""
    ends: List[float] = [values.min(), values.max()]
    for value in ends:
        if value == 0 and not levels:
            continue
        has = (values == value).any(0)
        others = values[:, ~has]
        if has.sum() < least or others.shape[1] < max(LEAST_PIXELS, LEAST_REST * values.shape[1]):
            continue
        low, high = (float(end) for end in np.percentile(_within_fences(others.ravel()), (1, 99)))
        next_to_it = float(others.min()) if value == ends[0] else float(others.max())
        if not abs(float(value) - next_to_it) > far * (high - low) > 0:
            continue
        if not levels or len(np.unique(others[:, :: max(1, others.shape[1] // 4096)])) >= levels:
            return value, has
    return None


def _within_fences(values: np.ndarray) -> np.ndarray:
    first, third = (float(quartile) for quartile in np.percentile(values, (25, 75)))
    reach = FENCE * (third - first)
    if not reach > 0:
        return values
    return np.asarray(values[(values >= first - reach) & (values <= third + reach)])

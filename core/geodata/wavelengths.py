"""Band centres in nanometres, from what a file says of its bands: which unit the numbers are in, and which are none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import List, Optional, Sequence, Tuple

from .spellings import COUNTS, NM_PER_UNIT, NM_TIMES_UNIT, Reading

PLAUSIBLE = (100.0, 20000.0)
"""nm; numbers outside are no wavelengths of an optical sensor."""
BY_NUMBERS = (
    ("m", 1e-7, 2.9e-5),
    ("cm", 2.9e-5, 2.9e-4),
    ("mm", 2.9e-4, 0.02),
    ("µm", 0.1, 50.0),
    ("nm", 100.0, 20001.0),
    ("Å", 20001.0, 200000.0),
)
"""Unit, and the middle numbers that only make sense in it (from, below): the usual sensors see 300 to 2600 nm."""
MOST = 0.5
"""Share of the numbers that have to make sense in a unit."""


@dataclass(frozen=True)
class Centres:
    """Band centres as they were understood."""

    nm: Tuple[Optional[float], ...]
    """One a band; None where there is none, 0 where the file says 0, as it does for bands that were left out."""
    widths: Tuple[Optional[float], ...]
    """Widths of the ranges they were given as, nm; None where it was no range."""
    unit: str = ""
    """The unit that most of the numbers were read in."""
    contradicted: str = ""
    """The unit that was said and that the numbers contradict; empty: none."""

    @property
    def understood(self) -> int:
        """Number of bands with a wavelength."""
        return sum(1 for centre in self.nm if centre)

    @property
    def bad(self) -> Tuple[int, ...]:
        """Numbers (from 1) of the bands without one, but for those that the file says 0 of."""
        return tuple(number for number, centre in enumerate(self.nm, start=1) if centre is None)


def to_nm(value: float, unit: str) -> float:
    """`value` in `unit` as nanometres; nan where it has none."""
    if unit in NM_PER_UNIT:
        return value * NM_PER_UNIT[unit]
    return NM_TIMES_UNIT[unit] / value if unit in NM_TIMES_UNIT and value else math.nan


def understand(readings: Sequence[Reading], declared: str = "") -> Centres:
    """The centres of the bands in nm.

    `declared`: the unit that the file says for all of them, see `unit_of`; readings may have their own. A unit in which
    most numbers make no sense is not believed: the numbers say which one it is. Single numbers that make no sense are
    left out.
    """
    nm: List[Optional[float]] = [None] * len(readings)
    widths: List[Optional[float]] = [None] * len(readings)
    used = contradicted = ""
    units = [reading.unit or declared for reading in readings]
    for unit in sorted(set(units), key=lambda name: -units.count(name)):
        places = [n for n, name in enumerate(units) if name == unit]
        chosen = _unit_of([readings[n].value for n in places], places, unit)
        if not chosen:
            continue
        used, contradicted = used or chosen, contradicted or (unit if unit and unit != chosen else "")
        for n in places:
            value, width = readings[n].value, readings[n].width
            centre = 0.0 if value == 0 else to_nm(value, chosen) if value is not None else math.nan
            nm[n] = centre if centre == 0 or PLAUSIBLE[0] <= centre <= PLAUSIBLE[1] else None
            widths[n] = width * NM_PER_UNIT[chosen] if width is not None and chosen in NM_PER_UNIT else None
    return Centres(tuple(nm), tuple(widths), used, contradicted)


def _unit_of(values: Sequence[Optional[float]], places: Sequence[int], unit: str) -> str:
    """The unit that the numbers are in: `unit` where they make sense in it; empty where they make none in any."""
    numbers = [value for value in values if value is not None and value > 0]
    if not numbers:
        return ""
    if unit not in NM_PER_UNIT and _counting(values, places):
        return ""
    if unit and unit != COUNTS:
        sensible = sum(PLAUSIBLE[0] <= to_nm(value, unit) <= PLAUSIBLE[1] for value in numbers)
        if sensible >= MOST * len(numbers):
            return unit
    middle = median(numbers)
    return next((name for name, low, below in BY_NUMBERS if low <= middle < below), "")


def _counting(values: Sequence[Optional[float]], places: Sequence[int]) -> bool:
    """Whether the numbers are those of the bands, from 0 or from 1 on."""
    pairs = [(value, place) for value, place in zip(values, places) if value is not None]
    return any(all(value == place + first for value, place in pairs) for first in (0, 1))

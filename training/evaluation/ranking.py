"""Which places a person should look at: the worst, the median and the best, by the form of the results."""

from __future__ import annotations

import math
from typing import Dict, List, Sequence

from .baselines import BASELINES
from .rows import Row

PLAIN = ("truth", *BASELINES, "noise")
"""Rows that no model made."""
NAMES = {0.0: "worst", 0.5: "median", 1.0: "best"}
"""What a place is called by its rank, 0 to 1."""


def ranked(rows: Sequence[Row], count: int) -> Dict[str, str]:
    """Names of `count` places of every site, worst first, and what is to be said of each ("worst of 12 by form, ...").

    The rank is that of "form", the distance to the own truth, mean over all results of models at the place; without a
    judge it is that of PSNR. `count` places are spread evenly over the ranks: 1 is the worst, 2 the worst and the best,
    3 the median too.
    """
    result: Dict[str, str] = {}
    for site in dict.fromkeys(row.site for row in rows) if count > 0 else ():
        mine = [row for row in rows if row.site == site]
        by_form = any("form" in row.values for row in mine)
        name, sign = ("form", 1) if by_form else ("psnr", -1)
        found = {place: _mean(mine, place, name) for place in dict.fromkeys(row.place for row in mine)}
        # a place at which every model failed is the worst that can be
        bad = {place: math.inf if math.isnan(value) else sign * value for place, value in found.items()}
        order = sorted(bad, key=lambda place: -bad[place])
        most = min(count, len(order))
        for number in range(most):
            rank = number / (most - 1) if most > 1 else 0.0
            index = math.floor(rank * (len(order) - 1) + 0.5)
            place = order[index]
            figure = f"distance {found[place]:.3f}" if by_form else f"PSNR {found[place]:.2f} dB"
            called = NAMES.get(rank, f"number {index + 1}")
            result[place] = f"{called} of {len(order)} ({figure})" if len(order) > 1 else figure
    return result


def _mean(rows: Sequence[Row], place: str, name: str) -> float:
    """Mean of a figure over the results of models at a place; nan where there is none."""
    of_place = [row for row in rows if row.place == place and name in row.values]
    models: List[float] = [row.values[name] for row in of_place if row.method not in PLAIN]
    known = [value for value in models if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan

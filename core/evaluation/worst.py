"""Which places a person should look at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Sequence, Set, Tuple

from ..geodata.grid import Window
from .alone import Alone
from .compared import Comparison
from .figures import STEPS, alone_figures, compared_figures
from .summary import Findings

COUNT, PART = 4, 3
"""Places of every kind, at most, and one in how many: of few places, every kind has its share."""
LEAST = 0.25
"""Share of the largest number of pixels that a place needs to be shown."""


@dataclass(frozen=True)
class Chosen:
    """A place to look at."""

    window: Window
    figures: Dict[str, float]
    why: str
    """The figure that it was chosen for, in words."""


@dataclass(frozen=True)
class Group:
    """Places chosen for one reason."""

    title: str
    places: Tuple[Chosen, ...]


def groups(found: Findings) -> List[Group]:
    """The places by the reasons to look at them, the worst first; no place twice."""
    if found.comparison is not None:
        ranks, every = _of_comparison(found.comparison, found.span)
    else:
        ranks, every = _of_result(found.alone, found.span)
    result: List[Group] = []
    taken: Set[Window] = set()
    for title, name, sign, most, words in ranks:
        count = min(most, max(1, len(every) // PART))
        order = sorted((e for e in every if not math.isnan(e[1].get(name, math.nan))), key=lambda e: sign * e[1][name])
        places: List[Chosen] = []
        for window, figures in order:
            if len(places) < count and window not in taken:
                taken.add(window)
                places.append(Chosen(window, figures, words.format(figures[name])))
        if places:
            result.append(Group(title, tuple(places)))
    return result


Rank = Tuple[str, str, int, int, str]
Every = List[Tuple[Window, Dict[str, float]]]


def _of_comparison(comparison: Comparison, span: float) -> Tuple[Sequence[Rank], Every]:
    most = max((place.sums.result.pixels for place in comparison.places), default=0.0)
    every: Every = []
    for place in comparison.places:
        if place.sums.result.pixels >= LEAST * most:
            figures = compared_figures(place.sums, span, comparison.ground.factor)
            every.append((place.window, {**figures, "luma": place.sums.luma_rmse / span * STEPS}))
    ranks = (
        ("Largest error", "luma", -1, COUNT, "error of luma {:.1f} of 255 steps (RMSE)"),
        ("Most invented", "hallucination", -1, COUNT, "hallucination {:.2f}"),
        ("For comparison: the smallest error", "luma", 1, 1, "error of luma {:.1f} of 255 steps (RMSE)"),
    )
    return ranks, every


def _of_result(alone: Alone, span: float) -> Tuple[Sequence[Rank], Every]:
    most = max((place.sums.pixels for place in alone.places), default=0.0)
    every = [(p.window, alone_figures(p.sums, span)) for p in alone.places if p.sums.pixels >= LEAST * most]
    ranks = (
        ("Most uncertain", "spread", -1, COUNT, "uncertainty {:.1f} of 255 steps"),
        ("Farthest from what the inputs support", "invented", -1, COUNT, "distance in luma {:.1f} of 255 steps"),
        ("Most generated", "generated", -1, COUNT, "generated share {:.2f}"),
        ("Farthest from the LR layer", "consistency", -1, COUNT, "LR RMSE {:.2f} of 255 steps"),
    )
    return ranks, every

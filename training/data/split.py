"""Which ground is trained on, and which is held out: decided by place, never by patch. No GDAL."""

from __future__ import annotations

import hashlib
from typing import Dict, List, Sequence, Tuple

from .rasters import in_degrees

SPLITS = ("train", "val", "test")
"""The sides: to train on, to measure on while training, and held out for good."""
TOUCHING = 30.0
"""Rasters nearer to each other than this, in map units (about metres on maps in degrees), are one place."""
METRES_PER_DEGREE = 111_000.0
"""Of latitude; less of longitude, so that rasters at high latitudes touch a little later."""


def places(boxes: Sequence[Tuple[str, Tuple[float, float, float, float]]], margin: float = TOUCHING) -> List[int]:
    """A place number for every (CRS as WKT, bounds): boxes of one CRS that overlap or nearly touch are one place.

    Neighbouring plots look alike, and several dates of the same ground are the same ground; both would leak through a
    split by file.
    """
    parent = list(range(len(boxes)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, (crs, a) in enumerate(boxes):
        for j in range(i):
            other, b = boxes[j]
            reach = margin / METRES_PER_DEGREE if in_degrees(crs) else margin
            if crs == other and all(a[k] <= b[k + 2] + reach and b[k] <= a[k + 2] + reach for k in (0, 1)):
                parent[root(i)] = root(j)
    return [root(i) for i in range(len(boxes))]


def split(
    names: Sequence[str], groups: Sequence[str], place: Sequence[int], part: float, seed: int, test: float = 0.0
) -> List[str]:
    """ "train", "val" (`part` of the places) or "test" for every raster, whole places together: a seeded hash of the
    place's first name decides.

    A group that would be left without training gives its held-out places back.
    """
    first: Dict[int, str] = {}
    for name, where in zip(names, place):
        first[where] = min(name, first.get(where, name))
    chance = {where: _chance(name, seed) for where, name in first.items()}
    sides = {where: "val" if c < part else "test" if c >= 1 - test else "train" for where, c in chance.items()}
    for group in sorted(set(groups)):
        theirs = {where for where, g in zip(place, groups) if g == group}
        if all(sides[where] != "train" for where in theirs):
            sides.update(dict.fromkeys(theirs, "train"))
    return [sides[where] for where in place]


def _chance(name: str, seed: int) -> float:
    """A number from 0 to 1 that only the name and the seed decide."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2.0**64

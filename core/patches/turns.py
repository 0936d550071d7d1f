"""The eight ways to turn and flip a patch, and back."""

from __future__ import annotations

from typing import Tuple

import numpy as np

TURNS: Tuple[Tuple[bool, bool, bool], ...] = (
    (False, False, False),
    (False, True, True),
    (False, False, True),
    (False, True, False),
    (True, False, False),
    (True, True, True),
    (True, True, False),
    (True, False, True),
)
"""The dihedral group of the square: whether rows and columns change places, then whether rows and columns are reversed.
As it is, half a turn, the two flips, then the same across the diagonal: any number of them from the start on is as
balanced as that number allows."""


def turned(patches: np.ndarray, number: int) -> np.ndarray:
    """(..., s, s) turned the way `TURNS[number]` says, contiguous."""
    across, rows, cols = TURNS[number]
    result = patches.swapaxes(-2, -1) if across else patches
    return np.ascontiguousarray(_reversed(result, rows, cols))


def turned_back(patches: np.ndarray, number: int) -> np.ndarray:
    """The patches that `turned` has turned, or what a network made of them, as they lay before; a view."""
    across, rows, cols = TURNS[number]
    result = _reversed(patches, rows, cols)
    return result.swapaxes(-2, -1) if across else result


def _reversed(patches: np.ndarray, rows: bool, cols: bool) -> np.ndarray:
    return patches[..., :: -1 if rows else 1, :: -1 if cols else 1]

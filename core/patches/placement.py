"""Where one picture has what another one has: a shift, or an affine map on which windows agree. Pure numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple

import numpy as np

Plane = Tuple[float, float, float]
"""a, b, c of a + b col + c row."""
AGREE = 0.5
"""Pixels by which a window may differ from a shift on which the windows agree."""
AGREE_AFFINE = 0.25
"""The same for an affine map, which bends towards every window."""
MAJORITY = 0.6
"""Share of the windows that have to agree."""
LEAST_WINDOWS = 6
"""Windows that an affine map needs: it has three numbers along each axis."""
LEAST_GAIN = 0.5
"""An affine map has to halve what a shift leaves (root mean square)."""


@dataclass(frozen=True)
class Placement:
    """The other picture has at (col, row) + (across, down) what this one has at (col, row); pixels of this one."""

    across: Plane = (0.0, 0.0, 0.0)
    down: Plane = (0.0, 0.0, 0.0)

    @classmethod
    def shift(cls, col: float, row: float) -> Placement:
        """The same everywhere."""
        return cls((float(col), 0.0, 0.0), (float(row), 0.0, 0.0))

    @property
    def is_shift(self) -> bool:
        """It is the same everywhere."""
        return not any((*self.across[1:], *self.down[1:]))

    def at(self, points: np.ndarray) -> np.ndarray:
        """(col, row) of the displacement at `points` (n, 2), themselves (col, row)."""
        return _terms(np.asarray(points, float)) @ np.array([self.across, self.down]).T

    def plus(self, other: Placement) -> Placement:
        """Both displacements added up."""
        across, down = (
            tuple(float(a + b) for a, b in zip(*planes))
            for planes in ((self.across, other.across), (self.down, other.down))
        )
        return Placement(across, down)  # type: ignore[arg-type]

    def times(self, factor: float) -> Placement:
        """So many times as far."""
        across, down = (tuple(factor * v for v in plane) for plane in (self.across, self.down))
        return Placement(across, down)  # type: ignore[arg-type]


def agreed(points: np.ndarray, moves: np.ndarray) -> Optional[Tuple[Placement, np.ndarray]]:
    """What windows around `points` (n, 2) that have moved by `moves` (n, 2), both (col, row), agree on, and bool (n,):
    which of them do. None where fewer than `MAJORITY` agree.

    A shift (mean of those within `AGREE` of the median), or an affine map where that leaves less than `LEAST_GAIN` of
    what the shift leaves and departs from it by more than `AGREE` at one of the points.
    """
    points, moves = np.asarray(points, float), np.asarray(moves, float)
    median = np.median(moves, 0)
    near = np.hypot(*(moves - median).T) <= AGREE
    shift = None
    if near.mean() >= MAJORITY:
        shift = Placement.shift(*moves[near].mean(0)), near
    affine = _affine(points, moves)
    if affine is None:
        return shift
    fitted, members = affine
    middle = moves[members].mean(0)
    left, before = (np.sqrt(((moves - guess)[members] ** 2).mean()) for guess in (fitted.at(points), middle))
    departs = np.hypot(*(fitted.at(points) - middle)[members].T).max()
    better = left < LEAST_GAIN * before and departs > AGREE
    return affine if better and members.sum() >= (0 if shift is None else near.sum()) else shift


def _affine(points: np.ndarray, moves: np.ndarray) -> Optional[Tuple[Placement, np.ndarray]]:
    """Least squares, twice: without the windows that the first fit leaves far from itself. None where there are too
    few, where they lie on one line, or where too few agree."""
    members = np.ones(len(points), bool)
    fit = Placement()
    for _ in range(3):
        if members.sum() < LEAST_WINDOWS or np.linalg.matrix_rank(_terms(points[members]), tol=1.0) < 3:
            return None
        planes = np.linalg.lstsq(_terms(points[members]), moves[members], rcond=None)[0]
        across, down = (tuple(float(v) for v in plane) for plane in planes.T)
        fit = Placement(across, down)  # type: ignore[arg-type]
        error = np.hypot(*(moves - fit.at(points)).T)
        members = error <= max(AGREE_AFFINE, 2 * float(np.median(error)))
    members = error <= AGREE_AFFINE
    return (fit, members) if members.mean() >= MAJORITY and members.sum() >= LEAST_WINDOWS else None


def _terms(points: np.ndarray) -> np.ndarray:
    """(n, 3): 1, col, row."""
    return np.column_stack([np.ones(len(points)), points])

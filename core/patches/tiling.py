"""Where patches lie along one axis, and how much each of them counts where they overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

import numpy as np


@dataclass(frozen=True)
class Axis:
    """Patches along one axis of the LR grid.

    `starts` rise strictly, every pixel lies in at least one patch, and the last patch ends exactly at `padded`.
    """

    length: int
    """LR pixels of the raster along this axis."""
    size: int
    """Patch size, LR pixels."""
    overlap: int
    """Width of the zone in which neighbouring patches are blended, LR pixels."""
    starts: Tuple[int, ...]
    """First LR pixel of every patch."""

    @property
    def padded(self) -> int:
        """LR pixels that the patches cover: `length`, or one patch where the raster is smaller than that."""
        return max(self.length, self.size)

    def borders(self) -> Tuple[int, ...]:
        """LR lines inside the raster at which some patch begins or ends, in rising order."""
        lines = set(self.starts) | {start + self.size for start in self.starts}
        return tuple(sorted(line for line in lines if 0 < line < self.length))

    def final_rows(self, index: int) -> Tuple[int, int]:
        """LR pixels [first, last) that no patch after patch `index` touches, and that patch `index - 1` left open."""
        first = self.starts[index]
        last = self.starts[index + 1] if index + 1 < len(self.starts) else self.padded
        return first, last

    def first_reaching(self, index: int) -> int:
        """The first patch that has a share in the pixels from the start of patch `index` on."""
        return next(i for i, start in enumerate(self.starts) if start + self.size > self.starts[index])

    def ramps(self, scale: int) -> np.ndarray:
        """Weight of every patch at each of its HR pixels, float64 (patches, size * scale), values in [0, 1].

        Raised-cosine ramps, `overlap` LR pixels wide, in the middle of the zone that two neighbours share; 1 elsewhere
        and at the ends of the raster. Two neighbours' weights add up to 1 where no third patch reaches.
        """
        weights = np.ones((len(self.starts), self.size * scale))
        centre = (np.arange(self.size * scale) + 0.5) / scale
        for left in range(len(self.starts) - 1):
            begin, end = self.starts[left + 1], self.starts[left] + self.size
            half = min(self.overlap, end - begin) / 2
            middle = (begin + end) / 2
            weights[left] *= 1 - _rise(centre + self.starts[left], middle, half)
            weights[left + 1] *= _rise(centre + self.starts[left + 1], middle, half)
        return weights

    def sums(self, scale: int) -> Tuple[np.ndarray, np.ndarray]:
        """Sum of the weights and sum of their squares over all patches, float64 (padded * scale,) each."""
        plain, squared = np.zeros(self.padded * scale), np.zeros(self.padded * scale)
        for start, weight in zip(self.starts, self.ramps(scale)):
            here = slice(start * scale, (start + self.size) * scale)
            plain[here] += weight
            squared[here] += weight**2
        return plain, squared

    def blended(self, scale: int) -> np.ndarray:
        """bool (padded * scale,): HR pixels to which more than one patch contributes."""
        plain, squared = self.sums(scale)
        return squared < plain - 1e-6


def plan_axis(length: int, size: int, overlap: int) -> Axis:
    """Patches of `size` LR pixels over `length`, neighbours sharing at least `overlap`; the last one ends at the edge.

    `overlap` is at least 0 and at most half of `size`; ValueError otherwise.
    """
    if length < 1 or size < 1 or not 0 <= overlap <= size // 2:
        raise ValueError(f"no patches of {size} with overlap {overlap} over {length} pixels")
    starts = [0]
    while starts[-1] + size < length:
        starts.append(min(starts[-1] + size - overlap, length - size))
    return Axis(length, size, overlap, tuple(starts))


def _rise(position: np.ndarray, middle: float, half: float) -> np.ndarray:
    """0 before the ramp, 1 after it, raised cosine between; a step at `middle` for a ramp without width."""
    if half == 0:
        return (position > middle).astype(float)
    t = np.clip((position - middle + half) / (2 * half), 0.0, 1.0)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * t))

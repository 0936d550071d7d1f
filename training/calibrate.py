"""Measures rho, the figure that keeps blend zones as sharp as the rest (see `core.patches.blend`)."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence, Tuple

import numpy as np
import torch

from ..core.errors import SpecGanError
from ..core.modelspec import ModelSpec
from ..core.network.generator import Generator
from ..core.patches.normalize import HSI_LIMIT
from ..core.upsampling import block_mean, upsample
from .data import Scene, cut

PAIRS = 256
BATCH = 16


def detail_correlation(generator: Generator, spec: ModelSpec, scenes: Sequence[Scene], seed: int = 0) -> float:
    """Correlation (0 to 1) of the detail that two neighbouring patches generate where they overlap.

    Measured on `PAIRS` seeded random pairs in the held-out scenes that have HSI, half of them side by side and half
    above each other, at the model's default overlap: the sum of products over the root of the product of the sums of
    squares. 0 for an overlap of 0. Raises `SpecGanError` where no held-out scene is large enough.
    """
    if spec.overlap == 0:
        return 0.0
    random = np.random.default_rng(seed)
    held_out = [scene for scene in scenes if scene.split == "val" and scene.hsi is not None]
    usable = [(scene, _pair_starts(scene, spec), _step(scene, spec)) for scene in held_out]
    usable = [item for item in usable if item[1][0] and item[1][1]]
    if not usable:
        raise SpecGanError(
            "No held-out scene with hyperspectral data is large enough for two neighbouring patches.",
            "Prepare the data with larger scenes, or hold out other ones.",
        )
    products = np.zeros(3)
    zone = spec.overlap * spec.scale
    for first in range(0, PAIRS, BATCH):
        pairs = [_draw(random, usable, number % 2) for number in range(first, first + BATCH)]
        ones = _details(generator, spec, [(pair.scene, pair.one) for pair in pairs])
        others = _details(generator, spec, [(pair.scene, pair.other) for pair in pairs])
        for pair, one, other in zip(pairs, ones, others):
            if pair.axis == 0:
                one, other = one[:, -zone:], other[:, :zone]
            else:
                one, other = one[:, :, -zone:], other[:, :, :zone]
            products += (one * other).sum(), (one**2).sum(), (other**2).sum()
    if products[1] == 0 or products[2] == 0:
        return 0.0
    return float(np.clip(products[0] / np.sqrt(products[1] * products[2]), 0.0, 1.0))


Start = Tuple[int, int]


class _Pair(NamedTuple):
    """Two neighbouring patches of a scene, by the cells at which they start; `axis` 0: the other one is below."""

    scene: Scene
    one: Start
    other: Start
    axis: int


def _pair_starts(scene: Scene, spec: ModelSpec) -> Tuple[List[Start], List[Start]]:
    """Starts of crops whose neighbour below (first list), to the right (second list), is a valid crop too."""
    known = {(int(row), int(col)) for row, col in scene.starts}
    step = _step(scene, spec)
    below = [(row, col) for row, col in sorted(known) if (row + step, col) in known]
    right = [(row, col) for row, col in sorted(known) if (row, col + step) in known]
    return below, right


def _step(scene: Scene, spec: ModelSpec) -> int:
    """Cells from one patch to the next."""
    return (spec.in_size - spec.overlap) * spec.scale // scene.cell


def _draw(random: np.random.Generator, usable: Sequence, axis: int) -> _Pair:
    scene, starts, step = usable[int(random.integers(len(usable)))]
    row, col = starts[axis][int(random.integers(len(starts[axis])))]
    return _Pair(scene, (row, col), (row + step, col) if axis == 0 else (row, col + step), axis)


def _details(generator: Generator, spec: ModelSpec, places: Sequence[Tuple[Scene, Start]]) -> np.ndarray:
    """What the network adds to the base of each patch, float32 (n, 3, S, S)."""
    crops = [cut(scene, start, spec.in_size, spec.scale, spec.bands) for scene, start in places]
    rgb = block_mean(np.stack([truth for truth, _ in crops]), spec.scale).astype(np.float32)
    hsi = np.stack([spectra for _, spectra in crops]).astype(np.float32)
    with torch.inference_mode():
        result = generator(torch.from_numpy(np.clip(hsi, -HSI_LIMIT, HSI_LIMIT)), torch.from_numpy(rgb)).numpy()
    low = upsample(rgb if spec.lr_consistent else block_mean(result, spec.scale), spec.scale)
    return np.asarray(result - low, np.float32)

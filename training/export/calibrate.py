"""Measures rho, the figure that keeps blend zones as sharp as the rest (see `core.patches.blend`)."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence, Tuple

import numpy as np
import torch

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ...core.network.generator import Generator
from ...core.patches.normalize import HSI_LIMIT
from ...core.patches.tiling import plan_axis
from ...core.shelf.upsampling import block_mean, upsample
from ..data.crops import make_batch
from ..data.shards import Scene, cut, cut_low

PAIRS = 256
BATCH = 16


def detail_correlation(generator: Generator, spec: ModelSpec, scenes: Sequence[Scene], seed: int = 0) -> float:
    """The rho (0 to 1) with which blended detail has the energy that it has inside patches.

    That is the correlation of neighbouring patches' details where detail is as strong at the sides of a patch as in
    its middle, and less where it is weaker there. Measured on `PAIRS` seeded random pairs in the held-out scenes that
    have HSI, half of them side by side and half above each other, at the model's default overlap and with its ramps.
    0 for an overlap of 0. Raises `SpecGanError` where no held-out scene is large enough.
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
    zone = spec.overlap * spec.scale
    falling, rising = plan_axis(2 * spec.in_size - spec.overlap, spec.in_size, spec.overlap).ramps(spec.scale)
    falling, rising = falling[-zone:], rising[:zone]
    blended, inside = np.zeros(zone), 0.0
    for first in range(0, PAIRS, BATCH):
        pairs = [_draw(random, usable, number % 2) for number in range(first, first + BATCH)]
        ones = _details(generator, spec, [(pair.scene, pair.one) for pair in pairs])
        others = _details(generator, spec, [(pair.scene, pair.other) for pair in pairs])
        for pair, one, other in zip(pairs, ones, others):
            if pair.axis == 0:
                one, other = one.transpose(0, 2, 1), other.transpose(0, 2, 1)
            blended += ((falling * one[:, :, -zone:] + rising * other[:, :, :zone]) ** 2).mean((0, 1))
            inside += ((one[:, :, zone:-zone] ** 2).mean() + (other[:, :, zone:-zone] ** 2).mean()) / 2
    candidates = np.linspace(0, 1, 101)
    norms = [(1 - rho) * (falling**2 + rising**2) + rho * (falling + rising) ** 2 for rho in candidates]
    misses = [abs((blended / norm).mean() - inside) for norm in norms]
    return float(candidates[int(np.argmin(misses))])


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
    """What the network adds to the base of each patch, or to its second output, float32 (n, 3, S, S)."""
    crops = [cut(scene, start, spec.in_size, spec.scale, spec.bands) for scene, start in places]
    lows = [cut_low(scene, start, spec.in_size, spec.scale) for scene, start in places]
    batch = make_batch([truth for truth, _ in crops], [spectra for _, spectra in crops], (), spec.scale, lows)
    hsi = np.clip(batch.hsi, -HSI_LIMIT, HSI_LIMIT)
    with torch.inference_mode():
        sr, expected = generator.answers(torch.from_numpy(hsi), torch.from_numpy(batch.rgb))
    result = sr.numpy()
    if expected is not None:
        return np.asarray(result - expected.numpy(), np.float32)
    low = upsample(batch.rgb if spec.lr_consistent else block_mean(result, spec.scale), spec.scale)
    return np.asarray(result - low, np.float32)

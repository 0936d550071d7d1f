"""Crops to train on and to measure on: drawing them, augmentation, the LR images. numpy only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.upsampling import block_mean
from ..config import TrainConfig
from .shards import Scene, cut, cut_low


@dataclass
class Batch:
    """Crops of one step, augmented, before the LR images are made of them."""

    truth: np.ndarray
    """float32 (n, 3, S, S) in [-1, 1]."""
    hsi: np.ndarray
    """float32 (n, bands, s, s); zero where dropped or missing."""
    rgb: np.ndarray
    """float32 (n, 3, s, s): block mean of `truth`, or of the scene's `low`."""
    groups: Tuple[str, ...]


def elsewhere(scenes: Sequence[Scene], scene: Scene) -> List[Scene]:
    """The scenes whose HSI may stand in for that of `scene` in the shuffled arm: others of its group, else any other.

    `SpecGanError` where there is no other scene with HSI.
    """
    others = [other for other in scenes if other.hsi is not None and other is not scene]
    if not others:
        raise SpecGanError(
            "There is no other scene whose hyperspectral data could stand in for those of {name}.",
            "Prepare at least two scenes with hyperspectral data, or choose another arm.",
            name=scene.name,
        )
    return [other for other in others if other.group == scene.group] or others


class Change(NamedTuple):
    """What happens to one crop."""

    flip_rows: bool
    flip_columns: bool
    turns: int
    noise: np.ndarray
    """RGB gain and offset, HSI gain and offset, in standard deviations."""
    keep_hsi: bool


class Sampler:
    """Draws random crops: first the group by its weight, then the scene by its number of crops, then the crop.

    Its random numbers are its own, and their state can be saved and restored (`state`, `restore`). Where several
    processes share a step, all of them draw the same places and each cuts its own part: `share` is (its number, how
    many they are).
    """

    def __init__(
        self,
        scenes: Sequence[Scene],
        scale: int,
        in_size: int,
        bands: int,
        config: TrainConfig,
        share: Tuple[int, int] = (0, 1),
    ) -> None:
        self.scale, self.in_size, self.bands, self.config = scale, in_size, bands, config
        self._rank, self._processes = share
        self.scenes = [scene for scene in scenes if scene.split == "train"]
        self.groups = sorted({scene.group for scene in self.scenes})
        weights = dict(config.group_weights)
        unknown = sorted(set(weights) - {scene.group for scene in scenes})
        if unknown:
            raise SpecGanError(
                "There is no group {unknown!r} in the data.",
                "Groups: {groups}.",
                unknown=unknown[0],
                groups=", ".join(self.groups),
            )
        chance = np.array([max(weights.get(group, 1.0), 0.0) for group in self.groups], float)
        if not chance.sum() > 0:
            raise SpecGanError("No scene is left to train on.", "Give at least one group of scenes a weight above 0.")
        self._chance = chance / chance.sum()
        self._members: Dict[str, Tuple[List[Scene], np.ndarray]] = {}
        for group in self.groups:
            members = [scene for scene in self.scenes if scene.group == group]
            size = np.array([len(scene.starts) for scene in members], float)
            self._members[group] = (members, size / size.sum())
        self._random = np.random.default_rng(config.seed)
        for scene in self.scenes if config.hsi_arm == "shuffled" else ():
            if scene.hsi is not None:
                elsewhere(self.scenes, scene)  # refuse now, not in mid-run

    def state(self) -> str:
        """The state of the random numbers as JSON text."""
        return json.dumps(self._random.bit_generator.state)

    def restore(self, state: Any) -> None:
        """Continue with the random numbers of `state`; `SpecGanError` for anything else."""
        try:
            self._random.bit_generator.state = json.loads(state)
        except (TypeError, ValueError, KeyError) as error:
            raise SpecGanError(
                "The checkpoint cannot be resumed: it does not hold the state of the random crops.",
                "Start a new run in another folder.",
                repr(error),
            ) from error

    def draw(self, count: int) -> Batch:
        """`count` augmented crops, or this process's part of them: as many for each, in order."""
        first, each = self._rank * count // self._processes, count // self._processes
        truths, spectra, lows, groups = [], [], [], []
        for number in range(count):
            group = self.groups[int(self._random.choice(len(self.groups), p=self._chance))]
            members, chance = self._members[group]
            scene = members[int(self._random.choice(len(members), p=chance))]
            start = scene.starts[int(self._random.integers(len(scene.starts)))]
            mine = first <= number < first + each
            if mine:
                truth, hsi = cut(scene, start, self.in_size, self.scale, self.bands)
                if self.config.hsi_arm == "shuffled" and scene.hsi is not None:
                    hsi = self._hsi_of_another_place(scene)
            change = self._change(scene.hsi is not None)
            if not mine:
                continue
            low = cut_low(scene, start, self.in_size, self.scale)
            truths.append(self._changed_rgb(truth, change))
            lows.append(None if low is None else self._changed_rgb(low, change))
            spectra.append(self._changed_hsi(hsi, change))
            groups.append(group)
        return make_batch(truths, spectra, groups, self.scale, lows)

    def _hsi_of_another_place(self, scene: Scene) -> np.ndarray:
        """HSI of a random crop of another scene. The numbers for it come from the state of the crops' own numbers but
        do not move that on: every arm sees the same crops, and a resumed run needs no second state."""
        state = self._random.bit_generator.state["state"]["state"]
        random = np.random.default_rng(int(state))
        others = elsewhere(self.scenes, scene)
        other = others[int(random.integers(len(others)))]
        start = other.starts[int(random.integers(len(other.starts)))]
        return cut(other, start, self.in_size, self.scale, self.bands)[1]

    def _change(self, has_hsi: bool) -> Change:
        config, random = self.config, self._random
        flips = random.random(2) < 0.5
        turns = int(random.integers(4)) if config.rotate else 0
        noise = random.standard_normal(4).astype(np.float32)
        kept = has_hsi and not random.random() < config.hsi_drop
        return Change(bool(flips[0]), bool(flips[1]), turns, noise, kept)

    def _changed_rgb(self, image: np.ndarray, change: Change) -> np.ndarray:
        config = self.config
        image = turn(image, change.flip_rows, change.flip_columns, change.turns)
        if config.rgb_gain or config.rgb_offset:
            brighter = image * (1 + config.rgb_gain * change.noise[0]) + config.rgb_offset * change.noise[1]
            image = np.clip(brighter, -1.0, 1.0)
        return image

    def _changed_hsi(self, hsi: np.ndarray, change: Change) -> np.ndarray:
        hsi = turn(hsi, change.flip_rows, change.flip_columns, change.turns)
        if not change.keep_hsi or self.config.hsi_arm == "none":
            return np.zeros_like(hsi)
        return hsi * (1 + self.config.hsi_gain * change.noise[2]) + self.config.hsi_offset * change.noise[3]


def turn(array: np.ndarray, flip_rows: bool, flip_columns: bool, turns: int) -> np.ndarray:
    """Mirror and rotate the last two axes of (k, n, n): one of the eight ways to lay a square."""
    if flip_rows:
        array = array[:, ::-1]
    if flip_columns:
        array = array[:, :, ::-1]
    return np.rot90(array, turns, (1, 2))


def make_batch(
    truths: List[np.ndarray],
    spectra: List[np.ndarray],
    groups: Sequence[str],
    scale: int,
    lows: Sequence[Optional[np.ndarray]] = (),
) -> Batch:
    """Stack crops and average their RGB to the LR grid; `lows` are LR images that are known already."""
    truth = np.ascontiguousarray(np.stack(truths), np.float32)
    hsi = np.ascontiguousarray(np.stack(spectra), np.float32)
    rgb = block_mean(truth, scale).astype(np.float32)
    for number, low in enumerate(lows):
        if low is not None:
            rgb[number] = low
    return Batch(truth, hsi, rgb, tuple(groups))


def at_factor(batch: Batch, factor: int) -> Batch:
    """The same crops for a network of `factor` instead of the sampler's: the truth averaged, the LR images as they
    are."""
    ratio = batch.truth.shape[-1] // (batch.rgb.shape[-1] * factor)
    if ratio <= 1:
        return batch
    return Batch(block_mean(batch.truth, ratio).astype(np.float32), batch.hsi, batch.rgb, batch.groups)


def validation_batch(
    scenes: Sequence[Scene], scale: int, in_size: int, bands: int, count: int, arm: str = "hsi"
) -> Optional[Batch]:
    """About `count` fixed crops of the held-out scenes, as many of every group; None where nothing is held out.

    `arm`: see `TrainConfig.hsi_arm`; "shuffled" takes the HSI of other scenes in turn.
    """
    held_out = [scene for scene in scenes if scene.split == "val"]
    groups = sorted({scene.group for scene in held_out})
    if not groups or count < 1:
        return None
    truths, spectra, lows, names = [], [], [], []
    each = max(1, count // len(groups))
    for group in groups:
        members = [scene for scene in held_out if scene.group == group]
        for number in range(each):
            # evenly over all: names begin with the kind of ground, so the first members may all be of one kind
            few = each < len(members)
            scene = members[(2 * number + 1) * len(members) // (2 * each) if few else number % len(members)]
            round_, rounds = number // len(members), -(-each // len(members))
            start = scene.starts[int((round_ + 0.5) / rounds * len(scene.starts))]
            truth, hsi = cut(scene, start, in_size, scale, bands)
            if arm == "shuffled" and scene.hsi is not None:
                others = elsewhere(scenes, scene)
                other = others[number % len(others)]
                hsi = cut(other, other.starts[len(other.starts) // 2], in_size, scale, bands)[1]
            truths.append(truth)
            spectra.append(np.zeros_like(hsi) if arm == "none" else hsi)
            lows.append(cut_low(scene, start, in_size, scale))
            names.append(group)
    return make_batch(truths, spectra, names, scale, lows)

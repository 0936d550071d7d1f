"""Training shards: reading them, drawing crops, augmentation. numpy only; nothing here needs GDAL.

A shard is one scene as `NAME.npz`: `rgb` uint8 (3, H, W); `hsi` float16 (bands, H / g, W / g) in [-1, 1], absent for
RGB-only scenes; `valid` bool (H / g, W / g); `meta` JSON text. The cell g is a whole part of the scale, so a crop that
starts on a cell border has an exact block mean on the LR grid for both layers.
"""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..core.errors import SpecGanError
from ..core.upsampling import block_mean
from .config import TrainConfig

MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1


@dataclass
class Scene:
    """One shard in memory."""

    name: str
    group: str
    split: str
    cell: int
    rgb: np.ndarray
    hsi: Optional[np.ndarray]
    valid: np.ndarray
    starts: np.ndarray = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    """Cell (row, col) of every crop without an invalid cell, (k, 2)."""


@dataclass
class Batch:
    """Crops of one step, augmented, before the LR images are made of them."""

    truth: np.ndarray
    """float32 (n, 3, S, S) in [-1, 1]."""
    hsi: np.ndarray
    """float32 (n, bands, s, s); zero where dropped or missing."""
    rgb: np.ndarray
    """float32 (n, 3, s, s): block mean of `truth`."""
    groups: Tuple[str, ...]


def write_shard(
    path: Path, rgb: np.ndarray, hsi: Optional[np.ndarray], valid: np.ndarray, meta: Mapping[str, Any]
) -> None:
    """Write one scene, atomically; shapes and types are those of the module's description, or `ValueError`."""
    cell = int(meta["cell"])
    grid = (rgb.shape[1] // cell, rgb.shape[2] // cell)
    if rgb.dtype != np.uint8 or rgb.shape[1:] != (grid[0] * cell, grid[1] * cell) or valid.shape != grid:
        raise ValueError("RGB and validity of a shard do not fit together")
    arrays: Dict[str, np.ndarray] = {"rgb": rgb, "valid": valid.astype(bool), "meta": np.array(json.dumps(dict(meta)))}
    if hsi is not None:
        if hsi.shape[1:] != grid:
            raise ValueError("the HSI of a shard does not fit its RGB")
        arrays["hsi"] = hsi.astype(np.float16)
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as stream:
            np.savez(stream, **arrays)
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise SpecGanError(
            f"The training shard {path} cannot be written.",
            "Choose a folder that is writable and has enough free space.",
            repr(error),
        ) from error


def read_scenes(folders: Iterable[Path], scale: int, in_size: int, bands: int) -> List[Scene]:
    """All scenes of the manifests in `folders` that hold at least one crop; `SpecGanError` where they do not fit."""
    scenes: List[Scene] = []
    for folder in folders:
        manifest = read_manifest(Path(folder))
        for entry in manifest["scenes"]:
            scene = _read_scene(Path(folder), entry, scale, bands)
            scene.starts = crop_starts(scene.valid, in_size * scale // scene.cell)
            if len(scene.starts):
                scenes.append(scene)
    if not scenes:
        raise SpecGanError(
            f"No scene holds a whole crop of {in_size * scale} x {in_size * scale} valid pixels.",
            "Prepare larger scenes, or train a model with a smaller patch.",
        )
    return scenes


def read_manifest(folder: Path) -> Dict[str, Any]:
    """The manifest of a folder of shards."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["format"] != MANIFEST_FORMAT or not isinstance(manifest["scenes"], list):
            raise ValueError("unknown format")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SpecGanError(
            f"{folder} holds no readable training data ({MANIFEST}).",
            "Make it with `python -m specgan.training prepare`.",
            repr(error),
        ) from error
    return dict(manifest)


def _read_scene(folder: Path, entry: Mapping[str, Any], scale: int, bands: int) -> Scene:
    path = folder
    try:
        path = folder / str(entry["file"])
        with np.load(path, allow_pickle=False) as shard:
            meta = json.loads(str(shard["meta"]))
            hsi = shard["hsi"] if "hsi" in shard.files else None
            scene = Scene(
                str(entry["name"]), str(entry["group"]), str(entry["split"]), int(meta["cell"]),
                shard["rgb"], hsi, shard["valid"],
            )  # fmt: skip
        _check_shapes(scene)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise SpecGanError(
            f"The training shard {path} is missing or damaged.", "Prepare the data again.", repr(error)
        ) from error
    if scale % scene.cell:
        raise SpecGanError(
            f"The shard {path} has HSI cells of {scene.cell} pixels, which do not divide the scale {scale}.",
            f"Prepare the data with --scale {scale}.",
        )
    if hsi is not None and hsi.shape[0] != bands:
        raise SpecGanError(
            f"The shard {path} has {hsi.shape[0]} HSI bands, the model takes {bands}.",
            "Prepare the data with the bands of the model (--wavelengths), or choose another model.",
        )
    return scene


def _check_shapes(scene: Scene) -> None:
    """`ValueError` where the arrays are not what the module's description says."""
    rows, cols = scene.valid.shape
    size = (3, rows * scene.cell, cols * scene.cell)
    if scene.cell < 1 or scene.rgb.dtype != np.uint8 or scene.valid.dtype != bool or scene.rgb.shape != size:
        raise ValueError("RGB and validity do not fit together")
    if scene.hsi is not None and scene.hsi.shape[1:] != (rows, cols):
        raise ValueError("HSI and validity do not fit together")


def crop_starts(valid: np.ndarray, cells: int) -> np.ndarray:
    """Upper left (row, col) of every window of `cells` x `cells` valid cells, int32 (k, 2)."""
    height, width = valid.shape
    if height < cells or width < cells:
        return np.zeros((0, 2), np.int32)
    total = np.zeros((height + 1, width + 1), np.int64)
    total[1:, 1:] = valid.astype(np.int64).cumsum(0).cumsum(1)
    count = total[cells:, cells:] - total[:-cells, cells:] - total[cells:, :-cells] + total[:-cells, :-cells]
    return np.argwhere(count == cells * cells).astype(np.int32)


def cut(scene: Scene, start: Sequence[int], in_size: int, scale: int, bands: int) -> Tuple[np.ndarray, np.ndarray]:
    """Crop at cell (row, col): truth float32 (3, S, S) in [-1, 1] and HSI float32 (bands, s, s), zero where missing."""
    row, col = int(start[0]), int(start[1])
    cell, size = scene.cell, in_size * scale
    window = scene.rgb[:, row * cell : row * cell + size, col * cell : col * cell + size]
    truth = window.astype(np.float32) / np.float32(127.5) - np.float32(1.0)
    if scene.hsi is None:
        return truth, np.zeros((bands, in_size, in_size), np.float32)
    cells = size // cell
    hsi = scene.hsi[:, row : row + cells, col : col + cells].astype(np.float32)
    return truth, block_mean(hsi, scale // cell)


def elsewhere(scenes: Sequence[Scene], scene: Scene) -> List[Scene]:
    """The scenes whose HSI may stand in for that of `scene` in the shuffled arm: others of its group, else any other.

    `SpecGanError` where there is no other scene with HSI.
    """
    others = [other for other in scenes if other.hsi is not None and other is not scene]
    if not others:
        raise SpecGanError(
            f"There is no other scene whose hyperspectral data could stand in for those of {scene.name}.",
            "Prepare at least two scenes with hyperspectral data, or choose another arm.",
        )
    return [other for other in others if other.group == scene.group] or others


class Sampler:
    """Draws random crops: first the group by its weight, then the scene by its number of crops, then the crop.

    Its random numbers are its own, and their state can be saved and restored (`state`, `restore`).
    """

    def __init__(
        self,
        scenes: Sequence[Scene],
        scale: int,
        in_size: int,
        bands: int,
        config: TrainConfig,
    ) -> None:
        self.scale, self.in_size, self.bands, self.config = scale, in_size, bands, config
        self.scenes = [scene for scene in scenes if scene.split == "train"]
        self.groups = sorted({scene.group for scene in self.scenes})
        weights = dict(config.group_weights)
        unknown = sorted(set(weights) - {scene.group for scene in scenes})
        if unknown:
            raise SpecGanError(
                f"There is no group {unknown[0]!r} in the data.", "Groups: " + ", ".join(self.groups) + "."
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
        if config.hsi_arm == "shuffled":
            for scene in self.scenes:
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
        """`count` augmented crops."""
        truths, spectra, groups = [], [], []
        for _ in range(count):
            group = self.groups[int(self._random.choice(len(self.groups), p=self._chance))]
            members, chance = self._members[group]
            scene = members[int(self._random.choice(len(members), p=chance))]
            start = scene.starts[int(self._random.integers(len(scene.starts)))]
            truth, hsi = cut(scene, start, self.in_size, self.scale, self.bands)
            if self.config.hsi_arm == "shuffled" and scene.hsi is not None:
                hsi = self._hsi_of_another_place(scene)
            truth, hsi = self._augment(truth, hsi, scene.hsi is not None)
            truths.append(truth)
            spectra.append(np.zeros_like(hsi) if self.config.hsi_arm == "none" else hsi)
            groups.append(group)
        return make_batch(truths, spectra, groups, self.scale)

    def _hsi_of_another_place(self, scene: Scene) -> np.ndarray:
        """HSI of a random crop of another scene. The numbers for it come from the state of the crops' own numbers but
        do not move that on: every arm sees the same crops, and a resumed run needs no second state."""
        state = self._random.bit_generator.state["state"]["state"]
        random = np.random.default_rng(int(state))
        others = elsewhere(self.scenes, scene)
        other = others[int(random.integers(len(others)))]
        start = other.starts[int(random.integers(len(other.starts)))]
        return cut(other, start, self.in_size, self.scale, self.bands)[1]

    def _augment(self, truth: np.ndarray, hsi: np.ndarray, has_hsi: bool) -> Tuple[np.ndarray, np.ndarray]:
        config, random = self.config, self._random
        flips = random.random(2) < 0.5
        turns = int(random.integers(4)) if config.rotate else 0
        truth, hsi = (turn(array, bool(flips[0]), bool(flips[1]), turns) for array in (truth, hsi))
        noise = random.standard_normal(4).astype(np.float32)
        if config.rgb_gain or config.rgb_offset:
            changed = truth * (1 + config.rgb_gain * noise[0]) + config.rgb_offset * noise[1]
            truth = np.clip(changed, -1.0, 1.0)
        if not has_hsi or random.random() < config.hsi_drop:
            return truth, np.zeros_like(hsi)
        return truth, hsi * (1 + config.hsi_gain * noise[2]) + config.hsi_offset * noise[3]


def turn(array: np.ndarray, flip_rows: bool, flip_columns: bool, turns: int) -> np.ndarray:
    """Mirror and rotate the last two axes of (k, n, n): one of the eight ways to lay a square."""
    if flip_rows:
        array = array[:, ::-1]
    if flip_columns:
        array = array[:, :, ::-1]
    return np.rot90(array, turns, (1, 2))


def make_batch(truths: List[np.ndarray], spectra: List[np.ndarray], groups: Sequence[str], scale: int) -> Batch:
    """Stack crops and average their RGB to the LR grid."""
    truth = np.ascontiguousarray(np.stack(truths), np.float32)
    hsi = np.ascontiguousarray(np.stack(spectra), np.float32)
    return Batch(truth, hsi, block_mean(truth, scale).astype(np.float32), tuple(groups))


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
    truths, spectra, names = [], [], []
    each = max(1, count // len(groups))
    for group in groups:
        members = [scene for scene in held_out if scene.group == group]
        for number in range(each):
            scene = members[number % len(members)]
            round_, rounds = number // len(members), -(-each // len(members))
            start = scene.starts[int((round_ + 0.5) / rounds * len(scene.starts))]
            truth, hsi = cut(scene, start, in_size, scale, bands)
            if arm == "shuffled" and scene.hsi is not None:
                others = elsewhere(scenes, scene)
                other = others[number % len(others)]
                hsi = cut(other, other.starts[len(other.starts) // 2], in_size, scale, bands)[1]
            truths.append(truth)
            spectra.append(np.zeros_like(hsi) if arm == "none" else hsi)
            names.append(group)
    return make_batch(truths, spectra, names, scale)

"""Training shards: writing, reading and cutting them. numpy only; nothing here needs GDAL.

A shard is one scene as `NAME.npz`: `rgb` uint8 (3, H, W); `hsi` float16 (bands, H / g, W / g) in [-1, 1], absent for
RGB-only scenes; `valid` bool (H / g, W / g); `meta` JSON text. The cell g is a whole part of the scale, so a crop that
starts on a cell border has an exact block mean on the LR grid for both layers. `low` float32 (3, H / g, W / g) in
[-1, 1] is there where the LR image is seen through a PSF: cell means of the blurred RGB; without it the LR image is the
block mean of the RGB itself.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.files import replacing
from ...core.shelf.upsampling import block_mean

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
    low: Optional[np.ndarray] = None
    """float32 (3, H / g, W / g) in [-1, 1]: the RGB as the PSF shows it; None: its plain means."""


def write_shard(
    path: Path,
    rgb: np.ndarray,
    hsi: Optional[np.ndarray],
    valid: np.ndarray,
    meta: Mapping[str, Any],
    low: Optional[np.ndarray] = None,
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
    if low is not None:
        if low.shape != (3, *grid):
            raise ValueError("the LR image of a shard does not fit its RGB")
        arrays["low"] = low.astype(np.float32)
    with replacing(path) as part, part.open("wb") as stream:
        np.savez(stream, **arrays)


def read_scenes(folders: Iterable[Path], scale: int, in_size: int, bands: int) -> List[Scene]:
    """All scenes of the manifests in `folders` that hold at least one crop; `SpecGanError` where they do not fit.

    Scenes to train on of at least half a crop are mirrored up to one (`extend`).
    """
    scenes: List[Scene] = []
    for folder in folders:
        manifest = read_manifest(Path(folder))
        for entry in manifest["scenes"]:
            scene = _read_scene(Path(folder), entry, scale, bands)
            cells = in_size * scale // scene.cell
            if scene.split == "train":  # figures are measured on ground that is there
                extend(scene, cells)
            scene.starts = crop_starts(scene.valid, cells)
            if len(scene.starts):
                scenes.append(scene)
    if not scenes:
        raise SpecGanError(
            "No scene holds a whole crop of {size} x {size} valid pixels.",
            "Prepare larger scenes, or train a model with a smaller patch.",
            size=in_size * scale,
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
            "{folder} holds no readable training data ({manifest}).",
            "Make it with `specgan prepare`.",
            repr(error),
            folder=folder,
            manifest=MANIFEST,
        ) from error
    return dict(manifest)


def fingerprint(path: Union[str, Path]) -> str:
    """SHA-256 of a file, for the log of a run."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def identities(folders: Sequence[Path]) -> Dict[str, str]:
    """What tells folders of shards from others: their manifests' SHA-256. A manifest holds names, splits, counts and
    statistics of all scenes."""
    return {str(folder): fingerprint(folder / MANIFEST) for folder in folders}


def _read_scene(folder: Path, entry: Mapping[str, Any], scale: int, bands: int) -> Scene:
    path = folder
    try:
        path = folder / str(entry["file"])
        with np.load(path, allow_pickle=False) as shard:
            meta = json.loads(str(shard["meta"]))
            hsi = shard["hsi"] if "hsi" in shard.files else None
            scene = Scene(
                str(entry["name"]), str(entry["group"]), str(entry["split"]), int(meta["cell"]),
                shard["rgb"], hsi, shard["valid"], low=shard["low"] if "low" in shard.files else None,
            )  # fmt: skip
        _check_shapes(scene)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise SpecGanError(
            "The training shard {path} is missing or damaged.", "Prepare the data again.", repr(error), path=path
        ) from error
    if scale % scene.cell:
        raise SpecGanError(
            "The shard {path} has HSI cells of {cell} pixels, which do not divide the scale {scale}.",
            "Prepare the data with --scale {scale}.",
            path=path,
            cell=scene.cell,
            scale=scale,
        )
    if scene.low is not None and scale != 2 * scene.cell:
        raise SpecGanError(
            "The shard {path} was made with a PSF for {cell}x, not for {scale}x.",
            "Prepare the data with --scale {scale}.",
            path=path,
            cell=2 * scene.cell,
            scale=scale,
        )
    if hsi is not None and hsi.shape[0] != bands:
        raise SpecGanError(
            "The shard {path} has {hsi_bands} HSI bands, the model takes {bands}.",
            "Prepare the data with the bands of the model (--wavelengths), or choose another model.",
            path=path,
            hsi_bands=hsi.shape[0],
            bands=bands,
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
    if scene.low is not None and scene.low.shape != (3, rows, cols):
        raise ValueError("LR image and validity do not fit together")


def extend(scene: Scene, cells: int) -> None:
    """Mirror a scene that is smaller than a crop of `cells` x `cells`, but at least half as wide and as high, at its
    lower and right edge until it holds one; small plots teach a model of a large factor that way."""
    missing = [max(0, cells - size) for size in scene.valid.shape]
    if not any(missing) or any(2 * size < cells for size in scene.valid.shape):
        return

    def mirrored(array: np.ndarray, cell: int = 1) -> np.ndarray:
        ends = [(0, cell * each) for each in missing]
        return np.pad(array, [(0, 0)] * (array.ndim - 2) + ends, "symmetric")

    scene.rgb, scene.valid = mirrored(scene.rgb, scene.cell), mirrored(scene.valid)
    scene.hsi = None if scene.hsi is None else mirrored(scene.hsi)
    scene.low = None if scene.low is None else mirrored(scene.low)


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


def cut_low(scene: Scene, start: Sequence[int], in_size: int, scale: int) -> Optional[np.ndarray]:
    """The LR image float32 (3, s, s) of the crop at cell (row, col) through the PSF; None: the block mean serves."""
    if scene.low is None:
        return None
    cells = in_size * scale // scene.cell
    row, col = int(start[0]), int(start[1])
    return block_mean(scene.low[:, row : row + cells, col : col + cells], scale // scene.cell)

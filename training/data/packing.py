"""`pack` and `unpack`: a part of the shards as one small file, for a machine that can be given only so much.

The file is a zip with LZMA: the manifest of what it holds, and for every scene its arrays, exact, as the differences of
neighbours (which compress to about half). `unpack` writes ordinary shards. numpy only.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import zipfile
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.files import replacing, write_text
from .shards import MANIFEST, MANIFEST_FORMAT, read_manifest, write_shard
from .split import SPLITS

KINDS = {"rgb": np.uint8, "hsi": np.uint16, "valid": np.uint8, "low": np.uint8}
"""Arrays of a shard, and the type in which neighbours are subtracted; `low` is packed as its bytes."""
VALIDATION_SHARE = 0.1
"""Part of the file that scenes for validation may take."""
LZMA = {"id": lzma.FILTER_LZMA2, "preset": 6}
COMPARED = ("scale", "wavelengths", "band_width")
"""What all packed folders must have in common."""


def pack(
    folders: Sequence[Path],
    out: Path,
    limit: int,
    weights: Mapping[str, float] = {},
    seed: int = 0,
    sides: Sequence[str] = ("train", "val"),
) -> Dict[str, Any]:
    """Write as many scenes of `folders` as fit into `limit` bytes; the manifest of what went in.

    Groups get shares of the file by their `weights` (1 where none is given, 0: none of it); what a small group leaves
    is for the others. Within a group a seeded hash of the name decides the order. `SpecGanError` where folders do not
    fit together, a shard is damaged, a group is unknown or not one scene fits.
    """
    manifests = [(Path(folder), read_manifest(Path(folder))) for folder in folders]
    first = manifests[0][1]
    for folder, manifest in manifests[1:]:
        if any(manifest.get(key) != first.get(key) for key in COMPARED):
            raise SpecGanError(
                "{folder} was prepared for another scale or other bands than {first}.",
                "Pack folders that were prepared alike.",
                folder=folder,
                first=manifests[0][0],
            )
    scenes = [(folder, entry) for folder, manifest in manifests for entry in manifest["scenes"]]
    names = [str(entry["file"]) for _, entry in scenes]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise SpecGanError(
            "Two of the scenes are called {twice}.", "Prepare one of them with other groups.", twice=twice
        )
    groups = {str(entry["group"]) for _, entry in scenes}
    unknown = sorted(set(weights) - groups)
    if unknown:
        raise SpecGanError(
            "There is no group {unknown!r} in the data.",
            "Groups: {groups}.",
            unknown=unknown[0],
            groups=", ".join(sorted(groups)),
        )
    chosen = [item for item in scenes if item[1]["split"] in sides and weights.get(str(item[1]["group"]), 1.0) > 0]
    with replacing(out) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        entries = _fill(archive, chosen, limit - 1024 * (4 + len(chosen)), weights, seed)
        if not entries:
            raise SpecGanError("Not one scene fits into {limit:g} MiB.", "Raise the limit.", limit=limit / 2**20)
        manifest = _manifest(first, manifests, entries)
        archive.writestr(MANIFEST, lzma.compress(json.dumps(manifest).encode(), lzma.FORMAT_XZ))
    return manifest


def _fill(
    archive: zipfile.ZipFile,
    scenes: Sequence[Tuple[Path, Dict[str, Any]]],
    limit: int,
    weights: Mapping[str, float],
    seed: int,
) -> List[Dict[str, Any]]:
    """Add scenes, each time of the group that has got least for its weight, until no group's next one fits."""
    queues: Dict[Tuple[str, str], List[Tuple[Path, Dict[str, Any]]]] = {}
    for item in sorted(scenes, key=lambda each: hashlib.sha256(f"{seed}/{each[1]['name']}".encode()).digest()):
        queues.setdefault((str(item[1]["split"]), str(item[1]["group"])), []).append(item)
    used = dict.fromkeys(queues, 0)
    entries: List[Dict[str, Any]] = []
    for side in sorted({key[0] for key in queues}, key=SPLITS.index, reverse=True):
        room = limit - sum(used.values()) if side == "train" else int(VALIDATION_SHARE * limit)
        while True:
            waiting = [key for key in queues if key[0] == side and queues[key]]
            if not waiting:
                break
            key = min(waiting, key=lambda each: (used[each] / weights.get(each[1], 1.0), each))
            folder, entry = queues[key].pop(0)
            packed = lzma.compress(_packed(folder / str(entry["file"])), lzma.FORMAT_XZ, filters=[LZMA])
            if len(packed) > room:
                queues[key] = []
                continue
            archive.writestr(str(entry["file"]), packed)
            entries.append(entry)
            used[key] += len(packed)
            room -= len(packed)
    return entries


def _manifest(
    first: Mapping[str, Any], manifests: Sequence[Tuple[Path, Mapping[str, Any]]], entries: List[Dict[str, Any]]
) -> Dict[str, Any]:
    groups = sorted({str(entry["group"]) for entry in entries})
    return {
        **{key: first[key] for key in ("format", *COMPARED) if key in first},
        "format": MANIFEST_FORMAT,
        "packed_from": sum(len(manifest["scenes"]) for _, manifest in manifests),
        "counts": {
            group: {side: sum((e["group"], e["split"]) == (group, side) for e in entries) for side in SPLITS}
            for group in groups
        },
        "scenes": sorted(entries, key=lambda entry: str(entry["name"])),
    }


def unpack(file: Path, folder: Path) -> Dict[str, Any]:
    """Write the shards and the manifest of a packed file into `folder`, which must not hold any yet; the manifest."""
    if (folder / MANIFEST).exists():
        raise SpecGanError(
            "{folder} already holds training data.", "Choose another folder; train takes several.", folder=folder
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(lzma.decompress(archive.read(MANIFEST)))
            for entry in manifest["scenes"]:
                name = Path(str(entry["file"])).name  # nothing beside the folder, whatever the file says
                arrays, meta = _unpacked(lzma.decompress(archive.read(str(entry["file"]))))
                write_shard(folder / name, arrays["rgb"], arrays.get("hsi"), arrays["valid"], meta, arrays.get("low"))
    except (OSError, ValueError, KeyError, TypeError, EOFError, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise SpecGanError(
            "{file} is no packed training data, or is damaged.", "Make it again with `pack`.", repr(error), file=file
        ) from error
    write_text(folder / MANIFEST, json.dumps(manifest, indent=1) + "\n")
    return dict(manifest)


def _packed(path: Path) -> bytes:
    """A shard as bytes: one line of JSON (meta, shapes) and the differences of its arrays."""
    try:
        with np.load(path, allow_pickle=False) as shard:
            arrays = {name: shard[name] for name in KINDS if name in shard.files}
            meta = json.loads(str(shard["meta"]))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise SpecGanError(
            "The training shard {path} is missing or damaged.", "Prepare the data again.", repr(error), path=path
        ) from error
    head = {"meta": meta, "arrays": [[name, list(array.shape)] for name, array in arrays.items()]}
    return json.dumps(head).encode() + b"\n" + b"".join(_differences(name, array) for name, array in arrays.items())


def _differences(name: str, array: np.ndarray) -> bytes:
    """RGB as green, red less green, blue less green; then each value less left, less upper, plus upper left neighbour,
    all modulo the type, 16 bit values as low and high bytes apart."""
    values = _as_integers(name, array)
    if name == "rgb":
        values = np.stack([values[1], values[0] - values[1], values[2] - values[1]])
    for axis in (-1, -2):
        values = np.diff(values, axis=axis, prepend=values.dtype.type(0))
    return np.moveaxis(np.ascontiguousarray(values)[..., None].view(np.uint8), -1, 0).tobytes()


def _as_integers(name: str, array: np.ndarray) -> np.ndarray:
    if name == "low":
        return np.moveaxis(np.ascontiguousarray(array, np.float32)[..., None].view(np.uint8), -1, 0)
    return array.view(np.uint16) if name == "hsi" else array.astype(np.uint8)


def _unpacked(data: bytes) -> Tuple[Dict[str, np.ndarray], Dict[str, Any]]:
    """The arrays and the meta of `_packed`; `ValueError` where sizes do not fit."""
    line, rest = data.split(b"\n", 1)
    head = json.loads(line)
    arrays: Dict[str, np.ndarray] = {}
    start = 0
    for name, shape in head["arrays"]:
        kind = KINDS[name]
        grid = (4, *shape) if name == "low" else tuple(shape)
        size = int(np.prod(grid)) * np.dtype(kind).itemsize
        planes = np.frombuffer(rest[start : start + size], np.uint8).reshape(np.dtype(kind).itemsize, *grid)
        start += size
        values = np.ascontiguousarray(np.moveaxis(planes, 0, -1)).view(kind)[..., 0]
        for axis in (-2, -1):
            values = np.cumsum(values, axis=axis, dtype=kind)
        arrays[name] = _as_before(name, values)
    return arrays, head["meta"]


def _as_before(name: str, values: np.ndarray) -> np.ndarray:
    if name == "rgb":
        return np.stack([values[1] + values[0], values[0], values[2] + values[0]])
    if name == "low":
        return np.ascontiguousarray(np.moveaxis(values, 0, -1)).view(np.float32)[..., 0]
    return values.view(np.float16) if name == "hsi" else values.astype(bool)

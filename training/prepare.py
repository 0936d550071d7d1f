"""`prepare`: turn simulated scenes, RGB and HSI pairs and RGB rasters into training shards and their manifest."""

from __future__ import annotations

import argparse
import fnmatch
import hashlib
import json
import math
import os
import sys
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..core.errors import SpecGanError
from .config import BAND_WIDTH, WAVELENGTHS
from .data import MANIFEST, MANIFEST_FORMAT, write_shard
from .rasters import Bands, Piece, Source, bounds_of, in_degrees, pieces

SHARED = {
    "idtrees": "NEON airborne RGB and hyperspectral plots of IDTReeS 2020 "
    "(Graves and Marconi, Zenodo 3934932, CC BY 4.0)",
    "neon_rgb": "NEON (National Ecological Observatory Network) airborne RGB plots, as published with DeepForest",
    "naip": "NAIP aerial imagery (USDA, public domain)",
}
"""Folders that `--shared` takes, with the words for the model card; others in the same place are left for tests."""
TOUCHING = 30.0
"""Rasters nearer to each other than this, in map units (about metres on maps in degrees), are one place."""
METRES_PER_DEGREE = 111_000.0
"""Of latitude; less of longitude, so that rasters at high latitudes touch a little later."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("--out", type=Path, required=True, help="folder for the shards; must not hold any yet")
    parser.add_argument("--scale", type=int, default=16, help="super-resolution factor of the models to train")
    parser.add_argument("--simulated", type=int, default=0, metavar="N", help="number of simulated scenes")
    parser.add_argument("--size", type=int, default=768, help="their width and height, HR pixels")
    parser.add_argument("--gsd", type=float, nargs=2, default=(0.7, 1.5), metavar=("LOW", "HIGH"),
                        help="their pixel size, m")  # fmt: skip
    parser.add_argument("--seed", type=int, default=0, help="of the simulated scenes and of the split")
    parser.add_argument("--pair", nargs=2, type=Path, action="append", default=[], metavar=("RGB", "HSI"))
    parser.add_argument("--pairs-from", type=Path, action="append", default=[], metavar="FOLDER",
                        help="all NAME_rgb.tif with NAME_hsi.tif in it")  # fmt: skip
    parser.add_argument("--rgb-from", type=Path, action="append", default=[], metavar="FOLDER",
                        help="all .tif in it, as RGB without HSI")  # fmt: skip
    parser.add_argument("--shared", type=Path, metavar="ROOT", help="folder with " + ", ".join(SHARED))
    parser.add_argument("--group", default="", help="group of --pair, --pairs-from and --rgb-from; default: the folder")
    parser.add_argument("--source", default="", help="what those are, with citation, for the model card")
    parser.add_argument("--validation", type=float, default=0.1, help="part of the places held out")
    parser.add_argument("--hold-out", action="append", default=[], metavar="PATTERN", help="names that are held out")
    parser.add_argument("--register", type=float, default=1.0, metavar="LR_PIXELS",
                        help="largest shift of an HSI onto its RGB; 0: none")  # fmt: skip
    parser.add_argument("--wavelengths", metavar="NM,NM,...",
                        help="centres of the HSI bands; default: 28 bands, 460 to 1000 nm")  # fmt: skip
    parser.add_argument("--band-width", type=float, default=BAND_WIDTH, help="their full width at half maximum, nm")


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    _check(args)
    bands = Bands(_wavelengths(args.wavelengths), args.band_width)
    sources = collect(args)
    if not sources and args.simulated < 1:
        raise SpecGanError(
            "There is nothing to prepare.", "Give --simulated, --pair, --pairs-from, --rgb-from or --shared."
        )
    folder = _new_folder(args.out)
    scenes = _simulated(folder, args, bands)
    scenes += _rasters(folder, sources, args, bands)
    if not scenes:
        raise SpecGanError("No scene came out of these rasters.", "See the messages above; give other rasters.")
    manifest = {
        "format": MANIFEST_FORMAT,
        "scale": args.scale,
        "wavelengths": list(bands.wavelengths),
        "band_width": bands.width,
        "seed": args.seed,
        "scenes": scenes,
    }
    _write_text(folder / MANIFEST, json.dumps(manifest, indent=1))
    _summary(scenes)


def _check(args: argparse.Namespace) -> None:
    if not (2 <= args.scale <= 64 and args.scale & (args.scale - 1) == 0):
        raise SpecGanError(f"The scale {args.scale} cannot be prepared for.", "Use a power of two, such as 16 or 32.")
    if not 0 <= args.validation < 1:
        raise SpecGanError("The part held out must be at least 0 and below 1.", "Use for example --validation 0.1.")
    if not (0.1 <= args.gsd[0] <= args.gsd[1] <= 10):
        raise SpecGanError("The simulated pixel sizes do not work.", "Use for example --gsd 0.7 1.5.")
    if args.simulated > 0 and args.size < max(args.scale, 16):
        raise SpecGanError(f"Simulated scenes of {args.size} pixels are too small.", "Use for example --size 768.")
    if args.simulated > 0 and not args.band_width > 0:
        raise SpecGanError("Simulated scenes need bands with a width.", "Use for example --band-width 20.")
    if not 0 <= args.register <= 32:
        raise SpecGanError("The largest shift must be 0 to 32 LR pixels.", "Use for example --register 1.")
    if args.seed < 0:
        raise SpecGanError("The seed must not be negative.", "Use a seed of 0 or more.")


def _wavelengths(text: Optional[str]) -> Tuple[float, ...]:
    if text is None:
        return WAVELENGTHS
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise SpecGanError(
            f"The wavelengths are {text!r}, which is no list of numbers.", "Write them like 460,480,500."
        ) from error


def collect(args: argparse.Namespace) -> List[Source]:
    """All rasters that the options name, as sources; missing files and empty folders raise `SpecGanError`."""
    result = [Source(rgb, hsi, args.group or "pair", args.source) for rgb, hsi in args.pair]
    for folder in args.pairs_from:
        result += pairs_in(folder, args.group or folder.resolve().name, args.source)
    for folder in args.rgb_from:
        result += rgbs_in(folder, args.group or folder.resolve().name, args.source)
    if args.shared is not None:
        result += pairs_in(args.shared / "idtrees", "neon_hsi", SHARED["idtrees"])
        result += rgbs_in(args.shared / "neon_rgb", "neon_rgb", SHARED["neon_rgb"])
        result += rgbs_in(args.shared / "naip", "naip", SHARED["naip"])
    for source in result:
        for path in (source.rgb, source.hsi):
            if path is not None and not path.exists():
                raise SpecGanError(f"There is no file {path}.", "Check the path.")
    return result


def pairs_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every NAME_rgb.tif of a folder that has a NAME_hsi.tif beside it."""
    found = []
    for rgb in sorted(folder.glob("*_rgb.tif")):
        hsi = rgb.with_name(rgb.name[: -len("_rgb.tif")] + "_hsi.tif")
        if hsi.exists():
            found.append(Source(rgb, hsi, group, words))
    if not found:
        raise SpecGanError(f"{folder} holds no pair NAME_rgb.tif, NAME_hsi.tif.", "Check the folder, or use --pair.")
    return found


def rgbs_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every .tif of a folder, without HSI."""
    found = [Source(path, None, group, words) for path in sorted(folder.glob("*.tif"))]
    if not found:
        raise SpecGanError(f"{folder} holds no .tif file.", "Check the folder.")
    return found


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


def split(names: Sequence[str], groups: Sequence[str], place: Sequence[int], part: float, seed: int) -> List[str]:
    """"train" or "val" for every raster, whole places together: a seeded hash of the place's first name decides.

    A group that would be left without training gives its held-out places back.
    """
    first: Dict[int, str] = {}
    for name, where in zip(names, place):
        first[where] = min(name, first.get(where, name))
    held_out = {where for where, name in first.items() if _chance(name, seed) < part}
    for group in sorted(set(groups)):
        theirs = {where for where, g in zip(place, groups) if g == group}
        if theirs <= held_out:
            held_out -= theirs
    return ["val" if where in held_out else "train" for where in place]


def _chance(name: str, seed: int) -> float:
    """A number from 0 to 1 that only the name and the seed decide."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2.0**64


def _simulated(folder: Path, args: argparse.Namespace, bands: Bands) -> List[Dict[str, Any]]:
    """Shards of simulated scenes; every tenth (or as `validation` says), evenly, is held out."""
    if args.simulated < 1:
        return []
    from .scene import random_look, simulate
    from .simulate import shard_arrays

    result = []
    for number in range(args.simulated):
        rng = np.random.default_rng([args.seed, number])
        gsd = float(np.exp(rng.uniform(*np.log(args.gsd))))
        scene = simulate(args.seed * 100_000 + number, (args.size, args.size), gsd, random_look(rng))
        arrays = shard_arrays(scene, args.scale, bands.wavelengths, bands.width, rng)
        meta = {**dict(arrays["meta"]), "cell": args.scale // 2, "group": "simulated", "source": "simulated scenes"}
        name = f"simulated_{number:04d}"
        side = "val" if int((number + 1) * args.validation) > int(number * args.validation) else "train"
        piece = Piece(name, arrays["rgb"], arrays["hsi"], arrays["valid"], meta)
        result.append(_write(folder, piece, _held_out(name, args.hold_out, side)))
        _tell(f"{name}: {number + 1} of {args.simulated}")
    return result


def _rasters(
    folder: Path, sources: Sequence[Source], args: argparse.Namespace, bands: Bands
) -> List[Dict[str, Any]]:
    """Shards of all rasters. A raster that cannot be read stops everything; a scene without valid cells is left out."""
    if not sources:
        return []
    cell = args.scale // 2
    limit = math.ceil(args.register * args.scale / cell)
    names = [source.rgb.stem for source in sources]
    sides = split(
        names, [s.group for s in sources], places([bounds_of(s.rgb) for s in sources]), args.validation, args.seed
    )
    result, taken = [], set()
    for source, name, side in zip(sources, names, sides):
        side = _held_out(name, args.hold_out, side)
        for piece in pieces(source, cell, limit, bands):
            if not piece.valid.any():
                _tell(f"{piece.name}: no valid cell, left out")
                continue
            unique = f"{source.group}_{piece.name}"
            if unique in taken:
                raise SpecGanError(f"Two rasters are called {name}.", "Give them different --group names, in two runs.")
            taken.add(unique)
            named = Piece(unique, piece.rgb, piece.hsi, piece.valid, piece.meta)
            result.append(_write(folder, named, side))
            moved = piece.meta.get("shift_cells")
            _tell(f"{unique}: {side}" + (f", HSI moved by {moved} cells" if moved and any(moved) else ""))
    return result


def _held_out(name: str, patterns: Sequence[str], side: str) -> str:
    return "val" if any(fnmatch.fnmatch(name, pattern) for pattern in patterns) else side


def _write(folder: Path, piece: Piece, side: str) -> Dict[str, Any]:
    """Write the shard; its entry of the manifest."""
    file = f"{piece.name}.npz"
    write_shard(folder / file, piece.rgb, piece.hsi, piece.valid, piece.meta)
    entry: Dict[str, Any] = {
        "name": piece.name,
        "file": file,
        "split": side,
        "hsi": piece.hsi is not None,
        "width": int(piece.rgb.shape[2]),
        "height": int(piece.rgb.shape[1]),
        "valid": round(float(piece.valid.mean()), 4),
    }
    kept = ("group", "source", "gsd", "shift_cells", "correlation", "seed")
    entry.update({key: piece.meta[key] for key in kept if key in piece.meta})
    return entry


def _new_folder(folder: Path) -> Path:
    if (folder / MANIFEST).exists():
        raise SpecGanError(f"{folder} already holds training data.", "Choose another folder; train takes several.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpecGanError(f"The folder {folder} cannot be made.", "Choose another folder.", repr(error)) from error
    return folder


def _write_text(path: Path, text: str) -> None:
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text + "\n", encoding="utf-8")
    os.replace(temporary, path)


def _summary(scenes: Sequence[Mapping[str, Any]]) -> None:
    for group in sorted({str(scene["group"]) for scene in scenes}):
        of_group = [scene for scene in scenes if scene["group"] == group]
        held_out = sum(scene["split"] == "val" for scene in of_group)
        _tell(f"{group}: {len(of_group) - held_out} scenes to train on, {held_out} held out")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)

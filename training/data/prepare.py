"""Simulated scenes, RGB and HSI pairs and RGB rasters as training shards with a manifest; without torch."""

from __future__ import annotations

import fnmatch
import json
import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.patches.registration import MIN_CORRELATION
from ...core.shelf.files import make_folder, write_text
from ...core.shelf.progress import Progress
from .preparation import Preparation, Source
from .rasters import TILE, Piece, TooFar, file_of, pieces, size_of, through_psf, where
from .shards import MANIFEST, MANIFEST_FORMAT, write_shard
from .split import SPLITS, places, split

PURPOSES = {
    "train": Message("{name}: to train on"),
    "val": Message("{name}: held out for validation"),
    "test": Message("{name}: held out for testing"),
}
"""What scenes of a side of the split are for, in words."""


def prepare(what: Preparation, progress: Progress) -> Dict[str, Any]:
    """Write the shards and `manifest.json`; the manifest.

    A pair that is refused (its layers lie too far from each other, or share no ground) is left out with a warning and
    named in the manifest. `SpecGanError` where a raster cannot be read or nothing comes out. After an error or
    `Cancelled` no file stays.
    """
    if not what.sources and what.simulated < 1:
        raise SpecGanError("There is nothing to prepare.", "Give rasters, or a number of simulated scenes.")
    for path in (p for source in what.sources for p in (source.rgb, source.hsi) if p is not None):
        if not file_of(path).exists():
            raise SpecGanError("There is no file {path}.", "Check the path.", path=path)
    made = _new_folder(what.out)
    written: List[Path] = []
    try:
        scenes, refused = _scenes(what, progress, written)
        if not scenes:
            raise SpecGanError("No scene came out of these rasters.", "See the messages above; give other rasters.")
        manifest = _manifest(what, scenes, refused)
        write_text(what.out / MANIFEST, json.dumps(manifest, indent=1) + "\n")
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        if made and not any(what.out.iterdir()):
            what.out.rmdir()
        raise
    for group, count in manifest["counts"].items():
        progress.log(
            Message(
                "{group}: {train} scenes to train on, {held_out} held out",
                group=group,
                train=count["train"],
                held_out=count["val"] + count["test"],
            )
        )
    if manifest["refused"]:
        progress.log(Message("{refused} left out", refused=len(manifest["refused"])))
    return manifest


def _scenes(
    what: Preparation, progress: Progress, written: List[Path]
) -> Tuple[List[Dict[str, Any]], List[Dict[str, str]]]:
    total = what.simulated + len(what.sources)
    progress.step(0, total)
    entries = []
    for number, (piece, side) in enumerate(_simulated(what)):
        entries.append(_write(what.out, piece, side, written))
        progress.step(number + 1, total)
    refused: List[Dict[str, str]] = []
    sides = Sides(what)
    taken = {entry["name"] for entry in entries}
    for number, source in enumerate(what.sources):
        try:
            for piece, side in _raster(what, source, sides, number, progress):
                if piece.name in taken:
                    raise SpecGanError(
                        "Two rasters are called {name}.",
                        "Give them different groups, in two runs.",
                        name=file_of(source.rgb).stem,
                    )
                taken.add(piece.name)
                entries.append(_write(what.out, piece, side, written))
        except Refused as reason:
            progress.warn(Message("{reason} It is left out.", reason=reason.args[0]))
            refused.append({"rgb": str(source.rgb), "hsi": str(source.hsi or ""), "reason": str(reason)})
        progress.step(what.simulated + number + 1, total)
    return entries, refused


class Refused(Exception):
    """A source that is left out, for the reason told; the others go on."""


class Sides:
    """On which side of the split every raster, or block of one, lies."""

    def __init__(self, what: Preparation) -> None:
        self._sides: Dict[Tuple[int, int, int], str] = {}
        self.blocks: Dict[int, bool] = {}
        if not what.sources:
            return
        place = places([where(source) for source in what.sources])
        keys: List[Tuple[int, int, int]] = []
        names: List[str] = []
        groups: List[str] = []
        wheres: List[int] = []
        block = what.block // what.scale * what.scale
        for number, (source, spot) in enumerate(zip(what.sources, place)):
            self.blocks[number] = block > 0 and place.count(spot) == 1
            width, height = size_of(source.rgb) if self.blocks[number] else (1, 1)
            for row in range(0, height, block or 1):
                for col in range(0, width, block or 1):
                    keys.append((number, col, row))
                    inside = self.blocks[number]
                    names.append(f"{file_of(source.rgb).stem}/{col}/{row}" if inside else file_of(source.rgb).stem)
                    groups.append(source.group)
                    wheres.append(len(place) + len(wheres) if inside else spot)
        sides = split(names, groups, wheres, what.validation, what.seed, what.test)
        self._sides = {key: what.sources[key[0]].side or side for key, side in zip(keys, sides)}

    def of(self, number: int, col: int, row: int) -> str:
        """The side of source `number`, of its block at HR pixel (col, row) where it has any."""
        return self._sides[(number, col, row) if self.blocks[number] else (number, 0, 0)]


def _raster(
    what: Preparation, source: Source, sides: Sides, number: int, progress: Progress
) -> Iterator[Tuple[Piece, str]]:
    """The scenes of a source; a scene without valid cells is left out, a pair without any is refused."""
    cell, found, told = what.scale // 2, False, False
    limit = math.ceil(what.register * 2)
    size = what.block // what.scale * what.scale if sides.blocks[number] else TILE
    try:
        for piece in pieces(source, cell, limit, what.bands, size, what.psf * what.scale, what.nodata, progress.warn):
            name = f"{source.group}_{piece.name}"
            if not piece.valid.any():
                progress.log(Message("{name}: no valid cell, left out", name=name))
                continue
            col, row = piece.meta["corner"]
            side = _held_out(file_of(source.rgb).stem, what.hold_out, sides.of(number, col, row))
            valid = piece.valid.copy()
            if sides.blocks[number] and side != "train":
                valid[:2] = valid[-2:] = valid[:, :2] = valid[:, -2:] = False
            moved = piece.meta.get("shift_cells")
            if not told:
                progress.log(Message(PURPOSES[side].template, name=name))
                if moved and any(moved):
                    progress.log(Message("{name}: HSI moved by {moved} cells", name=name, moved=moved))
                elif moved and 0 < max(map(abs, piece.meta["correlation"])) < MIN_CORRELATION:
                    progress.warn(
                        Message(
                            "{name}: HSI and RGB hardly match (correlation {correlation:.2f}), and no shift makes "
                            "it better. See that both show the same ground.",
                            name=name,
                            correlation=piece.meta["correlation"][1],
                        )
                    )
            found, told = True, True
            yield replace(piece, name=name, valid=valid), side
    except TooFar as error:
        raise Refused(error.message) from error
    if not found:
        pair = (
            Message("{rgb} and {hsi} share no valid ground.", rgb=source.rgb, hsi=source.hsi)
            if source.hsi
            else Message("{rgb} is too small.", rgb=source.rgb)
        )
        raise Refused(pair)


def _simulated(what: Preparation) -> Iterator[Tuple[Piece, str]]:
    """Simulated scenes; every tenth (or as `validation` and `test` say), evenly, is held out."""
    from ..simulation.scene import random_look, simulate
    from ..simulation.sensors import shard_arrays

    for number in range(what.simulated):
        rng = np.random.default_rng([what.seed, number])
        gsd = float(np.exp(rng.uniform(*np.log(what.gsd))))
        scene = simulate(what.seed * 100_000 + number, (what.size, what.size), gsd, random_look(rng))
        arrays = shard_arrays(scene, what.scale, what.bands.wavelengths, what.bands.width, rng)
        meta = {**dict(arrays["meta"]), "group": "simulated", "source": "simulated scenes"}
        meta["psf"] = what.psf * what.scale
        name, rgb, cell = f"simulated_{number:04d}", arrays["rgb"], what.scale // 2
        seen = through_psf(rgb, np.ones(rgb.shape[1:], bool), cell, meta["psf"]) if what.psf > 0 else None
        side = "val" if _turn(number, what.validation) else "test" if _turn(number + 1, what.test) else "train"
        piece = Piece(name, rgb, arrays["hsi"], arrays["valid"], {**meta, "cell": cell}, seen)
        yield piece, _held_out(name, what.hold_out, side)


def _turn(number: int, part: float) -> bool:
    """Whether it is the turn of the scene of that number where `part` of all are taken, evenly."""
    return int((number + 1) * part) > int(number * part)


def _held_out(name: str, patterns: Sequence[str], side: str) -> str:
    return "val" if any(fnmatch.fnmatch(name, pattern) for pattern in patterns) else side


def _write(folder: Path, piece: Piece, side: str, written: List[Path]) -> Dict[str, Any]:
    """Write the shard; its entry of the manifest."""
    file = f"{piece.name}.npz"
    written.append(folder / file)
    write_shard(folder / file, piece.rgb, piece.hsi, piece.valid, piece.meta, piece.low)
    cell = int(piece.meta["cell"])
    pixels = piece.rgb[:, piece.valid.repeat(cell, 0).repeat(cell, 1)].astype(np.float32)
    entry: Dict[str, Any] = {
        "name": piece.name,
        "file": file,
        "split": side,
        "hsi": piece.hsi is not None,
        "width": int(piece.rgb.shape[2]),
        "height": int(piece.rgb.shape[1]),
        "valid": round(float(piece.valid.mean()), 4),
        "cells": int(piece.valid.sum()),
        "rgb_mean": _rounded(pixels.mean(1)) if pixels.size else [],
        "rgb_std": _rounded(pixels.std(1)) if pixels.size else [],
    }
    if piece.hsi is not None and piece.valid.any():
        spectra = piece.hsi[:, piece.valid].astype(np.float32)
        entry.update(hsi_mean=_rounded(spectra.mean(1)), hsi_std=_rounded(spectra.std(1)))
    kept = ("group", "source", "gsd", "shift_cells", "correlation", "seed", "black_cells", "corner", "hsi_range")
    entry.update({key: piece.meta[key] for key in kept if key in piece.meta})
    return entry


def _rounded(values: np.ndarray) -> List[float]:
    return [round(float(value), 3) for value in values]


def _manifest(what: Preparation, scenes: List[Dict[str, Any]], refused: List[Dict[str, str]]) -> Dict[str, Any]:
    groups = sorted({str(scene["group"]) for scene in scenes})
    return {
        "format": MANIFEST_FORMAT,
        "scale": what.scale,
        "wavelengths": list(what.bands.wavelengths),
        "band_width": what.bands.width,
        "seed": what.seed,
        "options": {key: value for key, value in asdict(what).items() if key not in ("out", "sources", "bands")},
        "sources": [
            {"rgb": str(s.rgb), "hsi": str(s.hsi or ""), "group": s.group, "words": s.words} for s in what.sources
        ],
        "refused": refused,
        "counts": {
            group: {side: sum((s["group"], s["split"]) == (group, side) for s in scenes) for side in SPLITS}
            for group in groups
        },
        "scenes": scenes,
    }


def _new_folder(folder: Path) -> bool:
    """Whether it had to be made."""
    if (folder / MANIFEST).exists():
        raise SpecGanError(
            "{folder} already holds training data.", "Choose another folder; train takes several.", folder=folder
        )
    made = not folder.exists()
    make_folder(folder)
    return made

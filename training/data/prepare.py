"""Simulated scenes, RGB and HSI pairs and RGB rasters as training shards with a manifest; without torch."""

from __future__ import annotations

import fnmatch
import json
import math
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.patches.registration import MIN_CORRELATION
from ...core.shelf.files import write_text
from ...core.shelf.progress import Progress
from .rasters import TILE, Bands, Piece, Source, TooFar, file_of, pieces, size_of, through_psf, where
from .shards import MANIFEST, MANIFEST_FORMAT, write_shard
from .split import SPLITS, places, split

PURPOSES = {"train": "to train on", "val": "held out for validation", "test": "held out for testing"}
"""What scenes of a side of the split are for, in words."""


@dataclass(frozen=True)
class Preparation:
    """What is to be prepared, and how."""

    out: Path
    """Folder for the shards; must not hold any yet."""
    sources: Tuple[Source, ...] = ()
    """Rasters and pairs of rasters."""
    scale: int = 16
    """Super-resolution factor of the models to train; a power of two. Cells are half an LR pixel."""
    bands: Bands = field(default_factory=Bands)
    """HSI bands of the models."""
    register: float = 1.0
    """Largest shift of an HSI onto its RGB, LR pixels; 0: none is looked for. A pair that matches clearly at a larger
    one is refused."""
    psf: float = 0.0
    """Full width at half maximum, LR pixels, of the Gaussian through which the LR image is seen before it is averaged.
    0: plain averages, which LR-consistent networks are built for: their block means equal the LR pixels, so under a PSF
    they could not even reach the truth."""
    validation: float = 0.1
    """Part of the places held out for measuring while training."""
    test: float = 0.0
    """Part of the places held out for good."""
    block: int = 0
    """Width of the blocks that a raster alone in its place is cut into, each a place of its own, HR pixels; 0: whole
    rasters. A rim of one LR pixel of held-out blocks stays unused."""
    hold_out: Tuple[str, ...] = ()
    """Patterns of names that are held out for validation."""
    simulated: int = 0
    """Number of simulated scenes."""
    size: int = 512
    """Their width and height, HR pixels."""
    gsd: Tuple[float, float] = (0.15, 0.35)
    """Their smallest and largest pixel size, m."""
    seed: int = 0
    """Of the simulated scenes and of the split."""
    nodata: Tuple[float, ...] = ()
    """Values that are no data in all bands of all rasters, beside those that they declare."""

    def __post_init__(self) -> None:
        problem, hint = _problem(self)
        if problem:
            raise SpecGanError(problem, hint)


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


def _problem(what: Preparation) -> Tuple[str, str]:
    """What is wrong with the wishes, and a hint; empty if nothing is."""
    if not (2 <= what.scale <= 64 and what.scale & (what.scale - 1) == 0):
        return f"The scale {what.scale} cannot be prepared for.", "Use a power of two, such as 16 or 32."
    if not (0 <= what.validation < 1 and 0 <= what.test < 1 and what.validation + what.test < 1):
        return "The parts held out must be at least 0 and together below 1.", "Use for example 0.1 for validation."
    if not 0.1 <= what.gsd[0] <= what.gsd[1] <= 10:
        return "The simulated pixel sizes do not work.", "Use for example 0.15 to 0.35 m."
    if what.simulated > 0 and what.size < max(what.scale, 16):
        return f"Simulated scenes of {what.size} pixels are too small.", "Use for example 512."
    if what.simulated > 0 and not what.bands.width > 0:
        return "Simulated scenes need bands with a width.", "Use for example 20 nm."
    if not 0 <= what.register <= 32:
        return "The largest shift must be 0 to 32 LR pixels.", "Use for example 1."
    if not 0 <= what.psf <= 4:
        return "The PSF must be 0 to 4 LR pixels wide.", "Use 0 for plain averages."
    if what.block and what.block < 4 * what.scale:
        return f"Blocks of {what.block} pixels are too small.", f"Use at least {4 * what.scale}, or 0 for none."
    if what.seed < 0:
        return "The seed must not be negative.", "Use a seed of 0 or more."
    return "", ""


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
            progress.warn(Message("{reason} It is left out.", reason=reason))
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
        for piece in pieces(
            source, cell, limit, what.bands, size, what.psf * what.scale, what.nodata, progress.warn
        ):
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
                progress.log(Message("{name}: {purpose}", name=name, purpose=PURPOSES[side]))
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
        pair = f"{source.rgb} and {source.hsi} share no valid ground." if source.hsi else f"{source.rgb} is too small."
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpecGanError(
            "The folder {folder} cannot be made.", "Choose another folder.", repr(error), folder=folder
        ) from error
    return made

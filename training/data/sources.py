"""Where training rasters come from: folders of pairs, folders of RGB, the shared imagery."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import List

from ...core.errors import SpecGanError
from .preparation import Source
from .split import SPLITS

SHARED = {
    "idtrees": "NEON airborne RGB and hyperspectral plots of IDTReeS 2020 "
    "(Graves and Marconi, Zenodo 3934932, CC BY 4.0)",
    "neon_rgb": "NEON (National Ecological Observatory Network) airborne RGB plots, as published with DeepForest",
    "naip": "NAIP aerial imagery (USDA, public domain)",
    "ucm": "UC Merced Land Use scenes of the USGS National Map Urban Area Imagery collection (public domain; Yang and "
    "Newsam, ACM SIGSPATIAL GIS 2010)",
}
"""Folders that `--shared` takes, with the words for the model card; others in the same place are left for tests."""
MELTED = ("TEAK_047", "TEAK_049", "TEAK_060")
"""NEON scenes beside those of OSBS whose crowns are melted and swirled by their orthorectification."""
UCM_GSD = 0.3
"""Pixel size of UC Merced scenes, m; their files do not hold it."""
UCM_BLOCKS = {6: "val", 7: "test"}
"""Side of the UC Merced scenes of a class by the tens of their number; the other tens are to train on."""


def pairs_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every NAME_rgb.tif of a folder that has a NAME_hsi.tif beside it."""
    found = []
    for rgb in sorted(folder.glob("*_rgb.tif")):
        hsi = rgb.with_name(rgb.name[: -len("_rgb.tif")] + "_hsi.tif")
        if hsi.exists():
            found.append(Source(rgb, hsi, group, words))
    if not found:
        raise SpecGanError(
            "{folder} holds no pair NAME_rgb.tif, NAME_hsi.tif.",
            "Check the folder and the names of its files, or name the two files themselves.",
            folder=folder,
        )
    return found


def rgbs_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every .tif of a folder, without HSI."""
    found = [Source(path, None, group, words) for path in sorted(folder.glob("*.tif"))]
    if not found:
        raise SpecGanError("{folder} holds no .tif file.", "Check the folder.", folder=folder)
    return found


def shared(root: Path) -> List[Source]:
    """The shared imagery to train on, in groups: `neon_hsi` (MLBS, with HSI), `neon_osbs` (the same of OSBS, many of
    whose crowns are melted: give it little weight), `neon_teak`, `naip` and `ucm` (without HSI).

    The scenes of `neon_rgb` that are melted (all of OSBS, and `MELTED`) are left out.
    """
    pairs = pairs_in(root / "idtrees", "neon_hsi", SHARED["idtrees"])
    teak = rgbs_in(root / "neon_rgb", "neon_teak", SHARED["neon_rgb"])
    return [
        *(replace(pair, group="neon_osbs") if pair.rgb.name.startswith("OSBS_") else pair for pair in pairs),
        *(scene for scene in teak if not scene.rgb.name.startswith(("OSBS_", *MELTED))),
        *rgbs_in(root / "naip", "naip", SHARED["naip"]),
        *ucm_in(root / "ucm", "ucm", SHARED["ucm"]),
    ]


def ucm_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every CLASS/CLASSnn.webp of a folder, on the side that its number says (`UCM_BLOCKS`).

    Scenes of neighbouring numbers of a class can touch, so ten numbers are one place, and where two sides meet one
    scene is left out: of training (59, 80), or of validation beside the test (69). Nothing but the name decides, so the
    test scenes are the same in every preparation.
    """
    found = []
    for path in sorted(folder.glob("*/*.webp")):
        number = re.search(r"(\d+)$", path.stem)
        if number is None:
            raise SpecGanError(
                "{path} has no number at the end of its name.", "Name scenes like forest07.webp.", path=path
            )
        side, *beside = (UCM_BLOCKS.get((int(number[1]) + step) // 10, "train") for step in (0, -1, 1))
        if SPLITS.index(side) >= max(map(SPLITS.index, beside)):
            place = f"{group}/{path.parent.name}/{int(number[1]) // 10}"
            found.append(Source(path, None, group, words, place=place, side=side, gsd=UCM_GSD))
    if not found:
        raise SpecGanError("{folder} holds no scene CLASS/NAME.webp.", "Check the folder.", folder=folder)
    return found

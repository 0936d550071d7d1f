"""Where training rasters come from: folders of pairs, folders of RGB, the shared imagery."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Tuple

from ..core.errors import SpecGanError
from .config import WAVELENGTHS
from .rasters import Source

SHARED = {
    "idtrees": "NEON airborne RGB and hyperspectral plots of IDTReeS 2020 "
    "(Graves and Marconi, Zenodo 3934932, CC BY 4.0)",
    "neon_rgb": "NEON (National Ecological Observatory Network) airborne RGB plots, as published with DeepForest",
    "naip": "NAIP aerial imagery (USDA, public domain)",
}
"""Folders that `--shared` takes, with the words for the model card; others in the same place are left for tests."""


def wavelengths_of(text: Optional[str]) -> Tuple[float, ...]:
    """Band centres, nm, from "460,480,500"; the usual ones where nothing is given."""
    if not text:
        return WAVELENGTHS
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise SpecGanError(
            f"The wavelengths are {text!r}, which is no list of numbers.", "Write them like 460,480,500."
        ) from error


def pairs_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every NAME_rgb.tif of a folder that has a NAME_hsi.tif beside it."""
    found = []
    for rgb in sorted(folder.glob("*_rgb.tif")):
        hsi = rgb.with_name(rgb.name[: -len("_rgb.tif")] + "_hsi.tif")
        if hsi.exists():
            found.append(Source(rgb, hsi, group, words))
    if not found:
        raise SpecGanError(
            f"{folder} holds no pair NAME_rgb.tif, NAME_hsi.tif.",
            "Check the folder and the names of its files, or name the two files themselves.",
        )
    return found


def rgbs_in(folder: Path, group: str, words: str) -> List[Source]:
    """Every .tif of a folder, without HSI."""
    found = [Source(path, None, group, words) for path in sorted(folder.glob("*.tif"))]
    if not found:
        raise SpecGanError(f"{folder} holds no .tif file.", "Check the folder.")
    return found

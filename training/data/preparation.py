"""What to prepare, and how: values and their checks, without GDAL."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Tuple

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ..config import BAND_WIDTH, WAVELENGTHS


@dataclass(frozen=True)
class Source:
    """One raster, or one pair of rasters, to prepare."""

    rgb: Path
    hsi: Optional[Path]
    group: str
    """Scenes of one group share a weight in training."""
    words: str
    """What it is, with its citation, for the model card."""
    rgb_crs: str = ""
    """WKT of the CRS assigned to the RGB raster; empty: the file's own."""
    hsi_crs: str = ""
    """The same for the HSI raster."""
    place: str = ""
    """Name of the place that it shows, for a raster without georeference; sources of one place stay on one side of the
    split. Empty: its bounds are its place."""
    side: str = ""
    """Side of the split that it is on in any case: "train", "val" or "test"; empty: the split decides."""
    gsd: float = 0.0
    """Pixel size of an RGB raster without georeference, m; 0: the file's own."""


@dataclass(frozen=True)
class Bands:
    """The HSI bands of the models to train."""

    wavelengths: Tuple[float, ...] = WAVELENGTHS
    """Centres, nm."""
    width: float = BAND_WIDTH
    """Full width at half maximum, nm; 0: the nearest band of the layer."""

    def __post_init__(self) -> None:
        if not all(0 < nm < 1e5 for nm in self.wavelengths) or not 0 <= self.width < 1e4:
            raise SpecGanError("The wavelengths do not work.", "Give band centres and their width in nanometres.")


USUAL_BANDS = Bands()


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


def _problem(what: Preparation) -> Tuple[str, str]:
    """What is wrong with the wishes, and a hint; empty if nothing is."""
    if not (2 <= what.scale <= 64 and what.scale & (what.scale - 1) == 0):
        return Message("The scale {scale} cannot be prepared for.", scale=what.scale), Message(
            "Use a power of two, such as 16 or 32."
        )
    if not (0 <= what.validation < 1 and 0 <= what.test < 1 and what.validation + what.test < 1):
        return Message("The parts held out must be at least 0 and together below 1."), Message(
            "Use for example 0.1 for validation."
        )
    if not 0.1 <= what.gsd[0] <= what.gsd[1] <= 10:
        return Message("The simulated pixel sizes do not work."), Message("Use for example 0.15 to 0.35 m.")
    if what.simulated > 0 and what.size < max(what.scale, 16):
        return Message("Simulated scenes of {size} pixels are too small.", size=what.size), Message(
            "Use for example 512."
        )
    if what.simulated > 0 and not what.bands.width > 0:
        return Message("Simulated scenes need bands with a width."), Message("Use for example 20 nm.")
    if not 0 <= what.register <= 32:
        return Message("The largest shift must be 0 to 32 LR pixels."), Message("Use for example 1.")
    if not 0 <= what.psf <= 4:
        return Message("The PSF must be 0 to 4 LR pixels wide."), Message("Use 0 for plain averages.")
    if what.block and what.block < 4 * what.scale:
        return Message("Blocks of {block} pixels are too small.", block=what.block), Message(
            "Use at least {scale}, or 0 for none.", scale=4 * what.scale
        )
    if what.seed < 0:
        return Message("The seed must not be negative."), Message("Use a seed of 0 or more.")
    return "", ""


def wavelengths_of(text: Optional[str]) -> Tuple[float, ...]:
    """Band centres, nm, from "460,480,500"; the usual ones where nothing is given."""
    if not text:
        return WAVELENGTHS
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise SpecGanError(
            "The wavelengths are {text!r}, which is no list of numbers.", "Write them like 460,480,500.", text=text
        ) from error

"""Which of two rasters is the RGB layer and which the hyperspectral one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional, Sequence, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message

MIN_HSI_BANDS = 5
"""RGB with near infrared or alpha has four bands; what is hyperspectral has more."""
HSI_WORDS = re.compile(r"hyper|hsi|enmap|prisma|desis|aviris|hyspex|hymap|emit|cube", re.IGNORECASE)
RGB_WORDS = re.compile(r"rgb|ortho|true.?colou?r|dop\d", re.IGNORECASE)
WHAT_TO_SELECT = Message(
    "Select two raster layers over the same ground in the Layers panel: one in red, green and blue, and "
    "one hyperspectral."
)


@dataclass(frozen=True)
class Candidate:
    """One selected raster layer."""

    name: str
    """Name of the layer, as the person sees it."""
    bands: int
    """Number of bands."""
    wavelengths: Optional[Tuple[float, ...]] = None
    """Band centres in nm; None where the file does not tell."""


def choose_pair(layers: Sequence[Candidate]) -> Tuple[int, int]:
    """Indices of the RGB and of the hyperspectral layer among the selected ones.

    More bands are hyperspectral; of two with equally many, the one that tells wavelengths, then what the names say.
    Raises `SpecGanError` with what to select where it is not two layers, they do not fit, or cannot be told apart.
    """
    if len(layers) != 2:
        if not layers:
            message = Message("No raster layer is selected.")
        elif len(layers) == 1:
            message = Message('Only one raster layer is selected, "{name}".', name=layers[0].name)
        else:
            message = Message("{layers} raster layers are selected.", layers=len(layers))
        raise SpecGanError(message, WHAT_TO_SELECT)
    rgb, hsi = _order(*layers)
    spectral, colour = layers[hsi], layers[rgb]
    if spectral.bands < MIN_HSI_BANDS:
        raise SpecGanError(
            '"{name}" has 1 band; a hyperspectral layer has more.'
            if spectral.bands == 1
            else '"{name}" has {bands} bands; a hyperspectral layer has more.',
            WHAT_TO_SELECT,
            name=spectral.name,
            bands=spectral.bands,
        )
    if colour.bands < 3:
        raise SpecGanError(
            '"{name}" has 1 band; red, green and blue are three.'
            if colour.bands == 1
            else '"{name}" has {bands} bands; red, green and blue are three.',
            WHAT_TO_SELECT,
            name=colour.name,
            bands=colour.bands,
        )
    return rgb, hsi


def _order(a: Candidate, b: Candidate) -> Tuple[int, int]:
    """(index of the RGB layer, index of the other) by the first sign in which the two differ."""
    signs = (
        (a.bands, b.bands),
        (a.wavelengths is not None, b.wavelengths is not None),
        (_sounds_spectral(a.name), _sounds_spectral(b.name)),
    )
    for of_a, of_b in signs:
        if of_a != of_b:
            return (1, 0) if of_a > of_b else (0, 1)
    raise SpecGanError(
        '"{first}" and "{second}" both have {bands} bands, and nothing tells which one is hyperspectral.',
        'Choose them by hand in the dialog, or write "RGB" and "HSI" into their names.',
        first=a.name,
        second=b.name,
        bands=a.bands,
    )


def _sounds_spectral(name: str) -> int:
    return bool(HSI_WORDS.search(name)) - bool(RGB_WORDS.search(name))

"""How much of an area is unlike what the model was trained on: a sample before a run, and words for the figures."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np

from ..errors import Cancelled, SpecGanError
from ..errors.messages import Message
from ..geodata.bands import BandPlan
from ..geodata.grid import Grid, Window
from ..geodata.raster import Layer
from ..geodata.warp import WarpedReader
from ..patches.normalize import HSI_LIMIT, ValueMap, fill_holes
from ..shelf.domain import BRIGHT, COLOURED, DARK, FLAT, MARGIN, REASONS, SPECTRAL, UNEVEN, Domain
from ..shelf.progress import Progress

WORTH_SAYING = 0.02
"""Share of an area from which it is a warning: places like those of the training have less."""
SIDE, ACROSS = 32, 4
"""LR pixels along a window of the sample, and windows along each axis, at most."""
KINDS = 1 + len(REASONS)
"""Numbers in a count: pixels like the training data, then those of each reason."""
Counts = Tuple[float, ...]
NONE: Counts = (0.0,) * KINDS


def counted(unlike: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """How many of the valid pixels are what (`shelf.domain`), float (KINDS,). Both (h, w)."""
    return np.bincount(unlike[valid], minlength=KINDS).astype(float)


def share(counts: Sequence[float]) -> float:
    """Share of the pixels that are unlike the training data; 0 where none was looked at."""
    total = sum(counts)
    return sum(counts[1:]) / total if total else 0.0


def tag(counts: Sequence[float]) -> str:
    """For the provenance, "0.31 (too bright 0.2, unusual spectra 0.11)"; empty where nothing was looked at."""
    total = sum(counts)
    if not total:
        return ""
    parts = [f"{REASONS[reason - 1]} {counts[reason] / total:.3g}" for reason in _by_size(counts)]
    return f"{share(counts):.3g}" + (f" ({', '.join(parts)})" if parts else "")


def alarm(counts: Sequence[float]) -> Optional[Message]:
    """The warning for an area; None where it is none."""
    if share(counts) <= WORTH_SAYING:
        return None
    return Message(
        "{percent:.0f} % of this area is unlike what the model was trained on, mostly because of {reason}. Do not rely "
        "on the detail there.",
        percent=100 * share(counts),
        reason=_words()[_by_size(counts)[0]],
    )


def described(counts: Sequence[float]) -> Message:
    """The figure of a whole run, for the log."""
    percent = 100 * share(counts)
    if not percent:
        return Message("All of the area is like what the model was trained on.")
    if share(counts) <= WORTH_SAYING:
        return Message("{percent:.2g} % of the area is unlike what the model was trained on.", percent=percent)
    reason = _words()[_by_size(counts)[0]]
    text = "{percent:.2g} % of the area is unlike what the model was trained on, mostly because of {reason}."
    return Message(text, percent=percent, reason=reason)


def _words() -> Dict[int, Message]:
    """What sticks out, and what that may be."""
    return {
        BRIGHT: Message("very bright pixels (snow, clouds, a value range that does not fit?)"),
        DARK: Message("very dark pixels (night, shadow, a value range or unit that does not fit?)"),
        COLOURED: Message("unusual colours (false colour, bands other than red, green and blue?)"),
        FLAT: Message("a lack of contrast (haze, snow, a value range that does not fit?)"),
        UNEVEN: Message("very strong contrast (noise, larger pixels?)"),
        SPECTRAL: Message("unusual spectra (snow, radiance instead of reflectance, wrong wavelengths?)"),
    }


def _by_size(counts: Sequence[float]) -> List[int]:
    """The reasons that occur, the most frequent one first."""
    return sorted((reason for reason in range(1, KINDS) if counts[reason]), key=lambda reason: -counts[reason])


def sampled(
    domain: Domain,
    rgb: Layer,
    rgb_bands: Sequence[int],
    rgb_map: ValueMap,
    window: Window,
    hsi: Optional[Layer],
    bands: BandPlan,
    hsi_map: ValueMap,
    hsi_grid: Grid,
    progress: Progress,
) -> Counts:
    """Counts of a sample of `window` of the RGB layer; `hsi_grid`: that window as the HSI is read for it.

    What cannot be read now counts for nothing: the run tries again, and says so.
    Raises `Cancelled` where `progress` wants to stop.
    """
    total = np.zeros(KINDS)
    reader = WarpedReader(hsi, hsi_grid, bands.needed, centres=bands.centres) if hsi else None
    for place in _windows(window.width, window.height):
        if progress.is_cancelled():
            raise Cancelled
        try:
            colours, valid = _colours(rgb, rgb_bands, rgb_map, window, place)
            spectra = None
            if reader is not None:
                raw, covered = reader.read(place)
                valid &= covered
                spectra = hsi_map.to_network(bands.apply(np.where(covered, raw, 0)))
                spectra = np.clip(spectra, -HSI_LIMIT, HSI_LIMIT)
        except SpecGanError:
            return NONE
        total += counted(domain.unlike(colours, spectra), valid)
    return tuple(map(float, total))


def _colours(
    rgb: Layer, bands: Sequence[int], value_map: ValueMap, window: Window, place: Window
) -> Tuple[np.ndarray, np.ndarray]:
    """Network values (3, h + 2, w + 2) of `place` in `window` with `MARGIN`, holes filled, edges repeated; and validity
    (h, w)."""
    sides = []
    for first, length, whole in ((place.row, place.height, window.height), (place.col, place.width, window.width)):
        begin, end = max(first - MARGIN, 0), min(first + length + MARGIN, whole)
        sides.append((begin, end, (MARGIN - (first - begin), MARGIN - (end - first - length))))
    (top, bottom, rows), (left, right, cols) = sides
    raw, valid = rgb.read(bands, Window(window.col + left, window.row + top, right - left, bottom - top))
    values = fill_holes(value_map.to_network(np.where(valid, raw, 0)), valid)
    inner = valid[place.row - top :, place.col - left :][: place.height, : place.width]
    return np.pad(values, [(0, 0), rows, cols], "edge"), inner.copy()


def _windows(width: int, height: int) -> List[Window]:
    """Windows evenly over an area, all of it where that is small."""
    spans = []
    for length in (height, width):
        count = min(ACROSS, -(-length // SIDE))
        size = -(-length // count) if length <= ACROSS * SIDE else SIDE
        edges = [round((length - size) * index / max(count - 1, 1)) for index in range(count)]
        spans.append([(edge, size) for edge in edges])
    return [Window(col, row, wide, high) for row, high in spans[0] for col, wide in spans[1]]

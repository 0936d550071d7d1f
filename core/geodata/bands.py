"""Which bands of a layer become which inputs of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Collection, Optional, Sequence, Tuple

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from .raster import RasterInfo

MOST_UNCOVERED = 0.25
"""Share of the model's bands that may lie outside the sensor's range."""
GAP = 50.0
"""nm that a band with data may be away from a model band whose own bands hold none."""
GAUSS = 2 * np.sqrt(2 * np.log(2))
"""FWHM over standard deviation of a Gaussian."""


@dataclass(frozen=True)
class BandPlan:
    """How the layer's bands become the model's: model = weights @ layer bands."""

    needed: Tuple[int, ...]
    """Layer bands to read, numbers from 1, rising."""
    weights: np.ndarray
    """float32 (model bands, needed); rows sum to 1."""
    method: str
    """In words, for log and provenance."""
    warnings: Tuple[str, ...] = ()
    centres: Optional[Tuple[float, ...]] = None
    """Wavelengths of the needed bands, nm; None: the layer gives none."""

    def apply(self, values: np.ndarray) -> np.ndarray:
        """float32 (needed, h, w) to (model bands, h, w)."""
        flat = self.weights @ values.reshape(len(self.needed), -1)
        return np.asarray(flat.reshape((len(self.weights),) + values.shape[1:]), np.float32)


def no_bands(count: int) -> BandPlan:
    """The plan for a model with `count` HSI bands where there is no layer."""
    warnings = (Message("There is no hyperspectral layer: the detail rests on the RGB layer alone."),)
    return BandPlan((), np.zeros((count, 0), np.float32), Message("none, zeros in their place"), warnings)


def choose_bands(
    info: RasterInfo, wavelengths: Sequence[float], band_width: float, dead: Collection[int] = ()
) -> BandPlan:
    """The plan for a model with band centres `wavelengths` and Gaussian bands of FWHM `band_width`, both nm.

    `band_width` 0 takes the nearest layer band for each model band. Bands that the layer marks as bad, and `dead` ones
    (numbers from 1), are not used; a model band more than `GAP` from the next one that holds data is not covered. A
    model band outside the sensor's range takes the nearest one and a warning. Raises `SpecGanError` where more than a
    quarter lies outside, where the layer has fewer usable bands than the model, and where it gives no wavelengths and
    has another number of bands than the model.
    """
    wanted = np.asarray(wavelengths, float)
    if info.wavelengths is None:
        return _in_file_order(info, len(wanted))
    marked = [n for n in range(info.bands) if info.spectral.good is None or info.spectral.good[n]]
    usable = [n for n in marked if n + 1 not in dead]
    if marked and not usable:
        raise SpecGanError(
            "No band of the hyperspectral layer holds data in the part that is computed.",
            "Choose another extent or layer, and check its nodata value.",
            info.path,
        )
    if not usable:
        raise SpecGanError(
            "{path} marks all of its bands as bad.", "Correct the bad band list (bbl) of the layer.", path=info.path
        )
    centres = np.asarray(info.wavelengths, float)[usable]
    outside = _uncovered(wanted, centres, band_width)
    warnings = list(info.spectral.warnings)
    if outside.any():
        values = {
            "low": centres.min(),
            "high": centres.max(),
            "least": wanted.min(),
            "most": wanted.max(),
            "outside": outside.sum(),
            "count": len(wanted),
        }
        if outside.mean() > MOST_UNCOVERED:
            raise SpecGanError(
                "The layer covers {low:.0f} to {high:.0f} nm, the model takes {least:.0f} to {most:.0f} nm: {outside} "
                "of its {count} bands are not covered.",
                "Choose another hyperspectral layer, or a model for this sensor.",
                **values,
            )
        warnings.append(
            Message(
                "The layer covers {low:.0f} to {high:.0f} nm, the model takes {least:.0f} to {most:.0f} nm: {outside} "
                "of its {count} bands take the nearest band instead.",
                **values,
            )
        )
    if dead:
        missing = _in_gaps(wanted, np.asarray(info.wavelengths, float)[marked], centres)
        if (outside | missing).mean() > MOST_UNCOVERED:
            raise SpecGanError(
                "Bands of the model that no band with data of the hyperspectral layer covers: {missing} of {wanted}.",
                "Choose another hyperspectral layer, or check its nodata value.",
                info.path,
                missing=missing.sum(),
                wanted=len(wanted),
            )
        if missing.any():
            warnings.append(
                Message(
                    "Bands of the model that take a band more than {gap:g} nm away, since those nearer hold no "
                    "data: {missing} of {wanted}.",
                    gap=GAP,
                    missing=missing.sum(),
                    wanted=len(wanted),
                )
            )
    if len(usable) + len(dead) < len(wanted):
        raise SpecGanError(
            "The hyperspectral layer has {usable} usable bands, the model takes {wanted}.",
            "Choose a layer with more bands, or a model for this sensor.",
            info.path,
            usable=len(usable),
            wanted=len(wanted),
        )
    full = np.zeros((len(wanted), info.bands), np.float32)
    full[:, usable] = _weights(wanted, centres, band_width)
    needed = np.flatnonzero(full.any(0))
    method = Message(
        "Gaussian of {width:g} nm of {count} bands" if band_width > 0 else "nearest band of {count} bands",
        width=band_width,
        count=len(needed),
    )
    return BandPlan(
        tuple(int(n) + 1 for n in needed),
        full[:, needed],
        method,
        tuple(warnings),
        tuple(float(info.wavelengths[n]) for n in needed),
    )


def _in_file_order(info: RasterInfo, count: int) -> BandPlan:
    unread = info.spectral.unread
    if info.bands != count:
        why = (
            Message(
                "The wavelengths of the hyperspectral layer cannot be used, and it has {bands} bands where "
                "the model takes {count}. {unread}",
                bands=info.bands,
                count=count,
                unread=unread,
            )
            if unread
            else Message(
                "The hyperspectral layer gives no wavelengths and has {bands} bands, the model takes {count}.",
                bands=info.bands,
                count=count,
            )
        )
        raise SpecGanError(why, "Give its wavelengths in HSI_WAVELENGTHS, or write them into its metadata.", info.path)
    warning = (
        Message(
            "The wavelengths of the hyperspectral layer cannot be used: its bands are taken in the order of "
            "the file. {unread}",
            unread=unread,
        )
        if unread
        else Message("The hyperspectral layer gives no wavelengths: its bands are taken in the order of the file.")
    )
    return BandPlan(
        tuple(range(1, count + 1)), np.eye(count, dtype=np.float32), Message("order of the file"), (warning,)
    )


def _uncovered(wanted: np.ndarray, centres: np.ndarray, band_width: float) -> np.ndarray:
    """bool: beyond the first or last band by more than half the spacing there, or half a band of the model."""
    ordered = np.sort(centres)
    below, above = (ordered[1] - ordered[0], ordered[-1] - ordered[-2]) if len(ordered) > 1 else (0.0, 0.0)
    below, above = max(below, band_width, 1.0) / 2, max(above, band_width, 1.0) / 2
    return np.asarray((wanted < ordered[0] - below) | (wanted > ordered[-1] + above))


def _in_gaps(wanted: np.ndarray, before: np.ndarray, usable: np.ndarray) -> np.ndarray:
    """bool: more than `GAP` from the next usable band, and much nearer to one that was left out."""
    nearest, was = (np.abs(wanted[:, None] - centres[None, :]).min(1) for centres in (usable, before))
    return np.asarray((nearest > GAP) & (was < nearest / 2))


def _weights(wanted: np.ndarray, centres: np.ndarray, band_width: float) -> np.ndarray:
    """(model bands, layer bands): Gaussian, rows sum to 1; the nearest band alone where none lies within a FWHM."""
    distance = np.abs(wanted[:, None] - centres[None, :])
    weights = np.zeros_like(distance)
    weights[np.arange(len(wanted)), distance.argmin(1)] = 1.0
    if band_width > 0:
        gaussian = np.exp(-0.5 * (distance * GAUSS / band_width) ** 2) * (distance <= band_width)
        covered = gaussian.sum(1) > 0
        weights[covered] = gaussian[covered] / gaussian[covered].sum(1, keepdims=True)
    return weights

"""A product of an agency as what can be written as a raster: grid, bands, and pixels by window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Mapping, Optional, Tuple

import numpy as np

from ...errors import SpecGanError
from ...errors.messages import Message
from ..grid import Grid, Window
from ..simple_writer import wkt_of


@dataclass(frozen=True)
class Product:
    """What an importer needs of a file, bands in the order of their wavelengths."""

    kind: str
    """Name of the product for people, such as "PRISMA L2D"."""
    grid: Grid
    dtype: str
    """numpy name of the values."""
    nodata: float
    """What pixels without data have in every band."""
    wavelengths: Tuple[float, ...]
    """Band centres, nm, rising."""
    widths: Tuple[float, ...]
    """FWHM, nm; empty where the product gives none."""
    good: Tuple[bool, ...]
    """False for bands that the product marks as bad."""
    read: Callable[[Window], np.ndarray]
    """Values (bands, h, w) of a window of the grid, in `dtype`, with `nodata` where there are none."""
    scale: float = 1.0
    """Reflectance or radiance = value * scale + offset, the same for all bands."""
    offset: float = 0.0
    tags: Mapping[str, str] = field(default_factory=dict)
    """What else is worth keeping, by name."""

    @property
    def bands(self) -> int:
        """Number of bands."""
        return len(self.wavelengths)


def ordered(
    wavelengths: np.ndarray, widths: Optional[np.ndarray], good: np.ndarray
) -> Tuple[np.ndarray, Tuple[float, ...], Tuple[float, ...], Tuple[bool, ...]]:
    """(index, wavelengths, widths, good) of the bands that have a wavelength, by rising wavelength.

    `widths` None: the product gives none. Raises `SpecGanError` where no band has a wavelength.
    """
    known = np.flatnonzero(np.isfinite(wavelengths) & (wavelengths > 0))
    index = known[np.argsort(wavelengths[known], kind="stable")]
    if not len(index):
        raise damaged(Message("it gives no wavelengths"))
    kept = () if widths is None else tuple(float(value) for value in widths[index])
    return index, tuple(float(nm) for nm in wavelengths[index]), kept, tuple(bool(flag) for flag in good[index])


def damaged(lack: str, details: str = "") -> SpecGanError:
    """The error of a file that looks like a product and lacks what one has."""
    return SpecGanError(
        "The product cannot be read: {lack}.",
        "Download it again; other levels of it are not supported.",
        details,
        lack=lack,
    )


def wkt_of_epsg(code: object) -> str:
    """WKT of an EPSG code in any form: 32633, "32633", "EPSG:32633"."""
    digits = "".join(sign for sign in str(code).split(".")[0].rpartition(":")[2] if sign.isdigit())
    if not digits:
        raise damaged(Message("its EPSG code is {code!r}", code=str(code)[:40]))
    return wkt_of(f"EPSG:{digits}")

"""What a raster that is written holds: type, nodata, names and meanings of its bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence, Tuple

import numpy as np

from .raster import Meaning, RasterInfo

RGB_NAMES = ("Red", "Green", "Blue")


@dataclass(frozen=True)
class Content:
    """What a raster that is written holds."""

    dtype: str
    """numpy name of its type."""
    nodata: Optional[float]
    """Value of pixels that are not data; None: a mask band says which they are, and they are 0."""
    names: Tuple[str, ...]
    """Description of each band."""
    meanings: Tuple[Meaning, ...]
    """What the values of each band stand for."""
    colours: bool = False
    """The bands are red, green and blue."""


def result_content(rgb: RasterInfo, rgb_bands: Sequence[int]) -> Content:
    """Three bands like those of the RGB layer: type, names, scale, offset and unit are the layer's.

    Nodata is the value that the layer declares for its first used band, where the type can hold it.
    """
    return Content(
        dtype=rgb.dtype,
        nodata=_representable(rgb.nodata[rgb_bands[0] - 1], rgb.dtype),
        names=tuple(rgb.band_names[band - 1] or name for band, name in zip(rgb_bands, RGB_NAMES)),
        meanings=tuple(rgb.meanings[band - 1] if rgb.meanings else Meaning() for band in rgb_bands),
        colours=True,
    )


def _representable(nodata: Optional[float], dtype: str) -> Optional[float]:
    """The nodata value, or None where no pixel of this type can have it."""
    if nodata is None:
        return None
    if np.dtype(dtype).kind == "f":
        return nodata if not np.isfinite(nodata) or abs(nodata) <= np.finfo(dtype).max else None
    limits = np.iinfo(dtype)
    return nodata if limits.min <= nodata <= limits.max and float(nodata).is_integer() else None

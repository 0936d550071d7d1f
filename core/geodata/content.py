"""What a raster that is written holds: type, nodata, names and meanings of its bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal

from .raster import Meaning, RasterInfo

RGB_NAMES = ("Red", "Green", "Blue")
CATEGORIES = "CATEGORIES"
"""Metadata of a band: what its values stand for, "0 name; 1 name; ..."."""


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
    categories: Tuple[Tuple[str, Tuple[int, int, int]], ...] = ()
    """Name and colour of what the values 0, 1 ... stand for, of one band of uint8; empty: values are quantities."""

    @property
    def photometric(self) -> str:
        """What TIFF calls that."""
        return "RGB" if self.colours else "PALETTE" if self.categories else "MINISBLACK"


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


def store_categories(band: Any, categories: Sequence[Tuple[str, Tuple[int, int, int]]]) -> None:
    """Names and colours of the values 0, 1 ... for a GDAL band that is being written. The names go into its metadata:
    GDAL's own category names would take a second file."""
    table = gdal.ColorTable()
    for value, (_, colour) in enumerate(categories):
        table.SetColorEntry(value, (*colour, 255))
    band.SetColorTable(table)
    band.SetMetadataItem(CATEGORIES, "; ".join(f"{value} {name}" for value, (name, _) in enumerate(categories)))


def overview_kind(dataset: Any) -> str:
    """How GDAL makes overviews: numbers that stand for something have no mean."""
    return "MODE" if dataset.GetRasterBand(1).GetColorTable() is not None else "AVERAGE"

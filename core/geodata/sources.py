"""What names a layer: a GDAL source, and behind it how QGIS has it opened and which of its values are no data.

    scene.tif|option:GEOREF_SOURCES=WORLDFILE|nodata:*=source;0;250..255

The options are written as in the source of a QGIS layer. The nodata part is this plugin's own: for a band, or for all
(*), whether the value that the source declares counts, and the values and ranges that were added by hand.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import Dict, List, Mapping, Sequence, Tuple

from ..errors import SpecGanError

_PART = re.compile(r"\|(?=(?:option|nodata|credential):)")
DECLARED = "source"
"""Stands for the nodata value that the source declares."""

Range = Tuple[float, float]


@dataclass(frozen=True)
class Nodata:
    """Which values of a band are no data."""

    declared: bool = True
    """The value that the source declares counts."""
    ranges: Tuple[Range, ...] = ()
    """Others, as lowest and highest value of the file; equal for single values."""

    def __str__(self) -> str:
        ranges = [repr(low) if low == high else f"{low!r}..{high!r}" for low, high in self.ranges]
        return ";".join([DECLARED] * self.declared + ranges)


@dataclass(frozen=True)
class Source:
    """A source taken apart."""

    path: str
    """What GDAL opens."""
    options: Tuple[str, ...] = ()
    """Open options, NAME=VALUE."""
    nodata: Mapping[str, Nodata] = field(default_factory=dict)
    """By band number as text, or "*" for all others; empty: as the source declares it."""

    @property
    def opened(self) -> str:
        """Path and options, as QGIS and `qgis_process` understand them."""
        return "".join([self.path, *(f"|option:{option}" for option in self.options)])

    @property
    def nodata_text(self) -> str:
        """What was set by hand, "1=source;0 2,3=0"; empty: nothing."""
        groups: Dict[Nodata, List[str]] = {}
        for bands, nodata in self.nodata.items():
            groups.setdefault(nodata, []).append(bands)
        return " ".join(f"{','.join(bands)}={nodata}" for nodata, bands in groups.items())

    def nodata_of(self, number: int) -> Nodata:
        """Which values of the band `number` (from 1) are no data."""
        return self.nodata.get(str(number), self.nodata.get("*", Nodata()))


def parse_source(text: str) -> Source:
    """Raises `SpecGanError` where credentials are part of it: they are the host's, and stay there."""
    path, *parts = _PART.split(text)
    options: List[str] = []
    nodata: Dict[str, Nodata] = {}
    for part in parts:
        kind, value = part.split(":", 1)
        if kind == "option":
            options.append(value)
        elif kind == "nodata":
            bands, _, values = value.partition("=")
            nodata.update(dict.fromkeys(bands.split(","), _nodata(values, path)))
        else:
            raise credentials_needed(path)
    return Source(path, tuple(options), nodata)


def with_nodata(text: str, values: Sequence[float]) -> str:
    """A source of which `values` are no data too, in all bands."""
    if not values:
        return text
    source = parse_source(text)
    more = tuple((float(value), float(value)) for value in values)
    parts = [source.opened]
    for bands, own in {"*": Nodata(), **source.nodata}.items():
        ranges = (*own.ranges, *(single for single in more if single not in own.ranges))
        parts.append(f"|nodata:{bands}={replace(own, ranges=ranges)}")
    return "".join(parts)


def credentials_needed(name: str) -> SpecGanError:
    """For a source or layer that opens only with credentials that QGIS keeps."""
    return SpecGanError(
        "{name} opens only with credentials that QGIS keeps.",
        "Export it to a GeoTIFF first (right click, Export, Save As).",
        name=name,
    )


def nodata_part(bands: Sequence[Nodata]) -> str:
    """The part of a source that says so for bands 1, 2, ...; empty where all of them are as the source declares."""
    if all(band == Nodata() for band in bands):
        return ""
    if len(set(bands)) == 1:
        return f"|nodata:*={bands[0]}"
    groups: Dict[Nodata, List[str]] = {}
    for number, band in enumerate(bands, start=1):
        groups.setdefault(band, []).append(str(number))
    return "".join(f"|nodata:{','.join(numbers)}={band}" for band, numbers in groups.items())


def _nodata(text: str, path: str) -> Nodata:
    items = [item for item in text.split(";") if item]
    ranges = []
    for item in items:
        if item != DECLARED:
            low, _, high = item.partition("..")
            ranges.append((_number(low, path), _number(high or low, path)))
    return Nodata(DECLARED in items, tuple(ranges))


def _number(text: str, path: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise SpecGanError(
            "{text!r} is no nodata value of {path}.",
            "Write numbers and ranges, such as |nodata:*=source;0;250..255.",
            text=text,
            path=path,
        )
    return value

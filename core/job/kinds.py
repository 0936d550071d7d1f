"""Kinds of parameters: what each takes from JSON, a command line or QGIS, and how it is written into a command.

`read` takes a value of JSON (numbers may be text, lists may be text with commas) or the text of a flag, and raises
`SpecGanError` that names the parameter by `label`. `say` gives the text that `read` takes, "" for nothing.
"""

from __future__ import annotations

import math
import os
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Optional, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message
from ..geodata.given import parse_wavelengths
from ..geodata.simple_writer import wkt_of
from ..geodata.sources import parse_source

MOST_BANDS = 100_000
"""Entries of a list of wavelengths."""
MOST_NUMBERS = 100
"""Entries of other lists."""
LARGEST = 1 << 31
"""Whole numbers stay below."""
EXTENT = re.compile(r"\s*([^\s,]+),\s*([^\s,]+),\s*([^\s,]+),\s*([^\s,\[]+)\s*(?:\[\s*([^\[\]]{1,200}?)\s*\])?\s*")
YES, NO = ("true", "yes", "1"), ("false", "no", "0")


@dataclass(frozen=True)
class Extent:
    """A rectangle on the map."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float
    crs_wkt: str
    """CRS of the four numbers; empty: that of the RGB layer."""
    crs_id: str = ""
    """Short name of that CRS ("EPSG:32633") for the command that repeats the job."""


class Kind(ABC):
    """What a parameter may be."""

    @abstractmethod
    def read(self, value: Any, label: str) -> Any:
        """The job's value."""

    def say(self, value: Any) -> str:
        """The job's value as text."""
        return "" if value is None else str(value)


@dataclass(frozen=True)
class File(Kind):
    """A file that is there."""

    def read(self, value: Any, label: str) -> str:
        return _text(value, label)

    def say(self, value: Any) -> str:
        """Paths without the folder they were typed in; other sources and new files in existing folders as they are."""
        path = str(value)
        known = os.path.exists(path) or os.path.isdir(os.path.dirname(path) or ".")
        return os.path.abspath(path) if known and ":" not in os.path.basename(path) else path


@dataclass(frozen=True)
class Source(File):
    """A layer, by its GDAL source, with open options."""

    def say(self, value: Any) -> str:
        """As `qgis_process` takes it: nodata values that were set by hand cannot be said there."""
        source = parse_source(str(value))
        return replace(source, path=super().say(source.path)).opened


@dataclass(frozen=True)
class ModelFile(File):
    """A model file, or the name of an installed model, which whoever reads it has to look up."""


@dataclass(frozen=True)
class Target(File):
    """A file to write."""

    def read(self, value: Any, label: str) -> Path:  # type: ignore[override]
        return Path(os.path.expanduser(_text(value, label)))


@dataclass(frozen=True)
class Number(Kind):
    """A number; `least` and `most` bound what dialogs offer."""

    least: float
    most: float = math.inf
    whole: bool = True
    word: str = ""
    """Stands for 0."""

    def read(self, value: Any, label: str) -> Any:
        if self.word and value == self.word:
            return 0
        return _whole(value, label) if self.whole else _number(value, label)

    def say(self, value: Any) -> str:
        return "" if value is None else repr(value)


@dataclass(frozen=True)
class Choice(Kind):
    """One of some words; the first is the usual one."""

    choices: Tuple[str, ...]

    def read(self, value: Any, label: str) -> str:
        if value not in self.choices:
            raise _wrong(label, value, Message("one of {choices}", choices=", ".join(self.choices)))
        return str(value)


@dataclass(frozen=True)
class Flag(Kind):
    """Yes, no, or as the model says."""

    def read(self, value: Any, label: str) -> bool:
        word = str(value).strip().lower()
        if word not in (*YES, *NO):
            raise _wrong(label, value, Message("true or false"))
        return word in YES

    def say(self, value: Any) -> str:
        return "" if value is None else str(value).lower()


@dataclass(frozen=True)
class Switch(Flag):
    """Yes or no."""


@dataclass(frozen=True)
class Range(Kind):
    """A lower and a higher number."""

    def read(self, value: Any, label: str) -> Optional[Tuple[float, float]]:
        return parse_range(_joined(value, label, _number), label)

    def say(self, value: Any) -> str:
        return "" if value is None else f"{value[0]!r},{value[1]!r}"


@dataclass(frozen=True)
class Bands(Kind):
    """The numbers of three bands."""

    def read(self, value: Any, label: str) -> Tuple[int, ...]:
        return parse_bands(_joined(value, label, _whole), label)

    def say(self, value: Any) -> str:
        return ",".join(map(str, value))


@dataclass(frozen=True)
class Numbers(Kind):
    """Any number of numbers."""

    def read(self, value: Any, label: str) -> Tuple[float, ...]:
        if isinstance(value, str):
            value = [part for part in re.split(r"[,;\s]+", value) if part]
        parts = value if isinstance(value, (list, tuple)) else [value]
        if len(parts) > MOST_NUMBERS:
            raise _wrong(label, value, Message("numbers with commas between"))
        return tuple(_number(part, label) for part in parts)

    def say(self, value: Any) -> str:
        return ",".join(f"{number!r}" for number in value)


@dataclass(frozen=True)
class Wavelengths(Kind):
    """Any number of band centres, or a file with them."""

    def read(self, value: Any, label: str) -> Tuple[float, ...]:
        if isinstance(value, list) and len(value) <= MOST_BANDS:
            value = ", ".join(repr(_number(part, label)) for part in value)
        if not isinstance(value, str) or "\0" in value:
            raise _wrong(label, value, Message("numbers with commas between, or a file"))
        return parse_wavelengths(value, label)

    def say(self, value: Any) -> str:
        return ", ".join(f"{centre!r}" for centre in value)


@dataclass(frozen=True)
class Box(Kind):
    """A rectangle, in QGIS's form: "xmin,xmax,ymin,ymax [EPSG:32633]"."""

    def read(self, value: Any, label: str) -> Extent:
        found = EXTENT.fullmatch(value) if isinstance(value, str) and len(value) <= 1000 else None
        if found is None:
            raise _wrong(label, value, Message("xmin,xmax,ymin,ymax [CRS]"))
        sides: Tuple[float, ...] = tuple(_number(part, label) for part in found.groups()[:4])
        crs = found.group(5) or ""
        # only an authority's code: other definitions may name files and addresses
        if crs and not re.fullmatch(r"[A-Za-z]{2,20}:\w{1,20}", crs):
            raise _wrong(label, value, Message("xmin,xmax,ymin,ymax [EPSG:number]"))
        return Extent(sides[0], sides[2], sides[1], sides[3], wkt_of(crs) if crs else "", crs)

    def say(self, value: Any) -> str:
        if value is None:
            return ""
        crs = f" [{value.crs_id}]" if value.crs_id else ""
        return f"{value.xmin!r},{value.xmax!r},{value.ymin!r},{value.ymax!r}{crs}"


def _wrong(label: str, value: Any, wanted: str) -> SpecGanError:
    return SpecGanError(
        "{label} is {value}, which is not {wanted}.",
        "Give {wanted} for {label}.",
        label=label,
        value=repr(value)[:80],
        wanted=wanted,
    )


def _text(value: Any, label: str) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise _wrong(label, value, Message("a text"))
    return value


def _joined(value: Any, label: str, read: Any) -> str:
    """A list of numbers, or text with commas, as text with commas."""
    if isinstance(value, list) and len(value) <= 3:
        return ",".join(str(read(part, label)) for part in value)
    if not isinstance(value, str) or len(value) > 200:
        raise _wrong(label, value, Message("numbers with commas between"))
    return value


def _number(value: Any, label: str) -> float:
    try:
        number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise _wrong(label, value, Message("a number"))
    return number


def _whole(value: Any, label: str) -> int:
    number = _number(value, label)
    if number != int(number) or not 0 <= number < LARGEST:
        raise _wrong(label, value, Message("a whole number from 0 on"))
    return int(number)


def parse_range(text: str, label: str) -> Optional[Tuple[float, float]]:
    """("low,high") -> (low, high); None for empty text. Raises `SpecGanError` that names the parameter `label`."""
    if not text.strip():
        return None
    try:
        low, high = (float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        low, high = 0.0, 0.0
    if not low < high or not (math.isfinite(low) and math.isfinite(high)):
        raise SpecGanError(
            "{label} is {text!r}, which is not a range.",
            "Write two numbers, low,high, the first one smaller.",
            label=label,
            text=text,
        )
    return low, high


def parse_bands(text: str, label: str) -> Tuple[int, ...]:
    """("3,2,1") -> (3, 2, 1); () for empty text. Raises `SpecGanError` that names the parameter `label`."""
    if not text.strip():
        return ()
    try:
        bands = tuple(int(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        bands = ()
    if len(bands) != 3 or min(bands) < 1:
        raise SpecGanError(
            "{label} is {text!r}, which is not three band numbers.",
            "Write the bands of red, green and blue, for example 3,2,1.",
            label=label,
            text=text,
        )
    return bands

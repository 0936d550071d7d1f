"""Wavelengths that a person gives for a layer that has none, or wrong ones: HSI_WAVELENGTHS."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import replace
from typing import List, Sequence, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message
from .keys import CENTRE_KEYS, base_of_key
from .raster import RasterInfo
from .sidecars import header_values
from .spectral import Spectral
from .spellings import read_value, split_list, unit_of
from .wavelengths import understand

LARGEST = 1 << 20
"""Bytes; no list of wavelengths is longer."""
HINT = Message(
    'Give a number in nm for each band, "450, 460.5, ...", or a text or CSV file with them; 0 for bands to leave out.'
)


def parse_wavelengths(text: str, label: str = "HSI_WAVELENGTHS") -> Tuple[float, ...]:
    """Band centres in nm, 0 for bands without one, from a list ("450, 460.5") or the path of a file; () for nothing.

    A file holds one number a line, a row of them, a table (CSV, TSV) with a column named like a wavelength or with the
    wavelengths in its first column, or behind one that numbers the bands; or it is an ENVI header. Numbers may have a
    decimal comma where semicolons, tabs or lines divide them; micrometres are known by their size. Raises
    `SpecGanError` that names the parameter `label`.
    """
    text = text.strip()
    if not text:
        return ()
    entries, unit = _from_file(text, label) if _is_path(text) else (_entries(text), "")
    centres = understand([read_value(entry) for entry in entries], unit)
    if not centres.understood:
        shown = text if len(text) <= 60 else f"{text[:60]}..."
        raise SpecGanError("{label} is {shown!r}, which holds no wavelengths.", HINT, label=label, shown=shown)
    wrong = [entries[number - 1] for number in centres.bad if not _means_nothing(entries[number - 1])]
    if wrong:
        raise SpecGanError("{label} holds {entry!r}, which is no wavelength.", HINT, label=label, entry=wrong[0][:60])
    return tuple(centre or 0.0 for centre in centres.nm)


def with_wavelengths(info: RasterInfo, nm: Sequence[float]) -> RasterInfo:
    """The layer with the band centres `nm` in place of its own; () leaves it as it is.

    What its bad band list says stays. Raises `SpecGanError` where the layer has another number of bands.
    """
    if not nm:
        return info
    if len(nm) != info.bands:
        raise SpecGanError(
            "HSI_WAVELENGTHS has {numbers} numbers, the hyperspectral layer has {bands} bands.",
            "Give one number for each band of the layer; 0 for bands to leave out.",
            info.path,
            numbers=len(nm),
            bands=info.bands,
        )
    own = info.spectral
    had = own.wavelengths or (1.0,) * info.bands
    marked = own.good or (True,) * info.bands
    good = tuple(bool(centre) and (flag or not before) for centre, flag, before in zip(nm, marked, had))
    spectral = Spectral(
        wavelengths=tuple(float(centre) for centre in nm),
        good=None if all(good) else good,
        source="parameter",
        detail=f"{len(nm)}",
        nodata=own.nodata,
    )
    return replace(info, spectral=spectral)


def _is_path(text: str) -> bool:
    """A list has nothing but numbers, units and what divides them."""
    return os.path.isfile(text) or not re.search(r"\d\s*(?:[,;\s]|$)", text) or bool(re.search(r"[/\\]", text))


def _means_nothing(entry: str) -> bool:
    return entry.strip().lower() in ("", "0", "-1", "nan", "n/a", "na", "none", "null", "-")


def _entries(text: str) -> List[str]:
    """A list divided by the first of these that leaves wavelengths: "450,5; 460,5", "450, 460.5", "450,5 460,5"."""
    inner = text.strip(" {}[]()\n\t")
    for separator in (";", "\n", "\t", ","):
        parts = [part.strip() for part in inner.split(separator) if part.strip()]
        if len(parts) > 1 and all(read_value(part).value is not None or _means_nothing(part) for part in parts):
            return parts
    blanks = inner.split()
    return blanks if all(read_value(part).value is not None for part in blanks) else split_list(inner, -1)


def _from_file(path: str, label: str) -> Tuple[List[str], str]:
    """Entries and unit of a file."""
    try:
        if os.path.getsize(path) > LARGEST:
            raise SpecGanError("{label}: {path} is too large for a list of wavelengths.", HINT, label=label, path=path)
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            text = file.read()
    except (OSError, ValueError) as error:
        raise SpecGanError(
            "{label} is {text!r}, which is no list and no file.", HINT, repr(error), label=label, text=path[:200]
        ) from error
    header = header_values(text)
    if header is not None:
        return split_list(header.get("wavelength", ""), -1), unit_of(header.get("wavelength units"))
    rows = _table(text)
    return _column(rows) if rows and len(rows) > 1 and max(map(len, rows)) > 1 else (_lines(text), "")


def _table(text: str) -> List[List[str]]:
    """Rows of a table, without comments and empty lines."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "!", "//"))]
    for separator in (";", "\t", ","):
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
        if rows and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return rows
    rows = [line.split() for line in lines]
    return rows if rows and len({len(row) for row in rows}) == 1 else []


def _column(rows: List[List[str]]) -> Tuple[List[str], str]:
    """The column of a table that holds wavelengths: by its name, else the first that does not number the rows."""
    head = rows[0]
    named = [base_of_key(cell) for cell in head]
    for index, (base, unit) in enumerate(named):
        if base in CENTRE_KEYS:
            return [row[index] for row in rows[1:]], unit
    body = rows[1:] if all(read_value(cell).value is None for cell in head) else rows
    for index in range(len(body[0])):
        column = [row[index] for row in body]
        if understand([read_value(cell) for cell in column]).understood:
            return column, ""
    return [row[0] for row in body], ""


def _lines(text: str) -> List[str]:
    """One number a line, a name above them left out; or a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) > 1 and base_of_key(lines[0])[0] in CENTRE_KEYS:
        lines = lines[1:]
    return _entries("\n".join(lines))

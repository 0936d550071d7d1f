"""Files beside a raster that describe its bands and that GDAL's driver does not read.

EnMAP L1B, L1C and L2A come as `...-SPECTRAL_IMAGE.TIF` with `...-METADATA.XML`, DESIS as `...-SPECTRAL_IMAGE.tif` with
`.hdr` and `...-METADATA.xml` (DLR's product specifications EN-PCV-ICD-2009-2 and PAV-DES-TN-001). Any other raster may
have an ENVI header of its name.
"""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from .spellings import number_of, split_list

IMAGE = re.compile(
    r"(?P<stem>.*)-SPECTRAL_IMAGE(?:_(?P<part>VNIR|SWIR))?(?:_COG)?\.(?:tiff?|geotiff|bsq|bil|bip)", re.IGNORECASE
)
"""Names of the image of an EnMAP or DESIS product."""
LARGEST = 64 << 20
"""Bytes; no such file is larger. That of EnMAP holds RPCs of every band."""
NODATA = -32768.0
"""What EnMAP L1C and L2A and DESIS L1C and L2A write where there is no ground."""
FILLED = "-1000000"
"""Mean that EnMAP's metadata gives, with a deviation of 0, for a band that holds nothing."""


@dataclass(frozen=True)
class Sidecar:
    """What such a file says, as text where units are still to be judged."""

    name: str
    """Name of the file."""
    wavelengths: Tuple[str, ...] = ()
    """One a band, or none."""
    unit: str = ""
    """Unit of the wavelengths, as it is written; empty: not said."""
    widths: Tuple[str, ...] = ()
    """FWHM, in the same unit."""
    good: Optional[Tuple[bool, ...]] = None
    nodata: Optional[float] = None
    gains: Tuple[str, ...] = ()
    """Factor of each band to physical values."""
    offsets: Tuple[str, ...] = ()


def sidecar_of(path: str, bands: int) -> Optional[Sidecar]:
    """The sidecar of the raster file `path` with `bands` bands; None where there is none that is understood."""
    if not os.path.isfile(path):
        return None
    found = IMAGE.fullmatch(os.path.basename(path))
    merged: Optional[Sidecar] = None
    if found:
        for file in _beside(path, f"{found.group('stem')}-METADATA.XML"):
            merged = _metadata(file, bands, (found.group("part") or "").upper())
    if merged is not None and merged.wavelengths:
        return merged
    header = _header_of(path, bands, product=bool(found))
    return header or merged


def metadata_image(path: str) -> Optional[str]:
    """The image that belongs to `...-METADATA.XML`; None where there is none, or `path` is no such file."""
    name = os.path.basename(path)
    if not name.lower().endswith("-metadata.xml"):
        return None
    stem = name[: -len("-metadata.xml")]
    for file in _entries(Path(os.path.abspath(path)).parent):
        found = IMAGE.fullmatch(file)
        if found and found.group("stem").lower() == stem.lower() and not found.group("part"):
            return os.path.join(os.path.dirname(path), file)
    return None


def _beside(path: str, name: str) -> List[Path]:
    """The file of that name in the folder of `path`, in whatever case it is written."""
    folder = Path(path).parent
    exact = folder / name
    if exact.is_file():
        return [exact]
    return [folder / entry for entry in _entries(folder) if entry.lower() == name.lower()][:1]


def _entries(folder: Path) -> List[str]:
    """Names in a folder; none where it may be entered but not listed."""
    with suppress(OSError):
        return sorted(os.listdir(folder))
    return []


def _metadata(file: Path, bands: int, part: str) -> Optional[Sidecar]:
    """An XML file with a bandCharacterisation, of EnMAP or of DESIS."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        # a document type, without which there are no entities, is refused
        root = ET.parse(file, ET.XMLParser(target=_WithoutDoctype())).getroot()  # nosec B314
    except (OSError, ET.ParseError, ValueError):
        return None
    block = next((e for e in root.iter() if _tag(e).lower() in ("bandcharacterisation", "bandcharacterization")), None)
    if block is None:
        return None
    rows = [{_tag(e).lower(): (e.text or "").strip() for e in band} for band in block if _tag(band).lower() in _BANDS]
    statistics = _statistics(root)
    if part and len(rows) > bands:  # L1B: one image for each detector, one list for both
        rows = rows[:bands] if part == "VNIR" else rows[-bands:]
        statistics = {}
    if len(rows) != bands:
        return None
    column = {name: tuple(row.get(name, "") for row in rows) for name in ("wavelengthcenterofband", *_COLUMNS)}
    widths = column["fwhmofband"] if any(column["fwhmofband"]) else column["wavelengthwidthofband"]
    good = tuple(statistics.get(number, True) for number in range(1, bands + 1))
    return Sidecar(
        name=file.name,
        wavelengths=column["wavelengthcenterofband"],
        unit="nm",
        widths=widths if all(widths) else (),
        good=None if all(good) else good,
        nodata=_nodata(root),
        gains=column["gainofband"] if all(column["gainofband"]) else (),
        offsets=column["offsetofband"] if all(column["offsetofband"]) else (),
    )


_BANDS = ("bandid", "band")
_COLUMNS = ("fwhmofband", "wavelengthwidthofband", "gainofband", "offsetofband")


class _WithoutDoctype(ET.TreeBuilder):
    """Refuses a document type: it may declare entities that grow without end, and no agency's metadata has one."""

    def doctype(self, *unused: object) -> None:
        raise ValueError("a document type")


def _tag(element: ET.Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _statistics(root: ET.Element) -> Dict[int, bool]:
    """Band number -> whether the band holds anything, where product/bandStatistics says."""
    good: Dict[int, bool] = {}
    for block in root.iter():
        if _tag(block) == "bandStatistics":
            for number, band in enumerate(block, start=1):
                values = {_tag(e): (e.text or "").strip() for e in band}
                own = str(band.get("number") or number)
                if own.isdigit():
                    good[int(own)] = not (values.get("stdDeviation") == "0" and values.get("mean") == FILLED)
    return good


def _nodata(root: ET.Element) -> float:
    """The background value of the images, where the file says one."""
    for element in root.iter():
        if _tag(element).lower() in ("backgroundvalue", "nodatavalue", "nodata"):
            value = number_of((element.text or "").strip())
            if value is not None:
                return value
    return NODATA


def _header_of(path: str, bands: int, product: bool) -> Optional[Sidecar]:
    """An ENVI header of the raster's name: X.hdr or X.tif.hdr."""
    for stem in (os.path.splitext(path)[0], path):
        for file in (Path(stem + ".hdr"), Path(stem + ".HDR")):
            values = _envi(file) if file.is_file() else None
            if values is not None and values.get("bands", str(bands)) == str(bands):
                return _from_header(file, values, bands, product)
    return None


def _from_header(file: Path, values: Dict[str, str], bands: int, product: bool) -> Optional[Sidecar]:
    lists = {key: tuple(split_list(values.get(key, ""), bands)) for key in _LISTS}
    lists = {key: entries if any(entries) else () for key, entries in lists.items()}
    flags = [number_of(entry) for entry in lists["bbl"]]
    good = tuple(bool(flag) for flag in flags) if len(flags) == bands and None not in flags else None
    nodata = number_of(values.get("data ignore value", ""))
    return Sidecar(
        name=file.name,
        wavelengths=lists["wavelength"],
        unit=values.get("wavelength units", ""),
        widths=lists["fwhm"] if len(lists["fwhm"]) == bands else (),
        good=good,
        nodata=NODATA if nodata is None and product else nodata,
        gains=lists["data gain values"],
        offsets=lists["data offset values"],
    )


_LISTS = ("wavelength", "fwhm", "bbl", "data gain values", "data offset values")


def _envi(file: Path) -> Optional[Dict[str, str]]:
    """Keys and values of an ENVI header; None where the file is none."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return header_values(text)


def header_values(text: str) -> Optional[Dict[str, str]]:
    """Keys in small letters and values of the text of an ENVI header; None where it is none."""
    if not text.lstrip("\ufeff \n\r\t").upper().startswith("ENVI"):
        return None
    pairs = re.findall(r"^[ \t]*([^=\n{}]+?)[ \t]*=[ \t]*(\{[^}]*\}|[^\n]*)", text, re.MULTILINE)
    return {re.sub(r"[\s_]+", " ", key.strip().lower()): value.strip() for key, value in pairs}

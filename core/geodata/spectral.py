"""What a file says about the wavelengths of its bands, in the many ways in which files say it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

NM_PER_UNIT = {"nm": 1.0, "nanometer": 1.0, "nanometre": 1.0, "um": 1000.0, "µm": 1000.0, "μm": 1000.0}
NM_PER_UNIT.update({"micrometer": 1000.0, "micrometre": 1000.0, "micron": 1000.0, "angstrom": 0.1})
NO_WAVELENGTHS = ("index", "wavenumber", "ghz", "mhz")
"""Units in which ENVI headers count what is no wavelength."""
IN_TEXT = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s*\(?\s*(nanometers?|nanometres?|micrometers?|micrometres?|microns?|nm|um|µm|μm)\b",
    re.IGNORECASE,
)
PLAIN_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*$")
PLAUSIBLE = (100.0, 20000.0)
"""nm; numbers outside are no wavelengths of an optical sensor."""


@dataclass(frozen=True)
class Spectral:
    """Spectral metadata; each field None where the file does not tell it for every band."""

    wavelengths: Optional[Tuple[float, ...]] = None
    """Band centres, nm."""
    widths: Optional[Tuple[float, ...]] = None
    """Full widths at half maximum, nm."""
    good: Optional[Tuple[bool, ...]] = None
    """False for bands that the file marks as bad (ENVI's bbl 0)."""


def read_spectral(dataset: Any) -> Spectral:
    """Spectral metadata of an open GDAL dataset.

    Looked for, in this order: band metadata (`wavelength`, `wavelength_units`, `fwhm`, `bbl`; GDAL's IMAGERY domain
    with CENTRAL_WAVELENGTH_UM), lists in the dataset's metadata (ENVI: `wavelength = {...}`), and wavelengths written
    in band descriptions ("band 12 (559.1 Nanometers)", "559.1"). Micrometres become nanometres.
    """
    count = dataset.RasterCount
    whole = _lower({**(dataset.GetMetadata("ENVI") or {}), **(dataset.GetMetadata() or {})})
    bands = [dataset.GetRasterBand(number) for number in range(1, count + 1)]
    each = [_lower(band.GetMetadata() or {}) for band in bands]
    unit = _unit(whole.get("wavelength_units") or whole.get("wavelength units"))

    centres = [
        _in_nm(values, ("wavelength", "wavelengths", "center_wavelength", "central_wavelength"), unit)
        for values in each
    ]
    if None in centres:
        centres = [_imagery(band, "CENTRAL_WAVELENGTH_UM") for band in bands]
    if None in centres:
        centres = _list(whole, ("wavelength", "wavelengths"), count, unit)
    if None in centres:
        centres = [_from_text(band.GetDescription()) for band in bands]

    widths = [_in_nm(values, ("fwhm",), unit) for values in each]
    if None in widths:
        widths = [_imagery(band, "FWHM_UM") for band in bands]
    if None in widths:
        widths = _list(whole, ("fwhm",), count, unit)
    good = [_number(values.get("bbl")) for values in each]
    if None in good:
        good = _numbers(whole.get("bbl"), count)

    if None in good and centres.count(0.0) < count:
        good = [0.0 if centre == 0.0 else 1.0 for centre in centres]  # PRISMA writes 0 nm for bands it left out
    known = [c for c in centres if c is not None and c != 0.0]
    plausible = None not in centres and bool(known) and all(PLAUSIBLE[0] <= c <= PLAUSIBLE[1] for c in known)
    return Spectral(
        wavelengths=tuple(c for c in centres if c is not None) if plausible else None,
        widths=tuple(w for w in widths if w is not None) if plausible and None not in widths else None,
        good=tuple(bool(g) for g in good) if None not in good and 0.0 in good else None,
    )


def _lower(values: Dict[str, str]) -> Dict[str, str]:
    return {str(key).lower(): str(value) for key, value in values.items()}


def _unit(text: Optional[str]) -> Optional[float]:
    """nm per unit of that name; None where there is none or it is unknown, nan where it counts something else."""
    if not text:
        return None
    name = text.strip().lower()
    return math.nan if name in NO_WAVELENGTHS else NM_PER_UNIT.get(name.rstrip("s"))


def _number(text: Optional[str]) -> Optional[float]:
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e9 else None


def _numbers(text: Optional[str], count: int) -> List[Optional[float]]:
    """`count` numbers of a list like "{1, 2, 3}"; Nones where it is no such list."""
    parts = re.split(r"[,;\s]+", (text or "").strip(" {}[]\n\t"))
    numbers = [_number(part) for part in parts if part]
    return numbers if len(numbers) == count else [None] * count


def _to_nm(value: Optional[float], unit: Optional[float]) -> Optional[float]:
    """A number without a unit is micrometres where nanometres would be absurd."""
    if value is None:
        return None
    if unit is None:
        unit = 1000.0 if value < 50 else 1.0
    return value * unit


def _in_nm(values: Dict[str, str], keys: Tuple[str, ...], unit: Optional[float]) -> Optional[float]:
    own = _unit(values.get("wavelength_units") or values.get("wavelength_unit")) or unit
    for key in keys:
        number = _number(values.get(key))
        if number is not None:
            if key == "fwhm" and own is None:
                centre = _number(values.get("wavelength"))
                own = 1000.0 if centre is not None and centre < 50 else 1.0
            return _to_nm(number, own)
        found = _from_text(values.get(key, ""))
        if found is not None:
            return found
    return None


def _imagery(band: Any, key: str) -> Optional[float]:
    number = _number((band.GetMetadata("IMAGERY") or {}).get(key))
    return None if number is None else number * 1000.0


def _list(values: Dict[str, str], keys: Tuple[str, ...], count: int, unit: Optional[float]) -> List[Optional[float]]:
    for key in keys:
        numbers = _numbers(values.get(key), count)
        if None not in numbers:
            if unit is None:
                centres = _numbers(values.get("wavelength"), count)
                largest = max((c for c in centres if c is not None), default=max(n for n in numbers if n is not None))
                unit = 1000.0 if largest < 50 else 1.0
            return [_to_nm(number, unit) for number in numbers]
    return [None] * count


def _from_text(text: str) -> Optional[float]:
    """The wavelength in a band description; None where there is none."""
    found = IN_TEXT.search(text or "")
    if found:
        return float(found.group(1)) * (_unit(found.group(2)) or 1.0)
    plain = PLAIN_NUMBER.match(text or "")
    if not plain or (float(plain.group(1)) < 50 and "." not in plain.group(1)):
        return None  # "1", "2", "3" number the bands
    return _to_nm(float(plain.group(1)), None)

"""Numbers, ranges and units as people and programs write wavelengths, one text at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Optional, Sequence

SPEED_OF_LIGHT = 299792458.0
"""m/s; a frequency in GHz is that many nanometres divided by it."""
NM_PER_UNIT = {"nm": 1.0, "µm": 1e3, "mm": 1e6, "cm": 1e7, "m": 1e9, "Å": 0.1}
"""Units of length."""
NM_TIMES_UNIT = {"1/cm": 1e7, "MHz": SPEED_OF_LIGHT * 1e3, "GHz": SPEED_OF_LIGHT, "THz": SPEED_OF_LIGHT / 1e3}
"""Units that fall as the wavelength rises: nm = this / number."""
COUNTS = "index"
"""The unit of ENVI headers in which the numbers only count the bands."""
NAMES = {
    "nm": "nm nanometer nanometre nano nanomètre nanómetro nanômetro nanometro nanometri нм 纳米 奈米 ナノメートル",
    "µm": "um µm μm mu micrometer micrometre micron micro micromètre micrómetro micrômetro micrometro micrometri "
    "mikrometer mikron мкм 微米 マイクロメートル",
    "mm": "mm millimeter millimetre",
    "cm": "cm centimeter centimetre",
    "m": "m meter metre",
    "Å": "angstrom ångström ångstrom angström å a",
    "1/cm": "wavenumber cm-1 1/cm cm^-1 cm⁻¹ cm−1 cm^−1",
    "MHz": "mhz megahertz",
    "GHz": "ghz gigahertz",
    "THz": "thz terahertz",
    COUNTS: "index band bands",
}
UNITS = {name: unit for unit, names in NAMES.items() for name in names.split()}
"""Name in small letters, singular -> unit."""
IN_TEXT = (
    r"nan[oóô]-?m[eè]t(?:er|re|ro|ri)s?|mi[ck]r[oóô]-?m[eè]t(?:er|re|ro|ri)s?|mi[ck]rons?|nm|um|µm|μm|нм|мкм|纳米|奈米|微米|"
    r"ナノメートル|マイクロメートル|[aå]ngstr[oö]ms?|å|cm(?:\^?[-−]1|⁻¹)|1/cm|thz|ghz|millimet(?:er|re)s?|centimet(?:er|re)s?|"
    r"met(?:er|re)s?"
)
"""Units that make a number in a text a wavelength. "m" alone does not: "B2 10 m" is a pixel size."""
NUMBER = r"\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?"
DASH = r"(?:-|–|—|‐|‑|\.\.\.?|…|~|→|/|_|\bto\b|\btill\b|\bbis\b|\band\b|\bund\b|\bà\b|:)"
OPENING = r"[\s._,()\[\]{}-]*"
"""What may stand between a number and its unit: "450.0.Nanometers", "450 (nm)", "(378-392) nm"."""
WITH_UNIT = re.compile(
    rf"(?<![\d.,])(?:(?P<low>{NUMBER})\s*(?:{IN_TEXT})?\s*{DASH}\s*)?(?P<number>{NUMBER})"
    rf"\s*(?:(?:±|\+/?-)\s*{NUMBER}\s*)?{OPENING}(?P<unit>{IN_TEXT})(?![a-zµμå])",
    re.IGNORECASE,
)
PREFIXED = re.compile(
    r"^\s*(?:(?P<wavenumber>wave\s*numbers?)|wavelengths?|wave|wvl|wl|w|lambda|λ|x|nm|(?P<um>[uµμ]m)|centre|center|cwl|r|rrs|rho|ρ|rfl|"
    r"rad|radiance|lt|lw|nlw|rho_?[stw]|[tb]oa|(?:sur(?:face)?_)?refl(?:ectance)?|spec(?:tral)?|hsi)"
    rf"[\s_:=.-]*(?P<number>{NUMBER})\s*$",
    re.IGNORECASE,
)
"""wl_450, X450.0 (R puts an X before a name that is a number), nm450; R450, Rrs_443 (reflectance at 450 nm)."""
AFTER_BAND = re.compile(
    r"(?:^|[^a-z])(?:b|bd|band|kanal|channel|ch)[\s_.-]*(?:\d+\s*[_:;=|\s-]\s*)?(?P<number>\d+[.,]\d+)\s*$",
    re.IGNORECASE,
)
"""b4_427.1, Band 4: 427.1, Band 427.1. Only with decimals: "Band_4_2020" names a year."""
BEFORE_BAND = re.compile(
    r"^\s*(?P<number>\d+[.,]\d+)\s*[(\[{]\s*(?:b|bd|band|kanal|channel|ch)[\s_.-]*\d+\s*[)\]}]\s*$", re.IGNORECASE
)
"""427.1 (Band 4)."""
AFTER_WORD = re.compile(
    r"(?:wavelength|wave|wvl|wl|lambda|λ|cent(?:er|re)(?:[\s_]*wavelength)?|cwl?)[\s_:=.-]*"
    rf"(?P<number>{NUMBER})(?=$|[\s,;_)\]}}])",
    re.IGNORECASE,
)
"""Anywhere in a name: "Band 12, center 450.5, FWHM 10", "B12_CW450.5_FW10"."""
UNDERSCORED = re.compile(rf"(?<![\d.,])(\d{{3,5}})[_p](\d{{1,2}})(?=[\s_]*(?:{IN_TEXT})(?![a-z]))", re.IGNORECASE)
"""450_5nm, 450p5_nm: where a name must not have a point."""
AROUND = " \t\n\r'\"<>;,`´‘’“”„"
"""What may stand around a name without a meaning."""
BRACKETED = re.compile(rf"[(\[{{]\s*(?:(?P<low>{NUMBER})\s*{DASH}\s*)?(?P<number>{NUMBER})\s*[)\]}}]\s*$")
"""A number in parentheses at the end, as ENVI writes band names: "Resize (Band 1:cube) (426.820007)"."""
PLAIN = re.compile(
    rf"^\s*(?P<sign>[-−]?)\s*(?:(?P<low>{NUMBER})\s*{DASH}\s*)?(?P<number>{NUMBER})"
    rf"\s*(?:(?:±|\+/?-)\s*{NUMBER}\s*)?(?P<unit>(?:1/)?[^\W\d_][\w/^−⁻¹-]*)?\s*$",
    re.IGNORECASE,
)
WIDTH = re.compile(r"(?:fwhm|width|gain|offset|scale)\W*$", re.IGNORECASE)
"""Words before a number that is no band centre."""
BAND = re.compile(r"(?:^|[^a-z])(?:b|bd|band|bands|kanal|channel|ch|no\.?|nr\.?|#)[\s_]*$", re.IGNORECASE)
"""Words before a number that counts bands: "Band 12-450 nm" is no range."""
WIDEST = 0.5
"""A range wider than this share of its centre is none."""
COUNTING = 50.0
"""Whole numbers below may number the bands."""
LONGEST = 400
"""Characters; longer texts are no wavelengths."""


@dataclass(frozen=True)
class Reading:
    """What one text says."""

    value: Optional[float] = None
    """The number, or the centre of the range, in `unit`; None: none was found."""
    width: Optional[float] = None
    """Width of the range, in `unit`; None: it was no range."""
    unit: str = ""
    """A key of `NM_PER_UNIT` or `NM_TIMES_UNIT`, `COUNTS`, or empty: the text does not say."""


def unit_of(text: Optional[str]) -> str:
    """The unit of that name: a key of `NM_PER_UNIT` or `NM_TIMES_UNIT`, `COUNTS`, or empty where it is unknown."""
    name = (text or "").strip(" \t\n()[]{}\"'").lower().replace("-met", "met")
    return UNITS.get(name) or UNITS.get(name.rstrip("s"), "")


def number_of(text: str) -> Optional[float]:
    """A number with decimal point or comma: "563.4", "563,4", "1,045.5", "4.5E+02"; None where it is none."""
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:  # the last one is the decimal sign
        text = text.replace(",", "") if point > comma else text.replace(".", "").replace(",", ".")
    elif text.count(",") == 1:
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def read_value(text: str) -> Reading:
    """The text of a tag that is a wavelength: a number, a range, or either with a unit ("450", "378-392 nm", "n/a")."""
    if len(text) > LONGEST:
        return Reading()
    text = UNDERSCORED.sub(r"\1.\2", text.strip(AROUND))
    found = PLAIN.match(text)
    if found:
        unit = unit_of(found.group("unit"))
        reading = _reading(text, found, unit) if unit or not found.group("unit") else Reading()
        if found.group("sign") and reading.value is not None:
            return Reading(-reading.value, None, unit)
        if reading.value is not None:
            return reading
    return read_name(text)


def read_name(text: str) -> Reading:
    """The wavelength in a band's name, where it says so by its form: by a unit, by "wl_", in parentheses, or alone.

    "1", "Band 12" and "B2 10 m" are no wavelengths.
    """
    text = UNDERSCORED.sub(r"\1.\2", text.strip(AROUND)) if len(text) <= LONGEST else ""
    if not text:
        return Reading()
    for found in WITH_UNIT.finditer(text):
        if not WIDTH.search(text[: found.start()]):
            reading = _reading(text, found, unit_of(found.group("unit")))
            sizes = reading.unit in ("m", "cm", "mm") and not _possible(reading.value or 0, reading.unit)
            if reading.value is not None and not sizes:
                return reading
    for pattern in (PREFIXED, AFTER_BAND, BEFORE_BAND, AFTER_WORD, BRACKETED, PLAIN):
        found_one = pattern.search(text)
        if found_one is None or found_one.groupdict().get("sign"):
            continue
        if pattern is PLAIN and found_one.group("unit"):
            continue
        said = found_one.groupdict()
        reading = _reading(text, found_one, "µm" if said.get("um") else "1/cm" if said.get("wavenumber") else "")
        whole = reading.value is not None and float(reading.value).is_integer() and reading.width is None
        if reading.value is not None and not (whole and reading.value < COUNTING and "." not in found_one.group(0)):
            return reading
    return Reading()


def may_hold_centres(names: Sequence[str]) -> bool:
    """Whether each name holds a number that could be a wavelength, rising from name to name, whatever is around it.

    For what nothing else understands: such names are worth being shown. Numbers that rise by 1 count the bands.
    """
    found = [[number_of(text) for text in re.findall(NUMBER, name[:LONGEST])] for name in names]
    for low, high in ((300.0, 3000.0), (0.3, 3.0)):
        fitting = [[n for n in numbers if n is not None and low <= n <= high] for numbers in found]
        if len(names) < 2 or not all(fitting):
            continue
        steps = [after[-1] - before[-1] for before, after in zip(fitting, fitting[1:])]
        if min(steps) > 0 and any(step != 1 for step in steps):
            return True
    return False


def _reading(text: str, found: re.Match[str], unit: str) -> Reading:
    """Number or range of a match; a number that is absurd with its decimal comma is read with it as thousands."""
    groups = found.groupdict()
    value = number_of(groups["number"])
    low = number_of(groups["low"]) if groups.get("low") else None
    thousands = re.fullmatch(r"\d{1,3}[.,]\d{3}", groups["number"])
    if value is not None and unit and thousands and not _possible(value, unit) and _possible(value * 1000, unit):
        value *= 1000
    if value is None or low is None or not 0 < low < value:
        return Reading(value, None, unit)
    if value - low > WIDEST * (value + low) / 2 or BAND.search(text[: found.start("low")]):
        return Reading(value, None, unit)
    return Reading((low + value) / 2, value - low, unit)


def _possible(value: float, unit: str) -> bool:
    factor = NM_PER_UNIT.get(unit)
    return factor is None or 100 <= value * factor <= 20000


def split_list(text: str, count: int) -> List[str]:
    """The entries of a list, with any brackets, separated by commas, semicolons, blanks or line breaks.

    Of the ways to divide it the one that gives `count` entries: "{450,5; 460,5}" has two. Where none does, as commas,
    semicolons and blanks divide it.
    """
    inner = text.strip().strip("{}[]()\"' \n\t\r")
    first: List[str] = []
    for separator in (r"[,;\s]+", r"\s*;\s*", r",\s+", r"\s*,\s*", r"\s+", r"\s*[\r\n]+\s*", r"\s*[|/]\s*"):
        parts = [part.strip(" \"'") for part in re.split(separator, inner)]
        parts = [part for part in parts if part] if separator == r"[,;\s]+" else parts
        if len(parts) == count:
            return parts
        first = first or parts
    return first

"""What a file says about the wavelengths of its bands, in the many ways in which files say it.

`SOURCES` lists the places that are looked at, best first; `spellings` reads one text, `wavelengths` a whole list of
them. The table for people is `docs/wavelengths.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from ..errors.messages import Message
from .keys import CENTRE_KEYS, LOWER_KEYS, UNIT_KEYS, UPPER_KEYS, WIDTH_KEYS, base_of_key, letters_of
from .sidecars import Sidecar, sidecar_of
from .spellings import NM_PER_UNIT, Reading, may_hold_centres, number_of, read_name, read_value, split_list, unit_of
from .wavelengths import Centres, understand

OPTICAL = ("nm", "µm", "Å", "1/cm", "GHz", "THz")
"""Units that make any dimension one of wavelengths."""
BAND_DOMAINS = ("", "ENVI", "IMAGERY", "FORCE")
LEAST_NAMED = 0.75
"""Share of the bands whose names have to be wavelengths, for names without units."""
LEAST = 0.5
"""The same of all other evidence, 0 counted as an answer."""
SHOWN = 5
"""Bands that a sentence names."""


@dataclass(frozen=True)
class Spectral:
    """Spectral metadata; a field is None where the file does not say it for its bands."""

    wavelengths: Optional[Tuple[float, ...]] = None
    """Band centres, nm; 0 for bands without one, which are not `good`."""
    widths: Optional[Tuple[float, ...]] = None
    """Full widths at half maximum, nm."""
    good: Optional[Tuple[bool, ...]] = None
    """False for bands that the file marks as bad (ENVI's bbl 0), or of which it says no wavelength."""
    source: str = ""
    """Where the wavelengths came from, a key of `PLACES`; empty: nowhere."""
    detail: str = ""
    """The tag, dimension or file that they came from, or the first name."""
    warnings: Tuple[str, ...] = ()
    """What is odd about them."""
    unread: str = ""
    """Where there are no wavelengths: what was there and not understood; empty: the file says nothing of them."""
    nodata: Optional[float] = None
    """The nodata value that a file beside the raster gives."""


PLACES = {
    "bands": Message("the metadata of its bands"),
    "imagery": Message("the IMAGERY metadata of its bands"),
    "dimension": Message("a dimension of the file"),
    "list": Message("a list in its metadata"),
    "sidecar": Message("the file beside it"),
    "names": Message("the names of its bands"),
    "parameter": Message("the parameter HSI_WAVELENGTHS"),
}
"""Where wavelengths come from, in the words of a sentence."""


@dataclass(frozen=True)
class Found:
    """What one place says of the bands."""

    readings: Tuple[Reading, ...]
    texts: Tuple[str, ...]
    """As they are written, for sentences; empty for bands of which it says nothing."""
    detail: str = ""
    unit: str = ""
    """The unit that it says for all, see `unit_of`."""
    least: float = LEAST


@dataclass(frozen=True)
class Tags:
    """All that GDAL says of a dataset and its bands, keys in small letters."""

    whole: Mapping[str, str]
    bands: Tuple[Mapping[str, str], ...]
    imagery: Tuple[Mapping[str, str], ...]
    names: Tuple[str, ...]
    sidecar: Optional[Sidecar]

    @property
    def unit_text(self) -> str:
        """What the dataset says the unit is."""
        return next((text for key, text in self.whole.items() if letters_of(key) in UNIT_KEYS), "")


def read_spectral(dataset: Any, path: str = "") -> Spectral:
    """Spectral metadata of an open GDAL dataset; `path`: its file, where documented sidecars may lie beside it.

    The first place that says the wavelength of most bands counts; see `SOURCES`.
    """
    tags = _tags(dataset, path)
    unread = ""
    for name, look in SOURCES:
        found = look(tags)
        if found is None:
            continue
        centres = understand(found.readings, found.unit) if len(found.readings) == len(tags.bands) else None
        problem = _unread(found, centres, tags)
        if problem or centres is None:
            unread = unread or problem
            continue
        return Spectral(
            wavelengths=tuple(centre or 0.0 for centre in centres.nm),
            widths=_widths(tags, centres),
            good=_good(tags, centres),
            source=name,
            detail=found.detail,
            warnings=tuple(_oddities(found, centres)),
            nodata=tags.sidecar.nodata if tags.sidecar else None,
        )
    good = _bad_band_list(tags)
    nodata = tags.sidecar.nodata if tags.sidecar else None
    return Spectral(good=good if good and not all(good) else None, unread=unread, nodata=nodata)


def describe_wavelengths(spectral: Spectral) -> str:
    """One line for the log: what the wavelengths are and where they came from; what is there where there are none."""
    known = [centre for centre in spectral.wavelengths or () if centre > 0]
    if known:
        low, high, place, detail = min(known), max(known), PLACES[spectral.source], spectral.detail
        return Message(
            "Wavelengths of the hyperspectral layer: {low:g} to {high:g} nm, from {place} ({detail})",
            low=low,
            high=high,
            place=place,
            detail=detail,
        )
    return Message("The hyperspectral layer gives no wavelengths")


def _tags(dataset: Any, path: str) -> Tags:
    bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
    each = [[_lower(band.GetMetadata(domain) or {}) for domain in BAND_DOMAINS] for band in bands]
    return Tags(
        whole=_lower({**(dataset.GetMetadata("ENVI") or {}), **(dataset.GetMetadata() or {})}),
        bands=tuple({**domains[1], **domains[3], **domains[0]} for domains in each),
        imagery=tuple(domains[2] for domains in each),
        names=tuple(str(band.GetDescription() or "") for band in bands),
        sidecar=sidecar_of(path, len(bands)) if path else None,
    )


def _lower(values: Mapping[str, str]) -> Dict[str, str]:
    return {str(key).lower(): str(value) for key, value in values.items()}


def _value_of(values: Mapping[str, str], keys: set) -> Tuple[str, str, str]:
    """Text, unit in the key, and key of the first tag in `keys` that has a number; else of the first one."""
    matches = [(text, base_of_key(key)[1], key) for key, text in values.items() if base_of_key(key)[0] in keys]
    return next((m for m in matches if read_value(m[0]).value is not None), matches[0] if matches else ("", "", ""))


def _of_bands(tags: Tags, each: Sequence[Mapping[str, str]], otherwise: str = "") -> Optional[Found]:
    """Tags of the bands, with the unit from the key, the band or the dataset."""
    readings, texts, keys = [], [], []
    for values in each:
        text, unit, key = _value_of(values, CENTRE_KEYS)
        reading = read_value(text)
        if not key:
            text, reading, key = _from_limits(values)
        own = reading.unit or unit or unit_of(next((t for k, t in values.items() if letters_of(k) in UNIT_KEYS), ""))
        readings.append(Reading(reading.value, reading.width, own))
        texts.append(text)
        keys += [key] if key else []
    if not keys:
        return None
    return Found(tuple(readings), tuple(texts), keys[0], unit_of(tags.unit_text) or otherwise)


def _from_limits(values: Mapping[str, str]) -> Tuple[str, Reading, str]:
    """The centre between a tag with the lower and one with the upper end of a band."""
    (low_text, _, key), (high_text, _, _) = _value_of(values, LOWER_KEYS), _value_of(values, UPPER_KEYS)
    low, high = read_value(low_text), read_value(high_text)
    if low.value is None or high.value is None or not 0 < low.value < high.value:
        return "", Reading(), ""
    middle = Reading((low.value + high.value) / 2, high.value - low.value, low.unit or high.unit)
    return f"{low_text}-{high_text}", middle, key


def _bands(tags: Tags) -> Optional[Found]:
    return _of_bands(tags, tags.bands)


def _imagery(tags: Tags) -> Optional[Found]:
    return _of_bands(tags, tags.imagery)


def _list(tags: Tags) -> Optional[Found]:
    count = len(tags.bands)
    text, unit, key = _listed(tags.whole, CENTRE_KEYS)
    if not key:
        return _numbered(tags)
    entries = tuple(split_list(text, count))
    return Found(tuple(read_value(e) for e in entries), entries, key, unit or unit_of(tags.unit_text))


def _numbered(tags: Tags) -> Optional[Found]:
    """A tag of the dataset for each band: `wavelength_1`, `wavelength_2`; `Band_1`, with a name that says it."""
    numbers = range(1, len(tags.bands) + 1)
    for pattern, read in (("wavelength_{}", read_value), ("band_{}_wavelength", read_value), ("band_{}", read_name)):
        texts = tuple(tags.whole.get(pattern.format(number), "") for number in numbers)
        readings = tuple(read(text) for text in texts)
        if any(reading.value is not None for reading in readings):
            return Found(readings, texts, pattern.format("1"), unit_of(tags.unit_text), LEAST_NAMED)
    return None


def _listed(values: Mapping[str, str], keys: set) -> Tuple[str, str, str]:
    return next(
        ((text, base_of_key(key)[1], key) for key, text in values.items() if base_of_key(key)[0] in keys), ("", "", "")
    )


def _dimension(tags: Tags) -> Optional[Found]:
    """netCDF: NETCDF_DIM_wavelength of each band, or the dimension's values; GDAL's views: DIM_wavelength_VALUE."""
    for pattern in (r"netcdf_dim_(.+)", r"dim_(.+)_value"):
        names = [found.group(1) for key in tags.bands[0] if (found := re.fullmatch(pattern, key))]
        for name in names:
            key = pattern.replace(r"(.+)", name)
            unit = tags.whole.get(f"{name}#units") or tags.bands[0].get(f"dim_{name}_unit", "")
            standard = tags.whole.get(f"{name}#standard_name", "")
            if {base_of_key(name)[0], letters_of(standard)} & CENTRE_KEYS or unit_of(unit) in OPTICAL:
                texts = tuple(values.get(key, "") for values in tags.bands)
                return Found(tuple(read_value(t) for t in texts), texts, name, base_of_key(name)[1] or unit_of(unit))
    for key, text in tags.whole.items():
        found = re.fullmatch(r"netcdf_dim_(.+)_values", key)
        if found and base_of_key(found.group(1))[0] in CENTRE_KEYS:
            name = found.group(1)
            entries = tuple(split_list(text, len(tags.bands)))
            unit = base_of_key(name)[1] or unit_of(tags.whole.get(f"{name}#units"))
            return Found(tuple(read_value(e) for e in entries), entries, name, unit)
    return None


def _beside(tags: Tags) -> Optional[Found]:
    sidecar = tags.sidecar
    if sidecar is None or not sidecar.wavelengths:
        return None
    texts = sidecar.wavelengths
    return Found(tuple(read_value(text) for text in texts), texts, sidecar.name, unit_of(sidecar.unit))


def _names(tags: Tags) -> Optional[Found]:
    readings = tuple(read_name(name) for name in tags.names)
    if not any(reading.value is not None for reading in readings):
        return Found(readings, tags.names) if may_hold_centres(tags.names) else None
    named = any(reading.unit for reading in readings)
    example = next(name for name, reading in zip(tags.names, readings) if reading.value is not None)
    return Found(readings, tags.names, example.strip(), "", LEAST if named else LEAST_NAMED)


SOURCES: Tuple[Tuple[str, Callable[[Tags], Optional[Found]]], ...] = (
    ("bands", _bands),
    ("imagery", _imagery),
    ("dimension", _dimension),
    ("list", _list),
    ("sidecar", _beside),
    ("names", _names),
)
"""Where wavelengths are looked for, best place first."""


def _unread(found: Found, centres: Optional[Centres], tags: Tags) -> str:
    """Why a place gives no wavelengths, in a sentence; empty where it gives them."""
    count = len(tags.bands)
    listed = _list(tags)
    if listed is not None and len(listed.readings) != count and _same(found, listed):
        return Message(
            "Its list of wavelengths has {readings} entries for {count} bands: {shown}.",
            readings=len(listed.readings),
            count=count,
            shown=_shown(listed.texts),
        )
    if centres is None:
        return Message(
            "Its list of wavelengths has {readings} entries for {count} bands: {shown}.",
            readings=len(found.readings),
            count=count,
            shown=_shown(found.texts),
        )
    known = sum(1 for centre in centres.nm if centre is not None)
    if centres.understood and known >= found.least * count:
        return ""
    unit = found.readings[0].unit or found.unit or tags.unit_text
    if unit:
        return Message(
            "What it gives as wavelengths was not understood: {shown}, with the unit {unit}.",
            shown=_shown(found.texts),
            unit=unit,
        )
    return Message("What it gives as wavelengths was not understood: {shown}.", shown=_shown(found.texts))


def _same(found: Found, listed: Found) -> bool:
    """Whether a place only repeats the beginning of a list that has not as many entries as there are bands."""
    pairs = [
        (own.value, other.value)
        for own, other in zip(found.readings, listed.readings)
        if own.value is not None and other.value is not None
    ]
    return bool(pairs) and all(own == other for own, other in pairs)


def _shown(texts: Sequence[str]) -> str:
    """The texts with their middle left out."""
    kept = [text.strip()[:40] for text in texts if text.strip()]
    return ", ".join(kept if len(kept) <= SHOWN else [*kept[: SHOWN - 2], "...", kept[-1]])


def _oddities(found: Found, centres: Centres) -> List[str]:
    warnings: List[str] = []
    if centres.contradicted:
        warnings.append(
            Message(
                "The wavelengths of the hyperspectral layer ({shown}) contradict their unit, {contradicted}: they "
                "are read as {unit}.",
                shown=_shown(found.texts),
                contradicted=centres.contradicted,
                unit=centres.unit,
            )
        )
    if centres.bad:
        texts = {found.texts[number - 1].strip()[:20] for number in centres.bad} - {""}
        bands = ", ".join(map(str, centres.bad[:SHOWN])) + (", ..." if len(centres.bad) > SHOWN else "")
        warnings.append(
            Message(
                "Bands of the hyperspectral layer left out, since no wavelength is given for them: {bands} ({texts})"
                if texts
                else "Bands of the hyperspectral layer left out, since no wavelength is given for them: {bands}",
                bands=bands,
                texts=", ".join(sorted(texts)[:SHOWN]),
            )
        )
    return warnings


def _good(tags: Tags, centres: Centres) -> Optional[Tuple[bool, ...]]:
    """Bad band list and bands without a wavelength together; None where all are good."""
    listed = _bad_band_list(tags) or (True,) * len(centres.nm)
    good = tuple(bool(flag and centre) for flag, centre in zip(listed, centres.nm))
    return None if all(good) else good


def _bad_band_list(tags: Tags) -> Optional[Tuple[bool, ...]]:
    count = len(tags.bands)
    own = [number_of(values.get("bbl", "")) for values in tags.bands]
    if None in own and "bbl" in tags.whole:
        own = [number_of(entry) for entry in split_list(tags.whole["bbl"], count)]
    if None in own or len(own) != count:
        return tags.sidecar.good if tags.sidecar else None
    return tuple(bool(flag) for flag in own)


def _widths(tags: Tags, centres: Centres) -> Optional[Tuple[float, ...]]:
    """FWHM of every band, nm, from the first place that has one for each; None where there is none."""
    count = len(tags.bands)
    for each in (tags.bands, tags.imagery):
        texts = [_value_of(values, WIDTH_KEYS) for values in each]
        if all(key for _, _, key in texts):
            return _in_nm([text for text, _, _ in texts], texts[0][1], centres)
    text, unit, key = _listed(tags.whole, WIDTH_KEYS)
    if key:
        return _in_nm(split_list(text, count), unit, centres)
    if tags.sidecar is not None and tags.sidecar.widths:
        return _in_nm(tags.sidecar.widths, "", centres)
    widths = [width for width in centres.widths if width is not None]
    return tuple(widths) if len(widths) == count else None


def _in_nm(texts: Sequence[str], unit: str, centres: Centres) -> Optional[Tuple[float, ...]]:
    """Widths are in the unit of the centres unless they have their own."""
    readings = [read_value(text) for text in texts]
    values = [
        None if reading.value is None else _scaled(reading.value, reading.unit or unit or centres.unit)
        for reading in readings
    ]
    known = [value for value in values if value is not None]
    return tuple(known) if len(known) == len(centres.nm) else None


def _scaled(value: float, unit: str) -> Optional[float]:
    return value * NM_PER_UNIT[unit] if unit in NM_PER_UNIT else None

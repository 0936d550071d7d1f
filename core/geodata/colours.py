"""Which bands of a layer are red, green and blue, and by what that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from .raster import RasterInfo

RGB_NM = (650.0, 550.0, 470.0)
"""Where red, green and blue are looked for by wavelength."""
NEAR_NM = 50.0
"""How far from there a band may be to pass for the colour."""
INFRARED_NM = 720.0
"""From here on a band is not red any more."""
WORDS = (
    "red rot rouge rojo roja rosso rossa vermelho rood röd rød czerwony czerwona červená punainen красный kırmızı "
    "piros roșu rosu κόκκινο 红 红色 红光 红波段 红光波段 赤 赤色 빨강",
    "green grün gruen vert verte verde groen grön grøn grønn zielony zielona zelená vihreä yeşil зеленый зелёный zöld "
    "πράσινο 绿 绿色 绿光 绿波段 绿光波段 緑 緑色 초록",
    "blue blau bleu azul blu blauw blå niebieski niebieska modrá sininen mavi синий kék albastru μπλε 蓝 蓝色 "
    "蓝光 蓝波段 蓝光波段 青 青色 파랑",
)
"""Red, green and blue in band names."""
LETTERS = ("r", "g", "b")
INFRARED = re.compile(
    r"(nir|swir|mwir|lwir|tir|ir|pir)\d*|(nah|near)?infra\w+|(近|短波|中|远)?红外(波段)?|近?赤外(線)?|근적외선"
)
"""Words for infrared in band names."""
OTHER = re.compile(r"(red)?edge\d*|coastal|deep|aerosol|kante|bord|borde|yellow|红边")
"""Words that make another band of a colour: red edge, coastal blue."""
CODE = re.compile(r"(?:b|band)0*(\d{1,2})")
"""Band numbers of a sensor: B4, B04, Band4."""
SENTINEL_2, LANDSAT_7, MODIS = (4, 3, 2), (3, 2, 1), (1, 4, 3)
"""Numbers of the red, green and blue band: of Sentinel-2 (and Landsat 8 and 9), of Landsat 4 to 7, of MODIS."""
MOST_CODES = 12
"""The last band of Sentinel-2 is B12, of Landsat B11: higher numbers are those of an imaging spectrometer's bands."""
INFRARED_COLOURS = ("nir", "swir", "mwir", "lwir", "tir", "otherir")
"""GDAL's colour interpretations of infrared bands (from 3.10 on)."""

Bands = Tuple[int, ...]


@dataclass(frozen=True)
class RgbChoice:
    """The bands that are taken as red, green and blue."""

    bands: Bands
    """Three numbers, from 1."""
    origin: str
    """How they were found, in words."""
    warnings: Tuple[str, ...] = ()


def choose_rgb(info: RasterInfo, requested: Sequence[int] = (), shown: Sequence[int] = ()) -> RgbChoice:
    """Red, green and blue of a layer.

    In this order: what was `requested`; the colour interpretation; what the layer's style shows on the map (`shown`;
    bands 1, 2, 3, with which every style begins, count only where nothing else is known); wavelengths; band names; else
    1, 2, 3 with a warning. Evidence that contradicts the choice is named in a warning. Infrared does not pass for red:
    it is left for the next evidence, and taken, with a warning, only where it was requested.

    Raises `SpecGanError` for layers with fewer than three bands, for numbers that do not exist, and where all that is
    known leads to infrared.
    """
    _check_number(info)
    if requested:
        _check_requested(info, requested)
        return RgbChoice(tuple(requested), Message("as asked for"), _infrared_requested(info, requested))
    found = _evidence(info, tuple(shown)) or [RgbChoice((1, 2, 3), Message("the first three"))]
    visible = [choice for choice in found if not any(_infrared(info, band) for band in choice.bands)]
    if not visible:
        number = next(band for band in found[0].bands if _infrared(info, band))
        raise SpecGanError(
            "Band {number} of the RGB layer would be taken for a colour, but it is infrared ({sign}).",
            "Choose a layer with red, green and blue, or give the bands to take (RGB_BANDS).",
            info.path,
            number=number,
            sign=_infrared(info, number),
        )
    taken = visible[0]
    doubts = [_contradiction(taken, other) for other in found if _differ(info, taken.bands, other)]
    if taken.origin == "the first three":
        warning = Message(
            "Nothing says which bands of the RGB layer are red, green and blue: bands 1, 2, 3 are taken. "
            "Give RGB_BANDS if they are others."
        )
        doubts.append(warning)
    return RgbChoice(taken.bands, taken.origin, tuple(doubts))


def _check_number(info: RasterInfo) -> None:
    if info.bands < 3:
        palette = info.colours[0].lower() == "palette"
        raise SpecGanError(
            "The RGB layer has {bands} bands; red, green and blue are three bands."
            if info.bands > 1
            else "The RGB layer has {bands} band; red, green and blue are three bands.",
            "Convert its palette first (Raster, Conversion, PCT to RGB)." if palette else "Choose a colour raster.",
            info.path,
            bands=info.bands,
        )


def _check_requested(info: RasterInfo, requested: Sequence[int]) -> None:
    missing = [number for number in requested if not 1 <= number <= info.bands]
    if missing or len(requested) != 3:
        raise SpecGanError(
            "The RGB layer has bands 1 to {bands}; asked for were {requested}.",
            "Give the numbers of its red, green and blue band.",
            info.path,
            bands=info.bands,
            requested=", ".join(map(str, requested)),
        )


def _infrared_requested(info: RasterInfo, requested: Sequence[int]) -> Tuple[str, ...]:
    found = []
    for number in requested:
        if _infrared(info, number):
            warning = Message(
                "Band {number} of the RGB layer is infrared ({sign}): it is taken for a colour, as asked for.",
                number=number,
                sign=_infrared(info, number),
            )
            found.append(warning)
    return tuple(found)


def _evidence(info: RasterInfo, shown: Bands) -> List[RgbChoice]:
    """All that says which bands are red, green and blue, the strongest first."""
    colours = [colour.lower() for colour in info.colours]
    by_colour = tuple(colours.index(name) + 1 if name in colours else 0 for name in ("red", "green", "blue"))
    if len(set(shown)) != 3 or not all(1 <= band <= info.bands for band in shown):
        shown = ()
    on_the_map = RgbChoice(shown, Message("as shown on the map"))
    found = [
        RgbChoice(by_colour, Message("by their colour interpretation")),
        on_the_map if shown != (1, 2, 3) else RgbChoice((), ""),
        RgbChoice(_by_wavelength(info), Message("by wavelength")),
        RgbChoice(_by_name(info.band_names), Message("by name")),
        on_the_map if shown == (1, 2, 3) else RgbChoice((), ""),
    ]
    return [choice for choice in found if choice.bands and all(choice.bands)]


def _differ(info: RasterInfo, taken: Bands, other: RgbChoice) -> bool:
    """Whether evidence speaks against the bands that are taken; neighbours of the best wavelength do not."""
    if other.bands == taken:
        return False
    if other.origin != "by wavelength" or info.wavelengths is None:
        return True
    return any(abs(info.wavelengths[band - 1] - nm) > NEAR_NM for band, nm in zip(taken, RGB_NM))


def _contradiction(taken: RgbChoice, other: RgbChoice) -> str:
    red, green, blue = taken.bands
    r, g, b = other.bands
    # numbers one by one: whoever translates the sentence can tell them from words
    warning = Message(
        "Bands {red:d}, {green:d}, {blue:d} are taken as red, green and blue ({taken_origin}), not bands "
        "{r:d}, {g:d}, {b:d} ({other_origin}). Give RGB_BANDS if those are right.",
        red=red,
        green=green,
        blue=blue,
        taken_origin=taken.origin,
        r=r,
        g=g,
        b=b,
        other_origin=other.origin,
    )
    return warning


def _by_wavelength(info: RasterInfo) -> Bands:
    """The bands nearest to red, green and blue; () where one of them is missing."""
    if info.wavelengths is None:
        return ()
    centres = np.array(info.wavelengths, float)
    centres[centres <= 0] = np.nan  # a band without a wavelength
    centres[~np.asarray(info.spectral.good or (True,) * info.bands)] = np.nan
    if not np.isfinite(centres).any():
        return ()
    nearest = [int(np.nanargmin(np.abs(centres - nm))) for nm in RGB_NM]
    near = all(abs(centres[index] - nm) <= NEAR_NM for index, nm in zip(nearest, RGB_NM))
    return tuple(index + 1 for index in nearest) if near and len(set(nearest)) == 3 else ()


def _words(name: str) -> List[str]:
    """Words of a band name in small letters; "RedEdge" are two."""
    return re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).casefold())


def _infrared(info: RasterInfo, number: int) -> str:
    """What says that a band is infrared; empty where nothing does."""
    if info.wavelengths is not None and info.wavelengths[number - 1] >= INFRARED_NM:
        return Message("{centre:.0f} nm", centre=info.wavelengths[number - 1])
    name, colour = info.band_names[number - 1], info.colours[number - 1]
    words = _words(name)
    if any(INFRARED.fullmatch(word) for word in words):
        return name
    # from B6 on, bands of Sentinel-2 and Landsat 8 are infrared (or panchromatic)
    if _sensor(info.band_names) == SENTINEL_2 and ("b8a" in words or (_code(words) or 0) >= 6):
        return name
    return colour if colour.lower() in INFRARED_COLOURS else ""


def _by_name(names: Sequence[str]) -> Bands:
    """Red, green and blue by words or letters in the band names, or by a sensor's band numbers; () where they are not
    all there."""
    words = [_words(name) for name in names]
    for vocabulary in ([set(text.split()) for text in WORDS], [{letter} for letter in LETTERS]):
        found = tuple(_named(words, colour) for colour in vocabulary)
        if all(found):
            return found
    sensor = _sensor(names)
    places = [[_code(name) for name in words].index(code) + 1 if code in map(_code, words) else 0 for code in sensor]
    return tuple(places) if all(places) else ()


def _named(words: Sequence[Sequence[str]], colour: set) -> int:
    """The band whose name has a word of `colour` and the fewest others; 0 where none has."""
    best = 0
    for number, name in enumerate(words, start=1):
        other = any(INFRARED.fullmatch(word) or OTHER.fullmatch(word) for word in name)
        if colour & set(name) and not other and (best == 0 or len(name) < len(words[best - 1])):
            best = number
    return best


def _sensor(names: Sequence[str]) -> Bands:
    """What numbers red, green and blue have among the bands of the sensor that the names are of; () for the numbers of
    the file's own bands (Band 1, Band 2 ...), and where names have no numbers."""
    words = [_words(name) for name in names]
    codes = [_code(name) for name in words]
    plain = all(len(name) == 1 or name[:1] in (["b"], ["band"]) for name in words)
    if not any(codes) or (plain and codes == list(range(1, len(codes) + 1))):
        return ()
    if any({"refl", "nadir"} & set(name) for name in words):
        return MODIS
    known = {code for code in codes if code}
    if max(known) > MOST_CODES:
        return ()
    return LANDSAT_7 if 1 in known and 6 not in known and max(known) == 7 else SENTINEL_2


def _code(name: Sequence[str]) -> Optional[int]:
    """Number of a sensor's band in its name; None where there is none, and for temperatures (ST_B6)."""
    if "st" in name:
        return None
    for first, second in zip(name, [*name[1:], ""]):
        match = CODE.fullmatch(first if first not in ("b", "band") else first + second)
        if match:
            return int(match.group(1))
    return None

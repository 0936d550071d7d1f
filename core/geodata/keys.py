"""Keys of metadata under which files give the wavelengths of their bands."""

from __future__ import annotations

import re
from typing import Tuple

from .spellings import unit_of

_OWNERS = ("", "eo", "band", "sensor", "spectral", "spectralband", "sensorband")
_MIDDLES = ("center", "centre", "central", "mean", "nominal", "peak", "effective")
_WORDS = (
    *("wavelength", "lambda", "λ", "wvl", "wlen", "wellenlänge", "wellenlaenge", "longueurdonde", "longituddeonda"),
    *("lunghezzadonda", "comprimentodeonda"),
)
CENTRE_KEYS = {
    *(owner + middle + word for owner in _OWNERS for middle in ("", *_MIDDLES) for word in _WORDS),
    *(owner + middle + word + "s" for owner in _OWNERS for middle in ("", *_MIDDLES) for word in _WORDS),
    *(owner + word + middle for owner in _OWNERS for middle in _MIDDLES for word in _WORDS),
    *("wl", "cwl", "bandcenter", "bandcentre", "spectralbandcenter", "spectralbandcentre", "wavelengthcenterofband"),
    *("wavelengthsofbands", "wavelengthvalue", "radiationwavelength", "sensorbandcentralradiationwavelength"),
}
"""Keys of tags, letters and digits only and without their unit, whose value is the centre of a band."""
WITH_UNIT_ONLY = {"center", "centre", "cw"}
"""The same where the key has a unit too: `centre_nm`."""
WIDTH_KEYS = {
    *("fwhm", "fwhms", "fullwidthhalfmax", "fullwidthhalfmaximum", "fullwidthathalfmaximum"),
    *("eofullwidthhalfmax", "bandwidth", "bandwidths", "fwhmofband"),
}
LOWER_KEYS = {"wavelengthmin", "minwavelength", "wavelengthlower", "lowerwavelength", "wavelengthstart"}
UPPER_KEYS = {"wavelengthmax", "maxwavelength", "wavelengthupper", "upperwavelength", "wavelengthend"}
UNIT_KEYS = {"wavelengthunits", "wavelengthunit", "wavelengthsunits", "wavelengthsunit", "unitsofwavelength"}
KEY_UNITS = (
    *("nanometers", "nanometer", "nanometres", "nanometre", "micrometers", "micrometer", "micrometres", "micrometre"),
    *("microns", "micron", "angstroms", "angstrom", "nm", "um"),
)
"""Units at the end of a key: `wavelength_nm`, `CENTRAL_WAVELENGTH_UM`, `wavelength (µm)`."""


def letters_of(key: str) -> str:
    """Letters and digits of a key, small."""
    return re.sub(r"[\W_]", "", key.lower())


def base_of_key(key: str) -> Tuple[str, str]:
    """("wavelength", "nm") of "wavelength (nm)": letters of a key without the unit at its end, and the unit."""
    letters = letters_of(key).replace("µm", "um").replace("μm", "um")
    if letters in ("wavenumber", "wavenumbers"):
        return "wavelength", "1/cm"
    for name in KEY_UNITS:
        if not letters.endswith(name) or letters in CENTRE_KEYS:
            continue
        for base in (letters[: -len(name)], letters[: -len(name) - 2] if letters.endswith("in" + name) else ""):
            if base in CENTRE_KEYS | WIDTH_KEYS:
                return base, unit_of(name)
            if base in WITH_UNIT_ONLY:
                return "wavelength", unit_of(name)
    return letters, ""

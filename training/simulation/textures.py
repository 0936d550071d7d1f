"""What each material looks like from close up.

Every material has a texture of its own, so that its spectrum tells something about the detail inside a coarse pixel.
A texture answers with a brightness factor around 1 and, where wanted, a share of a second material.
"""

from __future__ import annotations

import math
from typing import Callable, Dict

import numpy as np

from . import materials
from .canvas import Patch, Surface

Texture = Callable[[Patch], Surface]
FINE, N2, N7, N20, N70, N260 = range(6)


def surface(material: str, patch: Patch) -> Surface:
    """The texture of a material on a patch; period and direction follow the patch's axes."""
    return _TEXTURES[material](patch)


def _period(patch: Patch, metres: float) -> float:
    """A period that the picture can show: at least 2.6 HR pixels."""
    return max(metres, 2.6 * patch.canvas.hr_pixel)


def wave(x: np.ndarray, period: float) -> np.ndarray:
    """Sine of the given period."""
    return np.sin(x * np.float32(2 * math.pi / period))


def lines(x: np.ndarray, period: float, width: float) -> np.ndarray:
    """1 on lines of the given width at every period, else 0."""
    return ((x % period) < width).astype(np.float32)


def bands(x: np.ndarray, period: float) -> np.ndarray:
    """Alternating -1 and +1 bands; two make a period."""
    return np.where((x % period) < period / 2, np.float32(-1), np.float32(1))


def _grain(fine: float, n2: float = 0.0, n7: float = 0.0, n20: float = 0.0) -> Texture:
    def texture(p: Patch) -> Surface:
        return Surface(1 + fine * p.noise(FINE) + n2 * p.noise(N2) + n7 * p.noise(N7) + n20 * p.noise(N20))

    return texture


def _grass(p: Patch) -> Surface:
    bright = 1 + 0.05 * p.noise(FINE) + 0.08 * p.noise(N2) + 0.08 * p.noise(N7)
    return Surface(
        bright, np.clip(0.12 + 0.14 * p.noise(N20) + 0.10 * p.noise(N2), 0, 0.7), materials.number("dry_grass")
    )


def mown(p: Patch) -> Surface:
    """Grass with mowing stripes, as on a pitch or a large lawn."""
    result = _grass(p)
    result.bright = 1 + 0.10 * bands(p.v, _period(p, 11.0)) + 0.04 * p.noise(FINE) + 0.04 * p.noise(N2)
    return result


def _meadow(p: Patch) -> Surface:
    bright = 1 + 0.06 * p.noise(FINE) + 0.09 * p.noise(N2) + 0.10 * p.noise(N7)
    return Surface(bright, np.clip(0.4 + 0.25 * p.noise(N20) + 0.15 * p.noise(N7), 0, 1), materials.number("grass"))


def _turf(p: Patch) -> Surface:
    return Surface(1 + 0.012 * p.noise(FINE) + 0.035 * bands(p.u, _period(p, 9.2)))


def _water(p: Patch) -> Surface:
    swell = wave(0.8 * p.u + 0.6 * p.v + 2.0 * p.noise(N20), _period(p, 8.0))
    return Surface(1 + 0.07 * swell + 0.06 * p.noise(N70) + 0.015 * p.noise(FINE))


def _pool(p: Patch) -> Surface:
    return Surface(1 + 0.09 * p.noise(N2) + 0.03 * p.noise(FINE))


def _tarp(p: Patch) -> Surface:
    return Surface(1 + 0.13 * wave(p.u + 0.6 * p.noise(N2), _period(p, 4.5)))


def _rows(material: str, metres: float, share: float, contrast: float) -> Texture:
    """Plants in rows along u, soil between them."""

    def texture(p: Patch) -> Surface:
        row = wave(p.v + 0.25 * p.noise(N7), _period(p, metres))
        bright = 1 + contrast * row + 0.05 * p.noise(FINE) + 0.06 * p.noise(N7) + 0.05 * p.noise(N20)
        mix = share * (1 - row) + 0.06 * p.noise(N20) + 0.04 * p.noise(N2)
        return Surface(bright, np.clip(mix, 0, 0.9), materials.number(material))

    return texture


def _tramlines(period: float, fine: float, blotch: float) -> Texture:
    """A dense crop with the pairs of wheel tracks of the sprayer."""

    def texture(p: Patch) -> Surface:
        width = max(0.9, 0.8 * p.canvas.hr_pixel)
        track = lines(p.v, period, width) + lines(p.v - 2.6 * max(1.0, p.canvas.hr_pixel), period, width)
        bright = 1 + fine * p.noise(FINE) + blotch * p.noise(N7) + 0.05 * p.noise(N20)
        return Surface(bright, np.clip(0.5 * track + 0.05 * p.noise(N20), 0, 0.9), materials.number("soil"))

    return texture


def _soil(p: Patch) -> Surface:
    furrow = wave(p.v + 0.5 * p.noise(N20), _period(p, 4.2))
    return Surface(1 + 0.11 * furrow + 0.07 * p.noise(N7) + 0.08 * p.noise(N20) + 0.03 * p.noise(FINE))


def _red_soil(p: Patch) -> Surface:
    bright = 1 + 0.12 * p.noise(N2) + 0.10 * p.noise(N7) + 0.06 * p.noise(N20)
    return Surface(bright, np.clip(0.1 + 0.1 * p.noise(N7), 0, 0.5), materials.number("soil"))


def _stubble(p: Patch) -> Surface:
    return Surface(1 + 0.09 * wave(p.v, _period(p, 7.5)) + 0.05 * p.noise(FINE) + 0.05 * p.noise(N7))


def _asphalt_new(p: Patch) -> Surface:
    return Surface(1 + 0.05 * p.noise(FINE) + 0.03 * p.noise(N20))


def _asphalt_old(p: Patch) -> Surface:
    repair = np.where(p.noise(N7) > 1.5, np.float32(-0.16), np.float32(0))
    crack = lines(p.u + 2 * p.noise(N7), 12.0, max(0.8, 0.7 * p.canvas.hr_pixel))
    return Surface(1 + 0.04 * p.noise(FINE) + 0.04 * p.noise(N2) + repair - 0.12 * crack)


def _concrete(p: Patch) -> Surface:
    width = max(0.6, 0.6 * p.canvas.hr_pixel)
    joint = np.maximum(lines(p.u, _period(p, 6.0), width), lines(p.v, _period(p, 6.0), width))
    return Surface(1 - 0.13 * joint + 0.02 * p.noise(FINE) + 0.04 * p.noise(N20))


def _paving(p: Patch) -> Surface:
    size = _period(p, 3.2)
    return Surface(1 + 0.09 * bands(p.u, size) * bands(p.v, size) + 0.04 * p.noise(FINE) + 0.03 * p.noise(N20))


def _tiles(p: Patch) -> Surface:
    course = wave(p.v, _period(p, 2.2))
    return Surface(1 + 0.06 * course + 0.05 * p.noise(FINE) + 0.05 * p.noise(N2))


def _slate(p: Patch) -> Surface:
    size = _period(p, 2.4)
    return Surface(1 + 0.05 * bands(p.u + 0.5 * p.v, size) + 0.04 * p.noise(FINE) + 0.04 * p.noise(N7))


def _sheet(metres: float, contrast: float) -> Texture:
    """Profiled sheet metal: stripes up the slope."""

    def texture(p: Patch) -> Surface:
        return Surface(
            1 - contrast * (wave(p.u, _period(p, metres)) > 0.2) + 0.012 * p.noise(FINE) + 0.02 * p.noise(N20)
        )

    return texture


def _membrane(p: Patch) -> Surface:
    width = max(0.6, 0.7 * p.canvas.hr_pixel)
    seam = np.maximum(lines(p.u, _period(p, 9.0), width), lines(p.v, _period(p, 6.0), width))
    pond = np.clip(p.noise(N7) - 1.2, 0, 1)
    return Surface(1 - 0.12 * seam - 0.10 * pond + 0.01 * p.noise(FINE))


def _solar(p: Patch) -> Surface:
    grid = np.maximum(lines(p.u, _period(p, 4.0), 0.6), lines(p.v, _period(p, 3.4), 0.6))
    return Surface(1 + 0.02 * p.noise(FINE), 0.16 * grid, materials.number("concrete"))


def _track(p: Patch) -> Surface:
    return Surface(1 + 0.025 * p.noise(FINE) + 0.03 * p.noise(N20))


def _sand(p: Patch) -> Surface:
    ripple = wave(p.u + 1.2 * p.noise(N7), _period(p, 5.0))
    return Surface(1 + 0.09 * ripple + 0.02 * p.noise(FINE) + 0.06 * p.noise(N7))


_TEXTURES: Dict[str, Texture] = {
    "artificial_turf": _turf,
    "asphalt_new": _asphalt_new,
    "asphalt_old": _asphalt_old,
    "beet": _rows("soil", 4.4, 0.28, 0.05),
    "blue_metal": _sheet(4.6, 0.16),
    "blue_tarp": _tarp,
    "brown_roof": _tiles,
    "concrete": _concrete,
    "conifer": _grain(0.10, 0.12),
    "dark_roof": _grain(0.22, 0.10, 0.05),
    "deciduous": _grain(0.06, 0.14, 0.05),
    "dry_grass": _meadow,
    "grass": _grass,
    "gravel": _grain(0.11, 0.05, 0.03, 0.03),
    "green_metal": _sheet(5.2, 0.18),
    "maize": _rows("soil", 3.2, 0.14, 0.12),
    "paint_red": _grain(0.02),
    "paint_white": _grain(0.02),
    "paving": _paving,
    "pool": _pool,
    "rape": _tramlines(24.0, 0.09, 0.05),
    "red_soil": _red_soil,
    "red_tile": _tiles,
    "sand": _sand,
    "slate": _slate,
    "soil": _soil,
    "solar": _solar,
    "stubble": _stubble,
    "tartan": _track,
    "vine": _rows("soil", 5.4, 0.35, 0.08),
    "water": _water,
    "wheat_ripe": _tramlines(18.0, 0.06, 0.04),
    "white_membrane": _membrane,
    "white_metal": _sheet(3.6, 0.13),
}

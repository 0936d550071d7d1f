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
FINE, N05, N1, N2, N7, N20, N70, N260 = range(8)


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


def rough(p: Patch, fine: float, coarse: float = 0.0) -> np.ndarray:
    """Noise of all lengths: `fine` is the deviation of each octave up to 2.5 m, `coarse` of each beyond."""
    small = p.noise(FINE) + p.noise(N05) + p.noise(N1) + p.noise(N2)
    return fine * small + coarse * (p.noise(N7) + p.noise(N20)) if coarse else fine * small


def passes(p: Patch) -> np.ndarray:
    """Strips along u as machines leave them, each a little different; brightness, about 0."""
    wide = float(p.canvas.rng.uniform(3.0, 9.0))
    strip = np.sin(np.floor(p.v / np.float32(wide)) * np.float32(12.9898)) * np.float32(0.035)
    edge = np.abs(p.v % np.float32(wide)) < max(0.3, p.canvas.hr_pixel)
    return np.asarray(strip - np.float32(0.05) * edge)


def _grain(fine: float, n2: float = 0.0, n7: float = 0.0, n20: float = 0.0) -> Texture:
    def texture(p: Patch) -> Surface:
        small = 0.6 * p.noise(FINE) + 0.6 * p.noise(N05) + 0.5 * p.noise(N1)
        return Surface(1 + fine * small + n2 * p.noise(N2) + n7 * p.noise(N7) + n20 * p.noise(N20))

    return texture


def _grass(p: Patch) -> Surface:
    bright = 1 + rough(p, 0.055, 0.045) + 0.03 * p.noise(N70)
    dry = 0.3 + 0.10 * p.noise(N20) + 0.10 * p.noise(N7) + 0.09 * p.noise(N2) + 0.07 * p.noise(N1)
    return Surface(bright, np.clip(dry, 0, 0.95), materials.number("dry_grass"))


def mown(p: Patch) -> Surface:
    """Grass with mowing stripes, as on a pitch or a large lawn."""
    result = _grass(p)
    result.bright = 1 + 0.05 * bands(p.v, _period(p, 9.0)) + rough(p, 0.03, 0.03)
    return result


def _meadow(p: Patch) -> Surface:
    bright = 1 + rough(p, 0.06, 0.06) + 0.05 * p.noise(N70)
    tufts = 0.45 + 0.16 * p.noise(N20) + 0.15 * p.noise(N7) + 0.13 * p.noise(N2) + 0.10 * p.noise(N1)
    return Surface(bright, np.clip(tufts - 0.15, 0, 1), materials.number("grass"))


def _turf(p: Patch) -> Surface:
    return Surface(1 + 0.012 * p.noise(FINE) + 0.035 * bands(p.u, _period(p, 9.2)))


def _water(p: Patch) -> Surface:
    swell = wave(0.8 * p.u + 0.6 * p.v + 1.4 * p.noise(N7) + 2.0 * p.noise(N20), _period(p, 2.9))
    calm = np.clip(0.5 + 0.5 * p.noise(N70), 0, 1)
    glint = 0.05 * p.noise(N70) + 0.05 * p.noise(N20)
    return Surface(1 + calm * (0.035 * swell + 0.03 * p.noise(N1)) + glint + 0.02 * p.noise(FINE))


def _pool(p: Patch) -> Surface:
    return Surface(1 + 0.08 * p.noise(N1) + 0.06 * p.noise(N2) + 0.03 * p.noise(FINE))


def _tarp(p: Patch) -> Surface:
    return Surface(1 + 0.13 * wave(p.u + 0.6 * p.noise(N2), _period(p, 4.5)))


def _rows(material: str, metres: float, share: float, contrast: float) -> Texture:
    """Plants in rows along u, soil between them; gaps in the rows, and parts of the field that grow worse."""

    def texture(p: Patch) -> Surface:
        period = _period(p, metres * float(p.canvas.rng.choice((1.0, 1.5, 2.4))))
        row = wave(p.v + 0.10 * p.noise(N2) + 0.15 * p.noise(N7), period)
        poor = np.clip(0.5 + 0.35 * p.noise(N20) + 0.35 * p.noise(N70) + 0.2 * p.noise(N7), 0, 1.5)
        bright = 1 + contrast * row + rough(p, 0.035, 0.04) + passes(p)
        mix = share * (1 - row) * (0.5 + poor) + 0.08 * poor + 0.05 * p.noise(N1) + 0.05 * p.noise(N2)
        return Surface(bright, np.clip(mix, 0, 0.9), materials.number(material))

    return texture


def _tramlines(period: float, fine: float, blotch: float) -> Texture:
    """A dense crop, drilled in rows, with the pairs of wheel tracks of the sprayer."""

    def texture(p: Patch) -> Surface:
        width = max(0.4, 0.8 * p.canvas.hr_pixel)
        v = p.v + 0.12 * p.noise(N20)
        gauge = 1.9 * max(1.0, p.canvas.hr_pixel)
        track = lines(v, period, width) + lines(v - gauge, period, width)
        drilled = wave(v, _period(p, 0.9)) if p.canvas.hr_pixel < 0.5 else 0.0
        clumps = fine * (0.8 * p.noise(N05) + 0.6 * p.noise(N1) + 0.5 * p.noise(N2)) + blotch * p.noise(N7)
        bright = 1 + clumps + 0.03 * p.noise(N20) + 0.05 * p.noise(N70) + 0.035 * drilled + passes(p)
        mix = 0.5 * track + 0.10 + 0.10 * p.noise(N20) + 0.07 * p.noise(N7) + 0.08 * p.noise(N70) + 0.05 * p.noise(N1)
        return Surface(bright, np.clip(mix, 0, 0.9), materials.number("soil"))

    return texture


def _soil(p: Patch) -> Surface:
    furrow = wave(p.v + 0.15 * p.noise(N2) + 0.2 * p.noise(N7), _period(p, 1.3))
    damp = 0.10 * p.noise(N20) + 0.10 * p.noise(N70) + 0.05 * p.noise(N7)
    return Surface(1 + 0.08 * furrow + damp + rough(p, 0.045) + passes(p))


def _red_soil(p: Patch) -> Surface:
    bright = 1 + 0.03 * p.noise(FINE) + 0.06 * (p.noise(N05) + p.noise(N1) + p.noise(N2)) + 0.08 * p.noise(N7)
    return Surface(bright, np.clip(0.15 + 0.12 * p.noise(N7) + 0.1 * p.noise(N2), 0, 0.6), materials.number("soil"))


def _stubble(p: Patch) -> Surface:
    swath = wave(p.v + 0.3 * p.noise(N7), _period(p, 5.5))
    return Surface(1 + 0.07 * swath + 0.03 * wave(p.v, _period(p, 0.9)) + rough(p, 0.045, 0.04) + passes(p))


def _asphalt_new(p: Patch) -> Surface:
    return Surface(1 + rough(p, 0.025, 0.025))


def _asphalt_old(p: Patch) -> Surface:
    repair = np.where(p.noise(N7) + 0.2 * p.noise(N1) > 1.7, np.float32(-0.12), np.float32(0))
    crack = (np.abs(p.noise(N20) + 0.35 * p.noise(N2)) < 0.012).astype(np.float32)
    return Surface(1 + rough(p, 0.028, 0.03) + repair - 0.14 * crack)


def _concrete(p: Patch) -> Surface:
    width = max(0.12, 0.5 * p.canvas.hr_pixel)
    joint = np.maximum(lines(p.u, _period(p, 4.5), width), lines(p.v, _period(p, 4.5), width))
    slab = np.sin(np.floor(p.u / 4.5) * 12.9898 + np.floor(p.v / 4.5) * 78.233).astype(np.float32)
    stain = np.clip(p.noise(N2) + 0.5 * p.noise(N7) - 1.2, 0, 1)
    return Surface(1 - 0.10 * joint + 0.03 * slab - 0.10 * stain + rough(p, 0.02, 0.03))


def _paving(p: Patch) -> Surface:
    size = _period(p, 1.2)
    return Surface(1 + 0.05 * bands(p.u, size) * bands(p.v, size) + rough(p, 0.035, 0.035))


def _tiles(p: Patch) -> Surface:
    course = wave(p.v, _period(p, 0.9))
    moss = np.clip(p.noise(N2) + 0.6 * p.noise(N7) - 1.2, 0, 1)
    worn = 0.03 * p.noise(FINE) + 0.02 * p.noise(N2) + 0.02 * p.noise(N20)
    return Surface(1 + 0.08 * course + worn - 0.15 * moss)


def _shingle(p: Patch) -> Surface:
    size = _period(p, 0.8)
    return Surface(1 + 0.03 * bands(p.v, size) + rough(p, 0.04, 0.03))


def _slate(p: Patch) -> Surface:
    size = _period(p, 1.0)
    return Surface(1 + 0.05 * bands(p.u + 0.5 * p.v, size) + rough(p, 0.03, 0.03))


def _sheet(metres: float, contrast: float) -> Texture:
    """Profiled sheet metal: stripes up the slope, sheets of slightly different age."""

    def texture(p: Patch) -> Surface:
        sheet = np.sin(np.floor(p.u / 6.0) * 12.9898).astype(np.float32)
        profile = contrast * (wave(p.u, _period(p, metres)) > 0.2)
        return Surface(1 - profile + 0.02 * sheet + 0.012 * p.noise(FINE) + 0.03 * p.noise(N20) + 0.02 * p.noise(N2))

    return texture


def _membrane(p: Patch) -> Surface:
    width = max(0.12, 0.7 * p.canvas.hr_pixel)
    seam = np.maximum(lines(p.u, _period(p, 9.0), width), lines(p.v, _period(p, 2.0), width))
    pond = np.clip(p.noise(N7) + 0.3 * p.noise(N2) - 1.2, 0, 1)
    return Surface(1 - 0.08 * seam - 0.16 * pond + 0.01 * p.noise(FINE) + 0.02 * p.noise(N2))


def _solar(p: Patch) -> Surface:
    grid = np.maximum(lines(p.u, _period(p, 1.7), 0.12), lines(p.v, _period(p, 1.0), 0.12))
    return Surface(1 + 0.02 * p.noise(FINE), 0.25 * grid, materials.number("concrete"))


def _track(p: Patch) -> Surface:
    return Surface(1 + 0.025 * p.noise(FINE) + 0.03 * p.noise(N20))


def _sand(p: Patch) -> Surface:
    ripple = wave(p.u + 1.2 * p.noise(N7), _period(p, 5.0))
    return Surface(1 + 0.06 * ripple + 0.035 * p.noise(FINE) + 0.02 * p.noise(N2) + 0.05 * p.noise(N20))


_TEXTURES: Dict[str, Texture] = {
    "artificial_turf": _turf,
    "asphalt_new": _asphalt_new,
    "asphalt_old": _asphalt_old,
    "beet": _rows("soil", 1.4, 0.28, 0.08),
    "blue_metal": _sheet(1.2, 0.14),
    "blue_tarp": _tarp,
    "brown_roof": _tiles,
    "concrete": _concrete,
    "conifer": _grain(0.13, 0.05),
    "dark_roof": _grain(0.10, 0.06, 0.05, 0.03),
    "deciduous": _grain(0.09, 0.05, 0.03),
    "dry_grass": _meadow,
    "grass": _grass,
    "gravel": _grain(0.08, 0.05, 0.04, 0.04),
    "green_metal": _sheet(1.4, 0.16),
    "maize": _rows("soil", 0.9, 0.18, 0.15),
    "paint_red": _grain(0.02),
    "paint_white": _grain(0.02),
    "paint_yellow": _grain(0.02),
    "paving": _paving,
    "pool": _pool,
    "rape": _tramlines(24.0, 0.09, 0.05),
    "red_soil": _red_soil,
    "red_tile": _tiles,
    "sand": _sand,
    "shingle": _shingle,
    "slate": _slate,
    "soil": _soil,
    "solar": _solar,
    "stubble": _stubble,
    "tan_roof": _tiles,
    "tartan": _track,
    "vine": _rows("soil", 2.2, 0.35, 0.10),
    "water": _water,
    "wheat_ripe": _tramlines(18.0, 0.06, 0.04),
    "white_membrane": _membrane,
    "white_metal": _sheet(1.0, 0.11),
}

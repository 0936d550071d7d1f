"""Reflectance spectra of the simulated world: smooth, made up, plausible.

Every spectrum is built from a few control values or from the usual shape of vegetation. Some materials come in pairs
that a camera cannot tell apart (`LOOKALIKES`): what separates them lies outside the camera's three bands. That is what
a hyperspectral layer can add, and why the pairs carry different textures in the scenes.
"""

from __future__ import annotations

from functools import cache
from typing import Dict, Sequence, Tuple

import numpy as np

WAVELENGTHS = np.arange(380.0, 1051.0, 5.0)
"""Grid of all spectra, nm."""

CAMERA = ((620.0, 90.0), (545.0, 85.0), (465.0, 75.0))
"""Centre and full width at half maximum of the camera's red, green and blue band, nm."""

_NODES = (380, 420, 465, 505, 545, 585, 620, 660, 700, 750, 800, 870, 940, 1000, 1050)

# Reflectance in per cent at _NODES.
_MEASURED_BY_EYE: Dict[str, Sequence[float]] = {
    "water": (3.6, 4.0, 4.6, 5.2, 5.4, 4.6, 3.8, 3.2, 2.2, 1.4, 1.2, 0.8, 0.6, 0.5, 0.5),
    "pool": (30, 36, 42, 42, 36, 25, 14, 9, 5, 2.5, 2.5, 1.5, 1.0, 0.8, 0.8),
    "asphalt_new": (6.4, 6.7, 7.2, 7.6, 8.0, 8.2, 8.5, 8.7, 9.0, 9.3, 9.7, 10.1, 10.6, 11.0, 11.2),
    "asphalt_old": (8, 9.4, 11, 12.2, 13.2, 14.0, 14.6, 15.2, 15.6, 16.2, 16.8, 17.4, 18, 18.5, 18.8),
    "concrete": (14, 18, 22, 25, 27, 29, 30, 31, 31.5, 32, 32.5, 33, 33, 33.5, 34),
    "paving": (8, 10, 12.5, 14.5, 17, 20.5, 22.5, 24, 25, 26, 26.5, 26.5, 27.5, 29, 30),
    "gravel": (9, 11, 13.5, 15.5, 17, 18.5, 19.5, 20.5, 21.5, 22.5, 23.5, 24.5, 25, 26, 26.5),
    "sand": (12, 16, 21, 26, 31, 36, 39, 41.5, 43, 45, 46, 47, 48, 49, 50),
    "soil": (3.6, 4.6, 5.8, 7.2, 9.2, 11.6, 13.2, 14.8, 16.4, 18.6, 20.4, 22.2, 23.8, 25.4, 26.5),
    "red_soil": (3.0, 3.8, 5.2, 6.8, 9.6, 16, 20.5, 23, 24.5, 25.5, 24.5, 22.5, 24, 28, 31),
    "red_tile": (4, 5, 6, 7, 10, 17, 22, 26, 31, 37, 41, 44, 48, 51, 53),
    "tartan": (4, 5, 6, 6.5, 8.5, 18, 25, 28, 30, 34, 40, 48, 53, 56, 57),
    "slate": (5.6, 6.6, 7.8, 8.6, 9.2, 9.6, 9.8, 10.0, 10.2, 10.6, 11.0, 11.6, 12.2, 12.6, 13),
    "dark_roof": (4, 4.2, 4.5, 4.6, 4.7, 4.7, 4.8, 5.6, 8.0, 12, 15, 18, 20, 21.5, 22.5),
    "brown_roof": (4, 4.6, 5.6, 6.6, 8.2, 11, 12.6, 13.8, 15, 16.6, 18, 19, 20.4, 22, 23),
    "white_metal": (14, 42, 55, 57, 58, 58, 58, 58.5, 59, 60, 61, 62, 63, 63.5, 64),
    "white_membrane": (30, 50, 55, 57, 58, 58.5, 58, 57, 55, 51, 47, 43, 37, 38, 36),
    "tan_roof": (9, 12, 16, 19.5, 22.5, 26, 28.5, 30.5, 32, 34, 35.5, 37, 38, 39, 39.5),
    "shingle": (7, 8.6, 10.2, 11.4, 12.2, 12.8, 13.2, 13.5, 13.8, 14.4, 15, 15.8, 16.4, 17, 17.4),
    "paint_yellow": (4, 5, 7, 15, 29, 36, 39, 40, 41, 42, 43, 44, 45, 46, 46.5),
    "blue_tarp": (16, 30, 42, 40, 30, 18, 12, 12, 17, 32, 42, 48, 51, 53, 54),
    "blue_metal": (7, 14, 21, 19, 14, 9.5, 8, 8, 10, 14, 16, 18, 20, 21, 22),
    "green_metal": (4, 5, 6, 9, 11, 8, 6.5, 6, 7, 9, 10.5, 12, 13, 14, 14.5),
    "solar": (4.0, 4.6, 5.4, 5.2, 4.6, 4.2, 4.0, 3.9, 3.9, 3.9, 4.0, 4.2, 5.0, 8, 16),
    "paint_white": (20, 44, 53, 54, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55),
    "paint_red": (3, 3, 3.5, 3.5, 4, 10, 28, 38, 42, 46, 48, 50, 52, 53, 54),
    "wheat_ripe": (6, 8, 11.5, 15, 20, 25, 28, 29.5, 32, 39, 42.5, 45.5, 47, 48.5, 50),
    "stubble": (7, 9, 12.5, 16, 20, 23.5, 26, 28, 30, 33, 35.5, 38, 40, 42, 43.5),
    "artificial_turf": (2.6, 3.2, 4.2, 7.6, 10.4, 8.0, 5.4, 4.4, 5.4, 8.5, 10.5, 12, 13, 14, 15),
}

LOOKALIKES: Tuple[Tuple[str, str], ...] = (
    ("grass", "artificial_turf"),
    ("water", "dark_roof"),
    ("white_metal", "white_membrane"),
    ("red_tile", "red_soil"),
    ("pool", "blue_tarp"),
    ("conifer", "green_metal"),
    ("wheat_ripe", "sand"),
)
"""Pairs of nearly the same colour and different spectra; the second is tuned to the first."""

_TUNE_OFFSET = (0.003, -0.003, 0.002)
"""Remaining difference (reflectance in red, green, blue), so that a pair is close and not identical."""


def _vegetation(green: float, red: float, blue: float, nir: float, edge: float, water: float) -> np.ndarray:
    """The usual shape: green peak, chlorophyll trough, logistic red edge (nm), NIR plateau, water dip at 975 nm."""
    nm = WAVELENGTHS
    peak = np.exp(-(((nm - 552.0) / 38.0) ** 2))
    floor = blue + (red - blue) / (1.0 + np.exp(-(nm - 590.0) / 18.0))
    visible = floor + (green - 0.5 * (blue + red)) * peak
    rise = 1.0 / (1.0 + np.exp(-(nm - edge) / 13.0))
    plateau = nir * (1.0 + 0.04 * (nm - 800.0) / 250.0)
    dip = water * np.exp(-(((nm - 975.0) / 32.0) ** 2))
    return np.asarray(visible * (1.0 - rise) + (plateau - dip) * rise)


def _plants() -> Dict[str, np.ndarray]:
    grass = _vegetation(0.132, 0.062, 0.045, 0.51, 718, 0.035)
    yellow = 1.0 / (1.0 + np.exp(-(WAVELENGTHS - 515.0) / 11.0))
    leaf = _vegetation(0.12, 0.05, 0.04, 0.50, 716, 0.03)
    rape = leaf * (1 - 0.6 * yellow) + 0.6 * yellow * 0.5
    return {
        "grass": grass,
        "dry_grass": 0.45 * grass + 0.55 * _smooth(_MEASURED_BY_EYE["stubble"]),
        "deciduous": _vegetation(0.096, 0.045, 0.034, 0.45, 720, 0.03),
        "conifer": _vegetation(0.062, 0.032, 0.028, 0.28, 717, 0.03),
        "maize": _vegetation(0.125, 0.036, 0.030, 0.52, 724, 0.04),
        "beet": _vegetation(0.165, 0.066, 0.050, 0.60, 720, 0.06),
        "vine": _vegetation(0.110, 0.040, 0.032, 0.36, 719, 0.03),
        "rape": rape,
    }


def _smooth(percent: Sequence[float]) -> np.ndarray:
    """Monotone cubic (Fritsch and Carlson 1980) through values at _NODES; returns reflectance 0 to 1 on the grid."""
    x, y = np.asarray(_NODES, float), np.asarray(percent, float) / 100.0
    step = np.diff(x)
    slope = np.diff(y) / step
    tangent = np.zeros_like(y)
    same = slope[1:] * slope[:-1] > 0
    mean = 2.0 * slope[1:] * slope[:-1] / np.where(same, slope[1:] + slope[:-1], 1.0)
    tangent[1:-1] = np.where(same, mean, 0.0)
    tangent[0], tangent[-1] = slope[0], slope[-1]
    i = np.clip(np.searchsorted(x, WAVELENGTHS, side="right") - 1, 0, len(x) - 2)
    t = (WAVELENGTHS - x[i]) / step[i]
    return np.asarray(
        y[i] * (1 + 2 * t) * (1 - t) ** 2
        + tangent[i] * step[i] * t * (1 - t) ** 2
        + y[i + 1] * t * t * (3 - 2 * t)
        + tangent[i + 1] * step[i] * t * t * (t - 1)
    )


def gaussian_bands(centres: Sequence[float], widths: Sequence[float]) -> np.ndarray:
    """Weights (bands, grid), rows sum to 1: Gaussian bands of the given centres and full widths at half maximum, nm.

    Bands narrower than the grid's 5 nm are taken as 5 nm wide.
    """
    sigma = np.maximum(np.asarray(widths, float), 5.0)[:, None] / 2.3548
    weights = np.exp(-0.5 * ((WAVELENGTHS[None, :] - np.asarray(centres, float)[:, None]) / sigma) ** 2)
    return np.asarray(weights / weights.sum(1, keepdims=True))


@cache
def _camera_bands() -> np.ndarray:
    return gaussian_bands([c for c, _ in CAMERA], [w for _, w in CAMERA])


def camera_rgb(spectra: np.ndarray) -> np.ndarray:
    """What the camera sees: (..., grid) reflectance to (..., 3) reflectance in red, green, blue."""
    return np.asarray(spectra @ _camera_bands().T)


def _tuned(spectrum: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """The spectrum plus three broad bumps in the visible that give it the wanted camera colour."""
    bumps = np.exp(-(((WAVELENGTHS[None, :] - np.array([[620.0], [545.0], [465.0]])) / 42.0) ** 2))
    for _ in range(4):  # again, because the clip below undoes a little
        weights = np.linalg.solve(camera_rgb(bumps).T, colour - camera_rgb(spectrum))
        spectrum = np.clip(spectrum + weights @ bumps, 0.004, 1.0)
    return spectrum


@cache
def spectra() -> Dict[str, np.ndarray]:
    """Reflectance 0 to 1 of every material on WAVELENGTHS, by name. Treat as read-only."""
    table = {name: _smooth(values) for name, values in _MEASURED_BY_EYE.items()}
    table.update(_plants())
    for model, twin in LOOKALIKES:
        table[twin] = _tuned(table[twin], camera_rgb(table[model]) + np.asarray(_TUNE_OFFSET))
    for values in table.values():
        values.setflags(write=False)
    return dict(sorted(table.items()))


@cache
def names() -> Tuple[str, ...]:
    """Material names; the position is the number used in scenes."""
    return tuple(spectra())


@cache
def number(name: str) -> int:
    """Number of a material in scenes."""
    return names().index(name)


def spectra_matrix() -> np.ndarray:
    """All spectra as (materials, grid), in the order of `names`."""
    return np.stack(list(spectra().values()))


def skylight() -> np.ndarray:
    """Light in the shade over light in the sun, on the grid: weak and blue (Rayleigh-like)."""
    return np.asarray(0.13 + 0.15 * (WAVELENGTHS / 450.0) ** -2.4)

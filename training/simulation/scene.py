"""A simulated landscape: its HR RGB picture and, at any cell size, its reflectance spectra."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Callable, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from . import materials
from .canvas import Canvas
from .townplan import lay_out

SUPERSAMPLE = 2
"""Fine pixels per HR pixel and axis, so that edges are not jagged."""

SHOULDER = 0.78
"""Share of the range above which the camera compresses what is bright, so that white roofs keep their texture."""


@dataclass(frozen=True)
class Look:
    """How the camera turns reflectance into 8 bit."""

    white: float = 0.50
    """Reflectance that becomes 255."""
    gamma: float = 1.75
    """Display gamma: file values are 255 * (reflectance / white) ** (1 / gamma), compressed above `SHOULDER`."""
    haze: Tuple[float, float, float] = (0.006, 0.008, 0.012)
    """Path reflectance added in red, green, blue."""
    gain: Tuple[float, float, float] = (1.0, 1.0, 1.0)
    """White balance: factors for red, green, blue."""
    noise: float = 0.8
    """Standard deviation of the camera noise, file values."""
    blur: float = 0.5
    """Standard deviation of the lens's point spread function, HR pixels."""
    sharpen: float = 0.3
    """Share of the detail that sharpening adds again."""


@dataclass(frozen=True)
class Scene:
    """What `simulate` answers; everything else is worked out on demand."""

    rgb: np.ndarray
    """Ground truth, uint8 (3, H, W)."""
    gsd: float
    """HR pixel size, m."""
    seed: int
    """Seed it was made from."""
    material: np.ndarray
    """Material number of every fine pixel, uint8 (H * SUPERSAMPLE, W * SUPERSAMPLE)."""
    other: np.ndarray
    """Second material, uint8."""
    mix: np.ndarray
    """Share of the second material, float32 0 to 1."""
    bright: np.ndarray
    """Brightness factor from texture and slope, float32."""
    sunlit: np.ndarray
    """Share of direct light, float32 0 to 1."""

    def endmembers(self, cell: int) -> np.ndarray:
        """Light-weighted area share of every material, float32 (2 * materials, H // cell, W // cell).

        First all materials in the sun, then all in the shade; `cell` in HR pixels. The picture's right and lower rest
        is dropped.
        """
        side = cell * SUPERSAMPLE
        rows, cols = self.material.shape[0] // side, self.material.shape[1] // side
        kinds = len(materials.names())
        column = np.arange(cols * side) // side * kinds
        result = np.zeros((2, rows, cols * kinds), np.float32)
        for row in range(rows):
            part = (slice(row * side, (row + 1) * side), slice(0, cols * side))
            bright, mix, sun = self.bright[part], self.mix[part], self.sunlit[part]
            for material, share in ((self.material[part], 1 - mix), (self.other[part], mix)):
                index = (column + material).ravel()
                for k, light in enumerate((sun, 1 - sun)):
                    weight = (bright * share * light).ravel()
                    result[k, row] += np.bincount(index, weight, cols * kinds)
        result = result.reshape(2, rows, cols, kinds).transpose(0, 3, 1, 2).reshape(2 * kinds, rows, cols)
        return np.asarray(result / np.float32(side * side))

    def hsi_grid(self, cell: int, wavelengths: Sequence[float], band_width: float) -> np.ndarray:
        """Reflectance averaged over cells of `cell` HR pixels, float32 (bands, H // cell, W // cell).

        `wavelengths` are band centres in nm, 380 to 1050; `band_width` their full width at half maximum.
        """
        check_wavelengths(wavelengths)
        bands = materials.gaussian_bands(wavelengths, [band_width] * len(wavelengths))
        table = light_table() @ bands.T
        return np.tensordot(table.T.astype(np.float32), self.endmembers(cell), 1)


def check_wavelengths(wavelengths: Sequence[float]) -> None:
    """Refuse band centres that the spectra do not cover."""
    low, high = materials.WAVELENGTHS[0], materials.WAVELENGTHS[-1]
    if len(wavelengths) == 0 or min(wavelengths) < low or max(wavelengths) > high:
        raise SpecGanError(
            "Simulated spectra reach from {low:g} to {high:g} nm only.",
            "Choose band centres inside that range.",
            low=low,
            high=high,
        )


@cache
def light_table() -> np.ndarray:
    """Apparent reflectance (2 * materials, grid): every material in the sun, then every material in the shade."""
    spectra = materials.spectra_matrix()
    return np.concatenate([spectra, spectra * materials.skylight()])


def random_look(rng: np.random.Generator) -> Look:
    """A camera and a day of its own: exposure, contrast, haze and white balance."""
    return Look(
        white=float(rng.uniform(0.28, 0.48)),
        gamma=float(rng.uniform(1.15, 1.7)),
        haze=tuple(float(h) for h in np.array([0.55, 0.8, 1.3]) * rng.uniform(0.002, 0.035)),  # type: ignore[arg-type]
        gain=tuple(float(g) for g in 1 + rng.normal(0, 0.04, 3)),  # type: ignore[arg-type]
        noise=float(rng.uniform(0.5, 3.0)),
        blur=float(rng.uniform(0.35, 0.8)),
        sharpen=float(rng.uniform(0.2, 1.6)),
    )


def blurred(image: np.ndarray, sigma: float) -> np.ndarray:
    """The image (H, W) through a Gaussian of `sigma` pixels, edges repeated."""
    reach = max(1, math.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-3)) ** 2).astype(np.float32)
    weights /= weights.sum()
    for axis in (0, 1):
        padded = np.pad(image, [(reach, reach) if k == axis else (0, 0) for k in (0, 1)], mode="edge")
        size = image.shape[axis]
        image = np.asarray(sum(w * np.take(padded, range(k, k + size), axis) for k, w in enumerate(weights)))
    return image


def simulate(
    seed: int,
    size_hr: Tuple[int, int],
    gsd: float = 1.0,
    look: Look = Look(),
    plan: Callable[[Canvas], None] = lay_out,
) -> Scene:
    """A landscape of `size_hr` (width, height) HR pixels of `gsd` metres, laid out by `plan`.

    The same arguments give the same bytes; another `gsd` shows the same roads and blocks.
    """
    width, height = size_hr
    if min(width, height) < 16 or not 0.1 <= gsd <= 10:
        raise SpecGanError(
            "A scene of {width} x {height} pixels of {gsd:g} m cannot be simulated.",
            "Use at least 16 x 16 pixels of 0.1 to 10 m.",
            width=width,
            height=height,
            gsd=gsd,
        )
    rng = np.random.default_rng([seed, 20])
    canvas = Canvas(height * SUPERSAMPLE, width * SUPERSAMPLE, gsd / SUPERSAMPLE, gsd, rng)
    plan(canvas)
    canvas.relief()
    bright = np.clip(canvas.bright, 0.15, 1.8)
    sunlit = canvas.sunlit()
    rgb = _picture(canvas, bright, sunlit, look, np.random.default_rng([seed, 21]))
    return Scene(rgb, gsd, seed, canvas.material, canvas.other, canvas.mix, bright, sunlit)


def _picture(
    canvas: Canvas, bright: np.ndarray, sunlit: np.ndarray, look: Look, rng: np.random.Generator
) -> np.ndarray:
    """The camera: colour of every fine pixel, area average, lens, sharpening, tone curve, noise; uint8 (3, H, W)."""
    table = materials.camera_rgb(light_table()).astype(np.float32)
    kinds = len(materials.names())
    height, width = (size // SUPERSAMPLE for size in canvas.material.shape)
    rgb = np.empty((3, height, width), np.uint8)
    for k in range(3):
        sun, shade = table[:kinds, k], table[kinds:, k]
        first = shade[canvas.material] + sunlit * (sun - shade)[canvas.material]
        second = shade[canvas.other] + sunlit * (sun - shade)[canvas.other]
        fine = bright * (first + canvas.mix * (second - first))
        mean = blurred(fine.reshape(height, SUPERSAMPLE, width, SUPERSAMPLE).mean((1, 3)), look.blur)
        mean = mean + look.sharpen * (mean - blurred(mean, 1.0))
        tone = np.clip((mean * look.gain[k] + look.haze[k]) / look.white, 0, None) ** (1 / look.gamma)
        over = np.maximum(tone - SHOULDER, 0)
        tone = np.minimum(tone, SHOULDER) + (1 - SHOULDER) * (1 - np.exp(-over / (1 - SHOULDER)))
        value = 255 * tone + look.noise * rng.standard_normal(tone.shape, dtype=np.float32)
        rgb[k] = np.clip(np.rint(value), 0, 255)
    return rgb

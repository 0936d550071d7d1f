"""The sheet on which a simulated scene is drawn: material, brightness and height of every fine pixel.

Coordinates: the town's own frame (s, t) in metres, rotated and slightly bent against the picture, so that roads are no
perfect grid. Everything is drawn into the bounding box of the thing drawn, one thing after the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, Optional, Tuple

import numpy as np

from . import materials

NOISE_LENGTHS = (0.0, 0.5, 1.1, 2.5, 7.0, 20.0, 70.0, 260.0)
"""Correlation lengths (m) of the noise fields that textures share; 0: every pixel on its own."""


FAR = 99.0
"""Distance (m) to the nearest carriageway where there is none."""


@dataclass(frozen=True)
class Rect:
    """A rectangle in the town frame: centre (s, t), lengths along its own axes (m), angle of the u axis (radians)."""

    s: float
    t: float
    width: float
    length: float
    angle: float = 0.0

    def part(self, u: float, v: float, width: float, length: float, turn: float = 0.0) -> Rect:
        """A rectangle given in this one's axes: offset (u, v) of the centre, lengths, further turn."""
        c, n = math.cos(self.angle), math.sin(self.angle)
        return Rect(self.s + c * u - n * v, self.t + n * u + c * v, width, length, self.angle + turn)

    def lengthwise(self) -> Rect:
        """The same rectangle with the u axis along its longer side."""
        if self.length <= self.width:
            return self
        return Rect(self.s, self.t, self.length, self.width, self.angle + math.pi / 2)

    def shrunk(self, margin: float) -> Rect:
        """The same rectangle without a margin (m) on every side."""
        return Rect(self.s, self.t, max(self.width - 2 * margin, 0.5), max(self.length - 2 * margin, 0.5), self.angle)


class Patch:
    """The part of the canvas around a rectangle: slices, coordinates (u, v) in metres from its centre, inside mask."""

    def __init__(self, canvas: Canvas, rect: Rect, margin: float = 0.0) -> None:
        self.canvas = canvas
        self.rect = rect
        self.sl = canvas.window(rect, margin)
        ds, dt = canvas.s[self.sl] - np.float32(rect.s), canvas.t[self.sl] - np.float32(rect.t)
        c, n = np.float32(math.cos(rect.angle)), np.float32(math.sin(rect.angle))
        self.u, self.v = c * ds + n * dt, c * dt - n * ds
        self.mask = (np.abs(self.u) <= rect.width / 2) & (np.abs(self.v) <= rect.length / 2)

    @property
    def empty(self) -> bool:
        """Whether nothing of the rectangle lies on the canvas."""
        return self.mask.size == 0 or not self.mask.any()

    def noise(self, index: int) -> np.ndarray:
        """Noise field `index` (see NOISE_LENGTHS) under the patch: mean 0, standard deviation 1."""
        return self.canvas.noise[index][self.sl]

    def edge(self) -> np.ndarray:
        """Distance to the rectangle's border in metres, positive inside."""
        return np.minimum(self.rect.width / 2 - np.abs(self.u), self.rect.length / 2 - np.abs(self.v))


@dataclass
class Surface:
    """What a texture makes of a material: brightness factor, weight and number of a second material."""

    bright: np.ndarray
    mix: Optional[np.ndarray] = None
    other: int = 0


class Canvas:
    """See the module. `height`, `width` in fine pixels of `step` metres.

    `wet`: water and its banks, where nothing is built; `leafy`: crowns, which `relief` shades; `road`: distance (m) to
    the edge of the nearest carriageway, negative on it.
    """

    def __init__(self, height: int, width: int, step: float, hr_pixel: float, rng: np.random.Generator) -> None:
        self.step = step
        self.hr_pixel = hr_pixel
        self.rng = np.random.default_rng(rng.integers(2**62))  # of its own: one landscape at any pixel size
        shape = (height, width)
        self.material = np.full(shape, materials.number("grass"), np.uint8)
        self.other = np.zeros(shape, np.uint8)
        self.mix = np.zeros(shape, np.float32)
        self.bright = np.ones(shape, np.float32)
        self.height = np.zeros(shape, np.float32)
        self.wet = np.zeros(shape, bool)
        self.leafy = np.zeros(shape, bool)
        self.road = np.full(shape, FAR, np.float32)
        self.scatter = scatter_table(rng)
        self._leaves: Optional[np.ndarray] = None
        self._bend(rng)
        self._sun(rng)
        self.noise = [smooth_noise(shape, length / step, rng) for length in NOISE_LENGTHS]

    def _bend(self, rng: np.random.Generator) -> None:
        self.turn = rng.uniform(-0.6, 0.6)
        self._waves = [
            (rng.uniform(3, 8), 2 * math.pi / rng.uniform(220, 800), rng.uniform(0, 2 * math.pi), rng.uniform(0, 6.28))
            for _ in range(3)
        ]
        height, width = self.material.shape
        x = ((np.arange(width) + 0.5 - width / 2) * self.step).astype(np.float32)[None, :]
        y = ((np.arange(height) + 0.5 - height / 2) * self.step).astype(np.float32)[:, None]
        c, n = np.float32(math.cos(self.turn)), np.float32(math.sin(self.turn))
        s, t = c * x + n * y, c * y - n * x
        ds, dt = self._offset(s, t)
        self.s, self.t = (s + ds).astype(np.float32), (t + dt).astype(np.float32)

    def _offset(self, s, t):  # type: ignore[no-untyped-def]
        ds = dt = 0.0
        for amplitude, k, direction, phase in self._waves:
            wave = amplitude * np.sin(k * (math.cos(direction) * s + math.sin(direction) * t) + phase)
            ds, dt = ds - math.sin(direction) * wave, dt + math.cos(direction) * wave
        return ds, dt

    def _sun(self, rng: np.random.Generator) -> None:
        azimuth, elevation = math.radians(rng.uniform(130, 215)), math.radians(rng.uniform(34, 56))
        east, north, up = math.sin(azimuth) * math.cos(elevation), math.cos(azimuth), math.sin(elevation)
        north *= math.cos(elevation)
        self.sun_picture = (east, -north, up)
        c, n = math.cos(self.turn), math.sin(self.turn)
        self.sun_town = (c * east - n * north, -c * north - n * east, up)

    def window(self, rect: Rect, margin: float = 0.0) -> Tuple[slice, slice]:
        """Slices of the canvas that hold the rectangle."""
        ds, dt = self._offset(rect.s, rect.t)
        ds, dt = self._offset(rect.s - ds, rect.t - dt)
        s, t = rect.s - ds, rect.t - dt
        c, n = math.cos(self.turn), math.sin(self.turn)
        x, y = c * s - n * t, n * s + c * t
        angle = rect.angle + self.turn
        c, n = abs(math.cos(angle)), abs(math.sin(angle))
        slack = margin + self.step + 0.09 * max(rect.width, rect.length)
        half_x = (c * rect.width + n * rect.length) / 2 + slack
        half_y = (n * rect.width + c * rect.length) / 2 + slack
        return self._span(y, half_y, 0), self._span(x, half_x, 1)

    def _span(self, centre: float, half: float, axis: int) -> slice:
        size = self.material.shape[axis]
        low = int(math.floor((centre - half) / self.step + size / 2))
        high = int(math.ceil((centre + half) / self.step + size / 2)) + 1
        return slice(min(max(low, 0), size), min(max(high, 0), size))

    def patch(self, rect: Rect, margin: float = 0.0) -> Patch:
        """The canvas around `rect`."""
        return Patch(self, rect, margin)

    def paint(
        self,
        patch: Patch,
        material: str,
        surface: Optional[Surface] = None,
        mask: Optional[np.ndarray] = None,
        height: Optional[object] = None,
        gain: float = 1.0,
    ) -> None:
        """Put a material where `mask` (default: the rectangle) is set; `height` in metres, an array or a number."""
        mask = patch.mask if mask is None else mask
        self.material[patch.sl][mask] = materials.number(material)
        bright = gain if surface is None else (surface.bright * np.float32(gain))
        self.bright[patch.sl][mask] = bright[mask] if isinstance(bright, np.ndarray) else bright
        if surface is not None and surface.mix is not None:
            self.mix[patch.sl][mask] = np.clip(surface.mix, 0, 1)[mask]
            self.other[patch.sl][mask] = surface.other
        else:
            self.mix[patch.sl][mask] = 0
        self.leafy[patch.sl][mask] = False
        if height is not None:
            self.height[patch.sl][mask] = height[mask] if isinstance(height, np.ndarray) else height

    def lambert(self, slope_u: np.ndarray, slope_v: np.ndarray, angle: float) -> np.ndarray:
        """Brightness of a slope over that of flat ground; slopes along the (u, v) axes of a rectangle at `angle`."""
        a, b, up = self.sun_town
        c, n = math.cos(angle), math.sin(angle)
        along, across = c * a + n * b, c * b - n * a
        value = (up - slope_u * along - slope_v * across) / np.sqrt(1 + slope_u**2 + slope_v**2) / up
        return np.clip(value, 0.35, 1.45)

    def leaves(self) -> np.ndarray:
        """Small clumps of leaves everywhere: 0 between them, 1 on top; drawn where crowns are."""
        if self._leaves is None:
            near = crowns(self.s, self.t, max(0.5, 3 * self.step), 0.9, self.scatter)[0]
            self._leaves = np.sqrt(np.clip(1 - (near / np.float32(0.85)) ** 2, 0, 1))
        return self._leaves

    def relief(self) -> None:
        """Shade what is drawn by its heights: crowns by their slopes, and what lies deep by its share of the sky."""
        east, south, up = self.sun_picture
        down, right = np.gradient(self.height, np.float32(self.step))
        down, right = np.clip(down, -2.5, 2.5), np.clip(right, -2.5, 2.5)
        light = (up - right * np.float32(east) - down * np.float32(south)) / np.sqrt(1 + right**2 + down**2)
        light = 0.42 + 0.80 * np.clip(light / np.float32(up), 0.0, 1.8)  # leaves let light through
        deep = box(self.height, max(1, round(0.9 / self.step))) - self.height
        self.bright = np.where(self.leafy, self.bright * light * (1 - 0.45 * np.clip(deep / 1.2, 0, 1)), self.bright)
        near = box(self.height, max(1, round(1.8 / self.step))) - self.height
        self.bright *= 1 - 0.3 * np.clip(near / 4.0, 0, 1) * ~self.leafy

    def sunlit(self) -> np.ndarray:
        """Share of direct sunlight, 0 to 1, float32: 0 where something higher stands towards the sun."""
        east, south, up = self.sun_picture
        flat = math.hypot(east, south)
        rise = up / flat * self.step
        shadow = np.zeros(self.height.shape, bool)
        steps = int(math.ceil(float(self.height.max()) / rise))
        for k in range(1, steps + 1):
            dx, dy = int(round(k * east / flat)), int(round(k * south / flat))
            here, there = _overlap(self.height.shape, dy, dx)
            shadow[here] |= self.height[there] > self.height[here] + np.float32(k * rise + 0.3)
        light = 1.0 - box3(shadow.astype(np.float32))
        return np.where(self.leafy, np.maximum(light, 0.3), light)  # some comes through leaves


def _overlap(shape: Tuple[int, ...], dy: int, dx: int) -> Tuple[Tuple[slice, slice], Tuple[slice, slice]]:
    """Slices (here, there) such that there = here + (dy, dx) stays inside."""

    def pair(size: int, d: int) -> Tuple[slice, slice]:
        d = max(-size, min(size, d))
        return slice(max(0, -d), size - max(0, d)), slice(max(0, d), size - max(0, -d))

    (y0, y1), (x0, x1) = pair(shape[0], dy), pair(shape[1], dx)
    return (y0, x0), (y1, x1)


def box3(image: np.ndarray) -> np.ndarray:
    """Mean over 3 x 3 pixels, edges repeated."""
    padded = np.pad(image, 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / np.float32(9))


def box(image: np.ndarray, reach: int) -> np.ndarray:
    """Mean over 2 * reach + 1 pixels both ways, edges repeated."""
    for axis in (0, 1):
        ends = [(reach + 1, reach) if k == axis else (0, 0) for k in (0, 1)]
        total = np.pad(image.astype(np.float64), ends, mode="edge").cumsum(axis)
        size = image.shape[axis]
        low, high = np.take(total, range(size), axis), np.take(total, range(2 * reach + 1, size + 2 * reach + 1), axis)
        image = ((high - low) / (2 * reach + 1)).astype(np.float32)
    return image


def smooth_noise(shape: Tuple[int, int], length: float, rng: np.random.Generator) -> np.ndarray:
    """Noise, mean 0, deviation 1, of the given correlation length in pixels: a cubic B-spline of white noise."""
    if length < 1.5:
        return rng.standard_normal(shape, dtype=np.float32)
    rows, cols = (int(size / length) + 5 for size in shape)
    coarse = rng.standard_normal((rows, cols), dtype=np.float32)
    field = _spline_axis(_spline_axis(coarse, shape[0], length, 0), shape[1], length, 1)
    spread = field.std()
    if min(shape) < 6 * length:  # a few knots only: their own deviation would be a matter of luck
        spread = 0.6
    return np.asarray(field / np.float32(spread))


def _spline_axis(values: np.ndarray, size: int, length: float, axis: int) -> np.ndarray:
    position = np.arange(size) / length
    knot = position.astype(int)
    x = (position - knot).astype(np.float32)
    weights = ((1 - x) ** 3 / 6, (3 * x**3 - 6 * x**2 + 4) / 6, (-3 * x**3 + 3 * x**2 + 3 * x + 1) / 6, x**3 / 6)
    column = (slice(None), None) if axis == 0 else (None, slice(None))
    return np.asarray(sum(w[column] * np.take(values, knot + k, axis=axis) for k, w in enumerate(weights)))


def scatter_table(rng: np.random.Generator) -> Dict[str, np.ndarray]:
    """Random numbers for `crowns`: offsets and a value for 128 x 128 cells, float32."""
    return {key: rng.random(128 * 128, dtype=np.float32) for key in ("du", "dv", "value")}


def crowns(
    u: np.ndarray, v: np.ndarray, spacing: float, jitter: float, table: Dict[str, np.ndarray]
) -> Tuple[np.ndarray, np.ndarray]:
    """Nearest point of a jittered grid (cellular noise): its distance over `spacing` and over its size, 0.8 to 1.2, and
    its value, 0 to 1."""
    spread, shift = np.float32(jitter), np.float32(0.5 * jitter - 0.5)
    off_u, off_v = spread * table["du"] - shift, spread * table["dv"] - shift
    shrink = (np.float32(0.8) + np.float32(0.4) * table["value"]) ** -2
    x, y = u * np.float32(1 / spacing), v * np.float32(1 / spacing)
    cu, cv = np.floor(x), np.floor(y)
    fu, fv = x - cu, y - cv
    cu, cv = cu.astype(np.int32), cv.astype(np.int32)
    best, winner = np.full(u.shape, 99.0, np.float32), np.zeros(u.shape, np.int32)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            cell = ((cu + i) & 127) * 128 + ((cv + j) & 127)
            du, dv = fu - np.float32(i) - off_u[cell], fv - np.float32(j) - off_v[cell]
            distance = (du * du + dv * dv) * shrink[cell]
            closer = distance < best
            np.copyto(best, distance, where=closer)
            np.copyto(winner, cell, where=closer)
    return np.sqrt(best), table["value"][winner]

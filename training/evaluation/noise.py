"""The baseline that knows nothing and passes energy ratios: LR-consistent upsampling plus noise of the right strength.

The noise has random phases, the spectrum of the training set's detail, and in every LR cell a strength that a linear
regression predicts from the LR image alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, List, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.shelf.formulas import LUMA
from ...core.shelf.upsampling import block_mean, upsample, without_block_means
from ..data.shards import Scene, crop_starts, cut, cut_low

BINS = 24
"""Rings of the spectrum, evenly spaced from 0 to 0.5 cycles a pixel."""
CROP = 8
"""Width and height of the crops that are fitted to, LR pixels."""
CROPS = 256
"""Number of crops."""
FLOOR = 2.0 / 255 / np.sqrt(12.0)
"""What rounding to 8 bit makes, values from -1 to 1: no texture is taken to be weaker."""


@dataclass(frozen=True)
class NoiseModel:
    """The fitted figures. Values are mapped to [-1, 1]."""

    scale: int
    """LR pixel over HR pixel."""
    spectrum: Tuple[float, ...]
    """Amplitude of the detail of luminance in `BINS` rings of frequency; only its shape counts."""
    mixing: Tuple[Tuple[float, ...], ...]
    """Lower triangle (Cholesky) of the bands' covariance in the detail, scaled so that luminance has variance 1."""
    coefficients: Tuple[float, ...]
    """Of the regression of log standard deviation of luminance on `features`."""
    gain: float
    """Factor on the noise with which its energy on the training crops is that of their detail."""
    r2: float
    """Share of the variance of log standard deviation that the regression explains on the training crops."""
    crops: int
    """Crops that it was fitted to."""
    seed: int
    """With which they were drawn."""

    def detail(self, lr: np.ndarray, seed: int = 0) -> np.ndarray:
        """Noise for (3, h, w) in [-1, 1]: float32 (3, h * scale, w * scale) whose block means are 0."""
        strength = np.exp(features(lr) @ np.asarray(self.coefficients, np.float32))
        white = np.random.default_rng(seed).standard_normal((3, lr.shape[1] * self.scale, lr.shape[2] * self.scale))
        textures = np.tensordot(np.array(self.mixing), _coloured(white, np.array(self.spectrum)), 1)
        # strengths vary smoothly from cell to cell; a product of positive numbers needs the logarithm interpolated
        smooth = np.exp(_bilinear(np.log(strength), self.scale))
        return without_block_means((self.gain * textures * smooth).astype(np.float32), self.scale)

    def apply(self, lr: np.ndarray, seed: int = 0) -> np.ndarray:
        """The baseline: every block of the result averages to its LR pixel."""
        return upsample(lr, self.scale) + self.detail(lr, seed)

    def save(self, path: Path) -> None:
        """Write the figures as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> NoiseModel:
    """NoiseModel from a file of `NoiseModel.save`; `SpecGanError` where it is none."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        values = {item.name: raw[item.name] for item in fields(NoiseModel)}
        values["mixing"] = tuple(tuple(row) for row in values["mixing"])
        values["spectrum"], values["coefficients"] = tuple(values["spectrum"]), tuple(values["coefficients"])
        if len(values["spectrum"]) != BINS:
            raise ValueError("wrong number of rings")
        return NoiseModel(**values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SpecGanError(
            "{path} holds no figures of the noise baseline.",
            "Give a noise.json that `specgan measure` wrote, or leave the option out.",
            repr(error),
            path=path,
        ) from error


def fit(scenes: Sequence[Scene], scale: int, seed: int = 0, crops: int = 0) -> NoiseModel:
    """Fit to `crops` (0: `CROPS`) seeded random crops of the training scenes, as many of every group; the LR images are
    those that models see, through a PSF where the scenes have one.

    Raises `SpecGanError` where no scene to train on holds a crop of `CROP` LR pixels.
    """
    images, lows = zip(*_draw(scenes, scale, crops or CROPS, np.random.default_rng(seed)))
    return fit_crops(images, lows, scale, seed)


def fit_crops(images: Sequence[np.ndarray], lows: Sequence[np.ndarray], scale: int, seed: int = 0) -> NoiseModel:
    """Fit to images (3, h * scale, w * scale) in [-1, 1] and their LR images (3, h, w); `seed` is only written down."""
    details = [image - upsample(low, scale) for image, low in zip(images, lows)]
    lumas = [np.tensordot(LUMA, detail, 1) for detail in details]
    spectrum = np.sqrt(np.mean([_rings(luma) for luma in lumas], 0))
    covariance = np.mean([np.tensordot(d, d, ((1, 2), (1, 2))) / d[0].size for d in details], 0)
    covariance /= max(float(LUMA @ covariance @ LUMA), 1e-12)
    inputs = np.concatenate([features(low).reshape(-1, FEATURES) for low in lows])
    wanted = np.concatenate([0.5 * np.log(block_mean(luma**2, scale) + FLOOR**2).ravel() for luma in lumas])
    coefficients, *_ = np.linalg.lstsq(inputs, wanted, rcond=None)
    explained = 1 - float(np.var(wanted - inputs @ coefficients)) / max(float(np.var(wanted)), 1e-12)
    plain = NoiseModel(
        scale=scale,
        spectrum=tuple(float(value) for value in spectrum),
        mixing=tuple(tuple(float(v) for v in row) for row in np.linalg.cholesky(covariance + 1e-6 * np.eye(3))),
        coefficients=tuple(float(value) for value in coefficients),
        gain=1.0,
        r2=explained,
        crops=len(images),
        seed=seed,
    )
    made = sum(float((plain.detail(low, number) ** 2).sum()) for number, low in enumerate(lows))
    gain = float(np.sqrt(sum(float((detail**2).sum()) for detail in details) / max(made, 1e-12)))
    return NoiseModel(**{**plain.__dict__, "gain": gain})


FEATURES = 6


def features(lr: np.ndarray) -> np.ndarray:
    """What the LR image tells of each of its pixels, float32 (h, w, FEATURES), from (3, h, w) in [-1, 1].

    1; luminance and its square; red and blue less luminance; log standard deviation of luminance in the 3 x 3
    neighbourhood (edges repeated).
    """
    lr = np.asarray(lr, np.float32)
    luma = np.tensordot(LUMA, lr, 1)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(luma, 1, mode="edge"), (3, 3))
    spread = 0.5 * np.log(windows.var((2, 3)) + FLOOR**2)
    return np.stack([np.ones_like(luma), luma, luma**2, lr[0] - luma, lr[2] - luma, spread], 2).astype(np.float32)


def _draw(
    scenes: Sequence[Scene], scale: int, count: int, random: np.random.Generator
) -> List[Tuple[np.ndarray, np.ndarray]]:
    """Random crops and their LR images."""
    found = []
    for scene in scenes:
        starts = crop_starts(scene.valid, CROP * scale // scene.cell)
        if scene.split == "train" and len(starts):
            found.append((scene, starts))
    if not found:
        raise SpecGanError(
            "No training scene holds {size} x {size} valid pixels to fit the noise baseline to.",
            "Give prepared data with scenes to train on (--data or --noise-data).",
            size=CROP * scale,
        )
    groups = sorted({scene.group for scene, _ in found})
    crops = []
    for number in range(count):
        members = [item for item in found if item[0].group == groups[number % len(groups)]]
        scene, starts = members[int(random.integers(len(members)))]
        start = starts[int(random.integers(len(starts)))]
        image, low = cut(scene, start, CROP, scale, 1)[0], cut_low(scene, start, CROP, scale)
        crops.append((image, block_mean(image, scale) if low is None else low))
    return crops


def _frequency(shape: Sequence[int]) -> np.ndarray:
    """Distance from frequency 0 in cycles a pixel, for the layout of rfft2."""
    return np.asarray(np.hypot(np.fft.fftfreq(shape[0], 1.0)[:, None], np.fft.rfftfreq(shape[1], 1.0)[None, :]))


def _rings(image: np.ndarray) -> np.ndarray:
    """Mean power of (h, w) under a Hann window in the rings; what lies beyond the last one counts there."""
    height, width = image.shape
    window = np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1])
    power = np.abs(np.fft.rfft2(image * window)) ** 2
    ring = np.minimum((_frequency(image.shape) * 2 * BINS).astype(int), BINS - 1).ravel()
    count = np.bincount(ring, minlength=BINS)
    return np.asarray(np.bincount(ring, power.ravel(), BINS) / np.maximum(count, 1))


def _coloured(white: np.ndarray, spectrum: np.ndarray) -> np.ndarray:
    """White noise (bands, h, w) with the amplitudes of `spectrum`, standard deviation 1."""
    frequency = _frequency(white.shape[-2:])
    amplitude = np.interp(frequency, (np.arange(BINS) + 0.5) / (2 * BINS), spectrum)
    amplitude[0, 0] = 0.0
    shaped = np.fft.irfft2(np.fft.rfft2(white) * amplitude, white.shape[-2:])
    return np.asarray(shaped / max(float(shaped.std()), 1e-12))


def _bilinear(values: np.ndarray, scale: int) -> np.ndarray:
    """(h, w) to (h * scale, w * scale), pixel centres aligned, edges repeated."""
    for axis in (0, 1):
        length = values.shape[axis]
        place = np.clip((np.arange(length * scale) + 0.5) / scale - 0.5, 0, length - 1)
        first = np.minimum(place.astype(int), max(length - 2, 0))
        second = np.minimum(first + 1, length - 1)
        share: Any = (place - first)[:, None] if axis == 0 else (place - first)[None, :]
        values = values.take(first, axis) * (1 - share) + values.take(second, axis) * share
    return values

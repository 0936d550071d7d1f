"""Figures of images that pass by in parts: sums of the parts are added up, and the figures are those of the whole."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Optional, TypeVar

import numpy as np

from .structure import all_around, ssim_map

Own = TypeVar("Own", bound="Sums")


@dataclass(frozen=True, eq=False)
class Sums:
    """Fields are numbers, arrays or other sums; two of a kind are added field by field."""

    def __add__(self: Own, other: Own) -> Own:
        return type(self)(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, eq=False)
class Pairs(Sums):
    """Sums over pairs of values (x, y)."""

    count: float = 0.0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0

    @classmethod
    def of(cls, x: np.ndarray, y: np.ndarray) -> Pairs:
        """Those of two arrays of one shape."""
        x, y = np.asarray(x, np.float64).ravel(), np.asarray(y, np.float64).ravel()
        return cls(float(x.size), float(x.sum()), float(y.sum()), float(x @ x), float(y @ y), float(x @ y))

    @property
    def correlation(self) -> float:
        """Pearson's; nan where x or y is constant."""
        if self.count < 2:
            return float("nan")
        variances = self.xx - self.x**2 / self.count, self.yy - self.y**2 / self.count
        if any(own <= 1e-12 * max(squares, 1e-300) for own, squares in zip(variances, (self.xx, self.yy))):
            return float("nan")
        return float((self.xy - self.x * self.y / self.count) / np.sqrt(variances[0] * variances[1]))


@dataclass(frozen=True, eq=False)
class Agreement(Sums):
    """How far an image is from the truth."""

    pixels: float
    squared: np.ndarray
    """Squared difference by band."""
    truth: np.ndarray
    """Values of the truth by band."""
    structure: float
    """Structural similarity, summed over `windows`."""
    windows: float
    """Pixels with a whole window around them."""
    angle: float
    """Spectral angle, degrees, summed over `directed`."""
    directed: float
    """Pixels that are not black in either image."""

    @classmethod
    def none(cls, bands: int = 3) -> Agreement:
        """Of no pixels."""
        return cls(0.0, np.zeros(bands), np.zeros(bands), 0.0, 0.0, 0.0, 0.0)

    @property
    def rmse(self) -> float:
        """Root mean square difference over pixels and bands, in the units of the images; nan for no pixels."""
        return float(np.sqrt(self.squared.mean() / self.pixels)) if self.pixels else float("nan")

    def psnr(self, span: float) -> float:
        """Peak signal-to-noise ratio, dB; `span` is the width of the value range. Infinite for equal images."""
        if not self.pixels:
            return float("nan")
        return float("inf") if self.rmse == 0 else float(20 * np.log10(span / self.rmse))

    @property
    def ssim(self) -> float:
        """Mean structural similarity."""
        return self.structure / self.windows if self.windows else float("nan")

    @property
    def sam(self) -> float:
        """Mean spectral angle (Kruse et al. 1993), degrees."""
        return self.angle / self.directed if self.directed else float("nan")

    def ergas(self, scale: float) -> float:
        """Relative dimensionless global error (Wald 2000): 100 / scale * sqrt(mean over bands of (RMSE / mean)^2)."""
        if not self.pixels or not self.truth.all():
            return float("nan")
        relative = self.squared * self.pixels / self.truth**2
        return float(100 / scale * np.sqrt(relative.mean()))


def agreement(image: np.ndarray, truth: np.ndarray, span: float, valid: Optional[np.ndarray] = None) -> Agreement:
    """That of (bands, h, w) in one unit. valid : bool (h, w); None: all. span : width of the value range.

    For structural similarity alone, pixels need a whole window of 11 x 11 valid ones around them.
    """
    valid = np.ones(truth.shape[1:], bool) if valid is None else valid
    return inner_agreement(image, truth, span, valid, 0)


def inner_agreement(image: np.ndarray, truth: np.ndarray, span: float, valid: np.ndarray, margin: int) -> Agreement:
    """The same of a part that has `margin` pixels more on every side: these serve structural similarity, and count
    nowhere else. 0 or `structure.REACH`; with it, parts side by side add up to the whole."""
    inside = slice(margin, -margin or None)
    counts = valid[inside, inside]
    one, other = (np.asarray(each[:, inside, inside], np.float64)[:, counts] for each in (image, truth))
    angles = _angles(one, other)
    whole = np.where(valid, image, 0), np.where(valid, truth, 0)
    fits = all_around(valid) if min(valid.shape) > 10 else np.zeros((0, 0), bool)
    similar = ssim_map(*whole, span)[fits] if fits.any() else np.zeros(0)
    return Agreement(
        float(counts.sum()),
        ((one - other) ** 2).sum(1),
        other.sum(1),
        float(similar.sum()),
        float(similar.size),
        float(angles.sum()),
        float(angles.size),
    )


def _angles(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Degrees between the vectors (bands, n) of pixels that have a direction in both."""
    usable = (one != 0).any(0) & (other != 0).any(0)
    one, other = one[:, usable], other[:, usable]
    cosine = (one * other).sum(0) / np.sqrt((one**2).sum(0) * (other**2).sum(0))
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))

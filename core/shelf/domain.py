"""What the pixels that a model was trained on look like, and which pixels do not. Pure numpy.

Two mixtures of Gaussians: of colours, and of colours and spectra together. Brightness, contrast and level are those of
the network's inputs, so that a wrong value range or unit is seen. The rest is free of how values are mapped: colours as
ratios, spectra as their shape (less their mean, over their deviation). Together they show what a robust value range
hides: false colour as RGB, radiance as reflectance, bands in another order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence, Tuple

import numpy as np

from .formulas import luma

MARGIN = 1
"""Pixels around a pixel that its contrast takes in."""
COLOURS = 4
"""Features of a colour: brightness, two ratios, contrast."""
ALIKE, BRIGHT, DARK, COLOURED, FLAT, UNEVEN, SPECTRAL = range(7)
"""What `unlike` says of a pixel."""
REASONS = ("too bright", "too dark", "unusual colours", "too flat", "too uneven", "unusual spectra")
"""The same from `BRIGHT` on in words."""
MOST = 64
"""Features and components of a mixture, at most."""
MOST_BANDS = 1024

Numbers = Tuple[float, ...]


@dataclass(frozen=True)
class Mixture:
    """A mixture of Gaussians of d features, and how far from it is too far."""

    means: Tuple[Numbers, ...]
    """Of each component, (d,)."""
    whitening: Tuple[Numbers, ...]
    """Of each, row by row, the lower triangle of the matrix that makes its covariance the unit matrix: the inverse of
    the covariance's Cholesky factor, d (d + 1) / 2 numbers."""
    offsets: Numbers
    """Of each, ln det(covariance) - 2 ln(weight), less the least of them: wide and rare components count for less."""
    threshold: float
    """A larger `distance` is too far."""

    def __post_init__(self) -> None:
        features = len(self.means[0]) if self.means else 0
        triangle = features * (features + 1) // 2
        good = 0 < len(self.means) <= MOST and 0 < features <= MOST and len(self.offsets) == len(self.means)
        good = good and all(len(mean) == features for mean in self.means)
        good = good and [len(each) for each in self.whitening] == [triangle] * len(self.means)
        if not good or not np.isfinite([*self.offsets, self.threshold, *sum(self.means + self.whitening, ())]).all():
            raise ValueError("not a mixture")

    @property
    def features(self) -> int:
        """d."""
        return len(self.means[0])

    def distance(self, values: np.ndarray) -> np.ndarray:
        """Squared Mahalanobis distance (n,) of `values` (n, d) to the nearest component, its offset added: -2 times
        the logarithm of its share of the density, up to a constant. One component alone has no offset."""
        values, found = np.asarray(values, float), np.full(len(values), np.inf)
        lower = np.tril_indices(self.features)
        for mean, triangle, offset in zip(self.means, self.whitening, self.offsets):
            matrix = np.zeros((self.features, self.features))
            matrix[lower] = triangle
            white = (values - np.array(mean)) @ matrix.T
            found = np.minimum(found, (white * white).sum(1) + offset)
        return found

    def too_far(self, values: np.ndarray) -> np.ndarray:
        """bool (n,): which of `values` (n, d) lie too far."""
        return np.asarray(self.distance(values) > self.threshold)


@dataclass(frozen=True)
class Domain:
    """Statistics of the LR pixels that a model was trained on, as its network sees them."""

    colours: Mixture
    """Of `colour_features`."""
    usual: Tuple[Tuple[float, float], ...]
    """Mean and standard deviation of each of these features over all pixels, for words."""
    spectra: Optional[Mixture] = None
    """Of `colour_features` and `spectral_features` together; None: no pixel had a spectrum."""
    shape: Numbers = ()
    """Mean shape of the spectra, (bands,)."""
    components: Tuple[Numbers, ...] = ()
    """Principal components of the shapes, (bands,) each."""
    pixels: int = 0
    """LR pixels that were looked at."""

    def __post_init__(self) -> None:
        good = self.colours.features == len(self.usual) == COLOURS and all(s > 0 for _, s in self.usual)
        if self.spectra is not None:
            good = good and self.spectra.features == COLOURS + 3 + len(self.components)
            good = good and 0 < len(self.shape) <= MOST_BANDS
            good = good and all(len(each) == len(self.shape) for each in self.components)
        if not good:
            raise ValueError("not the statistics of training data")

    def unlike(self, rgb: np.ndarray, hsi: Optional[np.ndarray]) -> np.ndarray:
        """uint8 (h, w): `ALIKE`, or what sticks out of a pixel that is unlike the training data.

        `rgb`: network values (3, h + 2, w + 2), with `MARGIN`; `hsi`: (bands, h, w), or None where there is none.
        """
        colours = colour_features(rgb)
        height, width = colours.shape[1:]
        flat = colours.reshape(COLOURS, -1).T
        result = np.where(self.colours.too_far(flat), self._striking(flat), ALIKE)
        if hsi is not None and self.spectra is not None:
            both = np.column_stack([flat, spectral_features(hsi, self.shape, self.components)])
            result = np.where((result == ALIKE) & self.spectra.too_far(both), SPECTRAL, result)
        return np.asarray(result.reshape(height, width), np.uint8)

    def _striking(self, colours: np.ndarray) -> np.ndarray:
        """Which feature is farthest from its mean, in deviations: (n,) of what `unlike` says."""
        means, deviations = np.array(self.usual).T
        away = (colours - means) / deviations
        coloured = np.abs(away[:, 1:3]).max(1)
        candidates = np.column_stack([away[:, 0], -away[:, 0], coloured, -away[:, 3], away[:, 3]])
        return np.asarray(candidates.argmax(1) + BRIGHT)


def colour_features(rgb: np.ndarray) -> np.ndarray:
    """float (4, h, w) of network values (3, h + 2, w + 2): the square root of luma (0 to 1); red less green and green
    less blue, over their sum; decimal logarithm of the deviation of luma in the 3 x 3 pixels around."""
    values = (np.clip(rgb, -1, 1).astype(np.float64) + 1) / 2
    bright = luma(values).astype(np.float64)
    mean, square = _around(bright), _around(bright * bright)
    deviation = np.sqrt(np.maximum(square - mean * mean, 0))
    red, green, blue = values[:, MARGIN:-MARGIN, MARGIN:-MARGIN]
    total = red + green + blue + 0.15  # dark pixels have no colour, only noise
    inner = bright[MARGIN:-MARGIN, MARGIN:-MARGIN]
    return np.stack([np.sqrt(inner), (red - green) / total, (green - blue) / total, np.log10(deviation + 0.01)])


def spectral_features(hsi: np.ndarray, shape: Sequence[float], components: Sequence[Sequence[float]]) -> np.ndarray:
    """float (n, 3 + components) of network values (bands, h, w): mean; logarithm of the deviation over the bands;
    share of each of the principal components in the shape; logarithm of what they leave of it."""
    shapes, mean, deviation = shapes_of(hsi)
    rest = shapes - np.asarray(shape, float)
    axes = np.asarray(components, float).reshape(-1, rest.shape[1])
    scores = rest @ axes.T
    left = np.sqrt(((rest - scores @ axes) ** 2).mean(1))
    return np.column_stack([mean, np.log10(deviation + 0.05), scores, np.log10(left + 0.02)])


def shapes_of(hsi: np.ndarray) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shapes (n, bands), means (n,) and deviations (n,) of the spectra of network values (bands, h, w)."""
    spectra = hsi.reshape(len(hsi), -1).T.astype(np.float64)
    mean, deviation = spectra.mean(1), spectra.std(1)
    return (spectra - mean[:, None]) / (deviation[:, None] + 0.1), mean, deviation


def domain_from(raw: Mapping[str, Any]) -> Domain:
    """From what JSON made of one. Raises `ValueError`, `TypeError` or `KeyError` where it is none."""
    spectra = raw.get("spectra")
    return Domain(
        colours=_mixture(raw["colours"]),
        usual=tuple((float(mean), float(deviation)) for mean, deviation in raw["usual"]),
        spectra=None if spectra is None else _mixture(spectra),
        shape=_numbers(raw.get("shape", ())),
        components=tuple(map(_numbers, raw.get("components", ()))),
        pixels=int(raw.get("pixels", 0)),
    )


def _mixture(raw: Mapping[str, Any]) -> Mixture:
    means, whitening = (tuple(map(_numbers, raw[name])) for name in ("means", "whitening"))
    return Mixture(means, whitening, _numbers(raw["offsets"]), float(raw["threshold"]))


def _numbers(raw: Sequence[Any]) -> Numbers:
    return tuple(float(value) for value in raw)


def _around(values: np.ndarray) -> np.ndarray:
    """Mean of the 3 x 3 pixels around those of (h + 2, w + 2), (h, w)."""
    rows = values[:-2] + values[1:-1] + values[2:]
    return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9)

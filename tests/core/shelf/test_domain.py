"""What is unlike the training data: features and distances by hand."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from specgan.core.shelf.domain import (
    ALIKE,
    BRIGHT,
    COLOURED,
    DARK,
    FLAT,
    SPECTRAL,
    Domain,
    Mixture,
    colour_features,
    domain_from,
    shapes_of,
    spectral_features,
)

TWO = Mixture(((1.0, 1.0),), ((0.5, -0.25, 0.5),), (0.0,), 2.5)
"""Covariance [[4, 2], [2, 5]], whose Cholesky factor is [[2, 0], [1, 2]]."""


def unit(means, threshold):
    """A mixture of Gaussians of unit covariance."""
    size = len(means[0])
    triangle = tuple(float(row == col) for row in range(size) for col in range(row + 1))
    return Mixture(tuple(means), (triangle,) * len(means), (0.0,) * len(means), threshold)


def test_the_mahalanobis_distance_by_hand():
    """(3, 4) is (2, 3) from the mean; the inverse covariance is [[5, -2], [-2, 4]] / 16: (20 - 24 + 36) / 16 = 2."""
    points = np.array([[3.0, 4.0], [1.0, 1.0], [3.0, 1.0]])
    assert TWO.distance(points) == pytest.approx([2.0, 0.0, 20 / 16])
    assert not TWO.too_far(points).any()
    assert replace(TWO, threshold=1.5).too_far(points).tolist() == [True, False, False]


def test_the_nearest_component_counts_and_wide_ones_count_for_less():
    mixture = replace(unit([(0.0,), (10.0,)], 1.0), offsets=(0.0, 3.0))
    assert mixture.distance(np.array([[1.0], [5.0], [9.0], [6.0]])) == pytest.approx([1.0, 25.0, 4.0, 19.0])


def test_colours_by_hand():
    """A grey of 0.6 (network 0.2) around a pixel of red 0.9, green 0.6, blue 0.3: luma 0.6657 against 0.6."""
    rgb = np.full((3, 3, 4), 0.2, np.float32)
    rgb[:, 1, 1] = 0.8, 0.2, -0.4
    bright, red, yellow, contrast = colour_features(rgb)[:, 0]
    luma = 0.299 * 0.9 + 0.587 * 0.6 + 0.114 * 0.3
    assert bright == pytest.approx([luma**0.5, 0.6**0.5], abs=1e-6)
    assert red == pytest.approx([0.3 / 1.95, 0], abs=1e-6) and yellow == pytest.approx([0.3 / 1.95, 0], abs=1e-6)
    deviation = abs(luma - 0.6) * (8 / 81) ** 0.5  # one of nine differs
    assert contrast == pytest.approx([np.log10(deviation + 0.01)] * 2, abs=1e-4)


def test_spectra_by_hand():
    """(1, 1, -1, -1): mean 0, deviation 1, shape a 1.1th of it; half of it is a unit vector, which leaves nothing."""
    x = np.array([1.0, 1.0, -1.0, -1.0])
    found = spectral_features(x.reshape(4, 1, 1), (0.0,) * 4, (tuple(x / 2),))
    assert found[0] == pytest.approx([0.0, np.log10(1.05), 2 / 1.1, np.log10(0.02)])
    across = spectral_features(x.reshape(4, 1, 1), (0.0,) * 4, ((0.5, -0.5, 0.5, -0.5),))
    assert across[0] == pytest.approx([0.0, np.log10(1.05), 0.0, np.log10(1 / 1.1 + 0.02)])


def test_the_shape_of_a_spectrum_hardly_depends_on_the_value_range():
    spectrum = np.sin(np.arange(28) / 4).reshape(28, 1, 1)
    plain, _, _ = shapes_of(spectrum)
    mapped, _, _ = shapes_of(2.5 * spectrum - 0.7)
    assert np.abs(plain - mapped).max() < 0.15 and np.abs(plain - shapes_of(spectrum[::-1])[0]).max() > 1


COLOURS = unit([(0.7, 0.0, 0.0, -1.0)], 0.08)
DOMAIN = Domain(COLOURS, ((0.7, 0.1), (0.0, 0.05), (0.0, 0.05), (-1.0, 0.2)))


def painted(value, spread):
    """Network values (3, 3, 3) around a grey of `value` (0 to 1), with single pixels `spread` beside it."""
    grey = np.full((3, 3), value)
    grey[0, 0], grey[2, 2] = value - spread, value + spread
    return np.stack([2 * grey - 1] * 3)


@pytest.mark.parametrize(
    "rgb, wanted",
    [
        (painted(0.49, 0.19), ALIKE),
        (painted(1.0, 0.0), FLAT),  # five deviations of contrast, three of brightness
        (painted(1.0, 0.25), BRIGHT),
        (painted(0.01, 0.2), DARK),
        (painted(0.49, 0.19) * np.array([1.0, 1.0, 60.0])[:, None, None], COLOURED),
    ],
)
def test_what_sticks_out(rgb, wanted):
    assert DOMAIN.unlike(rgb, None).tolist() == [[wanted]]


def test_a_foreign_spectrum_under_usual_colours():
    line = np.linspace(-1, 1, 6)
    shape = shapes_of(line.reshape(6, 1, 1))[0][0]
    usual = (*COLOURS.means[0], 0.0, float(np.log10(line.std() + 0.05)), float(np.log10(0.02)))
    spectra = unit([usual], 0.5)
    domain = replace(DOMAIN, spectra=spectra, shape=tuple(shape))
    rgb = np.pad(painted(0.49, 0.19), [(0, 0), (0, 0), (0, 1)], "edge")
    hsi = np.stack([line, line[::-1]], 1).reshape(6, 1, 2)
    assert domain.unlike(rgb, hsi).tolist() == [[ALIKE, SPECTRAL]]
    assert domain.unlike(rgb, None).tolist() == [[ALIKE, ALIKE]]  # without HSI colours alone count


def test_statistics_survive_json_and_nonsense_is_refused():
    assert domain_from(json.loads(json.dumps(asdict(DOMAIN)))) == DOMAIN
    raw = asdict(DOMAIN)
    for change in (
        {"colours": {**raw["colours"], "means": [[0.0, 0.0]]}},
        {"colours": {**raw["colours"], "threshold": float("nan")}},
        {"colours": {**raw["colours"], "offsets": []}},
        {"usual": raw["usual"][:3]},
        {"spectra": raw["colours"]},
        {"colours": None},
    ):
        with pytest.raises((ValueError, TypeError, KeyError)):
            domain_from({**raw, **change})

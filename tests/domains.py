"""Statistics of training data for tests: of the pixels of a small picture."""

from __future__ import annotations

import numpy as np
from specgan.core.shelf.domain import COLOURS, Domain, colour_features, shapes_of, spectral_features
from specgan.training.export.domain import fit


def domain_of_pixels(rgb: np.ndarray, hsi: np.ndarray) -> Domain:
    """Of network values `rgb` (3, h, w) and `hsi` (bands, h, w): 1.5 times the distance of the farthest one is too
    far."""
    random = np.random.default_rng(0)
    colours = colour_features(np.pad(rgb, [(0, 0), (1, 1), (1, 1)], "edge")).reshape(COLOURS, -1).T
    shapes = shapes_of(hsi)[0]
    shape = shapes.mean(0)
    axes = np.linalg.svd(shapes - shape, full_matrices=False)[2][:2]
    both = np.column_stack([colours, spectral_features(hsi, shape, axes)])
    mixtures = []
    for values in (colours, both):
        mixture = fit(values, random, 1)
        limit = 1.5 * float(mixture.distance(values).max())
        mixtures.append(type(mixture)(mixture.means, mixture.whitening, mixture.offsets, limit))
    usual = tuple((float(column.mean()), float(column.std())) for column in colours.T)
    return Domain(mixtures[0], usual, mixtures[1], tuple(map(float, shape)), tuple(tuple(map(float, a)) for a in axes))

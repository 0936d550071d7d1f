"""Statistics of what a model was trained on, from prepared data: what its alarm compares a layer with. numpy only."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.modelspec import ModelSpec, ValueRange
from ...core.patches.normalize import HSI_LIMIT, ValueMap
from ...core.patches.value_range import find_range
from ...core.shelf.domain import (
    ALIKE,
    COLOURS,
    MARGIN,
    Domain,
    Mixture,
    colour_features,
    shapes_of,
    spectral_features,
)
from ...core.shelf.progress import Progress
from ...core.shelf.upsampling import block_mean
from ..data.shards import Scene, read_manifest, read_scenes

PERCENTILE = 99.5
"""Of the held-out pixels of each group that lie within each mixture's threshold."""
A_GROUP = 6000
"""Pixels of every group of scenes that the mixtures are fitted to, at most."""
A_LAYER = 16
"""Scenes that make a layer whose value range is found from its values."""
COLOUR_COMPONENTS, COMPONENTS = 6, 4
"""Gaussians of the mixture of colours, and of that with spectra."""
AXES = 4
"""Principal components of the shapes of spectra."""
RESTARTS, ROUNDS = 5, 60
"""Fits of which the likeliest counts, and steps of each."""
LEAST_VARIANCE = 1e-3
"""Added to the variances of standardised features: no Gaussian becomes a needle."""
DIGITS = 4
"""Significant digits that are kept."""


class Looks(NamedTuple):
    """One scene as the network sees it."""

    scene: Scene
    rgb: np.ndarray
    """(3, h + 2, w + 2), edges repeated."""
    hsi: Optional[np.ndarray]
    """(bands, h, w)."""
    valid: np.ndarray
    """bool (h, w)."""


def domains_of(spec: ModelSpec, data: Sequence[Path], progress: Optional[Progress] = None) -> Dict[str, Any]:
    """The statistics of prepared `data` for the model that `spec` describes, as fields of its description.

    Those of the scenes as they are, and as layers of another type would show them (`stretched`). Fitted to the scenes
    to train on; the thresholds are the `PERCENTILE` of those and of the scenes held out for validation. Scenes with
    pixels that the model is not for (`ModelSpec.gsd`) are left out. The same data give the same statistics. Raises
    `SpecGanError` if nothing is left or nothing is held out.
    """
    progress, looks = progress or Progress(), looks_of(spec, data)
    result = {}
    for name, seen in (("domain", looks), ("stretched_domain", stretched(looks, spec.rgb_range))):
        domain = domain_of(seen)
        result[name] = asdict(domain)
        for group, part in unlike_shares(domain, by_group(seen, "test") or by_group(seen, "val")).items():
            text = "{name}, {group}: {percent:.2f} % of the held-out pixels are unlike the data to train on"
            progress.log(Message(text, name=name, group=group, percent=100 * part))
    return result


def domain_of(looks: Sequence[Looks], seed: int = 0) -> Domain:
    """The statistics of scenes to train on, with thresholds of those held out."""
    random = np.random.default_rng(seed)
    learnt, held_out = (by_group(looks, split) for split in ("train", "val"))
    if not learnt or not held_out:
        raise SpecGanError(
            "The data hold no scenes to train on, or none held out for validation, with pixels that the model is for.",
            "Give the data that the model was trained on, with held-out scenes.",
        )
    colours = _sample(learnt, _colours, random)
    usual = tuple(zip(_rounded(colours.mean(0)), _rounded(colours.std(0))))
    domain = Domain(
        _with_threshold(fit(colours, random, COLOUR_COMPONENTS), (learnt, held_out), _colours),
        usual,  # type: ignore[arg-type]
        pixels=sum(int(look.valid.sum()) for group in learnt.values() for look in group),
    )
    learnt, held_out = (_with_hsi(groups) for groups in (learnt, held_out))
    if learnt and held_out:
        shapes = _sample(learnt, _shapes, random)
        shape = shapes.mean(0)
        axes = np.linalg.svd(shapes - shape, full_matrices=False)[2][:AXES]
        shape, axes = _rounded(shape), tuple(map(_rounded, axes))

        def both(look: Looks) -> np.ndarray:
            return np.column_stack([_colours(look), spectral_features(_hsi(look), shape, axes)])

        spectra = _with_threshold(fit(_sample(learnt, both, random), random), (learnt, held_out), both)
        domain = Domain(domain.colours, domain.usual, spectra, shape, axes, domain.pixels)
    return domain


def unlike_shares(domain: Domain, groups: Dict[str, List[Looks]]) -> Dict[str, float]:
    """Share of the valid pixels of each group that `domain` calls unlike."""
    result = {}
    for group, members in groups.items():
        flags = [(domain.unlike(look.rgb, look.hsi) != ALIKE)[look.valid] for look in members]
        result[group] = float(np.concatenate(flags).mean())
    return result


def looks_of(spec: ModelSpec, data: Sequence[Path]) -> List[Looks]:
    """The scenes of prepared data that the model is for."""
    gsd = {entry["name"]: entry.get("gsd") or 0.0 for folder in data for entry in read_manifest(folder)["scenes"]}
    scenes = read_scenes(data, spec.scale, spec.in_size, spec.bands)
    low, high = spec.gsd
    return [
        look_at(scene, spec.scale)
        for scene in scenes
        if not gsd[scene.name] or high <= 0 or low * 0.99 <= gsd[scene.name] <= high * 1.01
    ]


def look_at(scene: Scene, scale: int) -> Looks:
    """LR pixels of a scene at a factor of `scale`; what is less than a pixel is cut."""
    each = scale // scene.cell
    height, width = (size // each for size in scene.valid.shape)
    valid = scene.valid[: height * each, : width * each].reshape(height, each, width, each).all((1, 3))
    if scene.low is not None:
        rgb = block_mean(scene.low[:, : height * each, : width * each], each)
    else:
        pixels = scene.rgb[:, : height * scale, : width * scale].astype(np.float32)
        rgb = block_mean(pixels, scale) / np.float32(127.5) - np.float32(1)
    hsi = scene.hsi
    if hsi is not None:
        hsi = block_mean(hsi[:, : height * each, : width * each].astype(np.float32), each)
        hsi = np.clip(hsi, -HSI_LIMIT, HSI_LIMIT)
    return Looks(scene, np.pad(rgb, [(0, 0), (MARGIN, MARGIN), (MARGIN, MARGIN)], "edge"), hsi, valid)


def stretched(looks: Sequence[Looks], rule: ValueRange) -> List[Looks]:
    """The scenes as layers of 16 bit or floats would show them, whose range is found from their values: darker and more
    colourful, and yet not unlike. `A_LAYER` random scenes of a group make one layer."""
    parts: Dict[Tuple[str, str], List[Looks]] = {}
    for look in looks:
        if look.valid.any():
            parts.setdefault((look.scene.group, look.scene.split), []).append(look)
    random, result = np.random.default_rng(0), []
    for name in sorted(parts):
        members = [parts[name][index] for index in random.permutation(len(parts[name]))]
        for first in range(0, len(members), A_LAYER):
            layer = members[first : first + A_LAYER]
            inner = [look.rgb[:, MARGIN:-MARGIN, MARGIN:-MARGIN][:, look.valid] for look in layer]
            found = find_range(np.concatenate(inner, 1), rule.percentiles, rule.per_band).widened(rule.margin)
            low, high = (np.broadcast_to(end, (3,)).astype(np.float32) for end in (found.low, found.high))
            value_map = ValueMap(tuple(map(float, low)), tuple(map(float, np.maximum(high, low + 1e-3))))
            result += [look._replace(rgb=value_map.to_network(look.rgb)) for look in layer]
    return result


def by_group(looks: Sequence[Looks], split: str) -> Dict[str, List[Looks]]:
    """Those of one side of the split that have valid pixels."""
    groups: Dict[str, List[Looks]] = {}
    for look in looks:
        if look.scene.split == split and look.valid.any():
            groups.setdefault(look.scene.group, []).append(look)
    return groups


def _with_hsi(groups: Dict[str, List[Looks]]) -> Dict[str, List[Looks]]:
    kept = {group: [look for look in members if look.hsi is not None] for group, members in groups.items()}
    return {group: members for group, members in kept.items() if members}


def _hsi(look: Looks) -> np.ndarray:
    assert look.hsi is not None
    return look.hsi


def _colours(look: Looks) -> np.ndarray:
    return colour_features(look.rgb).reshape(COLOURS, -1).T


def _shapes(look: Looks) -> np.ndarray:
    return shapes_of(_hsi(look))[0]


Features = Callable[[Looks], np.ndarray]
"""(pixels, d) of all pixels of a scene."""


def _sample(groups: Dict[str, List[Looks]], features: Features, random: np.random.Generator) -> np.ndarray:
    """Features of as many random valid pixels of each group, as far as it has them."""
    chosen = []
    for group in sorted(groups):
        values = np.concatenate([features(look)[look.valid.ravel()] for look in groups[group]])
        chosen.append(values[random.permutation(len(values))[:A_GROUP]])
    return np.concatenate(chosen)


def _with_threshold(mixture: Mixture, sides: Sequence[Dict[str, List[Looks]]], features: Features) -> Mixture:
    """The mixture with a threshold below which `PERCENTILE` of the pixels of each group lie, on either of the `sides`
    of the split: the held-out side of a small group says little."""
    limits = []
    for members in (members for groups in sides for members in groups.values()):
        values = np.concatenate([features(look)[look.valid.ravel()] for look in members])
        limits.append(float(np.percentile(mixture.distance(values), PERCENTILE)))
    return Mixture(mixture.means, mixture.whitening, mixture.offsets, _rounded([max(limits)])[0])


def fit(values: np.ndarray, random: np.random.Generator, components: int = COMPONENTS) -> Mixture:
    """The mixture of Gaussians that makes `values` (n, d) likely, by expectation maximisation (Dempster, Laird and
    Rubin 1977) from several random starts (k-means++); its threshold is still 0."""
    middle, spread = values.mean(0), np.maximum(values.std(0), 1e-9)
    standard = (values - middle) / spread
    components = max(1, min(components, len(values) // (4 * values.shape[1])))
    fits = [_fit(standard, components, random) for _ in range(RESTARTS if components > 1 else 1)]
    _, weights, means, covariances = max(fits, key=lambda each: each[0])
    means, covariances = means * spread + middle, covariances * np.outer(spread, spread)
    offsets = np.linalg.slogdet(covariances)[1] - 2 * np.log(weights)
    lower = np.tril_indices(values.shape[1])
    inverse = [np.linalg.inv(np.linalg.cholesky(covariance))[lower] for covariance in covariances]
    return Mixture(
        tuple(map(_rounded, means)), tuple(map(_rounded, inverse)), _rounded(offsets - offsets.min()), threshold=0.0
    )


def _fit(
    values: np.ndarray, components: int, random: np.random.Generator
) -> Tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """Mean log-likelihood, weights (k,), means (k, d) and covariances (k, d, d) of standardised features."""
    size = values.shape[1]
    means = values[random.integers(len(values))][None]
    while len(means) < components:
        near = ((values[:, None] - means[None]) ** 2).sum(2).min(1)
        means = np.vstack([means, values[random.choice(len(values), p=near / near.sum())]])
    covariances, weights = np.tile(np.eye(size), (components, 1, 1)), np.full(components, 1 / components)
    likelihood = -np.inf
    for _ in range(ROUNDS):
        logs = []
        for weight, mean, covariance in zip(weights, means, covariances):
            factor = np.linalg.cholesky(covariance)
            white = np.linalg.solve(factor, (values - mean).T)
            logs.append(np.log(weight) - np.log(np.diag(factor)).sum() - 0.5 * (white * white).sum(0))
        table = np.array(logs)
        most = table.max(0)
        total = most + np.log(np.exp(table - most).sum(0))
        likelihood = float(total.mean())
        shares = np.exp(table - total)
        counts = shares.sum(1) + 1e-9
        weights, means = counts / counts.sum(), (shares @ values) / counts[:, None]
        for index in range(components):
            away = values - means[index]
            covariances[index] = (away * shares[index][:, None]).T @ away / counts[index]
            covariances[index] += LEAST_VARIANCE * np.eye(size)
    return likelihood, weights, means, covariances


def _rounded(values: Any) -> Tuple[float, ...]:
    return tuple(float(f"{value:.{DIGITS}g}") for value in np.asarray(values, float))

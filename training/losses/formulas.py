"""The terms that training minimises. Images are (n, 3, S, S), values in [-1, 1]."""

from __future__ import annotations

import math
from typing import List

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ...core.network.layers import luminance
from ...core.shelf.formulas import BURT_ADELSON
from ..config import PATCH

TEXTURE_FLOOR = 1e-4
"""Variance of a Haar coefficient below which texture counts as none: about 1.3 steps of 8 bits."""
ENERGY_LIMIT = 3.0
"""Logarithm of a ratio of variances above which the energy loss grows no faster: one crop must not throw a step."""

DIRECTIONS = 32
"""Random directions on which `patch_loss` compares the patches of a level."""
PATCH_FLOOR = 0.02
"""Least standard deviation that `patch_loss` measures in: 2.6 steps of 8 bits. Flat ground has nothing to match."""


def pixel_loss(sr: Tensor, truth: Tensor, kind: str) -> Tensor:
    """Mean absolute ("l1") or mean squared ("mse") difference."""
    return F.l1_loss(sr, truth) if kind == "l1" else F.mse_loss(sr, truth)


def generator_loss(fake_logits: Tensor, kind: str = "vanilla") -> Tensor:
    """Adversarial loss of the generator: cross-entropy of the fakes with the label "real", or for "hinge" minus the
    mean logit.

    The published "vanilla" loss and the "non-saturating" one of Goodfellow et al. (2014) are this same cross-entropy.
    """
    logits = fake_logits.float()
    return -logits.mean() if kind == "hinge" else F.softplus(-logits).mean()


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor, kind: str = "vanilla") -> Tensor:
    """Cross-entropy on logits, the real ones with "real" plus the fake ones with "fake"; or for "hinge" how far they
    are short of 1 and -1 (Lim and Ye 2017)."""
    real, fake = real_logits.float(), fake_logits.float()
    if kind == "hinge":
        return F.relu(1.0 - real).mean() + F.relu(1.0 + fake).mean()
    return F.softplus(-real).mean() + F.softplus(fake).mean()


def r1_penalty(discriminator: nn.Module, real: Tensor) -> Tensor:
    """Half the squared norm of the logits' gradient at real images, mean over the batch (Mescheder et al. 2018)."""
    real = real.detach().requires_grad_(True)
    logits = discriminator(real)
    (gradient,) = torch.autograd.grad(logits.sum(), real, create_graph=True)
    return 0.5 * gradient.square().sum((1, 2, 3)).mean()


def colours(image: Tensor) -> Tensor:
    """Luma, red, blue, red - green and blue - (red + green) / 2, (n, 3, h, w) to (n, 5, h, w).

    The variances of these five settle how the colours of a texture hang together: those of luma and the two differences
    alone leave open whether its red and blue go with its luma or against it.
    """
    red, green, blue = image.split(1, 1)
    return torch.cat([luminance(image), red, blue, red - green, blue - 0.5 * (red + green)], 1)


def texture_levels(image: Tensor, scale: int) -> List[Tensor]:
    """Log standard deviation of detail by place, colour and direction, one (n, 15, k, k) map for each octave finer than
    the LR cell, finest first.

    Channels: the five of `colours`, each in the three directions of the Haar transform (steps between columns, between
    rows, and diagonal), whose variances add up to what averaging 2 x 2 pixels takes away. The second moment is averaged
    over an LR cell, or over 4 x 4 coefficients where a cell holds fewer, so the map says how much texture of that kind
    there is, and not where exactly.
    """
    current = colours(image.float())
    cell, levels = scale, []
    while cell >= 2:
        a, b = current[:, :, 0::2, 0::2], current[:, :, 0::2, 1::2]
        c, d = current[:, :, 1::2, 0::2], current[:, :, 1::2, 1::2]
        steps = torch.cat([a - b + c - d, a + b - c - d, a - b - c + d], 1) / 4
        variance = F.avg_pool2d(steps.square(), min(max(cell // 2, 4), steps.shape[-1]))
        levels.append(0.5 * torch.log(variance + TEXTURE_FLOOR))
        current, cell = (a + b + c + d) / 4, cell // 2
    return levels


def texture_loss(sr: Tensor, truth: Tensor, scale: int, aim: str = "median") -> Tensor:
    """How far `texture_levels` of the two are apart, mean over levels; 0 where they are equal.

    "median": their mean absolute difference, least at the median of what the input leaves open. Of skewed textures,
    whose energy sits in few strong edges, the median holds far too little. "energy": with d the logarithm of the
    truth's variance over ours, the mean of (exp(d) - d - 1) / 4, which is least at the mean of the variance, so that
    the energy is right in the sum over places (the loss "QLIKE" of variance forecasts; Patton 2011, Journal of
    Econometrics 160). Near 0 it is half the square of the difference. Above `ENERGY_LIMIT` it goes on straight.
    """
    ours, theirs = texture_levels(sr, scale), texture_levels(truth, scale)
    distance = _energy if aim == "energy" else torch.abs
    return torch.stack([distance(b - a).mean() for a, b in zip(ours, theirs)]).mean()


def _energy(missing: Tensor) -> Tensor:
    """QLIKE / 4 of a difference of log standard deviations."""
    d = 2.0 * missing
    near = d.clamp_max(ENERGY_LIMIT)
    return (torch.exp(near) * (1.0 + d - near) - d - 1.0) / 4.0


def patch_loss(sr: Tensor, truth: Tensor, scale: int) -> Tensor:
    """Sliced Wasserstein distance of small patches, mean over crops and the log2(scale) levels of a Laplacian pyramid.

    Are the patches of a crop, wherever they lie in it, those of the truth? Energies alone leave the shape of the
    distribution open: few strong edges or many weak ones. Patches of 7 x 7 pixels, in standard deviations of the
    truth's, are projected on random directions, sorted, and compared; after Heitz et al. 2021, "A Sliced Wasserstein
    Loss for Neural Texture Synthesis" (CVPR), with the pyramid and the mean absolute difference of Karras et al. 2018
    (`evaluation.wasserstein`). 0 where the two are equal; the directions are new in every call.
    """
    count = max(1, int(math.log2(scale)))
    levels = zip(_pyramid(sr.float(), count), _pyramid(truth.float(), count))
    return torch.stack([_distance(ours, theirs) for ours, theirs in levels]).mean()


def _distance(ours: Tensor, theirs: Tensor) -> Tensor:
    """Of one level, (n, 3, h, w) each."""
    mean = theirs.mean((2, 3), keepdim=True)
    deviation = theirs.std((2, 3), keepdim=True).clamp_min(PATCH_FLOOR)
    filters = torch.randn(DIRECTIONS, theirs.shape[1], PATCH, PATCH, device=theirs.device)
    filters = filters / filters.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
    step = max(1, min(theirs.shape[2:]) // 32)  # of neighbouring patches most is the same
    top, left = torch.randint(step, (2,)).tolist()
    pair = ((maps[:, :, top:, left:] - mean) / deviation for maps in (ours, theirs))
    one, other = (F.conv2d(maps, filters, stride=step).flatten(2) for maps in pair)
    return (one.sort(-1).values - other.sort(-1).values).abs().mean()


def _pyramid(image: Tensor, levels: int) -> List[Tensor]:
    """Laplacian pyramid with Burt and Adelson's kernel: `levels` - 1 differences of octaves, then what is left."""
    taps = torch.from_numpy(BURT_ADELSON).to(image.device)
    kernel = torch.outer(taps, taps).expand(image.shape[1], 1, 5, 5)

    def smooth(maps: Tensor, step: int = 1) -> Tensor:
        return F.conv2d(F.pad(maps, (2, 2, 2, 2), "reflect"), kernel, stride=step, groups=maps.shape[1])

    result = []
    for _ in range(levels - 1):
        coarse = smooth(image, 2)
        spread = torch.zeros_like(image)
        spread[:, :, ::2, ::2] = 4.0 * coarse
        result.append(image - smooth(spread))
        image = coarse
    return [*result, image]

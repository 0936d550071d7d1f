"""The terms that training minimises. Images are (n, 3, S, S), values in [-1, 1]."""

from __future__ import annotations

from typing import List

import torch
import torch.nn.functional as F
from torch import Tensor, nn

TEXTURE_FLOOR = 1e-4
"""Variance below which texture counts as none: about 1.3 steps of 8 bits."""


def pixel_loss(sr: Tensor, truth: Tensor, kind: str) -> Tensor:
    """Mean absolute ("l1") or mean squared ("mse") difference."""
    return F.l1_loss(sr, truth) if kind == "l1" else F.mse_loss(sr, truth)


def generator_loss(fake_logits: Tensor) -> Tensor:
    """Non-saturating adversarial loss: cross-entropy of the fakes with the label "real"."""
    return F.softplus(-fake_logits.float()).mean()


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor) -> Tensor:
    """Cross-entropy on logits: the real ones with "real" plus the fake ones with "fake"."""
    return F.softplus(-real_logits.float()).mean() + F.softplus(fake_logits.float()).mean()


def r1_penalty(discriminator: nn.Module, real: Tensor) -> Tensor:
    """Half the squared norm of the logits' gradient at real images, mean over the batch (Mescheder et al. 2018)."""
    real = real.detach().requires_grad_(True)
    logits = discriminator(real)
    (gradient,) = torch.autograd.grad(logits.sum(), real, create_graph=True)
    return 0.5 * gradient.square().sum((1, 2, 3)).mean()


def luminance(image: Tensor) -> Tensor:
    """Rec. 601 luma, (n, 3, h, w) to (n, 1, h, w)."""
    weights = torch.tensor([0.299, 0.587, 0.114], dtype=image.dtype, device=image.device)
    return (image * weights.view(1, 3, 1, 1)).sum(1, keepdim=True)


def texture_levels(image: Tensor, scale: int) -> List[Tensor]:
    """Log standard deviation of luminance detail per LR cell, one (n, 1, s, s) map for each octave finer than the cell.

    An octave is what averaging 2 x 2 pixels takes away. Its second moment is averaged over the cell, so the map says
    how much texture of that size there is, and not where exactly in the cell.
    """
    current = luminance(image.float())
    cell, levels = scale, []
    while cell >= 2:
        coarse = F.avg_pool2d(current, 2)
        detail = current - F.interpolate(coarse, scale_factor=2.0, mode="nearest")
        variance = F.avg_pool2d(detail.square(), cell)
        levels.append(0.5 * torch.log(variance + TEXTURE_FLOOR))
        current, cell = coarse, cell // 2
    return levels


def texture_loss(sr: Tensor, truth: Tensor, scale: int) -> Tensor:
    """Mean absolute difference of `texture_levels`: 0.69 means twice or half the texture."""
    ours, theirs = texture_levels(sr, scale), texture_levels(truth, scale)
    return torch.stack([(a - b).abs().mean() for a, b in zip(ours, theirs)]).mean()

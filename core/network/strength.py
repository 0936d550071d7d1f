"""How strong the generated detail is, LR pixel by LR pixel."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import SLOPE, conv

LIMIT = 3.0
"""The logarithm of a factor lies between minus and plus this."""
FLOOR = 1e-4
"""Variance of luma in a neighbourhood below which it counts as uniform; values in [-1, 1]."""
LUMA = (0.299, 0.587, 0.114)
MEASURES = 5
"""Channels of `measures`."""


class Strength(nn.Module):
    """A factor on the detail for every pixel and colour, smooth from LR pixel to LR pixel.

    The synthesis network's noise has one strength for the whole patch, so where texture is strong and where it is weak
    has to come about in sums and bends. Here it can be said. A network starts with factors of 1.
    """

    def __init__(self, features: int, width: int) -> None:
        super().__init__()
        self.hidden, self.out = conv(features + MEASURES, width), conv(width, 3)

    def forward(self, features: Tensor, rgb: Tensor, scale: int) -> Tensor:
        """`features` (n, features, s, s), `rgb` (n, 3, s, s) in [-1, 1] to factors (n, 3, s * scale, s * scale)."""
        maps = functional.leaky_relu(self.hidden(torch.cat([features, measures(rgb)], 1)), SLOPE)
        logarithm = LIMIT * torch.tanh(self.out(maps) / LIMIT)
        return torch.exp(functional.interpolate(logarithm, scale_factor=float(scale), mode="bilinear"))

    def start_at_one(self) -> None:
        """Make all factors 1."""
        nn.init.zeros_(self.out.weight)
        assert self.out.bias is not None
        nn.init.zeros_(self.out.bias)


def measures(rgb: Tensor) -> Tensor:
    """What an LR image tells of its texture by itself, (n, 3, s, s) to (n, 5, s, s), about -1 to 1.

    Luma and its square, red and blue less luma, and the logarithm of luma's standard deviation in 3 x 3 pixels (edges
    repeated): what the noise baseline's regression is given, too.
    """
    weights = torch.tensor(LUMA, dtype=rgb.dtype, device=rgb.device).view(1, 3, 1, 1)
    luma = (rgb * weights).sum(1, keepdim=True)
    wide = functional.pad(luma, (1, 1, 1, 1), "replicate")
    wide = wide - wide.mean((2, 3), keepdim=True)  # the difference of two moments, which must not be large ones
    variance = functional.avg_pool2d(wide.square(), 3, 1) - functional.avg_pool2d(wide, 3, 1).square()
    spread = 0.5 * torch.log(variance.clamp_min(0.0) + FLOOR) / math.log(100.0) + 0.5
    return torch.cat([luma, luma.square(), rgb[:, :1] - luma, rgb[:, 2:] - luma, spread], 1)

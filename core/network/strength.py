"""How strong the generated detail is, LR pixel by LR pixel."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from .layers import SLOPE, conv, luminance

MIDDLE = 0.15
"""Standard deviation of luma that a network starts with, values in [-1, 1]; real detail at 16x has 0.1 to 0.25."""
LIMIT = 3.0
"""The logarithm of a standard deviation over `MIDDLE` lies between minus and plus this."""
FLOOR = 1e-4
"""Variance of an LR image that counts as none, values in [-1, 1]: 1.3 steps of 8 bits."""
LEAST = 1e-3
"""Variance of detail at which it gets 0.7 of the wanted strength, and below which less and less: nearly nothing is not
blown up to something."""
TINY = 1e-7
"""Keeps the logarithm of 0 finite."""
LEAST_ROOM = 0.02
"""Least limit of the standard deviation, values in [-1, 1]: 2.6 steps of 8 bits, at black and white themselves."""
MEASURES = 5
"""Channels of `measures`."""


class Strength(nn.Module):
    """The standard deviation that the detail's luma is to have in every LR pixel.

    The synthesis network's noise has one strength for a whole patch. Where texture is strong and where it is weak would
    have to come about in sums and bends of it, and chance would play into every LR pixel: one holds few grains of
    coarse texture, more or less strong ones. Here it is said, and the detail is made to be as strong (`scaled`).
    """

    def __init__(self, features: int, width: int, room: float = 0.0) -> None:
        """`features`: channels of the maps that it is given; `width`: hidden channels; `room`: `strength_room`."""
        super().__init__()
        self.room = room
        self.hidden, self.out = conv(features + MEASURES, width), conv(width, 1)

    def forward(self, features: Tensor, rgb: Tensor) -> Tensor:
        """`features` (n, features, s, s) and `rgb` (n, 3, s, s) in [-1, 1] to the logarithms of the standard
        deviations (n, 1, s, s)."""
        maps = functional.leaky_relu(self.hidden(torch.cat([features, measures(rgb)], 1)), SLOPE)
        wanted = math.log(MIDDLE) + LIMIT * torch.tanh(self.out(maps) / LIMIT)
        if self.room <= 0:
            return wanted
        most = (self.room * (1.0 - luminance(rgb).abs())).clamp_min(LEAST_ROOM)
        return torch.minimum(wanted, torch.log(most))

    def start_even(self) -> None:
        """Make it say `MIDDLE` everywhere."""
        nn.init.zeros_(self.out.weight)
        assert self.out.bias is not None
        nn.init.zeros_(self.out.bias)


def scaled(detail: Tensor, logarithms: Tensor, passes: int) -> Tensor:
    """`detail` (n, 3, S, S), whose mean is 0 in every LR pixel, times a factor that goes smoothly from LR pixel to LR
    pixel and brings the standard deviation of its luma there near the wanted one.

    `logarithms`: of the wanted ones, (n, 1, s, s), values of the image in [-1, 1]; `passes`: times that the detail is
    measured and scaled. The same shape as `detail`.
    """
    scale = detail.shape[-1] // logarithms.shape[-1]
    variance = functional.avg_pool2d(luminance(detail).square(), scale)
    wanted = logarithms + 0.5 * torch.log((variance + TINY) / (variance + LEAST))
    for number in range(passes):
        if number:
            variance = functional.avg_pool2d(luminance(detail).square(), scale)
        missing = wanted - 0.5 * torch.log(variance + TINY)
        detail = detail * torch.exp(functional.interpolate(missing, scale_factor=float(scale), mode="bilinear"))
    return detail


def measures(rgb: Tensor) -> Tensor:
    """What an LR image tells of its texture by itself, (n, 3, s, s) to (n, 5, s, s), about -1 to 1.

    Luma and its square, red and blue less luma, and the logarithm of luma's standard deviation in 3 x 3 pixels (edges
    repeated): what the noise baseline's regression is given, too.
    """
    luma = luminance(rgb)
    wide = functional.pad(luma, (1, 1, 1, 1), "replicate")
    wide = wide - wide.mean((2, 3), keepdim=True)  # the difference of two moments, which must not be large ones
    variance = functional.avg_pool2d(wide.square(), 3, 1) - functional.avg_pool2d(wide, 3, 1).square()
    spread = 0.5 * torch.log(variance.clamp_min(0.0) + FLOOR) / math.log(100.0) + 0.5
    return torch.cat([luma, luma.square(), rgb[:, :1] - luma, rgb[:, 2:] - luma, spread], 1)

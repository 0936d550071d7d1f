"""Moving average of a generator's weights, measured in images."""

from __future__ import annotations

import copy

import torch
from torch import nn

RAMP = 0.05
"""The half-life is at most this part of the images seen, so that the first weights do not linger."""


class Ema:
    """Keeps `model`, a copy of the network whose weights follow the trained one's with a half-life in images."""

    def __init__(self, source: nn.Module, half_life: float) -> None:
        self.half_life = half_life
        self.model = copy.deepcopy(source).eval().requires_grad_(False)

    @torch.no_grad()
    def update(self, source: nn.Module, batch: int, images: int) -> None:
        """Take in the weights after a step of `batch` images, `images` of the whole run so far; buffers are copied."""
        half_life = min(self.half_life, images * RAMP)
        keep = 0.5 ** (batch / half_life) if half_life > 0 else 0.0
        for average, value in zip(self.model.parameters(), source.parameters()):
            average.lerp_(value, 1.0 - keep)
        for kept, buffer in zip(self.model.buffers(), source.buffers()):
            kept.copy_(buffer)

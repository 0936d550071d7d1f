"""The StyleGAN2 discriminator (Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", CVPR 2020)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from .config import SMALLEST, DiscriminatorConfig
from .layers import BiasedActivation, EqualConv2d, EqualLinear

EPSILON = 1e-8


class Blur(nn.Module):
    """FIR filter outer([1, 3, 3, 1]) / 64 on every channel, zeros around the map."""

    kernel: Tensor

    def __init__(self, channels: int, padding: int, stride: int = 1) -> None:
        super().__init__()
        row = torch.tensor([1.0, 3.0, 3.0, 1.0], device="cpu") / 8
        kernel = torch.outer(row, row).expand(channels, 1, 4, 4).contiguous()
        self.register_buffer("kernel", kernel, persistent=False)
        self.padding, self.stride = padding, stride

    def forward(self, maps: Tensor) -> Tensor:
        """(n, c, h, w) to (n, c, h', w'), h' = (h + 2 padding - 4) // stride + 1."""
        return functional.conv2d(maps, self.kernel, None, self.stride, self.padding, 1, maps.shape[1])


class ResidualBlock(nn.Module):
    """Two convolutions, the second of stride 2, beside a 1 x 1 shortcut; the sum keeps its variance."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = nn.Sequential(EqualConv2d(inputs, inputs, 3, padding=1), BiasedActivation(inputs))
        halving = EqualConv2d(inputs, outputs, 3, stride=2)
        self.conv2 = nn.Sequential(Blur(inputs, 2), halving, BiasedActivation(outputs))
        # the blur takes the stride: the 1 x 1 convolution would throw the other pixels away
        self.skip = nn.Sequential(Blur(inputs, 1, stride=2), EqualConv2d(inputs, outputs, 1))

    def forward(self, maps: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, h / 2, w / 2)."""
        return (self.conv2(self.conv1(maps)) + self.skip(maps)) / math.sqrt(2.0)


class Discriminator(nn.Module):
    """Images to logits: above zero for real, below for generated."""

    def __init__(self, config: DiscriminatorConfig) -> None:
        super().__init__()
        self.config = config
        channels = config.channels[::-1]
        self.from_rgb = nn.Sequential(EqualConv2d(3, channels[0], 1), BiasedActivation(channels[0]))
        self.blocks = nn.ModuleList(ResidualBlock(a, b) for a, b in zip(channels, channels[1:]))
        last = channels[-1]
        self.final_conv = nn.Sequential(EqualConv2d(last + 1, last, 3, padding=1), BiasedActivation(last))
        self.final_linear = nn.Sequential(
            EqualLinear(last * SMALLEST**2, last), nn.LeakyReLU(0.2), EqualLinear(last, 1)
        )

    def forward(self, images: Tensor) -> Tensor:
        """(n, 3, size, size) in [-1, 1] to logits (n, 1)."""
        maps = self.from_rgb(images)
        for block in self.blocks:
            maps = block(maps)
        maps = self.final_conv(torch.cat([maps, self.deviation(maps)], 1))
        hidden, slope, out = self.final_linear
        return out(slope(hidden(maps.flatten(1))) * math.sqrt(2.0))

    def deviation(self, maps: Tensor) -> Tensor:
        """Mean standard deviation over the group of images that each image belongs to, as a map (n, 1, h, w).

        Image i is in group i mod (n / size); the size is the largest one up to `group` that divides n.
        """
        n, channels, height, width = maps.shape
        size = next(s for s in range(min(self.config.group, n), 0, -1) if n % s == 0)
        groups = maps.reshape(size, n // size, channels, height, width)
        spread = (groups.var(0, unbiased=False) + EPSILON).sqrt().mean((1, 2, 3))
        return spread.repeat(size)[:, None, None, None].expand(n, 1, height, width)

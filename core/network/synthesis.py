"""Latent code bank: a StyleGAN2 synthesis network whose maps the encoder's features join.

Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", CVPR 2020, with one difference: up-sampling is
bilinear and then a convolution, instead of a transposed convolution and a blur.
"""

from __future__ import annotations

import math
from typing import Dict, Sequence, Tuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from . import winograd
from .config import SMALLEST, GeneratorConfig
from .layers import (
    EPSILON,
    GAIN,
    SLOPE,
    EqualLinear,
    conv,
    double,
    double_convolved,
    double_padded,
    evened,
    in_float32,
    pays,
)

NOISE = 0.3
"""Noise strength that a stationary network starts with, against maps of about unit variance. Noise is all that its
texture can come from: starting from 0, as published, it learns to amplify everything a thousandfold instead."""


class ModulatedConv2d(winograd.Layer, nn.Module):
    """Convolution whose input channels a style scales, demodulated to unit variance if wanted.

    Scaling the input channels by the style, convolving all samples with one kernel and scaling the output channels by
    the demodulation factor gives what one kernel a sample gives (Karras et al. 2020, section 2.2, equations 1 and 3).
    """

    def __init__(
        self, inputs: int, outputs: int, size: int, style_width: int, up: bool = False, repeat: bool = False
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, size, size))
        self.style = EqualLinear(style_width, inputs, bias=1.0)
        self.scale = 1.0 / math.sqrt(inputs * size * size)
        self.padding, self.up, self.repeat = size // 2, up, repeat

    def forward(self, maps: Tensor, style: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        """(n, inputs, h, w) and (n, style_width) to the convolved maps before demodulation, the channel scales
        (n, inputs) and the kernel (outputs, inputs, size, size)."""
        scales = in_float32(self.style, style)
        kernel = self.weight * self.scale
        maps = maps * scales[:, :, None, None]
        if self.up and not self.training and pays(kernel.shape[1]):
            return double_convolved(maps, kernel, self.repeat), scales, kernel
        if self.up:
            maps = double(maps)  # after the scaling, which is cheaper on the small map and commutes
        return self._convolved(maps, kernel), scales, kernel

    def _convolved(self, maps: Tensor, kernel: Tensor) -> Tensor:
        """Without the style: (n, inputs, h, w) to (n, outputs, h, w)."""
        if self.padding and not self.training:
            quick = self.quickly(maps, kernel, self.repeat)
            if quick is not None:
                return quick
        if self.repeat and self.padding:
            return functional.conv2d(functional.pad(maps, (self.padding,) * 4, "replicate"), kernel)
        return functional.conv2d(maps, kernel, padding=self.padding)


class StyledConv(nn.Module):
    """Modulated convolution, noise at a learned strength, bias, LeakyReLU times sqrt(2).

    In a stationary network the noise is fixed only when the network is used, and new for every image in training, and
    the map is first scaled to a mean square of 1, which demodulation takes for granted.

    Under autocast only the convolution itself is computed in half precision.
    """

    noise: Tensor

    def __init__(
        self, inputs: int, outputs: int, resolution: int, style_width: int, up: bool = False, stationary: bool = False
    ) -> None:
        super().__init__()
        self.conv = ModulatedConv2d(inputs, outputs, 3, style_width, up, repeat=stationary)
        self.stationary = stationary
        self.noise_strength = nn.Parameter(torch.full((1,), NOISE if stationary else 0.0))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.register_buffer("noise", torch.randn(1, 1, resolution, resolution))

    def forward(self, maps: Tensor, style: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, resolution, resolution)."""
        if self.stationary:
            maps = evened(maps)
        convolved, scales, kernel = self.conv(maps, style)
        power = in_float32(functional.linear, scales.square(), kernel.square().sum((2, 3)))
        demodulation = torch.rsqrt(power + EPSILON)
        # sqrt(2) goes through LeakyReLU, so it costs nothing on the full map
        noise = self.noise
        if self.stationary and self.training:
            noise = torch.randn_like(convolved[:, :1])
        offset = (self.noise_strength * noise + self.bias[:, None, None]) * GAIN
        return functional.leaky_relu(torch.addcmul(offset, convolved, (demodulation * GAIN)[:, :, None, None]), SLOPE)


class ToRgb(nn.Module):
    """1 x 1 modulated convolution to an image, without demodulation."""

    def __init__(self, inputs: int, style_width: int) -> None:
        super().__init__()
        self.conv = ModulatedConv2d(inputs, 3, 1, style_width)
        self.bias = nn.Parameter(torch.zeros(3))

    def forward(self, maps: Tensor, style: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, 3, h, w)."""
        return self.conv(maps, style)[0] + self.bias[:, None, None]


class Synthesis(nn.Module):
    """Style vectors and encoder features to an image and the maps that the decoder uses."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        style, feature = config.style_width, config.feature_width
        channels, resolutions = config.channels, config.resolutions
        self.in_size = config.in_size
        stationary = config.stationary
        self.double_skip = double if stationary else double_padded
        width = 1 if stationary else SMALLEST
        self.constant = nn.Parameter(torch.randn(1, channels[0], width, width))
        self.first = StyledConv(channels[0], channels[0], SMALLEST, style, stationary=stationary)
        self.first_rgb = ToRgb(channels[0], style)
        self.convs, self.rgbs = nn.ModuleList(), nn.ModuleList()
        for before, after, resolution in zip(channels, channels[1:], resolutions[1:]):
            self.convs.append(StyledConv(before, after, resolution, style, up=True, stationary=stationary))
            self.convs.append(StyledConv(after, after, resolution, style, stationary=stationary))
            self.rgbs.append(ToRgb(after, style))
        joined = [c for c, resolution in zip(channels, resolutions) if resolution <= config.in_size]
        self.merge = nn.ModuleList(conv(c + feature, c) for c in joined)
        self.merge_skip = nn.ModuleList(conv(3 + feature, 3) for _ in joined)

    def forward(self, styles: Tensor, features: Sequence[Tensor]) -> Tuple[Tensor, Dict[int, Tensor]]:
        """(n, styles, style_width) and encoder features, smallest first, to the image (n, 3, out_size, out_size) and
        the maps wider than in_size, by width."""
        maps = self.constant.expand(styles.shape[0], -1, SMALLEST, SMALLEST)
        maps = self.first(maps, styles[:, 0])
        skip = self.first_rgb(maps, styles[:, 1])
        kept: Dict[int, Tensor] = {}
        width = SMALLEST
        for k, to_rgb in enumerate(self.rgbs):
            if k < len(self.merge):
                maps = self.merge[k](torch.cat([maps, features[k]], 1))
                skip = self.merge_skip[k](torch.cat([skip, features[k]], 1))
            maps = self.convs[2 * k](maps, styles[:, 2 * k + 1])
            maps = self.convs[2 * k + 1](maps, styles[:, 2 * k + 2])
            skip = self.double_skip(skip) + to_rgb(maps, styles[:, 2 * k + 3])
            width *= 2
            if width > self.in_size:
                kept[width] = maps
        return skip, kept

"""Building blocks that several networks share."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

SLOPE = 0.2
"""Negative slope of every LeakyReLU."""
GAIN = math.sqrt(2.0)
"""Factor after the activations of StyleGAN2 layers, which keeps the variance."""


def conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Conv2d:
    """Convolution with bias whose output is as wide as its input (stride 1) or half as wide (stride 2)."""
    return nn.Conv2d(inputs, outputs, size, stride, size // 2)


def activation() -> nn.LeakyReLU:
    """LeakyReLU with the networks' slope."""
    return nn.LeakyReLU(SLOPE)


def double(maps: Tensor) -> Tensor:
    """Bilinear upsampling x2, pixel centres aligned as in images: (n, c, h, w) to (n, c, 2h, 2w)."""
    return functional.interpolate(maps, scale_factor=2.0, mode="bilinear", align_corners=False)


def repeat_edges(network: nn.Module) -> None:
    """Make every plain convolution of `network` see its map's edge pixels repeated outwards instead of zeros."""
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d):
            layer.padding_mode = "replicate"


def double_padded(maps: Tensor) -> Tensor:
    """Zero-insertion x2 and FIR filter outer([1, 3, 3, 1]) / 16: (n, c, h, w) to (n, c, 2h, 2w).

    The two phases of that filter are bilinear interpolation with zeros around the map, which is how it is computed.
    """
    return double(functional.pad(maps, (1, 1, 1, 1)))[:, :, 2:-2, 2:-2]


class UpConv2d(nn.Conv2d):
    """Bilinear upsampling x2, then a 3 x 3 convolution with bias."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3, 1, 1)

    def forward(self, maps: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, 2h, 2w)."""
        return super().forward(double(maps))


class EqualLinear(nn.Module):
    """Linear layer at equalised learning rate: weights are N(0, 1) and scaled by 1 / sqrt(fan-in) when used.

    Karras et al., "Progressive Growing of GANs", ICLR 2018, section 4.1.
    """

    def __init__(self, inputs: int, outputs: int, bias: float = 0.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs))
        self.bias = nn.Parameter(torch.full((outputs,), bias))
        self.scale = 1.0 / math.sqrt(inputs)

    def forward(self, values: Tensor) -> Tensor:
        """(n, inputs) to (n, outputs)."""
        return functional.linear(values, self.weight * self.scale, self.bias)


class EqualConv2d(nn.Module):
    """Convolution without bias at equalised learning rate."""

    def __init__(self, inputs: int, outputs: int, size: int, stride: int = 1, padding: int = 0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, size, size))
        self.scale = 1.0 / math.sqrt(inputs * size * size)
        self.stride, self.padding = stride, padding

    def forward(self, maps: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, h', w')."""
        return functional.conv2d(maps, self.weight * self.scale, None, self.stride, self.padding)


class BiasedActivation(nn.Module):
    """LeakyReLU(v + bias) * sqrt(2), one bias a channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, values: Tensor) -> Tensor:
        """(n, channels, ...) to the same shape."""
        bias = self.bias.view((1, -1) + (1,) * (values.dim() - 2))
        return functional.leaky_relu(values + bias, SLOPE) * GAIN


def initialise(module: nn.Module) -> None:
    """Fresh weights for plain convolutions and linear layers: variance-preserving (He et al., 2015), biases zero.

    Layers at equalised learning rate keep the N(0, 1) they were built with.
    """
    for layer in module.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(layer.weight, SLOPE, nonlinearity="leaky_relu")
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


def shrink(layer: nn.Module, factor: float) -> None:
    """Multiply a layer's weights, so that its output starts small."""
    weight = layer.weight
    assert isinstance(weight, Tensor)
    with torch.no_grad():
        weight.mul_(factor)

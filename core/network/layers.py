"""Building blocks that several networks share."""

from __future__ import annotations

import math
from typing import Callable, TypeVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..shelf.formulas import LUMA
from . import winograd

T = TypeVar("T")

SLOPE = 0.2
"""Negative slope of every LeakyReLU."""
GAIN = math.sqrt(2.0)
"""Factor after the activations of StyleGAN2 layers, which keeps the variance."""

EPSILON = 1e-8
"""Keeps the inverse root of a mean square finite."""

LEAST_CHANNELS = 16
"""Input channels from which convolving before doubling pays; measured on a CPU, see docs/performance.md."""


class Conv3x3(winograd.Layer, nn.Conv2d):
    """3 x 3 convolution with bias whose output is as wide as its input."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3, 1, 1)

    def forward(self, maps: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, h, w)."""
        if not self.training:
            quick = self.quickly(maps, self.weight, self.padding_mode == "replicate", self.bias)
            if quick is not None:
                return quick
        return super().forward(maps)


def conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Conv2d:
    """Convolution with bias whose output is as wide as its input (stride 1) or half as wide (stride 2)."""
    if (size, stride) == (3, 1):
        return Conv3x3(inputs, outputs)
    return nn.Conv2d(inputs, outputs, size, stride, size // 2)


def for_use_alone(network: nn.Module) -> None:
    """Let large convolutions of a network whose weights stay as they are take Winograd's form, on a CPU.

    Their transformed kernels are kept beside the weights from the first call on.
    """
    for layer in network.modules():
        if isinstance(layer, winograd.Layer):
            layer.kernels = winograd.Kernels()


def in_float32(compute: Callable[..., T], *tensors: Tensor) -> T:
    """`compute(*tensors)`, in float32 also under autocast: for what half precision has too few digits for."""
    kind = tensors[0].device.type
    if kind == "meta" or not torch.is_autocast_enabled(kind):  # autocast does not know the meta device
        return compute(*tensors)
    with torch.autocast(kind, enabled=False):
        return compute(*(tensor.float() for tensor in tensors))


def luminance(image: Tensor) -> Tensor:
    """Rec. 601 luma, (n, 3, h, w) to (n, 1, h, w)."""
    weights = torch.tensor(LUMA, dtype=image.dtype, device=image.device)
    return (image * weights.view(1, 3, 1, 1)).sum(1, keepdim=True)


def evened(maps: Tensor) -> Tensor:
    """Each sample scaled to a mean square of 1, (n, c, h, w) to the same shape. Without it a constant part grows about
    twofold a layer where only block means that are taken out depend on it."""
    return maps * torch.rsqrt(in_float32(_mean_square, maps) + EPSILON)


def _mean_square(maps: Tensor) -> Tensor:
    """Of each sample: (n, c, h, w) to (n, 1, 1, 1)."""
    return maps.square().mean((1, 2, 3), keepdim=True)


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


def double_convolved(maps: Tensor, kernel: Tensor, repeat: bool) -> Tensor:
    """A 3 x 3 convolution of `double(maps)`, computed at low resolution: (n, c, h, w) to (n, outputs, 2h, 2w).

    Bilinear upsampling is zero insertion and the filter [1, 3, 3, 1] / 4 on a map whose edge repeats outwards. Filter
    and convolution change places: a transposed convolution, a quarter of the multiplications, and then the filter. That
    is the convolution of a doubled map whose edge repeats outwards (`repeat`). For zeros around the doubled map, what
    the repeated edge brought into the outermost ring of pixels is taken out again.
    """
    wide = functional.pad(maps, (1, 1, 1, 1), "replicate")
    low = functional.conv_transpose2d(wide, kernel.flip(2, 3).transpose(0, 1), stride=2, padding=1)
    row = torch.tensor([0.25, 0.75, 0.75, 0.25], dtype=low.dtype, device=low.device)
    outputs = kernel.shape[0]
    filters = torch.outer(row, row).expand(outputs, 1, 4, 4)
    result = functional.conv2d(low, filters, groups=outputs)
    return result if repeat else _without_repeated_edge(result, maps, kernel)


def _without_repeated_edge(result: Tensor, maps: Tensor, kernel: Tensor) -> Tensor:
    """Less what kernel taps outside the doubled map saw there: the doubled map's edge row or column."""
    top, bottom = (double(edge)[:, :, :1] for edge in (maps[:, :, :1], maps[:, :, -1:]))
    left, right = (double(edge)[:, :, :, :1] for edge in (maps[:, :, :, :1], maps[:, :, :, -1:]))
    rows = (functional.pad(edge, (1, 1, 0, 0), "replicate") for edge in (top, bottom))
    above, below = (functional.conv2d(edge, kernel[:, :, k : k + 1]) for edge, k in zip(rows, (0, 2)))
    before, after = (
        functional.conv2d(edge, kernel[:, :, :, k : k + 1], padding=(1, 0)) for edge, k in ((left, 0), (right, 2))
    )
    tall = torch.cat([result[:, :, :1] - above, result[:, :, 1:-1], result[:, :, -1:] - below], 2)
    return torch.cat([tall[..., :1] - before, tall[..., 1:-1], tall[..., -1:] - after], 3)


def pays(inputs: int) -> bool:
    """Whether `double_convolved` is faster for this many input channels; below, filter and edges eat what it saves."""
    return inputs >= LEAST_CHANNELS


class UpConv2d(nn.Conv2d):
    """Bilinear upsampling x2, then a 3 x 3 convolution with bias; in use, at low resolution where that is faster."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3, 1, 1)

    def forward(self, maps: Tensor) -> Tensor:
        """(n, inputs, h, w) to (n, outputs, 2h, 2w)."""
        if self.training or not pays(self.in_channels):
            return super().forward(double(maps))
        assert self.bias is not None
        convolved = double_convolved(maps, self.weight, self.padding_mode == "replicate")
        return convolved + self.bias[:, None, None]


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

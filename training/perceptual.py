"""Differences as a network sees them: VGG16 features, or those of the run's own discriminator."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Union

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..core.errors import SpecGanError
from ..core.network.checkpoint import read_checkpoint
from ..core.network.discriminator import Discriminator

LAYERS = (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512)
"""VGG16 (Simonyan and Zisserman 2015) up to the third convolution of its fourth block: channels of the 3 x 3
convolutions, 0 for a 2 x 2 maximum. Counted with their ReLUs, the last one is torchvision's `features[21]`."""
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
        for width in LAYERS:
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()] if width else [nn.MaxPool2d(2)]
            channels = width or channels
        self.features = nn.Sequential(*layers[:-1])
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor(DEVIATION).view(1, 3, 1, 1), persistent=False)

    def forward(self, image: Tensor) -> Tensor:
        """(n, 3, h, w) to (n, 512, h / 8, w / 8). Published: values in [-1, 1] enter as they are, not as 0 to 1."""
        return self.features((image - self.mean) / self.deviation)  # type: ignore[no-any-return]


def load_vgg(path: Union[str, Path]) -> Vgg:
    """VGG16 with the weights of a state dict of torchvision's `vgg16`, frozen; layers after `features[21]` may be
    missing. `SpecGanError` where the file cannot be read or its tensors are not those of VGG16."""
    raw = read_checkpoint(path)
    with torch.device("meta"):
        vgg = Vgg()
    wanted = vgg.state_dict()
    wrong = [key for key, value in wanted.items() if _shape(raw.get(key)) != tuple(value.shape)]
    if wrong:
        raise SpecGanError(
            f"{path} does not hold the weights of VGG16: {wrong[0]} is {_told(raw.get(wrong[0]))}.",
            "Give the state dict of torchvision's vgg16 (vgg16-397923af.pth), or leave the option out.",
            f"wrong or missing: {wrong}",
        )
    result = Vgg()
    result.load_state_dict({key: raw[key].to(torch.float32) for key in wanted})
    return result.eval().requires_grad_(False)


def _shape(value: Any) -> Any:
    return tuple(value.shape) if isinstance(value, Tensor) else None


def _told(value: Any) -> str:
    return f"a tensor of {_shape(value)}" if isinstance(value, Tensor) else "missing"


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

"""A conditional discriminator that sees through frozen features, and a small one on pixels beside it.

Sauer et al., "Projected GANs Converge Faster", NeurIPS 2021; here without their random mixing of features, with a patch
head on each tap, and conditional: every head sees the features of the LR-consistent base too, and the deepest one the
hyperspectral patch. The pixels' discriminator sees the finest octave, to which the frozen features are nearly blind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

from . import formulas as losses
from .features import CHANNELS, Features, feature_distance, load_features

SLOPE = 0.2
HEAD_WIDTH = 64
HALVINGS = (2, 1, 1, 0)
"""Steps of stride 2 in the head of each tap, so that all judge areas of about the same size."""
PIXEL_WIDTH = 24


def _conv(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Module:
    module: nn.Module = spectral_norm(nn.Conv2d(inputs, outputs, size, stride, size // 2 if stride == 1 else 1))
    return module


class _Head(nn.Module):
    """Logits of one tap: (n, inputs, h, w) to (n, 1, h', w')."""

    def __init__(self, inputs: int, halvings: int) -> None:
        super().__init__()
        layers: List[nn.Module] = [_conv(inputs, HEAD_WIDTH), nn.LeakyReLU(SLOPE)]
        for _ in range(halvings):
            layers += [_conv(HEAD_WIDTH, HEAD_WIDTH, 4, 2), nn.LeakyReLU(SLOPE)]
        layers += [_conv(HEAD_WIDTH, HEAD_WIDTH), nn.LeakyReLU(SLOPE), _conv(HEAD_WIDTH, 1, 1)]
        self.layers = nn.Sequential(*layers)

    def forward(self, maps: Tensor) -> Tensor:
        return self.layers(maps)  # type: ignore[no-any-return]


class _PixelHead(nn.Module):
    """Logits of an image beside its base: (n, 6, S, S) to (n, 1, S / 4, S / 4)."""

    def __init__(self) -> None:
        super().__init__()
        w = PIXEL_WIDTH
        layers: List[nn.Module] = []
        shapes = ((6, w, 1), (w, 2 * w, 2), (2 * w, 2 * w, 1), (2 * w, 4 * w, 2), (4 * w, 4 * w, 1))
        for inputs, outputs, stride in shapes:
            layers += [_conv(inputs, outputs, 3 if stride == 1 else 4, stride), nn.LeakyReLU(SLOPE)]
        self.layers = nn.Sequential(*layers, _conv(4 * w, 1))

    def forward(self, maps: Tensor) -> Tensor:
        return self.layers(maps)  # type: ignore[no-any-return]


@dataclass
class View:
    """What a step compares the generator's image with."""

    truth: Tensor
    """(n, 3, S, S) in [-1, 1]."""
    base: Tensor
    """LR-consistent upsampling of the LR patch, the same shape."""
    hsi: Tensor
    """(n, bands, s, s); zero where there is none."""
    of_truth: List[Tensor]
    """Features of `truth`."""
    of_base: List[Tensor]
    """Features of `base`."""


class ProjectedDiscriminator(nn.Module):
    """Heads on frozen features and on pixels. The features are no part of its parameters or of its state."""

    def __init__(self, bands: int, features: Optional[Features] = None) -> None:
        """`bands`: of the hyperspectral patch; `features`: see `load_features`, which is asked where none are given."""
        super().__init__()
        self._seen = [features or load_features()]  # in a list: no submodule
        condition = [0, 0, 0, bands]
        self.heads = nn.ModuleList(_Head(2 * c + b, h) for c, b, h in zip(CHANNELS, condition, HALVINGS))
        self.pixels = _PixelHead()

    def _apply(self, fn, recurse: bool = True):  # type: ignore[no-untyped-def]
        """Moves the features too."""
        self._seen[0]._apply(fn)
        return super()._apply(fn, recurse)

    def features(self, image: Tensor) -> List[Tensor]:
        """The taps of (n, 3, S, S), see `Features`."""
        return self._seen[0](image)  # type: ignore[no-any-return]

    @torch.no_grad()
    def view(self, truth: Tensor, base: Tensor, hsi: Tensor) -> View:
        """Truth and base with their features."""
        both = self.features(torch.cat([truth, base]))
        half = len(truth)
        return View(truth, base, hsi, [tap[:half] for tap in both], [tap[half:] for tap in both])

    def generator_terms(self, image: Tensor, view: View, adversarial: bool, pixels: bool) -> Dict[str, Tensor]:
        """Distance of features, and where wanted what the heads and the pixels' discriminator object to."""
        taps = self.features(image)
        terms = {"features": feature_distance(taps, view.of_truth)}
        if adversarial:
            logits = self._judged(taps, view)
            terms["adversarial"] = torch.stack([losses.generator_loss(each, "hinge") for each in logits]).mean()
        if pixels:
            terms["pixel_adversarial"] = losses.generator_loss(self.pixels(torch.cat([image, view.base], 1)), "hinge")
        self._taps = [tap.detach() for tap in taps]
        return terms

    def losses(self, fake: Tensor, view: View) -> Dict[str, Tensor]:
        """Hinge losses of the heads (their mean) and of the pixels' discriminator. `fake`: the image whose
        `generator_terms` were asked last, detached; its features are not computed again."""
        pairs = zip(self._judged(view.of_truth, view), self._judged(self._taps, view))
        heads = torch.stack([losses.discriminator_loss(real, made, "hinge") for real, made in pairs]).mean()
        real, made = (self.pixels(torch.cat([image, view.base], 1)) for image in (view.truth, fake))
        return {"discriminator": heads, "pixel_discriminator": losses.discriminator_loss(real, made, "hinge")}

    def _judged(self, taps: List[Tensor], view: View) -> List[Tensor]:
        """Logits of every head on the features of an image, beside those of its base."""
        inputs = [torch.cat(pair, 1) for pair in zip(taps, view.of_base)]
        spectra = F.interpolate(view.hsi, size=inputs[-1].shape[2:], mode="area")
        inputs[-1] = torch.cat([inputs[-1], spectra], 1)
        return [head(maps) for head, maps in zip(self.heads, inputs)]

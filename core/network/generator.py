"""The generator: fusion, encoder, latent code bank, decoder."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple, Union

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..shelf import upsampling
from .config import SMALLEST, GeneratorConfig
from .fusion import DualBranchFusion
from .layers import UpConv2d, activation, conv, evened, in_float32, initialise, repeat_edges, shrink
from .strength import Strength, scaled
from .synthesis import Synthesis

TRUNK = 6
"""Residual blocks of the second network's trunk."""
DETAIL_LIMIT = 2.0
"""Bound of the detail of a bounded network; images have values in [-1, 1]."""


class Encoder(nn.Module):
    """Fused features to style vectors, by halving down to 4 x 4 and one linear layer."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        width = config.feature_width
        self.shape = (config.styles, config.style_width)
        self.blocks = nn.ModuleList()
        size = config.in_size
        while size > SMALLEST:
            self.blocks.append(
                nn.Sequential(conv(width, width, stride=2), activation(), conv(width, width), activation())
            )
            size //= 2
        linear = nn.Linear(width * SMALLEST**2, config.styles * config.style_width)
        self.blocks.append(nn.Sequential(conv(width, width), activation(), nn.Flatten(), linear))

    def forward(self, maps: Tensor) -> Tuple[Tensor, List[Tensor]]:
        """(n, feature_width, s, s) to the styles (n, styles, style_width) and the features of every size from 4 x 4
        up to s x s, smallest first."""
        features = [maps]
        for block in self.blocks:
            maps = block(maps)
            features.append(maps)
        latent = features.pop()
        return latent.view(-1, *self.shape), features[::-1]


class Decoder(nn.Module):
    """RGB-branch features to the image, joined by the synthesis network's maps on the way up."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.bounded = config.bounded
        self.blocks = nn.ModuleList()
        inputs, size = config.feature_width, config.in_size
        while size < config.out_size:
            outputs = config.channels_at(2 * size)
            self.blocks.append(
                nn.Sequential(
                    conv(inputs, outputs),
                    activation(),
                    UpConv2d(outputs, outputs),
                    activation(),
                    conv(outputs, outputs),
                    activation(),
                )
            )
            inputs, size = 2 * outputs, 2 * size
        closing = config.closing_width
        self.blocks.append(nn.Sequential(conv(inputs, closing), activation(), conv(closing, 3), activation()))
        self.out = nn.Sequential(conv(6, config.tail_width), activation(), conv(config.tail_width, 3))

    def forward(self, maps: Tensor, skip: Tensor, kept: Dict[int, Tensor]) -> Tensor:
        """(n, feature_width, s, s), the synthesised image and maps to the free output (n, 3, out_size, out_size)."""
        if self.bounded:
            return in_float32(self._free, maps, skip, *(kept[size] for size in sorted(kept)))
        return self._free(maps, skip, *(kept[size] for size in sorted(kept)))

    def _free(self, maps: Tensor, skip: Tensor, *kept: Tensor) -> Tensor:
        """`kept`: the synthesis network's maps that join, smallest first."""
        for number, block in enumerate(self.blocks):
            if number:
                maps = torch.cat([evened(maps) if self.bounded else maps, kept[number - 1]], 1)
            maps = block(maps)
        return in_float32(self.out, torch.cat([maps, skip], 1))


class Residual(nn.Module):
    """Two convolutions, and the input added."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(conv(width, width), activation(), conv(width, width))

    def forward(self, maps: Tensor) -> Tensor:
        """(n, width, h, w) to the same shape."""
        return maps + self.layers(maps)  # type: ignore[no-any-return]


class Expected(nn.Module):
    """Both patches to the free image of what they support: a network of its own, into which nothing random enters.

    A trunk of residual blocks on the LR grid, then pixel shuffling octave by octave (Shi et al., "Real-Time Single
    Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", CVPR 2016).
    """

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        width = config.expected_width
        self.head = conv(config.hsi_bands + 3, width)
        self.trunk = nn.Sequential(*(Residual(width) for _ in range(TRUNK)))
        self.blocks = nn.ModuleList()
        size = config.in_size
        while size < config.out_size:
            size *= 2
            after = min(config.expected_width, config.channels_at(size))
            up = nn.Sequential(conv(width, 4 * after), nn.PixelShuffle(2), activation())
            self.blocks.append(nn.Sequential(up, conv(after, after), activation()))
            width = after
        self.out = conv(width, 3)

    def forward(self, hsi: Tensor, rgb: Tensor) -> Tensor:
        """(n, hsi_bands, s, s) and (n, 3, s, s) to (n, 3, out_size, out_size)."""
        maps = self.head(torch.cat([hsi, rgb], 1))
        maps = maps + self.trunk(maps)
        for block in self.blocks:
            maps = block(maps)
        return in_float32(self.out, maps)


class Generator(nn.Module):
    """SpecGAN's generator, on patches of a fixed size with values in [-1, 1]."""

    upsampler: Tensor

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.config = config
        self.unused: Dict[str, Tensor] = {}
        """Tensors of a published checkpoint that do not enter the result, by published name; kept for saving."""
        self.fusion = DualBranchFusion(config)
        self.encoder = Encoder(config)
        self.synthesis = Synthesis(config)
        self.decoder = Decoder(config)
        width = config.strength_width
        self.strength = Strength(config.feature_width, width, config.strength_room) if width else None
        self.expected = Expected(config) if config.expected_width else None
        self.register_base()
        if config.stationary:
            repeat_edges(self)
        initialise(self)
        self.fusion.soften()
        *_, linear = self.encoder.blocks[-1].children()
        shrink(linear, 0.2)  # styles start near their bias of 1
        shrink(self.decoder.out[-1], 0.01)  # training starts at the base, or in the straight part of tanh
        if self.strength is not None:
            self.strength.start_even()
            shrink(self.decoder.out[-1], 0.1)  # which it lifts by 5
        if self.expected is not None:
            shrink(self.expected.out, 0.01)

    def register_base(self) -> None:
        """(Re)build the fixed matrix of the LR-consistent base, float32 (out_size, in_size); no part of the weights."""
        if self.config.base == "lr_consistent":
            rows = upsampling.matrix(self.config.in_size, self.config.scale)
            self.register_buffer("upsampler", torch.tensor(rows, dtype=torch.float32, device="cpu"), persistent=False)

    def forward(self, hsi: Tensor, rgb: Tensor) -> Union[Tensor, Tuple[Tensor, Tensor]]:
        """`hsi` (n, hsi_bands, in_size, in_size) and `rgb` (n, 3, in_size, in_size) to (n, 3, out_size, out_size); a
        network with a second decoder gives two such images: one plausible picture, and what the inputs support.

        With the LR-consistent base, the mean of every scale x scale block of the result is the pixel of `rgb`, to
        float32 precision.
        """
        for_encoder, for_decoder = self._in_use(self.fusion, hsi, rgb)
        styles, features = self._in_use(self.encoder, for_encoder)
        skip, kept = self.synthesis(styles, features)
        free = self.decoder(for_decoder, skip, kept)
        if self.config.base == "none":
            return torch.tanh(free)
        strengths = () if self.strength is None else (in_float32(self.strength, for_decoder, rgb),)
        sr: Tensor = in_float32(self._consistent, free, rgb, *strengths)
        return sr if self.expected is None else (sr, self.supported(hsi, rgb))

    def supported(self, hsi: Tensor, rgb: Tensor) -> Tensor:
        """The second image of `forward` alone, at a fraction of its cost; of networks that have one."""
        assert self.expected is not None
        supported: Tensor = in_float32(self._consistent, self.expected(hsi, rgb), rgb)
        return supported

    def answers(self, hsi: Tensor, rgb: Tensor) -> Tuple[Tensor, Optional[Tensor]]:
        """What `forward` gives as a pair; the second image is None where the network has one decoder."""
        answer = self(hsi, rgb)
        return answer if isinstance(answer, tuple) else (answer, None)

    def _in_use(self, part: nn.Module, *tensors: Tensor) -> Any:
        """`part` of the tensors, outside training, and of a bounded network always, in float32: fusion and encoder
        steer everything after them, and the fusion's softmax of large numbers turns the rounding of half precision into
        other features."""
        if self.training and not self.config.bounded:
            return part(*tensors)
        return in_float32(part, *tensors)

    def _consistent(self, free: Tensor, rgb: Tensor, strengths: Optional[Tensor] = None) -> Tensor:
        """base(rgb) + free - base(block mean of free); where there are `strengths`, free - base(block mean of free) is
        scaled to them before."""
        if strengths is not None:
            detail = free - self._base(functional.avg_pool2d(free, self.config.scale))
            free = scaled(detail, strengths, self.config.strength_passes)
        if self.config.bounded:
            detail = free - self._base(functional.avg_pool2d(free, self.config.scale))
            free = DETAIL_LIMIT * torch.tanh(detail / DETAIL_LIMIT)
        return free + self._base(rgb - functional.avg_pool2d(free, self.config.scale))

    def _base(self, rgb: Tensor) -> Tensor:
        """(n, 3, in_size, in_size) to (n, 3, out_size, out_size), block means kept."""
        return self.upsampler @ rgb @ self.upsampler.t()

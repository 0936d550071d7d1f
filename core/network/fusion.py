"""Dual-branch fusion: features of the HSI patch and of the RGB patch, each informed by the other."""

from __future__ import annotations

from typing import List, Tuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from .config import GeneratorConfig
from .layers import SLOPE, activation, conv, in_float32, shrink


class ResidualDenseBlock(nn.Module):
    """Convolutions that each see all maps before them, a 1 x 1 summary, and the input added.

    Zhang et al., "Residual Dense Network for Image Super-Resolution", CVPR 2018.
    """

    def __init__(self, width: int, growth: int, layers: int) -> None:
        super().__init__()
        self.convs = nn.ModuleList(conv(width + c * growth, growth) for c in range(layers))
        self.fuse = conv(width + layers * growth, width, 1)

    def forward(self, maps: Tensor) -> Tensor:
        """(n, width, h, w) to the same shape."""
        dense = maps
        for layer in self.convs:
            dense = torch.cat([dense, functional.leaky_relu(layer(dense), SLOPE)], 1)
        return self.fuse(dense) + maps


class Stage(nn.Module):
    """Residual dense blocks in a row; all their outputs summarised, and the input added."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        width = config.base_width
        self.blocks = nn.ModuleList(
            ResidualDenseBlock(width, config.growth, config.layers) for _ in range(config.blocks)
        )
        self.fuse = nn.Sequential(conv(width * config.blocks, width, 1), conv(width, width))

    def forward(self, maps: Tensor) -> Tensor:
        """(n, base_width, h, w) to the same shape."""
        outputs: List[Tensor] = []
        current = maps
        for block in self.blocks:
            current = block(current)
            outputs.append(current)
        return self.fuse(torch.cat(outputs, 1)) + maps


class Exchange(nn.Module):
    """What one branch takes from the features shared with the other: attention, a factor and an offset."""

    def __init__(self, width: int, attention_width: int, bounded: bool = False) -> None:
        super().__init__()
        self.bounded = bounded
        self.relation, self.factor, self.offset = conv(width, width), conv(width, width), conv(width, width)
        self.query, self.key = conv(width, attention_width, 1), conv(width, attention_width, 1)
        self.value = conv(width, width, 1)

    def forward(self, shared: Tensor, maps: Tensor) -> Tensor:
        """Both (n, width, h, w); the updated `maps`."""
        factor = self.factor(shared)
        if self.bounded:  # between 0 and 2, and much the same near 1, where it starts
            factor = 1.0 + torch.tanh(factor - 1.0)
        return self.attend(self.relation(shared), maps) + maps * factor + self.offset(shared)

    def attend(self, relation: Tensor, maps: Tensor) -> Tensor:
        """out_i = sum over positions j of softmax_j(q_i . k_j) v_j."""
        projected = (self.query(relation), self.key(relation), self.value(maps))
        return in_float32(_attended, *(part.flatten(2) for part in projected)).view_as(maps)


def _attended(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """(n, width, positions) each, to the shape of `value`. The products are not scaled: a softmax of large numbers."""
    weights = torch.softmax(query.transpose(1, 2) @ key, -1)
    return value @ weights.transpose(1, 2)


class DualBranchFusion(nn.Module):
    """HSI and RGB patches to the features that feed the encoder (from HSI) and the decoder (from RGB)."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        width, out = config.base_width, config.feature_width
        self.hsi_head = nn.ModuleList([conv(config.hsi_bands, width), conv(width, width)])
        self.rgb_head = nn.ModuleList([conv(3, width), conv(width, width)])
        self.hsi_stages = nn.ModuleList([Stage(config), Stage(config)])
        self.rgb_stages = nn.ModuleList([Stage(config), Stage(config)])
        self.shared = nn.Sequential(
            conv(2 * width + 2, width), activation(), conv(width, width), activation(), conv(width, width)
        )
        self.hsi_exchange = Exchange(width, config.attention_width, config.bounded)
        self.rgb_exchange = Exchange(width, config.attention_width, config.bounded)
        self.hsi_out = _closing(2 * width, out)
        self.rgb_out = _closing(2 * width, out)

    def forward(self, hsi: Tensor, rgb: Tensor) -> Tuple[Tensor, Tensor]:
        """(n, hsi_bands, s, s) and (n, 3, s, s) to two maps (n, feature_width, s, s): for encoder and decoder."""
        x0, y0 = self.hsi_head[0](hsi), self.rgb_head[0](rgb)
        x, y = self.hsi_head[1](x0), self.rgb_head[1](y0)
        for hsi_stage, rgb_stage in zip(self.hsi_stages, self.rgb_stages):
            x, y = hsi_stage(x), rgb_stage(y)
            x = self.hsi_exchange(self._shared(x, y, 0), x)
            y = self.rgb_exchange(self._shared(x, y, 1), y)
        both = torch.cat([x + x0, y + y0], 1)
        return self.hsi_out(both), self.rgb_out(both)

    def soften(self) -> None:
        """Scale fresh weights so that every block starts near the identity: the product of a map with a factor that
        grows with the map would otherwise run away."""
        for module in self.modules():
            if isinstance(module, (ResidualDenseBlock, Stage)):
                shrink(module.fuse[-1] if isinstance(module, Stage) else module.fuse, 0.3)
            elif isinstance(module, Exchange):
                for layer in (module.query, module.key, module.value, module.factor, module.offset):
                    shrink(layer, 0.1)
                assert module.factor.bias is not None
                nn.init.ones_(module.factor.bias)

    def _shared(self, x: Tensor, y: Tensor, branch: int) -> Tensor:
        """Features shared by both branches; two constant planes tell which branch (0 HSI, 1 RGB) asks."""
        zeros = torch.zeros_like(x[:, :1])
        planes = [zeros, zeros + 1] if branch == 0 else [zeros + 1, zeros]
        return self.shared(torch.cat([x, y] + planes, 1))


def _closing(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        conv(inputs, outputs), activation(), conv(outputs, outputs), activation(), conv(outputs, outputs)
    )

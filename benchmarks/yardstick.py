"""The yardstick of the benchmarks: the published network written down plainly, to be compared with and nothing else.

Meng et al., doi 10.1109/TGRS.2022.3222360: one kernel a sample in grouped convolutions, bilinear and then the
convolution at the doubled size, float32, batch 1, one patch after the other, the whole mosaic in memory. It takes the
tensors of a published checkpoint by their names. tests/benchmarks proves it against the reference arrays.
"""

from __future__ import annotations

import math
from typing import Dict, List, Mapping, Sequence, Tuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

GAIN = math.sqrt(2.0)


class Yardstick:
    """The published generator; called with hsi (n, bands, s, s) and rgb (n, 3, s, s), network values."""

    def __init__(self, state: Mapping[str, Tensor]) -> None:
        """`state`: tensors by published name without the outer "generator."; the scale follows from them."""
        self.state = state
        self.ups = _count(state, "generator.to_rgbs.{}.bias")
        self.joined = _count(state, "fusion_out.{}.weight")
        self.in_size = 2 ** (self.joined + 1)
        self.out_size = 4 * 2**self.ups
        self.scale = self.out_size // self.in_size

    def __call__(self, hsi: Tensor, rgb: Tensor) -> Tensor:
        """(n, 3, out_size, out_size)."""
        with torch.inference_mode():
            for_encoder, for_decoder = self.fused(hsi, rgb)
            styles, features = self._encoder(for_encoder)
            skip, kept = self._bank(styles, features)
            image = self._decoder(for_decoder, kept)
            joined = _lrelu(self._conv("decoder_out.0", torch.cat([image, skip], 1)))
            return torch.tanh(self._conv("decoder_out.2", joined))

    def _conv(self, name: str, maps: Tensor, stride: int = 1) -> Tensor:
        weight = self.state[name + ".weight"]
        return functional.conv2d(maps, weight, self.state[name + ".bias"], stride, weight.shape[-1] // 2)

    def fused(self, hsi: Tensor, rgb: Tensor) -> Tuple[Tensor, Tensor]:
        """The dual branch and its fusion: features for the encoder and for the decoder."""
        conv = self._conv
        x0, y0 = conv("encoder_head.layerInX_1", hsi), conv("encoder_head.layerInY_1", rgb)
        x, y = conv("encoder_head.layerInX_2", x0), conv("encoder_head.layerInY_2", y0)
        for stage in (1, 2):
            x = self._dense_stage(f"encoder_head.branch1_{stage}", x)
            y = self._dense_stage(f"encoder_head.branch2_{stage}", y)
            x = self._exchange("X", x, y, x)
            y = self._exchange("Y", x, y, y)
        both = torch.cat([x + x0, y + y0], 1)
        return self._sequence("encoder_head.layerOut_X", both), self._sequence("encoder_head.layerOut_Y", both)

    def _sequence(self, name: str, maps: Tensor) -> Tensor:
        """conv LReLU conv LReLU conv."""
        for layer in (0, 2):
            maps = _lrelu(self._conv(f"{name}.{layer}", maps))
        return self._conv(f"{name}.4", maps)

    def _dense_stage(self, name: str, maps: Tensor) -> Tensor:
        outputs, current = [], maps
        for block in range(_count(self.state, name + ".RDBs.{}.LFF.weight")):
            prefix = f"{name}.RDBs.{block}"
            dense = current
            for layer in range(_count(self.state, prefix + ".convs.{}.conv.0.weight")):
                dense = torch.cat([dense, _lrelu(self._conv(f"{prefix}.convs.{layer}.conv.0", dense))], 1)
            current = self._conv(prefix + ".LFF", dense) + current
            outputs.append(current)
        return self._conv(name + ".GFF.1", self._conv(name + ".GFF.0", torch.cat(outputs, 1))) + maps

    def _exchange(self, branch: str, x: Tensor, y: Tensor, own: Tensor) -> Tensor:
        conv, head = self._conv, "encoder_head."
        zeros, ones = torch.zeros_like(x[:, :1]), torch.ones_like(x[:, :1])
        planes = [zeros, ones] if branch == "X" else [ones, zeros]
        shared = self._sequence(head + "Infor", torch.cat([x, y] + planes, 1))
        relation = conv(f"{head}layer{branch}_S", shared)
        attention = f"{head}similar{branch}."
        query, key = (conv(attention + name, relation).flatten(2) for name in ("query_conv", "key_conv"))
        value = conv(attention + "value_conv", own).flatten(2)
        weights = torch.softmax(query.transpose(1, 2) @ key, -1)
        attended = (value @ weights.transpose(1, 2)).view_as(own)
        return attended + own * conv(f"{head}layer{branch}_M", shared) + conv(f"{head}layer{branch}_B", shared)

    def _encoder(self, maps: Tensor) -> Tuple[Tensor, List[Tensor]]:
        features, block = [maps], 0
        while maps.shape[-1] > 4:
            maps = _lrelu(self._conv(f"encoder.{block}.0", maps, stride=2))
            maps = _lrelu(self._conv(f"encoder.{block}.2", maps))
            features.append(maps)
            block += 1
        flat = _lrelu(self._conv(f"encoder.{block}.0", maps)).flatten(1)
        latent = functional.linear(flat, self.state[f"encoder.{block}.3.weight"], self.state[f"encoder.{block}.3.bias"])
        return latent.view(len(flat), 2 * self.ups + 2, -1), features[::-1]

    def _bank(self, styles: Tensor, features: Sequence[Tensor]) -> Tuple[Tensor, Dict[int, Tensor]]:
        maps = self.state["generator.constant_input.input"].expand(len(styles), -1, -1, -1)
        maps = self._styled("conv1", 0, maps, styles[:, 0])
        skip = self._to_rgb("to_rgb1", maps, styles[:, 1])
        kept = {}
        for k in range(self.ups):
            if k < self.joined:
                maps = self._conv(f"fusion_out.{k}", torch.cat([maps, features[k]], 1))
                skip = self._conv(f"fusion_skip.{k}", torch.cat([skip, features[k]], 1))
            maps = self._styled(f"convs.{2 * k}", 2 * k + 1, _bilinear(maps), styles[:, 2 * k + 1])
            maps = self._styled(f"convs.{2 * k + 1}", 2 * k + 2, maps, styles[:, 2 * k + 2])
            skip = self._fir_up(k, skip) + self._to_rgb(f"to_rgbs.{k}", maps, styles[:, 2 * k + 3])
            if maps.shape[-1] > self.in_size:
                kept[maps.shape[-1]] = maps
        return skip, kept

    def _modulated(self, name: str, maps: Tensor, style: Tensor, demodulate: bool) -> Tensor:
        """One kernel a sample, all samples in one grouped convolution."""
        name = f"generator.{name}.conv."
        weight = self.state[name + "weight_orig"]
        linear = self.state[name + "style_modulation.linear.weight_orig"]
        scales = functional.linear(
            style, linear / math.sqrt(linear.shape[1]), self.state[name + "style_modulation.bias"]
        )
        samples, inputs, height, width = maps.shape
        kernels = weight / math.sqrt(weight[0, 0].numel()) * scales.view(samples, 1, inputs, 1, 1)
        if demodulate:
            kernels = kernels * torch.rsqrt(kernels.square().sum((2, 3, 4), keepdim=True) + 1e-8)
        size = weight.shape[-1]
        grouped = functional.conv2d(
            maps.reshape(1, samples * inputs, height, width),
            kernels.view(-1, inputs, size, size),
            padding=size // 2,
            groups=samples,
        )
        return grouped.view(samples, -1, height, width)

    def _styled(self, name: str, number: int, maps: Tensor, style: Tensor) -> Tensor:
        out = self._modulated(name, maps, style, True)
        noise = self.state[f"generator.injected_noise_{number}"]
        out = out + self.state[f"generator.{name}.noise_injector.weight"] * noise
        return _lrelu(out + self.state[f"generator.{name}.activate.bias"].view(1, -1, 1, 1)) * GAIN

    def _to_rgb(self, name: str, maps: Tensor, style: Tensor) -> Tensor:
        return self._modulated(name, maps, style, False) + self.state[f"generator.{name}.bias"]

    def _fir_up(self, k: int, image: Tensor) -> Tensor:
        """Zero insertion and the checkpoint's 4 x 4 filter, padding (2, 1)."""
        kernel = self.state[f"generator.to_rgbs.{k}.upsample.kernel"]
        samples, channels, height, width = image.shape
        inserted = image.new_zeros(samples, channels, 2 * height, 2 * width)
        inserted[:, :, ::2, ::2] = image
        filters = kernel.flip(0, 1).expand(channels, 1, -1, -1)
        return functional.conv2d(functional.pad(inserted, (2, 1, 2, 1)), filters, groups=channels)

    def _decoder(self, maps: Tensor, kept: Mapping[int, Tensor]) -> Tensor:
        block = 0
        while maps.shape[-1] < self.out_size:
            if block > 0:
                maps = torch.cat([maps, kept[maps.shape[-1]]], 1)
            maps = _lrelu(self._conv(f"decoder.{block}.0", maps))
            maps = _lrelu(self._conv(f"decoder.{block}.2.upsample_conv", _bilinear(maps)))
            maps = _lrelu(self._conv(f"decoder.{block}.4", maps))
            block += 1
        maps = _lrelu(self._conv(f"decoder.{block}.0", torch.cat([maps, kept[self.out_size]], 1)))
        return _lrelu(self._conv(f"decoder.{block}.2", maps))


def mosaic(network: Yardstick, hsi: np.ndarray, rgb: np.ndarray, overlap: int) -> np.ndarray:
    """hsi (bands, h, w) and rgb (3, h, w), at least one patch large, to (3, h * scale, w * scale), all in memory.

    One patch after the other, the last one of a row or column anchored to the edge, averaged with equal weights.
    """
    size, scale = network.in_size, network.scale
    height, width = rgb.shape[1:]
    total = np.zeros((3, height * scale, width * scale), np.float32)
    count = np.zeros(total.shape[1:], np.float32)
    for row in _starts(height, size, overlap):
        for col in _starts(width, size, overlap):
            here = (slice(None), slice(row, row + size), slice(col, col + size))
            patch = network(torch.from_numpy(hsi[here].copy())[None], torch.from_numpy(rgb[here].copy())[None])
            there = (slice(row * scale, (row + size) * scale), slice(col * scale, (col + size) * scale))
            total[(slice(None), *there)] += patch[0].numpy()
            count[there] += 1
    return total / count


def _starts(length: int, size: int, overlap: int) -> List[int]:
    starts = list(range(0, length - size, size - overlap))
    return [*starts, length - size]


def _count(state: Mapping[str, Tensor], pattern: str) -> int:
    number = 0
    while pattern.format(number) in state:
        number += 1
    return number


def _lrelu(maps: Tensor) -> Tensor:
    return functional.leaky_relu(maps, 0.2)


def _bilinear(maps: Tensor) -> Tensor:
    return functional.interpolate(maps, scale_factor=2, mode="bilinear", align_corners=False)

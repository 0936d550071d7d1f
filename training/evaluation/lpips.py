"""LPIPS, the learned perceptual distance (Zhang et al. 2018, arXiv 1801.03924), with VGG16 and weights from the user.

The layers are those of torchvision's `vgg16`, whose state dict the user names (553 MB, not part of this project); the
small linear heads that weigh them come with torchmetrics.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping

import numpy as np

from ...core.errors import SpecGanError

BLOCKS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))
"""Channels of VGG16's convolutions (Simonyan and Zisserman 2015), a 2 x 2 maximum between blocks; LPIPS compares what
comes out of every block."""
SHIFT, SCALE = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)
"""LPIPS' own normalisation of images in [-1, 1]."""


class Lpips:
    """The distance of two images."""

    def __init__(self, path: Path) -> None:
        """`path`: state dict of VGG16; `SpecGanError` where it is none."""
        from ...core.network.checkpoint import read_checkpoint

        self._network = _network(_convolutions(read_checkpoint(path), path), _heads())

    def distance(self, one: np.ndarray, other: np.ndarray) -> float:
        """LPIPS of two images float (3, h, w), values 0 to 1, at least 16 pixels wide and high; 0 for equal ones."""
        import torch

        pair = np.stack([one, other]).astype(np.float32)
        with torch.inference_mode():
            return float(self._network(torch.from_numpy(pair * 2 - 1)))


def _convolutions(state: Mapping[str, Any], path: Path) -> List[Any]:
    """(weight, bias) of VGG16's convolutions, in order."""
    result, number, before = [], 0, 3
    for block in BLOCKS:
        for channels in block:
            weight, bias = (state.get(f"features.{number}.{name}") for name in ("weight", "bias"))
            shapes = tuple(tuple(getattr(tensor, "shape", ())) for tensor in (weight, bias))
            if weight is None or bias is None or shapes != ((channels, before, 3, 3), (channels,)):
                raise SpecGanError(
                    f"{path} does not hold the weights of VGG16: features.{number} is missing or of another shape.",
                    "Give the state dict of torchvision's vgg16 (vgg16-397923af.pth), or leave the option out.",
                )
            result.append((weight.float(), bias.float()))
            number, before = number + 2, channels
        number += 1
    return result


def _heads() -> List[Any]:
    """Weights (1, channels, 1, 1) of the blocks' linear heads, as torchmetrics brings them."""
    import torchmetrics.functional.image as folder

    from ...core.network.checkpoint import read_checkpoint

    path = Path(str(folder.__file__)).parent / "lpips_models" / "vgg.pth"
    state = read_checkpoint(path)
    return [state[f"lin{number}.model.1.weight"].float() for number in range(len(BLOCKS))]


def _network(convolutions: List[Any], heads: List[Any]) -> Any:
    """Callable: images (2, 3, h, w) in [-1, 1] to their distance."""
    import torch
    import torch.nn.functional as F

    shift, scale = (torch.tensor(values).view(1, 3, 1, 1) for values in (SHIFT, SCALE))

    def distance(images: Any) -> Any:
        current, place, total = (images - shift) / scale, iter(convolutions), torch.zeros(())
        for number, (block, head) in enumerate(zip(BLOCKS, heads)):
            current = F.max_pool2d(current, 2) if number else current
            for _ in block:
                weight, bias = next(place)
                current = F.relu(F.conv2d(current, weight, bias, padding=1))
            unit = current / (current.square().sum(1, keepdim=True).sqrt() + 1e-10)
            total = total + F.conv2d((unit[:1] - unit[1:]).square(), head).mean()
        return total

    return distance

"""LPIPS, the learned perceptual distance (Zhang et al. 2018, arXiv 1801.03924), with VGG16 and weights from the user.

The layers are those of torchvision's `vgg16`, whose state dict the user names (553 MB, not part of this project); the
small linear heads that weigh them come with torchmetrics.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, List

import numpy as np

SHIFT, SCALE = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)
"""LPIPS' own normalisation of images in [-1, 1]."""


class Lpips:
    """The distance of two images."""

    def __init__(self, path: Path) -> None:
        """`path`: state dict of VGG16; `SpecGanError` where it is none."""
        from ..losses.vgg import from_torchvision

        self._network = _network(from_torchvision(path), _heads())

    def distance(self, one: np.ndarray, other: np.ndarray) -> float:
        """LPIPS of two images float (3, h, w), values 0 to 1, at least 16 pixels wide and high; 0 for equal ones."""
        import torch

        pair = np.stack([one, other]).astype(np.float32)
        with torch.inference_mode():
            return float(self._network(torch.from_numpy(pair * 2 - 1)))


def _heads() -> List[Any]:
    """Weights (1, channels, 1, 1) of the blocks' linear heads, as torchmetrics brings them."""
    import torchmetrics.functional.image as folder

    from ...core.network.checkpoint import read_checkpoint
    from ..losses.vgg import BLOCKS

    path = Path(str(folder.__file__)).parent / "lpips_models" / "vgg.pth"
    state = read_checkpoint(path)
    return [state[f"lin{number}.model.1.weight"].float() for number in range(len(BLOCKS))]


def _network(convolutions: List[Any], heads: List[Any]) -> Any:
    """Callable: images (2, 3, h, w) in [-1, 1] to their distance."""
    import torch
    import torch.nn.functional as F

    from ..losses.vgg import block_outputs

    shift, scale = (torch.tensor(values).view(1, 3, 1, 1) for values in (SHIFT, SCALE))

    def distance(images: Any) -> Any:
        total = torch.zeros(())
        for maps, head in zip(block_outputs(convolutions, (images - shift) / scale), heads):
            unit = maps / (maps.square().sum(1, keepdim=True).sqrt() + 1e-10)
            total = total + F.conv2d((unit[:1] - unit[1:]).square(), head).mean()
        return total

    return distance

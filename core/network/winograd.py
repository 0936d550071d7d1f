"""3 x 3 convolutions with a quarter of the multiplications, for networks whose weights do not change any more.

Winograd's minimal filtering F(4 x 4, 3 x 3): Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR
2016, sections 4.1 to 4.3. The map is cut into tiles of 6 x 6 pixels that overlap by two. Tiles and kernels are each
transformed to 36 numbers, each of which makes one matrix product over the channels; the products are transformed back
to 4 x 4 pixels. That is the convolution itself, but for rounding.
"""

from __future__ import annotations

from typing import Optional, Sequence

import torch
from torch import Tensor
from torch.nn import functional

TILE = 4
"""Width of the pixels that one tile gives."""
SEEN = TILE + 2
"""Width of the pixels that one tile sees."""

LEAST_INPUTS, LEAST_OUTPUTS, LEAST_PIXELS = 128, 64, 32 * 32
"""Channels and pixels of a map from which this form pays; measured on a CPU, see docs/performance.md."""
STRIP = 256
"""Tiles of a sample that are worked on at once, which keeps them in the processor's cache and the memory bounded."""

_MAP = (
    (4, 0, -5, 0, 1, 0),
    (0, -4, -4, 1, 1, 0),
    (0, 4, -4, -1, 1, 0),
    (0, -2, -1, 2, 1, 0),
    (0, 2, -1, -2, 1, 0),
    (0, 4, 0, -5, 0, 1),
)
_KERNEL = (
    (1 / 4, 0, 0),
    (-1 / 6, -1 / 6, -1 / 6),
    (-1 / 6, 1 / 6, -1 / 6),
    (1 / 24, 1 / 12, 1 / 6),
    (1 / 24, -1 / 12, 1 / 6),
    (0, 0, 1),
)
_BACK = ((1, 1, 1, 1, 1, 0), (0, 1, -1, 2, -2, 0), (0, 1, 1, 4, 4, 0), (0, 1, -1, 8, -8, 1))
# One-dimensional transforms with the interpolation points 0, 1, -1, 2, -2 and infinity: B^T, G and A^T in the paper.


class Kernels:
    """The transformed kernel of one layer: computed when it is needed first, then kept.

    For frozen weights only: a kernel that changes later is not seen.
    """

    def __init__(self) -> None:
        self._kept: Optional[Tensor] = None

    def of(self, kernel: Tensor) -> Tensor:
        """`transformed(kernel)`, on the kernel's device and in its precision."""
        kept = self._kept
        if kept is None or kept.device != kernel.device or kept.dtype != kernel.dtype:
            kept = self._kept = transformed(kernel)
        return kept


class Layer:
    """Mixed into a layer whose convolution may take this form."""

    kernels: Optional[Kernels] = None
    """Where it keeps its kernel, in a network for use alone (`layers.for_use_alone`); None: the plain form."""

    def quickly(self, maps: Tensor, kernel: Tensor, repeat: bool, bias: Optional[Tensor] = None) -> Optional[Tensor]:
        """The 3 x 3 convolution in this form, as wide as `maps` (n, inputs, h, w), whose edge is repeated or stands in
        zeros; None where the plain form is to be used."""
        if self.kernels is None or not pays(maps, kernel.shape[0]):
            return None
        wide = functional.pad(maps, (1, 1, 1, 1), "replicate" if repeat else "constant")
        return convolved(wide, self.kernels.of(kernel), bias)


def pays(maps: Tensor, outputs: int) -> bool:
    """Whether this form is faster for `maps` (n, inputs, h, w): on a CPU, with enough channels and pixels.

    CUDA's libraries choose such a form themselves, and half precision has too few digits for it.
    """
    return (
        maps.device.type == "cpu"
        and not torch.is_autocast_enabled("cpu")
        and maps.dtype in (torch.float32, torch.float64)
        and maps.shape[1] >= LEAST_INPUTS
        and outputs >= LEAST_OUTPUTS
        and maps.shape[2] * maps.shape[3] >= LEAST_PIXELS
    )


def transformed(kernel: Tensor) -> Tensor:
    """A kernel (outputs, inputs, 3, 3) as (36, outputs, inputs), four times its size; reckoned in float64."""
    outputs, inputs = kernel.shape[:2]
    twice = _both_ways(_KERNEL, kernel.new_empty(0, dtype=torch.float64))
    taps = kernel.detach().double().reshape(outputs * inputs, 9)
    return (twice @ taps.t()).to(kernel.dtype).view(SEEN * SEEN, outputs, inputs)


def convolved(wide: Tensor, kernels: Tensor, bias: Optional[Tensor] = None) -> Tensor:
    """The 3 x 3 convolution of maps that are padded already: (n, inputs, h + 2, w + 2) to (n, outputs, h, w).

    `kernels`: the transformed kernel; `bias`: (outputs,).
    """
    height, width = wide.shape[2] - 2, wide.shape[3] - 2
    rows, columns = -(-height // TILE), -(-width // TILE)
    beyond = (0, TILE * columns - width, 0, TILE * rows - height)
    if any(beyond):
        wide = functional.pad(wide, beyond)
    to_tiles, to_pixels = _both_ways(_MAP, wide), _both_ways(_BACK, wide)
    made = wide.new_empty(wide.shape[0], kernels.shape[1], rows, TILE, columns, TILE)
    step = max(1, STRIP // columns)
    for sample in range(wide.shape[0]):  # all samples at once would leave the cache
        for top in range(0, rows, step):
            bottom = min(top + step, rows)
            strip = wide[sample : sample + 1, :, TILE * top : TILE * bottom + 2]
            made[sample, :, top:bottom] = _strip(strip, kernels, to_tiles, to_pixels, bias)[0]
    return made.view(*made.shape[:2], TILE * rows, TILE * columns)[:, :, :height, :width]


def _strip(strip: Tensor, kernels: Tensor, to_tiles: Tensor, to_pixels: Tensor, bias: Optional[Tensor]) -> Tensor:
    """Rows of tiles, all products: (n, inputs, 4 r + 2, 4 c + 2) to (n, outputs, r, 4, c, 4)."""
    tiles = strip.unfold(2, SEEN, TILE).unfold(3, SEEN, TILE)  # (n, inputs, r, c, 6, 6)
    n, inputs, rows, columns = tiles.shape[:4]
    frequencies = to_tiles @ tiles.permute(4, 5, 1, 0, 2, 3).reshape(SEEN * SEEN, -1)
    products = kernels @ frequencies.view(SEEN * SEEN, inputs, -1)
    pixels = to_pixels @ products.view(SEEN * SEEN, -1)
    if bias is not None:
        pixels = pixels.view(TILE * TILE, kernels.shape[1], -1) + bias[:, None]
    return pixels.view(TILE, TILE, -1, n, rows, columns).permute(3, 2, 4, 0, 5, 1)


def _both_ways(rows: Sequence[Sequence[float]], like: Tensor) -> Tensor:
    """The matrix that transforms a flattened square along rows and along columns."""
    matrix = torch.tensor(rows, dtype=torch.float64, device=like.device)
    return torch.kron(matrix, matrix).to(like.dtype)

"""Whether a layer has the ground sampling distance that a model was made for."""

from __future__ import annotations

import math

from ..errors.messages import Message
from ..geodata.grid import Grid
from ..geodata.ground import pixel_on_ground
from ..models import ModelSpec

TOLERANCE = 1.5
"""How many times finer or coarser than the training data a layer may be without a word."""


def outside_gsd(spec: ModelSpec, lr_grid: Grid) -> str:
    """A warning if the RGB layer is finer or coarser than the model's training data; empty if it is not, and if the
    model or the layer does not say.

    `ModelSpec.gsd` counts pixels of the model's result, so the layer is compared with `scale` times that.
    """
    size = pixel_on_ground(lr_grid)
    if size is None or spec.gsd[1] <= 0:
        return ""
    here = math.sqrt(size[0] * size[1])
    if spec.gsd[0] * spec.scale / TOLERANCE <= here <= spec.gsd[1] * spec.scale * TOLERANCE:
        return ""
    layer, result = _rounded(here), _rounded(here / spec.scale)
    finest, coarsest = _rounded(spec.gsd[0]), _rounded(spec.gsd[1])
    finest_layer, coarsest_layer = _rounded(spec.gsd[0] * spec.scale), _rounded(spec.gsd[1] * spec.scale)
    warning = Message(
        "The RGB layer has pixels of {layer:g} m on the ground, the model was made for {finest_layer:g} "
        "to {coarsest_layer:g} m (the model's result: {result:g} m, made for {finest:g} to {coarsest:g} "
        "m). The texture may have the wrong size.",
        layer=layer,
        finest_layer=finest_layer,
        coarsest_layer=coarsest_layer,
        result=result,
        finest=finest,
        coarsest=coarsest,
    )
    return warning


def _rounded(metres: float) -> float:
    """To three digits."""
    return float(f"{metres:.3g}")

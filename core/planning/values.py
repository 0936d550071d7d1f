"""How the values of the layers of a job map to the network's [-1, 1]."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple

import numpy as np

from ..errors.messages import Message
from ..geodata.bands import BandPlan
from ..geodata.grid import Window
from ..geodata.raster import Layer
from ..job import Job
from ..models import ModelSpec, ValueRange
from ..patches.normalize import ValueMap
from ..patches.value_range import Stray, find_range
from ..shelf.progress import Progress

Mapped = Tuple[ValueMap, Tuple[str, ...]]
"""The mapping, and warnings."""


def known_rgb_range(job: Job, spec: ModelSpec, dtype: str) -> Optional[Tuple[float, float]]:
    """The range of the RGB layer where it is known without its pixels."""
    return known_range(job.rgb_range, spec.rgb_range, dtype)


def known_range(asked: Optional[Tuple[float, float]], rule: ValueRange, dtype: str) -> Optional[Tuple[float, float]]:
    """A range that is known without the pixels: what was `asked` for, or the model's for layers of the type `dtype`."""
    if asked is not None:
        return asked
    return (rule.low, rule.high) if rule.dtype == dtype else None


def rgb_values(
    job: Job, spec: ModelSpec, layer: Layer, bands: Sequence[int], area: Window, progress: Progress
) -> Mapped:
    """That of the RGB layer, measured in `area` where it is not known from elsewhere."""
    found, strays = _value_map(job.rgb_range, spec.rgb_range, layer, bands, None, area, progress)
    return found, tuple(map(describe_rgb_stray, strays))


def describe_rgb_stray(stray: Stray) -> str:
    """Of a value that repeats far outside the rest of the RGB layer."""
    return Message(
        "RGB layer: {share:.2g} % of the pixels are exactly {value:g}, far from the rest: an undeclared "
        "nodata value? If so, set NODATA.",
        share=100 * stray.share,
        value=stray.value,
    )


def describe_hsi_stray(stray: Stray) -> str:
    """The same of the hyperspectral layer."""
    return Message(
        "Hyperspectral layer: {share:.2g} % of the pixels are exactly {value:g}, far from the rest: an "
        "undeclared nodata value? If so, set NODATA.",
        share=100 * stray.share,
        value=stray.value,
    )


def hsi_values(
    job: Job, spec: ModelSpec, layer: Layer, bands: BandPlan, area: Optional[Window], progress: Progress
) -> Mapped:
    """The same for the hyperspectral layer."""
    found, strays = _value_map(job.hsi_range, spec.hsi_range, layer, bands.needed, bands, area, progress)
    return found, tuple(map(describe_hsi_stray, strays))


def _value_map(
    asked: Optional[Tuple[float, float]],
    rule: ValueRange,
    layer: Layer,
    layer_bands: Sequence[int],
    bands: Optional[BandPlan],
    area: Optional[Window],
    progress: Progress,
) -> Tuple[ValueMap, Tuple[Stray, ...]]:
    """What the user asked for, else the model's fixed range where it is for this type, else robust percentiles."""
    count = len(layer_bands) if bands is None else len(bands.weights)
    known = known_range(asked, rule, layer.info.dtype)
    if known is not None:
        return ValueMap((known[0],) * count, (known[1],) * count), ()
    values = layer.sample(layer_bands, progress, bands.centres if bands is not None else None, area)
    if values.shape[1] == 0:
        return ValueMap((0.0,) * count, (1.0,) * count), ()  # nothing to map: the result is all nodata
    convert = None if bands is None else lambda some: bands.apply(some[:, None, :])[:, 0, :]
    found = find_range(values, rule.percentiles, rule.per_band, convert).widened(rule.margin)
    lows = np.broadcast_to(found.low, (count,)).copy()
    highs = np.broadcast_to(found.high, (count,)).copy()
    # a constant band maps to -1 rather than to infinity, in the float32 of the pixels too
    least = np.maximum(np.abs(lows) * 1e-6, 1e-30)
    highs = np.where(highs - lows < least, lows + np.maximum(least, 1.0), highs)
    return ValueMap(tuple(float(v) for v in lows), tuple(float(v) for v in highs)), found.strays

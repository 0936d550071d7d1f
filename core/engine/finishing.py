"""From blended sums to pixels as they go into the file, a few columns at a time."""

from __future__ import annotations

from typing import Optional, Tuple

import numpy as np

from ..geodata.writer import to_dtype
from ..metrics.seam import SeamMeter
from ..patches.blend import RawStrip, Strip
from ..patches.projection import with_block_means
from ..planning import Plan
from ..shelf.upsampling import (
    RADIUS,
    block_mean,
    inner_matrix,
    upsample_inner_columns,
    with_margin,
    without_block_means,
)
from .strips import Figures, LrStrip

BLOCK = 1024
"""HR columns that are finished at once. Not a matter of the memory that a job may take: last digits depend on it."""


class Finisher:
    """Turns the strips of a job into pixels, from top to bottom, and measures them on the way."""

    def __init__(self, plan: Plan) -> None:
        scale = plan.spec.scale
        self._plan = plan
        self._columns = max(1, BLOCK // scale)
        self.meter = SeamMeter(
            scale, plan.rows.borders(), plan.cols.borders(), plan.rows.blended(scale), plan.cols.blended(scale)
        )

    @property
    def figures(self) -> Figures:
        """Of all strips so far."""
        return Figures(self.meter.seam_ratio, self.meter.energy_ratio, self.meter.sums)

    def finish(self, raw: RawStrip, strip: LrStrip) -> Tuple[np.ndarray, np.ndarray]:
        """(3, rows * factor, width * factor) in the file's type, and bool of the same size: what is data.

        Without what was only padding. `strip`: the row of patches that completed `raw`.
        """
        plan, scale = self._plan, self._plan.spec.scale
        height, width = raw.detail.shape[1] // scale, plan.window.width
        rows = min(height, plan.window.height - raw.row)
        valid = strip.valid[:rows, :width]
        pixels = np.empty((3, rows * plan.factor, width * plan.factor), plan.rgb.dtype)
        base = with_margin(strip.base_rgb)
        for first in range(0, width, self._columns):
            last = min(first + self._columns, plan.cols.padded)
            inside = slice(first, min(last, width))
            kept = slice(0, (inside.stop - first) * scale)
            blended = raw.strip(first * scale, last * scale)
            low, detail = self._parts(blended, base[:, :, first : last + 2 * RADIUS])
            detail = detail[:, : rows * scale, kept] * np.float32(plan.detail)
            image = low[:, : rows * scale, kept] + detail
            self.meter.add(raw.row, image, detail, valid[:, inside].repeat(scale, 1).repeat(scale, 0), first)
            lr = strip.base_rgb[:, RADIUS : RADIUS + rows, inside]
            here = slice(inside.start * plan.factor, inside.stop * plan.factor)
            pixels[:, :, here] = self._in_file(image, lr, valid[:, inside])
        return pixels, valid.repeat(plan.factor, 1).repeat(plan.factor, 0)

    def _parts(self, blended: Strip, rgb: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """What DETAIL leaves as it is, and the detail; of a model that keeps the LR pixels, both so that they do.

        `rgb`: the LR pixels, with RADIUS more on every side.
        """
        spec = self._plan.spec
        rows = blended.detail.shape[1] // spec.scale
        cut = np.clip(rgb, -1, 1) if np.abs(rgb).max() > 1 else rgb  # what the network saw
        if not spec.lr_consistent:
            assert blended.low is not None
            if cut is rgb:
                return blended.low, blended.detail
            return blended.low + _base(rgb - cut, rows, spec.scale), blended.detail
        base = _base(rgb, rows, spec.scale)
        detail = without_block_means(blended.detail, spec.scale)
        if blended.low is None:
            return base, detail
        # what the model expects beside the base of what it saw: beyond the range that is not what the layer holds
        seen = base if cut is rgb else _base(cut, rows, spec.scale)
        return base + without_block_means(blended.low - seen, spec.scale), detail

    def _in_file(self, image: np.ndarray, lr: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Network values (3, h * scale, w * scale) as they go into the file, (3, h * factor, w * factor).

        `lr`: the LR pixels, network values (3, h, w), and `valid` (h, w) which of them are data.
        """
        plan, dtype = self._plan, self._plan.rgb.dtype
        if plan.factor < plan.spec.scale:
            image = block_mean(image, plan.spec.scale // plan.factor)
        values = plan.rgb_map.to_file(image)
        if plan.consistent:
            means = plan.rgb_map.to_file(lr)
            values = with_block_means(values, means, _limits(dtype), valid, everywhere=not plan.spec.lr_consistent)
        return to_dtype(values, dtype)


def _limits(dtype: str) -> Optional[Tuple[float, float]]:
    """Least and largest value of an integer type; None for floats."""
    if np.dtype(dtype).kind == "f":
        return None
    return float(np.iinfo(dtype).min), float(np.iinfo(dtype).max)


def _base(rgb: np.ndarray, rows: int, scale: int) -> np.ndarray:
    """LR-consistent upsampling of (3, rows + 2 RADIUS, w + 2 RADIUS) to (3, rows * scale, w * scale)."""
    wide = upsample_inner_columns(rgb, scale)
    return np.asarray(inner_matrix(rows, scale).astype(np.float32) @ wide)

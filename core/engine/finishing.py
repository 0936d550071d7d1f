"""From blended sums to pixels as they go into the file, a few columns at a time."""

from __future__ import annotations

from typing import Tuple

import numpy as np

from ..geodata.writer import to_dtype
from ..metrics.seam import SeamMeter
from ..patches.blend import RawStrip
from ..planning import Plan
from ..upsampling import RADIUS, inner_matrix, upsample_inner_columns, with_margin, without_block_means
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
        """(3, rows * scale, width * scale) in the file's type and bool (rows * scale, width * scale): what is data.

        Without what was only padding. `strip`: the row of patches that completed `raw`.
        """
        plan, scale = self._plan, self._plan.spec.scale
        height, width = raw.detail.shape[1] // scale, plan.window.width
        rows = min(height, plan.window.height - raw.row)
        valid = strip.valid[:rows, :width].repeat(scale, 1).repeat(scale, 0)
        pixels = np.empty((3, *valid.shape), plan.rgb.dtype)
        base = with_margin(strip.base_rgb)
        for first in range(0, width, self._columns):
            last = min(first + self._columns, plan.cols.padded)
            kept = slice(0, (min(last, width) - first) * scale)
            here = slice(first * scale, first * scale + kept.stop)
            blended = raw.strip(first * scale, last * scale)
            if blended.low is None:
                low = _base(base[:, :, first : last + 2 * RADIUS], height, scale)
                detail = without_block_means(blended.detail, scale)
            else:
                low, detail = blended.low, blended.detail
            detail = detail[:, : rows * scale, kept] * np.float32(plan.detail)
            image = low[:, : rows * scale, kept] + detail
            self.meter.add(raw.row, image, detail, valid[:, here], first)
            pixels[:, :, here] = to_dtype(plan.rgb_map.to_file(image), plan.rgb.dtype)
        return pixels, valid


def _base(rgb: np.ndarray, rows: int, scale: int) -> np.ndarray:
    """LR-consistent upsampling of (3, rows + 2 RADIUS, w + 2 RADIUS) to (3, rows * scale, w * scale)."""
    wide = upsample_inner_columns(rgb, scale)
    return np.asarray(inner_matrix(rows, scale).astype(np.float32) @ wide)

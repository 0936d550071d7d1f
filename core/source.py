"""The two layers on their common grid, one row of patches at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

import numpy as np

from .geodata.grid import Window
from .geodata.raster import RasterReader
from .geodata.warp import WarpedReader
from .patches.normalize import FILL_REACH, HSI_LIMIT, fill_holes
from .planning import Plan
from .upsampling import RADIUS


@dataclass(frozen=True)
class LrStrip:
    """What one row of patches needs; all on the LR grid, padded in width to at least one patch."""

    hsi: np.ndarray
    """float32 (bands, in_size, padded width), network values."""
    rgb: np.ndarray
    """float32 (3, in_size, padded width), network values, not clipped."""
    valid: np.ndarray
    """bool (in_size, padded width): both layers hold data."""
    base_rgb: np.ndarray
    """float32 (3, final rows + 2 RADIUS, padded width): the rows that this row of patches completes, with margin."""


class LrSource:
    """Reads strips of both layers. Opens own handles; use it from one thread at a time."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._hsi = WarpedReader(plan.job.hsi, plan.lr_grid, list(plan.bands.needed), plan.job.hsi_crs)
        try:
            self._rgb = RasterReader(plan.job.rgb, require_crs=False)
        except BaseException:
            self._hsi.close()
            raise
        self.resampling: str = self._hsi.resampling

    @property
    def block_row_bytes(self) -> int:
        """Bytes of one row of blocks of both files, in the bands that are read."""
        return self._rgb.block_row_bytes(len(self._plan.rgb_bands)) + self._hsi.block_row_bytes

    def strip(self, row: int) -> LrStrip:
        """The strip of patch row `row`."""
        plan, size = self._plan, self._plan.spec.in_size
        start = plan.rows.starts[row]
        first, last = plan.rows.final_rows(row)
        rgb, rgb_valid = self._rows(start - RADIUS, start + size + RADIUS, hsi=False)
        hsi, hsi_valid = self._rows(start, start + size, hsi=True)
        inner = slice(RADIUS, RADIUS + size)
        return LrStrip(
            hsi=np.clip(hsi, -HSI_LIMIT, HSI_LIMIT),
            rgb=rgb[:, inner],
            valid=rgb_valid[inner] & hsi_valid,
            base_rgb=rgb[:, first - start : last - start + 2 * RADIUS],
        )

    def _rows(self, first: int, last: int, hsi: bool) -> Tuple[np.ndarray, np.ndarray]:
        """LR rows [first, last) of a layer as network values without holes, and validity; edge rows repeat outwards."""
        plan = self._plan
        height, width = plan.window.height, plan.window.width
        top, bottom = max(first - FILL_REACH, 0), min(last + FILL_REACH, height)
        if hsi:
            raw, valid = self._hsi.read(Window(0, top, width, bottom - top))
            # weights of a band plan mix bands: what is not valid must not be NaN by then
            values = plan.hsi_map.to_network(plan.bands.apply(np.where(valid, raw, 0)))
        else:
            window = Window(plan.window.col, plan.window.row + top, width, bottom - top)
            raw, valid = self._rgb.read(list(plan.rgb_bands), window)
            values = plan.rgb_map.to_network(np.where(valid, raw, 0))
        values = fill_holes(values, valid)
        rows = np.clip(np.arange(first, last), 0, height - 1) - top
        cols = np.clip(np.arange(plan.cols.padded), 0, width - 1)
        return values[:, rows][:, :, cols], valid[rows][:, cols]

    def close(self) -> None:
        """Close both layers."""
        self._rgb.close()
        self._hsi.close()

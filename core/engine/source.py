"""The two layers on their common grid, one row of patches at a time."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Deque, Tuple

import numpy as np

from ..errors import SpecGanError
from ..geodata.grid import Window
from ..geodata.raster import RasterReader
from ..geodata.warp import WarpedReader
from ..patches.normalize import FILL_REACH, HSI_LIMIT, fill_holes
from ..planning import Plan
from ..upsampling import RADIUS

RETRY_AFTER_S = (0.2, 1.0, 3.0)
"""Seconds before each new try to read a strip."""


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
    """Reads strips of both layers. Opens own handles; use it from one thread at a time.

    A disk or network that fails for a moment is not the end of a job of days: a strip that cannot be read is read
    again, from files opened anew, after each of the pauses in `RETRY_AFTER_S`.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.troubles: Deque[str] = deque()
        """What went wrong and was tried again, for the log; whoever tells it takes it out."""
        self._open()
        self.resampling: str = self._hsi.resampling

    def _open(self) -> None:
        plan = self._plan
        self._hsi = WarpedReader(plan.job.hsi, plan.lr_grid, list(plan.bands.needed), plan.job.hsi_crs)
        try:
            self._rgb = RasterReader(plan.job.rgb, require_crs=False)
        except BaseException:
            self._hsi.close()
            raise

    @property
    def block_row_bytes(self) -> int:
        """Bytes of one row of blocks of both files, in the bands that are read."""
        return self._rgb.block_row_bytes(len(self._plan.rgb_bands)) + self._hsi.block_row_bytes

    def strip(self, row: int) -> LrStrip:
        """The strip of patch row `row`. Raises `SpecGanError` where it cannot be read after several tries either."""
        for pause in RETRY_AFTER_S:
            try:
                return self._strip(row)
            except SpecGanError as error:
                self.troubles.append(f"{error.message} Trying again in {pause:g} s. ({error.details})")
            time.sleep(pause)
            with suppress(SpecGanError):  # if they cannot be opened, reading says so
                self.close()
                self._open()
        return self._strip(row)

    def _strip(self, row: int) -> LrStrip:
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

"""The two layers on their common grid, one row of patches at a time."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Iterable, Iterator, Optional, Sequence, Tuple

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from ..geodata import open_layer
from ..geodata.grid import Window
from ..geodata.warp import WarpedReader
from ..patches.normalize import FILL_REACH, HSI_LIMIT, fill_holes
from ..planning import Plan
from ..shelf.domain import MARGIN
from ..shelf.progress import Progress
from ..shelf.upsampling import RADIUS
from .strips import LrStrip, PatchRow

RETRY_AFTER_S = (0.2, 1.0, 3.0)
"""Seconds before each new try to read a strip."""


class LrSource:
    """Reads rows of patches of both layers; a context manager. Opens own handles; use it from one thread at a time.

    A disk or network that fails for a moment is not the end of a job of days: a row that cannot be read is read
    again, from files opened anew, after each of the pauses in `RETRY_AFTER_S`.
    """

    def __init__(self, plan: Plan, progress: Progress) -> None:
        """`progress`: is told what went wrong and is tried again, from the thread that reads."""
        self._plan, self._progress = plan, progress
        self._open()
        self.resampling: str = self._hsi.resampling if self._hsi else ""

    def _open(self) -> None:
        plan = self._plan
        bands = plan.bands
        self._hsi: Optional[WarpedReader] = None
        self._rgb = open_layer(plan.job.rgb_source, require_crs=False)
        if plan.hsi is None:
            return
        try:
            job = plan.job
            self._hsi = WarpedReader(job.hsi_source, plan.hsi_grid, list(bands.needed), job.hsi_crs, bands.centres)
        except BaseException:
            self._rgb.close()
            raise

    @property
    def block_row_bytes(self) -> int:
        """Bytes of one row of blocks of both files, in the bands that are read."""
        ours = self._rgb.block_row_bytes(len(self._plan.rgb_bands))
        return ours + (self._hsi.block_row_bytes if self._hsi else 0)

    def rows(self, numbers: Iterable[int]) -> Iterator[PatchRow]:
        """The rows of patches of these numbers, each read when it is asked for.

        Raises `SpecGanError` where one cannot be read after several tries either.
        """
        for number in numbers:
            yield self._insisted(number)

    def _insisted(self, number: int) -> PatchRow:
        for pause in RETRY_AFTER_S:
            try:
                return self._row(number)
            except SpecGanError as error:
                self._progress.warn(
                    Message(
                        "{reason} Trying again in {pause:g} s. ({cause})",
                        reason=error.message,
                        pause=pause,
                        cause=error.details,
                    )
                )
            time.sleep(pause)
            with suppress(SpecGanError):  # if they cannot be opened, reading says so
                self.close()
                self._open()
        return self._row(number)

    def _row(self, number: int) -> PatchRow:
        plan, size = self._plan, self._plan.spec.in_size
        start = plan.rows.starts[number]
        first, last = plan.rows.final_rows(number)
        rgb, rgb_valid = self._rows(start - RADIUS, start + size + RADIUS)
        if self._hsi is None:
            hsi = np.zeros((plan.spec.bands, size, plan.cols.padded), np.float32)
            hsi_valid = np.ones(hsi.shape[1:], bool)
        else:
            hsi, hsi_valid = self._rows(start, start + size, self._hsi)
        hsi = np.clip(hsi, -HSI_LIMIT, HSI_LIMIT)
        inner = slice(RADIUS, RADIUS + size)
        valid = rgb_valid[inner] & hsi_valid
        final = rgb[:, first - start : last - start + 2 * RADIUS]
        lr = LrStrip(valid, final, self._unlike(final, hsi[:, first - start : last - start]))
        cols = tuple(c for c, left in enumerate(plan.cols.starts) if valid[:, left : left + size].any())
        lefts = [plan.cols.starts[c] for c in cols]
        rgb = np.clip(rgb[:, inner], -1, 1)
        return PatchRow(number, cols, _cut(hsi, lefts, size), _cut(rgb, lefts, size), lr)

    def _unlike(self, rgb: np.ndarray, hsi: np.ndarray) -> Optional[np.ndarray]:
        """How the final rows are unlike the training data. `rgb` with RADIUS rows more above and below."""
        domain = self._plan.domain
        if domain is None:
            return None
        rows = rgb[:, RADIUS - MARGIN : rgb.shape[1] - RADIUS + MARGIN]
        around = np.pad(rows, [(0, 0), (0, 0), (MARGIN, MARGIN)], "edge")
        return domain.unlike(around, hsi if self._hsi is not None else None)

    def _rows(self, first: int, last: int, hsi: Optional[WarpedReader] = None) -> Tuple[np.ndarray, np.ndarray]:
        """LR rows [first, last) of the RGB layer, or of `hsi`, as network values without holes, and validity.

        Edge rows repeat outwards.
        """
        plan = self._plan
        height, width = plan.window.height, plan.window.width
        top, bottom = max(first - FILL_REACH, 0), min(last + FILL_REACH, height)
        if hsi is not None:
            raw, valid = hsi.read(Window(0, top, width, bottom - top))
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
        if self._hsi is not None:
            self._hsi.close()

    def __enter__(self) -> LrSource:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def _cut(layer: np.ndarray, lefts: Sequence[int], size: int) -> np.ndarray:
    """Patches of `size` columns from `lefts` on: (bands, size, width) to (n, bands, size, size)."""
    patches = np.empty((len(lefts), len(layer), size, size), np.float32)
    for patch, left in zip(patches, lefts):
        patch[:] = layer[:, :, left : left + size]
    return patches

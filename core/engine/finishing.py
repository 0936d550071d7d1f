"""From blended sums to pixels as they go into the file, a few columns at a time."""

from __future__ import annotations

from typing import Dict, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..geodata.writer import to_dtype
from ..patches.blend import RawStrip, Strip
from ..patches.metrics.seam import SeamMeter
from ..patches.metrics.trust import LEAST_DETAIL, TrustMeter, energy, share, spread
from ..patches.projection import with_block_means
from ..planning import Plan
from ..planning.alarm import NONE, counted
from ..planning.targets import ALARM, UNCERTAINTY
from ..shelf.formulas import luma
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
SEAM_SUMS, TRUST_SUMS = 8, 5
"""Of the counts, those of the seam meter and of the trust meter; the rest are pixels unlike the training data."""
NOTHING = (0.0,) * (SEAM_SUMS + TRUST_SUMS) + NONE
"""What meters have counted that have seen nothing."""


class Finished(NamedTuple):
    """HR rows as they go into the files."""

    pixels: np.ndarray
    """(3, h, w) in the type of the result."""
    valid: np.ndarray
    """bool (h, w): what is data."""
    layers: Dict[str, np.ndarray]
    """What else was made of them, (bands, h, w) each."""


class _Part(NamedTuple):
    """Some LR columns of a strip."""

    cols: slice
    """LR columns, without what was only padding."""
    last: int
    """LR column at which it ends, with padding."""
    rgb: np.ndarray
    """The LR pixels, network values, with RADIUS more on every side."""
    lr: np.ndarray
    """The LR pixels, network values (3, h, w)."""
    valid: np.ndarray
    """bool (h, w): which of them are data."""


class _Picture(NamedTuple):
    """Network values (3, h * scale, w * scale)."""

    low: np.ndarray
    """What DETAIL leaves as it is: what is expected, or the base."""
    detail: np.ndarray
    """What the result has beside it, DETAIL applied."""

    @property
    def image(self) -> np.ndarray:
        return self.low + self.detail


class Finisher:
    """Turns the strips of a job into pixels, from top to bottom, and measures them on the way."""

    def __init__(self, plan: Plan) -> None:
        scale = plan.spec.scale
        self._plan = plan
        self._columns = max(1, BLOCK // scale)
        self._limits = _limits(plan.rgb.dtype)
        self._spans = plan.rgb_map.spans(3) / 2
        self._seams = SeamMeter(
            scale, plan.rows.borders(), plan.cols.borders(), plan.rows.blended(scale), plan.cols.blended(scale)
        )
        self._trust = TrustMeter()
        self._unlike = np.zeros(len(NONE))

    @property
    def figures(self) -> Figures:
        """Of all strips so far."""
        seams, trust = self._seams, self._trust
        unlike = tuple(map(float, self._unlike))
        return Figures(seams.seam_ratio, seams.energy_ratio, *trust.lr_rmse, trust.expected_share, unlike, self.sums)

    @property
    def sums(self) -> Tuple[float, ...]:
        """What was counted so far; `restore` takes it."""
        return (*self._seams.sums, *self._trust.sums, *map(float, self._unlike))

    def restore(self, sums: Sequence[float]) -> None:
        """Go on with the counts of another one; the last strip that it saw has to be finished before."""
        self._seams.restore(sums[:SEAM_SUMS])
        self._trust.restore(sums[SEAM_SUMS : SEAM_SUMS + TRUST_SUMS])
        self._unlike[:] = sums[SEAM_SUMS + TRUST_SUMS :]

    def finish(self, raw: RawStrip, strip: LrStrip, answers: Sequence[RawStrip] = ()) -> Finished:
        """The rows of `raw`, without what was only padding.

        `strip`: the row of patches that completed it; `answers`: the same rows of each answer on its own, where their
        spread is wanted.
        """
        plan, scale, factor = self._plan, self._plan.spec.scale, self._plan.factor
        height, width = raw.detail.shape[1] // scale, plan.window.width
        rows = min(height, plan.window.height - raw.row)
        valid = strip.valid[:rows, :width]
        pixels = np.empty((3, rows * factor, width * factor), plan.rgb.dtype)
        bands = plan.uncertainty_bands if answers else 0
        doubts = np.empty((bands, rows * factor, width * factor), np.float32)
        base = with_margin(strip.base_rgb)
        for first in range(0, width, self._columns):
            last = min(first + self._columns, plan.cols.padded)
            cols = slice(first, min(last, width))
            lr = strip.base_rgb[:, RADIUS : RADIUS + rows, cols]
            part = _Part(cols, last, base[:, :, first : last + 2 * RADIUS], lr, valid[:, cols])
            here = slice(cols.start * factor, cols.stop * factor)
            picture = self._picture(raw, part)
            image = picture.image
            self._seams.add(raw.row, image, picture.detail, part.valid.repeat(scale, 1).repeat(scale, 0), first)
            free, values = self._in_file(image, part)
            pixels[:, :, here] = written = to_dtype(values, plan.rgb.dtype)
            before = written if free is values else to_dtype(free, plan.rgb.dtype)
            layer = to_dtype(plan.rgb_map.to_file(lr), plan.rgb.dtype)  # whole numbers as they were
            self._trust.add_means(layer, before, written, part.valid)
            shares = self._shares(picture, part) if plan.spec.expected else None
            if bands:
                doubts[0, :, here] = spread([self._grey(self._picture(answer, part).image, part) for answer in answers])
            if bands and shares is not None:
                doubts[1, :, here] = np.abs(luma(self._cut(values)) - self._grey(picture.low, part))
                doubts[2, :, here] = shares.repeat(factor, 1).repeat(factor, 0)
        layers = {UNCERTAINTY: doubts} if bands else {}
        if strip.unlike is not None:
            unlike = strip.unlike[:rows, :width]
            self._unlike += counted(unlike, valid)
            if plan.job.alarm is not None:
                layers[ALARM] = unlike.repeat(factor, 1).repeat(factor, 0)[None]
        return Finished(pixels, valid.repeat(factor, 1).repeat(factor, 0), layers)

    def _picture(self, raw: RawStrip, part: _Part) -> _Picture:
        """Blended network values; of a model that keeps the LR pixels, so that both parts do."""
        plan, spec = self._plan, self._plan.spec
        blended = raw.strip(part.cols.start * spec.scale, part.last * spec.scale)
        low, detail = self._parts(blended, part.rgb)
        rows, cols = (size * spec.scale for size in part.valid.shape)
        return _Picture(low[:, :rows, :cols], detail[:, :rows, :cols] * np.float32(plan.detail))

    def _parts(self, blended: Strip, rgb: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """What DETAIL leaves as it is, and the detail. `rgb`: the LR pixels, with RADIUS more on every side."""
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

    def _in_file(self, image: np.ndarray, part: _Part) -> Tuple[np.ndarray, np.ndarray]:
        """Network values (3, h * scale, w * scale) as values of the file that are still to be rounded, (3, h * factor,
        w * factor): as they come, and with the block means that CONSISTENCY wants; one array where nothing changes."""
        plan = self._plan
        if plan.factor < plan.spec.scale:
            image = block_mean(image, plan.spec.scale // plan.factor)
        values = plan.rgb_map.to_file(image)
        if not plan.consistent:
            return values, values
        means, everywhere = plan.rgb_map.to_file(part.lr), not plan.spec.lr_consistent
        return values, with_block_means(values, means, self._limits, part.valid, everywhere=everywhere)

    def _cut(self, values: np.ndarray) -> np.ndarray:
        """Values of the file, (3, h, w), within the range of its type."""
        return values if self._limits is None else np.clip(values, *self._limits)

    def _grey(self, image: np.ndarray, part: _Part) -> np.ndarray:
        """Luma of network values as the file would have them, but for rounding, (h * factor, w * factor)."""
        return luma(self._cut(self._in_file(image, part)[1]))

    def _shares(self, picture: _Picture, part: _Part) -> np.ndarray:
        """Share of the detail's energy that is expected, of each LR pixel; counted."""
        scale, (_, rows, cols) = self._plan.spec.scale, picture.low.shape
        base = _base(part.rgb, part.rgb.shape[1] - 2 * RADIUS, scale)[:, :rows, :cols]
        expected = energy(picture.low - base, self._spans, scale)
        all_of_it = energy(picture.image - base, self._spans, scale)
        self._trust.add_energy(expected, all_of_it, part.valid)
        return share(expected, all_of_it, float((LEAST_DETAIL * self._spans.mean()) ** 2))


def _limits(dtype: str) -> Optional[Tuple[float, float]]:
    """Least and largest value of an integer type; None for floats."""
    if np.dtype(dtype).kind == "f":
        return None
    return float(np.iinfo(dtype).min), float(np.iinfo(dtype).max)


def _base(rgb: np.ndarray, rows: int, scale: int) -> np.ndarray:
    """LR-consistent upsampling of (3, rows + 2 RADIUS, w + 2 RADIUS) to (3, rows * scale, w * scale)."""
    wide = upsample_inner_columns(rgb, scale)
    return np.asarray(inner_matrix(rows, scale).astype(np.float32) @ wide)

"""Rows of patches in, finished strips out; what the strips become is the sinks' part."""

from __future__ import annotations

from contextlib import suppress
from typing import Iterable, List, Optional, Tuple

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from ..models import Backend, OutOfMemory
from ..patches.blend import RawStrip, StripBlender
from ..planning import Plan
from ..shelf.progress import Progress
from ..shelf.upsampling import upsample
from .batches import Batches
from .finishing import Finisher
from .sinks import Sink
from .stages import Stage, ahead
from .strips import Figures, FinishedStrip, LrStrip, PatchRow

BATCHES_WAITING = 2
"""Batches that may wait for being blended."""
NOTHING = (0.0,) * 8
"""What a seam meter has counted that has seen nothing."""


class Pipeline:
    """Computes the rows of patches [first, last) of a plan; knows no file and no journal.

    The network computes on the thread of the caller. One thread beside it gets the next row ready, one blends, one
    finishes and serves the sink.

    Where others do the rows above `first`, it warms up: it begins further up, with the rows that reach into the last
    strip above, so that the blender is in the state that it would have had. That strip is finished too: the meter
    has to see its last line, and the sink may compare it. Nothing of all this is counted.
    """

    def __init__(
        self,
        plan: Plan,
        backend: Backend,
        progress: Progress,
        first: int = 0,
        last: Optional[int] = None,
        counted: Tuple[float, ...] = NOTHING,
    ) -> None:
        """`counted`: what the meter of whoever did the rows above had counted (`SeamMeter.sums`)."""
        self._plan, self._backend, self._progress = plan, backend, progress
        self._first, self._counted = first, counted
        last = len(plan.rows.starts) if last is None else last
        self.reads = range(plan.rows.first_reaching(max(first - 1, 0)), last)
        """Numbers of the rows of patches that `run` wants, those for warming up among them."""
        spec = plan.spec
        known = spec.lr_consistent and not spec.expected  # what is not detail follows from the LR layer alone
        self._blender = StripBlender(plan.rows, plan.cols, spec.scale, 3, spec.detail_correlation, known)
        self._finisher = Finisher(plan)
        self._done = first * len(plan.cols.starts)
        """Patches."""

    def run(self, rows: Iterable[PatchRow], sink: Sink, batches: Batches) -> Figures:
        """Put `rows`, those of `reads`, through the network and give `sink`, which is open, the strips they become.

        Raises what the parts raise, and `Cancelled`. After a `SpecGanError` the sink has all that was computed.
        """
        stages = Stage(1), Stage(BATCHES_WAITING), Stage(self._plan.sizes.waiting)
        with stages[2] as finishing, stages[1] as blending, stages[0] as reading:
            try:
                for row in ahead(reading, rows):
                    sizes = self._infer_row(row, batches, blending)
                    blending.give(self._close_row, row.index, row.lr, sizes, batches.size, finishing, sink)
                blending.wait()
                finishing.wait()
            except SpecGanError:
                for stage in (blending, finishing):
                    with suppress(Exception):
                        stage.wait()
                raise
        return self._finisher.figures

    def _infer_row(self, row: PatchRow, batches: Batches, blending: Stage) -> Tuple[int, ...]:
        """The network's answers for all patches of a row go to `blending`; gives the sizes of the calls."""
        sizes: List[int] = []
        begin, count = 0, len(row.cols)
        self._count(row, len(self._plan.cols.starts) - count, tell=not count)  # can be cancelled without data too
        while begin < count:
            here = slice(begin, begin + batches.next(row.index, len(sizes), count - begin))
            asked = here.stop - begin
            patches = self._answer(row.hsi[here], row.rgb[here])
            if patches is None:
                size = batches.shrink(asked)
                self._progress.log(
                    Message(
                        "A batch of {asked} patches does not fit into memory: going on with {size}",
                        asked=asked,
                        size=size,
                    )
                )
                continue
            self._count(row, asked)
            blending.give(self._blend, row.index, row.cols[here], patches, row.rgb[here])
            sizes.append(asked)
            begin = here.stop
        return tuple(sizes)

    def _answer(self, hsi: np.ndarray, rgb: np.ndarray) -> Optional[np.ndarray]:
        """The network's answer; None where the device has no memory for so many patches, but may have for fewer."""
        try:
            return self._backend.infer(hsi, rgb)
        except (OutOfMemory, MemoryError):
            if len(rgb) == 1:
                raise
        return None

    def _count(self, row: PatchRow, patches: int, tell: bool = True) -> None:
        """Report `patches` as done, but for those of rows that warm up; the place for a cancel."""
        self._done += patches if row.index >= self._first else 0
        if tell:
            self._progress.step(self._done, self._plan.tiles)

    def _blend(self, row: int, cols: Tuple[int, ...], patches: np.ndarray, rgb: np.ndarray) -> None:
        """On the blending thread: one batch."""
        spec = self._plan.spec
        _check_answer(patches, (len(cols), spec.out_channels, spec.out_size, spec.out_size))
        bases: Iterable[Optional[np.ndarray]] = [None] * len(cols)
        if spec.expected:
            bases = patches[:, 3:]
        elif spec.lr_consistent:
            bases = upsample(rgb, spec.scale)
        for col, patch, base in zip(cols, patches[:, :3], bases):
            self._blender.add(row, col, patch, base)

    def _close_row(
        self, row: int, lr: LrStrip, sizes: Tuple[int, ...], batch_size: int, finishing: Stage, sink: Sink
    ) -> None:
        """On the blending thread: no patch will add to these HR rows any more."""
        raw = self._blender.take_row(row)
        if row >= self._first - 1:
            finishing.give(self._finish, row, raw, lr, sizes, batch_size, sink)

    def _finish(
        self, row: int, raw: RawStrip, lr: LrStrip, sizes: Tuple[int, ...], batch_size: int, sink: Sink
    ) -> None:
        """On the finishing thread: one strip, for the sink."""
        pixels, valid = self._finisher.finish(raw, lr)
        meter, top = self._finisher.meter, raw.row * self._plan.factor
        if row < self._first:
            meter.restore(self._counted)
        strip = FinishedStrip(row, top, pixels, valid, sizes, batch_size, meter.sums)
        (sink.above if row < self._first else sink.strip)(strip)


def _check_answer(patches: np.ndarray, shape: Tuple[int, ...]) -> None:
    if patches.shape != shape or not np.isfinite(patches).all():
        raise SpecGanError(
            "The model's answer is not what its description promises.",
            "Export the model again, or use another one.",
            f"shape {patches.shape}, expected {shape}, or values that are not finite",
        )

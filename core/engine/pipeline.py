"""Rows of patches in, finished strips out; what the strips become is the sinks' part."""

from __future__ import annotations

from contextlib import suppress
from typing import Iterable, List, Optional, Sequence, Tuple

import numpy as np

from ..errors import SpecGanError
from ..errors.messages import Message
from ..models import Backend, OutOfMemory
from ..patches.blend import RawStrip, StripBlender
from ..patches.turns import turned, turned_back
from ..planning import Plan
from ..shelf.progress import Progress
from ..shelf.upsampling import upsample
from .batches import Batches
from .finishing import NOTHING, Finisher
from .sinks import Sink
from .stages import Stage, ahead
from .strips import Figures, FinishedStrip, LrStrip, PatchRow

BATCHES_WAITING = 2
"""Batches that may wait for being blended."""


class Pipeline:
    """Computes the rows of patches [first, last) of a plan; knows no file and no journal.

    The network computes on the thread of the caller. One thread beside it gets the next row ready, one blends, one
    finishes and serves the sink.

    Where several answers for a patch are wanted, the network gets it turned, and what it says is turned back. Their
    mean, or the first one, is the result; where their spread is wanted too, each is blended on its own.

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
        """`counted`: what the finisher of whoever did the rows above had counted (`Finisher.sums`)."""
        self._plan, self._backend, self._progress = plan, backend, progress
        self._first, self._counted = first, counted
        last = len(plan.rows.starts) if last is None else last
        self.reads = range(plan.rows.first_reaching(max(first - 1, 0)), last)
        """Numbers of the rows of patches that `run` wants, those for warming up among them."""
        spec = plan.spec
        known = spec.lr_consistent and not spec.expected  # what is not detail follows from the LR layer alone
        blender = StripBlender(plan.rows, plan.cols, spec.scale, 3, spec.detail_correlation, known)
        self._blenders = [blender, *(blender.another() for _ in range(plan.answers.blenders - 1))]
        """The result's, then those of answers that are kept apart."""
        self._finisher = Finisher(plan)
        self._done = first * len(plan.cols.starts) * plan.answers.count
        """Answers for patches."""

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
        answers, count = self._plan.answers.count, len(row.cols)
        sizes: List[int] = []
        missing = (len(self._plan.cols.starts) - count) * answers
        self._count(row, missing, tell=not count)  # can be cancelled without data too
        for answer in range(answers):
            begin = 0
            while begin < count:
                here = slice(begin, begin + batches.next(row.index, len(sizes), count - begin))
                asked = here.stop - begin
                patches = self._answer(turned(row.hsi[here], answer), turned(row.rgb[here], answer))
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
                blending.give(self._blend, row.index, row.cols[here], patches, row.rgb[here], answer)
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
        """Report answers for `patches` as done, but for those of rows that warm up; the place for a cancel."""
        self._done += patches if row.index >= self._first else 0
        if tell:
            self._progress.step(self._done, self._plan.work)

    def _blend(self, row: int, cols: Tuple[int, ...], patches: np.ndarray, rgb: np.ndarray, answer: int) -> None:
        """On the blending thread: one batch."""
        spec = self._plan.spec
        _check_answer(patches, (len(cols), spec.out_channels, spec.out_size, spec.out_size))
        patches = turned_back(patches, answer)
        bases: Iterable[Optional[np.ndarray]] = [None] * len(cols)
        if spec.expected:
            bases = patches[:, 3:]
        elif spec.lr_consistent:
            bases = upsample(rgb, spec.scale)
        for col, patch, base in zip(cols, patches[:, :3], bases):
            for blender, share in self._taking(answer):
                blender.add(row, col, patch, base, share)

    def _taking(self, answer: int) -> List[Tuple[StripBlender, float]]:
        """The blenders that take an answer, and its share there."""
        answers, (result, *apart) = self._plan.answers, self._blenders
        own = [(apart[answer if answers.average else answer - 1], 1.0)] if apart and (answers.average or answer) else []
        if answers.average:
            return [(result, 1 / answers.count), *own]
        return own or [(result, 1.0)]

    def _close_row(
        self, row: int, lr: LrStrip, sizes: Tuple[int, ...], batch_size: int, finishing: Stage, sink: Sink
    ) -> None:
        """On the blending thread: no patch will add to these HR rows any more."""
        raws = [blender.take_row(row) for blender in self._blenders]
        if row >= self._first - 1:
            finishing.give(self._finish, row, raws, lr, sizes, batch_size, sink)

    def _finish(
        self, row: int, raws: Sequence[RawStrip], lr: LrStrip, sizes: Tuple[int, ...], batch_size: int, sink: Sink
    ) -> None:
        """On the finishing thread: one strip, for the sink."""
        answers = self._plan.answers
        apart = raws[1:] if answers.average else raws
        done = self._finisher.finish(raws[0], lr, apart if answers.compared else ())
        if row < self._first:
            self._finisher.restore(self._counted)
        told = sizes, batch_size, self._finisher.sums
        top = raws[0].row * self._plan.factor
        strip = FinishedStrip(row, top, done.pixels, done.valid, *told, done.layers)
        (sink.above if row < self._first else sink.strip)(strip)


def _check_answer(patches: np.ndarray, shape: Tuple[int, ...]) -> None:
    if patches.shape != shape or not np.isfinite(patches).all():
        raise SpecGanError(
            "The model's answer is not what its description promises.",
            "Export the model again, or use another one.",
            f"shape {patches.shape}, expected {shape}, or values that are not finite",
        )

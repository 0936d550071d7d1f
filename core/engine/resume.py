"""A job that was interrupted goes on: what its journal holds flows into the sinks as if it had just been computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message
from ..planning import Plan
from ..shelf.causes import too_large
from ..shelf.progress import Progress
from .batches import Batches
from .finishing import NOTHING
from .journal import Journal
from .sinks import Sink
from .strips import FinishedStrip


class JournalSink(Sink):
    """Every strip goes into the journal; the strip above the first one is compared with the one that is in there."""

    def __init__(self, journal: Journal, progress: Progress) -> None:
        self._journal, self._progress = journal, progress
        self._full = False
        """The file system allows no larger one: the rest goes without. Results are compressed, journals are not."""

    def above(self, strip: FinishedStrip) -> None:
        kept = self._journal.read(strip.index)
        different = float((strip.pixels != kept.pixels).mean()) if kept else 0.0
        if different:
            self._progress.warn(
                Message(
                    "The device does not repeat itself exactly: {share:.2%} of the values of a strip differ from "
                    "those of the interrupted run. The result is good, but not to the last digit the one of a "
                    "single run.",
                    share=different,
                )
            )

    def strip(self, strip: FinishedStrip) -> None:
        if self._full:
            return
        try:
            self._journal.append(strip)
        except SpecGanError as error:
            if not too_large(error):
                raise
            self._full = True
            self._progress.warn(
                Message(
                    "The journal cannot grow any more, the file system allows no larger file: if the job is "
                    "interrupted, it goes on from row of patches {row}.",
                    row=strip.index,
                )
            )


@dataclass(frozen=True)
class Start:
    """Where a run begins."""

    first: int
    """First row of patches that is still to be done."""
    sums: Tuple[float, ...]
    """What the meters had counted above it."""
    batches: Batches


def replay(plan: Plan, journal: Optional[Journal], sink: Sink, progress: Progress) -> Start:
    """The strips that an interrupted run has finished go into `sink` as they are; gives where to go on.

    Rows from the first damaged one on leave the journal: they are to be computed again.
    """
    total, across = len(plan.rows.starts), len(plan.cols.starts)
    progress.step(0, plan.work)
    if journal is None or not journal.entries:
        return Start(0, NOTHING, Batches(plan.sizes.batch_size))
    progress.log(
        Message(
            "An interrupted run of this job has finished {finished} of {total} rows of patches: going on from there",
            finished=len(journal.entries),
            total=total,
        )
    )
    wanted = {other.name for other in plan.besides}
    for row, entry in enumerate(list(journal.entries)):
        kept = journal.read(row)
        if kept is None or set(kept.layers) != wanted:
            progress.warn(
                Message("The journal is damaged after {row} rows of patches: the rest is computed again.", row=row)
            )
            journal.cut(row)
            break
        top = plan.rows.starts[row] * plan.factor
        told = entry.batches, entry.batch_size, entry.sums
        sink.strip(FinishedStrip(row, top, kept.pixels, kept.valid, *told, kept.layers))
        progress.step((row + 1) * across * plan.answers.count, plan.work)
    entries = journal.entries
    batches = [entry.batches for entry in entries]
    size = min(plan.sizes.batch_size, entries[-1].batch_size) if entries else plan.sizes.batch_size
    return Start(len(entries), entries[-1].sums if entries else NOTHING, Batches(size, batches))

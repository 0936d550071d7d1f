"""Where finished strips go: each sink makes one thing of them, and none knows how they came about."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator, Mapping, Optional

from ..errors import SpecGanError
from ..geodata.grid import Grid
from ..geodata.writer import ResultWriter
from ..planning import Plan
from ..shelf.progress import Progress
from .strips import Figures, FinishedStrip


class Sink:
    """Takes strips, from top to bottom. Use it inside `opened`.

    Opened, closed and aborted on the thread of the caller, given strips on another one, never on two at once.
    """

    def open(self) -> None:
        """Get ready for strips."""

    def above(self, strip: FinishedStrip) -> None:
        """The strip above the first one, which another run has finished, computed again: to compare, not to keep."""

    def strip(self, strip: FinishedStrip) -> None:
        """The next strip."""

    def close(self, figures: Figures) -> None:
        """There was the last strip: complete what was made of them."""

    def abort(self) -> None:
        """There will be no more strips, or completing failed: leave nothing half made."""


class Sinks(Sink):
    """Several sinks as one, asked in their order."""

    def __init__(self, *sinks: Sink) -> None:
        self._sinks = sinks

    def open(self) -> None:
        for sink in self._sinks:
            sink.open()

    def above(self, strip: FinishedStrip) -> None:
        for sink in self._sinks:
            sink.above(strip)

    def strip(self, strip: FinishedStrip) -> None:
        for sink in self._sinks:
            sink.strip(strip)

    def close(self, figures: Figures) -> None:
        for sink in self._sinks:
            sink.close(figures)

    def abort(self) -> None:
        for sink in reversed(self._sinks):
            sink.abort()


@contextmanager
def opened(sink: Sink) -> Iterator[None]:
    """`sink` open inside; after an error it is aborted. Closing it is the caller's part, as only it has the figures."""
    try:
        sink.open()
        yield
    except BaseException:
        sink.abort()
        raise


class Raster(Sink):
    """The result as a GeoTIFF, complete or not there at all."""

    def __init__(
        self,
        plan: Plan,
        target: Path,
        tags: Callable[[Figures], Mapping[str, str]],
        progress: Progress,
        grid: Optional[Grid] = None,
        top: int = 0,
    ) -> None:
        """`tags`: what its metadata shall say. `grid`, `top`: of a part of the result, and its first HR row."""
        self.writer = ResultWriter(target, grid or plan.out_grid, plan.rgb, plan.rgb_bands)
        self._tags, self._progress, self._top = tags, progress, top

    def open(self) -> None:
        self.writer.__enter__()

    def strip(self, strip: FinishedStrip) -> None:
        self.writer.write_rows(strip.top - self._top, strip.pixels, strip.valid)

    def close(self, figures: Figures) -> None:
        self.writer.finish(self._tags(figures), self._progress)
        self.writer.__exit__()

    def abort(self) -> None:
        self.writer.__exit__()


class InputsUnchanged(Sink):
    """Lets no strip pass that may come from layers which somebody writes to meanwhile: put it before the others."""

    def __init__(self, plan: Plan) -> None:
        self._stamps = (*plan.rgb_files, *plan.hsi_files)

    def strip(self, strip: FinishedStrip) -> None:
        for stamp in self._stamps:
            if not stamp.is_current():
                raise SpecGanError(
                    "{path} was changed or removed while the job was running.",
                    "Start the job again when nothing writes to its input files.",
                    path=stamp.path,
                )

"""Where finished strips go: each sink makes one thing of them, and none knows how they came about."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Callable, Iterator, Mapping, Optional, Tuple

from ..errors import SpecGanError
from ..geodata.content import Content, result_content
from ..geodata.grid import Grid
from ..geodata.raster import Meaning
from ..geodata.writer import RasterWriter, ResultWriter
from ..planning import Plan
from ..planning.targets import ALARM, UNCERTAINTY
from ..shelf.domain import REASONS
from ..shelf.progress import Progress
from .strips import Figures, FinishedStrip

UNCERTAINTY_NAMES = (
    "Standard deviation of luma over the answers",
    "Distance of luma from what is expected",
    "Share of the detail that is expected",
)
"""Bands of the uncertainty."""
ALARM_NAME = "Unlike the training data"
ALARM_COLOURS = (
    (236, 236, 236),
    (255, 220, 60),
    (70, 50, 130),
    (230, 60, 160),
    (130, 150, 170),
    (150, 90, 40),
    (220, 40, 40),
)
"""Red, green and blue of its numbers from 0 on."""
NOT_LOOKED_AT = 255.0
"""Its nodata value."""
NO_DOUBT = -9999.0
"""Its nodata value, which no figure in it can have."""


class Sink:
    """Takes strips, from top to bottom. Use it inside `opened`.

    Opened, closed, published and aborted on the caller's thread, given strips on another one, never on two at once.
    """

    def open(self) -> None:
        """Get ready for strips."""

    def above(self, strip: FinishedStrip) -> None:
        """The strip above the first one, which another run has finished, computed again: to compare, not to keep."""

    def strip(self, strip: FinishedStrip) -> None:
        """The next strip."""

    def close(self, figures: Figures) -> None:
        """There was the last strip: complete what was made of them, out of sight."""

    def publish(self) -> None:
        """Every sink is complete: what was made takes its place."""

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

    def publish(self) -> None:
        for sink in self._sinks:
            sink.publish()

    def abort(self) -> None:
        for sink in reversed(self._sinks):
            sink.abort()


@contextmanager
def opened(sink: Sink) -> Iterator[None]:
    """`sink` open inside; after an error it is aborted. Closing and publishing it is the caller's part, as only it has
    the figures."""
    try:
        sink.open()
        yield
    except BaseException:
        sink.abort()
        raise


class Raster(Sink):
    """The result, or another raster of the strips, as a GeoTIFF: complete or not there at all."""

    def __init__(
        self,
        writer: RasterWriter,
        tags: Callable[[Figures], Mapping[str, str]],
        progress: Progress,
        top: int = 0,
        layer: str = "",
    ) -> None:
        """`tags`: what its metadata shall say. `top`: the first HR row, of a part of the result. `layer`: which of the
        strips' further layers it is; empty: the result."""
        self.writer = writer
        self._tags, self._progress, self._top, self._layer = tags, progress, top, layer

    def open(self) -> None:
        self.writer.__enter__()

    def strip(self, strip: FinishedStrip) -> None:
        pixels = strip.layers[self._layer] if self._layer else strip.pixels
        self.writer.write_rows(strip.top - self._top, pixels, strip.valid)

    def close(self, figures: Figures) -> None:
        self.writer.complete(self._tags(figures), self._progress)

    def publish(self) -> None:
        self.writer.publish()
        self.writer.__exit__()

    def abort(self) -> None:
        self.writer.__exit__()


def rasters(
    plan: Plan,
    target: Path,
    others: Mapping[str, Path],
    tags: Callable[[Figures], Mapping[str, str]],
    progress: Progress,
    grid: Optional[Grid] = None,
    top: int = 0,
) -> Tuple[Raster, ...]:
    """The result's raster last, before it the `others` {parameter: file}. `grid`, `top`: of a part, and its first HR
    row."""
    grid = grid or plan.out_grid
    contents = {UNCERTAINTY: uncertainty_content, ALARM: alarm_content}
    beside = [
        Raster(RasterWriter(path, grid, contents[name](plan)), tags, progress, top, name)
        for name, path in others.items()
    ]
    return (*beside, Raster(ResultWriter(target, grid, plan.rgb, plan.rgb_bands), tags, progress, top))


def alarm_content(plan: Plan) -> Content:
    """One band of numbers with names and colours, see `shelf.domain`."""
    names = ("like the training data", *REASONS)
    return Content("uint8", NOT_LOOKED_AT, (ALARM_NAME,), (Meaning(),), categories=tuple(zip(names, ALARM_COLOURS)))


def uncertainty_content(plan: Plan) -> Content:
    """Bands in the values of the result, with its scale and unit where its three bands agree on them; the third is a
    share."""
    meanings = {replace(meaning, offset=None) for meaning in result_content(plan.rgb, plan.rgb_bands).meanings}
    meaning = meanings.pop() if len(meanings) == 1 else Meaning()
    count = plan.uncertainty_bands
    return Content("float32", NO_DOUBT, UNCERTAINTY_NAMES[:count], (meaning, meaning, Meaning())[:count])


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

"""The line in the run dialog that says what will come of it."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional

from qgis.core import QgsFileUtils, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal, pyqtSlot
from qgis.PyQt.QtWidgets import QLabel, QWidget

from ..core.engine.report import describe_answers, describe_range, describe_rgb
from ..core.errors import SpecGanError
from ..core.shelf.progress import Progress
from ..desktop.background import Background
from ..desktop.forecast import Forecast, LooksAtPixels, forecast, read_job
from ..desktop.readiness import KnownModels
from ..processing_provider.feedback import duration
from ..processing_provider.sentences import said, shown
from ..processing_provider.translation import tr
from .state import show_doubt, show_state

PAUSE_MS = 250
"""How long a change waits for the next one before it is checked."""


class PlanLine(QLabel):
    """Follows the parameters of a dialog. The check reads files, so it runs in a thread; the latest one counts."""

    checked = pyqtSignal(object)
    """The `Forecast`, or None while it is not known and where the job cannot run."""

    def __init__(self, parameters: Callable[[], Dict[str, Any]], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._parameters = parameters
        self._ticket = 0
        self._models = KnownModels()
        self._pixels = LooksAtPixels(self._models)
        self._measuring: Optional[Background] = None
        """The last look at pixels."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._check)
        self.doubts = QLabel(parent)
        """Warnings, in amber; whoever lays out the line lays out this below it."""
        for label in (self, self.doubts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show_doubt(self.doubts, "")

    @pyqtSlot()
    def ask(self) -> None:
        """Something changed: check again soon. A slot without arguments: a layer in one may be on its way out."""
        self._outdate()
        self.checked.emit(None)
        self._timer.start()

    def close_down(self) -> None:
        """No more answers."""
        self._outdate()
        self._timer.stop()

    def _outdate(self) -> None:
        self._ticket += 1
        if self._measuring is not None:
            self._measuring.cancel()

    def _check(self) -> None:
        ticket = self._ticket
        try:
            job = read_job(self._parameters(), QgsProject.instance())
        except SpecGanError as error:
            self._show(ticket, error)
            return
        self._start(ticket, lambda progress: forecast(job, self._models), self._show)

    def _start(
        self, ticket: int, work: Callable[[Progress], Forecast], then: Callable[[int, object], None]
    ) -> Background:
        """`work` in a thread, its answer or error to `then`."""
        thread = Background(work, self)
        for signal in (thread.done, thread.failed):
            signal.connect(lambda answer: then(ticket, answer))
            signal.connect(thread.deleteLater)
        thread.start()
        return thread

    def _measured(self, ticket: int, answer: object) -> None:
        if ticket == self._ticket and isinstance(answer, Forecast) and answer.rgb_map is not None:
            self._show(ticket, answer)

    def _show(self, ticket: int, answer: object) -> None:
        if ticket != self._ticket:
            return
        if isinstance(answer, Forecast):
            show_state(self, forecast_text(answer))
            show_doubt(self.doubts, doubts_text(answer))
            self.checked.emit(answer)
            if answer.rgb_map is None:
                work = self._start(ticket, lambda progress: self._pixels.add_to(answer, progress), self._measured)
                self._measuring = work
        else:
            show_state(self, said(answer), good=False)
            show_doubt(self.doubts, "")


def forecast_text(known: Forecast) -> str:
    """A few lines for a person."""
    lines = [
        tr("{width} x {height} pixels of {pixel} {unit}, at most {disk} on disk").format(
            width=known.size[0],
            height=known.size[1],
            pixel=_pixel(known),
            unit=known.unit,
            disk=QgsFileUtils.representFileSize(known.disk_bytes),
        ),
        tr("{tiles} patches, {time}; device: {device}").format(
            tiles=known.tiles, time=_time(known), device=_device(known)
        ),
    ]
    if known.outline.answers.count > 1:
        lines.append(shown(describe_answers(known.outline)))
    return "\n".join([*lines, shown(describe_rgb(known.outline)), shown(describe_range(known.outline, known.rgb_map))])


def doubts_text(known: Forecast) -> str:
    """A line for each warning."""
    return "\n".join(map(shown, known.warnings))


def _pixel(known: Forecast) -> str:
    width, height = known.pixel
    return f"{width:.6g}" if abs(width - height) < 1e-6 * width else f"{width:.6g} x {height:.6g}"


def _time(known: Forecast) -> str:
    if known.seconds is None:
        return tr("time unknown until the first run")
    return tr("about {time}").format(time=duration(max(known.seconds, 1.0)))


def _device(known: Forecast) -> str:
    if known.device != "auto":
        return known.device
    if not known.last_device:
        return tr("CUDA where it works, else the CPU")
    return tr("{device} (as in the last run)").format(device=known.last_device)

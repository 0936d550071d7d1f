"""Work of a dialog in a thread of its own: progress and result come back as signals on the main thread."""

from __future__ import annotations

import queue
import threading
from typing import Any, Callable, Optional, Tuple

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import Cancelled, SpecGanError
from ..core.shelf.progress import Progress

POLL_MS = 40


class Background(QObject):
    """Runs `work(progress)` once, from `start` on.

    The thread knows a queue and no Qt object: the dialog may be deleted at any time, and then nobody reads the rest.
    """

    stage = pyqtSignal(int, int)
    """Done and total."""
    line = pyqtSignal(object)
    """Something for the log."""
    done = pyqtSignal(object)
    """The answer of the work."""
    failed = pyqtSignal(object)
    """The exception that ended it; `Cancelled` where the person did."""

    def __init__(self, work: Callable[[Progress], Any], parent: Optional[QObject]) -> None:
        super().__init__(parent)
        self._told: queue.Queue = queue.Queue()
        self._stop = threading.Event()
        arguments = (work, _Queued(self._told, self._stop), self._told)
        self._thread = threading.Thread(target=_run, args=arguments, name="specgan-dialog", daemon=True)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._deliver)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._timer.start()

    @property
    def running(self) -> bool:
        """Whether the work is under way."""
        return self._thread.is_alive()

    def cancel(self, wait_s: float = 0.0) -> None:
        """Ask the work to stop, and wait for that as long; nothing is told any more if it is waited for."""
        self._stop.set()
        if wait_s:
            self._timer.stop()
            if self.running:
                self._thread.join(wait_s)

    def _deliver(self) -> None:
        while not self._told.empty():
            name, values = self._told.get()
            if name in ("done", "failed"):
                self._timer.stop()
            getattr(self, name).emit(*values)


class _Queued(Progress):
    """What the work tells, put into the queue."""

    def __init__(self, told: queue.Queue, stop: threading.Event) -> None:
        self._told, self._stop = told, stop

    def report(self, done: int, total: int) -> None:
        self._told.put(("stage", (done, total)))

    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def log(self, message: str) -> None:
        self._told.put(("line", (message,)))

    def warn(self, message: str) -> None:
        self._told.put(("line", (message,)))


def _run(work: Callable[[Progress], Any], progress: Progress, told: queue.Queue) -> None:
    answer: Tuple[str, Tuple[Any, ...]]
    try:
        answer = "done", (work(progress),)
    except (SpecGanError, Cancelled) as error:
        answer = "failed", (error,)
    except Exception as error:  # the dialog waits for an answer, whatever it is
        answer = "failed", (SpecGanError(str(error) or repr(error), "", repr(error)),)
    told.put(answer)

"""The one way to work in the background: in a thread, for a dialog, or in QGIS's task manager, for the person to see.

Progress and result come back as signals on the main thread.
"""

from __future__ import annotations

import queue
import threading
from typing import Any, Callable, Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import Cancelled, SpecGanError
from ..core.shelf.progress import Progress

POLL_MS = 40


class Background(QObject):
    """Runs `work(progress)` once, from `start` on; with a `title`, as a task of that name in the task manager.

    Keep a reference until it has ended. What runs knows a queue and no Qt object: a dialog, the parent, may be deleted
    at any time, and then nobody reads the rest.
    """

    stage = pyqtSignal(int, int)
    """Done and total."""
    line = pyqtSignal(object)
    """Something for the log."""
    done = pyqtSignal(object)
    """The answer of the work."""
    failed = pyqtSignal(object)
    """The exception that ended it; `Cancelled` where the person did."""

    def __init__(self, work: Callable[[Progress], Any], parent: Optional[QObject] = None, title: str = "") -> None:
        super().__init__(parent)
        self.title = title
        self.was_cancelled = False
        """Whether somebody stopped it; see `reason`."""
        self.reason = ""
        """Why it was cancelled, where it was not the person who did."""
        self._work = _Work(work)
        self.task = _Task(self, self._work) if title else None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._deliver)

    def start(self) -> None:
        """Begin."""
        if self.task is not None:
            QgsApplication.taskManager().addTask(self.task)
        else:
            self._work.begun = True
            threading.Thread(target=self._work, name="specgan-dialog", daemon=True).start()
        self._timer.start()

    @property
    def running(self) -> bool:
        """Whether the work is under way; a task that waits for its turn is not."""
        return self._work.begun and not self._work.left.is_set()

    def cancel(self, wait_s: float = 0.0, reason: str = "") -> None:
        """Ask the work to stop, for a `reason` that is to be told, and wait for that as long.

        A dialog that waits is told nothing any more.
        """
        self.reason = reason
        if self.task is not None:
            self.task.cancel()
        else:
            self.stop()
        if wait_s:
            self._timer.stop()
            if self.running:
                self._work.left.wait(wait_s)

    def stop(self) -> None:
        """What Cancel does, here and in the task manager."""
        self.was_cancelled = True
        self._work.stop.set()

    def finish(self) -> None:
        """Tell the end; called where the work, or the task that would have done it, is over."""
        self._timer.stop()
        self._tell()
        error = self._work.error
        if error is None:
            self.done.emit(self._work.answer)
        else:
            self.failed.emit(error)

    def _deliver(self) -> None:
        over = self._work.left.is_set() and self.task is None  # the task manager says itself when a task is over
        self._tell()
        if over:
            self.finish()

    def _tell(self) -> None:
        while not self._work.told.empty():
            name, values = self._work.told.get()
            getattr(self, name).emit(*values)


class _Work(Progress):
    """What runs, with nothing of Qt: what it tells is put into a queue."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._work = work
        self.told: queue.Queue = queue.Queue()
        self.stop, self.left = threading.Event(), threading.Event()
        self.begun = False
        self.percent: Callable[[float], Any] = lambda value: None
        self.answer: Any = None
        self.error: Optional[Exception] = Cancelled()
        """Until it has run to its end."""

    def __call__(self) -> None:
        self.begun = True
        try:
            self.answer, self.error = self._work(self), None
        except (SpecGanError, Cancelled) as error:
            self.error = error
        except Exception as error:  # somebody waits for an answer, whatever it is
            self.error = SpecGanError(str(error) or repr(error), "", repr(error))
        finally:
            self.left.set()

    def report(self, done: int, total: int) -> None:
        self.told.put(("stage", (done, total)))
        self.percent(100.0 * done / max(total, 1))

    def is_cancelled(self) -> bool:
        return self.stop.is_set()

    def log(self, message: str) -> None:
        self.told.put(("line", (message,)))

    def warn(self, message: str) -> None:
        self.told.put(("line", (message,)))


class _Task(QgsTask):
    """The same in the task manager, which gives it a thread, a bar and a Cancel button."""

    def __init__(self, host: Background, work: _Work) -> None:
        super().__init__(host.title, QgsTask.Flag.CanCancel)
        self._host, self._work = host, work

    def run(self) -> bool:
        self._work.percent = self.setProgress
        self._work()
        return self._work.error is None

    def cancel(self) -> None:
        self._host.stop()
        super().cancel()

    def finished(self, result: bool) -> None:
        """On the main thread, also where it was cancelled before its turn came."""
        del result
        self._host.finish()

"""Work of a dialog in a thread of its own: progress and result come back as signals on the main thread."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import Cancelled, SpecGanError
from ..core.progress import Progress


class Background(QObject):
    """Runs `work(progress)` once, from `start` on."""

    stage = pyqtSignal(int, int)
    """Done and total."""
    line = pyqtSignal(str)
    """Something for the log."""
    done = pyqtSignal(object)
    """The answer of the work."""
    failed = pyqtSignal(object)
    """The exception that ended it; `Cancelled` where the person did."""

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._work = work
        self._thread = threading.Thread(target=self._run, name="specgan-dialog", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the work is under way."""
        return self._thread.is_alive()

    def cancel(self, wait_s: float = 0.0) -> None:
        """Ask the work to stop, and wait for that as long."""
        self._stop.set()
        if wait_s and self.running:
            self._thread.join(wait_s)

    def _run(self) -> None:
        try:
            answer = self._work(_Signals(self, self._stop))
        except (SpecGanError, Cancelled) as error:
            self._emit(self.failed, error)
        except Exception as error:  # the dialog waits for an answer, whatever it is
            self._emit(self.failed, SpecGanError(str(error) or repr(error), "", repr(error)))
        else:
            self._emit(self.done, answer)

    @staticmethod
    def _emit(signal: Any, value: object) -> None:
        with suppress(RuntimeError):  # the dialog is gone
            signal.emit(value)


class _Signals(Progress):
    def __init__(self, host: Background, stop: threading.Event) -> None:
        self._host, self._stop = host, stop

    def report(self, done: int, total: int) -> None:
        self._host.stage.emit(done, total)

    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    def log(self, message: str) -> None:
        self._host.line.emit(message)

    def warn(self, message: str) -> None:
        self._host.line.emit(message)

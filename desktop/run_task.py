"""`specgan:superresolve` as a background task of QGIS."""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
)
from qgis.PyQt.QtCore import Qt

from ..processing_provider.translation import tr


class RunTask(QgsTask):
    """One run of an algorithm. Make it on the main thread; `on_end` is called there when the run is over."""

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Dict[str, Any],
        project: QgsProject,
        description: str,
        on_end: Callable[[RunTask], None],
    ) -> None:
        super().__init__(description, QgsTask.Flag.CanCancel)
        self._algorithm = algorithm.create()
        self._parameters, self._on_end = parameters, on_end
        self._context = QgsProcessingContext()
        self._context.setProject(project)
        self._feedback = QgsProcessingFeedback(False)
        self._context.setFeedback(self._feedback)
        self._feedback.progressChanged.connect(self.setProgress, Qt.ConnectionType.DirectConnection)
        self._left = threading.Event()
        self._prepared = False
        self._stopped = False
        self.results: Dict[str, Any] = {}
        self.error = ""
        """Why there is no result: a sentence for the person; empty after success and cancel."""
        self.reason = ""
        """Why the run was cancelled, where it was not the person who did."""

    @property
    def parameters(self) -> Dict[str, Any]:
        """What the algorithm runs with."""
        return self._parameters

    @property
    def log(self) -> str:
        """Everything the algorithm told."""
        return str(self._feedback.textLog())

    @property
    def was_cancelled(self) -> bool:
        """Whether somebody stopped the run."""
        return self._stopped

    def prepare(self) -> bool:
        """Read the layers, on the main thread; false where the algorithm refuses (then `error` says why)."""
        good, message = self._algorithm.checkParameterValues(self._parameters, self._context)
        if good:
            self._prepared = self._algorithm.prepare(self._parameters, self._context, self._feedback)
            message = self.log.strip()
        self.error = "" if self._prepared else message or tr("The run could not be prepared.")
        return self._prepared

    def run(self) -> bool:
        """In a thread of the task manager."""
        try:
            self.results = self._algorithm.runPrepared(self._parameters, self._context, self._feedback)
            return "OUTPUT" in self.results
        except QgsProcessingException as error:
            self.error = str(error)
        except Exception as error:  # nothing may leave a task: QGIS would end
            self.error = tr("Something went wrong that SpecGAN did not expect: {error}").format(error=repr(error))
        finally:
            self._left.set()
        return False

    def cancel(self) -> None:
        self._stopped = True
        self._feedback.cancel()
        super().cancel()

    def stop(self, reason: str, wait_s: Optional[float] = None) -> None:
        """Cancel for a `reason` that is told; with `wait_s`, come back when the algorithm has let go of everything."""
        self.reason = reason
        started = self.status() == QgsTask.TaskStatus.Running
        self.cancel()
        if wait_s is not None and started:
            self._left.wait(wait_s)

    def finished(self, result: bool) -> None:
        """On the main thread, after `run`."""
        del result
        self._on_end(self)

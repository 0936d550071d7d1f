"""A Processing algorithm as work for the background."""

from __future__ import annotations

from functools import partial
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, Qt

from ..core.errors import Cancelled, SpecGanError
from ..core.shelf.progress import Progress
from ..processing_provider.translation import tr
from .background import Background


class AlgorithmRun(Background):
    """One run of an algorithm. Make and `prepare` it on the main thread; `done` then gives its outputs."""

    def __init__(
        self,
        algorithm: QgsProcessingAlgorithm,
        parameters: Dict[str, Any],
        project: Optional[QgsProject] = None,
        title: str = "",
        parent: Optional[QObject] = None,
    ) -> None:
        self._algorithm, self._parameters = algorithm.create(), parameters
        self._context, self._feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        if project is not None:
            self._context.setProject(project)
        self._context.setFeedback(self._feedback)
        self.preview = False
        """Whether it computes only a part, to look at."""
        super().__init__(partial(_compute, self._algorithm, parameters, self._context, self._feedback), parent, title)
        if self.task is not None:
            self._feedback.progressChanged.connect(self.task.setProgress, Qt.ConnectionType.DirectConnection)

    @property
    def parameters(self) -> Dict[str, Any]:
        """What the algorithm runs with."""
        return self._parameters

    @property
    def log(self) -> str:
        """Everything the algorithm told."""
        return str(self._feedback.textLog())

    def prepare(self) -> str:
        """Read the layers, on the main thread; why the algorithm refuses, in a sentence, or empty where it does not."""
        good, message = self._algorithm.checkParameterValues(self._parameters, self._context)
        if good:
            good = self._algorithm.prepare(self._parameters, self._context, self._feedback)
            message = self.log.strip()
        return "" if good else message or tr("The run could not be prepared.")

    def stop(self) -> None:
        super().stop()
        self._feedback.cancel()


def _compute(
    algorithm: QgsProcessingAlgorithm,
    parameters: Dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    progress: Progress,
) -> Dict[str, Any]:
    """The outputs of a prepared algorithm, in any thread; it reports through its own feedback."""
    try:
        outputs: Dict[str, Any] = algorithm.runPrepared(parameters, context, feedback)
    except QgsProcessingException as error:
        raise SpecGanError(str(error)) from error
    except Exception as error:  # nothing may leave a task: QGIS would end
        text = tr("Something went wrong that SpecGAN did not expect: {error}").format(error=repr(error))
        raise SpecGanError(text) from error
    if not outputs:
        raise Cancelled
    return outputs

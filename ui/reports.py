"""The report on a result, one click after its run: `specgan:evaluate` without a truth, and its page in the browser."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from qgis.core import Qgis, QgsApplication, QgsProcessing, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..core.errors import Cancelled, SpecGanError
from ..desktop.algorithm_run import AlgorithmRun
from ..processing_provider.sentences import said
from ..processing_provider.translation import tr
from .messages import show_message

ALGORITHM = "specgan:evaluate"


class Reports(QObject):
    """Keeps a reference to every evaluation until it ended."""

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        self._closed = False
        self.tasks: List[AlgorithmRun] = []

    def start(self, outputs: Dict[str, Any], source: Optional[QgsRasterLayer], run: str) -> None:
        """Evaluate the `outputs` of a run that was made from the layer `source`; `run`: its name."""
        algorithm = QgsApplication.processingRegistry().algorithmById(ALGORITHM)
        if algorithm is None:
            return
        parameters = {"RESULT": str(outputs["OUTPUT"]), "OUTPUT": QgsProcessing.TEMPORARY_OUTPUT}
        if source is not None:
            parameters["LR"] = str(source.id())
        if outputs.get("UNCERTAINTY"):
            parameters["UNCERTAINTY"] = str(outputs["UNCERTAINTY"])
        title = tr("Report on {run}").format(run=run)
        task = AlgorithmRun(algorithm, parameters, QgsProject.instance(), title)
        refused = task.prepare()
        if refused:
            self._complain(refused)
            return
        self.tasks.append(task)
        for signal in (task.done, task.failed):
            signal.connect(lambda answer: QTimer.singleShot(0, lambda: self._report(task, answer)))
        task.start()

    def close(self, wait_s: float) -> None:
        """Cancel what is under way and wait until it has let go; nothing is reported any more."""
        self._closed = True
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            task.cancel(wait_s)

    def _report(self, task: AlgorithmRun, answer: object) -> None:
        self.tasks.remove(task)
        task.deleteLater()
        if self._closed or task.was_cancelled or isinstance(answer, Cancelled):
            return
        if isinstance(answer, SpecGanError):
            self._complain(f"{task.title}: {said(answer)}", task.log)
            return
        assert isinstance(answer, dict)
        page = QUrl.fromLocalFile(str(answer["OUTPUT"]))
        done = tr("{report} is ready: {path}").format(report=task.title, path=page.toLocalFile())
        again = (tr("Open"), lambda: QDesktopServices.openUrl(page))
        show_message(self._iface.messageBar(), done, Qgis.MessageLevel.Success, task.log, again)
        QDesktopServices.openUrl(page)

    def _complain(self, text: str, details: str = "") -> None:
        show_message(self._iface.messageBar(), text, Qgis.MessageLevel.Critical, details)

"""The runs that are under way: started, reported, and stopped when what they need goes away."""

from __future__ import annotations

import os
from typing import Any, Callable, Dict, List, Set

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProject
from qgis.gui import QgsMessageBarItem
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.errors import Cancelled, SpecGanError
from ..desktop.algorithm_run import AlgorithmRun
from ..processing_provider import settings
from ..processing_provider.parameters import target
from ..processing_provider.sentences import said
from ..processing_provider.translation import tr
from .messages import show_message, take_back
from .reports import Reports
from .results import add_alarm, add_result, add_uncertainty

ALGORITHM = "specgan:superresolve"
TAB = "SpecGAN"
"""Of QGIS's log panel."""
WAIT_S = 60.0
"""How long closing waits for a batch of patches to end; the published network needs some seconds for one."""
THREADS_MS = 5000
"""How long it waits for other tasks to let go of the task manager's threads."""


class Runs(QObject):
    """Keeps a reference to every task until it ended; several may run at once."""

    def __init__(self, iface: Any, runtime_missing: Callable[[str], str], set_up: Callable[[], None]) -> None:
        super().__init__()
        self._iface, self._set_up, self._runtime_missing = iface, set_up, runtime_missing
        self._project = QgsProject.instance()
        self.reports = Reports(iface)
        self._tasks: Dict[AlgorithmRun, QgsMessageBarItem] = {}
        self._closed = self._used = False
        self._project.layersWillBeRemoved.connect(self._layers_go)
        self._project.cleared.connect(self._project_goes)

    @property
    def tasks(self) -> List[AlgorithmRun]:
        """What runs or waits now."""
        return list(self._tasks)

    def start(self, parameters: Dict[str, Any], preview: bool = False) -> None:
        """Run `specgan:superresolve`, or say in the message bar why not."""
        algorithm = QgsApplication.processingRegistry().algorithmById(ALGORITHM)
        layer = self._project.mapLayer(parameters["RGB"])
        busy = self._written_by(parameters)
        if algorithm is None or layer is None or busy:
            self._complain(busy or tr("The layers are not there any more. Open the dialog again."))
            return
        kind = tr("SpecGAN preview: {name}") if preview else tr("SpecGAN: {name}")
        task = AlgorithmRun(algorithm, parameters, self._project, kind.format(name=layer.name()))
        task.preview = preview
        refused = task.prepare()
        if refused:
            self._complain(refused)
            return
        text = tr("{run} is running; progress and Cancel are in the task manager.").format(run=task.title)
        self._tasks[task] = show_message(self._iface.messageBar(), text)
        self._used = True
        for signal in (task.done, task.failed):
            signal.connect(lambda answer: self._ended(task, answer))
        task.start()

    def close(self) -> None:
        """Cancel what runs and wait until it has let go; nothing is reported any more."""
        self._closed = True
        self._project.layersWillBeRemoved.disconnect(self._layers_go)
        self._project.cleared.disconnect(self._project_goes)
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            task.cancel(WAIT_S)
        self.reports.close(WAIT_S)
        if self._used:
            end_threads()

    def _ended(self, task: AlgorithmRun, answer: object) -> None:
        QTimer.singleShot(0, lambda: self._report(task, answer))  # after what QGIS itself says about the end of a task

    def _report(self, task: AlgorithmRun, answer: object) -> None:
        message = self._tasks.pop(task, None)
        task.deleteLater()
        if self._closed:
            return
        if message is not None:
            take_back(self._iface.messageBar(), message)
        keep_log(task, said(answer) if isinstance(answer, SpecGanError) else "")
        if task.was_cancelled or isinstance(answer, Cancelled):
            self._tell(task.reason or tr("{run} was cancelled.").format(run=task.title))
        elif isinstance(answer, SpecGanError):
            self._complain(f"{task.title}: {said(answer)}", task.log)
            if self._runtime_missing(task.parameters["MODEL"]):
                self._set_up()
        else:
            self._show_result(task, answer)

    def _show_result(self, task: AlgorithmRun, outputs: Any) -> None:
        layer = self._project.mapLayer(task.parameters["RGB"])
        try:
            add_result(self._project, str(outputs["OUTPUT"]), layer, task.preview, settings.comparison())
            for name, add in (("UNCERTAINTY", add_uncertainty), ("ALARM", add_alarm)):
                if outputs.get(name):
                    add(self._project, str(outputs[name]), layer, task.preview)
        except SpecGanError as error:
            self._complain(said(error), task.log)
            return
        done = tr("{run} is finished. The fine detail is generated, not measured.").format(run=task.title)
        rgb = task.parameters["RGB"]
        report = (
            tr("How far to trust it"),
            lambda: self.reports.start(outputs, self._project.mapLayer(rgb), task.title),
        )
        show_message(self._iface.messageBar(), done, Qgis.MessageLevel.Success, task.log, report)

    def _layers_go(self, ids: List[str]) -> None:
        for task in self.tasks:
            if {task.parameters["RGB"], task.parameters["HSI"]} & set(ids):
                text = tr("{run} was cancelled, since its layer was removed.").format(run=task.title)
                task.cancel(reason=text)

    def _project_goes(self) -> None:
        for task in self.tasks:
            text = tr("{run} was cancelled, since its project was closed.").format(run=task.title)
            task.cancel(reason=text)

    def _written_by(self, parameters: Dict[str, Any]) -> str:
        """A sentence where another run writes one of the files of a new one; empty where none does."""
        wanted = _files(parameters)
        for task in self.tasks:
            if wanted & _files(task.parameters):
                return tr("{run} is writing that file now. Choose another output file.").format(run=task.title)
        return ""

    def _complain(self, text: str, details: str = "") -> None:
        show_message(self._iface.messageBar(), text, Qgis.MessageLevel.Critical, details)

    def _tell(self, text: str) -> None:
        show_message(self._iface.messageBar(), text)


def keep_log(task: AlgorithmRun, error: str) -> None:
    """The whole log of a run, in the tab of that name of QGIS's log panel."""
    level = Qgis.MessageLevel.Critical if error else Qgis.MessageLevel.Info
    QgsMessageLog.logMessage("\n".join(filter(None, [task.title, task.log.strip(), error])), TAB, level, False)


def _files(parameters: Dict[str, Any]) -> Set[str]:
    """What a run writes, but for temporary files."""
    named = (target(parameters.get(name)) for name in ("OUTPUT", "UNCERTAINTY", "ALARM"))
    return {os.path.realpath(path) for path in named if os.path.isabs(path)}


def end_threads() -> None:
    """End the threads of the task manager, which makes new ones when it needs them.

    From 3.34 on QGIS ends them after its authentication manager. One that has opened the authentication database, went
    to sleep and was woken for a run still cleans up for the manager when it ends, although that is gone: a crash on
    closing QGIS (docs/compatibility.md).
    """
    manager = QgsApplication.taskManager()
    if hasattr(manager, "threadPool"):
        manager.threadPool().waitForDone(THREADS_MS)

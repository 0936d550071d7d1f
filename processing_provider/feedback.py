"""The engine's progress, shown by Processing in the language of QGIS."""

from __future__ import annotations

import time

from qgis.core import QgsProcessingFeedback

from ..core.shelf.progress import Progress
from .sentences import shown
from .translation import tr

LOG_EVERY_S = 10.0


class FeedbackProgress(Progress):
    """Passes progress, log and warnings to a `QgsProcessingFeedback`, and its Cancel button back to the engine."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._started = time.monotonic()
        self._logged = self._started

    def report(self, done: int, total: int) -> None:
        """Percent for the bar; patches done and an estimate of the time left for the log, every few seconds."""
        now = time.monotonic()
        if done == 0:
            self._started = self._logged = now
        self._feedback.setProgress(100.0 * done / max(total, 1))
        if done == 0 or (now - self._logged < LOG_EVERY_S and done < total):
            return
        self._logged = now
        left = (now - self._started) / done * (total - done)
        if done < total:
            message = tr("Patch {done} of {total}, about {time} left").format(
                done=done, total=total, time=duration(left)
            )
        else:
            message = tr("Patch {done} of {total} in {time}").format(
                done=done, total=total, time=duration(now - self._started)
            )
        self._feedback.setProgressText(message)

    def is_cancelled(self) -> bool:
        return bool(self._feedback.isCanceled())

    def log(self, message: str) -> None:
        self._feedback.pushInfo(shown(message))

    def warn(self, message: str) -> None:
        self._feedback.pushWarning(shown(message))


class StepProgress(FeedbackProgress):
    """Counts steps that are no patches: the bar tells them, the log does not."""

    def report(self, done: int, total: int) -> None:
        self._feedback.setProgress(100.0 * done / max(total, 1))


def duration(seconds: float) -> str:
    """Seconds for people: "40 s", "3 min 20 s", "2 h 5 min"."""
    whole = int(round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"

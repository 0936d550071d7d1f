"""Sentences about what works and what does not, in colours that read well in every theme."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtWidgets import QLabel

from ..core.runtime import Found, Runner
from ..desktop.diagnosis import Diagnosis
from ..processing_provider.sentences import shown
from ..processing_provider.translation import tr

RED, GREEN, AMBER = ("#8c1d18", "#fdecea"), ("#14532d", "#e6f4ea"), ("#6b4200", "#fff3d6")
"""Of the text and of the ground under it. QGIS's themes paint dialogs in greys of which their palettes say nothing, so
that no colour reads well on all of them: the sentence brings its own ground."""


def show_state(label: QLabel, text: str, good: Optional[bool] = None) -> None:
    """Write `text`; green where it is good, red where it is not, plain where it is neither."""
    style = ""
    if good is not None:
        colour, ground = GREEN if good else RED
        style = f"color: {colour}; background-color: {ground}; padding: 4px; border-radius: 3px"
        style += "" if good else "; font-weight: bold"
    label.setStyleSheet(style)
    label.setText(text)


def show_doubt(label: QLabel, text: str) -> None:
    """Write `text` in amber: what runs, and should be known before it does; without text there is no label."""
    colour, ground = AMBER
    label.setStyleSheet(f"color: {colour}; background-color: {ground}; padding: 4px; border-radius: 3px")
    label.setText(text)
    label.setVisible(bool(text))


def found_text(diagnosis: Diagnosis) -> str:
    """One line for every Python that was looked at."""
    lines: List[str] = []
    if diagnosis.here:
        packages = ", ".join(f"{name} {version}" for name, version in diagnosis.here.items())
        lines.append(tr("Python of QGIS: {packages}").format(packages=packages))
    for name, found in ((tr("Environment"), diagnosis.environment), (tr("Own Python"), diagnosis.own)):
        if found is not None:
            lines.append(f"{name}, Python {found.version}: {runners_text(found)}")
    if diagnosis.problem:
        lines.append(diagnosis.problem)
    if not diagnosis.works:
        lines.append(tr("Nothing here runs models yet. Press Set up."))
    return "\n".join(lines)


def runners_text(found: Found) -> str:
    """Both packages with version, device and what stands in the way."""
    return "; ".join(
        _runner(name, runner) for name, runner in (("onnxruntime", found.onnxruntime), ("torch", found.torch))
    )


def _runner(name: str, runner: Runner) -> str:
    if not runner.version:
        return tr("no {package}").format(package=name)
    text = f"{name} {runner.version}"
    if runner.works:
        where = tr("runs on {device}").format(device=f"{runner.device_name or runner.devices[0]} ({runner.devices[0]})")
        text = f"{text} {where}"
    return f"{text} ({' '.join(shown(runner.problem).split())})" if runner.problem else text

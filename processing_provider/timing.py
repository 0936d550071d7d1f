"""How long a patch takes on this machine, remembered from run to run."""

from __future__ import annotations

from typing import Optional, Tuple

from qgis.core import QgsSettings

GROUP = "specgan/timing"
MIN_PATCHES = 8
"""Runs with fewer patches tell more about starting and ending than about patches; they count until a longer one."""


def remember(model: str, asked: str, device: str, tiles: int, seconds: float) -> None:
    """Keep the speed of a run of `model` on `device`, also as that of the device that was `asked` for ("auto")."""
    if tiles < 1:
        return
    settings = QgsSettings()
    for name in {asked, device}:
        if tiles >= MIN_PATCHES or not settings.contains(_key(model, name)):
            settings.setValue(_key(model, name), f"{seconds / tiles:.6g} {device}")


def recall(model: str, asked: str) -> Optional[Tuple[float, str]]:
    """Seconds a patch and the device of the last run; None before the first one."""
    text = str(QgsSettings().value(_key(model, asked), "") or "")
    try:
        seconds, device = text.split(" ", 1)
        return float(seconds), device
    except ValueError:
        return None


def _key(model: str, device: str) -> str:
    return f"{GROUP}/{model.replace('/', '_')}/{device}"

"""What the run dialog begins with, in QGIS's settings; the options page writes it."""

from __future__ import annotations

from qgis.core import QgsSettings

from ..core.backends.opening import DEVICES
from .superresolve import DEFAULT_MODEL

MODEL = "specgan/default/model"
DEVICE = "specgan/default/device"


def model() -> str:
    """Name of a model; it may have been removed since."""
    return str(QgsSettings().value(MODEL, "") or DEFAULT_MODEL)


def device() -> str:
    """One of `DEVICES`."""
    chosen = str(QgsSettings().value(DEVICE, "") or "")
    return chosen if chosen in DEVICES else DEVICES[0]


def write(model_name: str, device_name: str) -> None:
    """Keep both."""
    settings = QgsSettings()
    settings.setValue(MODEL, model_name)
    settings.setValue(DEVICE, device_name)

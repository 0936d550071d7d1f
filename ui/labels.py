"""Names of choices as a person reads them."""

from __future__ import annotations

from ..processing_provider.translation import tr


def device_label(device: str) -> str:
    """ "auto", "cuda" or "cpu" in words."""
    return {"auto": tr("Automatic"), "cuda": tr("NVIDIA GPU (CUDA)"), "cpu": tr("CPU")}.get(device, device)


def mode_label(mode: str) -> str:
    """A mode of the runtime in words, see `core.runtime.choice`."""
    labels = {
        "auto": tr("Automatic"),
        "here": tr("The Python of QGIS"),
        "environment": tr("The environment that was set up"),
        "own": tr("A Python of my own"),
    }
    return labels.get(mode, mode)

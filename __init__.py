"""SpecGAN: QGIS looks here for the plugin, other programs for the public names (`core.api`).

Nothing else is imported before it is used, so that QGIS starts as quickly as without the plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List

if TYPE_CHECKING:
    from .core.api import (
        DEFAULT_MODEL,
        Cancelled,
        Extent,
        Host,
        Job,
        Model,
        ModelSpec,
        Progress,
        Result,
        SpecGanError,
        __version__,
        describe_model,
        find_model,
        installed_models,
        read_job,
        superresolve,
    )

__all__ = [
    "Cancelled",
    "DEFAULT_MODEL",
    "Extent",
    "Host",
    "Job",
    "Model",
    "ModelSpec",
    "Progress",
    "Result",
    "SpecGanError",
    "__version__",
    "describe_model",
    "find_model",
    "installed_models",
    "read_job",
    "superresolve",
]


def classFactory(iface: Any) -> Any:
    """The plugin, for the QGIS interface `iface`."""
    from .plugin import SpecGanPlugin

    return SpecGanPlugin(iface)


def __getattr__(name: str) -> Any:
    """A public name, on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .core import api

    return getattr(api, name)


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})

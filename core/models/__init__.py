"""A model as a thing: its file, what it says about itself, how it is opened; and the ones that are installed."""

from __future__ import annotations

from .library import (
    BUNDLED,
    DEFAULT_MODEL,
    SUCCESSORS,
    describe_model,
    find_model,
    installed_models,
    is_bundled,
    remove_model,
)
from .model import Model

__all__ = [
    "BUNDLED",
    "DEFAULT_MODEL",
    "SUCCESSORS",
    "Model",
    "describe_model",
    "find_model",
    "installed_models",
    "is_bundled",
    "remove_model",
]

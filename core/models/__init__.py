"""A model as a thing: its file, what it says about itself, how it is opened; and the ones that are installed.

Other rooms take their names from here: a `Model` gives a `ModelSpec`, and opens as a `Backend` on one of `DEVICES` in
one of `PRECISIONS`.
"""

from __future__ import annotations

from ..backends import Backend, OutOfMemory
from ..backends.opening import DEVICES, PRECISIONS
from ..modelspec import ModelSpec, ValueRange
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
    "DEVICES",
    "PRECISIONS",
    "SUCCESSORS",
    "Backend",
    "Model",
    "ModelSpec",
    "OutOfMemory",
    "ValueRange",
    "describe_model",
    "find_model",
    "installed_models",
    "is_bundled",
    "remove_model",
]

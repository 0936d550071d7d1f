"""One interface, several ways to run a model."""

from __future__ import annotations

from .base import Backend, OutOfMemory
from .opening import open_backend, read_spec

__all__ = ["Backend", "OutOfMemory", "open_backend", "read_spec"]

"""One interface, several ways to run a model."""

from __future__ import annotations

from .base import Backend
from .opening import open_backend, read_spec

__all__ = ["Backend", "open_backend", "read_spec"]

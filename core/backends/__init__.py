"""One interface, several ways to run a model."""

from __future__ import annotations

from .base import Backend
from .opening import needed_package, open_backend, read_spec, runs_here

__all__ = ["Backend", "needed_package", "open_backend", "read_spec", "runs_here"]

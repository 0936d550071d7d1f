"""Runs a job: rows of patches in, finished strips out."""

from __future__ import annotations

from .run import Result, superresolve

__all__ = ["Result", "superresolve"]

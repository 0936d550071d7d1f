"""Checks and choices before anything is written."""

from __future__ import annotations

from .planner import Outline, Plan, outline, plan

__all__ = ["Outline", "Plan", "outline", "plan"]

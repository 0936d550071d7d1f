"""Checks and choices before anything is written."""

from __future__ import annotations

from .planner import Outline, Plan, outline, plan, rgb_range

__all__ = ["Outline", "Plan", "outline", "plan", "rgb_range"]

"""What a person asks for: every parameter declared once, for all doors."""

from __future__ import annotations

from .job import PARAMETERS, Extent, Job
from .kinds import parse_bands, parse_range

__all__ = ["PARAMETERS", "Extent", "Job", "parse_bands", "parse_range"]

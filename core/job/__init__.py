"""What a person asks for: every parameter declared once, for all doors."""

from __future__ import annotations

from .host import Host
from .job import PARAMETERS, Job
from .kinds import Extent, parse_bands, parse_range

__all__ = ["PARAMETERS", "Extent", "Host", "Job", "parse_bands", "parse_range"]

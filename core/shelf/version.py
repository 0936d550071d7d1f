"""The version, which stands in metadata.txt alone."""

from __future__ import annotations

import configparser
from functools import cache
from pathlib import Path

METADATA = Path(__file__).resolve().parents[2] / "metadata.txt"


@cache
def version() -> str:
    """Version of the plugin and the package, such as "0.1.0"; empty where metadata.txt is missing."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(METADATA, encoding="utf-8")
    return parser.get("general", "version", fallback="")

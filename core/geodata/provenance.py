"""Where a result comes from, in words that a program and a person can read."""

from __future__ import annotations

import shlex
from typing import Dict, Mapping

from ..errors.redaction import without_secrets

PREFIX = "SPECGAN_"


def tags(values: Mapping[str, str]) -> Dict[str, str]:
    """GDAL metadata items SPECGAN_NAME=value; empty values are left out, and credentials in them."""
    return {PREFIX + name.upper(): without_secrets(str(value)) for name, value in values.items() if str(value)}


def command_line(parameters: Mapping[str, str], algorithm: str = "specgan:superresolve") -> str:
    """The qgis_process command with these parameters, quoted for a POSIX shell."""
    words = ["qgis_process", "run", algorithm] + [f"--{name}={value}" for name, value in parameters.items()]
    return " ".join(shlex.quote(word) for word in words)

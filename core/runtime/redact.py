"""Text that can be shown to others."""

from __future__ import annotations

import re

_CREDENTIALS = re.compile(r"(?<=://)[^/\s]*@")


def redact(text: str) -> str:
    """`text` without the user names and passwords of addresses."""
    return _CREDENTIALS.sub("***@", text)

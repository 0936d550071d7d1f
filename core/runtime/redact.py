"""Text that can be shown to others."""

from __future__ import annotations

import re

_CREDENTIALS = re.compile(r"(?<=://)\S*@")
"""Up to the last @ of the word, since a password may hold any sign: rather too much than too little."""


def redact(text: str) -> str:
    """`text` without the user names and passwords of addresses."""
    return _CREDENTIALS.sub("***@", text)

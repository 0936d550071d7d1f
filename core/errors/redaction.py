"""Credentials in addresses and options, taken out of all that is shown, logged and kept."""

from __future__ import annotations

import re

MASK = "***"
_NAME = (
    r"[\w.\-]{0,60}(?:passw|pwd|token|secret|signature|credential|api[-_]?key|access[-_]?key|subscription[-_]?key|"
    r"authori[sz]ation|cookie)[\w.\-]{0,60}|sig|key|auth|pass"
)
"""Names of parameters, options and headers whose values are secret."""
_VALUE = r"'[^']*'|\"[^\"]*\"|(?:(?:bearer|basic)(?:\s+|%20))?(?:(?!%26|%7C)[^\s&|;,'\"])+"
_PAIR = re.compile(rf"(?<![A-Za-z0-9])({_NAME})(\s*=\s*|%3D|:\s+)({_VALUE})", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^/@\s]{1,300}@")
"""user:password@ in an address."""


def without_secrets(text: str) -> str:
    """`text` with *** for logins in addresses and for the values of parameters, options and headers that are secret.

    "https://me:word@host/a.tif?token=1" becomes "https://***@host/a.tif?token=***".
    """
    return _PAIR.sub(rf"\g<1>\g<2>{MASK}", _LOGIN.sub(f"{MASK}@", text))

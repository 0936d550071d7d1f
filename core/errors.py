"""The errors that reach the person at the screen."""

from __future__ import annotations

from .redaction import without_secrets


class SpecGanError(Exception):
    """Something that a person can understand and act upon.

    Parameters
    ----------
    message : what is wrong, one sentence.
    hint : what to do about it, one sentence; may be empty.
    details : technical text for a bug report; never needed to understand the message.

    Credentials are taken out of all three.
    """

    def __init__(self, message: str, hint: str = "", details: str = "") -> None:
        self.message, self.hint, self.details = (without_secrets(text) for text in (message, hint, details))
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(Exception):
    """The user stopped the job. Not an error: nothing is reported beyond the fact."""

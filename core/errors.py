"""The errors that reach the person at the screen."""

from __future__ import annotations


class SpecGanError(Exception):
    """Something that a person can understand and act upon.

    Parameters
    ----------
    message : what is wrong, one sentence.
    hint : what to do about it, one sentence; may be empty.
    details : technical text for a bug report; never needed to understand the message.
    """

    def __init__(self, message: str, hint: str = "", details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(Exception):
    """The user stopped the job. Not an error: nothing is reported beyond the fact."""

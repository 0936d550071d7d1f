"""The errors that reach the person at the screen."""

from __future__ import annotations

from typing import Dict

from .messages import Message, Value
from .redaction import without_secrets


class SpecGanError(Exception):
    """Something that a person can understand and act upon.

    `SpecGanError("There is no folder {folder}.", "Choose another one.", folder=folder)`: the sentences are written out
    in the call, so that `make translations` finds them, and the values stand beside them. A `Message` is taken as it
    is; without values, so is a text.

    Parameters
    ----------
    message : what is wrong, one sentence.
    hint : what to do about it, one sentence; may be empty.
    details : technical text for a bug report; never needed to understand the message, never translated.
    values : what stands in the places of message and hint.

    Credentials are taken out of all of them.
    """

    message: Message
    hint: Message

    def __init__(self, message: str, hint: str = "", /, details: str = "", **values: object) -> None:
        self.message, self.hint = (
            text if isinstance(text, Message) else Message(text, **values) for text in (message, hint)
        )
        self.details = without_secrets(details)
        super().__init__(self.message)

    @property
    def template(self) -> str:
        """The message with places for its values."""
        return self.message.template

    @property
    def hint_template(self) -> str:
        """The same of the hint."""
        return self.hint.template

    @property
    def values(self) -> Dict[str, Value]:
        """What stands in the places of both."""
        return {**self.hint.values, **self.message.values}

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(Exception):
    """The user stopped the job. Not an error: nothing is reported beyond the fact."""

"""Sentences for people that keep what they were made of: a template, and the values in it."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any, Callable, Dict, Iterable, Mapping, Tuple, Union

from .redaction import without_secrets

Value = Union[str, int, float, None]
"""What stands in a sentence; a `Message` where it is one itself, or words that are translated."""


class Message(str):
    """A sentence in English, a string like any other, which can be said in another language later.

    `Message("There is no folder {folder}.", folder=path)` is "There is no folder /data." for whoever reads it. Without
    values the text is taken as it is, braces and all. Values are kept as numbers, None, messages or else as text, so
    that they can go to another process; credentials are taken out of them. What is done to the string (`+`, `strip`,
    an f-string) gives a plain one: put a message into another one as a value, or use `joined`.

    Raises `KeyError` if the template has a place without a value.
    """

    template: str
    """With {name}, {name:.2f} or {name!r} where values stand, as in `str.format`."""
    values: Dict[str, Value]

    def __new__(cls, template: str, /, **values: object) -> Message:
        kept = {name: _kept(value) for name, value in values.items()}
        self = super().__new__(cls, without_secrets(_filled(template, kept)))
        self.template, self.values = str(template), kept
        return self

    def __getnewargs_ex__(self) -> Tuple[Tuple[str], Dict[str, Value]]:
        return (self.template,), self.values

    def translated(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language: `translate` gives the template's words in it, or the template itself. A
        translation that does not fit the values is not used."""
        values = {name: in_words(value, translate) for name, value in self.values.items()}
        try:
            text = _filled(translate(self.template), values)
        except (KeyError, IndexError, ValueError):
            text = _filled(self.template, values)
        return without_secrets(text)


def in_words(value: Any, translate: Callable[[str], str]) -> Any:
    """`value` translated if it is a `Message`, else as it is."""
    return value.translated(translate) if isinstance(value, Message) else value


def joined(separator: str, texts: Iterable[str]) -> Message:
    """`separator.join(texts)`, with the messages among them kept as such."""
    values = {f"part{number}": text for number, text in enumerate(texts, start=1)}
    between = separator.replace("{", "{{").replace("}", "}}")
    template = between.join(f"{{{name}}}" for name in values)
    return Message(template, **values)


def packed(text: str) -> Any:
    """What JSON can carry of a text: a message as [template, {name: value}], another string as it is."""
    if not isinstance(text, Message):
        return text
    return [text.template, {name: packed(v) if isinstance(v, str) else v for name, v in text.values.items()}]


def unpacked(told: Any) -> Any:
    """The text that was `packed`."""
    if not isinstance(told, list):
        return told
    template, values = told
    return Message(template, **{name: unpacked(value) for name, value in values.items()})


def _filled(template: str, values: Mapping[str, Value]) -> str:
    return template.format(**values) if values else template


def _kept(value: object) -> Value:
    """A value that can be sent, and formatted there as here; numpy's numbers become Python's."""
    if value is None or isinstance(value, (bool, Message)):
        return value
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, Real) else without_secrets(str(value))

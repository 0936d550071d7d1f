"""Training options from where people write them: TOML files, the command line, and the options of an older run."""

from __future__ import annotations

import difflib
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Mapping, Sequence, Tuple

from ...core.errors import SpecGanError
from ..config import Phase, Stage, TrainConfig
from .recipes import RECIPES

KINDS: Dict[str, Tuple[Callable[[Any], bool], str]] = {
    "str": (lambda value: isinstance(value, str), "a text"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "int": (lambda value: isinstance(value, int) and not isinstance(value, bool), "a whole number"),
    "float": (lambda value: isinstance(value, (int, float)) and not isinstance(value, bool), "a number"),
}
"""Types of options, as the dataclasses spell them -> the test of a value, and the type in words."""


def config_from(raw: Mapping[str, Any]) -> TrainConfig:
    """TrainConfig from the values of `TrainConfig.to_json`; options that are not named keep their default.

    `SpecGanError` names the option that is unknown, with the nearest known one, or whose value cannot be.
    """
    if not isinstance(raw, Mapping):
        raise SpecGanError("The training options are damaged.", "Start a new run in another folder.", repr(type(raw)))
    return TrainConfig(**_checked(TrainConfig, raw, "training option"))


def changed(config: TrainConfig, given: Mapping[str, Any]) -> TrainConfig:
    """`config` with the options of `given` in place of its own."""
    return TrainConfig(**{**config.__dict__, **_checked(TrainConfig, given, "training option")})


def recipe(name: str) -> TrainConfig:
    """The recipe of that name."""
    if name not in RECIPES:
        raise SpecGanError("There is no recipe {name!r}.", nearest(name, RECIPES), name=name)
    return RECIPES[name]


def read_toml(path: Path) -> Dict[str, Any]:
    """The options in a TOML file, as they stand there; `recipe` may be one of them."""
    try:
        return _toml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SpecGanError(
            "The options file {path} cannot be read.", "Check the path.", repr(error), path=path
        ) from error
    except ValueError as error:
        raise SpecGanError(
            "{path} is no TOML file: {error}.", "Write options like batch = 8, one a line.", path=path, error=error
        ) from error


def _toml(text: str) -> Dict[str, Any]:
    """What a TOML text holds; `ValueError` where it is none."""
    try:
        toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    except ImportError as error:
        raise SpecGanError(
            "Reading TOML needs Python 3.11 or the package tomli.", "Install it: pip install tomli."
        ) from error
    return dict(toml.loads(text))


def assignments(texts: Sequence[str]) -> Dict[str, Any]:
    """("clip_gradient=0.5", "gan=hinge", "betas=[0, 0.99]", ...) as options and values; lists and tables as in TOML."""
    words = {item.name for item in fields(TrainConfig) if item.type == "str"}
    result: Dict[str, Any] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign:
            raise SpecGanError("{text!r} sets no option.", "Write it like clip_gradient=0.5.", text=text)
        result[name] = value if name in words else _value(value)
    return result


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint: the known name that is most alike, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, 1)
    return f"Did you mean {close[0]!r}?" if close else "Choose one of " + ", ".join(names) + "."


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if text.startswith(("[", "{")):
        try:
            return _toml(f"value = {text}")["value"]
        except ValueError as error:
            raise SpecGanError(
                "{text} is no TOML value: {error}.", "Write it like betas=[0.9, 0.99].", text=text, error=error
            ) from error
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _checked(kind: Any, raw: Mapping[str, Any], what: str) -> Dict[str, Any]:
    """The values of `raw` in the types of the dataclass `kind`."""
    types = {item.name: str(item.type) for item in fields(kind)}
    result = {}
    for name, value in raw.items():
        if name not in types:
            raise SpecGanError("Unknown {what} {name!r}.", nearest(str(name), types), what=what, name=name)
        if name in SPECIAL:
            result[name] = SPECIAL[name](value)
            continue
        fits, words = KINDS[types[name]]
        if not fits(value):
            raise _impossible(name, value, words)
        result[name] = float(value) if types[name] == "float" else value
    return result


def _phases(value: Any) -> Tuple[Phase, ...]:
    return _listed(value, Phase, "phase", ("name", "start"))


def _stages(value: Any) -> Tuple[Stage, ...]:
    return _listed(value, Stage, "stage", ("model", "share"))


def _listed(value: Any, kind: Any, word: str, needed: Tuple[str, str]) -> Tuple[Any, ...]:
    """A list of `kind`, each item one already or a table that names at least the options `needed`."""
    if not isinstance(value, (list, tuple)):
        raise _impossible(f"{word}s", value, f"a list of {word}s")
    result = []
    for item in value:
        if not isinstance(item, kind):
            if not isinstance(item, Mapping) or not set(needed) <= set(item):
                raise _impossible(f"{word}s", item, f"{word}s with a {needed[0]} and a {needed[1]} each")
            item = kind(**_checked(kind, item, f"option of a {word}:"))
        result.append(item)
    return tuple(result)


def _betas(value: Any) -> Tuple[float, float]:
    fits = KINDS["float"][0]
    if not isinstance(value, (list, tuple)) or len(value) != 2 or not all(fits(beta) for beta in value):
        raise _impossible("betas", value, "two numbers")
    return float(value[0]), float(value[1])


def _group_weights(value: Any) -> Tuple[Tuple[str, float], ...]:
    """From pairs, or from a TOML table."""
    pairs = list(value.items()) if isinstance(value, Mapping) else value
    try:
        return tuple((str(group), float(weight)) for group, weight in pairs)
    except (TypeError, ValueError):
        raise _impossible("group_weights", value, "a number for each group") from None


SPECIAL: Dict[str, Callable[[Any], Any]] = {
    "phases": _phases,
    "stages": _stages,
    "betas": _betas,
    "group_weights": _group_weights,
}
"""Options that are more than one word or number."""


def _impossible(name: str, value: Any, words: str) -> SpecGanError:
    return SpecGanError(
        "The training option {name} is {value!r} and has to be {words}.",
        "Change that option and start again.",
        name=name,
        value=value,
        words=words,
    )

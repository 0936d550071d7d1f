"""A parameter as it is published, and how a field of a dataclass is declared as one."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, List

from .kinds import Kind


@dataclass(frozen=True)
class Parameter:
    """A parameter as it is published: all that the algorithm, JSON, the commands and the dialogs know of it."""

    name: str
    """In the algorithm, in JSON and in the command that repeats a job; in lower case the field of `Job` or `Host`."""
    kind: Kind
    label: str
    """For dialogs, with unit and default."""
    help: str
    """For help pages, tooltips and command lines; plain text."""
    default: Any
    """None where there is none that could be written down; `MISSING` where a job cannot do without a value."""
    advanced: bool
    """Dialogs fold it away."""
    pixels: bool
    """Another value means other pixels. Layers, model and extent are compared in more detail."""
    always: bool
    """The command that repeats a job has it whatever its value."""
    positional: bool
    """Whoever makes a `Job` gives it."""
    of_host: bool = False
    """A field of `Host`, and so none that decides pixels."""

    @property
    def field(self) -> str:
        """Of `Job` or `Host`."""
        return self.name.lower()

    @property
    def optional(self) -> bool:
        """Whether a job can do without a value."""
        return self.default is not MISSING

    @property
    def flag(self) -> str:
        """Of a command line."""
        return "--" + self.field.replace("_", "-")

    def of(self, job: Any) -> Any:
        """Its value in a `Job`."""
        return getattr(job.host if self.of_host else job, self.field)


def declared(
    kind: Kind,
    label: str,
    help: str,
    default: Any = MISSING,
    *,
    advanced: bool = True,
    pixels: bool = True,
    always: bool = False,
    positional: bool = False,
) -> Any:
    """A field of `Job` or `Host` that is a published parameter, see `Parameter`."""
    about = {"kind": kind, "label": label, "help": help, "default": default}
    about.update(advanced=advanced, pixels=pixels, always=always, positional=positional)
    return field(metadata=about) if positional else field(default=default, metadata=about)


def published(asked: Any, of_host: bool = False) -> List[Parameter]:
    """The declared fields of a dataclass, in their order; those of a host decide no pixels."""
    about = {item.name.upper(): dict(item.metadata) for item in fields(asked) if item.metadata}
    return [
        Parameter(name, **{**given, "pixels": given["pixels"] and not of_host}, of_host=of_host)
        for name, given in about.items()
    ]

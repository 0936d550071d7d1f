"""A job in JSON, as other programs write it: the parameters of `specgan:superresolve` by their published names.

{"RGB": "rgb.tif", "HSI": "hsi.tif", "MODEL": "specgan_aerial_x16", "OUTPUT": "out.tif"}, alone or, as `qgis_process
run specgan:superresolve -` takes it, as the value of "inputs". Numbers may be written as strings.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Mapping, Union

from ..errors import SpecGanError
from ..models import BUNDLED, find_model
from .job import PARAMETERS, Job
from .kinds import ModelFile
from .parameter import Parameter

LONGEST = 1 << 20
"""Bytes; no job is longer."""


def read_job(path: Union[str, Path], folders: Iterable[Path] = (BUNDLED,)) -> Job:
    """The job in a JSON file. Raises `SpecGanError` where the file cannot be read or holds no job."""
    return job_of(read_values(path), folders)


def read_values(path: Union[str, Path]) -> Dict[str, Any]:
    """The published names and values in a JSON file. Raises `SpecGanError`."""
    try:
        with open(path, "rb") as file:
            data = file.read(LONGEST + 1)
    except (OSError, ValueError) as error:
        raise SpecGanError(
            "The job file {path} cannot be read.", "Give an existing file.", repr(error), path=path
        ) from error
    if len(data) > LONGEST:
        raise SpecGanError(
            "The job file {path} is too large for a job.", "Give a JSON file with a job's parameters.", path=path
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(repr(error)) from error
    return _values(text)


def job_from_json(text: str, folders: Iterable[Path] = (BUNDLED,)) -> Job:
    """The job in a JSON text. `folders`: where installed models lie. Raises `SpecGanError` that names what is wrong."""
    return job_of(_values(text), folders)


def _values(text: str) -> Dict[str, Any]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(repr(error)) from error
    values = raw.get("inputs", raw) if isinstance(raw, dict) else None
    if not isinstance(values, dict):
        raise _damaged("not a JSON object")
    return values


def job_of(
    values: Mapping[str, Any],
    folders: Iterable[Path] = (BUNDLED,),
    label: Callable[[Parameter], str] = lambda parameter: parameter.name,
) -> Job:
    """The job of published names and values as JSON or a command line gives them; None and "" are not there;
    "" is what says that there is no HSI.

    `label`: what errors call a parameter. Raises `SpecGanError`.
    """
    named = {name: value for name, value in values.items() if value is not None}
    given = {name: value for name, value in named.items() if value != ""}
    unknown = sorted(set(given) - set(PARAMETERS))
    # no layer is said in so many words: one that was forgotten is another thing
    needed = [known for known in PARAMETERS.values() if known.positional]
    missing = [known.name for known in needed if known.name not in (named if known.optional else given)]
    if unknown or missing:
        raise SpecGanError(
            "The job does not know the parameter {name!r}." if unknown else "The job lacks {missing}.",
            "Parameters are {parameters}.",
            name=unknown[0][:60] if unknown else "",
            missing=", ".join(missing),
            parameters=", ".join(PARAMETERS),
        )
    read = {known.field: known.default for known in PARAMETERS.values() if known.optional}
    for name, value in given.items():
        parameter = PARAMETERS[name]
        read[parameter.field] = parameter.kind.read(value, label(parameter))
        if isinstance(parameter.kind, ModelFile):
            read[parameter.field] = find_model(read[parameter.field], folders)
    return Job.of(**read)


def _damaged(details: str) -> SpecGanError:
    return SpecGanError("The job is not a JSON object.", 'Write {"RGB": "...", "HSI": "...", ...}.', details[:500])

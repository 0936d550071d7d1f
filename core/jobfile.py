"""A job in JSON, as other programs write it: the parameters of `specgan:superresolve` by their published names.

{"RGB": "rgb.tif", "HSI": "hsi.tif", "MODEL": "specgan_compact_x16", "OUTPUT": "out.tif"}, alone or, as `qgis_process
run specgan:superresolve -` takes it, as the value of "inputs". Numbers may be written as strings.
"""

from __future__ import annotations

import json
import math
import os
import re
from pathlib import Path
from typing import Any, Dict, Iterable, Optional, Tuple, Union

from .backends.opening import DEVICES, PRECISIONS
from .errors import SpecGanError
from .geodata.given import parse_wavelengths
from .geodata.simple_writer import wkt_of
from .job import Extent, Job, parse_bands, parse_range
from .models import BUNDLED, find_model

LONGEST = 1 << 20
"""Bytes; no job is longer."""
WHOLE = {"OVERLAP": "overlap", "BATCH_SIZE": "batch_size", "MEMORY_MB": "memory_mb"}
"""Parameters that are whole numbers, and the job's fields."""
FRACTIONS = {"DETAIL": "detail"}
"""Parameters that are any numbers, and the job's fields."""
TEXTS = ("RGB", "HSI", "MODEL", "OUTPUT")
"""Parameters that a job cannot do without."""
OTHERS = ("RGB_BANDS", "RGB_RANGE", "HSI_RANGE", "HSI_WAVELENGTHS", "DEVICE", "PRECISION", "EXTENT")
MOST_BANDS = 100_000
"""Entries of a list of wavelengths."""
LARGEST = 1 << 31
"""Whole numbers stay below."""
EXTENT = re.compile(r"\s*([^\s,]+),\s*([^\s,]+),\s*([^\s,]+),\s*([^\s,\[]+)\s*(?:\[\s*([^\[\]]{1,200}?)\s*\])?\s*")


def read_job(path: Union[str, Path], folders: Iterable[Path] = (BUNDLED,)) -> Job:
    """The job in a JSON file. Raises `SpecGanError` where the file cannot be read or holds no job."""
    try:
        with open(path, "rb") as file:
            data = file.read(LONGEST + 1)
    except (OSError, ValueError) as error:
        raise SpecGanError(f"The job file {path} cannot be read.", "Give an existing file.", repr(error)) from error
    if len(data) > LONGEST:
        raise SpecGanError(f"The job file {path} is too large for a job.", "Give a JSON file with a job's parameters.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(repr(error)) from error
    return job_from_json(text, folders)


def job_from_json(text: str, folders: Iterable[Path] = (BUNDLED,)) -> Job:
    """The job in a JSON text. `folders`: where installed models lie. Raises `SpecGanError` that names what is wrong."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(repr(error)) from error
    values = raw.get("inputs", raw) if isinstance(raw, dict) else None
    if not isinstance(values, dict):
        raise _damaged("not a JSON object")
    values = {name: value for name, value in values.items() if value is not None and value != ""}
    unknown = sorted(set(values) - {*TEXTS, *OTHERS, *WHOLE, *FRACTIONS})
    missing = [name for name in TEXTS if name not in values]
    if unknown or missing:
        what = f"does not know the parameter {unknown[0][:60]!r}" if unknown else f"lacks {', '.join(missing)}"
        raise SpecGanError(f"The job {what}.", f"Parameters are {', '.join([*TEXTS, *OTHERS, *WHOLE, *FRACTIONS])}.")
    if values.get("BATCH_SIZE") == "auto":
        values["BATCH_SIZE"] = 0
    more: Dict[str, Any] = {field: _whole(values[name], name) for name, field in WHOLE.items() if name in values}
    more.update({field: _number(values[name], name) for name, field in FRACTIONS.items() if name in values})
    return Job(
        rgb=_text(values["RGB"], "RGB"),
        hsi=_text(values["HSI"], "HSI"),
        model=find_model(_text(values["MODEL"], "MODEL"), folders),
        output=Path(os.path.expanduser(_text(values["OUTPUT"], "OUTPUT"))),
        rgb_bands=parse_bands(_joined(values.get("RGB_BANDS", ""), "RGB_BANDS"), "RGB_BANDS"),
        rgb_range=parse_range(_joined(values.get("RGB_RANGE", ""), "RGB_RANGE"), "RGB_RANGE"),
        hsi_range=parse_range(_joined(values.get("HSI_RANGE", ""), "HSI_RANGE"), "HSI_RANGE"),
        hsi_wavelengths=parse_wavelengths(_listed(values.get("HSI_WAVELENGTHS", ""), "HSI_WAVELENGTHS")),
        device=_one_of(DEVICES, values.get("DEVICE", DEVICES[0]), "DEVICE"),
        precision=_one_of(PRECISIONS, values.get("PRECISION", PRECISIONS[0]), "PRECISION"),
        extent=_extent(values.get("EXTENT")),
        **more,
    )


def _damaged(details: str) -> SpecGanError:
    return SpecGanError("The job is not a JSON object.", 'Write {"RGB": "...", "HSI": "...", ...}.', details[:500])


def _wrong(name: str, value: Any, wanted: str) -> SpecGanError:
    return SpecGanError(f"{name} is {repr(value)[:80]}, which is not {wanted}.", f"Give {wanted} for {name}.")


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise _wrong(name, value, "a text")
    return value


def _joined(value: Any, name: str) -> str:
    """A list of numbers, or text with commas, as text with commas."""
    if isinstance(value, list) and len(value) <= 3:
        return ",".join(str(_number(part, name)) if name != "RGB_BANDS" else str(_whole(part, name)) for part in value)
    if not isinstance(value, str) or len(value) > 200:
        raise _wrong(name, value, "numbers with commas between")
    return value


def _listed(value: Any, name: str) -> str:
    """A list of any number of numbers, or text, as text."""
    if isinstance(value, list) and len(value) <= MOST_BANDS:
        return ", ".join(repr(_number(part, name)) for part in value)
    if not isinstance(value, str) or "\0" in value:
        raise _wrong(name, value, "numbers with commas between, or a file")
    return value


def _number(value: Any, name: str) -> float:
    try:
        number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise _wrong(name, value, "a number")
    return number


def _whole(value: Any, name: str) -> int:
    number = _number(value, name)
    if number != int(number) or not 0 <= number < LARGEST:
        raise _wrong(name, value, "a whole number from 0 on")
    return int(number)


def _one_of(choices: Tuple[str, ...], value: Any, name: str) -> str:
    if value not in choices:
        raise _wrong(name, value, f"one of {', '.join(choices)}")
    return str(value)


def _extent(value: Any) -> Optional[Extent]:
    """QGIS's form: "xmin,xmax,ymin,ymax [EPSG:32633]"."""
    if value is None:
        return None
    found = EXTENT.fullmatch(value) if isinstance(value, str) and len(value) <= 1000 else None
    if found is None:
        raise _wrong("EXTENT", value, "xmin,xmax,ymin,ymax [CRS]")
    sides: Tuple[float, ...] = tuple(_number(part, "EXTENT") for part in found.groups()[:4])
    crs = found.group(5) or ""
    # only an authority's code: other definitions may name files and addresses
    if crs and not re.fullmatch(r"[A-Za-z]{2,20}:\w{1,20}", crs):
        raise _wrong("EXTENT", value, "xmin,xmax,ymin,ymax [EPSG:number]")
    return Extent(sides[0], sides[2], sides[1], sides[3], wkt_of(crs) if crs else "", crs)

"""What a model says about itself: one JSON string inside the model file, one frozen value in the program."""

from __future__ import annotations

import json
import math
import mmap
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Dict, Iterator, Mapping, Optional, Tuple

from .errors import SpecGanError
from .errors.messages import Message
from .shelf.domain import Domain, domain_from

FORMAT_VERSION = 1
METADATA_KEY = "specgan"
LONGEST_ENTRY = 1 << 24
"""Bytes; a longer metadata entry is none."""
_PROPERTIES = 14
"""Field number of `metadata_props` in an ONNX file."""


@dataclass(frozen=True)
class ValueRange:
    """How the values of a layer map to the network's [-1, 1]; the same mapping in training and inference.

    A layer of type `dtype` uses the fixed range (`low`, `high`) in file units. Every other layer, and every layer
    where `dtype` is empty, uses percentiles of the part that is computed, without values far outside
    the rest (`core.patches.value_range`): never of a tile, which would show as seams.
    """

    dtype: str = ""
    """numpy name of the layer type that the fixed range is for ("uint8"); empty: percentiles always."""
    low: float = 0.0
    """File value that maps to -1 where the fixed range applies."""
    high: float = 255.0
    """File value that maps to +1 where the fixed range applies."""
    percentiles: Tuple[float, float] = (1.0, 99.0)
    """Percentiles of the layer's valid values that map to -1 and +1 where no fixed range applies."""
    per_band: bool = False
    """Percentiles for each band on its own instead of one range for all bands."""
    margin: float = 0.0
    """Share of the width between the percentiles by which the range reaches beyond them at either end. A network that
    was trained on pictures of 0 to 255 knows one layer as a part of that range; without a margin, a calm layer looks
    like one of the strongest contrast."""


@dataclass(frozen=True)
class ModelSpec:
    """Everything the engine and a person need to know about a model."""

    name: str
    """Short name, as shown in lists."""
    scale: int
    """Super-resolution factor: LR pixel size over HR pixel size."""
    in_size: int
    """Patch width and height in LR pixels; fixed by the weights."""
    wavelengths: Tuple[float, ...]
    """Centres of the HSI bands that the network takes, nm, in the network's order."""
    band_width: float = 0.0
    """Full width at half maximum of those bands in nm; 0 means: take the nearest band of the layer."""
    rgb_range: ValueRange = field(default_factory=lambda: ValueRange("uint8"))
    """Value mapping of the RGB layer."""
    hsi_range: ValueRange = field(default_factory=ValueRange)
    """Value mapping of the HSI layer."""
    lr_consistent: bool = False
    """The mean of every scale x scale block of the output equals the LR pixel by construction."""
    expected: bool = False
    """The model has a second output, `expected`: what the inputs support, where `sr` is one plausible picture."""
    hsi_optional: bool = False
    """The model was also trained without HSI (zeros in its place), so that it may be missing."""
    detail_correlation: float = 0.0
    """rho: correlation of the detail that two overlapping patches generate for the same ground, 0 to 1; see
    `core.patches.blend`. `training export --data` fits it so that blend zones are as detailed as the rest."""
    overlap: int = 2
    """Default overlap of neighbouring patches, LR pixels."""
    detail: float = 1.0
    """Default for how much of the generated detail goes into a result, 0 (the base alone) to 1."""
    assumed_wavelengths: bool = False
    """The band centres were not recorded with the weights and are an assumption."""
    gsd: Tuple[float, float] = (0.0, 0.0)
    """Smallest and largest HR ground sampling distance of the training data, m; zeros: not recorded."""
    trained_on: str = ""
    """The training data in words, with citations."""
    licence: str = ""
    """Licence of the weights."""
    notes: str = ""
    """What a user has to know before trusting the result."""
    metrics: Dict[str, float] = field(default_factory=dict)
    """Measured figures, by name."""
    domain: Optional[Domain] = None
    """What the LR pixels of the training data look like in the fixed range of `rgb_range`, for the alarm; None: not
    recorded."""
    stretched_domain: Optional[Domain] = None
    """The same in ranges that are found from the values of a layer."""
    format_version: int = FORMAT_VERSION
    """Version of this description's format."""

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise SpecGanError(
                "The model's description cannot be used: {problem}.",
                "Export the model again with the training module of this plugin, or use another model.",
                problem=problem,
            )

    @property
    def bands(self) -> int:
        """Number of HSI bands."""
        return len(self.wavelengths)

    @property
    def out_size(self) -> int:
        """Patch width and height of the output, HR pixels."""
        return self.in_size * self.scale

    @property
    def out_channels(self) -> int:
        """Channels of an answer: three of `sr`, then three of `expected` where the model has it."""
        return 6 if self.expected else 3

    def to_json(self) -> str:
        """The description as one JSON string, as stored in model files."""
        return json.dumps(asdict(self), sort_keys=True)


def spec_from_json(text: str) -> ModelSpec:
    """ModelSpec from the JSON string of a model file.

    Unknown fields are ignored (a newer minor version may add some); a newer `format_version`, missing fields or values
    of the wrong kind raise `SpecGanError`.
    """
    try:
        raw = json.loads(text)
        if not isinstance(raw, dict):
            raise TypeError("not a JSON object")
        if int(raw.get("format_version", 0)) > FORMAT_VERSION:
            raise SpecGanError(
                "The model was written by a newer version of this plugin (format {format_version}).",
                "Update the SpecGAN plugin.",
                format_version=raw["format_version"],
            )
        known = {f.name for f in fields(ModelSpec)}
        values = {key: value for key, value in raw.items() if key in known}
        for key in ("rgb_range", "hsi_range"):
            if key in values:
                values[key] = _range_from(values[key])
        values["wavelengths"] = tuple(float(w) for w in values["wavelengths"])
        for key in ("domain", "stretched_domain"):
            if values.get(key) is not None:
                values[key] = domain_from(values[key])
        if "gsd" in values:
            values["gsd"] = tuple(float(v) for v in values["gsd"])
        return ModelSpec(**values)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise SpecGanError(
            "The model's description is damaged or incomplete.",
            "Export the model again with the training module of this plugin, or use another model.",
            repr(error),
        ) from error


def described(spec: ModelSpec, overrides: Mapping[str, Any]) -> ModelSpec:
    """`spec` with some fields replaced; fields that the weights decide, and unknown ones, are refused."""
    decided = {"scale", "in_size", "lr_consistent", "expected", "format_version"}
    known = {item.name for item in fields(ModelSpec)} - decided
    wrong = sorted(set(overrides) - known)
    if wrong:
        raise SpecGanError(
            "These cannot be set in a model's description: {wrong}.",
            "Fields that can: {fields}.",
            wrong=", ".join(wrong),
            fields=", ".join(sorted(known)),
        )
    values = json.loads(spec.to_json())
    values.update(json.loads(json.dumps(dict(overrides))))
    result = spec_from_json(json.dumps(values))
    if result.bands != spec.bands:
        raise SpecGanError(
            "The network takes {bands} HSI bands, but {numbers} wavelengths were given.",
            "Give one wavelength for every band.",
            bands=spec.bands,
            numbers=result.bands,
        )
    return result


def _range_from(raw: Dict[str, Any]) -> ValueRange:
    known = {f.name for f in fields(ValueRange)}
    values = {key: value for key, value in raw.items() if key in known}
    if "percentiles" in values:
        values["percentiles"] = tuple(float(v) for v in values["percentiles"])
    return ValueRange(**values)


def _problem(spec: ModelSpec) -> str:
    """What is wrong with the numbers of a description, in words; empty if nothing is."""
    for item in ("name", "trained_on", "licence", "notes"):
        if not isinstance(getattr(spec, item), str):
            return Message("{item} is no text", item=item)
    for item in ("lr_consistent", "assumed_wavelengths", "expected", "hsi_optional"):
        if type(getattr(spec, item)) is not bool:
            return Message("{item} is neither true nor false", item=item)
    if not (_is_number(spec.band_width) and spec.band_width >= 0 and len(spec.gsd) == 2):
        return Message("band width or GSD is no number")
    if not (isinstance(spec.metrics, dict) and all(_is_number(value, finite=False) for value in spec.metrics.values())):
        return Message("the metrics are no numbers")
    if not (type(spec.scale) is int and 2 <= spec.scale <= 64):
        return Message("scale {scale!r} is not a whole number from 2 to 64", scale=spec.scale)
    if not (type(spec.in_size) is int and 2 <= spec.in_size <= 256):
        return Message("patch size {in_size!r} is not a whole number from 2 to 256", in_size=spec.in_size)
    if not 1 <= spec.bands <= 1024 or any(not 0 < w < math.inf for w in spec.wavelengths):
        return Message("the list of HSI wavelengths is empty, too long or not positive")
    if not (type(spec.overlap) is int and 0 <= spec.overlap <= spec.in_size // 2):
        return Message("overlap {overlap!r} is not between 0 and half the patch size", overlap=spec.overlap)
    for item in ("detail", "detail_correlation"):
        value = getattr(spec, item)
        if not (_is_number(value) and 0.0 <= value <= 1.0):
            return Message("{field} {value!r} is not between 0 and 1", field=item.replace("_", " "), value=value)
    for domain in (spec.domain, spec.stretched_domain):
        if domain is not None and domain.spectra is not None and len(domain.shape) != spec.bands:
            return Message("the statistics of the training data are of other HSI bands")
    for name, mapping in (("RGB", spec.rgb_range), ("HSI", spec.hsi_range)):
        low, high = mapping.percentiles
        if not (isinstance(mapping.dtype, str) and _is_number(mapping.low) and _is_number(mapping.high)):
            return Message("the {name} value range is no range", name=name)
        if not (mapping.low < mapping.high and 0 <= low < high <= 100):
            return Message("the {name} value range is empty", name=name)
        if not (_is_number(mapping.margin) and 0 <= mapping.margin <= 10):
            return Message("the margin of the {name} value range is not between 0 and 10", name=name)
    return ""


def _is_number(value: Any, finite: bool = True) -> bool:
    return type(value) in (int, float) and (not finite or abs(value) < 1e300)


def spec_from_onnx(path: Path) -> ModelSpec:
    """ModelSpec from the metadata of an ONNX file, read without onnxruntime (which may live in another Python).

    Walks the top-level fields of the protobuf message ModelProto and keeps `metadata_props` (field 14); see
    https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Raises `SpecGanError` for files that are truncated, are not
    ONNX, or do not describe themselves.
    """
    try:
        # mapped, not read: a model may have gigabytes, and nearly all of them are stepped over
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            properties = _properties(data)
    except OSError as error:
        raise SpecGanError(
            "The model file {path} cannot be read.", "Choose an existing model file.", repr(error), path=path
        ) from error
    except (ValueError, IndexError, UnicodeDecodeError) as error:
        raise SpecGanError(
            "The file {path} is not an ONNX model, or it is damaged.",
            "Copy or download the file again, or choose another model.",
            repr(error),
            path=path,
        ) from error
    if METADATA_KEY not in properties:
        raise SpecGanError(
            "The model {path} does not describe itself, so its scale and bands are unknown.",
            "Export it with `specgan export`, which writes the description.",
            path=path,
        )
    return spec_from_json(properties[METADATA_KEY])


def _properties(data: mmap.mmap) -> Dict[str, str]:
    """All metadata entries of a ModelProto; nothing of the result holds on to `data`."""
    with memoryview(data) as whole:
        found: Dict[str, str] = {}
        for entry in _length_delimited(whole, _PROPERTIES):
            with entry:
                if len(entry) > LONGEST_ENTRY:
                    raise ValueError("metadata entry too long")
                key, value = _metadata_entry(bytes(entry))
                found[key] = value
        return found


def onnx_with_spec(data: bytes, spec: ModelSpec) -> bytes:
    """The bytes of an ONNX file that `spec_from_onnx` has read, with another description."""
    kept = []
    for number, payload, whole in _fields(memoryview(data)):
        if number != _PROPERTIES or payload is None or _metadata_entry(data[payload])[0] != METADATA_KEY:
            kept.append(data[whole])
    entry = b"".join(_delimited(number, text.encode()) for number, text in ((1, METADATA_KEY), (2, spec.to_json())))
    return b"".join([*kept, _delimited(_PROPERTIES, entry)])


def _delimited(number: int, payload: bytes) -> bytes:
    """A length-delimited protobuf field; `number` below 16."""
    length, size = b"", len(payload)
    while size > 0x7F:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return bytes([number << 3 | 2]) + length + bytes([size]) + payload


def _metadata_entry(entry: bytes) -> Tuple[str, str]:
    """StringStringEntryProto: field 1 is the key, field 2 the value."""
    key = _first(_length_delimited(memoryview(entry), 1))
    value = _first(_length_delimited(memoryview(entry), 2))
    if key is None:
        raise ValueError("metadata entry without a key")
    return bytes(key).decode("utf-8"), bytes(value or b"").decode("utf-8")


def _first(items: Any) -> Optional[memoryview]:
    return next(iter(items), None)


def _length_delimited(message: memoryview, wanted: int) -> Iterator[memoryview]:
    """The payload of every length-delimited field `wanted` at the top level of a protobuf message."""
    return (message[payload] for number, payload, _ in _fields(message) if number == wanted and payload is not None)


def _fields(message: memoryview) -> Iterator[Tuple[int, Optional[slice], slice]]:
    """Every field at the top level of a protobuf message: number, where its payload lies if it is length-delimited, and
    where the whole field does. No views: nothing here shall hold on to a mapped file."""
    position, end = 0, len(message)
    if end == 0:
        raise ValueError("empty message")
    while position < end:
        start = position
        tag, position = _varint(message, position)
        number, wire_type = tag >> 3, tag & 7
        if number == 0:
            raise ValueError("field number 0")
        length = 0
        if wire_type == 0:
            _, position = _varint(message, position)
        elif wire_type == 2:
            length, position = _varint(message, position)
        elif wire_type in (1, 5):
            length = 8 if wire_type == 1 else 4
        else:
            raise ValueError(f"wire type {wire_type}")
        if position + length > end:
            raise ValueError("field runs past the end of the file")
        payload = slice(position, position + length) if wire_type == 2 else None
        position += length
        yield number, payload, slice(start, position)


def _varint(message: memoryview, position: int) -> Tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = message[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
    raise ValueError("number too long")

"""Model files of torch: own checkpoints and published ones, read without running anything that is in them."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Tuple, Union

import numpy as np
import torch

from ..errors import SpecGanError
from ..errors.messages import Message
from ..modelspec import ModelSpec, ValueRange, spec_from_json
from ..shelf.causes import sentences
from ..shelf.files import replacing
from .config import GeneratorConfig, generator_config_from, to_dict
from .discriminator import Discriminator
from .generator import Generator
from .published import is_published, load_published, published_config, published_state_dict

__all__ = [
    "FORMAT",
    "load_generator",
    "load_published",
    "published_state_dict",
    "read_checkpoint",
    "save_model",
    "save_published",
]

FORMAT = "specgan"
"""Value of "format" in own checkpoints."""
PathLike = Union[str, Path]


def read_checkpoint(path: PathLike) -> Dict[str, Any]:
    """The dictionary in a torch file, tensors on the CPU.

    Only tensors and primitives are read (`weights_only=True`): a file that wants to run code is refused and nothing of
    it runs. Raises `SpecGanError` for files that are missing, empty, truncated or something else.
    """
    path = Path(path)
    try:
        if path.stat().st_size == 0:
            raise _unreadable(Message("The model file {path} is empty.", path=path))
        raw = torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise SpecGanError(
            "The model file {path} cannot be read.", "Choose an existing model file.", repr(error), path=path
        ) from error
    except pickle.UnpicklingError as error:
        if "Unsupported" in str(error) or "GLOBAL" in str(error):
            raise SpecGanError(
                "The model file {path} was refused: it holds more than weights and could run code.",
                "Ask its author for a file with tensors only (torch.save of a state dict).",
                str(error),
                path=path,
            ) from error
        raise _no_checkpoint(path, error) from error
    except SpecGanError:
        raise
    except Exception as error:  # a damaged file can make the unpickler stumble in any way
        raise _no_checkpoint(path, error) from error
    if not isinstance(raw, dict):
        raise _unreadable(
            Message("The model file {path} holds no network.", path=path), f"top level is {type(raw).__name__}"
        )
    return raw


def load_generator(path: PathLike) -> Tuple[Generator, ModelSpec]:
    """The generator in an own or a published checkpoint, in eval mode on the CPU, and its description."""
    raw = read_checkpoint(path)
    if raw.get("format") == FORMAT:
        return _load_own(Path(path), raw)
    generator, _ = load_published(_published_tensors(Path(path), raw))
    return generator, published_spec(generator.config)


def read_model_spec(path: PathLike) -> ModelSpec:
    """The description alone, without building the network; for published files it is deduced from their tensors."""
    raw = read_checkpoint(path)
    if raw.get("format") != FORMAT:
        return published_spec(published_config(_published_tensors(Path(path), raw)))
    if not isinstance(raw.get("spec"), str):
        raise _unreadable(Message("The model file {path} is incomplete or damaged.", path=path), "no description")
    return spec_from_json(raw["spec"])


def _published_tensors(path: Path, raw: Mapping[str, Any]) -> Dict[str, torch.Tensor]:
    """Tensors of a published checkpoint but those of the discriminator, by their names in the file."""
    state = raw.get("state_dict", raw)
    if not isinstance(state, Mapping) or not is_published(state):
        raise _unreadable(
            Message("The model file {path} holds no SpecGAN network.", path=path), f"keys: {list(raw)[:10]}"
        )
    tensors = {key: value for key, value in state.items() if isinstance(value, torch.Tensor)}
    return {key: value for key, value in tensors.items() if not key.startswith("discriminator.")}


def save_model(
    path: PathLike, generator: Generator, spec: ModelSpec, extra: Optional[Mapping[str, Any]] = None
) -> None:
    """Write an own checkpoint; the file appears, or replaces an old one, only when it is complete.

    `extra` holds more entries, such as what a training run needs to go on: tensors and primitives only.
    """
    check_agreement(spec, generator.config)
    content: Dict[str, Any] = {
        "format": FORMAT,
        "spec": spec.to_json(),
        "config": to_dict(generator.config),
        "generator": {key: value.detach().cpu() for key, value in generator.state_dict().items()},
    }
    if generator.unused:
        content["unused"] = dict(generator.unused)
    taken = set(content) & set(extra or {})
    if taken:
        raise ValueError(f"reserved checkpoint entries: {sorted(taken)}")
    _write(path, {**content, **(extra or {})})


def save_published(path: PathLike, generator: Generator, discriminator: Optional[Discriminator] = None) -> None:
    """Write a checkpoint that the published code reads."""
    state = {key: value.cpu() for key, value in published_state_dict(generator, discriminator).items()}
    _write(path, {"meta": {}, "state_dict": state})


def published_spec(config: GeneratorConfig) -> ModelSpec:
    """What is known, and what has to be assumed, about a checkpoint that does not describe itself."""
    centres = np.linspace(380.0, 1050.0, config.hsi_bands)
    return ModelSpec(
        name=f"SpecGAN {config.scale}x (published checkpoint)",
        scale=config.scale,
        in_size=config.in_size,
        wavelengths=tuple(round(float(centre), 3) for centre in centres),
        assumed_wavelengths=True,
        rgb_range=ValueRange("uint8", 0.0, 255.0),
        hsi_range=ValueRange("uint8", 0.0, 255.0),
        overlap=max(1, config.in_size // 4),
        notes=(
            "The checkpoint does not describe itself. Assumed: band centres evenly spaced from 380 to 1050 nm, and "
            "8 bit values 0 to 255 for RGB and HSI (other types: percentiles of the whole layer). How the training's "
            "HSI was brought to 8 bit is not recorded; set the HSI range if you know it."
        ),
    )


def _write(path: PathLike, content: Dict[str, Any]) -> None:
    path = Path(path)
    with replacing(path) as part, sentences(path, part):  # torch says RuntimeError where a disk is full
        torch.save(content, part)


def _load_own(path: Path, raw: Dict[str, Any]) -> Tuple[Generator, ModelSpec]:
    try:
        spec = spec_from_json(raw["spec"])
        config = generator_config_from(raw["config"])
        check_agreement(spec, config)
        if 8 * config.blocks * config.layers > len(raw["generator"]):  # weight and bias, two stages of two branches
            raise ValueError(f"{len(raw['generator'])} tensors are too few for this network")
        with torch.device("meta"):
            generator = Generator(config)
        state = {key: value.to(torch.float32, copy=True) for key, value in raw["generator"].items()}
        generator.load_state_dict(state, assign=True)
        generator.unused = {key: value.clone() for key, value in raw.get("unused", {}).items()}
    except (KeyError, TypeError, ValueError, AttributeError, RuntimeError) as error:
        raise _unreadable(Message("The model file {path} is incomplete or damaged.", path=path), repr(error)) from error
    generator.register_base()
    return generator.eval(), spec


def check_agreement(spec: ModelSpec, config: GeneratorConfig) -> None:
    described = (spec.scale, spec.in_size, spec.bands, spec.lr_consistent, spec.expected)
    actual = (config.scale, config.in_size, config.hsi_bands, config.base == "lr_consistent", config.expected_width > 0)
    if described != actual:
        raise SpecGanError(
            "The model's description does not fit its network.",
            "Export or train the model again.",
            f"scale, patch size, bands, LR consistency, second output: described {described}, network {actual}",
        )


def _no_checkpoint(path: Path, error: Exception) -> SpecGanError:
    message = Message("The model file {path} is not a torch checkpoint, or it is damaged.", path=path)
    return _unreadable(message, repr(error))


def _unreadable(message: Message, details: str = "") -> SpecGanError:
    return SpecGanError(message, "Copy or download the file again, or choose another model.", details)

"""The weights of a model that this project exported, read back from its ONNX file, to train on from there.

The exporter keeps most parameters under their names and works others into constants: times the scale of a layer at
equalised learning rate, turned round for a transposed convolution, noise and bias of a layer added up. Which constant
is which is found by exporting a network of the same shape whose weights are known, with the same versions.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

import numpy as np
import torch
from torch import nn

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec, spec_from_onnx
from ...core.network.config import PRESETS, GeneratorConfig
from ...core.network.export import constants_of, export_onnx
from ...core.network.generator import Generator
from ...core.network.synthesis import StyledConv
from .model_file import parity

CLOSE = 1e-3
"""Largest difference of a constant from the parameters that it was made of, over its largest value."""


class Constant(NamedTuple):
    """One constant of the known network's file, and that at its place in the given one."""

    known: np.ndarray
    given: np.ndarray


def generator_from_onnx(path: Path) -> Tuple[Generator, ModelSpec]:
    """The network in `path` and its description.

    Raises `SpecGanError` where the file is of no preset of this project, was exported by other versions of torch or
    onnxscript, or where the network that was read does not answer as the file does. Needs the packages onnx,
    onnxscript and onnxruntime.
    """
    spec = spec_from_onnx(path)
    for config in PRESETS.values():
        size = (config.scale, config.in_size, config.hsi_bands, config.expected_width > 0)
        if size == (spec.scale, spec.in_size, spec.bands, spec.expected):
            generator = _read_back(config, spec, path)
            if generator is not None and _agrees(generator, spec, path):
                return generator, spec
    raise SpecGanError(
        "The weights of {path} cannot be read back from it.",
        "Start from the checkpoint that it was exported from, or with the torch and onnxscript of that export.",
        f"torch {torch.__version__}",
        path=path,
    )


def _agrees(generator: Generator, spec: ModelSpec, path: Path) -> bool:
    """Whether the file answers as the network does, to what half weights allow. `SpecGanError` without onnxruntime."""
    try:
        parity(generator, spec, path, half=True)
    except SpecGanError as error:
        if isinstance(error.__cause__, ImportError):
            raise
        return False
    return True


def _read_back(config: GeneratorConfig, spec: ModelSpec, path: Path) -> Optional[Generator]:
    """None where the file is of another network or exporter."""
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(0)
        probe = Generator(config).eval()
        for parameter in probe.parameters():
            parameter.copy_(0.1 + 0.2 * torch.randn_like(parameter))
    with TemporaryDirectory() as folder:
        export_onnx(probe, spec, Path(folder) / "known.onnx")
        known = constants_of(Path(folder) / "known.onnx")
    given = constants_of(path)
    if [values.shape for values in known.values()] != [values.shape for values in given.values()]:
        return None
    pairs = {name: Constant(known[name], other) for name, other in zip(known, given.values())}
    state = {name: pairs[name].given for name in probe.state_dict() if name in pairs}
    constants = [pair for name, pair in pairs.items() if name not in state and pair.known.dtype == np.float32]
    for name, values in _worked_in(probe, set(state), constants):
        state[name] = values
    if set(state) != set(probe.state_dict()):
        return None
    tensors = {name: torch.from_numpy(values.reshape(probe.state_dict()[name].shape)) for name, values in state.items()}
    probe.load_state_dict(tensors)
    return probe


def _worked_in(probe: nn.Module, kept: Set[str], constants: List[Constant]) -> Iterator[Tuple[str, np.ndarray]]:
    """Name and given values of the parameters and buffers that are no constants under their own name."""
    for name, own in probe.state_dict().items():
        if name not in kept:
            values = own.numpy()
            found = _scaled(values, constants)
            if found is None:
                found = _scaled(values, [_turned(pair) for pair in constants if pair.known.ndim == 4])
            if found is not None:
                yield name, found
    for name, layer in probe.named_modules():
        if isinstance(layer, StyledConv) and f"{name}.bias" not in kept:
            yield from ((f"{name}.{part}", values) for part, values in _noise_and_bias(layer, constants).items())


def _scaled(values: np.ndarray, constants: List[Constant]) -> Optional[np.ndarray]:
    """What is given at the place of the constant that is `values` times a positive number, over that number."""
    for known, given in constants:
        if known.size == values.size > 1:
            same = known.reshape(values.shape)
            factor = float((same * values).sum() / (values * values).sum())
            if factor > 0 and np.abs(same - factor * values).max() < CLOSE * np.abs(same).max():
                return np.asarray(given.reshape(values.shape) / np.float32(factor), np.float32)
    return None


def _turned(pair: Constant) -> Constant:
    """Kernels of transposed convolutions as those of convolutions."""
    known, given = (values.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1] for values in pair)
    return Constant(known, given)


def _noise_and_bias(layer: StyledConv, constants: List[Constant]) -> Dict[str, np.ndarray]:
    """Noise strength, noise and bias of a layer whose sum is one constant; the mean of the noise goes to the bias."""
    with torch.no_grad():
        known = (layer.noise_strength * layer.noise + layer.bias[:, None, None]).numpy()
    field = _scaled(known, constants)
    if field is None:
        return {}
    bias = field.mean((0, 2, 3))
    noise = (field - bias[None, :, None, None]).mean(1, keepdims=True)
    strength = np.maximum(noise.std(keepdims=True).reshape(1), 1e-12)
    return {"bias": bias, "noise_strength": strength, "noise": noise / strength}

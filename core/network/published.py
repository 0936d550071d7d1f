"""Checkpoints in the layout of the published code: names, shapes and what they tell about the network."""

from __future__ import annotations

import re
from typing import Dict, List, Mapping, Optional, Tuple

import torch
from torch import Tensor

from ..errors import SpecGanError
from .config import SMALLEST, DiscriminatorConfig, GeneratorConfig
from .discriminator import Discriminator
from .generator import Generator

_EXCHANGE = {"relation": "layer{}_S", "factor": "layer{}_M", "offset": "layer{}_B"}
_ATTENTION = {"query": "query_conv", "key": "key_conv", "value": "value_conv"}
_STYLED = {
    "conv.weight": "conv.weight_orig",
    "conv.style.weight": "conv.style_modulation.linear.weight_orig",
    "conv.style.bias": "conv.style_modulation.bias",
    "noise_strength": "noise_injector.weight",
    "bias": "activate.bias",
}
_MAPPING_LAYERS = 8
_MAPPING_FACTOR = 0.01
"""Learning-rate factor of the unused mapping network: its fresh weights are N(0, 1) / factor."""
_KEY = "encoder_head.layerInX_1.weight"
"""A key by which a published generator is known."""


def published_name(key: str, config: GeneratorConfig) -> str:
    """The published checkpoint's key (without the outer "generator.") of one of the generator's own tensors."""
    part, rest = key.split(".", 1)
    if part == "fusion":
        return "encoder_head." + _fusion_name(rest)
    if part == "encoder":
        return "encoder." + rest[len("blocks.") :]
    if part == "decoder":
        return _decoder_name(rest, config)
    return _synthesis_name(rest)


def published_discriminator_name(key: str) -> str:
    """The published checkpoint's key (without the outer "discriminator.") of one of the discriminator's tensors."""
    part, rest = key.split(".", 1)
    if part == "final_linear":
        index, leaf = rest.split(".")
        return f"final_linear.{int(index) // 2}." + ("bias" if leaf == "bias" else "linear.weight_orig")
    if part == "blocks":
        block, layers, rest = rest.split(".", 2)
        prefix = f"convs.{int(block) + 1}.{layers}."
    else:
        prefix = {"from_rgb": "convs.0.", "final_conv": "final_conv."}[part]
    return prefix + re.sub(r"weight$", "conv.weight_orig", rest)


def _fusion_name(key: str) -> str:
    part, rest = key.split(".", 1)
    if part == "shared":
        return "Infor." + rest
    branch, kind = part.split("_")
    letter, number = ("X", 1) if branch == "hsi" else ("Y", 2)
    if kind == "out":
        return f"layerOut_{letter}.{rest}"
    index, leaf = rest.split(".", 1)
    if kind == "head":
        return f"layerIn{letter}_{int(index) + 1}.{leaf}"
    if kind == "exchange":
        if index in _ATTENTION:
            return f"similar{letter}.{_ATTENTION[index]}.{leaf}"
        return f"{_EXCHANGE[index].format(letter)}.{leaf}"
    prefix = f"branch{number}_{int(index) + 1}."
    if leaf.startswith("fuse."):
        return prefix + "GFF." + leaf[len("fuse.") :]
    block = re.sub(r"^blocks\.(\d+)\.convs\.(\d+)\.", r"RDBs.\1.convs.\2.conv.0.", leaf)
    return prefix + re.sub(r"^blocks\.(\d+)\.fuse\.", r"RDBs.\1.LFF.", block)


def _decoder_name(key: str, config: GeneratorConfig) -> str:
    if key.startswith("out."):
        return "decoder_out." + key[len("out.") :]
    _, block, layer, leaf = key.split(".")
    doubles = layer == "2" and 2 ** int(block) < config.scale  # all blocks but the closing one
    return f"decoder.{block}.{layer}.{'upsample_conv.' if doubles else ''}{leaf}"


def _synthesis_name(key: str) -> str:
    part, _, rest = key.partition(".")
    if part == "constant":
        return "generator.constant_input.input"
    if part in ("merge", "merge_skip"):
        return {"merge": "fusion_out.", "merge_skip": "fusion_skip."}[part] + rest
    if part in ("first", "first_rgb"):
        theirs, number, leaf = {"first": "conv1", "first_rgb": "to_rgb1"}[part], 0, rest
    else:
        index, leaf = rest.split(".", 1)
        theirs, number = f"{'to_rgbs' if part == 'rgbs' else 'convs'}.{index}", int(index) + 1
    if leaf == "noise":
        return f"generator.injected_noise_{number}"
    if leaf == "bias" and part in ("first_rgb", "rgbs"):
        return f"generator.{theirs}.bias"
    return f"generator.{theirs}.{_STYLED[leaf]}"


def is_published(state: Mapping[str, object]) -> bool:
    """Whether the keys are those of a published checkpoint, with or without the outer "generator."."""
    return _KEY in state or "generator." + _KEY in state


def published_state_dict(generator: Generator, discriminator: Optional[Discriminator] = None) -> Dict[str, Tensor]:
    """The networks' tensors under the published keys ("generator.*", "discriminator.*") and in the published shapes.

    Tensors that the network does not use (the mapping network, the kernels of blurs) are those it was loaded with
    (`generator.unused`) or, for a network that was not, fresh ones.
    """
    if generator.config.base != "none":
        raise SpecGanError(
            "The published checkpoint format has no place for a network over an upsampled base.",
            "Save it in this plugin's own format.",
        )
    result: Dict[str, Tensor] = {}
    tensors = generator.state_dict()
    for name, (key, shape) in _generator_layout(generator).items():
        result["generator." + name] = tensors[key].detach().reshape(shape)
    unused = generator.unused or _fresh_unused(generator.config)
    result.update(("generator." + name, tensor) for name, tensor in unused.items())
    if discriminator is not None:
        tensors = discriminator.state_dict()
        for name, key in _discriminator_layout(discriminator).items():
            result["discriminator." + name] = tensors[key].detach()
        for name in _discriminator_kernels(discriminator.config):
            result["discriminator." + name] = _fir(1.0)
    return result


def load_published(state: Mapping[str, Tensor]) -> Tuple[Generator, Optional[Discriminator]]:
    """Generator, and the discriminator where the state dict has one, from a published state dict; both in eval mode.

    Scale, patch size, bands and widths are deduced from the tensors. Raises `SpecGanError` where tensors are missing,
    unknown or of another shape.
    """
    if _KEY in state:
        ours, theirs = dict(state), {}
    else:
        ours, theirs = _under(state, "generator."), _under(state, "discriminator.")
    generator = _load_generator(ours)
    return generator, (_load_discriminator(theirs) if theirs else None)


def published_config(state: Mapping[str, Tensor]) -> GeneratorConfig:
    """The generator's config from a published state dict, with or without the outer "generator."."""
    return deduce_config(state if _KEY in state else _under(state, "generator."))


def deduce_config(state: Mapping[str, Tensor]) -> GeneratorConfig:
    """The generator's config from the shapes of its published tensors (keys without the outer "generator.")."""
    try:
        head = state[_KEY].shape
        ups = _count(state, "generator.to_rgbs")
        stage = "encoder_head.branch1_1.RDBs"
        in_size = 2 ** (_count(state, "fusion_out") + 1)
        channels = [state["generator.conv1.conv.weight_orig"].shape[1]]
        channels += [state[f"generator.convs.{2 * k}.conv.weight_orig"].shape[1] for k in range(ups)]
        return GeneratorConfig(
            scale=SMALLEST * 2**ups // in_size,
            in_size=in_size,
            hsi_bands=head[1],
            base_width=head[0],
            growth=state[stage + ".0.convs.0.conv.0.weight"].shape[0],
            blocks=_count(state, stage),
            layers=_count(state, stage + ".0.convs"),
            attention_width=state["encoder_head.similarX.query_conv.weight"].shape[0],
            feature_width=state["encoder_head.layerOut_X.0.weight"].shape[0],
            style_width=state["generator.conv1.conv.style_modulation.linear.weight_orig"].shape[1],
            channels=tuple(channels),
            closing_width=state[f"decoder.{_count(state, 'decoder') - 1}.0.weight"].shape[0],
            tail_width=state["decoder_out.0.weight"].shape[0],
        )
    except (KeyError, IndexError) as error:
        raise _foreign(f"no shape of {error}") from error


def _load_generator(state: Dict[str, Tensor]) -> Generator:
    with torch.device("meta"):
        generator = Generator(deduce_config(state))
    layout = _generator_layout(generator)
    fixed = {name: tensor.shape for name, tensor in _fresh_unused(generator.config).items()}
    _compare(state, {**{name: shape for name, (_, shape) in layout.items()}, **fixed})
    for name in fixed:
        if name.endswith("upsample.kernel"):
            _check_fir(name, state[name], 4.0)
    own = generator.state_dict()
    values = {key: _own(state[name], own[key].shape) for name, (key, _) in layout.items()}
    generator.load_state_dict(values, assign=True)
    generator.unused = {name: state[name].detach().clone() for name in fixed}
    return generator.eval()


def _load_discriminator(state: Dict[str, Tensor]) -> Discriminator:
    blocks = _count(state, "convs") - 1
    try:
        channels = [state["convs.0.0.conv.weight_orig"].shape[0]]
        channels += [state[f"convs.{k + 1}.skip.1.conv.weight_orig"].shape[0] for k in range(blocks)]
    except (KeyError, IndexError) as error:
        raise _foreign(f"no shape of {error}") from error
    discriminator = Discriminator(DiscriminatorConfig(SMALLEST * 2**blocks, tuple(channels[::-1])))
    own, layout = discriminator.state_dict(), _discriminator_layout(discriminator)
    kernels = _discriminator_kernels(discriminator.config)
    _compare(state, {**{n: own[key].shape for n, key in layout.items()}, **{n: torch.Size((4, 4)) for n in kernels}})
    for name in kernels:
        _check_fir(name, state[name], 1.0)
    discriminator.load_state_dict({key: _own(state[name], own[key].shape) for name, key in layout.items()})
    return discriminator.eval()


def _generator_layout(generator: Generator) -> Dict[str, Tuple[str, torch.Size]]:
    """Published name -> (own key, published shape), for every tensor that the network uses."""
    layout: Dict[str, Tuple[str, torch.Size]] = {}
    for key, tensor in generator.state_dict().items():
        name, shape = published_name(key, generator.config), tensor.shape
        if name.startswith("generator.") and name.endswith(".conv.weight_orig"):
            shape = torch.Size((1, *shape))
        elif re.fullmatch(r"generator\.to_rgb(1|s\.\d+)\.bias", name):
            shape = torch.Size((1, 3, 1, 1))
        layout[name] = (key, shape)
    return layout


def _discriminator_layout(discriminator: Discriminator) -> Dict[str, str]:
    return {published_discriminator_name(key): key for key in discriminator.state_dict()}


def _discriminator_kernels(config: DiscriminatorConfig) -> List[str]:
    blocks = range(1, len(config.channels))
    return [f"convs.{block}.{part}.0.kernel" for block in blocks for part in ("conv2", "skip")]


def _fresh_unused(config: GeneratorConfig) -> Dict[str, Tensor]:
    """The published tensors that do not enter the result, and the fixed FIR kernels, as a new network has them."""
    width = config.style_width
    result: Dict[str, Tensor] = {}
    for layer in range(1, _MAPPING_LAYERS + 1):
        prefix = f"generator.style_mapping.{layer}."
        result[prefix + "linear.weight_orig"] = torch.randn(width, width) / _MAPPING_FACTOR
        result[prefix + "bias"] = torch.zeros(width)
    for k in range(len(config.channels) - 1):
        result[f"generator.convs.{2 * k}.conv.blur.kernel"] = _fir(4.0)
        result[f"generator.to_rgbs.{k}.upsample.kernel"] = _fir(4.0)
    return result


def _fir(gain: float) -> Tensor:
    row = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(row, row) / 64 * gain


def _check_fir(name: str, kernel: Tensor, gain: float) -> None:
    if not torch.allclose(kernel.float(), _fir(gain), atol=1e-6):
        raise SpecGanError(
            "The checkpoint was trained with another resampling filter than the published network's.",
            "Use a checkpoint of the published network.",
            f"{name} is {kernel.tolist()}",
        )


def _own(tensor: Tensor, shape: torch.Size) -> Tensor:
    """A float32 copy: the network shares nothing with the state dict that it was made from."""
    return tensor.detach().to(torch.float32, copy=True).reshape(shape).contiguous()


def _under(state: Mapping[str, Tensor], prefix: str) -> Dict[str, Tensor]:
    return {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}


def _count(state: Mapping[str, Tensor], prefix: str) -> int:
    """Number of entries of a list of layers: one more than the largest index after `prefix`."""
    pattern = re.compile(re.escape(prefix) + r"\.(\d+)\.")
    return 1 + max((int(found.group(1)) for found in map(pattern.match, state) if found), default=-1)


def _compare(state: Mapping[str, Tensor], wanted: Mapping[str, torch.Size]) -> None:
    missing, unknown = sorted(set(wanted) - set(state)), sorted(set(state) - set(wanted))
    different = [
        f"{name} {tuple(state[name].shape)}, not {tuple(shape)}"
        for name, shape in wanted.items()
        if name in state and state[name].shape != shape
    ]
    if missing or unknown or different:
        raise _foreign(f"missing: {missing[:5]}; unknown: {unknown[:5]}; other shape: {different[:5]}")


def _foreign(details: str) -> SpecGanError:
    return SpecGanError(
        "The checkpoint's tensors do not make up a SpecGAN network.",
        "Choose a checkpoint that the published SpecGAN code or this plugin's training wrote.",
        details,
    )

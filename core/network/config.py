"""The shape of the networks as plain values: every width, the patch size and the number of HSI bands."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import Any, Dict, List, Tuple

from ..errors import SpecGanError
from ..errors.messages import Message

SMALLEST = 4
"""Width of the smallest map, in pixels: the constant that synthesis starts from, and where the encoder ends."""

_OPTIONAL = ("strength_width", "expected_width")
"""Widths of parts that a network with a base may have; 0: it has none."""


@dataclass(frozen=True)
class GeneratorConfig:
    """A SpecGAN generator. The defaults are the published 32x network (Meng et al., doi 10.1109/TGRS.2022.3222360)."""

    scale: int = 32
    """HR pixels along one LR pixel; a power of two."""
    in_size: int = 8
    """Patch width and height in LR pixels; a power of two from 4 on. Fixed by the encoder's flattened map."""
    hsi_bands: int = 48
    """Number of HSI bands."""
    base_width: int = 128
    """Channels of the two branches."""
    growth: int = 64
    """Channels that a dense convolution adds."""
    blocks: int = 8
    """Residual dense blocks in one stage of one branch."""
    layers: int = 8
    """Dense convolutions in one block."""
    attention_width: int = 64
    """Channels of queries and keys in the fusion's attention."""
    feature_width: int = 512
    """Channels of the fused features, and of the encoder."""
    style_width: int = 512
    """Length of one style vector."""
    channels: Tuple[int, ...] = (512, 512, 512, 512, 512, 256, 128)
    """Channels of synthesis and decoder at 4, 8, 16 ... out_size pixels."""
    closing_width: int = 64
    """Channels of the decoder's last hidden layer at full size."""
    tail_width: int = 3
    """Channels between the two convolutions that join the decoder's image and the synthesised image."""
    base: str = "none"
    """What the network's free output is added to. "none": to nothing, and a tanh closes it, as published;
    "lr_consistent": to the LR-consistent upsampling of the RGB patch, so that block means equal the LR pixels."""
    stationary: bool = False
    """Whether no place in the patch is special: maps go on beyond their border with the values at their edge, synthesis
    starts from the same vector everywhere, and every training image gets fresh noise. Otherwise zeros lie around the
    maps, synthesis starts from a constant map and noise is fixed, as published; a short training then learns frames and
    strokes by heart, which stand in every patch at the same place."""
    strength_width: int = 0
    """Hidden channels of the part that says, LR pixel by LR pixel, how strong the detail is (`strength.Strength`); it
    needs a base. 0: none, as published."""
    strength_passes: int = 2
    """Times that the detail is measured and brought to the strength. At an LR pixel's border half the factor is its
    neighbour's, so one time does not hit: white noise averaged over 7 x 7 pixels, 16x, comes within 7 percent in one,
    4 in two."""
    strength_room: float = 0.0
    """The strongest detail, as its standard deviation over the room that the LR pixel's luma leaves to black or white:
    stronger one is cut off there, and the LR pixel is not met. 0: no limit."""
    bounded: bool = False
    """Whether the fusion's factors stay between 0 and 2, the decoder's maps are scaled to a mean square of 1 and kept
    in float32, and the detail stays between -2 and 2. Without bounds, as published, maps grow from layer to layer
    at the learning rates of short adversarial training, until detail is lost in rounding or runs away."""
    expected_width: int = 0
    """Most channels of the second network, whose image `expected` is what the inputs support: trained with the squared
    error alone, and nothing random enters it. It needs a base. 0: none, as published."""

    def __post_init__(self) -> None:
        _check_counts(self, ("channels", "base", "stationary", *_OPTIONAL, "strength_room", "bounded"))
        for name in ("scale", "in_size"):
            if not _power_of_two(getattr(self, name)):
                raise _refusal(name, getattr(self, name), Message("a power of two"))
        if self.in_size < SMALLEST:
            raise _refusal("in_size", self.in_size, Message("at least {smallest}", smallest=SMALLEST))
        if self.scale < 2:
            raise _refusal("scale", self.scale, Message("at least 2"))
        _check_channels(self.channels, self.out_size)
        if self.base not in ("none", "lr_consistent"):
            raise _refusal("base", self.base, Message('"none" or "lr_consistent"'))
        for name in ("stationary", "bounded"):
            if type(getattr(self, name)) is not bool:
                raise _refusal(name, getattr(self, name), Message("true or false"))
        for name in _OPTIONAL:
            width = getattr(self, name)
            if type(width) is not int or not 0 <= width <= 65536:
                raise _refusal(name, width, Message("a whole number from 0 on"))
            if width and self.base == "none":
                raise _refusal(name, width, Message("0 without a base"))
        if type(self.strength_room) not in (int, float) or not 0 <= self.strength_room < math.inf:
            raise _refusal("strength_room", self.strength_room, Message("a number from 0 on"))

    @property
    def out_size(self) -> int:
        """Patch width and height of the output, HR pixels."""
        return self.in_size * self.scale

    @property
    def resolutions(self) -> Tuple[int, ...]:
        """4, 8, 16 ... out_size: the widths of the maps of the synthesis network."""
        return _resolutions(self.out_size)

    @property
    def styles(self) -> int:
        """L, the number of style vectors: 2 log2(out_size) - 2."""
        return 2 * len(self.resolutions)

    def channels_at(self, resolution: int) -> int:
        """Channels of the maps that are `resolution` pixels wide."""
        return self.channels[self.resolutions.index(resolution)]


@dataclass(frozen=True)
class DiscriminatorConfig:
    """A StyleGAN2 discriminator. The defaults are the published one."""

    size: int = 256
    """Width and height of the image, pixels; a power of two from 8 on."""
    channels: Tuple[int, ...] = (512, 512, 512, 512, 512, 256, 128)
    """Channels at 4, 8, 16 ... size pixels."""
    group: int = 4
    """Largest group of images whose standard deviation the network sees."""

    def __post_init__(self) -> None:
        _check_counts(self, ("channels",))
        if not _power_of_two(self.size) or self.size <= SMALLEST:
            raise _refusal("size", self.size, Message("a power of two above {smallest}", smallest=SMALLEST))
        _check_channels(self.channels, self.size)

    @property
    def resolutions(self) -> Tuple[int, ...]:
        """4, 8, 16 ... size."""
        return _resolutions(self.size)


def to_dict(config: Any) -> Dict[str, Any]:
    """The config as a dictionary of primitives, for checkpoints."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(config).items()}


def generator_config_from(values: Dict[str, Any]) -> GeneratorConfig:
    """GeneratorConfig from such a dictionary; missing fields take the default, unknown ones raise `SpecGanError`."""
    return GeneratorConfig(**_arguments(GeneratorConfig, values))


def discriminator_for(config: GeneratorConfig) -> DiscriminatorConfig:
    """The discriminator that goes with a generator: the published widths for the published generator, small ones
    (about as many operations as the generator's) otherwise."""
    if config.channels == GeneratorConfig.channels:
        return DiscriminatorConfig(config.out_size, config.channels)
    widths = [min(2 * c, 128) for c in config.channels]
    widths[-1] = config.channels[-1]
    return DiscriminatorConfig(config.out_size, tuple(widths))


def _resolutions(size: int) -> Tuple[int, ...]:
    result: List[int] = [SMALLEST]
    while result[-1] < size:
        result.append(2 * result[-1])
    return tuple(result)


def _power_of_two(value: int) -> bool:
    return value > 0 and value & (value - 1) == 0


def _check_counts(config: Any, others: Tuple[str, ...]) -> None:
    for item in fields(config):
        value = getattr(config, item.name)
        if item.name not in others and not (type(value) is int and 1 <= value <= 65536):
            raise _refusal(item.name, value, Message("a whole number from 1 on"))


def _check_channels(channels: Tuple[int, ...], size: int) -> None:
    if not isinstance(channels, tuple) or any(type(c) is not int or c < 1 for c in channels):
        raise _refusal("channels", channels, Message("a tuple of whole numbers from 1 on"))
    if len(channels) != len(_resolutions(size)):
        raise _refusal(
            "channels",
            channels,
            Message("one number for each of the sizes {resolutions}", resolutions=_resolutions(size)),
        )


def _arguments(kind: Any, values: Dict[str, Any]) -> Dict[str, Any]:
    known = {item.name for item in fields(kind)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise SpecGanError(
            "The network's description has fields that this version does not know: {unknown}.",
            "Update the SpecGAN plugin, or use another model.",
            unknown=", ".join(map(str, unknown)),
        )
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _refusal(name: str, value: Any, wanted: str) -> SpecGanError:
    return SpecGanError(
        "A network with {name} = {value!r} cannot be built: {name} has to be {wanted}.",
        "Correct the network's configuration, or use another model.",
        name=name,
        value=value,
        wanted=wanted,
    )


_COMPACT: Dict[str, Any] = {
    "in_size": 8,
    "hsi_bands": 28,
    "base_width": 32,
    "growth": 16,
    "blocks": 2,
    "layers": 4,
    "attention_width": 16,
    "feature_width": 64,
    "style_width": 96,
    "tail_width": 8,
    "base": "lr_consistent",
    "stationary": True,
    "strength_width": 32,
}

_WIDE: Dict[str, Any] = {
    **_COMPACT,
    "base_width": 48,
    "growth": 24,
    "closing_width": 16,
    "strength_width": 0,
    "bounded": True,
    "expected_width": 64,
}
_WIDE_CHANNELS = (96, 96, 64, 48, 32, 16, 12)

PRESETS: Dict[str, GeneratorConfig] = {
    "paper_x16": GeneratorConfig(scale=16, in_size=16),
    "paper_x32": GeneratorConfig(scale=32, in_size=8),
    "compact_x16": GeneratorConfig(scale=16, channels=(96, 96, 64, 32, 24, 16), closing_width=8, **_COMPACT),
    "compact_x32": GeneratorConfig(
        scale=32,
        channels=(96, 96, 64, 32, 24, 16, 8),
        closing_width=8,
        strength_passes=3,
        strength_room=0.5,
        **_COMPACT,
    ),  # fmt: skip
    **{f"wide_x{4 << k}": GeneratorConfig(scale=4 << k, channels=_WIDE_CHANNELS[: k + 4], **_WIDE) for k in range(4)},
    "tiny_x16": GeneratorConfig(
        scale=16,
        in_size=4,
        hsi_bands=4,
        base_width=8,
        growth=4,
        blocks=1,
        layers=2,
        attention_width=4,
        feature_width=8,
        style_width=8,
        channels=(8, 8, 8, 8, 4),
        closing_width=4,
        base="lr_consistent",
    ),
}
"""Generators by name. "paper": exactly the published ones; "compact": the same topology with widths for a CPU, over
the LR-consistent base; "wide": wider, with a second output, for training that grows from 4x to 32x; "tiny": for
tests."""

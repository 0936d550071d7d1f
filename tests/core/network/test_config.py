from __future__ import annotations

import pytest
from specgan.core.errors import SpecGanError
from specgan.core.network.config import (
    PRESETS,
    DiscriminatorConfig,
    GeneratorConfig,
    discriminator_for,
    generator_config_from,
    to_dict,
)


def test_published_sizes():
    for name in ("paper_x16", "paper_x32"):
        config = PRESETS[name]
        assert (config.out_size, config.styles, config.hsi_bands) == (256, 14, 48)
        assert [config.channels_at(r) for r in config.resolutions] == [512] * 5 + [256, 128]
        assert discriminator_for(config) == DiscriminatorConfig()
    assert PRESETS["paper_x16"].in_size == 16
    assert PRESETS["paper_x32"].in_size == 8


def test_own_presets_take_28_bands_and_keep_the_lr_mean():
    for name, out in (("compact_x16", 128), ("compact_x32", 256)):
        config = PRESETS[name]
        assert (config.in_size, config.hsi_bands, config.out_size, config.base) == (8, 28, out, "lr_consistent")
        assert discriminator_for(config).size == out


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_dictionary_round_trip(name):
    assert generator_config_from(to_dict(PRESETS[name])) == PRESETS[name]


@pytest.mark.parametrize(
    "field, value",
    [
        ("scale", 12),
        ("scale", 1),
        ("in_size", 2),
        ("in_size", 6),
        ("growth", 0),
        ("growth", True),
        ("blocks", 2.0),
        ("style_width", -1),
        ("channels", (512, 512)),
        ("channels", (0,) * 7),
        ("base", "bicubic"),
        ("strength_width", -1),
        ("strength_width", True),
        ("strength_passes", 0),
        ("strength_room", -0.5),
        ("strength_room", float("nan")),
        ("strength_room", True),
    ],
)
def test_nonsense_is_refused_by_name(field, value):
    with pytest.raises(SpecGanError, match=field):
        GeneratorConfig(**{field: value})


def test_unknown_fields_are_refused_by_name():
    with pytest.raises(SpecGanError, match="wings"):
        generator_config_from({"scale": 32, "wings": 2})


def test_discriminator_nonsense_is_refused():
    with pytest.raises(SpecGanError, match="size"):
        DiscriminatorConfig(size=100)
    with pytest.raises(SpecGanError, match="channels"):
        DiscriminatorConfig(size=128)

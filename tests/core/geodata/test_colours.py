"""Which band is red: what was said, colours, the map, wavelengths, names; and infrared that poses as red."""

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.colours import choose_rgb
from specgan.core.geodata.raster import describe
from support import declare, write_raster

COLOURS = {"r": gdal.GCI_RedBand, "g": gdal.GCI_GreenBand, "b": gdal.GCI_BlueBand, "-": gdal.GCI_Undefined}


def layer(tmp_path, names=(), nm=None, colours="", count=0):
    """A layer of 16 bit, which GDAL gives no colours of its own; `colours`: a letter for each band."""
    count = count or len(names) or len(nm or ()) or len(colours)
    path = write_raster(tmp_path / "rgb.tif", np.ones((count, 2, 2), np.uint16), wavelengths=nm)
    declare(path, names=names, colours=[COLOURS[letter] for letter in colours or "-" * count])
    return describe(path)


NAMES = [
    ("blue green red nir", (3, 2, 1)),  # PlanetScope, 4 bands
    ("coastal_blue blue green_i green yellow red rededge nir", (6, 4, 2)),  # PlanetScope, 8 bands
    ("B2 B3 B4 B8", (3, 2, 1)),  # Sentinel-2 from Earth Engine
    ("B02 B03 B04 B08", (3, 2, 1)),
    ("B8 B4 B3 B2", (2, 3, 4)),
    ("B1 B2 B3 B4 B5 B6 B7 B8 B8A B9 B11 B12", (4, 3, 2)),
    ("SR_B2 SR_B3 SR_B4 SR_B5", (3, 2, 1)),  # Landsat 8
    ("SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 SR_B6 SR_B7 ST_B10", (4, 3, 2)),
    ("SR_B1 SR_B2 SR_B3 SR_B4 SR_B5 ST_B6 SR_B7", (3, 2, 1)),  # Landsat 4 to 7
    ("sur_refl_b01 sur_refl_b02 sur_refl_b03 sur_refl_b04", (1, 4, 3)),  # MODIS
    ("Blau Grün Rot NIR", (3, 2, 1)),
    ("bleu vert rouge infrarouge", (3, 2, 1)),
    ("azul verde rojo", (3, 2, 1)),
    ("NIR|Rosso|Verde|Blu", (2, 3, 4)),
    ("azul verde vermelho", (3, 2, 1)),
    ("синий зелёный красный", (3, 2, 1)),
    ("蓝 绿 红 近红外", (3, 2, 1)),
    ("蓝色 绿色 红色 近红外", (3, 2, 1)),
    ("近红外波段 红波段 绿波段 蓝波段", (2, 3, 4)),
    ("青色 緑色 赤色 近赤外線", (3, 2, 1)),
    ("kék zöld piros", (3, 2, 1)),
    ("Mavi Yeşil Kırmızı", (3, 2, 1)),
    ("B G R", (3, 2, 1)),
    ("BAND_B BAND_G BAND_R BAND_N", (3, 2, 1)),  # WorldView
    ("Band 1: Blue (470 - 510)|Band 2: Green|Band 3: Red|Band 4: Near Infrared", (3, 2, 1)),
    ("RedEdge Red Green Blue", (2, 3, 4)),
    ("Red Edge|Red|Green|Blue|Coastal Blue", (2, 3, 4)),
]


@pytest.mark.parametrize(("names", "bands"), NAMES)
def test_names_of_many_sensors_and_languages(tmp_path, names, bands):
    choice = choose_rgb(layer(tmp_path, names.split("|") if "|" in names else names.split()))
    assert (choice.bands, choice.origin, choice.warnings) == (bands, "by name", ())


@pytest.mark.parametrize(
    "names", ["Band 1|Band 2|Band 3", "B1|B2|B3|B4", "1|2|3", "mean|median|deviation", "Layer_1||"]
)
def test_names_that_say_nothing_leave_a_warning(tmp_path, names):
    choice = choose_rgb(layer(tmp_path, names.split("|")))
    assert (choice.bands, choice.origin) == ((1, 2, 3), "the first three")
    assert len(choice.warnings) == 1 and "Give RGB_BANDS" in choice.warnings[0]


def test_the_order_of_evidence(tmp_path):
    names, nm = ["red", "green", "blue", "red2", "x"], [650, 550, 470, 660, 480]
    info = layer(tmp_path, names, nm, "bgr--")
    assert choose_rgb(info, (5, 1, 2), (2, 1, 3)).bands == (5, 1, 2)
    by_colour = choose_rgb(info, (), (2, 1, 3))
    assert (by_colour.bands, by_colour.origin) == ((3, 2, 1), "by their colour interpretation")
    info = layer(tmp_path, names, nm)
    shown = choose_rgb(info, (), (4, 2, 5))
    assert (shown.bands, shown.origin) == ((4, 2, 5), "as shown on the map")
    by_wavelength = choose_rgb(layer(tmp_path, ["blue", "green", "red"], [650, 550, 470]))
    assert (by_wavelength.bands, by_wavelength.origin) == ((1, 2, 3), "by wavelength")
    assert "3, 2, 1 (by name)" in by_wavelength.warnings[0]


def test_evidence_that_contradicts_is_named(tmp_path):
    """GDAL makes Red, Green, Blue of any three bands of 8 bit."""
    path = write_raster(tmp_path / "a.tif", np.ones((3, 2, 2), np.uint8))
    choice = choose_rgb(describe(declare(path, names=["blue", "green", "red"])))
    assert choice.bands == (1, 2, 3) and len(choice.warnings) == 1
    assert "not bands 3, 2, 1 (by name)" in choice.warnings[0]
    styled = choose_rgb(layer(tmp_path, colours="rgb-"), (), (3, 2, 1))
    assert styled.bands == (1, 2, 3) and "not bands 3, 2, 1 (as shown on the map)" in styled.warnings[0]


def test_a_style_with_neighbours_of_the_best_bands_is_no_contradiction(tmp_path):
    nm = list(range(400, 720, 10))
    choice = choose_rgb(layer(tmp_path, nm=nm), (), (27, 16, 9))  # 660, 550, 480 nm
    assert choice.bands == (27, 16, 9) and choice.warnings == ()
    odd = choose_rgb(layer(tmp_path, nm=nm), (), (9, 16, 27))
    assert odd.bands == (9, 16, 27) and "not bands 26, 16, 8 (by wavelength)" in odd.warnings[0]


def test_bands_one_two_three_on_the_map_count_only_where_nothing_else_is_known(tmp_path):
    plain = choose_rgb(layer(tmp_path, count=4), (), (1, 2, 3))
    assert (plain.bands, plain.origin, plain.warnings) == ((1, 2, 3), "as shown on the map", ())
    named = choose_rgb(layer(tmp_path, ["B2", "B3", "B4", "B8"]), (), (1, 2, 3))
    assert named.bands == (3, 2, 1) and "not bands 1, 2, 3 (as shown on the map)" in named.warnings[0]


@pytest.mark.parametrize("shown", [(1, 1, 1), (2, 3, 9), (3, 2)])
def test_styles_that_show_no_three_bands_say_nothing(tmp_path, shown):
    assert choose_rgb(layer(tmp_path, ["blue", "green", "red"]), (), shown).origin == "by name"


@pytest.mark.parametrize(
    "told",
    [
        {"nm": [850, 650, 550]},
        {"names": ["NIR", "Red", "Green"]},
        {"names": ["infrarouge", "rouge", "vert"]},
        {"names": ["B8", "B4", "B3"]},
        {"names": ["red", "green", "blue"], "nm": [850, 650, 550], "colours": "rgb"},
        {"names": ["NIR", "Red", "Green"], "colours": "rgb"},
    ],
    ids=["wavelengths", "names", "French names", "Sentinel-2", "wavelengths against names", "names against colours"],
)
@pytest.mark.parametrize("shown", [(), (1, 2, 3)])
def test_infrared_that_poses_as_red_is_refused_and_can_be_asked_for(tmp_path, told, shown):
    info = layer(tmp_path, **told)
    with pytest.raises(SpecGanError, match="infrared") as caught:
        choose_rgb(info, (), shown)
    assert "RGB_BANDS" in caught.value.hint
    asked = choose_rgb(info, (1, 2, 3), shown)
    assert asked.bands == (1, 2, 3) and len(asked.warnings) == 1 and "infrared" in asked.warnings[0]


def test_numbers_of_a_spectrometers_bands_are_no_sensors_codes(tmp_path):
    """EnMAP without its bands of water vapour: "band 45" is neither infrared nor one of Sentinel-2's."""
    numbers = [*range(1, 41), *range(51, 61)]
    nm = [420.0 + 7 * number for number in numbers]
    info = layer(tmp_path, [f"band {number} ({centre:.2f} Nanometers)" for number, centre in zip(numbers, nm)], nm)
    choice = choose_rgb(info)
    assert (choice.origin, choice.warnings) == ("by wavelength", ())
    np.testing.assert_allclose([nm[band - 1] for band in choice.bands], (650, 550, 470), atol=3.5)


def test_infrared_on_the_map_gives_way_to_what_is_red(tmp_path):
    for told in ({"names": ["B2", "B3", "B4", "B8"]}, {"nm": [490, 560, 665, 842]}):
        choice = choose_rgb(layer(tmp_path, **told), (), (4, 3, 2))
        assert choice.bands == (3, 2, 1)
        assert len(choice.warnings) == 1 and "not bands 4, 3, 2 (as shown on the map)" in choice.warnings[0]


def test_wavelengths_that_lack_a_colour_are_no_evidence(tmp_path):
    assert choose_rgb(layer(tmp_path, nm=[490, 560, 842 - 150])).origin == "by wavelength"
    assert choose_rgb(layer(tmp_path, nm=[500, 510, 520])).origin == "the first three"


@pytest.mark.parametrize("colour", ["NIR", "SWIR"])
def test_infrared_by_colour_interpretation(tmp_path, colour):
    """As GDAL names it from 3.10 on."""
    info = replace(layer(tmp_path, count=4), colours=(colour, "Red", "Green", "Blue"))
    assert choose_rgb(info).bands == (2, 3, 4)
    info = replace(info, colours=(colour, "Red", "Green", "Undefined"))
    with pytest.raises(SpecGanError, match=f"infrared .{colour}"):
        choose_rgb(info)
    assert choose_rgb(info, (), (2, 3, 4)).origin == "as shown on the map"

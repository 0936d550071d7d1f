"""EnMAP and DESIS images opened as they are delivered, and any raster beside an ENVI header."""

import numpy as np
import pytest
from products import ENMAP, centres, write_desis, write_enmap
from specgan.core.geodata.bands import choose_bands
from specgan.core.geodata.grid import Window
from specgan.core.geodata.raster import Layer, describe
from specgan.core.geodata.spectral import describe_wavelengths
from support import write_raster


@pytest.mark.parametrize("image", ["-SPECTRAL_IMAGE.TIF", "-SPECTRAL_IMAGE_COG.tiff", "-spectral_image.tif"])
def test_enmap(tmp_path, image):
    info = describe(write_enmap(tmp_path, image=image, dead=(4,)))
    np.testing.assert_allclose(info.wavelengths, centres())
    np.testing.assert_allclose(info.spectral.widths, [6.5 + n / 10 for n in range(1, 13)])
    assert info.spectral.good == tuple(n != 4 for n in range(1, 13))
    assert info.nodata == (-32768.0,) * 12
    line = f"420 to 1000 nm, from the file beside it ({ENMAP}-METADATA.XML)"
    assert describe_wavelengths(info.spectral).endswith(line)
    with Layer(info.path) as reader:
        _, valid = reader.read([1, 2], Window(0, 0, 7, 9))
    assert not valid[0, 0] and valid.sum() == 62


def test_the_nodata_value_of_the_image_wins(tmp_path):
    assert describe(write_enmap(tmp_path, declared=-1)).nodata == (-1.0,) * 12


@pytest.mark.parametrize(
    "image,part", [("-SPECTRAL_IMAGE_VNIR.TIF", slice(3)), ("-SPECTRAL_IMAGE_SWIR.TIF", slice(-3, None))]
)
def test_enmap_l1b_has_one_list_for_two_images(tmp_path, image, part):
    write_enmap(tmp_path)
    path = write_raster(tmp_path / f"{ENMAP}{image}", np.ones((3, 4, 5), np.int16))
    np.testing.assert_allclose(describe(path).wavelengths, centres()[part])


@pytest.mark.parametrize("header,xml", [(True, True), (True, False), (False, True)])
def test_desis(tmp_path, header, xml):
    info = describe(write_desis(tmp_path, header=header, xml=xml))
    np.testing.assert_allclose(info.wavelengths, centres())
    np.testing.assert_allclose(info.spectral.widths, [3.1] * 12)
    assert info.nodata == (-32768.0,) * 12
    assert choose_bands(info, tuple(centres()[2:8]), 0).needed == (3, 4, 5, 6, 7, 8)


def test_any_raster_with_an_envi_header_of_its_name(tmp_path):
    path = write_raster(tmp_path / "cube.tif", np.ones((3, 4, 5), np.int16))
    lines = "ENVI\nbands = 3\nwavelength units = Micrometers\nwavelength = {0.45, 0.55, 0.65}\nbbl = {1, 0, 1}\n"
    (tmp_path / "cube.hdr").write_text(lines)
    info = describe(path)
    np.testing.assert_allclose(info.wavelengths, (450, 550, 650))
    assert info.spectral.good == (True, False, True) and info.nodata == (None,) * 3
    (tmp_path / "cube.hdr").write_text(lines.replace("bands = 3", "bands = 4"))
    assert describe(path).wavelengths is None


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a/>", b"\xff\xfe\x00", b"<a><bandCharacterisation/></a>"])
def test_files_that_say_nothing(tmp_path, content):
    path = write_enmap(tmp_path)
    (tmp_path / f"{ENMAP}-METADATA.XML").write_bytes(content)
    assert describe(path).wavelengths is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_declares_entities_is_not_read(tmp_path, encoding):
    """Entities within entities grow without end ("billion laughs"); the file would say all wavelengths otherwise."""
    path = write_enmap(tmp_path)
    file = tmp_path / f"{ENMAP}-METADATA.XML"
    start, rest = file.read_text(encoding="utf-8").split("?>", 1)
    assert describe(path).wavelengths is not None
    declared = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]>'
    file.write_text(declared + rest, encoding=encoding)
    assert start and describe(path).wavelengths is None


def test_the_metadata_of_the_image_itself_comes_first(tmp_path):
    nm = [600.0 + n for n in range(12)]
    path = write_enmap(tmp_path)
    write_raster(path, np.ones((12, 4, 5), np.int16), wavelengths=nm)
    assert describe(path).wavelengths == tuple(nm)

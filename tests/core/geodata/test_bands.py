"""Wavelengths in every spelling; band choice with numbers."""

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.bands import choose_bands
from specgan.core.geodata.colours import choose_rgb
from specgan.core.geodata.grid import Window
from specgan.core.geodata.raster import Layer, describe
from support import write_raster


def spelled(path, count, dataset=None, bands=None, descriptions=None, domain=""):
    """A raster of `count` bands with the given metadata."""
    write_raster(path, np.ones((count, 4, 4), np.int16))
    file = gdal.Open(str(path), gdal.GA_Update)
    if dataset:
        file.SetMetadata(dataset)
    for number in range(1, count + 1):
        if bands:
            file.GetRasterBand(number).SetMetadata(bands[number - 1], domain)
        if descriptions:
            file.GetRasterBand(number).SetDescription(descriptions[number - 1])
    del file
    return describe(str(path))


def test_spellings(tmp_path):
    expected = (450.0, 559.1, 1000.0)
    nm = [{"wavelength": str(w), "wavelength_units": "Nanometers"} for w in expected]
    um = [{"wavelength": str(w / 1000), "wavelength_units": "Micrometers"} for w in expected]
    bare = [{"wavelength": str(w / 1000)} for w in expected]
    imagery = [{"CENTRAL_WAVELENGTH_UM": str(w / 1000), "FWHM_UM": "0.01"} for w in expected]
    text = [f"band {n} ({w} Nanometers)" for n, w in enumerate(expected)]
    listed = {"wavelength": "{ 0.45, 0.5591 , 1.0 }", "wavelength_units": "Micrometers", "bbl": "{1,0,1}"}
    found = [
        spelled(tmp_path / "a.tif", 3, bands=nm),
        spelled(tmp_path / "b.tif", 3, bands=um),
        spelled(tmp_path / "c.tif", 3, bands=bare),
        spelled(tmp_path / "d.tif", 3, bands=imagery, domain="IMAGERY"),
        spelled(tmp_path / "e.tif", 3, dataset=listed),
        spelled(tmp_path / "f.tif", 3, descriptions=text),
        spelled(tmp_path / "g.tif", 3, descriptions=["450", "559.1 nm", "1.0 um"]),
    ]
    for info in found:
        np.testing.assert_allclose(info.wavelengths, expected, err_msg=info.path)
    np.testing.assert_allclose(found[3].spectral.widths, (10, 10, 10))
    assert found[4].spectral.good == (True, False, True)


@pytest.mark.parametrize(
    "descriptions", [["Red", "Green", "Blue"], ["450", "550", ""], ["1", "2", "3"], ["a1b", "x", "y"]]
)
def test_what_is_no_wavelength_is_none(tmp_path, descriptions):
    info = spelled(tmp_path / "a.tif", 3, descriptions=descriptions)
    assert info.wavelengths is None or min(info.wavelengths) >= 1000  # bare 1, 2, 3 can only be micrometres


def layer(tmp_path, centres, bad=()):
    bands = [
        {"wavelength": f"{w:g}", "wavelength_units": "nm", "bbl": "0" if n in bad else "1"}
        for n, w in enumerate(centres)
    ]
    return spelled(tmp_path / "layer.tif", len(centres), bands=bands)


def test_nearest_bands(tmp_path):
    plan = choose_bands(layer(tmp_path, [400, 450, 500, 550, 600]), (455, 540), 0)
    assert plan.needed == (2, 4) and plan.warnings == ()
    np.testing.assert_array_equal(plan.weights, np.eye(2))


def test_gaussian_bands_reproduce_a_linear_spectrum(tmp_path):
    centres = np.arange(400, 1100, 5.0)
    wanted = np.arange(460, 1001, 20.0)
    plan = choose_bands(layer(tmp_path, centres), wanted, 20.0)
    np.testing.assert_allclose(plan.weights.sum(1), 1, atol=1e-6)
    spectrum = centres[np.array(plan.needed) - 1] * 2.0
    np.testing.assert_allclose(plan.apply(spectrum[:, None, None])[:, 0, 0], wanted * 2, rtol=1e-5)
    # FWHM 20 nm: half the weight of the centre at 10 nm
    row = plan.weights[0]
    index = {w: i for i, w in enumerate(centres[np.array(plan.needed) - 1])}
    assert np.isclose(row[index[470.0]] / row[index[460.0]], 0.5, atol=1e-4)


def test_bad_bands_are_left_out(tmp_path):
    plan = choose_bands(layer(tmp_path, [450, 460, 470], bad=(1,)), (461,), 0)
    assert plan.needed == (3,)


def test_a_quarter_outside_is_the_limit(tmp_path):
    info = layer(tmp_path, np.arange(500, 1000, 10))
    plan = choose_bands(info, (450, 600, 700, 800), 0)
    assert plan.needed[0] == 1 and "1 of its 4" in plan.warnings[0]
    with pytest.raises(SpecGanError, match="2 of its 4"):
        choose_bands(info, (450, 460, 700, 800), 0)


def test_no_wavelengths_means_the_order_of_the_file(tmp_path):
    info = spelled(tmp_path / "a.tif", 4)
    plan = choose_bands(info, (1.0, 2.0, 3.0, 4.0), 0)
    assert plan.needed == (1, 2, 3, 4) and "order" in plan.warnings[0]
    with pytest.raises(SpecGanError, match="4 bands, the model takes 5"):
        choose_bands(info, (1.0, 2.0, 3.0, 4.0, 5.0), 0)


def test_rgb_bands(tmp_path):
    assert choose_rgb(spelled(tmp_path / "a.tif", 4), (4, 2, 1)).bands == (4, 2, 1)
    assert choose_rgb(spelled(tmp_path / "a.tif", 4), ()).bands == (1, 2, 3)
    assert choose_rgb(layer(tmp_path, [440, 480, 560, 660, 850]), ()).bands == (4, 3, 2)
    file = gdal.Open(write_raster(tmp_path / "b.tif", np.ones((4, 2, 2), np.uint8)), gdal.GA_Update)
    for number, colour in ((1, gdal.GCI_BlueBand), (2, gdal.GCI_GreenBand), (3, gdal.GCI_RedBand)):
        file.GetRasterBand(number).SetColorInterpretation(colour)
    del file
    assert choose_rgb(describe(str(tmp_path / "b.tif")), ()).bands == (3, 2, 1)


def test_real_metadata(data):
    enmap = describe(str(data / "enmap_potsdam" / "enmap_potsdam_tile_128_96.tif"))
    assert len(enmap.wavelengths) == 224 and enmap.wavelengths[0] == 418.24 and enmap.spectral.widths[0] == 6.99561
    assert enmap.nodata[0] == -32768 and len(enmap.spectral.good) == 224
    berlin = describe(str(data / "berlin" / "berlin_north_hsi.tif"))
    assert len(berlin.wavelengths) == 177 and berlin.wavelengths[:2] == (460.0, 465.0)
    for info in (enmap, berlin, describe(str(data / "idtrees" / "MLBS_10_hsi.tif"))):
        plan = choose_bands(info, np.arange(460, 1001, 20.0), 20.0)
        assert plan.warnings == () and len(plan.weights) == 28


def envi(path, header):
    """An ENVI file of 3 bands as its vendors write it, opened by GDAL's ENVI driver."""
    path.write_bytes(np.ones((3, 2, 2), "<i2").tobytes())
    path.with_suffix(".hdr").write_text(
        "ENVI\nsamples = 2\nlines = 2\nbands = 3\nheader offset = 0\nfile type = ENVI Standard\ndata type = 2\n"
        "interleave = bsq\nbyte order = 0\nmap info = {UTM, 1, 1, 500000, 5800000, 10, 10, 33, North, WGS-84}\n"
        + header
    )
    return describe(path)


@pytest.mark.parametrize(
    "header",
    [
        "wavelength units = Nanometers\nwavelength = {\n 450.0, 559.1,\n 1000.0}\nfwhm = {6, 7, 8}\nbbl = {1, 0, 1}\n",
        "wavelength units = Micrometers\nwavelength = {0.45, 0.5591, 1.0}\nfwhm = {0.006, 0.007, 0.008}\nbbl={1,0,1}\n",
        "wavelength = {0.45, 0.5591, 1.0}\nfwhm = {0.006, 0.007, 0.008}\nbbl = {1,0,1}\n",
        "wavelength units = Unknown\nwavelength = {450, 559.1, 1000}\nfwhm = {6, 7, 8}\nbbl = {1, 0, 1}\n",
    ],
)
def test_envi_headers(tmp_path, header):
    info = envi(tmp_path / "scene.img", header)
    np.testing.assert_allclose(info.wavelengths, (450.0, 559.1, 1000.0))
    np.testing.assert_allclose(info.spectral.widths, (6, 7, 8))
    assert info.spectral.good == (True, False, True)


@pytest.mark.parametrize("unit", ["Index", "Wavenumber", "GHz"])
def test_numbers_that_count_something_else_are_no_wavelengths(tmp_path, unit):
    assert envi(tmp_path / "scene.img", f"wavelength units = {unit}\nwavelength = {{1, 2, 3}}\n").wavelengths is None


def test_bands_that_are_numbered_tell_no_wavelengths(tmp_path):
    assert spelled(tmp_path / "a.tif", 3, descriptions=["1", "2", "3"]).wavelengths is None
    assert spelled(tmp_path / "b.tif", 3, descriptions=["Band 1", "Band 2", "Band 3"]).wavelengths is None
    np.testing.assert_allclose(
        spelled(tmp_path / "c.tif", 3, descriptions=["0.45", "0.55", "1.0"]).wavelengths, (450, 550, 1000)
    )


def test_fewer_usable_bands_than_the_model_takes(tmp_path):
    info = layer(tmp_path, [450, 500, 550, 600], bad=(1,))
    assert choose_bands(info, (450, 550, 600), 0).needed == (1, 3, 4)
    with pytest.raises(SpecGanError, match="3 usable bands, the model takes 4"):
        choose_bands(info, (450, 500, 550, 600), 0)


def test_every_band_bad(tmp_path):
    with pytest.raises(SpecGanError, match="all of its bands as bad"):
        choose_bands(layer(tmp_path, [450, 500], bad=(0, 1)), (450,), 0)


@pytest.mark.parametrize(
    "wanted,width,warned", [(395.5, 0, False), (394.5, 0, True), (390.5, 20, False), (389, 20, True)]
)
def test_the_range_ends_half_a_band_beyond_the_last_centre(tmp_path, wanted, width, warned):
    plan = choose_bands(layer(tmp_path, np.arange(400, 900, 10.0)), (wanted, 500, 600, 700), width)
    assert bool(plan.warnings) == warned
    first = np.flatnonzero(plan.weights[0])
    assert plan.needed[first[0]] == 1 and np.isclose(plan.weights[0].sum(), 1)


def test_bands_in_any_order_and_detectors_that_overlap(tmp_path):
    centres = [900.0, 910.0, 920.0, 905.0, 915.0, 925.0, 500.0, 510.0]
    plan = choose_bands(layer(tmp_path, centres), (505.0, 914.0, 924.0), 0)
    chosen = [centres[plan.needed[int(row.argmax())] - 1] for row in plan.weights]
    assert chosen[1:] == [915.0, 925.0] and chosen[0] in (500.0, 510.0)


def test_coarser_sensors_give_their_nearest_band(tmp_path):
    plan = choose_bands(layer(tmp_path, [450, 500, 550, 600, 650]), (475.1, 500, 620), 20.0)
    assert plan.needed == (2, 4)
    np.testing.assert_array_equal(plan.weights, [[1, 0], [1, 0], [0, 1]])


def test_layers_that_are_no_rgb(tmp_path):
    with pytest.raises(SpecGanError, match="2 bands; red, green and blue are three"):
        choose_rgb(spelled(tmp_path / "a.tif", 2), (1, 1, 1))
    with pytest.raises(SpecGanError, match="1 to 4; asked for were 1, 2, 9"):
        choose_rgb(spelled(tmp_path / "b.tif", 4), (1, 2, 9))
    path = write_raster(tmp_path / "c.tif", np.ones((1, 4, 4), np.uint8))
    file = gdal.Open(path, gdal.GA_Update)
    file.GetRasterBand(1).SetColorInterpretation(gdal.GCI_PaletteIndex)
    colours = gdal.ColorTable()
    colours.SetColorEntry(1, (255, 0, 0))
    file.GetRasterBand(1).SetColorTable(colours)
    del file
    with pytest.raises(SpecGanError) as caught:
        choose_rgb(describe(path), ())
    assert "palette" in caught.value.hint


def test_berlin_spectra_keep_their_shape(data):
    """Resampled bands of real spectra lie between those of the layer that they are made of."""
    info = describe(data / "berlin" / "berlin_north_hsi.tif")
    plan = choose_bands(info, np.arange(460, 1001, 20.0), 20.0)
    with Layer(info.path) as reader:
        values, valid = reader.read(plan.needed, Window(10, 10, 20, 20))
    bands = plan.apply(values)
    assert valid.all() and bands.shape == (28, 20, 20)
    for row, band in zip(plan.weights, bands):
        used = values[row > 0]
        assert (band >= used.min(0) - 0.5).all() and (band <= used.max(0) + 0.5).all()
    vegetation = (bands[20] - bands[10]) / (bands[20] + bands[10])  # 860 and 660 nm
    assert vegetation.max() > 0.6 and vegetation.min() < 0.2

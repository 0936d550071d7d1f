"""Every spelling of a wavelength that the documents promise, and every place where a file may give it."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.bands import choose_bands
from specgan.core.geodata.raster import describe
from specgan.core.geodata.spectral import describe_wavelengths, read_spectral
from specgan.core.geodata.spellings import read_name, read_value, split_list
from specgan.core.geodata.wavelengths import understand
from support import ROOT, write_raster

CENTRES = (385.0, 450.5, 559.1, 1045.0)


def rows():
    """(text, nm as a tag or None, nm as a name or None) of the table in the documents."""
    page = (ROOT / "docs" / "wavelengths.md").read_text(encoding="utf-8")
    for text, *nm in re.findall(r"^\| `(.+)` \| (none|[\d.]+ nm) \| (none|[\d.]+ nm) \|$", page, re.MULTILINE):
        yield text, *(None if value == "none" else float(value.split()[0]) for value in nm)


@pytest.mark.parametrize("text,tag,name", rows())
def test_the_table_in_the_documents(text, tag, name):
    """Beside other bands, so that the text is an entry among wavelengths."""
    for read, wanted in ((read_value, tag), (read_name, name)):
        found = understand([read(text)] * 2).nm[0]
        assert (found is None) == (wanted is None), (text, read, found)
        if wanted is not None:
            assert found == pytest.approx(wanted, rel=1e-9), (text, read)


def test_the_table_is_there():
    assert len(list(rows())) > 45


def told(bands=None, whole=None, imagery=None, names=None):
    """Spectral metadata of a dataset that says only this."""
    count = len(bands or imagery or names or CENTRES)

    def band(n):
        domains = {"": (bands or [{}] * count)[n], "IMAGERY": (imagery or [{}] * count)[n]}
        return SimpleNamespace(
            GetMetadata=lambda domain="": domains.get(domain, {}),
            GetDescription=lambda: (names or [""] * count)[n],
        )

    return read_spectral(
        SimpleNamespace(
            RasterCount=count,
            GetMetadata=lambda domain="": (whole or {}) if domain == "" else {},
            GetRasterBand=lambda number: band(number - 1),
        )
    )


def each(key, texts):
    return [{key: text} for text in texts]


UM = [f"{nm / 1000:.4f}" for nm in CENTRES]
NM = [f"{nm:g}" for nm in CENTRES]
PLACES = {
    "key with unit": {"bands": each("wavelength_nm", NM)},
    "key with unit in parentheses": {"bands": each("wavelength (nm)", NM)},
    "key in micrometres": {"bands": each("Wavelength_um", UM)},
    "key with micro sign": {"bands": each("wavelength [µm]", UM)},
    "central wavelength": {"bands": each("central wavelength", NM)},
    "STAC": {"bands": each("eo:center_wavelength", [str(nm / 1000) for nm in CENTRES])},
    "key with a unit in it": {"bands": each("Wavelength_in_nm", NM)},
    "centre with a unit": {"bands": each("centre [nm]", NM)},
    "German": {"bands": each("Wellenlänge (nm)", NM)},
    "French": {"whole": {"longueur d'onde (µm)": ", ".join(str(nm / 1000) for nm in CENTRES)}},
    "wavenumbers by key": {"bands": each("wavenumber", [repr(1e7 / nm) for nm in CENTRES])},
    "nominal": {"whole": {"nominal_wavelengths": ", ".join(NM)}},
    "CenterWavelength": {"bands": each("CenterWavelength", NM)},
    "unit of the dataset": {"bands": each("wavelength", UM), "whole": {"wavelength_units": "Micrometers"}},
    "unit of the value": {"bands": each("wavelength", [f"{text} um" for text in UM])},
    "decimal commas": {"bands": each("wavelength", [text.replace(".", ",") for text in NM])},
    "limits": {"bands": [{"wavelength_min": f"{nm - 5}", "wavelength_max": f"{nm + 5}"} for nm in CENTRES]},
    "metres": {"bands": each("wavelength", [f"{nm * 1e-9:.6g}" for nm in CENTRES])},
    "metres by name": {
        "bands": each("wavelength", [f"{nm * 1e-9:.6g}" for nm in CENTRES]),
        "whole": {"wavelength units": "Meters"},
    },
    "centimetres": {"bands": each("wavelength", [f"{nm * 1e-7:.6g}" for nm in CENTRES])},
    "millimetres": {"bands": each("wavelength", [f"{nm * 1e-6:.6g}" for nm in CENTRES])},
    "Angstrom": {
        "bands": each("wavelength", [f"{nm * 10:g}" for nm in CENTRES]),
        "whole": {"wavelength_units": "Angstroms"},
    },
    "wavenumbers": {"bands": [{"wavelength": f"{1e7 / nm!r}", "wavelength_units": "Wavenumber"} for nm in CENTRES]},
    "GHz": {"bands": [{"wavelength": f"{299792458 / nm!r}", "wavelength_units": "GHz"} for nm in CENTRES]},
    "IMAGERY": {"imagery": each("CENTRAL_WAVELENGTH_UM", UM)},
    "netCDF": {"bands": each("NETCDF_DIM_wavelength", UM), "whole": {"wavelength#units": "um"}},
    "netCDF, unit alone says it": {"bands": each("NETCDF_DIM_band", NM), "whole": {"band#units": "nm"}},
    "netCDF, frequencies": {
        "bands": each("NETCDF_DIM_channel", [repr(299792.458 / nm) for nm in CENTRES]),
        "whole": {"channel#units": "THz"},
    },
    "netCDF, standard name": {
        "bands": each("NETCDF_DIM_z", NM),
        "whole": {"z#standard_name": "sensor_band_central_radiation_wavelength"},
    },
    "netCDF, list": {"whole": {"NETCDF_DIM_wavelength_VALUES": "{" + ",".join(NM) + "}", "wavelength#units": "nm"}},
    "view of an array": {"bands": [{"DIM_wavelength_VALUE": t, "DIM_wavelength_UNIT": "nm"} for t in NM]},
    "list": {"whole": {"wavelength": "{" + ", ".join(NM) + "}"}},
    "list of Python": {"whole": {"wavelengths": str([float(nm) for nm in CENTRES])}},
    "list with semicolons": {"whole": {"wavelengths": ";".join(NM).replace(".", ",")}},
    "list with units": {"whole": {"wavelengths": ", ".join(f"{text} nm" for text in NM)}},
    "numbered": {"whole": {f"wavelength_{n}": text for n, text in enumerate(NM, start=1)}},
    "Band_1": {"whole": {f"Band_{n}": f"{text} Nanometers" for n, text in enumerate(NM, start=1)}},
    "names": {"names": [f"B{n} {nm - 5:g}-{nm + 5:g} nm" for n, nm in enumerate(CENTRES)]},
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place(place):
    spectral = told(**PLACES[place])
    np.testing.assert_allclose(spectral.wavelengths, CENTRES, rtol=1e-4)
    assert spectral.warnings == () and spectral.unread == "" and spectral.good is None
    assert describe_wavelengths(spectral).startswith("Wavelengths of the hyperspectral layer: 385 to 1045 nm, from ")


CONTRADICTIONS = {
    "µm": ({"bands": each("wavelength", NM), "whole": {"wavelength_units": "Micrometers"}}, "nm"),
    "nm": ({"bands": each("wavelength", UM), "whole": {"wavelength_units": "Nanometers"}}, "µm"),
    "m": ({"bands": each("wavelength", NM), "whole": {"wavelength_units": "Meters"}}, "nm"),
    "Å": ({"bands": each("wavelength", NM), "whole": {"wavelength_units": "Angstrom"}}, "nm"),
    "index": ({"bands": each("wavelength", NM), "whole": {"wavelength_units": "Index"}}, "nm"),
}


@pytest.mark.parametrize("unit", CONTRADICTIONS)
def test_a_unit_that_the_numbers_contradict_is_not_believed(unit):
    said, read_as = CONTRADICTIONS[unit]
    spectral = told(**said)
    np.testing.assert_allclose(spectral.wavelengths, CENTRES, rtol=1e-6)
    assert len(spectral.warnings) == 1
    assert spectral.warnings[0].endswith(f"contradict their unit, {unit}: they are read as {read_as}.")


def test_imagery_in_nanometres():
    spectral = told(imagery=[{"CENTRAL_WAVELENGTH_UM": t, "FWHM_UM": "10"} for t in NM])
    assert spectral.wavelengths == CENTRES and "read as nm" in spectral.warnings[0]


@pytest.mark.parametrize("entry", ["NaN", "-1", "n/a", "inf", "1e12", "99999", "?"])
@pytest.mark.parametrize("listed", [True, False])
def test_one_bad_entry_leaves_its_band_out_and_no_other(entry, listed):
    texts = [NM[0], NM[1], entry, NM[3]]
    said = {"whole": {"wavelength": "{" + ", ".join(texts) + "}"}} if listed else {"bands": each("wavelength", texts)}
    spectral = told(**said)
    assert spectral.wavelengths == (385.0, 450.5, 0.0, 1045.0) and spectral.good == (True, True, False, True)
    assert spectral.warnings[0].endswith(f"since no wavelength is given for them: 3 ({entry})")


def test_zero_marks_a_band_that_was_left_out_without_a_word():
    spectral = told(bands=each("wavelength", ["0", "0", "0", "450.5"]))
    assert spectral.wavelengths == (0.0, 0.0, 0.0, 450.5) and spectral.good == (False, False, False, True)
    assert spectral.warnings == ()


def test_a_list_of_another_length_is_shown_with_its_length():
    for texts in (NM[:-1], [*NM, "1100"]):
        spectral = told(whole={"wavelength": "{" + ", ".join(texts) + "}"}, bands=each("wavelength", (NM + [""])[:4]))
        assert spectral.wavelengths is None
        assert spectral.unread.startswith(f"Its list of wavelengths has {len(texts)} entries for 4 bands: 385, 450.5")


@pytest.mark.parametrize("texts", [["low", "middle", "high", "?"], ["1", "2", "3", "4"], ["0", "1", "2", "3"]])
def test_what_is_not_understood_is_shown(texts):
    spectral = told(bands=each("wavelength", texts))
    assert spectral.wavelengths is None
    assert spectral.unread == f"What it gives as wavelengths was not understood: {', '.join(texts)}."


def test_nothing_there_is_nothing_unread():
    spectral = told(names=["red", "green", "blue", "nir"])
    assert spectral.wavelengths is None and spectral.unread == ""
    assert describe_wavelengths(spectral) == "The hyperspectral layer gives no wavelengths"


@pytest.mark.parametrize("spell", ["blob{:g}x", "B_{:g}_v2", "campaign 7, {:.1f}, north"])
def test_names_that_hold_numbers_like_wavelengths_are_shown(spell):
    names = [spell.format(nm) for nm in CENTRES]
    spectral = told(names=names)
    assert spectral.wavelengths is None
    assert spectral.unread == f"What it gives as wavelengths was not understood: {', '.join(names)}."


@pytest.mark.parametrize(
    "names", [["y2019a", "y2020a", "y2021a"], ["a450", "b450"], ["b1200x", "b800x"], ["a1b", "x2"]]
)
def test_names_with_other_numbers_say_nothing_of_wavelengths(names):
    spectral = told(names=names)
    assert spectral.wavelengths is None and spectral.unread == ""


def test_names_that_number_the_bands():
    for names in ([str(n) for n in range(1, 225)], [f"X{n}" for n in range(1, 401)], ["Band 450", "Band 451"]):
        assert told(names=names).wavelengths is None, names[:3]


def test_widths_in_the_unit_of_the_centres():
    nm = told(bands=[{"wavelength": t, "fwhm": "6.5"} for t in NM])
    um = told(bands=[{"wavelength": t, "fwhm": "0.0065"} for t in UM])
    wrong = told(bands=[{"wavelength": t, "fwhm": "6.5"} for t in NM], whole={"wavelength_units": "Micrometers"})
    ranges = told(names=[f"{nm - 7:g}-{nm + 7:g} nm" for nm in CENTRES])
    for spectral, width in ((nm, 6.5), (um, 6.5), (wrong, 6.5), (ranges, 14.0)):
        np.testing.assert_allclose(spectral.widths, [width] * 4, rtol=1e-9)


def test_lists_are_divided_as_their_number_of_bands_wants():
    assert split_list("{450,5 460,5}", 2) == ["450,5", "460,5"]
    assert split_list("[450.5 460.5\n 470.5]", 3) == ["450.5", "460.5", "470.5"]
    assert split_list("450 nm, 460 nm", 2) == ["450 nm", "460 nm"]
    assert split_list("{1, 2, 3}", 4) == ["1", "2", "3"]


def test_a_real_netcdf_cube(tmp_path):
    memory = gdal.GetDriverByName("MEM").Create("", 5, 4, 4, gdal.GDT_Int16)
    described = describe(write_raster(tmp_path / "grid.tif", np.ones((1, 4, 5), np.int16)))
    memory.SetGeoTransform(described.grid.transform)
    memory.SetProjection(described.grid.crs_wkt)
    values = "{" + ",".join(NM) + "}"
    definition = {"NETCDF_DIM_EXTRA": "{wavelength}", "NETCDF_DIM_wavelength_DEF": "{4,6}"}
    memory.SetMetadata({**definition, "NETCDF_DIM_wavelength_VALUES": values, "wavelength#units": "nm"})
    for number, text in enumerate(NM, start=1):
        memory.GetRasterBand(number).SetMetadata({"NETCDF_DIM_wavelength": text})
    gdal.GetDriverByName("netCDF").CreateCopy(str(tmp_path / "cube.nc"), memory, options=["FORMAT=NC4"])
    info = describe(tmp_path / "cube.nc")
    np.testing.assert_allclose(info.wavelengths, CENTRES)
    assert info.spectral.source == "dimension"


def header(path, bands, lines):
    path.write_bytes(np.ones((bands, 2, 2), "<i2").tobytes())
    path.with_suffix(".hdr").write_text(
        f"ENVI\nsamples = 2\nlines = 2\nbands = {bands}\nheader offset = 0\ndata type = 2\ninterleave = bsq\n"
        f"byte order = 0\nmap info = {{UTM, 1, 1, 500000, 5800000, 10, 10, 33, North, WGS-84}}\n{lines}"
    )
    return describe(path)


def test_envi_headers_with_one_bad_entry_or_one_too_few(tmp_path):
    bad = header(tmp_path / "bad.img", 4, "wavelength units = Nanometers\nwavelength = {385, NaN, 559.1, 1045}\n")
    assert bad.wavelengths == (385.0, 0.0, 559.1, 1045.0) and bad.spectral.good == (True, False, True, True)
    plan = choose_bands(bad, (385.0, 559.1), 0)
    assert plan.needed == (1, 3) and "2 (NaN)" in plan.warnings[0]
    short = header(tmp_path / "short.img", 4, "wavelength units = Nanometers\nwavelength = {385, 450.5, 559.1}\n")
    with pytest.raises(SpecGanError, match="has 3 entries for 4 bands: 385, 450.5, 559.1") as caught:
        choose_bands(short, (385.0, 559.1), 0)
    assert "gives no wavelengths" not in caught.value.message and "HSI_WAVELENGTHS" in caught.value.hint
    assert "3 entries for 4 bands" in choose_bands(short, (1.0, 2.0, 3.0, 4.0), 0).warnings[0]

"""HSI_WAVELENGTHS: a list or a file, in place of what a layer says."""

import json
import shlex

import numpy as np
import pytest
from osgeo import gdal
from specgan.cluster.__main__ import parser
from specgan.core.engine.run import superresolve
from specgan.core.errors import SpecGanError
from specgan.core.geodata.bands import choose_bands
from specgan.core.geodata.given import parse_wavelengths, with_wavelengths
from specgan.core.geodata.raster import describe
from specgan.core.geodata.spectral import describe_wavelengths
from specgan.core.job.jobfile import job_from_json
from specgan.core.modelspec import ModelSpec
from support import write_onnx, write_raster

NM = (450.0, 460.5, 1045.25)


@pytest.mark.parametrize(
    "text",
    [
        "450, 460.5, 1045.25",
        "450,460.5,1045.25",
        "450 460.5 1045.25",
        "450; 460,5; 1045,25",
        "450\n460,5\n1045,25\n",
        "450 460,5 1045,25",
        "{450, 460.5, 1045.25}",
        "450 nm, 460.5 nm, 1045.25 nm",
        "0.45, 0.4605, 1.04525",
    ],
)
def test_lists(text):
    np.testing.assert_allclose(parse_wavelengths(text), NM)


@pytest.mark.parametrize(
    "content",
    [
        "450\n460.5\n1045.25\n",
        "# from the laboratory\nwavelength_nm\n450\n460,5\n1045,25\n",
        "450, 460.5, 1045.25\n",
        "band,wavelength,fwhm\n1,450,6\n2,460.5,6\n3,1045.25,7\n",
        "Band;Centre;Wavelength (µm)\n1;a;0,45\n2;b;0,4605\n3;c;1,04525\n",
        "1\t450\n2\t460.5\n3\t1045.25\n",
        "450 6.5\n460.5 6.5\n1045.25 7\n",
        "\ufeffWavelength\r\n450\r\n460.5\r\n1045.25\r\n",
        "ENVI\nbands = 3\nwavelength units = Micrometers\nwavelength = {0.45, 0.4605,\n 1.04525}\n",
    ],
)
def test_files(tmp_path, content):
    path = tmp_path / "centres 2.csv"
    path.write_text(content, encoding="utf-8")
    np.testing.assert_allclose(parse_wavelengths(str(path)), NM)


def test_nothing_and_bands_to_leave_out():
    assert parse_wavelengths("  ") == ()
    assert parse_wavelengths("450, 0, nan, 470") == (450.0, 0.0, 0.0, 470.0)


@pytest.mark.parametrize(
    "text,said",
    [
        ("450, red, 470", "holds 'red', which is no wavelength"),
        ("450, 99999, 470", "holds '99999', which is no wavelength"),
        ("1, 2, 3", "is '1, 2, 3', which holds no wavelengths"),
        ("nowhere.csv", "is 'nowhere.csv', which is no list and no file"),
        ("folder/nowhere 2.csv", "which is no list and no file"),
    ],
)
def test_what_is_none_is_refused_by_name(text, said):
    with pytest.raises(SpecGanError) as caught:
        parse_wavelengths(text, "--hsi-wavelengths")
    assert caught.value.message.startswith("--hsi-wavelengths ") and said in caught.value.message


def test_they_take_the_place_of_the_layers_own(tmp_path):
    wrong = describe(write_raster(tmp_path / "a.tif", np.ones((4, 4, 4), np.int16), wavelengths=(1000, 0, 1200, 1300)))
    assert wrong.spectral.good == (True, False, True, True)
    info = with_wavelengths(wrong, (450.0, 460.0, 0.0, 480.0))
    assert info.wavelengths == (450.0, 460.0, 0.0, 480.0) and info.spectral.good == (True, True, False, True)
    assert choose_bands(info, (461.0, 470.0), 0).needed in ((2,), (2, 4))
    line = "Wavelengths of the hyperspectral layer: 450 to 480 nm, from the parameter HSI_WAVELENGTHS (4)"
    assert describe_wavelengths(info.spectral) == line
    with pytest.raises(SpecGanError, match="has 3 numbers, the hyperspectral layer has 4 bands"):
        with_wavelengths(wrong, NM)
    assert with_wavelengths(wrong, ()) is wrong


def test_a_job_from_list_to_command(tmp_path):
    """A layer without wavelengths in another order than the model's: HSI_WAVELENGTHS sorts it, and is repeated."""
    hsi = np.stack([np.full((8, 8), value, np.int16) for value in (30, 10, 20, 40)])
    hsi[:, ::2] += 1
    inputs = {
        "RGB": write_raster(tmp_path / "rgb.tif", np.arange(192, dtype=np.uint8).reshape(3, 8, 8)),
        "HSI": write_raster(tmp_path / "hsi.tif", hsi),
        "MODEL": str(write_onnx(tmp_path / "m.onnx", ModelSpec("repeat", 4, 8, (450.0, 500.0, 550.0)))),
        "OUTPUT": str(tmp_path / "out.tif"),
        "HSI_WAVELENGTHS": [550, 450.0, "500", 600],
    }
    job = job_from_json(json.dumps(inputs))
    assert job.hsi_wavelengths == (550.0, 450.0, 500.0, 600.0)
    assert job_from_json(json.dumps({**inputs, "HSI_WAVELENGTHS": "550, 450, 500, 600"})) == job
    superresolve(job)
    tags = gdal.Open(inputs["OUTPUT"]).GetMetadata()
    assert "450 to 600 nm, from the parameter HSI_WAVELENGTHS (4)" in tags["SPECGAN_HSI_WAVELENGTHS"]
    assert "--HSI_WAVELENGTHS=550.0, 450.0, 500.0, 600.0" in shlex.split(tags["SPECGAN_COMMAND"])
    args = parser().parse_args(["a", "b", "c", "--hsi-wavelengths", "550, 450"])
    assert args.hsi_wavelengths == "550, 450"

"""The public names: what other programs import."""

from __future__ import annotations

import configparser

import numpy as np
import pytest
import specgan
from osgeo import gdal
from specgan.core import api
from specgan.core.modelspec import ModelSpec
from support import ROOT, write_onnx, write_raster

WAVELENGTHS = (460.0, 560.0, 660.0)


def test_the_package_offers_the_names_of_the_api():
    assert specgan.__all__ == api.__all__ == sorted(api.__all__)
    assert [getattr(specgan, name) is getattr(api, name) for name in api.__all__] == [True] * len(api.__all__)
    assert {*api.__all__, "classFactory"} <= set(dir(specgan))
    with pytest.raises(AttributeError, match="'specgan' has no attribute 'sharpen'"):
        _ = specgan.sharpen
    with pytest.raises(ImportError):
        from specgan import sharpen  # noqa: F401


def test_every_name_is_described():
    for name in set(api.__all__) - {"__version__"}:
        assert getattr(api, name).__doc__ and f"`{name}" in api.__doc__, name


def test_the_version_is_the_plugin_s():
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    assert specgan.__version__ == parser["general"]["version"] != ""


def test_a_job_in_three_lines(tmp_path):
    """A model that repeats pixels gives every pixel 4 x 4 times."""
    rgb = np.random.RandomState(0).randint(1, 255, (3, 16, 16)).astype(np.uint8)
    layers = (
        write_raster(tmp_path / "rgb.tif", rgb),
        write_raster(tmp_path / "hsi.tif", np.ones((3, 16, 16), np.int16), wavelengths=WAVELENGTHS),
    )
    model = write_onnx(tmp_path / "model.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS, detail_correlation=1.0))

    from specgan import Job, find_model, superresolve

    job = Job(*layers, model=find_model(str(model)), output=tmp_path / "sharp.tif")
    result = superresolve(job)

    assert (result.output, result.model) == (tmp_path / "sharp.tif", "repeat")
    sharp = gdal.Open(str(result.output)).ReadAsArray()
    np.testing.assert_array_equal(sharp, np.kron(rgb, np.ones((1, 4, 4), np.uint8)))

"""A job without a hyperspectral layer: the network gets zeros, the RGB layer alone decides the rest."""

from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.engine import superresolve
from specgan.core.engine.blocks import split, superresolve_block
from specgan.core.errors import SpecGanError
from specgan.core.geodata.grid import Window
from specgan.core.job import Job
from specgan.core.job.jobfile import job_of
from specgan.core.planning import outline, plan
from specgan.core.shelf.progress import Progress
from standins import SPEC as NEEDS_HSI
from standins import Log, Texture
from support import write_onnx, write_raster

SPEC = replace(NEEDS_HSI, hsi_optional=True)


class Noting(Texture):
    """Keeps what it was given."""

    def __init__(self, *options):
        super().__init__(*options)
        self.spectra = []

    def infer(self, hsi, rgb):
        self.spectra.append((hsi.shape[1:], float(np.abs(hsi).max())))
        return super().infer(hsi, rgb)


@pytest.fixture
def job(tmp_path):
    rgb = np.random.RandomState(0).uniform(1, 255, (3, 41, 30)).astype(np.uint8)
    rgb[:, 9:20, 3:12] = 0
    path = write_raster(tmp_path / "rgb.tif", rgb, nodata=0)
    return Job.of(path, "", write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "o.tif", batch_size=2)


def test_the_network_gets_zeros_and_the_result_covers_the_rgb_layer(job):
    backend, log = Noting(), Log()
    result = superresolve(job, log, backend)
    assert set(backend.spectra) == {((6, 8, 8), 0.0)}
    dataset = gdal.Open(str(result.output))
    rgb = gdal.Open(job.rgb).ReadAsArray()
    pixels = dataset.ReadAsArray()
    np.testing.assert_array_equal(pixels == 0, (rgb == 0).repeat(4, 1).repeat(4, 2))
    assert log.warnings == ["There is no hyperspectral layer: the detail rests on the RGB layer alone."]
    tags = dataset.GetMetadata()
    assert tags["SPECGAN_HSI_BANDS"] == "none, zeros in their place" and "SPECGAN_HSI" not in tags
    assert "--HSI" not in tags["SPECGAN_COMMAND"] and result.resampling == ""


def test_it_is_what_an_hsi_of_network_zeros_gives(job, tmp_path):
    hsi = write_raster(tmp_path / "hsi.tif", np.full((6, 41, 30), 5, np.int16), wavelengths=SPEC.wavelengths)
    with_it = replace(job, hsi=hsi, hsi_range=(0.0, 10.0), output=tmp_path / "zeros.tif")
    expected = gdal.Open(str(superresolve(with_it, backend=Texture()).output)).ReadAsArray()
    np.testing.assert_array_equal(gdal.Open(str(superresolve(job, backend=Texture()).output)).ReadAsArray(), expected)


def test_an_interrupted_one_goes_on_and_blocks_equal_the_whole(job, tmp_path):
    expected = gdal.Open(str(superresolve(job, backend=Texture()).output)).ReadAsArray()
    job.output.unlink()
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(job, Log(), Texture(fail_after=12))
    log = Log()
    superresolve(job, log, Texture())
    assert "going on from there" in log.text
    np.testing.assert_array_equal(gdal.Open(str(job.output)).ReadAsArray(), expected)
    the_plan = plan(job)
    for first, last in split(len(the_plan.rows.starts), 3):
        part = superresolve_block(the_plan, first, last, tmp_path / f"b{first}.tif", Texture(), Progress()).part
        rows = slice(part.row, part.row + part.height)
        np.testing.assert_array_equal(gdal.Open(str(part.path)).ReadAsArray(), expected[:, rows])


def test_a_layer_that_comes_later_is_another_job(job, tmp_path):
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(job, Log(), Texture(fail_after=12))
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((6, 41, 30), np.int16), wavelengths=SPEC.wavelengths)
    log = Log()
    superresolve(replace(job, hsi=hsi), log, Texture())
    assert "the HSI layer" in log.text and "Starting over" in log.text


def test_outline_and_json(job):
    assert outline(job).window == Window(0, 0, 30, 41) and outline(job).hsi is None
    values = {"RGB": job.rgb, "MODEL": str(job.model), "OUTPUT": str(job.output)}
    assert job_of({**values, "HSI": ""}).hsi == ""
    for forgotten in (values, {**values, "HSI": None}):
        with pytest.raises(SpecGanError, match="lacks HSI"):
            job_of(forgotten)
    with pytest.raises(SpecGanError, match="lacks RGB"):
        job_of({**values, "RGB": "", "HSI": ""})


def test_an_rgb_layer_without_data_is_refused(job, tmp_path):
    empty = write_raster(tmp_path / "empty.tif", np.zeros((3, 20, 20), np.uint8), nodata=0)
    with pytest.raises(SpecGanError, match="RGB layer holds no data"):
        plan(replace(job, rgb=empty))


def test_a_model_that_was_not_trained_without_hsi_asks_for_it(job, tmp_path):
    needs = replace(job, model=write_onnx(tmp_path / "needs.onnx", NEEDS_HSI))
    with pytest.raises(SpecGanError, match="The model texture needs a hyperspectral layer"):
        superresolve(needs, backend=Texture())
    assert not (tmp_path / "o.tif").exists()

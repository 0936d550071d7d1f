"""ALARM: a second raster of what is unlike the training data, and the figure of the whole area."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from domains import domain_of_pixels
from osgeo import gdal
from specgan.core import planning
from specgan.core.engine import superresolve
from specgan.core.engine.blocks import beside_part, split, superresolve_block, whole_provenance
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.job import Job
from specgan.core.shelf.domain import ALIKE, SPECTRAL
from specgan.core.shelf.progress import Progress
from standins import SPEC, WAVELENGTHS, Log, Texture
from support import write_onnx, write_raster

LINE = np.array([400.0, 900, 1500, 1800, 3000, 3600])
FACTOR = SPEC.scale


def ground():
    """RGB uint8 and HSI int16 (x 10000) of 71 x 30 LR pixels: one spectrum, brighter and darker."""
    random = np.random.default_rng(0)
    light = random.uniform(0.7, 1.3, (71, 30))
    rgb = np.array([90, 110, 80])[:, None, None] * light + random.normal(0, 3, (3, 71, 30))
    hsi = LINE[:, None, None] * light + random.normal(0, 40, (6, 71, 30))
    return rgb.round().astype(np.uint8), hsi.round().astype(np.int16)


def seen(rgb, hsi):
    return rgb / np.float32(127.5) - 1, hsi / np.float32(2500) - 1


KNOWING = replace(SPEC, domain=domain_of_pixels(*seen(*ground())))


@pytest.fixture
def job(tmp_path):
    """14 rows of patches; the spectra of 10 x 12 LR pixels are the other way round; 11 x 9 are no data."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()

    def make(spec=KNOWING, **options):
        rgb, hsi = ground()
        hsi[:, 30:40, 15:27] = hsi[::-1, 30:40, 15:27]
        rgb[:, 50:61, 3:12] = 0
        return Job.of(
            write_raster(tmp_path / "in" / "rgb.tif", rgb, nodata=0),
            write_raster(tmp_path / "in" / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
            write_onnx(tmp_path / "in" / "m.onnx", spec),
            tmp_path / "out" / "o.tif",
            hsi_range=(0.0, 5000.0),
            batch_size=2,
            **{"alarm": tmp_path / "out" / "a.tif", **options},
        )

    return make


def read(path):
    return gdal.Open(str(path)).ReadAsArray()


def wanted():
    codes = np.full((71, 30), ALIKE, np.uint8)
    codes[30:40, 15:27] = SPECTRAL
    codes[50:61, 3:12] = 255
    return codes


@pytest.mark.parametrize("factor", [None, 2])
def test_planted_pixels_stand_in_the_mask_and_in_the_figures(job, factor):
    result = superresolve(job(factor=factor), log := Log(), Texture(KNOWING))
    side = factor or FACTOR
    np.testing.assert_array_equal(read(result.alarm), wanted().repeat(side, 0).repeat(side, 1))
    share = 120 / (71 * 30 - 99)
    assert result.unlike_share == pytest.approx(share)
    for path in (result.output, result.alarm):
        tag = gdal.Open(str(path)).GetMetadata()["SPECGAN_UNLIKE_TRAINING"]
        assert tag == f"{share:.3g} (unusual spectra {share:.3g})"
    assert "5.9 % of the area is unlike" in log.text
    assert len([text for text in log.warnings if "6 % of this area is unlike" in text]) == 1  # the plan's


def test_the_mask_says_what_its_numbers_are(job):
    result = superresolve(job(), backend=Texture(KNOWING))
    dataset, other = gdal.Open(str(result.alarm)), gdal.Open(str(result.output))
    band = dataset.GetRasterBand(1)
    assert (dataset.RasterCount, band.DataType, band.GetNoDataValue()) == (1, gdal.GDT_Byte, 255)
    assert band.GetDescription() == "Unlike the training data" and band.GetColorTable().GetCount() >= 7
    names = band.GetMetadataItem("CATEGORIES").split("; ")
    assert names[:2] == ["0 like the training data", "1 too bright"] and names[SPECTRAL] == "6 unusual spectra"
    assert sorted(os.listdir(result.alarm.parent)) == ["a.tif", "o.tif"]
    assert dataset.GetGeoTransform() == other.GetGeoTransform() and dataset.GetProjection() == other.GetProjection()


def test_the_result_is_the_same_without(job):
    with_it = superresolve(job(), backend=Texture(KNOWING))
    pixels = read(with_it.output)
    alone = superresolve(job(alarm=None), backend=Texture(KNOWING))
    np.testing.assert_array_equal(read(alone.output), pixels)
    assert alone.alarm is None and alone.unlike_share == with_it.unlike_share


def test_what_the_sample_missed_is_a_warning_at_the_end(job, monkeypatch):
    from specgan.core.planning import planner

    monkeypatch.setattr(planner, "sampled", lambda *a: (100.0, 0, 0, 0, 0, 0, 0))
    superresolve(job(), log := Log(), Texture(KNOWING))
    assert len([text for text in log.warnings if "of this area is unlike" in text]) == 1


def test_a_model_without_statistics_cannot_write_it(job):
    with pytest.raises(SpecGanError, match="raise no alarm"):
        superresolve(job(SPEC), backend=Texture(SPEC))
    result = superresolve(job(SPEC, alarm=None), log := Log(), Texture(SPEC))
    assert result.unlike_share == 0 and "SPECGAN_UNLIKE_TRAINING" not in gdal.Open(str(result.output)).GetMetadata()
    assert log.text.count("trained on") == 1 and not [text for text in log.warnings if "unlike" in text]


@pytest.mark.parametrize("calls", [4, 16, 30])
def test_going_on_gives_the_same_two_files(job, calls):
    the_job = job()
    single = superresolve(the_job, backend=Texture(KNOWING))
    expected = read(single.output), read(single.alarm), gdal.Open(str(single.alarm)).GetMetadata()
    for path in (single.output, single.alarm):
        os.remove(path)
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(the_job, backend=Texture(KNOWING, calls))
    assert os.listdir(the_job.output.parent) == [".o.tif.specgan-journal"]
    again = superresolve(the_job, log := Log(), Texture(KNOWING))
    assert "going on from there" in log.text
    np.testing.assert_array_equal(read(again.output), expected[0])
    np.testing.assert_array_equal(read(again.alarm), expected[1])
    assert gdal.Open(str(again.alarm)).GetMetadata() == expected[2]
    assert sorted(os.listdir(the_job.output.parent)) == ["a.tif", "o.tif"]


def test_a_cancel_leaves_the_old_files(job):
    the_job = job()
    for path in (the_job.output, the_job.alarm):
        path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        superresolve(the_job, Log(stop_after=5), Texture(KNOWING))
    assert sorted(os.listdir(the_job.output.parent)) == ["a.tif", "o.tif"]
    assert the_job.output.read_bytes() == the_job.alarm.read_bytes() == b"old"


def test_blocks_give_the_mask_and_the_figure_of_the_whole(job, tmp_path):
    the_job = job()
    whole = superresolve(the_job, backend=Texture(KNOWING))
    plan = planning.plan(the_job)
    results, masks = [], []
    for number, (first, last) in enumerate(split(len(plan.rows.starts), 3)):
        path = tmp_path / f"{number}.tif"
        results.append(superresolve_block(plan, first, last, path, Texture(KNOWING), Progress()))
        assert results[-1].beside["ALARM"].path == beside_part(path, "ALARM")
        masks.append(read(results[-1].beside["ALARM"].path))
    np.testing.assert_array_equal(np.concatenate(masks), read(whole.alarm))
    tag = gdal.Open(str(whole.output)).GetMetadata()["SPECGAN_UNLIKE_TRAINING"]
    assert whole_provenance(plan, results)["unlike_training"] == tag


def test_one_file_for_two_rasters_is_refused(job):
    the_job = job()
    with pytest.raises(SpecGanError, match="ALARM would be written over OUTPUT"):
        superresolve(replace(the_job, alarm=the_job.output), backend=Texture(KNOWING))

"""What is unlike the training data: a sample before the run, with planted pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from domains import domain_of_pixels
from specgan.core import planning
from specgan.core.engine.source import LrSource
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.planning.alarm import NONE, alarm, counted, described, share, tag
from specgan.core.shelf.domain import ALIKE, BRIGHT, FLAT, SPECTRAL
from specgan.core.shelf.progress import Progress
from standins import Log
from support import write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(6))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS)
LINE = np.array([400.0, 900, 1500, 1800, 3000, 3600])
"""The spectrum of the ground."""


def ground(rows=40, cols=52, seed=0):
    """RGB uint8 and HSI int16 (x 10000) of a plain landscape: one spectrum, brighter and darker."""
    random = np.random.default_rng(seed)
    light = random.uniform(0.7, 1.3, (rows, cols))
    rgb = np.array([90, 110, 80])[:, None, None] * light + random.normal(0, 3, (3, rows, cols))
    hsi = LINE[:, None, None] * light + random.normal(0, 40, (6, rows, cols))
    return rgb.round().astype(np.uint8), hsi.round().astype(np.int16)


def seen(rgb, hsi):
    """Both as the network sees them; HSI_RANGE is 0 to 5000."""
    return rgb / np.float32(127.5) - 1, hsi / np.float32(2500) - 1


DOMAIN = domain_of_pixels(*seen(*ground()))
KNOWING = replace(SPEC, domain=DOMAIN)


@pytest.fixture
def job_for(tmp_path):
    def made(rgb, hsi, spec=KNOWING, **more):
        return Job(
            write_raster(tmp_path / "rgb.tif", rgb),
            write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
            write_onnx(tmp_path / "m.onnx", spec),
            tmp_path / "out.tif",
            hsi_range=(0.0, 5000.0),
            **more,
        )

    return made


def test_what_the_training_had_raises_no_alarm(job_for):
    plan = planning.plan(job_for(*ground()))
    assert plan.unlike == (40.0 * 52, 0, 0, 0, 0, 0, 0) and not [text for text in plan.warnings if "unlike" in text]


def test_planted_foreign_spectra_are_counted(job_for):
    """10 x 13 of 40 x 52 pixels have their spectrum the other way round under the same colours: 6.25 %."""
    rgb, hsi = ground()
    hsi[:, 5:15, 20:33] = hsi[::-1, 5:15, 20:33]
    plan = planning.plan(job_for(rgb, hsi))
    assert plan.unlike[SPECTRAL] == 130 and sum(plan.unlike) == 2080 and share(plan.unlike) == 0.0625
    (warning,) = [text for text in plan.warnings if "unlike" in text]
    assert warning.startswith("6 % of this area is unlike what the model was trained on, mostly because of unusual ")
    assert tag(plan.unlike) == "0.0625 (unusual spectra 0.0625)"


def test_white_pixels_stick_out_without_hsi_too(job_for):
    """Half of the area: bright, and flatter than the ground by even more."""
    rgb, hsi = ground()
    rgb[:, :, :26] = 255 - rgb[:, :, :26] // 8
    job = replace(job_for(rgb, hsi, replace(KNOWING, hsi_optional=True)), hsi="", hsi_range=None)
    plan = planning.plan(job)
    assert plan.unlike[BRIGHT] + plan.unlike[FLAT] >= 0.9 * 40 * 25 and 0.45 < share(plan.unlike) < 0.53


def test_the_run_looks_at_every_pixel_as_the_sample_does(job_for):
    """Rows of patches give the codes of the rows that they complete; together those of the whole area, each once."""
    rgb, hsi = ground()
    hsi[:, 3:9, :4] = hsi[::-1, 3:9, :4]
    rgb[:, 38:, 50:] = 255
    plan = planning.plan(job_for(rgb, hsi))
    with LrSource(plan, Progress()) as source:
        rows = list(source.rows(range(len(plan.rows.starts))))
    found = np.concatenate([row.lr.unlike for row in rows])[:40, :52]
    network_rgb, network_hsi = seen(rgb, hsi)
    wanted = DOMAIN.unlike(np.pad(network_rgb, [(0, 0), (1, 1), (1, 1)], "edge"), network_hsi)
    assert np.array_equal(found, wanted) and (wanted[3:9, :4] == SPECTRAL).all() and wanted[20, 20] == ALIKE
    assert counted(found, np.ones(found.shape, bool)).tolist() == list(plan.unlike)  # the sample is all of a small area


def test_a_model_without_statistics_raises_none_and_says_so_once(job_for):
    log = Log()
    plan = planning.plan(job_for(*ground(), SPEC), log)
    assert plan.domain is None and plan.unlike == NONE and tag(NONE) == "" and alarm(NONE) is None
    assert log.text.count("does not say what it was trained on") == 1


def test_the_statistics_go_by_the_kind_of_value_range(job_for):
    """8 bit layers have the model's fixed range, others one from their values, unless it was given."""
    other = replace(DOMAIN, pixels=7)
    spec = replace(SPEC, domain=DOMAIN, stretched_domain=other)
    rgb, hsi = ground()
    assert planning.plan(job_for(rgb, hsi, spec)).domain == DOMAIN
    assert planning.plan(job_for(rgb.astype(np.uint16), hsi, spec)).domain == other
    assert planning.plan(job_for(rgb.astype(np.uint16), hsi, spec, rgb_range=(0.0, 255.0))).domain == DOMAIN


def test_a_wrong_range_is_seen(job_for):
    """Reflectance of 0 to 1 read as 0 to 10000: all of it is as dark as can be."""
    rgb, hsi = ground()
    plan = planning.plan(job_for((rgb / 255).astype(np.float32), hsi, rgb_range=(0.0, 10000.0)))
    assert share(plan.unlike) == 1 and "100 % of this area" in " ".join(plan.warnings)


def test_pixels_without_data_do_not_count(job_for, tmp_path):
    rgb, hsi = ground()
    job = job_for(rgb, hsi)
    rgb[:, :10] = 0
    write_raster(tmp_path / "rgb.tif", rgb, nodata=0)
    assert sum(planning.plan(job).unlike) == 30 * 52


def test_words():
    counts = (60.0, 0, 0, 10, 0, 0, 30)
    assert share(counts) == 0.4 and tag(counts) == "0.4 (unusual spectra 0.3, unusual colours 0.1)"
    assert "40 % of the area is unlike" in described(counts) and "unusual spectra" in described(counts)
    assert described((99.0, 0, 0, 1, 0, 0, 0)) == "1 % of the area is unlike what the model was trained on."
    assert described((5.0, 0, 0, 0, 0, 0, 0)) == "All of the area is like what the model was trained on."
    assert alarm((98.0, 2, 0, 0, 0, 0, 0)) is None and "very bright" in alarm((97.0, 3, 0, 0, 0, 0, 0))

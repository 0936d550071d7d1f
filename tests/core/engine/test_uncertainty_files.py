"""The uncertainty beside the result: resumed, cancelled, in blocks, within memory, refused."""

import os
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from answering import ONE, SCALE, SIZE, TWO, Wild, hostile, make_job, read
from specgan.core.engine import superresolve
from specgan.core.engine.blocks import beside_part, split, superresolve_block
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.planning import outline, plan
from specgan.core.planning.memory import size_job
from specgan.core.shelf.progress import Progress
from standins import Log, Texture


@pytest.fixture
def make(tmp_path):
    """Makes a job, see `make_job`."""
    return partial(make_job, tmp_path)


@pytest.mark.parametrize("average", [False, True])
@pytest.mark.parametrize("calls", [5, 20, 47])
def test_going_on_gives_the_same_two_files(make, average, calls):
    job = make(hostile("uint8"), TWO, nodata=0, average=average)
    expected = [read(path) for path in (superresolve(job, backend=Wild(TWO)).output, job.uncertainty)]
    for path in (job.output, job.uncertainty):
        os.remove(path)
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(job, Log(), Wild(TWO, calls))
    assert os.listdir(job.output.parent) == ([".o.tif.specgan-journal"] if calls > 12 else [])
    log = Log()
    again = superresolve(job, log, Wild(TWO))
    assert ("going on from there" in log.text) == (calls > 12)
    for path, pixels in zip((again.output, again.uncertainty), expected):
        np.testing.assert_array_equal(read(path), pixels)
    assert sorted(os.listdir(job.output.parent)) == ["o.tif", "u.tif"]


def test_a_journal_without_uncertainty_is_not_gone_on_from(make):
    job = make(hostile("uint8"), TWO, nodata=0, average=True)
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(replace(job, uncertainty=None), Log(), Wild(TWO, 40))
    log = Log()
    superresolve(job, log, Wild(TWO))
    assert "UNCERTAINTY" in log.text and "Starting over" in log.text
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(job, Log(), Wild(TWO, 40))
    log = Log()
    superresolve(replace(job, uncertainty=job.uncertainty.with_name("other.tif")), log, Wild(TWO))
    assert "going on from there" in log.text  # the name of the file makes no other job


@pytest.mark.parametrize("stop_after", [1, 9, 30, 48])
def test_a_cancel_leaves_the_old_files(make, stop_after):
    job = make(hostile("uint8"), TWO, nodata=0)
    for path in (job.output, job.uncertainty):
        path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        superresolve(job, Log(stop_after), Wild(TWO))
    assert sorted(os.listdir(job.output.parent)) == ["o.tif", "u.tif"]
    assert job.output.read_bytes() == job.uncertainty.read_bytes() == b"old"


def test_a_second_file_that_cannot_be_completed_leaves_both_old_ones(make, monkeypatch):
    """The result is complete before the other one fails, and still must not take its place."""
    from specgan.core.geodata.writer import RasterWriter

    job = make(hostile("uint8"), TWO, nodata=0)
    for path in (job.output, job.uncertainty):
        path.write_bytes(b"old")
    complete = RasterWriter.complete

    def fails(self, tags, progress=None):
        complete(self, tags, progress)
        if self._target == job.output:
            raise Cancelled

    monkeypatch.setattr(RasterWriter, "complete", fails)
    with pytest.raises(Cancelled):
        superresolve(job, Log(), Wild(TWO))
    assert sorted(os.listdir(job.output.parent)) == ["o.tif", "u.tif"]
    assert job.output.read_bytes() == job.uncertainty.read_bytes() == b"old"


def test_blocks_give_the_pixels_of_the_whole(make, tmp_path):
    rgb = np.concatenate([hostile("uint8")] * 3, 1)
    job = make(rgb, TWO, nodata=0, answers=3)
    superresolve(job, backend=Wild(TWO))
    the_plan, expected = plan(job), read(job.uncertainty)
    for first, last in split(len(the_plan.rows.starts), 4):
        result = superresolve_block(the_plan, first, last, tmp_path / f"{first}.tif", Wild(TWO), Progress())
        assert result.beside["UNCERTAINTY"].path == beside_part(result.part.path, "UNCERTAINTY")
        rows = slice(result.part.row, result.part.row + result.part.height)
        np.testing.assert_array_equal(read(result.beside["UNCERTAINTY"].path), expected[:, rows])


def test_memory_grows_with_the_answers_and_not_with_the_height(make):
    plain = make(np.ones((3, 20, 40), np.float32), TWO, uncertainty=None)
    doubted, averaged = (replace(plain, **more) for more in (
        {"uncertainty": plain.output.with_name("u.tif"), "answers": 8}, {"average": True, "answers": 8}
    ))  # fmt: skip
    needed = {name: outline(job).sizes.needed for name, job in (("plain", plain), ("8", doubted), ("mean", averaged))}
    strip = 2 * 3 * 4 * SIZE * SCALE * 40 * SCALE  # detail and what is expected, three float32, one row of patches
    written = (2 * SIZE * SCALE + 2 * 256) * 40 * SCALE * 13  # three float32 and the mask
    assert needed["mean"] == needed["plain"]  # the mean is blended at once
    assert needed["8"] - needed["plain"] == 7 * strip * 4 + written  # the one in work, two that wait, one on its way
    tall = make(np.ones((3, 200, 40), np.float32), TWO, answers=8)
    assert outline(tall).sizes.needed == needed["8"]


def test_eight_answers_take_no_more_memory_for_a_taller_raster(make):
    """Arrays alone, traced: both jobs are longer than what may wait."""
    import tracemalloc

    def peak(height):
        job = make(np.ones((3, height, 24), np.uint8), TWO, answers=8, batch_size=5)
        tracemalloc.start()
        superresolve(job, backend=Wild(TWO))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(20)  # what comes once
    assert peak(720) < 1.1 * peak(240)


@pytest.mark.parametrize("answers", [0, 1, 9])
def test_other_numbers_of_answers_are_refused(make, answers):
    job = make(np.ones((3, 9, 9), np.uint8), answers=answers)
    with pytest.raises(SpecGanError, match=f"number of answers is {answers}") as caught:
        superresolve(job)
    assert "2 to 8" in caught.value.hint and not os.listdir(job.output.parent)


def test_one_file_for_both_is_refused(make):
    job = make(np.ones((3, 9, 9), np.uint8))
    with pytest.raises(SpecGanError, match="written over"):
        outline(replace(job, uncertainty=job.output))
    with pytest.raises(SpecGanError, match="also an input"):
        outline(replace(job, uncertainty=job.output.parent.parent / "rgb.tif"))
    with pytest.raises(SpecGanError, match="not a GeoTIFF"):
        outline(replace(job, uncertainty=job.output.with_suffix(".png")))


def test_progress_counts_the_answers(make):
    job = make(np.ones((3, 16, 16), np.uint8), answers=5)
    log = Log()
    superresolve(job, log, Texture(ONE))
    the_plan = plan(job)
    assert the_plan.work == 5 * the_plan.tiles and log.reports[-1] == (the_plan.work, the_plan.work)
    assert [done for done, _ in log.reports] == sorted(done for done, _ in log.reports)
    assert "5 answers a patch, compared for the uncertainty: 5 times the time" in log.text
    assert size_job(ONE, the_plan.cols, "uint8", 6, 2).needed < the_plan.sizes.needed

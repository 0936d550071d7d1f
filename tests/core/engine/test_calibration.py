"""The batch that is quickest on the device: with a clock that is exactly known, and with the real onnxruntime."""

import json
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.backends import OutOfMemory, open_backend
from specgan.core.engine import calibration, superresolve
from specgan.core.engine.calibration import batch_planned, fastest, time_sizes
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.job import Job
from specgan.core.planning import plan
from specgan.core.shelf.progress import Progress
from standins import SPEC, WAVELENGTHS, Log, Texture
from support import write_onnx, write_raster


class Timed(Texture):
    """A device on which a call takes `start` seconds and `patch` more for each patch, by its own clock."""

    def __init__(self, start, patch, room=1000):
        super().__init__()
        self.now, self._start, self._patch, self._room = 0.0, start, patch, room

    def infer(self, hsi, rgb):
        if len(rgb) > self._room:
            raise OutOfMemory("The model stopped.", "Smaller.")
        self.now += self._start + self._patch * len(rgb)
        return super().infer(hsi, rgb)

    def clock(self):
        return self.now


def test_the_most_patches_a_second_win_and_ties_go_to_the_smaller():
    assert fastest({1: 0.2, 2: 0.1, 4: 0.1, 8: 0.15}) == 2
    assert fastest({1: 0.2, 2: 0.101, 4: 0.1}) == 2  # 1 percent is no difference
    assert fastest({1: 0.2, 2: 0.103, 4: 0.1}) == 4


def test_seconds_a_patch_by_size():
    device = Timed(start=0.6, patch=0.1)
    seconds = time_sizes(device, (1, 2, 4, 8), Progress(), device.clock)
    assert seconds == pytest.approx({1: 0.7, 2: 0.4, 4: 0.25, 8: 0.175})
    assert device.sizes == [1, 1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8]


def test_the_first_call_of_a_size_does_not_count():
    class Cold(Timed):
        def infer(self, hsi, rgb):
            self.now += 0 if len(rgb) in self.sizes else 100.0
            return super().infer(hsi, rgb)

    device = Cold(start=0.0, patch=0.5)
    assert time_sizes(device, (1, 2), Progress(), device.clock) == pytest.approx({1: 0.5, 2: 0.5})


def test_larger_ones_are_not_tried_where_they_bring_nothing_or_do_not_fit():
    flat = Timed(start=0.0, patch=0.1)
    assert list(time_sizes(flat, (1, 2, 4, 8, 16), Progress(), flat.clock)) == [1, 2, 4]
    small = Timed(start=1.0, patch=0.1, room=4)
    assert list(time_sizes(small, (1, 2, 4, 8, 16), Progress(), small.clock)) == [1, 2, 4]


def test_a_cancel_is_heard_between_calls():
    class Stopped(Progress):
        def is_cancelled(self):
            return True

    device = Timed(1.0, 0.1)
    with pytest.raises(Cancelled):
        time_sizes(device, (1, 2, 4), Stopped(), device.clock)
    assert device.calls == 0


@pytest.fixture
def job(tmp_path):
    """Makes a job of `height` x 26 LR pixels (5 patches a row), batch left open."""

    def make(height=40, **options):
        random = np.random.RandomState(0)
        for name, bands, more in (("rgb.tif", 3, {}), ("hsi.tif", 6, {"wavelengths": WAVELENGTHS})):
            values = random.randint(1, 250, (bands, height, 26)).astype(np.uint8 if bands == 3 else np.int16)
            write_raster(tmp_path / name, values, **more)
        model = write_onnx(tmp_path / "m.onnx", SPEC)
        layers = (str(tmp_path / "rgb.tif"), str(tmp_path / "hsi.tif"))
        return Job.of(*layers, model, tmp_path / "o.tif", measurements=tmp_path / "profile" / "batches.json", **options)

    return make


@pytest.fixture
def long_enough(monkeypatch):
    """Jobs of some tens of patches count as long."""
    monkeypatch.setattr(calibration, "TIMES", 0.5)


def batch_of(the_job, device, log=None):
    return batch_planned(plan(the_job), device, log or Log(), None, device.clock).sizes.batch_size


def test_a_short_job_does_not_measure(job):
    device = Timed(1.0, 0.1)
    assert batch_of(job(), device) == 4 and device.calls == 0


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("tiles,sizes", [(20, 0), (21, 3), (44, 3), (45, 4), (92, 4), (93, 5)])
def test_what_is_measured_costs_its_share_at_most(job, monkeypatch, tiles, sizes, workers):
    """Three sizes are 3 * (1 + 2 + 4) = 21 patches, four 45, five 93; with TIMES 1 a job needs as many a worker."""
    monkeypatch.setattr(calibration, "TIMES", 1)
    device, the_plan = Timed(1.0, 0.1), plan(job())
    rows = replace(the_plan.rows, starts=tuple(range(tiles * workers)))
    the_plan = replace(the_plan, rows=rows, cols=replace(the_plan.cols, starts=(0,)))
    assert the_plan.tiles == tiles * workers
    batch_planned(the_plan, device, Log(), None, device.clock, workers)
    assert len(set(device.sizes)) == sizes


def test_the_choice_is_told_kept_and_not_measured_again(job, long_enough):
    device, log = Timed(0.6, 0.1), Log()
    assert batch_of(job(), device, log) == 8
    assert "Batches of 8 patches are the quickest here (patches a second by batch: 1: 1.43, 2: 2.5" in log.text
    again = Timed(0.6, 0.1)
    assert batch_of(job(), again) == 8 and again.calls == 0
    other = Timed(0.0, 0.1)
    other.runtime = "test 2"  # another version is measured for itself
    assert batch_of(job(), other) == 1 and other.calls == 9
    half = Timed(0.0, 0.1)
    half.precision = "bfloat16"  # so is another precision
    assert batch_of(job(), half) == 1 and half.calls == 9
    kept = json.loads((job().host.measurements).read_text())
    assert sorted((record["tried"], len(record["seconds"])) for record in kept.values()) == [(8, 3), (8, 3), (8, 4)]


def test_a_longer_job_tries_what_a_shorter_one_could_not(job, monkeypatch):
    """Of 20 patches each time: first enough for three sizes, then for four."""
    the_job = job()
    monkeypatch.setattr(calibration, "TIMES", plan(the_job).tiles / 21)
    assert batch_of(the_job, Timed(1.0, 0.1)) == 4
    monkeypatch.setattr(calibration, "TIMES", plan(the_job).tiles / 45)
    longer = Timed(1.0, 0.1)
    assert batch_of(the_job, longer) == 8 and longer.calls == 12
    monkeypatch.setattr(calibration, "TIMES", plan(the_job).tiles / 21)
    shorter = Timed(1.0, 0.1)
    assert batch_of(the_job, shorter) == 8 and shorter.calls == 0  # what is known already costs nothing


def test_a_size_that_fails_is_not_needed_but_the_first_one_is():
    class Odd(Timed):
        def infer(self, hsi, rgb):
            if len(rgb) >= self.worst:
                raise SpecGanError("CUDNN_STATUS_NOT_SUPPORTED", "")
            return super().infer(hsi, rgb)

    device = Odd(1.0, 0.1)
    device.worst = 4
    assert list(time_sizes(device, (1, 2, 4, 8), Progress(), device.clock)) == [1, 2]
    device.worst = 1
    with pytest.raises(SpecGanError, match="NOT_SUPPORTED"):
        time_sizes(device, (1, 2, 4, 8), Progress(), device.clock)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', "null", "damaged"])
def test_a_damaged_file_is_measured_over(job, long_enough, text):
    the_job, device = job(), Timed(0.6, 0.1)
    the_job.host.measurements.parent.mkdir()
    key = calibration._key(plan(the_job), device)
    text = json.dumps({key: {"tried": 64, "seconds": {"3": "x", "4": -1}}}) if text == "damaged" else text
    the_job.host.measurements.write_text(text)
    assert batch_of(the_job, device) == 8 and device.calls == 12


def test_what_was_asked_for_is_not_measured(job, long_enough):
    device = Timed(0.6, 0.1)
    assert batch_of(job(batch_size=3), device) == 3 and device.calls == 0


def test_the_memory_that_the_job_may_take_bounds_the_batch(job, long_enough):
    device, the_job = Timed(0.6, 0.1), job()
    needed = plan(the_job).sized(4).needed
    the_job = the_job.changed(memory_mb=(needed >> 20) + 17)
    assert batch_of(the_job, device) == 4 and max(device.sizes) == 4


def test_an_interrupted_job_goes_on_with_the_batch_of_its_journal(job, long_enough, monkeypatch):
    the_job = job()

    def run(seconds, fail_after=None):
        backend = Texture(fail_after=fail_after)
        if the_job.host.measurements.exists():
            the_job.host.measurements.unlink()
        monkeypatch.setattr(calibration, "time_sizes", lambda *_: seconds)
        superresolve(the_job, Log(), backend)
        return backend, gdal.Open(str(the_job.output)).ReadAsArray()

    _, expected = run({1: 3.0, 2: 1.0, 4: 2.0})
    the_job.output.unlink()
    with pytest.raises(SpecGanError, match="stopped"):
        run({1: 3.0, 2: 1.0, 4: 2.0}, fail_after=12)
    backend, pixels = run({1: 3.0, 2: 2.0, 4: 1.0})  # the device would now prefer 4
    assert max(backend.sizes) == 2
    np.testing.assert_array_equal(pixels, expected)


def test_a_real_job_measures_and_says_in_its_command_what_it_used(job, long_enough):
    the_job, log = job(), Log()
    backend = open_backend(the_job.model, "cpu", threads=1)
    result = superresolve(the_job, log, backend)
    backend.close()
    (record,) = json.loads(the_job.host.measurements.read_text()).values()
    times = record["seconds"]
    assert {"1", "2", "4"} <= set(times) and all(value > 0 for value in times.values())
    best = fastest({int(size): value for size, value in times.items()})
    assert f"Batches of {best} patches are the quickest here" in log.text
    dataset = gdal.Open(str(result.output))
    assert f"--BATCH_SIZE={best} " in dataset.GetMetadata()["SPECGAN_COMMAND"]
    asked = superresolve(the_job.changed(batch_size=best, output=the_job.output.with_name("asked.tif")), Log())
    np.testing.assert_array_equal(dataset.ReadAsArray(), gdal.Open(str(asked.output)).ReadAsArray())

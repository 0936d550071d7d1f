"""A job that is killed goes on from its journal with the same pixels; another job starts over and says why."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.engine import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.job import Job
from specgan.core.shelf.records import journal_path
from standins import SPEC, WAVELENGTHS, Log, Texture
from support import ROOT, write_onnx, write_raster


@pytest.fixture
def job(tmp_path):
    """Makes a job of 71 x 30 LR pixels: 14 rows of patches of 6 columns each, three calls a row."""

    def make(spec=SPEC, **options):
        random = np.random.RandomState(0)
        rgb = random.uniform(1, 255, (3, 71, 30)).astype(np.uint8)
        rgb[:, 20:31, 3:12] = 0
        hsi = random.uniform(100, 5000, (6, 71, 30)).astype(np.int16)
        folder = tmp_path / "in"
        if not folder.exists():
            folder.mkdir()
            write_raster(folder / "rgb.tif", rgb, nodata=0)
            write_raster(folder / "hsi.tif", hsi, wavelengths=WAVELENGTHS)
        model = write_onnx(folder / f"{spec.name}.onnx", spec)
        (tmp_path / "out").mkdir(exist_ok=True)
        values = {"batch_size": 2, **options}
        return Job.of(str(folder / "rgb.tif"), str(folder / "hsi.tif"), model, tmp_path / "out" / "o.tif", **values)

    return make


def pixels_and_tags(path):
    dataset = gdal.Open(str(path))
    statistics = [dataset.GetRasterBand(n).GetStatistics(True, False) for n in (1, 2, 3)]
    tags = {k: v for k, v in dataset.GetMetadata().items() if k.startswith("SPECGAN_")}
    return dataset.ReadAsArray(), statistics, tags


def interrupted(the_job, calls, spec=SPEC):
    """Run until the model fails after `calls` calls; the log."""
    log = Log()
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(the_job, log, Texture(spec, calls))
    return log


@pytest.mark.parametrize("consistent", [False, True])
@pytest.mark.parametrize("overlap", [0, 3, 4])
@pytest.mark.parametrize("calls", [4, 16, 40])
def test_going_on_gives_the_same_file_as_a_single_run(job, calls, overlap, consistent):
    spec = replace(SPEC, lr_consistent=consistent)
    the_job = job(spec, overlap=overlap)
    expected = pixels_and_tags(superresolve(the_job, backend=Texture(spec)).output)
    whole = Texture(spec)
    superresolve(the_job, backend=whole)
    os.remove(the_job.output)
    log = interrupted(the_job, min(calls, whole.calls - 1), spec)
    assert "goes on from there" in log.text and os.listdir(the_job.output.parent) == [".o.tif.specgan-journal"]
    backend, log = Texture(spec), Log()
    again = pixels_and_tags(superresolve(the_job, log, backend).output)
    np.testing.assert_array_equal(again[0], expected[0])
    assert again[1:] == expected[1:]  # statistics, seam and energy ratio, everything in the tags
    assert "going on from there" in log.text and not log.warnings
    assert backend.calls < whole.calls if calls > 4 else backend.calls <= whole.calls
    assert log.reports[-1][0] == log.reports[-1][1]
    assert [done for done, _ in log.reports] == sorted(done for done, _ in log.reports)
    assert os.listdir(the_job.output.parent) == ["o.tif"]


def test_a_smaller_batch_after_out_of_memory_is_remembered(job):
    the_job = job(batch_size=6)

    class Small(Texture):
        def infer(self, hsi, rgb):
            if len(rgb) > 3:
                raise MemoryError
            return super().infer(hsi, rgb)

    log = Log()
    expected = pixels_and_tags(superresolve(the_job, log, Small()).output)
    assert "does not fit into memory: going on with 3" in log.text
    os.remove(the_job.output)
    with pytest.raises(SpecGanError):
        superresolve(the_job, Log(), Small(fail_after=9))
    backend = Texture()
    again = pixels_and_tags(superresolve(the_job, Log(), backend).output)
    np.testing.assert_array_equal(again[0], expected[0])
    assert max(backend.sizes) == 3


def spoil(path):
    with open(path, "r+b") as file:
        file.seek(1500)
        file.write(b"\x99\x98")


@pytest.mark.parametrize(
    "what,word", [("model", "the model"), ("parameter", "OVERLAP"), ("input", "files of the RGB layer")]
)
def test_another_job_starts_over_and_says_why(job, what, word):
    first = job()
    expected_calls = Texture()
    superresolve(first, backend=expected_calls)
    interrupted(first, 20)
    second = (
        job(replace(SPEC, notes="retrained")) if what == "model" else job(overlap=2 if what == "parameter" else None)
    )
    if what == "input":
        before = os.stat(second.rgb)
        spoil(second.rgb)
        os.utime(second.rgb, ns=(before.st_atime_ns, before.st_mtime_ns))  # same path, size and time: only the content
    log, backend = Log(), Texture()
    superresolve(second, log, backend)
    assert "Starting over" in log.text and word in log.text
    if what != "parameter":
        assert backend.calls == expected_calls.calls
    assert os.listdir(second.output.parent) == ["o.tif"]


def test_memory_and_output_are_no_other_job(job):
    the_job = job()
    interrupted(the_job, 20)
    log = Log()
    superresolve(the_job.changed(memory_mb=500), log, Texture())
    assert "going on from there" in log.text


def test_another_precision_starts_over_however_it_was_asked_for(job):
    """What the model computed in counts, not the word in the job: auto and full may be the same."""
    the_job = job()
    interrupted(the_job, 20)
    log = Log()
    superresolve(the_job.changed(precision="full"), log, Texture())
    assert "going on from there" in log.text

    class Half(Texture):
        precision = "bfloat16"

    interrupted(the_job, 20)
    log = Log()
    superresolve(the_job, log, Half())
    assert "do not fit this job: the precision changed. Starting over." in log.text


def test_cancel_leaves_nothing_not_even_a_journal(job):
    the_job = job()
    interrupted(the_job, 20)
    with pytest.raises(Cancelled):
        superresolve(the_job, Log(stop_after=8), Texture())
    assert os.listdir(the_job.output.parent) == []


def test_an_older_output_is_untouched_until_the_end(job):
    the_job = job()
    the_job.output.write_bytes(b"old")
    interrupted(the_job, 20)
    assert the_job.output.read_bytes() == b"old"
    superresolve(the_job, backend=Texture())
    assert the_job.output.stat().st_size > 1000


@pytest.mark.parametrize("damage", ["cut", "zeros", "garbage", "flipped", "header"])
def test_a_damaged_journal_costs_only_what_is_damaged(job, damage):
    the_job = job()
    expected = pixels_and_tags(superresolve(the_job, backend=Texture()).output)
    interrupted(the_job, 30)
    path = journal_path(the_job.output)
    data = path.read_bytes()
    path.write_bytes(
        {
            "cut": data[:-7],
            "zeros": data[: len(data) * 2 // 3] + bytes(len(data) // 3),  # what a power failure leaves
            "garbage": data + b'{"batches": [1], "size": 99999999999}\n',
            "flipped": data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
            "header": b"\xff" + data[1:],
        }[damage]
    )
    log, backend = Log(), Texture()
    again = pixels_and_tags(superresolve(the_job, log, backend).output)
    np.testing.assert_array_equal(again[0], expected[0])
    assert again[1:] == expected[1:] or damage == "flipped"  # the provenance then tells of no damage, the pixels agree
    assert ("going on from there" in log.text) == (damage != "header")


def test_a_device_that_does_not_repeat_itself_is_told_of(job):
    the_job = job()
    interrupted(the_job, 30)

    class Other(Texture):
        def infer(self, hsi, rgb):
            return super().infer(hsi, rgb) + np.float32(0.05)

    log = Log()
    superresolve(the_job, log, Other())
    assert any("does not repeat itself" in warning for warning in log.warnings)


def test_a_running_job_is_not_disturbed(job):
    the_job = job()
    inner = []

    class Nested(Texture):
        def infer(self, hsi, rgb):
            if self.calls == 5:
                with pytest.raises(SpecGanError, match="Another job is writing") as caught:
                    superresolve(the_job, backend=Texture())
                inner.append(caught.value.hint)
            return super().infer(hsi, rgb)

    superresolve(the_job, backend=Nested())
    assert inner and inner[0]


def test_without_room_for_a_journal_the_job_runs_and_says_so(job, monkeypatch):
    from specgan.core.planning import targets as planning

    monkeypatch.setattr(planning, "free_bytes", lambda folder: 10)
    log = Log()
    the_job = job()
    with pytest.raises(SpecGanError, match="stopped"):
        superresolve(the_job, log, Texture(fail_after=20))
    assert any("no room for a journal" in warning for warning in log.warnings)
    assert os.listdir(the_job.output.parent) == []


def test_a_journal_that_cannot_grow_is_no_end(job, monkeypatch):
    """FAT32 allows 4 GB a file; the result is compressed. Here the limit is met after five records."""
    from specgan.core.shelf.records import RecordFile

    the_job = job()
    expected = pixels_and_tags(superresolve(the_job, backend=Texture()).output)
    os.remove(the_job.output)
    add = RecordFile._add

    def limited(self, data):
        if len(self.entries) >= 5:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        add(self, data)

    monkeypatch.setattr(RecordFile, "_add", limited)
    log = interrupted(the_job, 36)
    assert [text for text in log.warnings if "The journal cannot grow any more" in text and "patches 5." in text]
    assert "5 finished rows of patches are kept" in log.text
    result = superresolve(the_job, log, Texture())
    found = pixels_and_tags(result.output)
    np.testing.assert_array_equal(found[0], expected[0])
    assert os.listdir(the_job.output.parent) == ["o.tif"]


def test_what_the_job_itself_has_left_counts_as_room(job, monkeypatch):
    """A disk on which the job just fitted beside its journal: what it left when it stopped is not held against it."""
    from specgan.core.planning import plan
    from specgan.core.planning import targets as planning

    the_job = job()
    interrupted(the_job, 20)
    left = journal_path(the_job.output).stat().st_size
    needed = 2 * planning.required_bytes(plan(the_job).out_grid, "uint8")
    for free, room in ((needed - left, True), (needed - left - 1, False)):
        monkeypatch.setattr(planning, "free_bytes", lambda folder, free=free: free)
        assert plan(the_job).journal is room


def test_a_journal_of_another_version_is_named(job):
    the_job = job()
    interrupted(the_job, 20)
    path = journal_path(the_job.output)
    path.write_bytes(path.read_bytes().replace(b'"format": ', b'"format": 9', 1))
    log = interrupted(the_job, 20)
    assert "that this version of the plugin cannot read. Starting over." in log.text


def test_inputs_changed_during_the_run(job):
    the_job = job()

    class Meddling(Texture):
        def infer(self, hsi, rgb):
            if self.calls == 20:
                spoil(the_job.hsi)
                os.utime(the_job.hsi, (1, 1))
            return super().infer(hsi, rgb)

    log = Log()
    with pytest.raises(SpecGanError, match="hsi.tif was changed") as caught:
        superresolve(the_job, log, Meddling())
    assert caught.value.hint and os.listdir(the_job.output.parent) == [".o.tif.specgan-journal"]
    log = Log()
    superresolve(the_job, log, Texture())
    assert "files of the HSI layer" in log.text and "Starting over" in log.text


CHILD = """
import json, sys
sys.path[:0] = json.loads(sys.argv[2])
from pathlib import Path
from standins import Texture
from specgan.core.engine import superresolve
from specgan.core.job import Job
import time

class Slow(Texture):
    def infer(self, hsi, rgb):
        time.sleep(0.01)
        return super().infer(hsi, rgb)

values = json.loads(sys.argv[1])
values.update(model=Path(values["model"]), output=Path(values["output"]))
superresolve(Job.of(**values), backend=Slow())
"""


def start(the_job):
    values = json.dumps(
        {
            "rgb": the_job.rgb,
            "hsi": the_job.hsi,
            "model": str(the_job.model),
            "output": str(the_job.output),
            "batch_size": the_job.host.batch_size,
        }
    )
    paths = json.dumps([str(ROOT / "dev"), str(ROOT / "tests")])
    return subprocess.Popen([sys.executable, "-c", CHILD, values, paths])


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killed_again_and_again(job):
    the_job = job()
    expected = pixels_and_tags(superresolve(the_job, backend=Texture()).output)
    os.remove(the_job.output)
    journal = journal_path(the_job.output)
    for size in (1500, 6000, 14000):  # bytes of the journal at which the process dies: start, middle, later
        process = start(the_job)
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if journal.exists() and journal.stat().st_size > size:
                break
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.returncode == 0:
            break
        assert not the_job.output.exists()
    log, backend = Log(), Texture()
    again = pixels_and_tags(superresolve(the_job, log, backend).output)
    np.testing.assert_array_equal(again[0], expected[0])
    assert again[1:] == expected[1:] and "going on from there" in log.text
    assert os.listdir(the_job.output.parent) == ["o.tif"]  # nor the killed processes' temporary files

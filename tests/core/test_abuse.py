"""Full disks, files that break off, networks that stutter: a sentence, the journal stays, nothing is lost."""

import os
import subprocess
import threading
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.backends.base import OutOfMemory, stopped
from specgan.core.engine import source, superresolve
from specgan.core.engine.stages import Stage
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.geodata.raster import Layer
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.patches.tiling import plan_axis
from specgan.core.planning import targets as planning
from specgan.core.planning.memory import machine_memory, size_job
from specgan.core.shelf.records import journal_path
from standins import SPEC, WAVELENGTHS, Log, Texture
from support import write_onnx, write_raster


def layers(folder, height=71, width=30, rgb=None):
    random = np.random.RandomState(0)
    rgb = random.randint(1, 255, (3, height, width)).astype(np.uint8) if rgb is None else rgb
    write_raster(folder / "rgb.tif", rgb)
    hsi = random.randint(100, 5000, (6, height, width)).astype(np.int16)
    write_raster(folder / "hsi.tif", hsi, wavelengths=WAVELENGTHS)
    write_onnx(folder / "m.onnx", SPEC)
    return Job.of(str(folder / "rgb.tif"), str(folder / "hsi.tif"), folder / "m.onnx", folder / "o.tif", batch_size=2)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("no mount allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # pytest holds the error, and with it files


class Noise(Texture):
    """What no compressor makes smaller, the same for the same patch."""

    def infer(self, hsi, rgb):
        patches = super().infer(hsi, rgb)
        for patch, key in zip(patches, hsi):
            seed = int(abs(key).sum() * 1000) % 2**31
            patch[:] = np.random.RandomState(seed).uniform(-1, 1, patch.shape)
        return patches


@pytest.mark.parametrize("length", [229, 236, 255])
def test_a_job_with_a_long_name_stops_and_goes_on(tmp_path, length):
    the_job = replace(layers(tmp_path), output=tmp_path / "results" / ("L" * (length - 4) + ".tif"))
    the_job.output.parent.mkdir()
    the_job.output.write_bytes(b"old")
    with pytest.raises(SpecGanError, match="The model stopped"):
        superresolve(the_job, Log(), Texture(fail_after=9))
    assert the_job.output.read_bytes() == b"old"
    assert sorted(os.listdir(the_job.output.parent)) == sorted([journal_path(the_job.output).name, the_job.output.name])
    log = Log()
    superresolve(the_job, log, Texture())
    assert "going on from there" in log.text and os.listdir(the_job.output.parent) == [the_job.output.name]
    assert gdal.Open(str(the_job.output)).RasterXSize == 4 * 30


def test_a_full_disk(tmp_path, small_disk, monkeypatch):
    # checked at the start: so somebody else takes the space meanwhile
    monkeypatch.setattr(planning, "free_bytes", lambda folder: 1 << 40)
    monkeypatch.setattr(planning, "check_space", lambda folder, needed, ours: None)
    the_job = replace(layers(tmp_path, 400, 80), output=small_disk / "o.tif")
    (small_disk / "o.tif").write_bytes(b"old")
    log = Log()
    with pytest.raises(SpecGanError, match="journal|Writing") as caught:
        superresolve(the_job, log, Noise())
    assert "disk" in caught.value.hint and (small_disk / "o.tif").read_bytes() == b"old"
    assert sorted(os.listdir(small_disk)) == [".o.tif.specgan-journal", "o.tif"]
    subprocess.run(["mount", "-o", "remount,size=30m", str(small_disk)], check=True)
    whole, rest, log = Noise(), Noise(), Log()
    superresolve(the_job, log, rest)
    assert "going on from there" in log.text
    alone = replace(the_job, output=tmp_path / "alone.tif")
    superresolve(alone, Log(), whole)
    assert rest.calls < whole.calls
    np.testing.assert_array_equal(
        gdal.Open(str(the_job.output)).ReadAsArray(), gdal.Open(str(alone.output)).ReadAsArray()
    )


def test_a_layer_that_breaks_off(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "RETRY_AFTER_S", (0.01,))
    the_job = layers(tmp_path, 400, 30)
    size = os.path.getsize(the_job.rgb)
    with open(the_job.rgb, "r+b") as file:
        file.truncate(size * 9 // 10)
    log = Log()
    with pytest.raises(SpecGanError, match="cannot be read to the end|complete") as caught:
        superresolve(the_job, log, Texture())
    assert caught.value.hint and any("Trying again" in warning for warning in log.warnings) or "kept in" in log.text
    assert journal_path(the_job.output).exists() and not the_job.output.exists()


def test_a_network_that_fails_once(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "RETRY_AFTER_S", (0.01, 0.01))
    the_job = layers(tmp_path)
    expected = gdal.Open(str(superresolve(the_job, backend=Texture()).output)).ReadAsArray()
    original, failures = Layer.read_each, iter([False] * 9 + [True, True] + [False] * 9 + [True])

    def stuttering(self, bands, window):
        if next(failures, False):
            raise SpecGanError("The share is gone.", "Wait.", "errno 116")
        return original(self, bands, window)

    monkeypatch.setattr(Layer, "read_each", stuttering)
    log = Log()
    got = gdal.Open(str(superresolve(the_job, log, Texture()).output)).ReadAsArray()
    np.testing.assert_array_equal(got, expected)
    assert sum("Trying again" in warning for warning in log.warnings) == 3


def test_a_network_that_stays_away(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "RETRY_AFTER_S", (0.01, 0.01))
    the_job, tries = layers(tmp_path), []

    def gone(self, bands, window):
        if len(tries) or window.row > 30:
            tries.append(window)
            raise SpecGanError("The share is gone.", "Wait.", "errno 116")
        return original(self, bands, window)

    original = Layer.read_each
    monkeypatch.setattr(Layer, "read_each", gone)
    with pytest.raises(SpecGanError, match="share is gone"):
        superresolve(the_job, Log(), Texture())
    assert len(tries) == 3 and journal_path(the_job.output).exists()
    monkeypatch.setattr(Layer, "read_each", original)
    log = Log()
    superresolve(the_job, log, Texture())
    assert "going on from there" in log.text


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer"),
        RuntimeError("std::bad_alloc"),
        RuntimeError("CUDNN_STATUS_ALLOC_FAILED"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
    ],
)
def test_out_of_memory_halves_the_batch(tmp_path, error):
    assert isinstance(stopped(error), OutOfMemory)
    the_job = layers(tmp_path, 24, 60)

    class Tight(Texture):
        def infer(self, hsi, rgb):
            if len(rgb) > 2:
                raise stopped(error)
            return super().infer(hsi, rgb)

    backend, log = Tight(), Log()
    superresolve(the_job.changed(batch_size=9), log, backend)
    assert [m for m in log.messages if "does not fit" in m] == [
        "A batch of 9 patches does not fit into memory: going on with 4",
        "A batch of 4 patches does not fit into memory: going on with 2",
    ]
    assert max(backend.sizes) == 2


def test_no_memory_for_a_single_patch(tmp_path):
    class Full(Texture):
        def infer(self, hsi, rgb):
            raise stopped(MemoryError("out of memory"))

    with pytest.raises(OutOfMemory, match="stopped"):
        superresolve(layers(tmp_path), Log(), Full())
    assert not isinstance(stopped(RuntimeError("shape mismatch")), OutOfMemory)


WIDE = ModelSpec("wide", 16, 8, (500.0, 600.0), overlap=2)


def test_memory_is_shared_out_from_what_is_allowed():
    cols = plan_axis(2048, 8, 2)
    plenty = size_job(WIDE, cols, "uint8", 28, 16, 4000)
    assert (plenty.batch_size, plenty.waiting, plenty.budget) == (16, 2, 4000 << 20)
    strip = 2 * 3 * 4 * 128 * 32768  # weighted details and low frequencies, three channels, 128 HR rows
    patch = 4 * 128 * 128 * 1312
    least = size_job(WIDE, cols, "uint8", 28, 1, 4000).needed - 2 * strip
    tight = size_job(WIDE, cols, "uint8", 28, 16, (least + 3 * patch >> 20) + 17)
    assert tight.waiting == 0 and tight.batch_size in (2, 4) and tight.needed <= tight.budget
    with pytest.raises(SpecGanError, match="2048 pixels wide needs") as caught:
        size_job(WIDE, cols, "uint8", 28, 16, 100)
    figure = int(str(caught.value).split("needs ")[1].split(" MB")[0])
    assert size_job(WIDE, cols, "uint8", 28, 1, figure).batch_size == 1  # the figure that is told is enough
    assert size_job(WIDE, cols, "uint8", 28, 1).budget == machine_memory() // 4
    with pytest.raises(SpecGanError):
        size_job(WIDE, cols, "uint8", 28, 1, -5)


def test_gdals_cache_holds_what_is_written_and_two_rows_of_blocks():
    """A cache that is larger than of use would fill up with what has been read, and so grow with the height."""
    sizes = size_job(WIDE, plan_axis(2048, 8, 2), "uint8", 28, 1, 4000)
    assert sizes.tile_row == 256 * 32768 * 4  # three bands and the mask
    for block_row, reading in ((1, 16), (20, 40), (50, 64), (100, 100)):  # MB
        assert sizes.cache_bytes(block_row << 20) == sizes.tile_row + (reading << 20)
    tight = replace(sizes, budget=sizes.needed + (30 << 20))
    assert tight.cache_bytes(50 << 20) == sizes.tile_row + (30 << 20)


@pytest.mark.parametrize("memory_mb", [0, 28, 29, 200])
def test_pixels_do_not_depend_on_the_memory(tmp_path, memory_mb):
    the_job = layers(tmp_path, 40, 300).changed(batch_size=1)
    expected = gdal.Open(str(superresolve(the_job, backend=Texture()).output)).ReadAsArray()
    again = the_job.changed(memory_mb=memory_mb)
    np.testing.assert_array_equal(gdal.Open(str(superresolve(again, backend=Texture()).output)).ReadAsArray(), expected)


def test_too_little_memory_is_refused_before_anything_is_written(tmp_path):
    the_job = layers(tmp_path).changed(memory_mb=1)
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(SpecGanError, match=r"needs \d+ MB of memory") as caught:
        superresolve(the_job, backend=Texture())
    assert caught.value.hint and sorted(os.listdir(tmp_path)) == before


def test_stages_keep_order_and_bound_and_hand_errors_on():
    gate, done = threading.Event(), []
    with Stage(2) as stage:
        stage.give(gate.wait)
        stage.give(done.append, 1)
        blocked = threading.Thread(target=stage.give, args=(done.append, 2))
        blocked.start()
        blocked.join(0.1)
        assert blocked.is_alive() and done == []  # a third piece does not fit
        gate.set()
        blocked.join()
        stage.wait()
        assert done == [1, 2]
        stage.give(int, "no number")
        with pytest.raises(ValueError):
            stage.wait()
        with pytest.raises(Cancelled):
            stage.give(_cancel)
            stage.wait()


def _cancel():
    raise Cancelled

"""A cluster job whose command was killed goes on from its finished blocks; another job starts over and says why."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.cluster import journal as journal_module
from specgan.cluster.journal import BlockJournal, named_parts, part_path
from specgan.cluster.run import superresolve_on
from specgan.core.engine import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.modelspec import ModelSpec
from specgan.core.shelf.progress import Progress
from specgan.core.shelf.records import journal_path
from standins import Log
from support import (
    ROOT,
    PickyBackend,
    open_pattern,
    open_quick_in_ones,
    open_quick_in_twos,
    open_slow_pattern,
    write_onnx,
    write_raster,
)

BLOCKS = 6
CHILD = """
import json, sys
values, output, paths = map(json.loads, sys.argv[1:])
sys.path[:0] = paths
from pathlib import Path
from specgan.cluster.run import superresolve_on
from specgan.cluster.workers import connected
from specgan.core.job import Job
from support import open_slow_pattern
values.update(model=Path(values["model"]), output=Path(values["output"]))
with connected(workers=2, threads=1) as client:
    superresolve_on(client, Job.of(**values), Path(output), blocks=6, opener=open_slow_pattern)
"""


class Failing(Log):
    """A host that breaks down when so many patches are done."""

    def __init__(self, after=1):
        super().__init__()
        self.after = after

    def report(self, done, total):
        super().report(done, total)
        if done >= self.after:
            raise SpecGanError("The host stopped.", "Try again.")


def interrupted(client, job, output, after=30, opener=open_pattern, blocks=BLOCKS):
    """Run until `after` patches are done; the log."""
    log = Failing(after)
    with pytest.raises(SpecGanError, match="host stopped"):
        superresolve_on(client, job, output, blocks=blocks, opener=opener, progress=log)
    assert "the same command, started again, goes on from there" in log.text
    return log


def content(path):
    """Pixels, statistics and tags of the mosaic."""
    dataset = gdal.Open(str(path))
    statistics = [dataset.GetRasterBand(n).GetStatistics(False, False) for n in (1, 2, 3)]
    tags = {k: v for k, v in dataset.GetMetadata().items() if k.startswith("SPECGAN_")}
    return dataset.ReadAsArray(), statistics, tags


def assert_same(got, expected):
    np.testing.assert_array_equal(got[0], expected[0])
    assert got[1:] == expected[1:]


def files(folder):
    """Name -> which file it is and when it was written."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.glob("*.tif")}


def only_parts_folder(tmp_path, stem="out"):
    (folder,) = tmp_path.glob(f"{stem}_parts_*")
    return folder


@pytest.fixture(scope="module")
def expected(client, tmp_path_factory):
    """Makes what an uninterrupted run of a job gives, with its tags; once for equal jobs."""
    folder, made = tmp_path_factory.mktemp("whole"), {}

    def make(job):
        key = (job.overlap, job.rgb)
        if key not in made:
            output = folder / f"whole{len(made)}.vrt"
            superresolve_on(client, job, output, blocks=BLOCKS, opener=open_pattern)
            made[key] = content(output)
        return made[key]

    return make


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_killed_command_goes_on_from_its_finished_blocks(tmp_path, client, job, expected):
    output = tmp_path / "out.vrt"
    superresolve_on(client, replace(job, overlap=1), output, blocks=2, opener=open_pattern)
    old, old_folder = content(output), only_parts_folder(tmp_path)
    values = {"rgb": job.rgb, "hsi": job.hsi, "model": str(job.model), "output": str(job.output)}
    arguments = [values, str(output), [str(ROOT / "dev"), str(ROOT / "tests")]]
    process = subprocess.Popen([sys.executable, "-c", CHILD, *map(json.dumps, arguments)])
    journal, deadline = journal_path(output), time.monotonic() + 90
    while process.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.read_bytes().count(b'"block": ') >= 2:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert_same(content(output), old)

    finished = [json.loads(line)["block"] for line in journal.read_text().splitlines()[2:]]
    assert 2 <= len(finished) < BLOCKS
    (folder,) = set(tmp_path.glob("out_parts_*")) - {old_folder}
    names = [part_path(folder, index).name for index in finished]
    before, log = files(folder), Log()
    result = superresolve_on(client, job, output, blocks=BLOCKS, opener=open_slow_pattern, progress=log)
    assert f"has finished {len(finished)} of {BLOCKS} blocks: going on from there" in log.text
    after = files(folder)
    assert {name: after[name] for name in names} == {name: before[name] for name in names}  # not written again
    assert_same(content(output), expected(job))
    assert log.reports[0][0] > 0 and log.reports[-1] == (result.tiles, result.tiles)
    assert result.parts == folder == only_parts_folder(tmp_path) and not journal.exists()
    assert sorted(os.listdir(folder)) == [f"{index:05d}.tif" for index in range(BLOCKS)]


@pytest.mark.parametrize(
    "what, word",
    [
        ("parameter", "parameter OVERLAP changed"),
        ("blocks", "parameter BLOCKS changed"),
        ("model", "the model"),
        ("input", "the files of the HSI layer changed"),
    ],
)
def test_another_job_starts_over_and_says_why(tmp_path, client, job, what, word):
    output = tmp_path / "out.vrt"
    interrupted(client, job, output)
    folder = only_parts_folder(tmp_path)
    blocks, second = BLOCKS, job
    if what == "parameter":
        second = replace(job, overlap=1)
    elif what == "blocks":
        blocks = 4
    elif what == "model":
        spec = ModelSpec("retrained", 4, 8, tuple(460.0 + 60 * i for i in range(4)), lr_consistent=True)
        write_onnx(job.model, spec)
    else:
        dataset = gdal.Open(job.hsi, gdal.GA_Update)
        dataset.GetRasterBand(1).WriteArray(np.full((1, 40), 77, np.int16))
        del dataset
    log = Log()
    result = superresolve_on(client, second, output, blocks=blocks, opener=open_pattern, progress=log)
    assert "Starting over" in log.text and word in log.text and "going on from there" not in log.text
    assert result.parts == only_parts_folder(tmp_path) != folder and result.blocks == blocks
    assert not journal_path(output).exists()


def test_more_workers_or_memory_are_no_other_job(tmp_path, client, job, expected):
    """The blocks of the first run stay, where their number was left open, whatever the workers are now."""
    output = tmp_path / "out.vrt"
    interrupted(client, job, output, blocks=0)
    setup = json.loads(journal_path(output).read_text().splitlines()[1])
    assert setup["runs"] == [
        [0, 5],
        [5, 11],
        [11, 17],
    ]  # 17 rows of patches, at least 8 in a block if there are so many
    setup["runs"] = [[0, 5], [5, 11], [11, 15], [15, 17]]  # as if there had been other workers
    lines = journal_path(output).read_bytes().splitlines(keepends=True)
    journal_path(output).write_bytes(lines[0] + json.dumps(setup).encode() + b"\n")
    result = superresolve_on(client, job.changed(memory_mb=700), output, opener=open_pattern)
    assert result.blocks == 4
    np.testing.assert_array_equal(content(output)[0], expected(job)[0])


@pytest.mark.parametrize("damage", ["truncated", "missing", "overwritten", "journal"])
def test_what_is_damaged_is_computed_again_and_nothing_else(tmp_path, client, job, expected, damage):
    output = tmp_path / "out.vrt"
    interrupted(client, job, output, after=60)
    folder, journal = only_parts_folder(tmp_path), journal_path(output)
    lines = journal.read_bytes().splitlines(keepends=True)
    finished = [json.loads(line)["block"] for line in lines[2:]]
    assert len(finished) >= 3
    part = part_path(folder, finished[-1])
    if damage == "truncated":
        os.truncate(part, part.stat().st_size // 2)
    elif damage == "missing":
        part.unlink()
    elif damage == "overwritten":
        with open(part, "r+b") as file:
            file.seek(part.stat().st_size // 2)
            file.write(bytes(200))
    else:
        journal.write_bytes(b"".join(lines[:-1]) + lines[-1][:-20])  # killed while it was written
    before, log = files(folder), Log()
    superresolve_on(client, job, output, blocks=BLOCKS, opener=open_pattern, progress=log)
    assert f"has finished {len(finished) - 1} of {BLOCKS} blocks" in log.text
    said = [text for text in log.warnings if text.endswith("computed again.")]  # of the layers' shift it warns, too
    assert said == ([] if damage == "journal" else [f"{part} is missing or damaged: it is computed again."])
    after = files(folder)
    for index in finished[:-1]:
        assert after[f"{index:05d}.tif"] == before[f"{index:05d}.tif"]
    assert after[part.name] != before.get(part.name)
    assert_same(content(output), expected(job))


def test_cancel_leaves_nothing_of_the_interrupted_run_either(tmp_path, client, job):
    output = tmp_path / "out.vrt"
    interrupted(client, job, output)
    with pytest.raises(Cancelled):
        superresolve_on(client, job, output, blocks=BLOCKS, opener=open_pattern, progress=Log(stop_after=1))
    assert not list(tmp_path.glob("out*")) and not journal_path(output).exists()


def test_an_error_after_the_mosaic_costs_no_block(tmp_path, client, job, expected):
    """The mosaic is complete and names the parts of this run; what can be done again is the COG alone."""
    output = tmp_path / "a & b.vrt"
    superresolve_on(client, replace(job, overlap=1), output, blocks=2, opener=open_pattern)
    cog = tmp_path / "later" / "out.tif"
    with pytest.raises(SpecGanError):
        superresolve_on(client, job, output, cog, blocks=BLOCKS, opener=open_pattern)
    (name,) = named_parts(output)
    before = files(tmp_path / name)
    assert len(before) == BLOCKS
    assert_same(content(output), expected(job))
    cog.parent.mkdir()
    log = Log()
    superresolve_on(client, job, output, cog, blocks=BLOCKS, opener=open_pattern, progress=log)
    assert f"has finished {BLOCKS} of {BLOCKS} blocks" in log.text
    assert files(only_parts_folder(tmp_path, "a & b")) == before  # and the folder of the older result is gone
    np.testing.assert_array_equal(content(cog)[0], expected(job)[0])


def test_two_commands_do_not_write_the_same_output(tmp_path, client, job):
    output, refused = tmp_path / "out.vrt", []

    class Nested(Progress):
        def report(self, done, total):
            if not refused:
                with pytest.raises(SpecGanError, match="Another job is writing") as caught:
                    superresolve_on(client, job, output, blocks=BLOCKS, opener=open_pattern)
                refused.append(caught.value.hint)

    superresolve_on(client, job, output, blocks=BLOCKS, opener=open_pattern, progress=Nested())
    assert refused and refused[0]
    assert len(list(tmp_path.glob("out_parts_*"))) == 1


def test_the_batch_is_measured_once_for_all_blocks_and_kept(tmp_path, client, job):
    """2209 patches for two workers are long enough for batches of 1, 2 and 4; a stand-in tells by its pixels which."""
    random = np.random.RandomState(1)
    rgb = write_raster(tmp_path / "rgb.tif", random.randint(1, 250, (3, 190, 190)).astype(np.uint8))
    values = random.randint(1, 5000, (4, 190, 190)).astype(np.int16)
    hsi = write_raster(tmp_path / "hsi.tif", values, wavelengths=tuple(460.0 + 60 * i for i in range(4)))
    long_job, output, log = replace(job, rgb=rgb, hsi=hsi, overlap=4), tmp_path / "out.vrt", Log()
    first = interrupted(client, long_job, output, 300, open_quick_in_twos)
    assert "Batches of 2 patches are the quickest here" in first.text
    superresolve_on(client, long_job, output, blocks=BLOCKS, opener=open_quick_in_ones, progress=log)
    assert "going on from there" in log.text and "Measuring" not in log.text
    pixels, _, tags = content(output)
    assert "--BATCH_SIZE=2 " in tags["SPECGAN_COMMAND"]
    backend = PickyBackend(ModelSpec("m", 4, 8, tuple(460.0 + 60 * i for i in range(4)), 20.0), 2)
    one = superresolve(long_job.changed(batch_size=2), backend=backend)
    np.testing.assert_array_equal(pixels, gdal.Open(str(one.output)).ReadAsArray())


def test_a_journal_names_no_folder_but_its_own(tmp_path):
    """What a journal names is removed at the end; nothing else may be, whatever stands in it."""
    output, mine = tmp_path / "out.vrt", tmp_path / "mine"
    mine.mkdir()
    good = {"folder": "out_parts_00000001", "runs": [[0, 3], [3, 5]], "batch_size": 4, "replaces": []}
    bad = [
        {"folder": "mine"},
        {"folder": "../out_parts_00000001"},
        {"folder": str(mine)},
        {"replaces": ["mine"]},
        {"replaces": [f"out_parts_00000001/../{mine.name}"]},
        {"runs": [[0, 3], [4, 5]]},
        {"runs": [[0, 0]]},
        {"batch_size": 0},
        {"folder": None},
    ]
    for change in [{}, *bad]:
        with BlockJournal(output, {"the model": "a"}, Progress()) as journal:
            pass
        header = json.dumps({"format": 1, "identity": {"the model": "a"}})
        journal_path(output).write_text(header + "\n" + json.dumps({**good, **change}) + "\n")
        with BlockJournal(output, {"the model": "a"}, Progress()) as journal:
            found = journal.setup
        assert (found is None) == bool(change), change
        assert mine.is_dir() and not journal_path(output).exists()


def test_a_folder_is_removed_though_a_cancelled_block_still_writes_into_it(tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()

    def write():
        for number in range(60):
            with suppress(FileNotFoundError):
                (folder / f"{number}").touch()
            time.sleep(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    while not any(folder.iterdir()):
        time.sleep(0.001)
    journal_module._remove_folder(folder)
    writer.join()
    assert not folder.exists()

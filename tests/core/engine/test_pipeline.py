"""Rows of patches in, finished strips out: no file is written here."""

import threading

import numpy as np
import pytest
from specgan.core.backends import OutOfMemory
from specgan.core.engine.batches import Batches
from specgan.core.engine.pipeline import NOTHING, Pipeline
from specgan.core.engine.sinks import Sink, Sinks, opened
from specgan.core.engine.source import LrSource
from specgan.core.engine.strips import LrStrip, PatchRow
from specgan.core.errors import SpecGanError
from specgan.core.job import Job
from specgan.core.planning import plan
from specgan.core.shelf.progress import Progress
from standins import SPEC, WAVELENGTHS, Log, Texture
from support import write_onnx, write_raster


class Kept(Sink):
    """All that a sink is told, in order."""

    def __init__(self, fail_at=None):
        self.told, self.strips, self.compared, self.threads, self._fail_at = [], [], [], set(), fail_at

    def open(self):
        self.told.append("open")

    def above(self, strip):
        self.told.append(f"above {strip.index}")
        self.compared.append(strip)

    def strip(self, strip):
        self.threads.add(threading.get_ident())
        if strip.index == self._fail_at:
            raise SpecGanError("The disk is full.")
        self.told.append(f"strip {strip.index}")
        self.strips.append(strip)

    def close(self, figures):
        self.told.append("close")

    def abort(self):
        self.told.append("abort")


@pytest.fixture
def the_plan(tmp_path):
    """41 x 30 LR pixels: 8 rows of patches of 6 columns each, batches of 2."""
    random = np.random.RandomState(0)
    rgb = random.uniform(1, 255, (3, 41, 30)).astype(np.uint8)
    hsi = random.uniform(100, 5000, (6, 41, 30)).astype(np.int16)
    layers = (
        write_raster(tmp_path / "rgb.tif", rgb, nodata=0),
        write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
    )
    return plan(Job.of(*layers, write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "never.tif", batch_size=2))


def run(the_plan, backend, sink, first=0, last=None, batches=None, counted=NOTHING, progress=None):
    pipeline = Pipeline(the_plan, backend, progress or Progress(), first, last, counted)
    with LrSource(the_plan, Progress()) as source, opened(sink):
        figures = pipeline.run(source.rows(pipeline.reads), sink, batches or Batches(2))
        sink.close(figures)
    return figures


def test_rows_need_no_layers(the_plan):
    """One colour everywhere, a network that repeats it: that colour in the file's values, whatever the weights."""

    class Repeating(Texture):
        def infer(self, hsi, rgb):
            return rgb.repeat(4, 2).repeat(4, 3)

    def rows():
        for index, (first, last) in enumerate(map(the_plan.rows.final_rows, range(8))):
            lr = LrStrip(np.ones((8, 30), bool), np.full((3, last - first + 16, 30), 0.25, np.float32))
            yield PatchRow(index, tuple(range(6)), np.zeros((6, 6, 8, 8)), np.full((6, 3, 8, 8), 0.25, np.float32), lr)

    sink = Kept()
    Pipeline(the_plan, Repeating(), Progress()).run(rows(), sink, Batches(4))
    low, high = the_plan.rgb_map.low[0], the_plan.rgb_map.high[0]
    assert [strip.top for strip in sink.strips] == [start * 4 for start in the_plan.rows.starts]
    assert sum(strip.pixels.shape[1] for strip in sink.strips) == 41 * 4
    assert {strip.batches for strip in sink.strips} == {(4, 2)}
    for strip in sink.strips:
        assert strip.valid.all() and strip.pixels.dtype == np.uint8
        np.testing.assert_array_equal(strip.pixels, round(low + 1.25 * (high - low) / 2))


def test_the_network_computes_on_the_callers_thread_and_sinks_on_one_other(the_plan):
    class Noting(Texture):
        threads = set()

        def infer(self, hsi, rgb):
            self.threads.add(threading.get_ident())
            return super().infer(hsi, rgb)

    backend, sink = Noting(), Kept()
    run(the_plan, backend, sink)
    assert backend.threads == {threading.get_ident()}
    assert len(sink.threads) == 1 and sink.threads != backend.threads
    assert sink.told == ["open", *(f"strip {row}" for row in range(8)), "close"]


@pytest.mark.parametrize("first,last", [(1, 3), (4, 8), (7, 8)])
def test_warming_up_leaves_no_trace(the_plan, first, last):
    whole, part = Kept(), Kept()
    run(the_plan, Texture(), whole)
    counted = whole.strips[first - 1].sums
    figures = run(the_plan, Texture(), part, first, last, counted=counted)
    assert part.told == ["open", f"above {first - 1}", *(f"strip {row}" for row in range(first, last)), "close"]
    np.testing.assert_array_equal(part.compared[0].pixels, whole.strips[first - 1].pixels)
    for got, expected in zip(part.strips, whole.strips[first:last]):
        np.testing.assert_array_equal(got.pixels, expected.pixels)
        assert got.sums == expected.sums and got.batches == expected.batches
    assert figures.sums == whole.strips[last - 1].sums
    alone = run(the_plan, Texture(), Kept(), first, last)
    np.testing.assert_allclose(np.add(alone.sums, counted), whole.strips[last - 1].sums, rtol=1e-12)


def test_patches_of_rows_that_warm_up_are_not_reported(the_plan):
    log = Log()
    run(the_plan, Texture(), Kept(), 4, 6, progress=log)
    assert log.reports[0] == (24, 48) and log.reports[-1] == (36, 48)  # the patches above are done; six a row


def test_after_an_error_the_sink_has_what_was_computed_and_is_aborted(the_plan):
    sink = Kept()
    with pytest.raises(SpecGanError, match="stopped"):
        run(the_plan, Texture(fail_after=9), sink)  # three calls a row: the first three rows are whole
    assert sink.told == ["open", "strip 0", "strip 1", "strip 2", "abort"]


def test_a_sink_that_fails_gets_nothing_more(the_plan):
    first, second = Kept(), Kept(fail_at=3)
    with pytest.raises(SpecGanError, match="disk"):
        run(the_plan, Texture(), Sinks(first, second))
    assert first.told == ["open", *(f"strip {row}" for row in range(4)), "abort"]
    assert second.told == ["open", "strip 0", "strip 1", "strip 2", "abort"]


def test_a_sink_that_cannot_be_opened_is_aborted(the_plan):
    class Shut(Kept):
        def open(self):
            raise SpecGanError("No room.")

    sink, backend = Kept(), Texture()
    with pytest.raises(SpecGanError, match="room"):
        run(the_plan, backend, Sinks(sink, Shut()))
    assert sink.told == ["open", "abort"] and backend.calls == 0


def test_division_into_calls():
    batches = Batches(4, [(4, 2), (3, 3)])
    assert [batches.next(0, call, waiting) for call, waiting in ((0, 6), (1, 2))] == [4, 2]
    assert batches.next(1, 0, 6) == 3  # as it was then
    assert [batches.next(2, 0, waiting) for waiting in (9, 4, 1)] == [4, 4, 1]
    assert batches.shrink(4) == 2 and batches.next(1, 0, 6) == 2  # what does not fit is not repeated


def test_the_batch_shrinks_where_memory_is_short(the_plan):
    class Small(Texture):
        def infer(self, hsi, rgb):
            if len(rgb) > 2:
                raise OutOfMemory("The model stopped.")
            return super().infer(hsi, rgb)

    class Full(Texture):
        def infer(self, hsi, rgb):
            raise OutOfMemory("The model stopped.")

    sink = Kept()
    run(the_plan, Small(), sink, batches=Batches(5))
    assert [strip.batches for strip in sink.strips] == [(2, 2, 2)] * 8
    assert {strip.batch_size for strip in sink.strips} == {2}
    with pytest.raises(OutOfMemory):
        run(the_plan, Full(), Kept())


@pytest.mark.parametrize("spoilt", [np.nan, np.inf, "shape"])
def test_an_answer_that_is_none_is_refused(the_plan, spoilt):
    class Broken(Texture):
        def infer(self, hsi, rgb):
            patches = super().infer(hsi, rgb)
            if spoilt == "shape":
                return patches[:, :, :-1]
            patches[0, 0, 0, 0] = spoilt
            return patches

    with pytest.raises(SpecGanError, match="not what its description promises"):
        run(the_plan, Broken(), Kept())

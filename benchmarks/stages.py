"""The whole job and each of its stages alone, for `bench.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List

import numpy as np

SIDE = 200
"""LR pixels along each side: 33 x 33 patches of 8 with overlap 2, so that starting weighs little."""


def stages_of(folder: Path, threads: int, clock: Callable[[], float], side: int = SIDE) -> Dict[str, float]:
    """Seconds by stage; "patches" is their number. Layers of `side` x `side` LR pixels are made on the first call."""
    from specgan.core.backends import Backend, open_backend
    from specgan.core.engine import superresolve
    from specgan.core.engine.batches import Batches
    from specgan.core.engine.pipeline import Pipeline
    from specgan.core.engine.sinks import Raster, Sink, opened
    from specgan.core.engine.source import LrSource
    from specgan.core.job import Job
    from specgan.core.models import find_model
    from specgan.core.planning import plan
    from specgan.core.shelf.progress import Progress

    class Kept(Sink):
        """Keeps every strip."""

        def __init__(self) -> None:
            self.strips: List[Any] = []

        def strip(self, strip: Any) -> None:
            self.strips.append(strip)

    class Known(Backend):
        """Answers with what the network has said before."""

        def infer(self, hsi: np.ndarray, rgb: np.ndarray) -> np.ndarray:
            return next(said)

    if not (folder / "rgb.tif").exists():
        make_layers(folder, side)
    job = Job(str(folder / "rgb.tif"), str(folder / "hsi.tif"), find_model("specgan_aerial_x16"), folder / "out.tif")
    backend = open_backend(job.model, "cpu", threads=threads)
    result: Dict[str, float] = {}
    timed(result, "whole job", clock, lambda: superresolve(job, backend=backend))
    the_plan, progress, kept = plan(job), Progress(), Kept()
    result["patches"] = the_plan.tiles
    size = the_plan.sizes.batch_size
    with LrSource(the_plan, progress) as source:
        pipeline = Pipeline(the_plan, Known(), progress)
        rows = timed(result, "reading", clock, lambda: list(source.rows(pipeline.reads)))
    calls = [slice(first, first + size) for first in range(0, len(the_plan.cols.starts), size)]
    answers = timed(
        result, "inference alone", clock, lambda: [backend.infer(row.hsi[c], row.rgb[c]) for row in rows for c in calls]
    )
    said = iter(answers)
    timed(result, "blending", clock, lambda: pipeline.run(rows, kept, Batches(size)))

    def write() -> None:
        raster = Raster(the_plan, folder / "alone.tif", lambda figures: {}, progress)
        with opened(raster):
            for strip in kept.strips:
                raster.strip(strip)
            raster.close(None)

    timed(result, "writing", clock, write)
    backend.close()
    return result


def timed(result: Dict[str, float], name: str, clock: Callable[[], float], work: Callable[[], Any]) -> Any:
    """What `work` gives; its seconds go into `result`."""
    started = clock()
    value = work()
    result[name] = clock() - started
    return value


def make_layers(folder: Path, side: int) -> None:
    """Smooth random RGB, and HSI with the model's 28 bands on a grid of its own."""
    from support import TRANSFORM, write_raster

    random = np.random.RandomState(0)
    smooth = random.uniform(60, 200, (3, side // 4, side // 4)).repeat(4, 1).repeat(4, 2)
    rgb = smooth + random.uniform(-20, 20, (3, side, side))
    write_raster(folder / "rgb.tif", rgb.astype(np.uint8))
    hsi = random.uniform(500, 4000, (28, side, side)).astype(np.int16)
    write_raster(folder / "hsi.tif", hsi, TRANSFORM, wavelengths=[460.0 + 20 * band for band in range(28)])

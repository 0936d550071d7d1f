"""The whole job and each of its stages alone, for `bench.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict

import numpy as np

SIDE = 200
"""LR pixels along each side: 33 x 33 patches of 8 with overlap 2, so that starting weighs little."""


def stages_of(folder: Path, threads: int, clock: Callable[[], float], side: int = SIDE) -> Dict[str, float]:
    """Seconds by stage; "patches" is their number. Layers of `side` x `side` LR pixels are made on the first call."""
    from specgan.core.backends import open_backend
    from specgan.core.engine import superresolve
    from specgan.core.engine.finishing import Finisher
    from specgan.core.engine.source import LrSource
    from specgan.core.geodata.writer import ResultWriter
    from specgan.core.job import Job
    from specgan.core.library import find_model
    from specgan.core.patches.blend import StripBlender
    from specgan.core.planning import plan
    from specgan.core.upsampling import upsample

    if not (folder / "rgb.tif").exists():
        make_layers(folder, side)
    job = Job(str(folder / "rgb.tif"), str(folder / "hsi.tif"), find_model("specgan_compact_x16"), folder / "out.tif")
    backend = open_backend(job.model, "cpu", threads=threads)
    result: Dict[str, float] = {}
    started = clock()
    superresolve(job, backend=backend)
    result["whole job"] = clock() - started
    the_plan = plan(job)
    spec, cols = the_plan.spec, the_plan.cols
    result["patches"] = the_plan.tiles

    source = LrSource(the_plan)
    strips = timed(result, "reading", clock, lambda: [source.strip(row) for row in range(len(the_plan.rows.starts))])
    source.close()
    size, batch = spec.in_size, the_plan.sizes.batch_size
    inputs = [
        tuple(np.stack([layer[:, :, c : c + size] for c in group]) for layer in (strip.hsi, np.clip(strip.rgb, -1, 1)))
        for strip in strips
        for group in (cols.starts[i : i + batch] for i in range(0, len(cols.starts), batch))
    ]
    assert sum(len(rgb) for _, rgb in inputs) == the_plan.tiles
    answers = timed(result, "inference alone", clock, lambda: [backend.infer(*pair) for pair in inputs])
    blender = StripBlender(the_plan.rows, cols, spec.scale, 3, spec.detail_correlation, spec.lr_consistent)
    finisher = Finisher(the_plan)
    calls = len(inputs) // len(strips)

    def blend() -> Any:
        finished = []
        for row, strip in enumerate(strips):
            col = 0
            for call in range(row * calls, (row + 1) * calls):
                for patch, base in zip(answers[call], upsample(inputs[call][1], spec.scale)):
                    blender.add(row, col, patch, base)
                    col += 1
            raw = blender.take_row(row)
            finished.append((raw.row, finisher.finish(raw, strip)))
        return finished

    rows = timed(result, "blending", clock, blend)

    def write() -> None:
        with ResultWriter(folder / "alone.tif", the_plan.out_grid, the_plan.rgb, the_plan.rgb_bands) as writer:
            for row, (pixels, valid) in rows:
                writer.write_rows(row * spec.scale, pixels, valid)
            writer.finish({})

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

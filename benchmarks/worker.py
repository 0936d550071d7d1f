"""What it costs to run a model in another Python process: `make bench-worker`.

Both ways alternate within one run, so that a busy machine slows both alike; each ratio is the median over pairs of
neighbours. Prints Markdown tables; asserts nothing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, List, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "tests")]
SAMPLE = ROOT / "resources" / "sample"
PYTHON = Path(sys.executable)
BATCHES = (1, 4, 16)
PAUSE_S = 0.01
"""onnxruntime's threads wait actively for a moment after each run; they should not be in the other one's way."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="time for each batch size")
    parser.add_argument("--jobs", type=int, default=5, help="pairs of whole jobs")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads of the batches; 0: all cores")
    args = parser.parse_args()
    batches(args.seconds, args.threads)
    print()
    jobs(args.jobs)


def batches(seconds: float, threads: int) -> None:
    """Network calls on the bundled model."""
    import numpy as np
    from specgan.core.backends import open_backend
    from specgan.core.library import BUNDLED

    model = BUNDLED / "specgan_compact_x16.onnx"
    here = open_backend(model, "cpu", threads=threads)
    started = time.perf_counter()
    there = open_backend(model, "cpu", threads=threads, python=PYTHON)
    print(f"Start of the worker with the model: {time.perf_counter() - started:.2f} s\n")
    print("| patches a call | in process, ms | worker, ms | worker / in process | pairs |\n|---|---|---|---|---|")
    for count in BATCHES:
        stream = np.random.RandomState(count)
        size = here.spec.in_size
        hsi = stream.uniform(-1, 1, (count, here.spec.bands, size, size)).astype("float32")
        rgb = stream.uniform(-1, 1, (count, 3, size, size)).astype("float32")
        assert np.array_equal(here.infer(hsi, rgb), there.infer(hsi, rgb))
        pairs = alternate(lambda b, x=hsi, y=rgb: b.infer(x, y), (here, there), seconds)
        report(str(count), pairs, 1e3)
    here.close()
    there.close()


def jobs(count: int) -> None:
    """The whole job on the bundled sample: reading, inference, blending, writing."""
    from specgan.core.engine import superresolve
    from specgan.core.job import Job
    from specgan.core.library import BUNDLED

    print(
        "| whole job, bundled sample | in process, s | worker, s | worker / in process | pairs |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:

        def run(python: object) -> None:
            layers = (str(SAMPLE / "town_rgb_lr.tif"), str(SAMPLE / "town_hsi.tif"))
            model = BUNDLED / "specgan_compact_x16.onnx"
            result = superresolve(Job(*layers, model, Path(folder) / "out.tif", device="cpu", python=python))
            inner.append(result.seconds)

        inner: List[float] = []
        run(None)
        inner.clear()
        pairs = alternate(run, (None, PYTHON), count=count)
        report("with the start of the worker", pairs, 1)
        report("without it", list(zip(inner[::2], inner[1::2])), 1)


def alternate(
    call: Callable, ways: Tuple, seconds: float = float("inf"), count: int = 100000
) -> List[Tuple[float, float]]:
    """Times of `call` in both ways, in turns."""
    pairs = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(pairs) < count:
        pair = []
        for way in ways:
            time.sleep(PAUSE_S)
            started = time.perf_counter()
            call(way)
            pair.append(time.perf_counter() - started)
        pairs.append((pair[0], pair[1]))
    return pairs


def report(label: str, pairs: List[Tuple[float, float]], factor: float) -> None:
    here, there = (factor * statistics.median(times) for times in zip(*pairs))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"| {label} | {here:.2f} | {there:.2f} | {ratio:.3f} | {len(pairs)} |", flush=True)


if __name__ == "__main__":
    main()

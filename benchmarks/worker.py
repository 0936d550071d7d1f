"""What it costs to run a model in another Python process, and what that process gains by keeping the memory that
PyTorch frees: `make bench-worker`.

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
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "tests"), str(ROOT / "benchmarks")]
SAMPLE = ROOT / "resources" / "sample"
PYTHON = Path(sys.executable)
BATCHES = (1, 4, 16)
PAUSE_S = 0.01
"""onnxruntime's threads wait actively for a moment after each run; they should not be in the other one's way."""


def main() -> None:
    """Measure what the command line asks for, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="time for each batch size")
    parser.add_argument("--jobs", type=int, default=5, help="pairs of whole jobs")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads of the batches; 0: all cores")
    parser.add_argument("--presets", default="compact_x16,paper_x16", help="networks for freed memory, comma separated")
    parser.add_argument("--freed-only", action="store_true", help="leave out all but the gain by keeping freed memory")
    args = parser.parse_args()
    from specgan.core.models import BUNDLED
    from specgan.core.modelspec import spec_from_onnx
    from support import write_onnx

    for preset in args.presets.split(","):
        freed_memory(preset, args.seconds, args.threads)
    if args.freed_only:
        return
    model = BUNDLED / "specgan_aerial_x16.onnx"
    with tempfile.TemporaryDirectory() as folder:
        idle = write_onnx(Path(folder) / "idle.onnx", spec_from_onnx(model))
        batches(idle, "Only repeats pixels, in the bundled model's sizes", min(5.0, args.seconds), args.threads)
    batches(model, "Bundled model", args.seconds, args.threads)
    if args.jobs:
        jobs(args.jobs)


def batches(model: Path, label: str, seconds: float, threads: int) -> None:
    """Network calls of one model."""
    import numpy as np
    from specgan.core.backends import open_backend

    here = open_backend(model, "cpu", threads=threads)
    started = time.perf_counter()
    there = open_backend(model, "cpu", threads=threads, python=PYTHON)
    print(f"{label}; start of the worker {time.perf_counter() - started:.2f} s\n")
    print("| patches a call | in process, ms | worker, ms | worker / in process | difference, ms | pairs |")
    print("|---|---|---|---|---|---|")
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
    print()


def freed_memory(preset: str, seconds: float, threads: int) -> None:
    """Network calls of a PyTorch file in two workers: one keeps what is freed, the other is as glibc has it."""
    from bench import inputs_of, open_preset
    from specgan.core.backends import open_backend, worker_backend

    kept = worker_backend.KEEP_FREED
    with tempfile.TemporaryDirectory() as folder:
        here = open_preset(preset, "torch", Path(folder), threads)
        spec = here.spec
        here.close()
        path = Path(folder) / f"{preset}.pt"
        ways = []
        for variables in ({}, kept):
            worker_backend.KEEP_FREED = variables
            ways.append(open_backend(path, "cpu", threads=threads, python=PYTHON))
    print(f"{preset}, freed memory kept by the worker or given back\n")
    print("| patches a call | given back, ms | kept, ms | kept / given back | difference, ms | pairs |")
    print("|---|---|---|---|---|---|")
    for count in BATCHES[:2] if preset.startswith("paper") else BATCHES:
        inputs = inputs_of(spec, count)
        for way in ways:
            way.infer(*inputs)
        report(str(count), alternate(lambda b, i=inputs: b.infer(*i), (ways[0], ways[1]), seconds), 1e3)
    for number, name in enumerate(("given back", "kept")):
        print(f"\nPeak memory of the worker, {name}: {peak_mb(ways[number]._process._process.pid)} MB.", end="")
        ways[number].close()
    print("\n")


def peak_mb(pid: int) -> int:
    """Peak resident memory of a process so far."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def jobs(count: int) -> None:
    """The whole job on the bundled sample: reading, inference, blending, writing."""
    from specgan.core.engine import superresolve
    from specgan.core.job import Job
    from specgan.core.models import BUNDLED

    print(
        "| whole job, bundled sample | in process, s | worker, s | worker / in process | pairs |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:

        def run(python: object) -> None:
            layers = (str(SAMPLE / "town_rgb_lr.tif"), str(SAMPLE / "town_hsi.tif"))
            model = BUNDLED / "specgan_aerial_x16.onnx"
            result = superresolve(Job.of(*layers, model, Path(folder) / "out.tif", device="cpu", python=python))
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
    """Print a row of a table: the medians of `pairs` (here, in another process), s, times `factor`, and their ratio."""
    here, there = (factor * statistics.median(times) for times in zip(*pairs))
    ratio = statistics.median(b / a for a, b in pairs)
    difference = factor * statistics.median(b - a for a, b in pairs)
    print(f"| {label} | {here:.2f} | {there:.2f} | {ratio:.3f} | {difference:.2f} | {len(pairs)} |", flush=True)


if __name__ == "__main__":
    main()

"""Speed against the yardstick: `make bench`, or `python benchmarks/bench.py --quick` for the compact model alone.

Prints Markdown: machine and versions, then a table for the networks and one for the whole job. Every figure is also a
ratio to the plain implementation of the published network (`yardstick.py`, float32, batch 1) on the same threads in the
same run: all take turns, repeatedly, and what is shown is the median and the spread (smallest to largest). A network's
turn is two calls, and the second one counts: a job computes batch after batch, while here caches and memory cool down
meanwhile. The yardstick sits in a process of its own, so that it runs as it would alone, with torch's and the C
library's defaults. Nothing is asserted. On a machine that others use too, `--cpu-time` counts the seconds of a process
instead of those on the wall; take `--threads 1` with it, since threads that wait count as busy.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "tests")]

from stages import SIDE, stages_of  # noqa: E402  # beside this file


@dataclass
class Timed:
    """Something that takes turns with the others."""

    name: str
    patches: int
    """Patches that one call computes."""
    work: Callable[[], Any]
    seconds: List[float] = field(default_factory=list)
    tells: bool = False
    """Whether `work` answers with its own seconds, measured in another process."""

    def turn(self, clock: Callable[[], float]) -> None:
        """One call to warm up, and one that is timed."""
        self.work()
        self.seconds.append(self.work() if self.tells else turn(self.work, clock))


def main() -> None:
    """Measure what the command line asks for, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the compact preset only, and the yardstick once")
    parser.add_argument("--presets", default="compact_x16,paper_x16", help="networks, comma separated")
    parser.add_argument("--batches", default="1,4,16", help="batch sizes, comma separated")
    parser.add_argument("--backends", default="torch,onnx", help="torch, onnx or both, comma separated")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--cpu-time", action="store_true", help="seconds of the process, on a busy machine")
    parser.add_argument("--side", type=int, default=SIDE, help="LR pixels along each side of the whole job")
    parser.add_argument("--networks-only", action="store_true", help="leave the whole job out")
    parser.add_argument("--memory", nargs=4, help="measure one peak: preset, backend, batch, folder (used by itself)")
    parser.add_argument("--yardstick", action="store_true", help="be the yardstick's process (used by itself)")
    args = parser.parse_args()
    import torch

    torch.set_num_threads(args.threads)
    if args.memory:
        preset, kind, size, model_folder = args.memory
        peak_of(preset, kind, int(size), Path(model_folder), args.threads)
        return
    clock = time.process_time if args.cpu_time else time.perf_counter
    if args.yardstick:
        answer_turns(clock)
        return
    presets = ["compact_x16"] if args.quick else args.presets.split(",")
    batches = [int(size) for size in args.batches.split(",")]
    print(machine(args.threads, args.cpu_time))
    args.plain_repeats = 1 if args.quick else args.repeats
    with tempfile.TemporaryDirectory() as folder, yardstick_process(args.threads, args.cpu_time) as yardstick:
        for preset in presets:
            networks(preset, batches, args, yardstick, Path(folder), clock)
        if not args.networks_only:
            whole_job(args, Path(folder), yardstick, clock)


def machine(threads: int, cpu_time: bool) -> str:
    """Machine, versions and date, one paragraph."""
    import numpy
    import onnxruntime
    import torch

    lines = Path("/proc/cpuinfo").read_text().splitlines() if os.path.exists("/proc/cpuinfo") else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    gemm = torch.randn(1024, 1024)
    seconds = min(turn(lambda: gemm @ gemm, time.process_time if cpu_time else time.perf_counter) for _ in range(5))
    load = os.getloadavg()[0]
    return (
        f"{datetime.date.today()}, {model or platform.processor()}, {threads} of {os.cpu_count()} cores, load average "
        f"{load:.1f}; Python {platform.python_version()}, numpy {numpy.__version__}, torch {torch.__version__}, "
        f"onnxruntime {onnxruntime.__version__}; seconds {'of this process' if cpu_time else 'on the wall'}; matrix "
        f"product {2 * 1.024**3 / seconds:.0f} GFLOP/s.\n"
    )


def turn(work: Callable[[], Any], clock: Callable[[], float]) -> float:
    """Seconds of one call."""
    started = clock()
    work()
    return clock() - started


@contextmanager
def yardstick_process(threads: int, cpu_time: bool) -> Iterator[Callable[[], float]]:
    """A function that computes one patch with the yardstick in a process of its own and answers with the seconds."""
    command = [sys.executable, __file__, "--yardstick", "--threads", str(threads)] + ["--cpu-time"] * cpu_time
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asking, answers = process.stdin, process.stdout
        assert asking is not None and answers is not None

        def seconds() -> float:
            with suppress(BrokenPipeError):  # it ended: its answer is none
                print(file=asking, flush=True)
            answer = answers.readline()
            if not answer:
                raise SystemExit(f"The yardstick's process ended ({process.wait()}); what it said stands above.")
            return float(answer)

        yield seconds
        with suppress(BrokenPipeError):
            asking.close()


def answer_turns(clock: Callable[[], float]) -> None:
    """For every line of standard input one patch by the plain published 16x network, and its seconds as a line."""
    import torch
    from specgan.core.network.config import PRESETS
    from specgan.core.network.generator import Generator
    from specgan.core.network.published import published_state_dict
    from yardstick import Yardstick

    torch.manual_seed(0)
    state = published_state_dict(Generator(PRESETS["paper_x16"]))
    network = Yardstick({key[len("generator.") :]: value for key, value in state.items()})
    hsi, rgb = torch.rand(1, 48, 16, 16), torch.rand(1, 3, 16, 16)
    for _ in sys.stdin:
        print(turn(lambda: network(hsi, rgb), clock), flush=True)


Timings = List[Tuple[str, int, List[float]]]
"""Backend, batch, and the seconds of its turns."""


def networks(
    preset: str,
    batches: List[int],
    args: Any,
    yardstick: Callable[[], float],
    folder: Path,
    clock: Callable[[], float],
) -> None:
    """The table of one network: both backends, all batches, peak memory."""
    floating, weights = counted(preset)
    reference = Timed("yardstick", 1, yardstick, tells=True)
    timed = timings(preset, batches, args, reference, folder, clock)
    gc.collect()
    plain = statistics.median(reference.seconds)
    print(f"\n{preset}: {floating:.1f} GFLOP a patch as published, weights {weights:.0f} MB.")
    print(f"Yardstick: {row_of(reference)}\n")
    print("| backend | batch | patches/s | s a patch, spread | times the yardstick | GFLOP/s | peak memory |")
    print("|---|---|---|---|---|---|---|")
    for kind, size, seconds in timed:
        a_patch = statistics.median(seconds) / size
        spread = f"{min(seconds) / size:.3f} to {max(seconds) / size:.3f}"
        peak = measured_peak(preset, kind, size, folder, args.threads)
        print(
            f"| {kind} | {size} | {1 / a_patch:.3f} | {a_patch:.3f}, {spread} | {plain / a_patch:.2f} "
            f"| {floating / a_patch:.1f} | {peak:.0f} MB |",
            flush=True,
        )


def timings(
    preset: str, batches: List[int], args: Any, reference: Timed, folder: Path, clock: Callable[[], float]
) -> Timings:
    """The seconds of both backends in all batches, in turns with `reference`. Afterwards the backends are closed: the
    memory that they hold is needed where the peaks are measured."""
    opened = {kind: open_preset(preset, kind, folder, args.threads) for kind in args.backends.split(",")}
    timed: List[Tuple[str, int, Timed]] = []
    for kind, backend in opened.items():
        for size in batches:
            inputs = inputs_of(backend.spec, size)
            timed.append((kind, size, Timed(kind, size, lambda b=backend, i=inputs: b.infer(*i))))
    take_turns([reference] + [item for _, _, item in timed], args.repeats, args.plain_repeats, clock)
    for backend in opened.values():
        backend.close()
    return [(kind, size, item.seconds) for kind, size, item in timed]


def take_turns(items: List[Timed], repeats: int, first_repeats: int, clock: Callable[[], float]) -> None:
    """`repeats` rounds; the first item, the yardstick, in `first_repeats` of them."""
    for turn_number in range(repeats):
        for index, item in enumerate(items):
            if index or turn_number < first_repeats:
                item.turn(clock)


def row_of(item: Timed) -> str:
    """Median and spread in seconds."""
    times = item.seconds
    return f"{statistics.median(times):.2f} s a patch ({min(times):.2f} to {max(times):.2f}, {len(times)} turns)"


def counted(preset: str) -> Tuple[float, float]:
    """GFLOP of one patch in the published form (a multiplication and an addition are two), and MB of the weights."""
    import torch
    from specgan.core.network.config import PRESETS
    from specgan.core.network.generator import Generator
    from torch.utils.flop_counter import FlopCounterMode

    config = PRESETS[preset]
    with torch.device("meta" if config.base == "none" else "cpu"):  # the base is no operation of the meta device
        generator = Generator(config).train()  # in training every convolution is computed as published
        hsi = torch.zeros(1, config.hsi_bands, config.in_size, config.in_size)
        rgb = torch.zeros(1, 3, config.in_size, config.in_size)
    generator.requires_grad_(False)
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        generator(hsi, rgb)
    size = sum(parameter.numel() for parameter in generator.parameters()) * 4 / 1e6
    return counter.get_total_flops() / 1e9, size


def open_preset(preset: str, kind: str, folder: Path, threads: int) -> Any:
    """A backend with random weights of the preset, from a real model file in `folder`."""
    import torch
    from specgan.core.backends import open_backend
    from specgan.core.modelspec import ModelSpec
    from specgan.core.network.checkpoint import save_model
    from specgan.core.network.config import PRESETS
    from specgan.core.network.export import export_onnx
    from specgan.core.network.generator import Generator

    path = folder / f"{preset}.{'pt' if kind == 'torch' else 'onnx'}"
    if not path.exists():
        torch.manual_seed(0)
        generator = Generator(PRESETS[preset]).eval()
        config = generator.config
        centres = tuple(400.0 + 10 * band for band in range(config.hsi_bands))
        consistent = config.base == "lr_consistent"
        spec = ModelSpec(preset, config.scale, config.in_size, centres, lr_consistent=consistent)
        (save_model if kind == "torch" else lambda p, g, s: export_onnx(g, s, p))(path, generator, spec)
    return open_backend(path, "cpu", threads=threads)


def inputs_of(spec: Any, size: int) -> Tuple[Any, Any]:
    """Seeded (hsi, rgb) batches."""
    import numpy as np

    stream = np.random.RandomState(size)
    shapes = ((size, bands, spec.in_size, spec.in_size) for bands in (spec.bands, 3))
    hsi, rgb = (stream.uniform(-1, 1, shape).astype(np.float32) for shape in shapes)
    return hsi, rgb


def measured_peak(preset: str, kind: str, size: int, folder: Path, threads: int) -> float:
    """Peak resident memory, MB, of a process that loads the model and computes one batch."""
    command = [sys.executable, __file__, "--memory", preset, kind, str(size), str(folder)]
    command += ["--threads", str(threads)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak_of(preset: str, kind: str, size: int, folder: Path, threads: int) -> None:
    """Print this process' peak in MB; the model file is in `folder` already."""
    backend = open_preset(preset, kind, folder, threads)
    backend.infer(*inputs_of(backend.spec, size))
    print(own_peak())


def own_peak() -> float:
    """Peak resident memory of this process so far, MB. What `getrusage` tells begins with the parent's on Linux."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def whole_job(args: Any, folder: Path, yardstick: Callable[[], float], clock: Callable[[], float]) -> None:
    """A whole job with the bundled model: reading, inference, blending, writing, against inference of its patches."""
    table: Dict[str, List[float]] = {}
    reference = Timed("yardstick", 1, yardstick, tells=True)
    for number in range(args.repeats):
        if number < args.plain_repeats:
            reference.turn(clock)
        for name, seconds in stages_of(folder, args.threads, clock, args.side).items():
            table.setdefault(name, []).append(seconds)
    patches = int(table.pop("patches")[0])
    plain = statistics.median(reference.seconds)
    inference = statistics.median(table["inference alone"])
    print(f"\nWhole job, bundled compact model, {patches} patches; yardstick {row_of(reference)}\n")
    print("| stage | s | spread | patches/s | times the yardstick | over inference |\n|---|---|---|---|---|---|")
    for name, times in table.items():
        middle = statistics.median(times)
        print(
            f"| {name} | {middle:.2f} | {min(times):.2f} to {max(times):.2f} | {patches / middle:.1f} "
            f"| {plain * patches / middle:.1f} | {middle / inference:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""`python -m specgan.cluster`: super-resolve two layers on a Dask cluster or on all of this machine."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from threading import Event
from typing import List, Optional

from ..core.backends.opening import DEVICES, PRECISIONS
from ..core.errors import Cancelled, SpecGanError
from ..core.geodata.given import parse_wavelengths
from ..core.job import Job, parse_bands, parse_range
from ..core.memory import machine_memory
from ..core.models import find_model
from ..core.progress import Progress
from .run import superresolve_on
from .workers import connected


class _Printed(Progress):
    """Progress and messages on standard error; stops when it is told to."""

    def __init__(self) -> None:
        self.stop = Event()

    def is_cancelled(self) -> bool:
        return self.stop.is_set()

    def report(self, done: int, total: int) -> None:
        print(f"{done} of {total} patches", file=sys.stderr, flush=True)

    def log(self, message: str) -> None:
        print(message, file=sys.stderr, flush=True)

    def warn(self, message: str) -> None:
        print(f"Warning: {message}", file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="python -m specgan.cluster", description=__doc__)
    add = result.add_argument
    add("rgb", help="RGB layer (low resolution)")
    add("hsi", help="hyperspectral layer")
    add("output", type=Path, help="VRT to write; the workers' GeoTIFFs go into a folder beside it")
    add("--cog", type=Path, help="one cloud-optimised GeoTIFF of the whole, too")
    add("--model", default="specgan_compact_x16", help="name of an installed model, or a model file")
    add("--scheduler", default="", help="address of a Dask scheduler; default: workers on this machine")
    add("--workers", type=int, default=2, help="workers to start on this machine (default 2)")
    add("--gpus", default="", help="one worker on this machine for each of these GPUs, for example 0,1,2,3")
    add("--threads", type=int, default=0, help="CPU threads a worker (default: this machine's cores shared out)")
    add("--memory", type=int, default=0, help="MB that each worker may take beside its model")
    add("--blocks", type=int, default=0, help="blocks to split the job into (default: a few for each worker)")
    add("--rgb-bands", default="", help="red, green and blue band numbers, for example 3,2,1")
    add("--rgb-range", default="", help="RGB value range, low,high")
    add("--hsi-range", default="", help="HSI value range, low,high")
    add("--hsi-wavelengths", default="", help="wavelengths of the HSI bands, nm: a list, or a text or CSV file")
    add("--overlap", type=int, help="overlap of patches, LR pixels")
    add("--detail", type=float, help="how much of the generated detail goes into the result, 0 to 1")
    add("--batch-size", type=int, default=0, help="patches a network call (default: measured in long jobs, else 4)")
    add("--device", default=DEVICES[0], choices=DEVICES)
    add("--precision", default=PRECISIONS[0], choices=PRECISIONS, help="half: PyTorch models only (default auto)")
    return result


def main(arguments: Optional[List[str]] = None) -> int:
    """Run the job; exit code 0, or 1 with a sentence on standard error, or 130 when stopped."""
    args = parser().parse_args(arguments)
    printed = _Printed()
    before = signal.signal(signal.SIGINT, lambda *_: printed.stop.set())
    try:
        return _run(args, printed)
    finally:
        signal.signal(signal.SIGINT, before)


def _run(args: argparse.Namespace, printed: Progress) -> int:
    gpus = [name.strip() for name in args.gpus.split(",") if name.strip()]
    local = 0 if args.scheduler else len(gpus) or args.workers
    memory = args.memory or (max(1, (machine_memory() >> 22) // local) if local > 0 else 0)
    try:
        job = Job(
            rgb=os.path.abspath(args.rgb) if os.path.exists(args.rgb) else args.rgb,
            hsi=os.path.abspath(args.hsi) if os.path.exists(args.hsi) else args.hsi,
            model=find_model(args.model).absolute(),
            output=(args.cog or args.output.with_suffix(".tif")).absolute(),
            rgb_bands=parse_bands(args.rgb_bands, "--rgb-bands"),
            overlap=args.overlap,
            detail=args.detail,
            rgb_range=parse_range(args.rgb_range, "--rgb-range"),
            hsi_range=parse_range(args.hsi_range, "--hsi-range"),
            hsi_wavelengths=parse_wavelengths(args.hsi_wavelengths, "--hsi-wavelengths"),
            device="cuda" if gpus else args.device,
            precision=args.precision,
            batch_size=args.batch_size,
            memory_mb=memory,
        )
        with connected(args.scheduler, args.workers, gpus, args.threads) as client:
            cog = args.cog.absolute() if args.cog else None
            threads = args.threads
            result = superresolve_on(client, job, args.output.absolute(), cog, args.blocks, threads, printed)
    except SpecGanError as error:
        print(f"Error: {error.message}", file=sys.stderr)
        if error.hint:
            print(error.hint, file=sys.stderr)
        return 1
    except Cancelled:
        print("Stopped.", file=sys.stderr)
        return 130
    print(result.cog or result.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())

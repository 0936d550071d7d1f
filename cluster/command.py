"""`specgan cluster`: super-resolve two layers on a Dask cluster or on all of this machine."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from ..core.shelf.console import exit_code, on_stderr
from ..core.shelf.progress import Progress

LAYERS = ("RGB", "HSI", "OUTPUT")
"""Parameters of a job that are no flags here."""


def declare(commands: Any) -> None:
    """Add the subcommand; `commands`: a `Subcommands`. GDAL and dask are imported when it runs."""
    commands.add("cluster", "super-resolve two layers on a Dask cluster or on all of this machine", add_options, run)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Layers, product, workers, and the parameters of a job; the memory is each worker's."""
    from ..core.job.flags import add_flags
    from ..core.models import DEFAULT_MODEL

    add = parser.add_argument
    add("rgb", help="RGB layer (low resolution)")
    add("hsi", help='hyperspectral layer; "" for none')
    add("output", type=Path, help="VRT to write; the workers' GeoTIFFs go into a folder beside it")
    add("--cog", type=Path, help="one cloud-optimised GeoTIFF of the whole, too")
    add("--scheduler", default="", help="address of a Dask scheduler; default: workers on this machine")
    add("--workers", type=int, default=2, help="workers to start on this machine (default 2)")
    add("--gpus", default="", help="one worker on this machine for each of these GPUs, for example 0,1,2,3")
    add("--threads", type=int, default=0, help="CPU threads a worker (default: this machine's cores shared out)")
    add("--blocks", type=int, default=0, help="blocks to split the job into (default: a few for each worker)")
    add_flags(parser, without=LAYERS)
    parser.set_defaults(model=DEFAULT_MODEL)


def run(args: argparse.Namespace) -> int:
    """Run the job; exit code 0, or 1 with a sentence on standard error, or 130 when stopped."""
    lines = on_stderr()
    return exit_code(lambda: _run(args, lines), lines)


def _run(args: argparse.Namespace, lines: Progress) -> None:
    from ..core.job.flags import flag_values
    from ..core.job.jobfile import job_of
    from ..core.shelf.machine import machine_memory
    from .run import superresolve_on
    from .workers import connected

    gpus = [name.strip() for name in args.gpus.split(",") if name.strip()]
    local = 0 if args.scheduler else len(gpus) or args.workers
    layers = {"RGB": args.rgb, "HSI": args.hsi}
    values = {name: os.path.abspath(path) if os.path.exists(path) else path for name, path in layers.items()}
    values.update(flag_values(args, without=LAYERS), OUTPUT=str(args.output))
    job = job_of(values, label=lambda parameter: parameter.flag)
    job = job.changed(
        model=job.model.absolute(),
        output=(args.cog or args.output.with_suffix(".tif")).absolute(),
        uncertainty=job.uncertainty and job.uncertainty.absolute(),
        alarm=job.alarm and job.alarm.absolute(),
        device="cuda" if gpus else job.host.device,
        memory_mb=job.host.memory_mb or (max(1, (machine_memory() >> 22) // local) if local > 0 else 0),
    )
    with connected(args.scheduler, args.workers, gpus, args.threads) as client:
        cog = args.cog.absolute() if args.cog else None
        threads = args.threads
        result = superresolve_on(client, job, args.output.absolute(), cog, args.blocks, threads, lines)
    print(result.cog or result.output)

"""`python -m specgan.cluster`: super-resolve two layers on a Dask cluster or on all of this machine."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import List, Optional, Tuple

from ..core.job import PARAMETERS
from ..core.job.jobfile import job_of
from ..core.job.kinds import Choice
from ..core.models import DEFAULT_MODEL
from ..core.shelf.console import exit_code, on_stderr
from ..core.shelf.machine import machine_memory
from ..core.shelf.progress import Progress
from .run import superresolve_on
from .workers import connected

_OPTIONS = [known for name, known in PARAMETERS.items() if name not in ("RGB", "HSI", "OUTPUT")]
"""Parameters of a job that are flags here; the memory is each worker's."""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    result = argparse.ArgumentParser(prog="python -m specgan.cluster", description=__doc__)
    add = result.add_argument
    add("rgb", help="RGB layer (low resolution)")
    add("hsi", help="hyperspectral layer; \"\" for none")
    add("output", type=Path, help="VRT to write; the workers' GeoTIFFs go into a folder beside it")
    add("--cog", type=Path, help="one cloud-optimised GeoTIFF of the whole, too")
    add("--scheduler", default="", help="address of a Dask scheduler; default: workers on this machine")
    add("--workers", type=int, default=2, help="workers to start on this machine (default 2)")
    add("--gpus", default="", help="one worker on this machine for each of these GPUs, for example 0,1,2,3")
    add("--threads", type=int, default=0, help="CPU threads a worker (default: this machine's cores shared out)")
    add("--blocks", type=int, default=0, help="blocks to split the job into (default: a few for each worker)")
    for parameter in _OPTIONS:
        choices = parameter.kind.choices if isinstance(parameter.kind, Choice) else None
        about = f"{parameter.label}. {parameter.help}".replace("%", "%%")
        add(parameter.flag, default=DEFAULT_MODEL if parameter.name == "MODEL" else None, choices=choices, help=about)
    return result


def _layers(args: argparse.Namespace) -> Tuple[Tuple[str, str], Tuple[str, str]]:
    return ("RGB", args.rgb), ("HSI", args.hsi)


def main(arguments: Optional[List[str]] = None) -> int:
    """Run the job; exit code 0, or 1 with a sentence on standard error, or 130 when stopped."""
    args = parser().parse_args(arguments)
    lines = on_stderr()
    return exit_code(lambda: _run(args, lines), lines)


def _run(args: argparse.Namespace, lines: Progress) -> None:
    gpus = [name.strip() for name in args.gpus.split(",") if name.strip()]
    local = 0 if args.scheduler else len(gpus) or args.workers
    values = {parameter.name: getattr(args, parameter.field) for parameter in _OPTIONS}
    layers = {name: os.path.abspath(path) if os.path.exists(path) else path for name, path in _layers(args)}
    job = job_of({**values, **layers, "OUTPUT": str(args.output)}, label=lambda parameter: parameter.flag)
    job = job.changed(
        model=job.model.absolute(),
        output=(args.cog or args.output.with_suffix(".tif")).absolute(),
        device="cuda" if gpus else job.host.device,
        memory_mb=job.host.memory_mb or (max(1, (machine_memory() >> 22) // local) if local > 0 else 0),
    )
    with connected(args.scheduler, args.workers, gpus, args.threads) as client:
        cog = args.cog.absolute() if args.cog else None
        threads = args.threads
        result = superresolve_on(client, job, args.output.absolute(), cog, args.blocks, threads, lines)
    print(result.cog or result.output)


if __name__ == "__main__":
    sys.exit(main())

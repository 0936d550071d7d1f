"""The command line of `simulate`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..flags import add_flags, given
from .sensors import SampleOptions, simulate

OPTIONS = ("scale", "gsd", "hsi_pixel", "bands", "name")


def declare(commands: Any) -> None:
    """Add the room's subcommands; `commands`: a `Subcommands`."""
    text = "write a simulated sample: RGB, HSI and HR truth"
    parser = commands.add_parser("simulate", help=text, description=text)
    parser.set_defaults(run=run)
    parser.add_argument("folder", type=Path, help="where the three GeoTIFFs go")
    parser.add_argument("--seed", type=int, help="a landscape of its own for every seed; without one: the sample")
    width, height = SampleOptions.size_lr
    parser.add_argument("--size", type=int, nargs=2, default=(width, height), metavar=("WIDTH", "HEIGHT"),
                        help=f"size in LR pixels (default {width} x {height})")  # fmt: skip
    add_flags(parser, SampleOptions, OPTIONS)


def run(args: argparse.Namespace) -> None:
    """`simulate`."""
    seed = {} if args.seed is None else {"seed": args.seed}
    options = SampleOptions(size_lr=tuple(args.size), drawn=not seed, **seed, **given(args, SampleOptions, OPTIONS))
    simulate(args.folder, options)
    name = options.name
    print(f"Written to {args.folder}: {name}_rgb_lr.tif, {name}_hsi.tif, {name}_rgb_truth.tif")

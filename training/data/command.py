"""The command lines of `prepare` and `pack`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, List

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.shelf.console import on_stderr
from ..config import BAND_WIDTH
from ..flags import add_flags, add_group_weights, given, group_weights
from .preparation import Bands, Preparation, Source, wavelengths_of

OPTIONS = (
    "scale", "simulated", "size", "gsd", "seed", "validation", "test", "block", "hold_out", "register", "psf", "nodata",
)  # fmt: skip


def declare(commands: Any) -> None:
    """Add the room's subcommands; `commands`: a `Subcommands`."""
    text = "turn scenes and image pairs into training shards"
    parser = commands.add_parser("prepare", help=text, description=text)
    parser.set_defaults(run=run)
    parser.add_argument("--out", type=Path, required=True, help="folder for the shards; must not hold any yet")
    parser.add_argument("--pair", nargs=2, type=Path, action="append", default=[], metavar=("RGB", "HSI"))
    parser.add_argument("--pairs-from", type=Path, action="append", default=[], metavar="FOLDER",
                        help="all NAME_rgb.tif with NAME_hsi.tif in it")  # fmt: skip
    parser.add_argument("--rgb-from", type=Path, action="append", default=[], metavar="FOLDER",
                        help="all .tif in it, as RGB without HSI")  # fmt: skip
    parser.add_argument("--shared", type=Path, metavar="ROOT", help="folder of the imagery that docs/training.md names")
    parser.add_argument("--group", default="", help="group of --pair, --pairs-from and --rgb-from; default: the folder")
    parser.add_argument("--source", default="", help="what those are, with citation, for the model card")
    parser.add_argument("--wavelengths", metavar="NM,NM,...",
                        help="centres of the HSI bands; default: 28 bands, 460 to 1000 nm")  # fmt: skip
    parser.add_argument("--band-width", type=float, default=BAND_WIDTH, help="their full width at half maximum, nm")
    add_flags(parser, Preparation, OPTIONS)
    _declare_pack(commands)


def _declare_pack(commands: Any) -> None:
    text = "put a part of the shards into one small file, and take it out again"
    parser = commands.add_parser("pack", help=text, description=text)
    parser.set_defaults(run=run_pack)
    parser.add_argument("--data", nargs="+", type=Path, metavar="FOLDER", help="folders of shards to pack")
    parser.add_argument("--unpack", type=Path, metavar="FILE", help="a packed file, to write as shards again")
    parser.add_argument("--out", type=Path, required=True, help="the file to write; with --unpack the folder")
    parser.add_argument("--limit-mb", type=float, default=48.0, help="its largest size, MiB (default %(default)s)")
    add_group_weights(parser, "a group's share of the file; 1 where none is given")
    parser.add_argument("--test", action="store_true", help="scenes held out for testing too")
    parser.add_argument("--seed", type=int, default=0, help="decides which scenes go in where not all fit")


def run(args: argparse.Namespace) -> None:
    """`prepare`."""
    from .prepare import prepare

    bands = Bands(wavelengths_of(args.wavelengths), args.band_width)
    sources = tuple(collect(args))
    what = Preparation(out=args.out, sources=sources, bands=bands, **given(args, Preparation, OPTIONS))
    prepare(what, on_stderr("scenes"))


def collect(args: argparse.Namespace) -> List[Source]:
    """All rasters that the options name, as sources; empty folders raise `SpecGanError`."""
    from .sources import pairs_in, rgbs_in, shared

    result = [Source(rgb, hsi, args.group or "pair", args.source) for rgb, hsi in args.pair]
    for folder in args.pairs_from:
        result += pairs_in(folder, args.group or folder.resolve().name, args.source)
    for folder in args.rgb_from:
        result += rgbs_in(folder, args.group or folder.resolve().name, args.source)
    if args.shared is not None:
        result += shared(args.shared)
    return result


def run_pack(args: argparse.Namespace) -> None:
    """`pack`."""
    from .packing import pack, unpack
    from .split import SPLITS

    lines = on_stderr()
    if (args.data is None) == (args.unpack is None):
        raise SpecGanError("There is nothing to pack.", "Give either --data with folders or --unpack with a file.")
    if args.unpack is not None:
        manifest = unpack(args.unpack, args.out)
    else:
        sides = SPLITS if args.test else SPLITS[:2]
        limit = int(args.limit_mb * 2**20)
        manifest = pack(args.data, args.out, limit, group_weights(args.group_weight), args.seed, sides)
        size, count = args.out.stat().st_size / 2**20, len(manifest["scenes"])
        lines.log(
            Message(
                "{out}: {size:.1f} MiB, {count} of {packed_from} scenes",
                out=args.out,
                size=size,
                count=count,
                packed_from=manifest["packed_from"],
            )
        )
    for group, count in manifest["counts"].items():
        lines.log(
            Message(
                "{group}: {train} scenes to train on, {held_out} held out",
                group=group,
                train=count["train"],
                held_out=count["val"] + count["test"],
            )
        )

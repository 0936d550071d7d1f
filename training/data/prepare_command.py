"""`prepare`: the command line of `prepare.prepare`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, List

from ...core.shelf.progress import Progress
from ..config import BAND_WIDTH
from .prepare import Preparation, prepare
from .rasters import Bands, Source
from .sources import SHARED, pairs_in, rgbs_in, shared, wavelengths_of


class _Bar(Progress):
    """Messages on standard error, and a bar where tqdm is installed and somebody watches."""

    def __init__(self) -> None:
        self._bar: Any = None

    def report(self, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = _tqdm(total)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def log(self, message: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        print(message, file=sys.stderr, flush=True)

    def warn(self, message: str) -> None:
        self.log(f"Warning: {message}")

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()


def _tqdm(total: int) -> Any:
    try:
        from tqdm import tqdm
    except ImportError:
        return None
    return tqdm(total=total, unit="scene", disable=None)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("--out", type=Path, required=True, help="folder for the shards; must not hold any yet")
    parser.add_argument("--scale", type=int, default=16, help="super-resolution factor of the models to train")
    parser.add_argument("--simulated", type=int, default=0, metavar="N", help="number of simulated scenes")
    parser.add_argument("--size", type=int, default=512, help="their width and height, HR pixels")
    parser.add_argument("--gsd", type=float, nargs=2, default=(0.15, 0.35), metavar=("LOW", "HIGH"),
                        help="their pixel size, m")  # fmt: skip
    parser.add_argument("--seed", type=int, default=0, help="of the simulated scenes and of the split")
    parser.add_argument("--pair", nargs=2, type=Path, action="append", default=[], metavar=("RGB", "HSI"))
    parser.add_argument("--pairs-from", type=Path, action="append", default=[], metavar="FOLDER",
                        help="all NAME_rgb.tif with NAME_hsi.tif in it")  # fmt: skip
    parser.add_argument("--rgb-from", type=Path, action="append", default=[], metavar="FOLDER",
                        help="all .tif in it, as RGB without HSI")  # fmt: skip
    parser.add_argument("--shared", type=Path, metavar="ROOT", help="folder with " + ", ".join(SHARED))
    parser.add_argument("--group", default="", help="group of --pair, --pairs-from and --rgb-from; default: the folder")
    parser.add_argument("--source", default="", help="what those are, with citation, for the model card")
    parser.add_argument("--validation", type=float, default=0.1, help="part of the places held out")
    parser.add_argument("--test", type=float, default=0.0, help="part of the places held out for good")
    parser.add_argument("--block", type=int, default=0, metavar="PIXELS",
                        help="cut rasters into blocks of that width, HR pixels, and split by them")  # fmt: skip
    parser.add_argument("--hold-out", action="append", default=[], metavar="PATTERN", help="names that are held out")
    parser.add_argument("--register", type=float, default=1.0, metavar="LR_PIXELS",
                        help="largest shift of an HSI onto its RGB; 0: none is looked for")  # fmt: skip
    parser.add_argument("--psf", type=float, default=0.0, metavar="LR_PIXELS",
                        help="width at half maximum of the Gaussian that blurs the LR image; 0: plain averages, which "
                        "LR-consistent models need")  # fmt: skip
    parser.add_argument("--nodata", type=float, nargs="+", default=(), metavar="VALUE",
                        help="values that are no data in all rasters, beside those that they declare")  # fmt: skip
    parser.add_argument("--wavelengths", metavar="NM,NM,...",
                        help="centres of the HSI bands; default: 28 bands, 460 to 1000 nm")  # fmt: skip
    parser.add_argument("--band-width", type=float, default=BAND_WIDTH, help="their full width at half maximum, nm")


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    what = Preparation(
        out=args.out,
        sources=tuple(collect(args)),
        scale=args.scale,
        bands=Bands(wavelengths_of(args.wavelengths), args.band_width),
        register=args.register,
        psf=args.psf,
        validation=args.validation,
        test=args.test,
        block=args.block,
        hold_out=tuple(args.hold_out),
        simulated=args.simulated,
        size=args.size,
        gsd=tuple(args.gsd),
        seed=args.seed,
        nodata=tuple(args.nodata),
    )
    bar = _Bar()
    try:
        prepare(what, bar)
    finally:
        bar.close()


def collect(args: argparse.Namespace) -> List[Source]:
    """All rasters that the options name, as sources; empty folders raise `SpecGanError`."""
    result = [Source(rgb, hsi, args.group or "pair", args.source) for rgb, hsi in args.pair]
    for folder in args.pairs_from:
        result += pairs_in(folder, args.group or folder.resolve().name, args.source)
    for folder in args.rgb_from:
        result += rgbs_in(folder, args.group or folder.resolve().name, args.source)
    if args.shared is not None:
        result += shared(args.shared)
    return result

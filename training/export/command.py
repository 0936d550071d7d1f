"""`export`: the command line of `export.export`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.modelspec import ValueRange
from ...core.shelf.progress import Progress
from ..config import PERCENTILES, RGB_MARGIN
from .card import read_table


class Printed(Progress):
    """What the export has to say, on standard error."""

    def log(self, message: str) -> None:
        print(message, file=sys.stderr, flush=True)

    def warn(self, message: str) -> None:
        print(f"Warning: {message}", file=sys.stderr, flush=True)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("checkpoint", type=Path, help="an own checkpoint (.pt) or a published one (.pth)")
    parser.add_argument("output", type=Path, help="the ONNX file to write")
    parser.add_argument("--name", help="name of the model, as shown in lists")
    parser.add_argument("--licence", help="licence of the weights")
    parser.add_argument("--notes", help="what a user has to know before trusting the result")
    parser.add_argument("--trained-on", help="the training data in words, with citations")
    parser.add_argument("--wavelengths", help="band centres, nm, comma separated, where the file does not record them")
    parser.add_argument(
        "--detail", type=float, metavar="SHARE", help="default of DETAIL, 0 to 1: how much of the detail"
    )
    parser.add_argument(
        "--overlap", type=int, metavar="LR_PIXELS", help="default overlap of neighbouring patches (2): more is smoother"
    )
    parser.add_argument(
        "--gsd", type=float, nargs=2, metavar=("LOW", "HIGH"), help="pixel sizes of results that the model is for, m"
    )
    parser.add_argument(
        "--rgb-margin", type=float, metavar="SHARE",
        help="take the RGB range of every type, 8 bit too, from percentiles, widened by this share at either end: for "
        f"checkpoints of older runs (new ones have {RGB_MARGIN:g})",
    )  # fmt: skip
    parser.add_argument("--half", action="store_true", help="store large tensors in half precision, which saves space")
    parser.add_argument(
        "--card",
        type=Path,
        nargs="?",
        const=Path(),
        metavar="TABLE.md",
        help="write a model card beside the model, with the measured table of that file",
    )
    parser.add_argument(
        "--data",
        type=Path,
        nargs="+",
        help="prepared data: the correlation of neighbouring patches' detail is measured on its held-out scenes and "
        "written into the model, which keeps blend zones as sharp as the rest; and the statistics of its pixels, with "
        "which a run notices what is unlike the training data",
    )


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    from .model_file import export

    progress = Printed()
    overrides: Dict[str, Any] = {
        name: getattr(args, name) for name in ("name", "licence", "notes", "trained_on") if getattr(args, name)
    }
    if args.wavelengths:
        overrides.update(wavelengths=_numbers(args.wavelengths), assumed_wavelengths=False)
    given = {name: getattr(args, name) for name in ("detail", "overlap", "gsd")}
    overrides.update({name: value for name, value in given.items() if value is not None})
    if args.rgb_margin is not None:
        overrides["rgb_range"] = asdict(ValueRange(percentiles=PERCENTILES, margin=args.rgb_margin))
    if args.data:
        overrides.update(_measured(args.checkpoint, overrides, args.data, progress))
    table = None if args.card is None else read_table(args.card) if args.card != Path() else ""
    export(args.checkpoint, args.output, progress, overrides, args.half, table)
    print(args.output)


def _measured(
    checkpoint: Path, overrides: Mapping[str, Any], data: Sequence[Path], progress: Progress
) -> Dict[str, Any]:
    """What the description says of the training data and how the network behaves on them."""
    from ...core.modelspec import described
    from ...core.network.checkpoint import load_generator
    from ..data.shards import read_scenes
    from .calibrate import detail_correlation
    from .domain import domains_of

    generator, spec = load_generator(checkpoint)
    spec = described(spec, overrides)
    rho = round(detail_correlation(generator, spec, read_scenes(data, spec.scale, spec.in_size, spec.bands)), 3)
    progress.log(Message("Correlation of neighbouring patches' detail: {rho}", rho=rho))
    return {"detail_correlation": rho, **domains_of(spec, data, progress)}


def _numbers(text: str) -> List[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError as error:
        raise SpecGanError(
            "The wavelengths are {text!r}, which is no list of numbers.", "Write them like 460,480,500.", text=text
        ) from error

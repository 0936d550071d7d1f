"""`measure`: run models through the real engine on held-out ground; a table and a page with pictures come out."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Dict, Iterable, Iterator, List, Optional, Sequence

import numpy as np

from ...core.errors import SpecGanError
from ...core.models import find_model
from ...core.modelspec import ModelSpec
from ...core.shelf.console import on_stderr
from ...core.shelf.files import make_folder, write_text
from . import noise as noise_figures
from .judge import Judge, open_judge
from .lpips import Lpips
from .noise import NoiseModel
from .places import Place, from_pair, from_shards
from .ranking import ranked
from .report import markdown, page
from .rows import Row, over_sites, summaries, write_csv, write_form
from .running import Setting, baseline_rows, methods_of, model_rows
from .seen import CELLS

DEFAULT_MODEL = "specgan_aerial_x16"
CSV, MARKDOWN, PAGE, NOISE = "evaluation.csv", "evaluation.md", "evaluation.html", "noise.json"
FORM = "form.csv"


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    models = _models(args.model or [DEFAULT_MODEL])
    _check(args)
    specs = specs_of(models.values())
    with evaluation(args, specs) as setting:
        rows = baseline_rows(setting, specs[0]) + model_rows(setting, methods_of(models, args.arms, args.detail))
        about = {
            "models": ", ".join(f"{name} ({path.name})" for name, path in models.items()),
            "held-out scenes": f"those of the split {args.split}" if args.held_out else "none",
            **_about(setting, specs[0]),
        }
        write_reports(args.out, "Evaluation", about, rows, args.pictures)


def write_reports(out: Path, title: str, about: Dict[str, str], rows: Sequence[Row], pictures: int = 0) -> None:
    """The table as CSV and Markdown, and the page, with pictures of so many places a site; failed rows are counted on
    standard error."""
    rows = in_order(rows)
    write_csv(out / CSV, rows)
    every = summaries(rows)
    if any(summary.seen for summary in every):
        write_form(out / FORM, [*every, *over_sites(every)])
    write_text(out / MARKDOWN, markdown(title, about, rows))
    ranks = ranked(rows, pictures)
    shown = [replace(row, picture=np.load(row.drawn)) if row.place in ranks and row.drawn else row for row in rows]
    write_text(out / PAGE, page(title, about, shown, ranks))
    failed = sum(bool(row.error) for row in rows)
    if failed:
        on_stderr().warn(f"{failed} of {len(rows)} results failed; the tables say why.")
    print(out / PAGE)


def in_order(rows: Sequence[Row]) -> List[Row]:
    """Rows by site and place, in the order in which these first appear, the methods in the order they came in."""
    sites = list(dict.fromkeys(row.site for row in rows))
    places = list(dict.fromkeys(row.place for row in rows))
    return sorted(rows, key=lambda row: (sites.index(row.site), places.index(row.place)))


@contextmanager
def evaluation(args: argparse.Namespace, specs: Sequence[ModelSpec]) -> Iterator[Setting]:
    """Places and everything else that the options of `add_place_arguments` name; intermediate files go at the end."""
    out: Path = args.out
    make_folder(out)
    lpips = Lpips(args.lpips_weights) if args.lpips_weights else None
    judge = judge_of(args)
    noise = _noise(args, specs[0])
    if noise is not None:
        noise.save(out / NOISE)
    with TemporaryDirectory(prefix=".places_", dir=out) as temporary:
        places = limited(places_of(args, specs, Path(temporary)), args.limit)
        results = out / "results" if args.keep else Path(temporary)
        results.mkdir(exist_ok=True)
        drawing = Path(temporary) if args.pictures else None
        yield Setting(
            places, results, noise, lpips, judge, args.device, args.threads, keep=args.keep, drawing=drawing, tell=tell
        )


def judge_of(args: argparse.Namespace) -> Optional[Judge]:
    """The judge of form; None, and a warning, where there are no weights that can be used."""
    import torch

    device = "cuda" if args.device != "cpu" and torch.cuda.is_available() else "cpu"
    for path in [args.vgg] if args.vgg else [None, *([args.lpips_weights] if args.lpips_weights else [])]:
        try:
            return open_judge(path, device)
        except SpecGanError as error:
            problem = error
    on_stderr().warn(f"form is not judged. {problem.message} {problem.hint}")
    return None


def places_of(args: argparse.Namespace, specs: Sequence[ModelSpec], folder: Path) -> List[Place]:
    """All places that the options name; the site of a pair is the folder that it lies in."""
    places = [from_pair(rgb, hsi, rgb.resolve().parent.name, specs, folder) for rgb, hsi in args.pair]
    for data in args.held_out:
        places += from_shards(data, specs, folder, args.split)
    if not places:
        raise SpecGanError(
            "There is no place to measure.",
            "Give --pair, or --held-out with data that hold out some scenes (--split {split}).",
            split=args.split,
        )
    names = [place.name for place in places]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise SpecGanError("Two places are called {twice}.", "Rename one of the files, or leave it out.", twice=twice)
    return places


def limited(places: Sequence[Place], most: int) -> List[Place]:
    """At most `most` places of every site, evenly spread over them; 0: all."""
    if most < 1:
        return list(places)
    kept: List[Place] = []
    for site in dict.fromkeys(place.site for place in places):
        mine = [place for place in places if place.site == site]
        count = min(most, len(mine))
        kept += [mine[int((number + 0.5) * len(mine) / count)] for number in range(count)]
    return kept


def _noise(args: argparse.Namespace, spec: ModelSpec) -> Optional[NoiseModel]:
    """The noise baseline from a file, or fitted to the scenes to train on; None where there are no such data."""
    from ..data.shards import read_manifest, read_scenes

    if args.noise is not None:
        model = noise_figures.load(args.noise)
        if model.scale != spec.scale:
            raise SpecGanError(
                "{noise} is for {model_scale}x.",
                "Give figures for {spec_scale}x.",
                noise=args.noise,
                model_scale=model.scale,
                spec_scale=spec.scale,
            )
        return model
    folders = args.noise_data or args.held_out
    if not folders:
        return None
    tell("Fitting the noise baseline")
    scenes = []
    for folder in folders:
        bands = len(read_manifest(folder).get("wavelengths", ())) or spec.bands
        scenes += read_scenes([folder], spec.scale, noise_figures.CROP, bands)
    return noise_figures.fit(scenes, spec.scale)


def _models(asked: Sequence[str]) -> Dict[str, Path]:
    """Model files by the name of their rows: the file's, or its folder's for checkpoints of training."""
    found: Dict[str, Path] = {}
    for text in asked:
        path = find_model(text)
        name = path.resolve().parent.name if path.name == "checkpoint.pt" else path.stem
        if name in found:
            raise SpecGanError("Two models are called {name}.", "Rename one of the files.", name=name)
        found[name] = path
    return found


def specs_of(models: Iterable[Path]) -> List[ModelSpec]:
    """Descriptions of the models that can be read, which share one scale; `SpecGanError` where none can."""
    from ...core.models import Model

    specs, problem = [], SpecGanError("There is no model.", "Give --model.")
    for path in models:
        try:
            specs.append(Model(path).spec)
        except SpecGanError as error:  # its rows will say so
            problem = error
    if not specs:
        raise problem
    if any(spec.scale != specs[0].scale for spec in specs):
        raise SpecGanError("The models have different scales.", "Evaluate models of one scale at a time.")
    return specs


def _check(args: argparse.Namespace) -> None:
    if any(not 0 <= share <= 1 for share in args.detail):
        raise SpecGanError("The shares of detail must be from 0 to 1.", "Use for example --detail 0 0.5 1.")


def _about(setting: Setting, spec: ModelSpec) -> Dict[str, str]:
    """What a reader has to know of all rows."""
    sizes = sorted({f"{p.lr.shape[2]} x {p.lr.shape[1]}" for p in setting.places})
    noise = setting.noise
    fitted = "not fitted" if noise is None else (
        f"fitted to {noise.crops} crops, seed {noise.seed}; its regression explains {noise.r2:.0%} of the texture map"
    )  # fmt: skip
    return {
        "scale": f"{spec.scale}x; LR images are averages of the truth, {', '.join(sizes)} pixels",
        "places": ", ".join(place.name for place in setting.places),
        "noise baseline": fitted,
        "judge of form": "none"
        if setting.judge is None
        else (f"{setting.judge.source}; crops of {CELLS * spec.scale} x {CELLS * spec.scale} HR pixels"),
    }


def tell(message: str) -> None:
    """A line on standard error."""
    on_stderr().log(message)

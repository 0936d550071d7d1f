"""`study`: what the HSI and the losses are worth.

Trains every arm with every loss and seed on an equal budget, runs each through the engine on held-out ground, and
writes the means and their spread over seeds. A study that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import Cancelled, SpecGanError
from ...core.modelspec import ModelSpec
from ..config import ARMS, LOSSES, Phase, TrainConfig
from ..data.shards import Scene, identities, read_scenes
from ..flags import given, group_weights
from ..loop.folder import CHECKPOINT, LOG, OPTIONS
from ..loop.recipes import RECIPES
from ..loop.train import train
from . import evaluate, seen
from .judge import Judge
from .report import markdown
from .rows import Row, read_csv, shown, write_csv
from .running import Method, Setting, baseline_rows, model_rows

ADVERSARIAL = 0.01
"""Weight of the adversarial loss of "gan"."""
CSV, MARKDOWN, MODEL, ROWS = "study.csv", "study.md", "model.pt", "rows_{}.csv"
COMPARED = (
    ("form", "distance", 4), ("texture", "texture map r", 3), ("detail", "detail r", 3), ("psnr", "PSNR, dB", 3),
    ("swd", "SWD", 3),
)  # fmt: skip
"""Figures of which the difference between arms is shown."""


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    args.held_out = args.held_out or args.data
    options = given(args, TrainConfig, ("model", "images", "minutes", "batch", "device", "threads"))
    plain = replace(RECIPES["texture"], **options, group_weights=tuple(group_weights(args.group_weight).items()))
    runs = {
        (loss, arm, seed): replace(with_loss(plain, loss), hsi_arm=arm, seed=seed)
        for seed in args.seeds
        for loss in args.losses
        for arm in args.arms
    }
    models = {}
    for number, (key, config) in enumerate(runs.items()):
        folder = args.out / "runs" / "{}_{}_{}".format(*key)
        evaluate.tell(f"Run {number + 1} of {len(runs)}: {folder.name}")
        trained(config, args.data, folder)
        models[key] = model_file(folder, config, args.data)
    specs = evaluate.specs_of(models.values())
    with evaluate.evaluation(args, specs) as setting:
        # ground without HSI tells nothing about arms
        setting = replace(setting, places=[place for place in setting.places if place.hsi is not None], drawing=None)
        rows = study_rows(setting, specs[0], models, measured_with(args, setting.judge))
    write_csv(args.out / CSV, rows)
    text = markdown("Study: what HSI and losses are worth", _about(args, plain, models), rows)
    evaluate.write_text(args.out / MARKDOWN, text + "\n" + differences(rows, args.losses))
    print(args.out / MARKDOWN)


Key = Tuple[str, str, int]
"""Loss, arm and seed of a run."""


def with_loss(config: TrainConfig, loss: str) -> TrainConfig:
    """`config` with one of `LOSSES`; all but the recipe have one phase, since a reduced budget has no late part that is
    long enough to show anything."""
    phases = {
        "mse": Phase("pixel", 0.0),
        "texture": Phase("texture", 0.0, texture=config.phases[0].texture),
        "gan": Phase("adversarial", 0.0, adversarial=ADVERSARIAL, discriminator=True),
    }
    return replace(config, phases=(phases[loss],), pixel_loss="mse") if loss in phases else config


def trained(config: TrainConfig, data: Sequence[Path], folder: Path) -> None:
    """Train in `folder`, go on there, or leave a finished run as it is.

    Raises `Cancelled` where the run is stopped, and `SpecGanError` where the folder holds a run with other options or
    other data.
    """
    options = folder / OPTIONS
    told = next((line["data"] for line in _log(folder) if "data" in line), None)
    if isinstance(told, dict) and sorted(told.values()) != sorted(identities(data).values()):
        raise SpecGanError(
            "{folder} holds a run on other data.", "Use the data of the first call, or another folder.", folder=folder
        )
    if options.exists() and _options(options.read_text(encoding="utf-8")) != _options(config.to_json()):
        raise SpecGanError(
            "{folder} holds a run with other options.",
            "Use the options of the first call, or another folder.",
            folder=folder,
        )
    if _finished(folder):
        return
    train(config, data, folder, (folder / CHECKPOINT).exists())
    if not _finished(folder):
        raise Cancelled


def _options(text: str) -> Dict[str, object]:
    """What has to be the same when a run goes on: all options but the machine's."""
    try:
        return {name: value for name, value in dict(json.loads(text)).items() if name not in ("threads", "device")}
    except (ValueError, TypeError):
        return {}


def _finished(folder: Path) -> bool:
    events = _log(folder)
    return bool(events) and events[-1].get("event") == "done"


def _log(folder: Path) -> List[Dict[str, object]]:
    path = folder / LOG
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("}")]


def model_file(folder: Path, config: TrainConfig, data: Sequence[Path]) -> Path:
    """The run's model with its measured rho, so that no arm suffers in blend zones (see `calibrate`)."""
    from ...core.network.checkpoint import load_generator, save_model
    from ..export.calibrate import detail_correlation

    path = folder / MODEL
    if not path.exists():
        generator, spec = load_generator(folder / CHECKPOINT)
        scenes = seen_by(config.hsi_arm, read_scenes(data, spec.scale, spec.in_size, spec.bands))
        try:
            spec = replace(spec, detail_correlation=detail_correlation(generator, spec, scenes))
        except SpecGanError as error:
            evaluate.tell(f"{folder.name}: rho stays {spec.detail_correlation:g}. {error.message}")
        save_model(path, generator, spec)
    return path


def seen_by(arm: str, scenes: Sequence[Scene]) -> List[Scene]:
    """The scenes with the kind of HSI that a network of that arm is given: no HSI, or HSI of another part of itself."""
    result = []
    for scene in scenes:
        hsi = scene.hsi
        if hsi is not None and arm == "none":
            hsi = np.zeros_like(hsi)
        elif hsi is not None and arm == "shuffled":
            hsi = np.roll(hsi, (hsi.shape[1] // 2, hsi.shape[2] // 2), (1, 2))
        result.append(replace(scene, hsi=hsi))
    return result


def measured_with(args: argparse.Namespace, judge: Optional[Judge]) -> str:
    """Twelve digits that change with the ground and the figures that a model's rows depend on."""
    files = [path for pair in args.pair for path in pair] + ([args.lpips_weights] if args.lpips_weights else [])
    told = [
        sorted(identities(args.held_out).values()), args.split, args.limit,
        [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files], judge and judge.source,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def study_rows(setting: Setting, spec: ModelSpec, models: Mapping[Key, Path], key: str) -> List[Row]:
    """Baselines and every run at every place; rows measured before under this `key` are read, not computed again."""
    rows = baseline_rows(setting, spec)
    names = {place.name for place in setting.places}
    for (loss, arm, seed), model in sorted(models.items(), key=lambda item: _order(item[0])):
        saved = model.with_name(ROWS.format(key))
        known = read_rows(saved) if saved.exists() else []
        if {row.place for row in known} != names or any(row.error for row in known):
            known = model_rows(setting, [Method(LOSSES[loss], model, arm, seed=str(seed))])
            seen.save(saved.with_suffix(".npz"), {row.place: row.seen for row in known if row.seen is not None})
            write_csv(saved, known)
        rows += known
    return evaluate.in_order(rows)


def read_rows(path: Path) -> List[Row]:
    """The rows of one run as `study_rows` wrote them, with what the judge saw of them."""
    looks = seen.load(path.with_suffix(".npz"))
    return [replace(row, seen=looks.get(row.place)) for row in read_csv(path)]


def _order(key: Key) -> Tuple[int, int, int]:
    loss, arm, seed = key
    return list(LOSSES).index(loss), ARMS.index(arm), seed


def differences(rows: Sequence[Row], losses: Sequence[str]) -> str:
    """Markdown: per site and loss, own HSI less the other arms, seed by seed; mean and spread over seeds."""
    lines = [
        "## Own HSI less the other arms\n",
        "Runs of one seed start alike and see the same crops; the differences are taken seed by seed. ± is their "
        "standard deviation over seeds.\n",
        "| site | loss | less | " + " | ".join(heading for _, heading, _ in COMPARED) + " |",
        "|---" * (3 + len(COMPARED)) + "|",
    ]
    for site in dict.fromkeys(row.site for row in rows):
        for loss in (LOSSES[name] for name in losses):
            for other in ("no HSI", "shuffled HSI"):
                cells = []
                for name, _, digits in COMPARED:
                    own, theirs = (_by_seed(rows, site, label, name) for label in (loss, f"{loss}, {other}"))
                    pairs = [own[seed] - theirs[seed] for seed in own if seed in theirs]
                    cells.append(_mean_and_spread(pairs, digits))
                lines.append(f"| {site} | {loss} | {other} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _by_seed(rows: Sequence[Row], site: str, method: str, name: str) -> Dict[str, float]:
    """Mean over places of one figure for every seed."""
    found: Dict[str, List[float]] = {}
    for row in rows:
        if (row.site, row.method) == (site, method) and math.isfinite(row.values.get(name, math.nan)):
            found.setdefault(row.seed, []).append(row.values[name])
    return {seed: float(np.mean(values)) for seed, values in found.items()}


def _mean_and_spread(values: Sequence[float], digits: int) -> str:
    if not values:
        return "–"
    spread = f" ± {np.std(values, ddof=1):.{digits}f}" if len(values) > 1 else ""
    return shown(float(np.mean(values)), digits) + spread


def _about(args: argparse.Namespace, config: TrainConfig, models: Mapping[Key, Path]) -> Dict[str, str]:
    lines = [line for model in models.values() for line in _log(model.parent)]
    seconds = [float(str(line["elapsed"])) for line in lines if "elapsed" in line]
    budget = f"{config.images} images" + (f" or {config.minutes:g} minutes" if config.minutes else "")
    return {
        "budget of each run": f"{budget}, batch {config.batch}, network {config.model}",
        "runs": f"{len(models)}: arms {', '.join(args.arms)}; losses {', '.join(args.losses)}; seeds {args.seeds}",
        "longest run": f"{max(seconds, default=0.0) / 60:.1f} minutes of training",
    }

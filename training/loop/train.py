"""`train`: run a training recipe on prepared shards, in parts if need be, until its images or its time are used up."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ...core.shelf.files import write_text
from ..config import ARMS, CHOICES, TrainConfig, with_weights
from ..data.crops import Batch, Sampler, at_factor, validation_batch
from ..data.shards import Scene, fingerprint, identities, read_scenes
from ..export.description import SEPARATOR, model_spec
from . import stages
from .options import assignments, changed, config_from, read_toml, recipe
from .recipes import RECIPES

if TYPE_CHECKING:
    from .team import Team
    from .trainer import Trainer

CHECKPOINT = "checkpoint.pt"
OPTIONS = "options.json"
LOG = "log.jsonl"
NO_VGG = (
    "Warning: no weights of VGG16 were named (--vgg), so the perceptual loss is left out; --perceptual features takes "
    "the discriminator's features instead."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the subcommand; those without a default keep the recipe's value."""
    known = ", ".join(sorted(RECIPES))
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="folders written by `prepare`")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoint.pt, log.jsonl, panels")
    parser.add_argument("--recipe", help=f"set of options to start from: {known} (default: default)")
    parser.add_argument("--config", type=Path, metavar="FILE.toml", help="options in place of the recipe's")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE",
                        help="any other option of training/config.py; repeatable")  # fmt: skip
    parser.add_argument("--resume", action="store_true", help="continue the run in --out with its options")
    parser.add_argument(
        "--start-from", metavar="FILE", help="begin with the weights of this checkpoint or .onnx, where they fit"
    )
    parser.add_argument("--dry-run", action="store_true",
                        help="write nothing; print parameters, memory and time, from a few measured steps")  # fmt: skip
    parser.add_argument("--model", help="preset of the network, for example compact_x16")
    parser.add_argument("--images", type=int, help="training images of the whole run")
    parser.add_argument("--minutes", type=float, help="time of the whole run; the schedule follows whichever is first")
    parser.add_argument("--batch", type=int, help="crops a step, of all processes together")
    parser.add_argument("--learning-rate", type=float, help="at the start of the cosine")
    parser.add_argument("--pixel-loss", choices=CHOICES["pixel_loss"])
    parser.add_argument("--gan", choices=CHOICES["gan"], help="adversarial loss")
    parser.add_argument("--perceptual", choices=CHOICES["perceptual"], help="features that its loss compares")
    parser.add_argument("--vgg", metavar="FILE.pth", help="weights of VGG16: the state dict of torchvision's vgg16")
    parser.add_argument("--texture-weight", type=float, help="weight of the texture statistics in every phase")
    parser.add_argument("--patch-weight", type=float, help="weight of the patches' distributions in every phase")
    parser.add_argument("--perceptual-weight", type=float, help="weight of the perceptual loss in every phase")
    parser.add_argument("--adversarial-weight", type=float, help="in the phases that have an adversarial loss")
    parser.add_argument("--r1-gamma", type=float, help="weight of the R1 penalty")
    parser.add_argument("--ema-images", type=float, help="half-life of the averaged weights, images")
    parser.add_argument("--hsi-drop", type=float, help="chance that a crop loses its HSI")
    parser.add_argument("--hsi-arm", choices=ARMS, help="what stands in for the HSI: itself, none, another place's")
    parser.add_argument("--group-weight", action="append", default=[], metavar="GROUP=W",
                        help="how often crops come from it; default 1; repeatable")  # fmt: skip
    parser.add_argument("--amp", nargs="?", const="auto", choices=CHOICES["amp"], help="half precision")
    parser.add_argument("--device", help="auto, cpu, cuda")
    parser.add_argument("--threads", type=int, help="CPU threads; 0: torch's own choice")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--save-minutes", type=float, help="time between checkpoints")
    parser.add_argument("--tick-seconds", type=float, help="time between lines of the log")
    parser.add_argument("--name", help="name of the model; default: the preset's")
    parser.add_argument("--trained-on", help="training data in words, for the model card; default: from the manifests")


FLAGS = (
    "model", "images", "minutes", "batch", "learning_rate", "pixel_loss", "gan", "perceptual", "vgg", "r1_gamma",
    "ema_images", "hsi_drop", "hsi_arm", "amp", "device", "threads", "seed", "save_minutes", "tick_seconds", "name",
    "trained_on", "start_from",
)  # fmt: skip
"""Options of the command line that are fields of `TrainConfig`."""


def run(args: argparse.Namespace) -> None:
    """The subcommand."""
    # read when torch is loaded: threads that wait must not spin, or other programs on the machine stop the run
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    config = config_of(args)
    if args.dry_run:
        from .dryrun import dry_run

        print(dry_run(config, args.data))
        return
    train(config, args.data, args.out, args.resume)


def config_of(args: argparse.Namespace) -> TrainConfig:
    """Recipe or resumed run, then the TOML file, then --set, then the other options: each overrules those before."""
    written = read_toml(args.config) if args.config is not None else {}
    start = written.pop("recipe", "default")
    config = recipe(str(args.recipe or start))
    if args.resume:
        config = _resumed_config(args.out)
        _check_resumed(args, config)
    given = {name: getattr(args, name) for name in FLAGS if getattr(args, name) is not None}
    if args.group_weight:
        given["group_weights"] = group_weights(args.group_weight)
    given = {**written, **assignments(args.set), **given}
    if "learning_rate" in given and "learning_rate_end" not in given:
        share = config.learning_rate_end / config.learning_rate
        given["learning_rate_end"] = given["learning_rate"] * share
    weights = (args.texture_weight, args.patch_weight, args.adversarial_weight, args.perceptual_weight)
    config = with_weights(changed(config, given if args.resume else stages.fitted(config, given)), *weights)
    if (config.vgg or config.perceptual == "features") and not any(phase.perceptual > 0 for phase in config.phases):
        raise SpecGanError(
            "The perceptual loss has no weight in these options.", "Give --perceptual-weight too, for example 0.001."
        )
    return config


def _check_resumed(args: argparse.Namespace, config: TrainConfig) -> None:
    """A run that goes on has begun already: what only says how to begin has to be the same, or is told to be idle."""
    if args.start_from is not None and args.start_from != config.start_from:
        begun = config.start_from or "random weights"
        raise SpecGanError(
            "The run in {out} started from {begun}.",
            "Leave out --start-from to go on with it.",
            out=args.out,
            begun=begun,
        )
    if args.recipe is not None:
        print("The run keeps the options that it began with; --recipe is for new runs.", file=sys.stderr, flush=True)


@contextmanager
def told_out_of_memory() -> Iterator[None]:
    """A sentence in place of torch's error where the memory was not enough."""
    from ...core.backends.base import is_out_of_memory

    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise SpecGanError(
            "There is not enough memory for this training.",
            "Use a smaller --batch, half precision (--amp bf16) or a smaller network. Checkpoints of before stay.",
            str(error),
        ) from error


def train(config: TrainConfig, data: Sequence[Path], out: Path, resume: bool = False) -> Path:
    """Train in the folder `out` until the run's images or minutes are used up, or SIGINT or SIGTERM asks to stop.

    Writes `options.json` before the first step, then `log.jsonl` (one JSON object a line), `checkpoint.pt` and panels.
    Returns the checkpoint's path. A run stopped and resumed gives the same weights as one that was not stopped, to the
    last bit where torch's operations are deterministic (on the CPU), as long as images and not minutes end it.

    Started by torchrun, its processes share every step: they do together what one would do with the same options, the
    first one alone writes, and all need to see `data` and `out`.
    """
    from .team import joined, team_of_environment
    from .trainer import pick_device

    team = team_of_environment()
    with told_out_of_memory(), fast_cpu(config.threads):
        device = team.device(pick_device(config.device))
        with joined(team, device):
            return _train(config, data, out, resume, team, device)


def _train(config: TrainConfig, data: Sequence[Path], out: Path, resume: bool, team: Team, device: Any) -> Path:
    from .journal import Journal

    networks = stages.networks(config)
    scenes, sampler, held_out = _crops(config, networks[-1], data, team)
    known = identities(data)
    checkpoint = _checkpoint(_run_folder(out, resume), known, team) if resume else None
    first = int(checkpoint.get("stage", 0)) if checkpoint else 0
    trainer: Optional[Trainer] = None
    journal: Any = None
    path = out / CHECKPOINT
    for number in range(first, len(networks)):
        before, trainer = trainer, _trainer(config, number, networks[number], device, team)
        if before is not None:
            _grow(trainer, before)
        elif checkpoint is not None:
            trainer.restore(checkpoint)
            sampler.restore(checkpoint.get("sampler_random"))
        elif config.start_from:
            config = _started(trainer, config)
        trainer.share_start()
        if journal is None:
            path = _run_folder(out, resume)
            if team.leads:
                _write_options(out, config)
            journal = Journal(out, team.leads, config.tensorboard, trainer.counters.step)
            about = _about(trainer, known, scenes, sampler.groups)
            journal.record({"event": "resume" if resume else "start", **about})
        else:
            journal.record({"event": "stage", "network": trainer.config.model, "step": trainer.counters.step})
        spec = model_spec(config, networks[number], data, networks[-1].scale)
        record = {"options": config.to_json(), "data": list(known.values()), "stage": number}
        if _stage(trainer, sampler, held_out, out, spec, journal, record):
            break
    if journal is not None:
        journal.close()
    return path


def _stage(
    trainer: Trainer, sampler: Sampler, held_out: Optional[Batch], out: Path, spec: ModelSpec, journal: Any, record: Any
) -> bool:
    """Run one stage to its end, or until somebody asks to stop; whether somebody asked."""
    from .session import Session

    crops = None if held_out is None else at_factor(held_out, spec.scale)
    try:
        stopped = Session(trainer, sampler, crops, out, spec, journal, record).go()
    except BaseException:
        journal.close()
        raise
    if trainer.team.leads and not stopped and record["stage"] + 1 < len(json.loads(record["options"])["stages"]):
        shutil.copyfile(out / CHECKPOINT, out / f"stage_x{spec.scale}.pt")
    return stopped


def _trainer(config: TrainConfig, number: int, network: Any, device: Any, team: Team) -> Trainer:
    from .trainer import Trainer

    return Trainer(config.at_stage(number), network, device, team=team)


def _grow(trainer: Trainer, before: Trainer) -> None:
    """Begin a stage with what the one before has learnt; steps are counted on."""
    trainer.counters.step = before.counters.step
    averaged = before.config.ema_images > 0
    taken, total = trainer.take(before.ema.model if averaged else before.generator)
    if trainer.team.leads:
        print(f"{taken} of {total} parameters are those of {before.config.model}.", flush=True)


def _started(trainer: Trainer, config: TrainConfig) -> TrainConfig:
    """Begin with the weights of `config.start_from`; the run's options, which name its training data too from here."""
    parent, taken, total = trainer.start_from(Path(config.start_from))
    if trainer.team.leads:
        print(f"{taken} of {total} parameters are those of {config.start_from}.", flush=True)
    sources = parent.trained_on or f"training data of {parent.name} not recorded"
    return replace(config, inherited=f"{sources}{SEPARATOR}started from {parent.name}")


def _crops(
    config: TrainConfig, network: Any, data: Sequence[Path], team: Team
) -> Tuple[List[Scene], Sampler, Optional[Batch]]:
    """All scenes, crops to train on, and fixed ones to measure on."""
    for batch in {config.at_stage(number).batch for number in range(max(1, len(config.stages)))}:
        if batch % team.size:
            raise SpecGanError(
                "{batch} crops a step cannot be shared out to {size} processes.",
                "Use a --batch that is a multiple of {size}.",
                batch=batch,
                size=team.size,
            )
    size = (network.scale, network.in_size, network.hsi_bands)
    scenes = read_scenes(data, *size)
    sampler = Sampler(scenes, *size, config, (team.rank, team.size))
    return scenes, sampler, validation_batch(scenes, *size, config.val_crops, config.hsi_arm)


def _about(
    trainer: Trainer, data: Mapping[str, str], scenes: Sequence[Scene], groups: Sequence[str]
) -> Dict[str, Any]:
    """The first line of the log."""
    config = trainer.config
    about: Dict[str, Any] = {
        "data": data,
        "scenes": {group: sum(scene.group == group for scene in scenes) for group in groups},
        "parameters": sum(p.numel() for p in trainer.generator.parameters()),
        "device": str(trainer.device),
        "precision": str(trainer.half or "float32").replace("torch.", ""),
        "processes": trainer.team.size,
    }
    if any(phase.perceptual > 0 for phase in config.phases):
        about["perceptual"] = config.perceptual
        if trainer.without_vgg:
            about["perceptual"] = "none"
            if trainer.team.leads:
                print(NO_VGG, file=sys.stderr, flush=True)
        elif config.perceptual == "vgg":
            about["vgg_sha256"] = fingerprint(config.vgg)
    return about


def _run_folder(out: Path, resume: bool) -> Path:
    """The checkpoint's path in the run's folder, which is made if needed; an old run is not overwritten."""
    path = out / CHECKPOINT
    if resume and not path.exists():
        raise SpecGanError("There is nothing to resume in {out}.", "Leave out --resume to start a new run.", out=out)
    if not resume and path.exists():
        raise SpecGanError(
            "{out} already holds a run.", "Continue it with --resume, or choose another folder.", out=out
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SpecGanError(
            "The folder {out} cannot be made.", "Choose another folder.", repr(error), out=out
        ) from error
    return path


def _write_options(out: Path, config: TrainConfig) -> None:
    write_text(out / OPTIONS, config.to_json() + "\n")


@contextmanager
def fast_cpu(threads: int) -> Iterator[None]:
    """Torch's CPU settings for training; the rest of the process gets its own back."""
    import torch

    before = torch.get_num_threads()
    if threads > 0:
        torch.set_num_threads(threads)
    _ = np.finfo(np.float32), np.finfo(np.float64)  # numpy looks at denormals once, and would warn below
    torch.set_flush_denormal(True)  # fresh weights give denormal gradients, which slow a CPU down up to ten times
    try:
        yield
    finally:
        torch.set_flush_denormal(False)
        torch.set_num_threads(before)


def _checkpoint(path: Path, data: Mapping[str, str], team: Team) -> Dict[str, Any]:
    from ...core.network.checkpoint import read_checkpoint

    checkpoint = read_checkpoint(path)
    if team.leads and sorted(checkpoint.get("data", data.values())) != sorted(data.values()):
        print("Warning: the run was trained on other data so far; it goes on with these.", file=sys.stderr, flush=True)
    return checkpoint


def _resumed_config(out: Path) -> TrainConfig:
    path = out / OPTIONS
    try:
        return config_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise SpecGanError(
            "There is nothing to resume in {out}.", "Leave out --resume to start a new run.", repr(error), out=out
        ) from error


def group_weights(texts: Sequence[str]) -> Tuple[Tuple[str, float], ...]:
    """("simulated=3", ...) as pairs of group and weight; `SpecGanError` for anything else."""
    result: List[Tuple[str, float]] = []
    for text in texts:
        name, _, value = text.partition("=")
        try:
            result.append((name, float(value)))
        except ValueError as error:
            raise SpecGanError("{text!r} is not a group weight.", "Write it like simulated=2.", text=text) from error
    return tuple(result)

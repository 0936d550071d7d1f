"""A run: a recipe on prepared shards, in parts if need be, until its images or its time are used up."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import torch

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ...core.network.checkpoint import read_checkpoint
from ...core.shelf.console import on_stderr
from ..config import TrainConfig
from ..data.crops import Batch, Sampler, at_factor, validation_batch
from ..data.shards import Scene, fingerprint, identities, read_scenes
from ..export.description import SEPARATOR, model_spec
from . import stages
from .folder import CHECKPOINT, run_folder, write_options
from .host import fast_cpu, pick_device, told_out_of_memory
from .journal import Journal
from .session import Session
from .team import Team, joined, team_of_environment
from .trainer import NO_VGG, Trainer


def train(config: TrainConfig, data: Sequence[Path], out: Path, resume: bool = False) -> Path:
    """Train in the folder `out` until the run's images or minutes are used up, or SIGINT or SIGTERM asks to stop.

    Writes `options.json` before the first step, then `log.jsonl` (one JSON object a line), `checkpoint.pt` and panels.
    Returns the checkpoint's path. A run stopped and resumed gives the same weights as one that was not stopped, to the
    last bit where torch's operations are deterministic (on the CPU), as long as images and not minutes end it.

    Started by torchrun, its processes share every step: they do together what one would do with the same options, the
    first one alone writes, and all need to see `data` and `out`.
    """
    team = team_of_environment()
    with told_out_of_memory(), fast_cpu(config.threads):
        device = team.device(pick_device(config.device))
        with joined(team, device):
            return _train(config, data, out, resume, team, device)


def _train(
    config: TrainConfig, data: Sequence[Path], out: Path, resume: bool, team: Team, device: torch.device
) -> Path:
    networks = stages.networks(config)
    scenes, sampler, held_out = _crops(config, networks[-1], data, team)
    known = identities(data)
    checkpoint = _checkpoint(run_folder(out, resume), known, team) if resume else None
    first = int(checkpoint.get("stage", 0)) if checkpoint else 0
    trainer: Optional[Trainer] = None
    journal: Optional[Journal] = None
    path = out / CHECKPOINT
    for number in range(first, len(networks)):
        before, trainer = trainer, Trainer(config.at_stage(number), networks[number], device, team=team)
        if before is not None:
            _grow(trainer, before)
        elif checkpoint is not None:
            trainer.restore(checkpoint)
            sampler.restore(checkpoint.get("sampler_random"))
        elif config.start_from:
            config = _started(trainer, config)
        trainer.share_start()
        if journal is None:
            path = run_folder(out, resume)
            if team.leads:
                write_options(out, config)
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
    trainer: Trainer,
    sampler: Sampler,
    held_out: Optional[Batch],
    out: Path,
    spec: ModelSpec,
    journal: Journal,
    record: Mapping[str, Any],
) -> bool:
    """Run one stage to its end, or until somebody asks to stop; whether somebody asked."""
    crops = None if held_out is None else at_factor(held_out, spec.scale)
    try:
        stopped = Session(trainer, sampler, crops, out, spec, journal, record).go()
    except BaseException:
        journal.close()
        raise
    if trainer.team.leads and not stopped and record["stage"] + 1 < len(json.loads(record["options"])["stages"]):
        shutil.copyfile(out / CHECKPOINT, out / f"stage_x{spec.scale}.pt")
    return stopped


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


def _about(trainer: Trainer, data: Mapping[str, str], scenes: Sequence[Scene], groups: Sequence[str]) -> Dict[str, Any]:
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
                on_stderr().warn(NO_VGG)
        elif config.perceptual == "vgg":
            about["vgg_sha256"] = fingerprint(config.vgg)
    return about


def _checkpoint(path: Path, data: Mapping[str, str], team: Team) -> Dict[str, Any]:
    checkpoint = read_checkpoint(path)
    if team.leads and sorted(checkpoint.get("data", data.values())) != sorted(data.values()):
        on_stderr().warn("the run was trained on other data so far; it goes on with these.")
    return checkpoint

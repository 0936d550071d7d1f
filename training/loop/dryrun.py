"""What a run would take: parameters, memory and time, from a few measured steps. Writes nothing."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import List, Sequence

import torch
from torch import nn

from ...core.network.config import GeneratorConfig
from ..config import TrainConfig
from ..data.crops import Sampler, at_factor
from ..data.shards import read_scenes
from ..export.description import model_spec
from .host import fast_cpu, pick_device, told_out_of_memory
from .stages import networks as networks_of
from .trainer import NO_VGG, Counters, Trainer

STEPS = 3
"""Measured steps of each phase, after one that warms up."""
ENOUGH = 60.0
"""Seconds of measured steps after which no other one begins: a step of the paper networks takes minutes on a CPU."""


def dry_run(config: TrainConfig, data: Sequence[Path]) -> str:
    """The answer as text, one figure a line; bad options and data raise `SpecGanError` as a run would."""
    with told_out_of_memory(), fast_cpu(config.threads):
        networks = networks_of(config)
        final = networks[-1]
        size = (final.scale, final.in_size, final.hsi_bands)
        sampler = Sampler(read_scenes(data, *size), *size, config)
        lines: List[str] = []
        for number, network in enumerate(networks):
            model_spec(config, network, data, final.scale)  # refuses what a run would
            lines += _stage(config.at_stage(number), network, sampler)
    return "\n".join(lines)


def _stage(config: TrainConfig, network: GeneratorConfig, sampler: Sampler) -> List[str]:
    """Of one stage, or of the whole run where it has none."""
    trainer = Trainer(config, network, pick_device(config.device))
    seconds = [_seconds(trainer, sampler, phase.start) for phase in config.phases]
    precision = str(trainer.half or "float32").replace("torch.", "")
    generator, discriminator = (_count(each) for each in (trainer.generator, trainer.discriminator))
    lines = [
        f"network {config.model}: {generator} parameters, discriminator {discriminator}",
        f"device {trainer.device}, {precision}, {_memory(trainer.device)}",
    ]
    if trainer.without_vgg:
        lines.append(f"Warning: {NO_VGG}")
    for phase, each in zip(config.phases, seconds):
        lines.append(f"phase {phase.name}: {each:.3f} s a step, {config.batch / each:.1f} crops a second")
    return [*lines, _duration(config, seconds)]


def _seconds(trainer: Trainer, sampler: Sampler, start: float) -> float:
    """Seconds of a step of the phase that begins at `start`, the R1 penalty shared out to the steps between two."""
    config = trainer.config
    trainer.config = replace(config, images=10**9, minutes=0.0)  # so that the few steps stay in one phase
    trainer.counters = Counters(images=int((start + 1e-6) * 10**9))
    _timed(trainer, sampler, 1, with_r1=False)
    plain = _timed(trainer, sampler, STEPS, with_r1=False)
    penalised = config.r1_gamma > 0 and config.phase(start + 1e-6).discriminator
    extra = max(_timed(trainer, sampler, 1, with_r1=True) - plain, 0.0) if penalised else 0.0
    trainer.config = config
    return plain + extra / config.r1_every


def _timed(trainer: Trainer, sampler: Sampler, most: int, with_r1: bool) -> float:
    """Mean seconds of `most` steps, or of as many as begin in `ENOUGH` seconds, drawing the crops included."""
    begin = time.perf_counter()
    steps, elapsed = 0, 0.0
    while steps < most and elapsed < ENOUGH:
        trainer.plan_r1(with_r1)
        trainer.step(at_factor(sampler.draw(trainer.config.batch), trainer.network.scale))
        if trainer.device.type == "cuda":
            torch.cuda.synchronize(trainer.device)
        steps, elapsed = steps + 1, time.perf_counter() - begin
    return elapsed / steps


def _count(network: nn.Module) -> str:
    return f"{sum(p.numel() for p in network.parameters()) / 1e6:.1f} M"


def _memory(device: torch.device) -> str:
    """The most memory so far, as measured."""
    if device.type == "cuda":
        return f"{torch.cuda.max_memory_allocated(device) / 2**30:.2f} GiB of GPU memory"
    try:
        import resource
    except ImportError:  # Windows
        return "memory not measured"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f"{peak / 2**30:.2f} GiB of memory"


def _duration(config: TrainConfig, seconds: Sequence[float]) -> str:
    """How long the whole run takes, or how far its minutes reach."""
    ends = [phase.start for phase in config.phases[1:]] + [1.0]
    parts: List[float] = [end - phase.start for phase, end in zip(config.phases, ends)]
    steps = -(-config.images // config.batch)
    whole = steps * sum(part * each for part, each in zip(parts, seconds)) / 60.0
    told = f"{config.images} crops in {steps} steps: about {_minutes(whole)}"
    if not 0 < config.minutes < whole:
        return told
    # a phase lasts its part of the minutes then
    reached = sum(60.0 * config.minutes * part / each for part, each in zip(parts, seconds)) * config.batch
    return f"{told}; {_minutes(config.minutes)} end it after about {reached:.0f} crops"


def _minutes(minutes: float) -> str:
    return f"{minutes:.1f} min" if minutes < 120 else f"{minutes / 60:.1f} h"

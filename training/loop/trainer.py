"""One training step, and everything that must survive a restart of the run."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Tuple

import torch
from torch import Tensor, nn

from ...core.errors import SpecGanError
from ...core.modelspec import ModelSpec
from ...core.network.checkpoint import load_generator
from ...core.network.config import GeneratorConfig, discriminator_for
from ...core.network.generator import Generator
from ..config import Phase, TrainConfig
from ..data.crops import Batch
from ..export.onnx_weights import generator_from_onnx
from ..losses import formulas as losses
from ..losses.perceptual import load_vgg
from ..losses.projected import ProjectedDiscriminator, View
from ..losses.terms import Terms
from .balance import Balance
from .ema import Ema
from .figures import base_of
from .growth import take
from .host import pick_amp
from .team import Team, TeamDiscriminator

NO_VGG = (
    "no weights of VGG16 were named (--vgg), so the perceptual loss is left out; --perceptual features takes the "
    "discriminator's features instead."
)
MAX_BAD_STEPS = 20
"""Steps in a row with a loss or gradient that is not finite, after which the run gives up."""


@dataclass
class Counters:
    """How far a run has come."""

    step: int = 0
    images: int = 0
    elapsed: float = 0.0
    """Seconds of training over all resumed parts."""
    skipped: int = 0
    """Steps left out because a loss was not finite."""

    def progress(self, config: TrainConfig) -> float:
        """0 at the start, 1 when the images or the time are used up, whichever is first."""
        by_images = self.images / config.images
        by_time = self.elapsed / (60.0 * config.minutes) if config.minutes > 0 else 0.0
        return min(1.0, max(by_images, by_time))


def learning_rate(config: TrainConfig, progress: float) -> float:
    """At `progress` of 0 to 1: a linear rise over `config.warm_up`, constant until `config.decay_from`, then half a
    cosine down to `learning_rate_end`."""
    if progress < config.warm_up:
        return config.learning_rate * max(progress / config.warm_up, 0.01)
    start = max(config.warm_up, config.decay_from)
    fraction = max(0.0, progress - start) / (1.0 - start)
    low, high = config.learning_rate_end, config.learning_rate
    return low + 0.5 * (high - low) * (1.0 + math.cos(math.pi * min(fraction, 1.0)))


@dataclass
class Trainer:
    """Networks, optimizers, moving average and counters of one run."""

    config: TrainConfig
    network: GeneratorConfig
    device: torch.device
    counters: Counters = field(default_factory=Counters)
    team: Team = Team()
    """The processes that share every step."""

    def __post_init__(self) -> None:
        if not self.network.expected_width:
            self.config = self.config.for_one_output()
        torch.manual_seed(self.config.seed)
        shape = torch.channels_last
        self.generator = Generator(self.network).to(self.device, memory_format=shape)
        self.discriminator: Any = self._new_discriminator().to(self.device, memory_format=shape)  # type: ignore[call-overload]
        self.ema = Ema(self.generator, self.config.ema_images)
        rate, betas = self.config.learning_rate, self.config.betas
        groups = parameter_groups(self.generator, self.config.equalised_rate)
        self.optimizer = torch.optim.Adam(groups, rate, betas, fused=True)
        self.discriminator_optimizer = torch.optim.Adam(self.discriminator.parameters(), rate, betas, fused=True)
        self.half = pick_amp(self.config.amp, self.device)
        # a scaled loss keeps small gradients in float16's range; each network has a scale of its own
        scaled = self.half == torch.float16
        self.scaler = torch.amp.GradScaler(self.device.type, enabled=scaled)
        self.discriminator_scaler = torch.amp.GradScaler(self.device.type, enabled=scaled)
        self.vgg = load_vgg(self.config.vgg).to(self.device) if self.config.vgg else None
        self.balance = Balance(self.team) if self.config.balance == "gradient" else None
        self.rate_factor = 1.0
        """Halved every time that the run diverges and goes back."""
        self._terms = Terms(self.config, self.network.scale, self.discriminator, self.vgg, self._autocast)
        self._bad_in_a_row = 0
        self._discriminator_steps = 0

    def _new_discriminator(self) -> nn.Module:
        if self.config.discriminator == "projected":
            return ProjectedDiscriminator(self.network.hsi_bands)
        return TeamDiscriminator(discriminator_for(self.network), self.team)

    @property
    def progress(self) -> float:
        """0 to 1, see `Counters.progress`."""
        return self.counters.progress(self.config)

    @property
    def without_vgg(self) -> bool:
        """Whether the perceptual loss is left out because no weights of VGG16 were named."""
        asked = self.config.perceptual == "vgg" and any(phase.perceptual > 0 for phase in self.config.phases)
        return asked and self.vgg is None

    def share_start(self) -> None:
        """All processes of the team begin with the leader's weights."""
        self.team.copy_from_leader(self.generator, self.discriminator, self.ema.model)

    def start_from(self, path: Path) -> Tuple[ModelSpec, int, int]:
        """Take the generator's weights from a checkpoint, own or published, or an .onnx file of this project; its
        description, how many numbers were taken, and how many there are. `SpecGanError` where nothing fits, an .onnx
        file cannot be read back, or the HSI bands are others.

        A network of another factor serves too, see `growth.take`.
        """
        generator, spec = (generator_from_onnx if path.suffix.lower() == ".onnx" else load_generator)(path)
        if spec.bands != self.network.hsi_bands:
            raise SpecGanError(
                "{path} takes {bands} HSI bands, the network {model} takes {hsi_bands}.",
                "Start from a checkpoint with the same bands.",
                path=path,
                bands=spec.bands,
                model=self.config.model,
                hsi_bands=self.network.hsi_bands,
            )
        taken, total = self.take(generator)
        if not taken:
            raise SpecGanError(
                "No layer of {path} fits the network {model}.",
                "Choose another checkpoint, or --model.",
                path=path,
                model=self.config.model,
            )
        return spec, taken, total

    def take(self, generator: Generator) -> Tuple[int, int]:
        """Begin with the weights of another generator, see `growth.take`."""
        taken, total = take(self.generator, generator)
        self.ema = Ema(self.generator, self.config.ema_images)
        return taken, total

    def plan_r1(self, now: bool) -> None:
        """Whether the next step of the discriminator has the R1 penalty, where there is one."""
        self._discriminator_steps = 0 if now else 1

    def step(self, batch: Batch) -> Dict[str, float]:
        """One step of each network that the phase trains, generator first, its fakes reused; the losses by name.

        A non-finite loss or gradient leaves the weights of its network and the moving average as they are, and the
        step counts as skipped; after `MAX_BAD_STEPS` in a row `SpecGanError` is raised. `batch` is this process's part
        of the step's crops.
        """
        phase = self.config.phase(self.progress)
        self._set_rates()
        if self.team.size > 1:  # noise of its own in every process, and the same again after a restart
            torch.manual_seed((self.config.seed * 1_000_003 + self.counters.step) * 1_009 + self.team.rank)
        truth, hsi, rgb = (self._to_device(array) for array in (batch.truth, batch.hsi, batch.rgb))
        if phase.expected_alone:
            values, fake, view = self._expected_step(phase, truth, hsi, rgb), None, None
        else:
            view = self._view(truth, hsi, rgb)
            values, fake = self._generator_step(phase, truth, hsi, rgb, view)
        good = bool(values)
        if fake is not None and phase.discriminator:
            judged = self._discriminator_step(truth, fake, view)
            good = bool(judged)
            values.update(judged)
        if good:
            self._bad_in_a_row = 0
        else:
            self._count_bad_step()
        images = len(batch.truth) * self.team.size
        self.counters.step += 1
        self.counters.images += images
        if good:
            self.ema.update(self.generator, images, self.counters.images)
        return values

    def _view(self, truth: Tensor, hsi: Tensor, rgb: Tensor) -> Optional[View]:
        """What a projected discriminator sees beside the generator's image."""
        if not isinstance(self.discriminator, ProjectedDiscriminator):
            return None
        with self._autocast():
            return self.discriminator.view(truth, base_of(rgb, self.network.scale), hsi)

    def _expected_step(self, phase: Phase, truth: Tensor, hsi: Tensor, rgb: Tensor) -> Dict[str, float]:
        """A step of the second network alone; the losses by name, nothing where the step was left out."""
        with self._autocast():
            image = self.generator.supported(hsi, rgb).float()
        error = (image - truth).square().mean()
        self.optimizer.zero_grad(set_to_none=True)
        if self.balance is None:
            self.scaler.scale(phase.expected * error).backward()  # type: ignore[no-untyped-call]
        else:
            part = self.balance.gradients({"expected": (phase.expected, error, image)})["expected"]
            image.backward(self.scaler.scale(part))
        values = {"expected": float(error.detach())}
        return self._descend(values, "expected", self.generator, self.optimizer, self.scaler, self.config.clip_gradient)

    def _generator_step(self, phase: Phase, truth: Tensor, hsi: Tensor, rgb: Tensor, view: Optional[View]) -> Any:
        """The losses by name and the generator's image, detached; nothing, and None, where the step was left out."""
        with self._autocast():
            outputs = [image.float() for image in self.generator.answers(hsi, rgb) if image is not None]
        # balanced terms are differentiated as far as the images first, and from there on all at once
        images = outputs if self.balance is None else [each.detach().requires_grad_(True) for each in outputs]
        self.discriminator.requires_grad_(False)
        terms = self._terms.of(phase, images[0], truth, view)
        judged = dict.fromkeys(terms, images[0])
        if phase.expected and len(images) > 1:
            terms["expected"], judged["expected"] = (phase.expected, (images[1] - truth).square().mean()), images[1]
        total = sum((weight * term for weight, term in terms.values()), torch.zeros((), device=self.device))
        self.optimizer.zero_grad(set_to_none=True)
        if self.balance is None:
            self.scaler.scale(total).backward()  # type: ignore[no-untyped-call]
        else:
            parts = self.balance.gradients({name: (*term, judged[name]) for name, term in terms.items()})
            for name, part in parts.items():
                image = judged[name]
                image.grad = part if image.grad is None else image.grad + part
            used = [(out, each.grad) for out, each in zip(outputs, images) if each.grad is not None]
            torch.autograd.backward([out for out, _ in used], [self.scaler.scale(grad) for _, grad in used])
        self.discriminator.requires_grad_(True)
        values = {name: float(term.detach()) for name, (_, term) in terms.items()}
        values["total"] = float(total.detach())
        values = self._descend(values, "total", self.generator, self.optimizer, self.scaler, self.config.clip_gradient)
        return ({k: v for k, v in values.items() if k != "total"}, outputs[0].detach()) if values else ({}, None)

    def _discriminator_step(self, truth: Tensor, fake: Tensor, view: Optional[View]) -> Dict[str, float]:
        with self._autocast():
            if view is None:
                real_logits, fake_logits = self.discriminator(truth), self.discriminator(fake)
                loss = losses.discriminator_loss(real_logits, fake_logits, self.config.gan)
                values = {
                    "discriminator": float(loss.detach()),
                    "real_logits": float(real_logits.detach().float().mean()),
                    "fake_logits": float(fake_logits.detach().float().mean()),
                }
            else:
                parts = self.discriminator.losses(fake, view)
                loss = torch.stack(list(parts.values())).sum()
                values = {name: float(part.detach()) for name, part in parts.items()}
        if self.config.r1_gamma > 0 and self._discriminator_steps % self.config.r1_every == 0:
            penalty = losses.r1_penalty(self.discriminator, truth)
            values["r1"] = float(penalty.detach())
            loss = loss + self.config.r1_gamma * self.config.r1_every * penalty
        self._discriminator_steps += 1
        self.discriminator_optimizer.zero_grad(set_to_none=True)
        self.discriminator_scaler.scale(loss).backward()  # type: ignore[no-untyped-call]
        values = self._descend(
            values, "discriminator", self.discriminator, self.discriminator_optimizer, self.discriminator_scaler, 0.0
        )
        return {name: value for name, value in values.items() if name != "gradient_norm"}

    def _descend(
        self, values: Dict[str, float], key: str, network: nn.Module, optimizer: Any, scaler: Any, limit: float
    ) -> Dict[str, float]:
        """One step of an optimizer along the gradients that all processes have; the mean of their losses, and the
        gradient's norm. Nothing moves, and the answer is empty, where the loss `key` or the gradient is not finite."""
        self.team.average_gradients(network.parameters())
        scaler.unscale_(optimizer)
        values = self.team.mean({**values, "gradient_norm": 0.0}, self.device)
        values["gradient_norm"] = float(_gradient_norm(network.parameters(), limit))
        good = math.isfinite(values[key]) and math.isfinite(values["gradient_norm"])
        if good:
            scaler.step(optimizer)
        scaler.update()
        return values if good else {}

    def _count_bad_step(self) -> None:
        self.counters.skipped += 1
        self._bad_in_a_row += 1
        if self._bad_in_a_row >= MAX_BAD_STEPS:
            raise SpecGanError(
                "Training diverged: {steps} steps in a row gave values that are not finite.",
                "Resume from the last checkpoint, or start anew, with a smaller learning rate.",
                steps=MAX_BAD_STEPS,
            )

    def _set_rates(self) -> None:
        rate = self.rate_factor * learning_rate(self.config, self.progress)
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["rate"]
        for group in self.discriminator_optimizer.param_groups:
            group["lr"] = rate * self.config.discriminator_rate

    def _autocast(self) -> Any:
        return torch.autocast(self.device.type, dtype=self.half or torch.bfloat16, enabled=self.half is not None)

    def _to_device(self, array: Any) -> Tensor:
        tensor = torch.from_numpy(array).contiguous(memory_format=torch.channels_last)
        return tensor.to(self.device, non_blocking=True)

    def state(self) -> Dict[str, Any]:
        """Everything but the averaged weights, as primitives and tensors."""
        counters = self.counters
        return {
            "raw_generator": self.generator.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "discriminator_optimizer": self.discriminator_optimizer.state_dict(),
            "scalers": [self.scaler.state_dict(), self.discriminator_scaler.state_dict()],
            "torch_random": torch.get_rng_state(),
            "cuda_random": torch.cuda.get_rng_state(self.device) if self.device.type == "cuda" else None,
            "step": counters.step,
            "images": counters.images,
            "elapsed": counters.elapsed,
            "skipped": counters.skipped,
            "discriminator_steps": self._discriminator_steps,
            "gradient_norms": dict(self.balance.norms) if self.balance is not None else {},
            "rate_factor": self.rate_factor,
        }

    def snapshot(self) -> Dict[str, Any]:
        """`state` and the averaged weights: what `restore` takes."""
        return {**self.state(), "generator": self.ema.model.state_dict()}

    def go_back(self, snapshot: Dict[str, Any]) -> None:
        """Continue from an older snapshot at half the rate. Time and images of the run stay spent."""
        counters, factor = self.counters, self.rate_factor
        self.restore(snapshot)
        self.counters, self.rate_factor = counters, 0.5 * factor

    def restore(self, checkpoint: Dict[str, Any]) -> None:
        """Continue from `state`, plus the averaged weights under "generator"; `SpecGanError` where it does not fit."""
        try:
            self.ema.model.load_state_dict(checkpoint["generator"])
            self.generator.load_state_dict(checkpoint["raw_generator"])
            self.discriminator.load_state_dict(checkpoint["discriminator"])
            _load_moments(self.optimizer, checkpoint["optimizer"])
            _load_moments(self.discriminator_optimizer, checkpoint["discriminator_optimizer"])
            for scaler, state in zip((self.scaler, self.discriminator_scaler), checkpoint.get("scalers", ())):
                if state and scaler.is_enabled():  # empty: the run computed without one so far
                    scaler.load_state_dict(state)
            torch.set_rng_state(checkpoint["torch_random"].cpu())
            if self.device.type == "cuda" and checkpoint.get("cuda_random") is not None:
                torch.cuda.set_rng_state(checkpoint["cuda_random"].cpu(), self.device)
            self.counters = Counters(*(checkpoint[key] for key in ("step", "images", "elapsed", "skipped")))
            self._discriminator_steps = checkpoint["discriminator_steps"]
            self.rate_factor = float(checkpoint.get("rate_factor", 1.0))
            if self.balance is not None:
                self.balance.norms = dict(checkpoint.get("gradient_norms", {}))
        except (KeyError, RuntimeError, ValueError, TypeError, AttributeError) as error:
            raise SpecGanError(
                "The checkpoint cannot be resumed with these options.",
                "Resume with the options of the run that wrote it, or start a new run in another folder.",
                repr(error),
            ) from error


def parameter_groups(generator: Generator, equalised_rate: float) -> List[Dict[str, Any]]:
    """The generator's parameters for its optimizer, each with the factor of its learning rate under "rate": the plain
    layers, and those of the synthesis network at equalised learning rate."""
    plain: List[nn.Parameter] = []
    equalised: List[nn.Parameter] = []
    for name, parameter in generator.named_parameters():
        inside = name.startswith("synthesis.") and not name.startswith(("synthesis.merge.", "synthesis.merge_skip."))
        (equalised if inside else plain).append(parameter)
    return [{"params": plain, "rate": 1.0}, {"params": equalised, "rate": equalised_rate}]


def _load_moments(optimizer: torch.optim.Optimizer, state: Dict[str, Any]) -> None:
    """Restore an optimizer's moments. torch would restore the saved options as well, but those of this run count."""
    options: List[Dict[str, Any]] = [
        {name: group[name] for name in ("rate", "betas") if name in group} for group in optimizer.param_groups
    ]
    optimizer.load_state_dict(state)
    for group, own in zip(optimizer.param_groups, options):
        group.update(own)


def _gradient_norm(parameters: Iterable[nn.Parameter], limit: float) -> Tensor:
    """Norm of the gradient; above `limit` (if any) the gradient is scaled down to it."""
    return nn.utils.clip_grad_norm_(parameters, limit if limit > 0 else float("inf"))

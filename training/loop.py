"""One training step, and everything that must survive a restart of the run."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List, Optional

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..core.errors import SpecGanError
from ..core.network.config import PRESETS, GeneratorConfig, discriminator_for
from ..core.network.discriminator import Discriminator
from ..core.network.generator import Generator
from . import losses
from .config import Phase, TrainConfig
from .data import Batch
from .ema import Ema

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
    """Linear rise over `config.warm_up`, then half a cosine down to `learning_rate_end`, at `progress` of 0 to 1."""
    if progress < config.warm_up:
        return config.learning_rate * max(progress / config.warm_up, 0.01)
    fraction = (progress - config.warm_up) / (1.0 - config.warm_up)
    low, high = config.learning_rate_end, config.learning_rate
    return low + 0.5 * (high - low) * (1.0 + math.cos(math.pi * min(fraction, 1.0)))


def model_config(name: str) -> GeneratorConfig:
    """The generator's preset of that name."""
    if name not in PRESETS:
        raise SpecGanError(f"There is no network called {name!r}.", "Choose one of " + ", ".join(sorted(PRESETS)) + ".")
    return PRESETS[name]


def pick_device(wanted: str) -> torch.device:
    """The device asked for; `auto` takes CUDA where there is one, a CUDA request without CUDA raises `SpecGanError`."""
    if wanted == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        device = torch.device(wanted)
    except RuntimeError as error:
        raise SpecGanError(f"There is no device {wanted!r}.", "Use auto, cpu or cuda.", repr(error)) from error
    if device.type == "cuda" and not torch.cuda.is_available():
        raise SpecGanError("CUDA was asked for, but torch finds no CUDA device.", "Use --device cpu or auto.")
    return device


@dataclass
class Trainer:
    """Networks, optimizers, moving average and counters of one run."""

    config: TrainConfig
    network: GeneratorConfig
    device: torch.device
    counters: Counters = field(default_factory=Counters)

    def __post_init__(self) -> None:
        torch.manual_seed(self.config.seed)
        shape = torch.channels_last
        self.generator = Generator(self.network).to(self.device, memory_format=shape)
        self.discriminator = Discriminator(discriminator_for(self.network)).to(self.device, memory_format=shape)
        self.ema = Ema(self.generator, self.config.ema_images)
        rate, betas = self.config.learning_rate, self.config.betas
        groups = parameter_groups(self.generator, self.config.equalised_rate)
        self.optimizer = torch.optim.Adam(groups, rate, betas, fused=True)
        self.judge_optimizer = torch.optim.Adam(self.discriminator.parameters(), rate, betas, fused=True)
        self._bad_in_a_row = 0
        self._judge_steps = 0

    @property
    def progress(self) -> float:
        """0 to 1, see `Counters.progress`."""
        return self.counters.progress(self.config)

    def step(self, batch: Batch) -> Dict[str, float]:
        """One step of each network that the phase trains, generator first, its fakes reused; the losses by name.

        A non-finite loss or gradient leaves the weights of its network and the moving average as they are, and the
        step counts as skipped; after `MAX_BAD_STEPS` in a row `SpecGanError` is raised.
        """
        phase = self.config.phase(self.progress)
        self._set_rates()
        truth, hsi, rgb = (self._to_device(array) for array in (batch.truth, batch.hsi, batch.rgb))
        values, fake = self._generator_step(phase, truth, hsi, rgb)
        good = fake is not None
        if fake is not None and phase.discriminator:
            judged = self._discriminator_step(truth, fake)
            good = bool(judged)
            values.update(judged)
        if good:
            self._bad_in_a_row = 0
        else:
            self._count_bad_step()
        self.counters.step += 1
        self.counters.images += len(batch.truth)
        if good:
            self.ema.update(self.generator, len(batch.truth), self.counters.images)
        return values

    def _generator_step(self, phase: Phase, truth: Tensor, hsi: Tensor, rgb: Tensor) -> Any:
        values: Dict[str, float] = {}
        with self._autocast():
            fake = self.generator(hsi, rgb)
        fake = fake.float()
        terms = {"pixel": (phase.pixel, losses.pixel_loss(fake, truth, self.config.pixel_loss))}
        if phase.texture:
            terms["texture"] = (phase.texture, losses.texture_loss(fake, truth, self.network.scale))
        if phase.adversarial:
            self.discriminator.requires_grad_(False)
            with self._autocast():
                logits = self.discriminator(fake)
            terms["adversarial"] = (phase.adversarial, losses.generator_loss(logits))
        total = sum((weight * term for weight, term in terms.values()), torch.zeros((), device=self.device))
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        self.discriminator.requires_grad_(True)
        norm = _gradient_norm(self.generator.parameters(), self.config.clip_gradient)
        values.update({name: float(term.detach()) for name, (_, term) in terms.items()})
        values["gradient"] = float(norm)
        if not (math.isfinite(float(total.detach())) and math.isfinite(values["gradient"])):
            return {}, None
        self.optimizer.step()
        return values, fake.detach()

    def _discriminator_step(self, truth: Tensor, fake: Tensor) -> Dict[str, float]:
        with self._autocast():
            real_logits, fake_logits = self.discriminator(truth), self.discriminator(fake)
        loss = losses.discriminator_loss(real_logits, fake_logits)
        values = {
            "judge": float(loss.detach()),
            "real": float(real_logits.detach().float().mean()),
            "fake": float(fake_logits.detach().float().mean()),
        }
        if self.config.r1_gamma > 0 and self._judge_steps % self.config.r1_every == 0:
            penalty = losses.r1_penalty(self.discriminator, truth)
            values["r1"] = float(penalty.detach())
            loss = loss + self.config.r1_gamma * self.config.r1_every * penalty
        self._judge_steps += 1
        self.judge_optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        norm = _gradient_norm(self.discriminator.parameters(), 0.0)
        if not (math.isfinite(float(loss.detach())) and math.isfinite(float(norm))):
            return {}
        self.judge_optimizer.step()
        return values

    def _count_bad_step(self) -> None:
        self.counters.skipped += 1
        self._bad_in_a_row += 1
        if self._bad_in_a_row >= MAX_BAD_STEPS:
            raise SpecGanError(
                f"Training diverged: {MAX_BAD_STEPS} steps in a row gave values that are not finite.",
                "Resume from the last checkpoint, or start anew, with a smaller learning rate.",
            )

    def _set_rates(self) -> None:
        rate = learning_rate(self.config, self.progress)
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["rate"]
        for group in self.judge_optimizer.param_groups:
            group["lr"] = rate * self.config.discriminator_rate

    def _autocast(self) -> Any:
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.config.amp)

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
            "judge_optimizer": self.judge_optimizer.state_dict(),
            "torch_random": torch.get_rng_state(),
            "step": counters.step,
            "images": counters.images,
            "elapsed": counters.elapsed,
            "skipped": counters.skipped,
            "judge_steps": self._judge_steps,
        }

    def restore(self, checkpoint: Dict[str, Any]) -> None:
        """Continue from `state`, plus the averaged weights under "generator"; `SpecGanError` where it does not fit."""
        try:
            self.ema.model.load_state_dict(checkpoint["generator"])
            self.generator.load_state_dict(checkpoint["raw_generator"])
            self.discriminator.load_state_dict(checkpoint["discriminator"])
            self.optimizer.load_state_dict(checkpoint["optimizer"])
            self.judge_optimizer.load_state_dict(checkpoint["judge_optimizer"])
            torch.set_rng_state(checkpoint["torch_random"].cpu())
            self.counters = Counters(*(checkpoint[key] for key in ("step", "images", "elapsed", "skipped")))
            self._judge_steps = checkpoint["judge_steps"]
        except (KeyError, RuntimeError, ValueError, TypeError, AttributeError) as error:
            raise SpecGanError(
                "The checkpoint cannot be resumed with these options.",
                "Resume with the options of the run that wrote it, or start a new run in another folder.",
                repr(error),
            ) from error


def parameter_groups(generator: Generator, equalised_rate: float) -> List[Dict[str, Any]]:
    """The generator's parameters for its optimizer, each with the factor of its learning rate under "rate": the plain
    layers, and those of the synthesis network at equalised learning rate."""
    plain, equalised = [], []
    for name, parameter in generator.named_parameters():
        inside = name.startswith("synthesis.") and not name.startswith(("synthesis.merge.", "synthesis.merge_skip."))
        (equalised if inside else plain).append(parameter)
    return [{"params": plain, "rate": 1.0}, {"params": equalised, "rate": equalised_rate}]


def _gradient_norm(parameters: Iterable[nn.Parameter], limit: float) -> Tensor:
    """Norm of the gradient; above `limit` (if any) the gradient is scaled down to it."""
    return nn.utils.clip_grad_norm_(parameters, limit if limit > 0 else float("inf"))


@torch.no_grad()
def validate(model: nn.Module, batch: Batch, device: torch.device, scale: int, size: int = 8) -> Dict[str, float]:
    """Figures of the averaged model on fixed crops, for all of them and for each group.

    `psnr`: dB, peak 2 (values in [-1, 1]); `base`: the same for the LR-consistent base; `detail`: standard deviation
    of luminance above the LR grid over that of the truth; `fine`: the same for the finest octave.
    """
    chunks = [slice(i, i + size) for i in range(0, len(batch.truth), size)]
    hsi, rgb = torch.from_numpy(batch.hsi), torch.from_numpy(batch.rgb)
    sr = torch.cat([model(hsi[c].to(device), rgb[c].to(device)).float().cpu() for c in chunks])
    truth, base = torch.from_numpy(batch.truth), base_of(rgb, scale)
    result: Dict[str, float] = {}
    for group in [""] + sorted(set(batch.groups)):
        rows = torch.tensor([not group or g == group for g in batch.groups])
        names = f"{group}_" if group else ""
        result[names + "psnr"] = _psnr(sr[rows], truth[rows])
        result[names + "base"] = _psnr(base[rows], truth[rows])
        for name, cell in (("detail", scale), ("fine", 2)):
            result[names + name] = _spread(sr[rows], cell) / max(_spread(truth[rows], cell), 1e-6)
    return {name: round(value, 4) for name, value in result.items()}


def base_of(rgb: Tensor, scale: int) -> Tensor:
    """LR-consistent upsampling of (n, 3, s, s)."""
    from ..core.upsampling import matrix

    rows = torch.from_numpy(matrix(rgb.shape[-1], scale).copy()).to(rgb)
    return rows @ rgb @ rows.t()


def _psnr(image: Tensor, truth: Tensor) -> float:
    """Mean over images of the PSNR; a perfect image counts as 100 dB."""
    mse = (image - truth).square().mean((1, 2, 3)).clamp_min(4e-10)
    return float((10.0 * torch.log10(4.0 / mse)).mean())


def _spread(image: Tensor, cell: int) -> float:
    """Root mean square of luminance minus its mean over cells of `cell` pixels."""
    luma = losses.luminance(image)
    coarse = F.interpolate(F.avg_pool2d(luma, cell), scale_factor=float(cell), mode="nearest")
    return float((luma - coarse).square().mean().sqrt())


def mean_losses(steps: List[Dict[str, float]]) -> Dict[str, Optional[float]]:
    """Mean of every loss over the steps that have it."""
    names = sorted({name for values in steps for name in values})
    return {name: round(_mean([v[name] for v in steps if name in v]), 5) for name in names}


def _mean(values: List[float]) -> float:
    return sum(values) / len(values)

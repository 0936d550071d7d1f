"""What a training run can be told, as frozen values; every field is explained under it."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Dict, Optional, Tuple

from ..core.errors import SpecGanError

WAVELENGTHS: Tuple[float, ...] = tuple(float(w) for w in range(460, 1001, 20))
"""Centres of the HSI bands of own models, nm: a range that every hyperspectral sensor covers."""
BAND_WIDTH = 20.0
"""Full width at half maximum of those bands, nm."""
ARMS = ("hsi", "none", "shuffled")
"""What a network is given as HSI: its own place's, none (all zero, the middle of the range), or another place's."""
LOSSES = {"mse": "MSE", "texture": "MSE + texture", "gan": "MSE + GAN", "recipe": "recipe"}
"""What a study trains with, by name: the pixel loss alone; with the recipe's texture statistics; with a discriminator
from the first step; the recipe with all of its losses and its schedule."""
PATCH = 7
"""Width and height, pixels, of the patches whose distributions are compared: as a loss, and as a figure."""
PERCENTILES = (1.0, 99.0)
"""Percentiles of a layer that map to -1 and +1; the same for training and inference."""
RGB_MARGIN = 0.35
"""`ValueRange.margin` of own models. Aerial scenes of 8 bit lie in 0 to 255, which is what networks learn from; LR
images of single ones lie in a half of that (docs/layers.md)."""


@dataclass(frozen=True)
class Phase:
    """One stretch of a run with its own weights of the losses."""

    name: str
    """Shown in the log."""
    start: float
    """Progress (0 to 1) at which the phase begins; it lasts until the next one begins."""
    pixel: float = 1.0
    """Weight of the pixel loss."""
    texture: float = 0.0
    """Weight of the texture statistics loss, see `losses.formulas.texture_loss`."""
    adversarial: float = 0.0
    """Weight of the generator's adversarial loss; 0 spares its computation."""
    discriminator: bool = False
    """Whether the discriminator learns; a short phase with this alone spares the generator an ignorant judge."""
    perceptual: float = 0.0
    """Weight of the perceptual loss, see `TrainConfig.perceptual`."""
    patches: float = 0.0
    """Weight of the distance of the patches' distributions, see `losses.formulas.patch_loss`."""
    pixel_adversarial: float = 0.0
    """Weight of what the projected discriminator's small network on pixels objects to."""
    expected: float = 0.0
    """Weight of the squared error of the second output, where the network has one. A phase with this alone computes
    nothing else, and goes through its crops several times as fast."""

    @property
    def expected_alone(self) -> bool:
        """Whether the phase trains the second output and nothing else."""
        others = (self.pixel, self.texture, self.adversarial, self.perceptual, self.patches, self.pixel_adversarial)
        return self.expected > 0 and not self.discriminator and not any(others)


@dataclass(frozen=True)
class Stage:
    """One size of network in a run that grows; options that are 0 are those of the run."""

    model: str
    """Preset of the network; its patch and bands must be those of the run's model, its factor at most that."""
    share: float
    """Part of the run's images and minutes."""
    batch: int = 0
    """Crops a step, of all processes together."""
    learning_rate: float = 0.0
    """At the start of the stage; the end is in the run's proportion."""


@dataclass(frozen=True)
class TrainConfig:
    """Everything that decides how a run goes, apart from the data and the place of its output."""

    model: str = "compact_x16"
    """Preset of the network, see `core.network.config.PRESETS`."""
    stages: Tuple[Stage, ...] = ()
    """Networks to grow through, each begun with what the one before has learnt; the last one is `model`. Every stage
    goes through all phases. Empty: `model` alone."""
    phases: Tuple[Phase, ...] = (Phase("all", 0.0),)
    """In the order of their start; the first starts at 0."""
    discriminator: str = "stylegan2"
    """"stylegan2" (as published) or "projected" (patch heads on frozen features of EfficientNet-Lite0, and a small one
    on pixels; see `projected`)."""
    balance: str = "fixed"
    """How the weights of the terms count: "fixed" (they multiply the terms) or "gradient" (they multiply the terms'
    gradients with respect to the image, each divided by its own running norm; see `balance`)."""
    guard: bool = False
    """Whether a run that leaves sanity goes back to its last good state, at half the rate; see `guard`."""
    images: int = 200_000
    """Training images (batch times steps) of the whole run, resumed parts together."""
    minutes: float = 0.0
    """Time budget of the whole run, resumed parts together; 0: none. Progress is the larger of both fractions."""
    batch: int = 8
    """Crops a step, of all processes together."""
    pixel_loss: str = "l1"
    """"l1" (mean absolute difference) or "mse" (mean squared), on values in [-1, 1]."""
    texture_aim: str = "median"
    """What the texture statistics loss brings right: "median" (of the log standard deviation; skewed textures come out
    too weak) or "energy" (the mean of the variance), see `losses.formulas.texture_loss`."""
    gan: str = "vanilla"
    """Adversarial loss: "vanilla" (cross-entropy on logits as published, where the generator's fakes are judged against
    the label "real"), "non-saturating" (today's name for the same formula) or "hinge"."""
    perceptual: str = "vgg"
    """What the perceptual loss compares: "vgg" (features of VGG16, as published; needs `vgg`) or "features" (those of
    the run's own discriminator; a projected one's are the frozen ones that it sees through)."""
    vgg: str = ""
    """File with the weights of VGG16: the state dict of torchvision's `vgg16`. Empty: no VGG loss."""
    learning_rate: float = 2e-4
    """Of Adam, at the start of the cosine."""
    learning_rate_end: float = 2e-6
    """At the end of the cosine."""
    decay_from: float = 0.0
    """Progress (0 to 1) at which the cosine begins; the rate is constant before."""
    equalised_rate: float = 1.0
    """Learning rate of the generator's layers at equalised learning rate over that of its plain ones. Their weights are
    about 1 and divided by the root of the fan-in when used, so the same step moves them that much less."""
    discriminator_rate: float = 1.0
    """Learning rate of the discriminator over the generator's."""
    warm_up: float = 0.01
    """Part of the run over which the learning rate rises from 0."""
    betas: Tuple[float, float] = (0.0, 0.99)
    """Of both Adams."""
    clip_gradient: float = 1.0
    """Largest norm of the generator's gradient; 0: no limit."""
    r1_gamma: float = 1.0
    """Weight of the R1 penalty on real images; 0: none."""
    r1_every: int = 16
    """The penalty is computed every so many steps and weighted up by as much."""
    ema_images: float = 2_000.0
    """Half-life of the moving average of the weights in images; 0: no average."""
    hsi_drop: float = 0.1
    """Chance that a crop loses its HSI (all zero), so that the model also works from RGB alone."""
    hsi_arm: str = "hsi"
    """What stands in for the HSI of every crop, for studies of its worth: "hsi" (the crop's own), "none" (all zero) or
    "shuffled" (that of another place, drawn anew for every crop). The three draw the same crops in the same order."""
    hsi_gain: float = 0.08
    """Standard deviation of the random gain on HSI values: percentiles differ from layer to layer."""
    hsi_offset: float = 0.04
    """Standard deviation of the random offset on HSI values."""
    rgb_gain: float = 0.05
    """Standard deviation of the random gain on RGB values."""
    rgb_offset: float = 0.05
    """Standard deviation of the random offset on RGB values."""
    rotate: bool = True
    """Rotations by 90 degrees beside the flips."""
    amp: str = "off"
    """Half precision where autocast thinks it safe: "off", "bf16", "fp16" (with a scaled loss), or "auto": bf16 on a
    CUDA device that has it, fp16 on one that has not, off on the CPU."""
    device: str = "auto"
    """"auto", "cpu", "cuda" or "cuda:N"; auto takes CUDA where there is one."""
    threads: int = 0
    """CPU threads of torch; 0: torch's own choice."""
    seed: int = 0
    """Of the weights, the crops and the augmentation."""
    save_minutes: float = 5.0
    """Time between two checkpoints."""
    tick_seconds: float = 20.0
    """Time between two lines of the log."""
    val_crops: int = 24
    """Held-out crops that every checkpoint is measured on."""
    tensorboard: bool = True
    """Scalars and pictures for TensorBoard beside the log, where the package tensorboard is installed."""
    start_from: str = ""
    """Checkpoint, or .onnx file of this project, whose generator a new run starts from, as far as the networks are
    alike. Empty: random weights."""
    inherited: str = ""
    """What that checkpoint is and was trained on, for the model card. Set by the run itself."""
    group_weights: Tuple[Tuple[str, float], ...] = ()
    """How often a crop comes from a group of scenes, relative to the others; 1 for groups that are not named."""
    name: str = ""
    """Name of the model; empty: the preset's."""
    trained_on: str = ""
    """The training data in words, for the model card; empty: the sources that the manifests name."""

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise SpecGanError(
                "These training options do not work: {problem}.", "Change that option and start again.", problem=problem
            )

    def at_stage(self, number: int) -> TrainConfig:
        """The options of one stage, as those of a run of its own; `number` counts from 0."""
        if not self.stages:
            return self
        stage = self.stages[number]
        rate = stage.learning_rate or self.learning_rate
        return replace(
            self,
            model=stage.model,
            stages=(),
            images=max(1, round(self.images * stage.share)),
            minutes=self.minutes * stage.share,
            batch=stage.batch or self.batch,
            learning_rate=rate,
            learning_rate_end=rate * self.learning_rate_end / self.learning_rate,
        )

    def for_one_output(self) -> TrainConfig:
        """These options for a network without the second output: no phase trains it alone."""
        phases = [phase for phase in self.phases if not phase.expected_alone]
        if not phases:
            raise SpecGanError(
                "All phases train the second output, and {model} has none.",
                "Choose another recipe or network.",
                model=self.model,
            )
        return replace(self, phases=(replace(phases[0], start=0.0), *phases[1:]))

    def phase(self, progress: float) -> Phase:
        """The phase in force at `progress` (0 to 1)."""
        return [phase for phase in self.phases if phase.start <= max(progress, 0.0)][-1]

    def to_json(self) -> str:
        """All options, as kept beside the run and in its checkpoints."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def with_weights(
    config: TrainConfig,
    texture: Optional[float] = None,
    patches: Optional[float] = None,
    adversarial: Optional[float] = None,
    perceptual: Optional[float] = None,
) -> TrainConfig:
    """`config` with other weights: `adversarial` where it is above 0, the others in every phase; None: as it is."""
    phases = config.phases
    everywhere: Dict[str, Any] = {"texture": texture, "patches": patches, "perceptual": perceptual}
    given = {name: weight for name, weight in everywhere.items() if weight is not None}
    phases = tuple(replace(p, **given) for p in phases)
    if adversarial is not None:
        if not any(p.adversarial > 0 for p in phases):
            raise SpecGanError("No phase of these options has an adversarial loss.", "Name phases in a TOML file.")
        phases = tuple(replace(p, adversarial=adversarial) if p.adversarial > 0 else p for p in phases)
    return replace(config, phases=phases)


NOT_NEGATIVE = (
    "minutes", "warm_up", "ema_images", "threads", "seed", "clip_gradient", "r1_gamma", "discriminator_rate",
    "equalised_rate", "hsi_gain", "hsi_offset", "rgb_gain", "rgb_offset", "save_minutes", "tick_seconds", "val_crops",
)  # fmt: skip


CHOICES: Dict[str, Tuple[str, ...]] = {
    "pixel_loss": ("l1", "mse"),
    "texture_aim": ("median", "energy"),
    "gan": ("vanilla", "non-saturating", "hinge"),
    "perceptual": ("vgg", "features"),
    "amp": ("off", "auto", "bf16", "fp16"),
    "hsi_arm": ARMS,
    "discriminator": ("stylegan2", "projected"),
    "balance": ("fixed", "gradient"),
}
"""Options that are one of some words."""


def _problem(config: TrainConfig) -> str:
    """What is wrong with the options, in words; empty if nothing is."""
    starts = [phase.start for phase in config.phases]
    weights = [getattr(p, f.name) for p in config.phases for f in fields(p) if f.type == "float" and f.name != "start"]
    if not all(math.isfinite(weight) and weight >= 0 for weight in weights):
        return "the weights of the losses must be finite and not negative"
    if not starts or starts[0] != 0 or starts != sorted(starts) or starts[-1] >= 1:
        return "the phases must start at 0 and follow each other before 1"
    if config.images < 1 or config.batch < 1 or config.r1_every < 1:
        return "images, batch and r1_every must be at least 1"
    numbers = {f.name: getattr(config, f.name) for f in fields(config)}
    for name, value in numbers.items():
        if isinstance(value, float) and not math.isfinite(value):
            return f"{name} is not a finite number"
    for name in NOT_NEGATIVE:
        if numbers[name] < 0:
            return f"{name} must not be negative"
    if any(not 0 <= beta < 1 for beta in config.betas):
        return "the betas must be at least 0 and below 1"
    if not all(math.isfinite(weight) and weight >= 0 for _, weight in config.group_weights):
        return "the weight of a group must be a finite number and not negative"
    for name, known in CHOICES.items():
        if numbers[name] not in known:
            return f"{name} is {numbers[name]!r} and none of {', '.join(known)}"
    if not 0 <= config.hsi_drop <= 1:
        return "hsi_drop must be between 0 and 1"
    if not 0 < config.learning_rate_end <= config.learning_rate:
        return "the learning rate must end above 0 and not above its start"
    if not config.warm_up <= config.decay_from + 1e-9 and config.decay_from > 0 or not config.warm_up < 1:
        return "warm_up must be below 1, and not above decay_from"
    if not 0 <= config.decay_from < 1:
        return "decay_from must be at least 0 and below 1"
    return _stage_problem(config)


def _stage_problem(config: TrainConfig) -> str:
    """What is wrong with the stages and the discriminator, in words."""
    stages = config.stages
    if stages and stages[-1].model != config.model:
        return f"the last stage must be the model {config.model}"
    if any(not stage.share > 0 or stage.batch < 0 or not stage.learning_rate >= 0 for stage in stages):
        return "a stage needs a share above 0, and a batch and a learning rate that are not negative"
    if stages and abs(sum(stage.share for stage in stages) - 1.0) > 1e-3:
        return "the shares of the stages must add up to 1"
    projected = config.discriminator == "projected"
    if projected and config.gan != "hinge":
        return "the projected discriminator learns with the hinge loss (gan = hinge)"
    if projected and config.r1_gamma > 0:
        return "the projected discriminator has no R1 penalty (r1_gamma = 0)"
    if not projected and any(phase.pixel_adversarial > 0 for phase in config.phases):
        return "pixel_adversarial needs the projected discriminator"
    return ""

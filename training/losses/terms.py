"""The generator's loss, term by term, as a phase weighs them."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Tuple

from torch import Tensor, nn

from ..config import Phase, TrainConfig
from . import formulas as losses
from .perceptual import Vgg, feature_loss, vgg_loss
from .projected import ProjectedDiscriminator, View

Weighted = Dict[str, Tuple[float, Tensor]]
"""Weight and value of each term, by name."""


class Terms:
    """What the generator's image is measured by; `autocast` gives the context of half precision."""

    def __init__(
        self, config: TrainConfig, scale: int, discriminator: nn.Module, vgg: Optional[Vgg], autocast: Callable[[], Any]
    ) -> None:
        self.config, self.scale, self.discriminator, self.vgg = config, scale, discriminator, vgg
        self.autocast = autocast

    def of(self, phase: Phase, image: Tensor, truth: Tensor, view: Optional[View]) -> Weighted:
        """The terms of `phase` for `image` and `truth` (n, 3, S, S); `view`: what a projected discriminator sees."""
        terms = {"pixel": (phase.pixel, losses.pixel_loss(image, truth, self.config.pixel_loss))}
        if phase.texture:
            textures = losses.texture_loss(image, truth, self.scale, self.config.texture_aim)
            terms["texture"] = (phase.texture, textures)
        if phase.patches:
            terms["patches"] = (phase.patches, losses.patch_loss(image, truth, self.scale))
        if view is None:
            self._add_published(terms, phase, image, truth)
        else:
            self._add_projected(terms, phase, image, view)
        return terms

    def _add_published(self, terms: Weighted, phase: Phase, image: Tensor, truth: Tensor) -> None:
        if phase.perceptual:
            term = self._perceptual(image, truth)
            if term is not None:
                terms["perceptual"] = (phase.perceptual, term)
        if phase.adversarial:
            with self.autocast():
                logits = self.discriminator(image)
            terms["adversarial"] = (phase.adversarial, losses.generator_loss(logits, self.config.gan))

    def _add_projected(self, terms: Weighted, phase: Phase, image: Tensor, view: View) -> None:
        assert isinstance(self.discriminator, ProjectedDiscriminator)
        with self.autocast():
            values = self.discriminator.generator_terms(
                image, view, adversarial=phase.adversarial > 0, pixels=phase.pixel_adversarial > 0
            )
        features = values.pop("features")
        if phase.perceptual:
            terms["perceptual"] = (phase.perceptual, features)
        for name, value in values.items():
            terms[name] = (getattr(phase, name), value)

    def _perceptual(self, image: Tensor, truth: Tensor) -> Optional[Tensor]:
        if self.config.perceptual == "features":
            with self.autocast():
                return feature_loss(self.discriminator, image, truth)  # type: ignore[arg-type]
        if self.vgg is None:
            return None
        with self.autocast():
            return vgg_loss(self.vgg, image, truth)

"""Sets of training options by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict

from ..config import Phase, Stage, TrainConfig

RECIPES: Dict[str, TrainConfig] = {
    # Form: the network grows from 4x to its factor, and a projected discriminator says what ground looks like.
    "default": TrainConfig(
        model="wide_x16",
        stages=(
            Stage("wide_x4", 0.25, batch=16, learning_rate=5e-4),
            Stage("wide_x8", 0.25),
            Stage("wide_x16", 0.5),
        ),
        phases=(
            Phase("expected", 0.0, pixel=0.0, expected=1.0),
            Phase("pixels", 0.2, pixel=0.5, perceptual=0.7, expected=0.5),
            Phase("discriminators", 0.22, pixel=0.5, perceptual=0.7, expected=0.5, discriminator=True),
            Phase(
                "adversarial",
                0.24,
                pixel=0.5,
                perceptual=0.7,
                expected=0.5,
                adversarial=1.0,
                pixel_adversarial=0.3,
                discriminator=True,
            ),
        ),
        discriminator="projected",
        balance="gradient",
        guard=True,
        pixel_loss="l1",
        perceptual="features",
        gan="hinge",
        r1_gamma=0.0,
        learning_rate=4e-4,
        learning_rate_end=4e-5,
        decay_from=0.7,
        warm_up=0.01,
        equalised_rate=5.0,
        discriminator_rate=0.5,
        clip_gradient=10.0,
        betas=(0.5, 0.99),
        hsi_drop=0.2,
        amp="auto",
    ),
    # Texture without form, where the weights of EfficientNet-Lite0 are not at hand: MSE and texture statistics, which
    # put texture in place within minutes, and the patches' distributions, which give it its character; a discriminator
    # with R1 joins for the last part.
    "texture": TrainConfig(
        model="compact_x16",
        phases=(
            Phase("texture", 0.0, texture=1.5, patches=0.3),
            Phase("discriminator", 0.70, texture=1.5, patches=0.3, discriminator=True),
            Phase("adversarial", 0.75, texture=1.5, patches=0.3, adversarial=0.003, discriminator=True),
        ),
        pixel_loss="mse",
        texture_aim="energy",
        learning_rate=1.5e-4,
        learning_rate_end=1.5e-6,
        equalised_rate=10.0,
        clip_gradient=0.1,
        betas=(0.9, 0.99),
        amp="auto",
    ),
    # The published 16x training to the letter: losses, optimisers, batch, schedule, flips, 500,000 steps of 4, nothing
    # averaged. The perceptual loss needs a file with VGG16's weights (`vgg`). Only the data are `prepare`'s, with its
    # mapping of values; its bands have to be chosen with --wavelengths.
    "paper": TrainConfig(
        model="paper_x16",
        phases=(Phase("all", 0.0, perceptual=1e-3, adversarial=0.1, discriminator=True),),
        images=2_000_000,
        batch=4,
        pixel_loss="mse",
        learning_rate=1e-5,
        learning_rate_end=1e-8,
        warm_up=0.0,
        betas=(0.9, 0.99),
        clip_gradient=0.0,
        r1_gamma=0.0,
        ema_images=0.0,
        hsi_drop=0.0,
        hsi_gain=0.0,
        hsi_offset=0.0,
        rgb_gain=0.0,
        rgb_offset=0.0,
        rotate=False,
    ),
}
# the published 32x training: twice as long, and not down as far
RECIPES["paper_x32"] = replace(RECIPES["paper"], model="paper_x32", images=4_000_000, learning_rate_end=1e-7)
"""`train --recipe`: "default" grows a network that draws form; "texture" is the recipe of version 0.9 and before."""

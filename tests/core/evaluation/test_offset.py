"""A truth that lies beside the result."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.evaluation import Inputs, evaluate


@pytest.fixture
def scene():
    """Float32 (3, 288, 288): rectangles of many sizes, as a town has them."""
    random = np.random.default_rng(7)
    image = np.full((288, 288), 100.0)
    for _ in range(400):
        row, col = random.integers(0, 280, 2)
        height, width = random.integers(3, 40, 2)
        image[row : row + height, col : col + width] = random.uniform(20, 230)
    return np.broadcast_to(image, (3, 288, 288)).astype(np.float32)


@pytest.mark.parametrize(("col", "row"), [(0, 0), (5, 0), (-3, 7)])
def test_a_planted_offset_is_found(tmp_path, raster, scene, col, row):
    """Ground at (x, y) of the result stands at (x + col, y + row) of the truth; LR pixels of 8."""
    result = scene[:, 16:272, 16:272]
    truth = scene[:, 16 - row : 272 - row, 16 - col : 272 - col]
    tags = {"factor": "8", "rgb_range": "0,255"}
    layers = {"result": raster("result", result, tags=tags), "truth": raster("truth", truth)}
    done = evaluate(Inputs(output=tmp_path / "report.html", **layers))
    told = " ".join(done.sentences)
    if col == row == 0:
        assert "lies where the result lies" in told
    else:
        size = np.hypot(col, row) / 8
        import re

        found = re.search(r"lies ([\d.]+) LR pixels beside the result \(([-+\d.]+) pixels .*?, ([-+\d.]+) down", told)
        assert [float(value) for value in found.groups()] == pytest.approx([size, col, row], abs=0.8)

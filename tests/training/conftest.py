"""Training data in the smallest size that training works on."""

from __future__ import annotations

import json

import numpy as np
import pytest
from specgan.training.data.shards import MANIFEST, write_shard

BANDS = [460.0, 560.0, 660.0, 900.0]


def _blocks(rng, bands, rows, cols, cell):
    """Coloured rectangles with some texture, and an HSI that shows the same ones."""
    kind = rng.integers(0, 6, (rows // 3 + 1, cols // 3 + 1)).repeat(3, 0).repeat(3, 1)[:rows, :cols]
    palette = rng.integers(30, 220, (6, 3))
    rgb = palette[kind].transpose(2, 0, 1).repeat(cell, 1).repeat(cell, 2)
    rgb = np.clip(rgb + rng.normal(0, 12, rgb.shape), 0, 255).astype(np.uint8)
    return rgb, rng.uniform(-1, 1, (6, bands))[kind].transpose(2, 0, 1).astype(np.float32)


@pytest.fixture(scope="session")
def write_data():
    """Writes a folder of shards: `scenes` of (group, split, has HSI), each `cells` x `cells` of `cell` pixels."""

    def write(folder, scenes=(("a", "train", True), ("a", "val", True)), cells=12, cell=8, bands=tuple(BANDS), **more):
        folder.mkdir(exist_ok=True)
        entries = []
        for number, (group, split, has_hsi) in enumerate(scenes):
            rng = np.random.default_rng(number)
            rgb, hsi = _blocks(rng, len(bands), cells, cells, cell)
            name = f"scene_{number}"
            meta = {"cell": cell, "group": group}
            write_shard(folder / f"{name}.npz", rgb, hsi if has_hsi else None, np.ones((cells, cells), bool), meta)
            entries.append({"name": name, "file": f"{name}.npz", "group": group, "split": split, "gsd": 0.5 + number})
            entries[-1]["source"] = f"source {group}"
        manifest = {"format": 1, "scale": 16, "wavelengths": list(bands), "band_width": 20.0, "scenes": entries, **more}
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        return folder

    return write

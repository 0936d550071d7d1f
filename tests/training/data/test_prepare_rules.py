"""What `prepare` leaves out, holds out and keeps clean."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.shelf.progress import Progress
from specgan.training.config import TrainConfig
from specgan.training.data.crops import Sampler
from specgan.training.data.preparation import Bands, Preparation, Source
from specgan.training.data.prepare import prepare
from specgan.training.data.rasters import through_psf
from specgan.training.data.shards import MANIFEST, read_scenes
from specgan.training.data.split import split
from support import TRANSFORM, write_raster

BANDS = Bands((460.0, 560.0, 660.0, 900.0), 20.0)
EAST, NORTH = TRANSFORM[0], TRANSFORM[3]


class Told(Progress):
    def __init__(self, cancel_at=None):
        self.logs, self.warnings, self.steps, self.cancel_at = [], [], [], cancel_at

    def report(self, done, total):
        self.steps.append((done, total))

    def is_cancelled(self):
        return self.cancel_at is not None and len(self.steps) >= self.cancel_at

    def log(self, message):
        self.logs.append(message)

    def warn(self, message):
        self.warnings.append(message)


def waves(size, pixel):
    y, x = (np.mgrid[:size, :size] + 0.5) * pixel
    rng = np.random.default_rng(0)
    terms = zip(rng.normal(0, 1 / 16, (50, 2)), rng.uniform(0, 2 * np.pi, 50))
    return np.clip(0.5 + sum(np.sin(fx * x + fy * y + p) for (fx, fy), p in terms) / 40, 0.02, 1)


def rgb_file(path, size=256, change=None, east=0.0):
    values = np.stack([255 * waves(size, 1.0)] * 3).astype(np.uint8)
    if change is not None:
        change(values)
    write_raster(path, values, (EAST + east, 1.0, 0.0, NORTH, 0.0, -1.0))
    return path


def hsi_file(path, off=0.0, size=32):
    cube = np.stack([8000 * waves(size, 8.0)] * 4).astype(np.int16)
    write_raster(path, cube, (EAST + off, 8.0, 0.0, NORTH, 0.0, -8.0), wavelengths=list(BANDS.wavelengths))
    return path


def test_a_pair_beyond_the_limit_is_refused_and_the_others_go_on(tmp_path):
    rgb, good = rgb_file(tmp_path / "a.tif"), hsi_file(tmp_path / "good.tif", 4.0)
    wrong = hsi_file(tmp_path / "wrong.tif", 48.0)
    sources = (Source(rgb, wrong, "wrong", ""), Source(rgb, good, "good", "words"))
    told = Told()
    manifest = prepare(Preparation(tmp_path / "out", sources, bands=BANDS, validation=0), told)
    assert [entry["name"] for entry in manifest["scenes"]] == ["good_a"]
    (refused,) = manifest["refused"]
    told_off = re.search(r"wrong.tif lies about ([-+.0-9]+) LR pixels across and ([-+.0-9]+) down", refused["reason"])
    assert [float(off) for off in told_off.groups()] == pytest.approx([3.0, 0.0], abs=0.3)
    assert told.warnings == [refused["reason"] + " It is left out."] and told.steps[-1] == (2, 2)
    with pytest.raises(SpecGanError, match="No scene came out"):
        prepare(Preparation(tmp_path / "none", sources[:1], bands=BANDS), Told())
    assert not (tmp_path / "none").exists()
    wide = Preparation(tmp_path / "wide", sources[:1], bands=BANDS, register=4.0, validation=0)
    assert prepare(wide, Told())["scenes"][0]["shift_cells"] == pytest.approx([6.0, 0.0], abs=0.2)


def test_black_cells_are_dropped_and_dark_ones_are_not(tmp_path):
    def change(values):
        values[:, :32, :64] = 0  # 4 x 8 cells
        values[:, 40, 40] = 0  # one pixel
        values[:2, 64:72, 64:72] = 0  # blue is left

    source = Source(rgb_file(tmp_path / "a.tif", change=change), None, "g", "")
    manifest = prepare(Preparation(tmp_path / "out", (source,), validation=0), Told())
    (entry,) = manifest["scenes"]
    assert (entry["black_cells"], entry["cells"]) == (32, 32 * 32 - 32)
    with np.load(tmp_path / "out" / entry["file"]) as shard:
        assert not shard["valid"][:4, :8].any() and shard["valid"][4:].all() and shard["valid"][:, 8:].all()


def test_blocks_of_one_raster_lie_on_three_sides_with_a_rim_between(tmp_path):
    source = Source(rgb_file(tmp_path / "a.tif", 1024), None, "g", "")
    what = Preparation(tmp_path / "out", (source,), validation=0.25, test=0.25, block=128)
    manifest = prepare(what, Told())
    count = manifest["counts"]["g"]
    assert sum(count.values()) == 64 and 6 <= count["val"] <= 26 and 6 <= count["test"] <= 26
    for entry in manifest["scenes"]:
        with np.load(tmp_path / "out" / entry["file"]) as shard:
            held_out = entry["split"] != "train"
            assert shard["valid"].sum() == ((16 - 4) ** 2 if held_out else 16**2)
    again = prepare(Preparation(tmp_path / "again", (source,), validation=0.25, test=0.25, block=128), Told())
    assert [e["split"] for e in again["scenes"]] == [e["split"] for e in manifest["scenes"]]
    scenes = read_scenes([tmp_path / "out"], 16, 4, 4)
    assert {s.split for s in Sampler(scenes, 16, 4, 4, TrainConfig()).scenes} == {"train"}


def test_rasters_that_share_ground_are_not_cut_into_blocks(tmp_path):
    paths = [rgb_file(tmp_path / f"{name}.tif", 256, east=east) for name, east in (("a", 0), ("b", 100), ("c", 5000))]
    sources = tuple(Source(path, None, "g", "") for path in paths)
    manifest = prepare(Preparation(tmp_path / "out", sources, block=128, validation=0.4, seed=2), Told())
    names = [entry["name"] for entry in manifest["scenes"]]
    assert [name for name in names if name[:3] != "g_c"] == ["g_a", "g_b"] and len(names) == 2 + 4
    assert len({entry["split"] for entry in manifest["scenes"] if entry["name"] in ("g_a", "g_b")}) == 1


def test_the_three_parts_have_their_sizes():
    names = [f"plot_{n}" for n in range(2000)]
    sides = split(names, ["g"] * 2000, list(range(2000)), 0.2, 1, 0.1)
    assert abs(sides.count("val") / 2000 - 0.2) < 0.03 and abs(sides.count("test") / 2000 - 0.1) < 0.03
    without = split(names, ["g"] * 2000, list(range(2000)), 0.2, 1)
    assert [s == "val" for s in sides] == [s == "val" for s in without]  # a test part moves no place to validation


def test_the_lr_image_through_a_psf():
    """A bright pixel spreads as the Gaussian says; flat ground stays flat up to the sides; holes count for nothing."""
    rgb, valid = np.full((3, 64, 64), 51, np.uint8), np.ones((64, 64), bool)
    assert np.abs(through_psf(rgb, valid, 8, 16.0) - (51 / 127.5 - 1)).max() < 1e-6
    rgb[:, 30, 30] = 255
    seen = (through_psf(rgb, valid, 8, 16.0) + 1) * 127.5 - 51
    place = np.arange(64)
    line = np.exp(-0.5 * ((place - 30) / (16 / 2.3548)) ** 2)
    line = (line / line.sum()).reshape(8, 8).mean(1)
    assert np.abs(seen[0] - 204 * np.outer(line, line))[1:-1, 1:-1].max() < 0.01
    valid[30, 30] = False
    assert np.abs(through_psf(rgb, valid, 8, 16.0) - (51 / 127.5 - 1)).max() < 1e-5


def test_crops_see_the_lr_image_of_the_psf(tmp_path):
    source = Source(rgb_file(tmp_path / "a.tif"), None, "g", "")
    for name, psf in (("plain", 0.0), ("psf", 1.0)):
        prepare(Preparation(tmp_path / name, (source,), validation=0, psf=psf), Told())
    plain, blurred = (
        Sampler(read_scenes([tmp_path / n], 16, 4, 4), 16, 4, 4, TrainConfig()).draw(8) for n in ("plain", "psf")
    )
    assert np.array_equal(plain.truth, blurred.truth)
    means = plain.truth.reshape(8, 3, 4, 16, 4, 16).mean((3, 5))
    assert np.abs(plain.rgb - means).max() < 1e-5
    off = np.abs(blurred.rgb - means)
    assert 0.002 < off.mean() < 0.2 and np.corrcoef(blurred.rgb.ravel(), means.ravel())[0, 1] > 0.95
    with pytest.raises(SpecGanError, match="made with a PSF for 16x, not for 32x"):
        read_scenes([tmp_path / "psf"], 32, 4, 4)


@pytest.mark.parametrize("how", ["cancel", "damaged"])
def test_nothing_stays_after_an_error_or_a_cancel(how, tmp_path):
    rgb_file(tmp_path / "a.tif")
    (tmp_path / "b.tif").write_bytes((tmp_path / "a.tif").read_bytes())
    if how == "damaged":
        rgb_file(tmp_path / "b.tif")
        content = (tmp_path / "b.tif").read_bytes()
        (tmp_path / "b.tif").write_bytes(content[: len(content) // 2])
    sources = tuple(Source(tmp_path / f"{name}.tif", None, name, "") for name in "ab")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_text("mine")
    for out in ("new", "kept"):
        with pytest.raises(Cancelled if how == "cancel" else SpecGanError):
            prepare(Preparation(tmp_path / out, sources), Told(2 if how == "cancel" else None))
    assert not (tmp_path / "new").exists()
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["mine.txt"]


def test_statistics_of_the_manifest(tmp_path):
    pair = Source(rgb_file(tmp_path / "a.tif"), hsi_file(tmp_path / "h.tif"), "g", "words, with citation")
    prepare(Preparation(tmp_path / "out", (pair,), bands=BANDS, validation=0, register=0), Told())
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    (entry,) = manifest["scenes"]
    with np.load(tmp_path / "out" / entry["file"]) as shard:
        rgb, hsi = shard["rgb"].astype(float), shard["hsi"].astype(float)
    assert entry["rgb_mean"] == pytest.approx(rgb.mean((1, 2)), abs=1e-3)
    assert entry["hsi_std"] == pytest.approx(hsi.std((1, 2)), abs=2e-3)
    assert manifest["sources"][0]["words"] == "words, with citation" and manifest["options"]["psf"] == 0.0
    assert manifest["counts"] == {"g": {"train": 1, "val": 0, "test": 0}}


def test_an_undeclared_nodata_value_is_named_and_can_be_given(tmp_path):
    """-9999 in 16 x 16 of 256 x 256 pixels of the RGB raster, and in 4 x 4 of 36 x 36 of the other one."""
    ground = np.random.default_rng(5).integers(1000, 4000, (3, 256, 256)).astype(np.int16)
    rgb = ground.copy()
    rgb[:, 32:48, 64:80] = -9999  # cells (4, 8) to (5, 9)
    cube = np.random.default_rng(6).integers(1000, 9000, (4, 36, 36)).astype(np.int16)
    cube[:, 12:16, 22:26] = -9999  # cells (10 to 13, 20 to 23): the raster begins two of them outside
    x, y = TRANSFORM[0], TRANSFORM[3]
    source = Source(
        Path(write_raster(tmp_path / "a_rgb.tif", rgb, (x, 1.0, 0.0, y, 0.0, -1.0))),
        Path(write_raster(tmp_path / "a.tif", cube, (x - 16, 8, 0, y + 16, 0, -8), wavelengths=BANDS.wavelengths)),
        "g",
        "words",
    )
    wishes = {"sources": (source,), "bands": BANDS, "register": 0, "validation": 0}
    told = Told()
    manifest = prepare(Preparation(tmp_path / "one", **wishes), told)
    found = [text.split(", far")[0] for text in told.warnings if "undeclared nodata" in text]
    assert found == [
        f"{source.rgb}: 0.39 % of the pixels are exactly -9999", f"{source.hsi}: 1.2 % of the pixels are exactly -9999"
    ]  # fmt: skip
    assert "--nodata" in told.warnings[0] and manifest["scenes"][0]["valid"] == 1.0
    told = Told()
    manifest = prepare(Preparation(tmp_path / "two", nodata=(-9999.0,), **wishes), told)
    assert not [text for text in told.warnings if "undeclared nodata" in text]
    assert manifest["scenes"][0]["cells"] == 32 * 32 - 4 - 16 and manifest["options"]["nodata"] == (-9999.0,)
    (scene,) = read_scenes([tmp_path / "two"], 16, 4, 4)
    low, high = np.percentile(ground[rgb != -9999], (1, 99))
    wanted = np.clip((ground - low) / (high - low) * 255, 0, 255)
    assert np.abs(scene.rgb - wanted)[rgb != -9999].max() <= 0.5 + 1e-2

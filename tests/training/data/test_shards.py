"""Shards on the disk: what comes back, and what is said of damaged ones."""

from __future__ import annotations

import json

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.training.data.shards import MANIFEST, cut, read_manifest, read_scenes, write_shard

SCALE, SIZE = 16, 4


def test_a_shard_survives_the_disk(tmp_path, write_data):
    scenes = read_scenes([write_data(tmp_path / "d", (("a", "train", True), ("b", "val", False)))], SCALE, SIZE, 4)
    assert [(s.name, s.group, s.split, s.cell) for s in scenes] == [
        ("scene_0", "a", "train", 8),
        ("scene_1", "b", "val", 8),
    ]
    assert scenes[0].rgb.shape == (3, 96, 96) and scenes[0].rgb.dtype == np.uint8
    assert scenes[0].hsi.dtype == np.float16 and scenes[1].hsi is None
    assert len(scenes[0].starts) == 25  # 12 cells, crops of 8
    assert not list((tmp_path / "d").glob("*.part"))


def test_a_half_sized_cell_serves_a_larger_scale(tmp_path, write_data):
    """Shards for 16x (cells of 8) also serve 32x: an LR pixel is then 4 x 4 cells."""
    scenes = read_scenes([write_data(tmp_path / "d")], 32, 2, 4)
    truth, hsi = cut(scenes[0], (1, 2), 2, 32, 4)
    assert truth.shape == (3, 64, 64)
    by_hand = scenes[0].hsi[2, 1:5, 6:10].astype(np.float32).mean()
    assert abs(hsi[2, 0, 1] - by_hand) < 1e-6


def test_a_small_scene_is_mirrored_up_to_one_crop(tmp_path, write_data):
    """96 pixels make a crop of 128: what lies beyond the lower and right edge is what lies before it, backwards. A
    scene that is held out stays as it is, so none of it is left for 128."""
    folder = write_data(tmp_path / "d")
    (scene,), (plain, _) = read_scenes([folder], 16, 8, 4), read_scenes([folder], 16, 4, 4)
    assert scene.starts.tolist() == [[0, 0]] and scene.valid.all()
    truth, hsi = cut(scene, (0, 0), 8, 16, 4)
    assert truth.shape == (3, 128, 128) and hsi.shape == (4, 8, 8)
    assert (scene.rgb[:, :96, :96] == plain.rgb).all()
    assert (scene.rgb[:, 96:, :96] == plain.rgb[:, :63:-1]).all()
    assert (scene.rgb[:, :, 96:] == scene.rgb[:, :, 95:63:-1]).all()
    assert (scene.hsi[:, 12:, :12] == plain.hsi[:, :7:-1]).all()


def test_a_mirrored_hole_stays_a_hole(tmp_path, write_data):
    folder = write_data(tmp_path / "d", (("a", "train", True), ("a", "train", True)))
    with np.load(folder / "scene_0.npz") as shard:
        arrays = {**shard, "valid": np.arange(144).reshape(12, 12) != 143}
    np.savez((folder / "scene_0.npz").open("wb"), **arrays)
    assert [scene.name for scene in read_scenes([folder], 16, 8, 4)] == ["scene_1"]


def damage(folder, how):
    shard, manifest = folder / "scene_0.npz", folder / MANIFEST
    if how == "cut short":
        shard.write_bytes(shard.read_bytes()[:5000])
    elif how == "empty":
        shard.write_bytes(b"")
    elif how == "foreign":
        np.savez(shard.open("wb"), other=np.zeros(3))
    elif how == "gone":
        shard.unlink()
    elif how == "pickle":
        np.savez(shard.open("wb"), rgb=np.array([{}], object), valid=np.zeros(1), meta=np.array("{}"))
    elif how == "shapes":
        meta = np.array(json.dumps({"cell": 8}))
        np.savez(shard.open("wb"), rgb=np.zeros((3, 96, 96), np.uint8), valid=np.ones((5, 5), bool), meta=meta)
    elif how == "entry":
        manifest.write_text('{"format": 1, "scenes": [{"name": "scene_0"}]}')


@pytest.mark.parametrize("how", ["cut short", "empty", "foreign", "gone", "pickle", "shapes", "entry"])
def test_a_damaged_shard_is_named(how, tmp_path, write_data):
    folder = write_data(tmp_path / "d")
    damage(folder, how)
    with pytest.raises(SpecGanError, match="missing or damaged") as caught:
        read_scenes([folder], SCALE, SIZE, 4)
    assert str(folder) in caught.value.message and "Prepare" in caught.value.hint


@pytest.mark.parametrize("text", [None, "", "[]", '{"format": 99, "scenes": []}', '{"format": 1, "scenes": 3}'])
def test_a_missing_or_foreign_manifest(text, tmp_path):
    if text is not None:
        (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(SpecGanError, match="no readable training data"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "asked, message",
    [
        ((16, 4, 28), "has 4 HSI bands, the model takes 28"),
        ((4, 16, 4), "do not divide the scale 4"),
        ((16, 16, 4), "No scene holds a whole crop of 256 x 256"),
    ],
)
def test_data_that_do_not_fit_the_model(asked, message, tmp_path, write_data):
    with pytest.raises(SpecGanError, match=message):
        read_scenes([write_data(tmp_path / "d")], *asked)


def test_write_shard_checks_what_it_is_given(tmp_path):
    rgb, valid = np.zeros((3, 16, 16), np.uint8), np.ones((2, 2), bool)
    for broken in ((rgb.astype(float), None, valid), (rgb[:, :15], None, valid), (rgb, np.zeros((4, 3, 3)), valid)):
        with pytest.raises(ValueError, match="fit"):
            write_shard(tmp_path / "s.npz", *broken, {"cell": 8})
    with pytest.raises(SpecGanError, match="Writing .* failed: the folder .* does not exist"):
        write_shard(tmp_path / "none" / "s.npz", rgb, None, valid, {"cell": 8})
    assert list(tmp_path.iterdir()) == []

"""A part of the shards as one file, and the same shards out of it."""

from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.training.__main__ import main
from specgan.training.data.packing import _differences, _packed, pack, unpack
from specgan.training.data.shards import MANIFEST, read_scenes, write_shard
from specgan.training.flags import group_weights


def test_what_is_packed_are_differences_of_neighbours():
    """By hand: green, red - green, blue - green, each less left and upper plus upper left, modulo 256."""
    rgb = np.array([[[10, 12], [20, 23]], [[7, 7], [7, 250]], [[0, 0], [1, 0]]], np.uint8)
    green = [7, 0, 0, 243]
    red = [3, 2, 10, (29 - 13 - 5 + 3) % 256]  # red - green: 3 5 / 13 29 (23 - 250 + 256)
    blue = [249, 0, 1, (6 - 250 - 249 + 249) % 256]  # blue - green: 249 249 / 250 6
    assert list(_differences("rgb", rgb)) == green + red + blue
    half = np.array([[[1.0, 2.0]]], np.float16)  # 0x3C00, 0x4000: the difference is 0x0400
    assert list(_differences("hsi", half)) == [0x00, 0x00, 0x3C, 0x04]


def shards(folder, write_data, count=6, **more):
    side = {0: "val", 1: "test"}
    return write_data(folder, [("ba"[n % 2], side.get(n, "train"), n % 3 == 0) for n in range(count)], **more)


def test_shards_come_out_as_they_went_in(tmp_path, write_data):
    data = shards(tmp_path / "data", write_data)
    rng = np.random.default_rng(0)
    rgb, low = rng.integers(0, 256, (3, 96, 96), np.uint8), rng.normal(size=(3, 12, 12)).astype(np.float32)
    hsi, valid = rng.normal(size=(4, 12, 12)).astype(np.float16), np.ones((12, 12), bool)
    valid[0, 0] = False
    write_shard(data / "scene_3.npz", rgb, hsi, valid, {"cell": 8, "group": "a", "words": "ü"}, low)
    told = pack([data], tmp_path / "p.zip", 2**20)
    assert [entry["name"] for entry in told["scenes"]] == ["scene_0", "scene_2", "scene_3", "scene_4", "scene_5"]
    assert told["counts"] == {"a": {"train": 2, "val": 0, "test": 0}, "b": {"train": 2, "val": 1, "test": 0}}
    manifest = unpack(tmp_path / "p.zip", tmp_path / "again")
    before = json.loads((data / MANIFEST).read_text())["scenes"]
    assert manifest["scenes"] == [entry for entry in before if entry["split"] != "test"]
    for entry in manifest["scenes"]:
        with np.load(data / entry["file"]) as one, np.load(tmp_path / "again" / entry["file"]) as other:
            assert set(one.files) == set(other.files) and str(one["meta"]) == str(other["meta"])
            for name in set(one.files) - {"meta"}:
                assert one[name].dtype == other[name].dtype and one[name].tobytes() == other[name].tobytes()
    assert len(read_scenes([tmp_path / "again"], 16, 4, 4)) == 5
    assert len(pack([data], tmp_path / "p.zip", 2**20, sides=("train", "val", "test"))["scenes"]) == 6


def test_groups_share_the_file_by_weight(tmp_path, write_data):
    data = write_data(tmp_path / "data", [("ab"[n % 2], "train", False) for n in range(40)])
    size = len(_packed(data / "scene_0.npz"))
    limit = 13 * size
    told = pack([data], tmp_path / "p.zip", limit, {"a": 3.0})
    assert (tmp_path / "p.zip").stat().st_size <= limit
    count = {group: sides["train"] for group, sides in told["counts"].items()}
    assert sum(count.values()) < 40 and count["a"] == pytest.approx(3 * count["b"], abs=3)
    assert set(pack([data], tmp_path / "p.zip", limit, {"a": 0.0})["counts"]) == {"b"}
    other = pack([data], tmp_path / "p.zip", limit, {"a": 3.0}, seed=1)
    assert other["scenes"] != told["scenes"] and told == pack([data], tmp_path / "p.zip", limit, {"a": 3.0})


def test_the_command(tmp_path, write_data, capsys):
    data = shards(tmp_path / "data", write_data)
    assert main(["pack", "--data", str(data), "--out", str(tmp_path / "p.zip"), "--limit-mb", "1"]) == 0
    assert "5 of 6 scenes\na: 2 scenes to train on, 0 held out" in capsys.readouterr().err
    assert main(["pack", "--unpack", str(tmp_path / "p.zip"), "--out", str(tmp_path / "again")]) == 0
    assert main(["pack", "--unpack", str(tmp_path / "p.zip"), "--out", str(tmp_path / "again")]) == 1
    assert "already holds training data" in capsys.readouterr().err
    assert main(["pack", "--out", str(tmp_path / "x")]) == 1
    assert "nothing to pack" in capsys.readouterr().err


def test_what_cannot_be_packed(tmp_path, write_data):
    data, out = shards(tmp_path / "data", write_data), tmp_path / "p.zip"
    with pytest.raises(SpecGanError, match="Two of the scenes are called scene_0.npz"):
        pack([data, shards(tmp_path / "more", write_data)], out, 2**20)
    with pytest.raises(SpecGanError, match="another scale or other bands"):
        pack([data, shards(tmp_path / "other", write_data, bands=(460.0, 900.0))], out, 2**20)
    with pytest.raises(SpecGanError, match="no group 'x'"):
        pack([data], out, 2**20, {"x": 1.0})
    with pytest.raises(SpecGanError, match="Not one scene fits into 0.0078125 MiB"):
        pack([data], out, 2**13)
    (data / "scene_2.npz").write_bytes(b"cut")
    with pytest.raises(SpecGanError, match="scene_2.npz is missing or damaged"):
        pack([data], out, 2**20)
    assert [path.name for path in tmp_path.glob("p.zip*")] == []
    for text in ("ucm", "ucm=much", "ucm=-1", "=2"):
        with pytest.raises(SpecGanError, match="is no weight of a group"):
            group_weights([text])
    assert group_weights(["ucm=4", "naip=0.5"]) == {"ucm": 4.0, "naip": 0.5}


@pytest.mark.parametrize("how", ["nothing", "cut", "other"])
def test_what_cannot_be_unpacked(how, tmp_path, write_data):
    file = tmp_path / "p.zip"
    pack([shards(tmp_path / "data", write_data)], file, 2**20)
    if how == "nothing":
        file.unlink()
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:3000])
    else:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "text")
    with pytest.raises(SpecGanError, match="is no packed training data, or is damaged"):
        unpack(file, tmp_path / "again")
    assert not (tmp_path / "again" / MANIFEST).exists()

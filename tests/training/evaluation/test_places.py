"""Held-out ground as files, and what the arms put in the place of its HSI."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from specgan.core.errors import SpecGanError
from specgan.core.modelspec import ModelSpec
from specgan.core.shelf.upsampling import block_mean
from specgan.training.evaluation import arms
from specgan.training.evaluation.places import Place, from_pair, from_shards, largest_rectangle, site_of
from support import write_onnx, write_raster

BANDS = (460.0, 560.0, 660.0, 900.0)
SPEC = ModelSpec("repeat", 16, 4, BANDS, 20.0)
HR = (500000.0, 1.0, 0.0, 5800000.0, 0.0, -1.0)


def pair(folder, name="a", rows=6, cols=7, dtype="uint8", shift=0.0, nodata=None, hole=None, seed=0):
    """An RGB of rows x cols LR pixels and 5 more on two sides, and an HSI on another grid over `cols` - `shift`."""
    rng = np.random.default_rng(seed)
    rgb = rng.integers(1, 250, (3, rows * 16 + 5, cols * 16 + 5)).astype(dtype)
    if hole is not None:
        rgb[(slice(None), *hole)] = nodata
    hsi = rng.integers(100, 4000, (4, rows * 2 + 2, cols * 2 + 2)).astype("int16")
    coarse = (HR[0] - 8.0 + 16 * shift, 8.0, 0.0, HR[3] + 8.0, 0.0, -8.0)
    write_raster(folder / f"{name}_rgb.tif", rgb, HR, nodata=nodata)
    write_raster(folder / f"{name}_hsi.tif", hsi, coarse, wavelengths=BANDS)
    return folder / f"{name}_rgb.tif", folder / f"{name}_hsi.tif", rgb


def place(name, site="s", hsi="there"):
    return Place(name, site, "", hsi, None, np.zeros((3, 64, 64)), np.zeros((3, 4, 4)), (0, 255))


def test_the_lr_image_is_the_rounded_average_of_the_truth(tmp_path):
    rgb, hsi, pixels = pair(tmp_path)
    found = from_pair(rgb, hsi, "here", [SPEC], tmp_path)
    assert (found.name, found.site, found.scale, found.value_range) == ("a_rgb", "here", 16, (0.0, 255.0))
    assert found.truth.dtype == np.uint8 and found.truth.tobytes() == pixels[:, :96, :112].tobytes()
    np.testing.assert_array_equal(found.lr, np.rint(block_mean(found.truth.astype(float), 16)))
    dataset = gdal.Open(found.rgb)
    np.testing.assert_array_equal(dataset.ReadAsArray(), found.lr)
    assert dataset.GetGeoTransform() == (500000.0, 16.0, 0.0, 5800000.0, 0.0, -16.0)


def test_only_what_both_layers_cover_counts(tmp_path):
    """The HSI begins 2.5 LR pixels to the east (its pixels, less one, decide), a hole lies in the last two rows."""
    rgb, hsi, pixels = pair(tmp_path, rows=8, cols=9, dtype="int16", shift=2.5, nodata=-9, hole=(100, 120))
    found = from_pair(rgb, hsi, "here", [SPEC], tmp_path)
    assert found.lr.shape == (3, 6, 7)
    assert found.truth.tobytes() == pixels[:, :96, 32:144].tobytes()
    assert gdal.Open(found.rgb).GetGeoTransform()[0] == 500032.0
    low, high = found.value_range
    assert (low, high) == tuple(np.percentile(found.truth, (1, 99)))


def test_a_pair_that_is_too_small_or_lies_elsewhere(tmp_path):
    with pytest.raises(SpecGanError, match="less than 64 x 64 pixels hold data"):
        from_pair(*pair(tmp_path, rows=3)[:2], "here", [SPEC], tmp_path)
    with pytest.raises(SpecGanError, match="less than 64 x 64 pixels hold data"):
        from_pair(*pair(tmp_path, shift=5.0)[:2], "here", [SPEC], tmp_path)


@pytest.mark.parametrize(
    "rows, wanted",
    [
        (["111", "111"], (0, 0, 3, 2)),
        (["000", "000"], (0, 0, 0, 0)),
        (["0110", "1111", "1110"], (1, 0, 2, 3)),
        (["11111", "00110", "00110"], (2, 0, 2, 3)),
        (["1", "0", "1", "1"], (0, 2, 1, 2)),
    ],
)
def test_largest_rectangle_by_hand(rows, wanted):
    assert largest_rectangle(np.array([[c == "1" for c in row] for row in rows])) == wanted


def test_largest_rectangle_against_all_rectangles():
    for seed in range(20):
        valid = np.random.default_rng(seed).random((7, 8)) < 0.7
        col, row, width, height = largest_rectangle(valid)
        assert valid[row : row + height, col : col + width].all()
        every = [
            (b - t) * (r - l)
            for t in range(7) for b in range(t + 1, 8) for l in range(8) for r in range(l + 1, 9)  # noqa: E741
            if valid[t:b, l:r].all()
        ]  # fmt: skip
        assert width * height == max(every)


def test_held_out_scenes_become_files_that_the_engine_reads_as_training_did(tmp_path, write_data):
    scenes = (("a", "train", True), ("a", "val", True), ("b", "val", False))
    data = write_data(tmp_path / "d", scenes, cells=13)
    found = from_shards(data, [SPEC], tmp_path)
    assert [(p.name, p.site, p.hsi is None) for p in found] == [("scene_1", "a", False), ("scene_2", "b", True)]
    with np.load(data / "scene_1.npz") as shard:
        rgb, hsi = shard["rgb"], shard["hsi"].astype(np.float32)
    assert found[0].truth.tobytes() == np.ascontiguousarray(rgb[:, :96, :96]).tobytes()
    model = write_onnx(tmp_path / "m.onnx", SPEC)
    seen = arms.network_values(found[0], model, tmp_path)
    np.testing.assert_allclose(seen, block_mean(hsi[:, :12, :12], 2), atol=1e-6)
    assert gdal.Open(found[0].rgb).GetGeoTransform()[1] == 16 * 1.5  # the manifest's GSD


def test_scenes_seen_through_a_psf_keep_their_lr_image(tmp_path, write_data):
    """What lies at the LR pixel is the mean of the shard's 2 x 2 cells, and not that of the truth."""
    data = write_data(tmp_path / "d", (("a", "val", True),), cells=13)
    with np.load(data / "scene_0.npz") as shard:
        kept = {name: shard[name] for name in shard.files}
    kept["low"] = np.random.default_rng(0).uniform(-1, 1, (3, 13, 13)).astype(np.float32)
    np.savez(data / "scene_0.npz", **kept)
    (found,) = from_shards(data, [SPEC], tmp_path)
    cells = (kept["low"][:, :12, :12].astype(float) + 1) * 127.5
    wanted = (cells[:, ::2, ::2] + cells[:, 1::2, ::2] + cells[:, ::2, 1::2] + cells[:, 1::2, 1::2]) / 4
    assert np.abs(found.lr - wanted).max() <= 0.501  # rounded
    assert np.abs(found.lr - block_mean(found.truth.astype(float), 16)).max() > 10
    np.testing.assert_array_equal(gdal.Open(found.rgb).ReadAsArray(), found.lr)


def test_other_bands_are_brought_to_the_model_s(tmp_path, write_data):
    """Where the model's bands are not those of the data, the wavelengths decide."""
    data = write_data(tmp_path / "d", (("a", "val", True),))
    other = ModelSpec("two", 16, 4, (660.0, 560.0), 5.0)
    found = from_shards(data, [other], tmp_path)[0]
    with np.load(data / "scene_0.npz") as shard:
        hsi = block_mean(shard["hsi"].astype(np.float32), 2)
    seen = arms.network_values(found, write_onnx(tmp_path / "m.onnx", other), tmp_path)
    np.testing.assert_allclose(seen, hsi[[2, 1]], atol=1e-6)


@pytest.mark.parametrize(
    "group, name, site",
    [
        ("neon_hsi", "neon_hsi_MLBS_10_rgb", "neon_hsi MLBS"),
        ("neon_rgb", "neon_rgb_OSBS_001_rgb", "neon_rgb OSBS"),
        ("simulated", "simulated_0004", "simulated"),
        ("naip", "naip_naip_20120731_000000_000000", "naip"),
        ("town", "town_TEST_x", "town"),
    ],
)
def test_sites_by_name(group, name, site):
    assert site_of(group, name) == site


def test_partners_are_other_places_of_the_site():
    a, b, c, bare, other = place("a"), place("b"), place("c"), place("d", hsi=None), place("e", "t")
    names = [p.name for p in arms.partners([a, b, bare, c, other])]
    assert names == ["b", "c", "a", "a", "a"]
    assert arms.partners([a]) == [a]


def test_arms_of_a_place(tmp_path):
    one = from_pair(*pair(tmp_path, "a", rows=8, cols=6, seed=1)[:2], "s", [SPEC], tmp_path)
    other = from_pair(*pair(tmp_path, "b", rows=5, cols=9, seed=2)[:2], "s", [SPEC], tmp_path)
    model = write_onnx(tmp_path / "m.onnx", SPEC)

    def given(arm, partner=other):
        source, value_range = arms.hsi_of(one, arm, partner, model, SPEC, tmp_path)
        there = Place("t", "s", one.rgb, source, value_range, one.truth, one.lr, (0, 255))
        return arms.network_values(there, model, tmp_path)

    assert arms.hsi_of(one, "hsi", other, model, SPEC, tmp_path) == (one.hsi, None)
    own, theirs = (arms.network_values(p, model, tmp_path) for p in (one, other))
    assert own.shape == (4, 8, 6) and theirs.shape == (4, 5, 9)
    np.testing.assert_array_equal(given("none"), np.zeros((4, 8, 6)))
    shuffled = given("shuffled")
    np.testing.assert_allclose(shuffled[:, :5], theirs[:, :, :6], atol=1e-6)
    np.testing.assert_allclose(shuffled[:, 5:], theirs[:, :1:-1, :6], atol=1e-6)  # mirrored at its end
    np.testing.assert_allclose(given("shuffled", one), np.roll(own, (4, 3), (1, 2)), atol=1e-6)


def test_a_place_without_hsi_has_no_hsi_arm(tmp_path):
    with pytest.raises(SpecGanError, match="has no hyperspectral layer"):
        arms.hsi_of(place("x", hsi=None), "hsi", place("y"), tmp_path, SPEC, tmp_path)

"""From rasters to shards: values, validity, registration, split."""

from __future__ import annotations

import json

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.core.shelf.progress import Progress
from specgan.training.__main__ import main
from specgan.training.config import WAVELENGTHS
from specgan.training.data.preparation import Bands, Preparation, Source
from specgan.training.data.prepare import Sides
from specgan.training.data.prepare import prepare as prepare_shards
from specgan.training.data.rasters import bounds_of, in_degrees, pieces
from specgan.training.data.shards import MANIFEST, read_scenes
from specgan.training.data.sources import SHARED, pairs_in, rgbs_in, shared, ucm_in
from specgan.training.data.split import places, split
from support import TRANSFORM, wkt, write_raster

LAYER = [450.0, 470.0, 560.0, 660.0, 800.0, 900.0]
MODEL = "460,560,660,900"
EAST, NORTH = TRANSFORM[0], TRANSFORM[3]


def transform(pixel, col=0.0, row=0.0):
    """GDAL's, `col`, `row` metres east and south of the common corner."""
    return (EAST + col, pixel, 0.0, NORTH - row, 0.0, -pixel)


def landscape(x, y, seed=0):
    """Smooth hills with waves of 40 to 400 m, 0 to 1, at metres east and south of the corner."""
    rng = np.random.default_rng(seed)
    waves = zip(rng.normal(0, 1 / 16, (50, 2)), rng.uniform(0, 2 * np.pi, 50))
    return 0.5 + sum(np.sin(fx * x + fy * y + phase) for (fx, fy), phase in waves) / 40


def centres(size, pixel):
    y, x = (np.mgrid[:size, :size] + 0.5) * pixel
    return x, y


def rgb_file(path, size=256, dtype=np.uint8, scale=255.0, **more):
    values = np.clip(landscape(*centres(size, 1.0)), 0, 1) * scale
    write_raster(path, np.stack([values, 0.8 * values, 0.6 * values]).astype(dtype), transform(1.0), **more)
    return path


def hsi_file(path, size=36, off=(0.0, 0.0), start=-16.0, **more):
    """HSI of 8 m pixels from 16 m outside the RGB on, whose georeference is `off` metres (east, south) too far."""
    x, y = centres(size, 8.0)
    values = 1000 + 8000 * np.clip(landscape(x + start, y + start), 0, 1)
    cube = np.stack([values * factor for factor in (0.6, 0.65, 0.8, 1.0, 1.2, 1.1)]).astype(np.int16)
    write_raster(path, cube, transform(8.0, start + off[0], start + off[1]), wavelengths=LAYER, **more)
    return path


def prepare(tmp_path, *arguments, code=0):
    """Runs the subcommand; the manifest and the training data."""
    out = tmp_path / "prepared"
    assert main(["prepare", "--out", str(out), "--wavelengths", MODEL, *map(str, arguments)]) == code
    if code:
        return None, None
    return json.loads((out / MANIFEST).read_text()), read_scenes([out], 16, 4, 4)


@pytest.mark.parametrize("off", [(3.2, -4.8), (-6.4, 2.0), (0.0, 0.0)])
def test_a_known_shift_is_found_within_a_fifth_of_a_cell_and_reported(off, tmp_path, capsys):
    rgb, hsi = rgb_file(tmp_path / "a_rgb.tif"), hsi_file(tmp_path / "a_hsi.tif", off=off)
    manifest, scenes = prepare(tmp_path, "--pair", rgb, hsi, "--validation", 0)
    (entry,) = manifest["scenes"]
    shift = np.array(entry["shift_cells"])
    assert np.abs(shift - np.array(off) / 8.0).max() < 0.2
    if any(off):
        assert entry["correlation"][1] > entry["correlation"][0] + 0.01
        assert f"HSI moved by {entry['shift_cells']} cells" in capsys.readouterr().err
    picture = scenes[0].rgb[0].reshape(32, 8, 32, 8).mean((1, 3))
    assert np.corrcoef(picture.ravel(), scenes[0].hsi[2].astype(float).ravel())[0, 1] > 0.99


def test_an_hsi_of_other_ground_is_told(tmp_path, capsys):
    cube = np.random.default_rng(3).integers(0, 5000, (4, 36, 36)).astype(np.int16)
    bands = [460.0, 560.0, 660.0, 900.0]
    hsi = write_raster(tmp_path / "a_hsi.tif", cube, transform(8.0, -16.0, -16.0), wavelengths=bands)
    manifest, _ = prepare(tmp_path, "--pair", rgb_file(tmp_path / "a_rgb.tif"), hsi, "--validation", 0)
    assert manifest["scenes"][0]["shift_cells"] == [0.0, 0.0]
    assert "HSI and RGB hardly match (correlation " in capsys.readouterr().err


def test_without_registration_the_georeference_counts(tmp_path):
    rgb, hsi = rgb_file(tmp_path / "a_rgb.tif"), hsi_file(tmp_path / "a_hsi.tif", off=(8.0, 0.0))
    manifest, scenes = prepare(tmp_path, "--pair", rgb, hsi, "--register", 0, "--validation", 0)
    assert manifest["scenes"][0]["shift_cells"] == [0.0, 0.0]
    aligned = hsi_file(tmp_path / "b_hsi.tif")
    (piece,) = pieces_of(rgb, aligned)
    # one cell too far east: what the aligned one shows at column c is at c + 1 here
    assert np.abs(scenes[0].hsi[:, :, 1:].astype(float) - piece.hsi[:, :, :-1]).max() < 2e-3


def pieces_of(rgb, hsi):
    return pieces(Source(rgb, hsi, "g", ""), 8, 0, Bands((460.0, 560.0, 660.0, 900.0), 20.0))


def test_hsi_values_are_percentiles_of_the_whole_layer_over_all_bands(tmp_path):
    rng = np.random.default_rng(2)
    cube = rng.integers(0, 5000, (4, 32, 32)).astype(np.int16)
    bands = [460.0, 560.0, 660.0, 900.0]
    hsi = write_raster(tmp_path / "a_hsi.tif", cube, transform(8.0), wavelengths=bands)
    pair = ("--pair", rgb_file(tmp_path / "a_rgb.tif"), hsi)
    manifest, scenes = prepare(tmp_path, *pair, "--register", 0, "--validation", 0)
    low, high = np.percentile(cube, (1, 99))
    assert np.abs(scenes[0].hsi - (2 * (cube - low) / (high - low) - 1)).max() < 1e-3
    assert (manifest["wavelengths"], manifest["band_width"]) == (bands, 20.0)


def test_8_bit_rgb_stays_as_it_is_and_other_types_take_percentiles(tmp_path):
    rgb_file(tmp_path / "bytes.tif", 64)
    rgb_file(tmp_path / "words.tif", 64, np.uint16, 9000.0)
    _, scenes = prepare(tmp_path, "--rgb-from", tmp_path, "--validation", 0)
    by_name = {scene.name.rsplit("_", 1)[1]: scene.rgb for scene in scenes}
    values = np.clip(landscape(*centres(64, 1.0)), 0, 1)
    assert np.array_equal(by_name["bytes"][0], (255 * values).astype(np.uint8))
    words = np.stack([values * 9000, values * 7200, values * 5400]).astype(np.uint16)
    low, high = np.percentile(words, (1, 99))
    wanted = np.clip((words - low) / (high - low) * 255, 0, 255)
    assert np.abs(by_name["words"] - wanted).max() <= 0.5 + 1e-3


def test_cells_with_nodata_of_either_layer_are_dropped(tmp_path):
    values = np.clip(255 * landscape(*centres(256, 1.0)), 1, 255)
    rgb = np.stack([values] * 3).astype(np.uint8)
    rgb[:, 40, 200] = 0  # one pixel, in cell (5, 25)
    rgb[1, 100:104, :] = 0  # one band is enough: row 12 of the cells
    write_raster(tmp_path / "a_rgb.tif", rgb, transform(1.0), nodata=0)
    cube = np.full((6, 20, 32), 500, np.int16) + np.arange(32, dtype=np.int16)
    cube[:, 18, 3] = -1
    cube[3, 18, 9] = -1  # 660 nm alone: filled from the bands beside it, which hold the same
    write_raster(tmp_path / "a_hsi.tif", cube, transform(8.0), wavelengths=LAYER, nodata=-1)
    manifest, _ = prepare(tmp_path, "--pairs-from", tmp_path, "--register", 0, "--validation", 0)
    with np.load(tmp_path / "prepared" / manifest["scenes"][0]["file"]) as shard:
        valid, hsi = shard["valid"], shard["hsi"]
    wanted = np.ones((32, 32), bool)
    wanted[5, 25] = wanted[12] = wanted[18, 3] = False
    wanted[20:] = False  # beyond the HSI
    assert np.array_equal(valid, wanted)
    assert np.isfinite(hsi).all() and (hsi[:, 18, 3] == 0).all()
    assert hsi[2, 18, 9] == hsi[1, 18, 9] != 0
    assert manifest["scenes"][0]["valid"] == round(wanted.mean(), 4)


def test_a_raster_in_another_crs_lands_on_the_same_ground(tmp_path):
    """The same HSI written in degrees, with cells about as large, shows the same as the one in metres."""
    from specgan.core.geodata.grid import transform_points

    rgb = rgb_file(tmp_path / "a_rgb.tif")
    lon, lat = transform_points([EAST - 40, EAST + 300], [NORTH + 40, NORTH - 300], wkt(32633), wkt(4326))
    size = 90
    step_x, step_y = (lon[1] - lon[0]) / size, (lat[1] - lat[0]) / size
    x, y = np.meshgrid(lon[0] + (np.arange(size) + 0.5) * step_x, lat[0] + (np.arange(size) + 0.5) * step_y)
    east, north = transform_points(x, y, wkt(4326), wkt(32633))
    values = 1000 + 8000 * np.clip(landscape(east - EAST, NORTH - north), 0, 1)
    degrees = (lon[0], step_x, 0.0, lat[0], 0.0, step_y)
    cube = np.stack([values] * 6).astype(np.int16)
    write_raster(tmp_path / "a_hsi.tif", cube, degrees, epsg=4326, wavelengths=LAYER)
    (piece,) = pieces_of(rgb, tmp_path / "a_hsi.tif")
    picture = np.clip(landscape(*centres(32, 8.0)), 0, 1)
    assert piece.valid.all()
    assert np.corrcoef(picture.ravel(), piece.hsi[0].ravel())[0, 1] > 0.999


def test_large_rasters_become_several_scenes_and_tiny_ones_none(tmp_path):
    rgb = rgb_file(tmp_path / "a.tif", 150)
    source = Source(rgb, None, "g", "")
    several = list(pieces(source, 8, 0, size=100))
    assert [(p.name, p.rgb.shape[1:]) for p in several] == [
        ("a_000000_000000", (96, 96)),
        ("a_000000_000096", (96, 48)),
        ("a_000096_000000", (48, 96)),
        ("a_000096_000096", (48, 48)),
    ]
    (whole,) = pieces(source, 8, 0)
    assert np.array_equal(whole.rgb[:, 96:, :96], several[2].rgb)
    assert list(pieces(Source(rgb_file(tmp_path / "b.tif", 7), hsi_file(tmp_path / "h.tif"), "g", ""), 8, 2)) == []


def test_places_are_chains_of_touching_boxes():
    utm, other = wkt(32633), wkt(32617)
    boxes = [(utm, (0, 0, 20, 20)), (utm, (45, 0, 65, 20)), (utm, (90, 0, 110, 20)), (utm, (141, 0, 160, 20))]
    numbers = places([*boxes, (other, (0, 0, 20, 20))])
    assert numbers[0] == numbers[1] == numbers[2]  # 25 m apart each: the first and third through the second
    assert len({numbers[0], numbers[3], numbers[4]}) == 3  # 31 m away; another CRS
    late = places([boxes[0], boxes[2], boxes[3], boxes[1]])  # the one between comes last
    assert late[0] == late[1] == late[3] != late[2]


def test_maps_in_degrees_have_places_too(tmp_path):
    rgb = np.ones((3, 8, 8), np.uint8)
    paths = [
        write_raster(tmp_path / f"{n}.tif", rgb, (13.0 + lon, 1e-5, 0.0, 52.0, 0.0, -1e-5), epsg=4326)
        for n, lon in enumerate((0.0, 0.0002, 0.1))
    ]
    boxes = [bounds_of(path) for path in paths]
    numbers = places(boxes)
    assert in_degrees(boxes[0][0]) and not in_degrees(wkt(32633))
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_split_keeps_places_together_and_is_repeatable():
    names = [f"plot_{n}" for n in range(400)]
    place = [n // 2 for n in range(400)]
    sides = split(names, ["g"] * 400, place, 0.25, 1)
    assert sides[0::2] == sides[1::2]
    assert 0.15 < sides.count("val") / 400 < 0.35
    assert sides == split(names, ["g"] * 400, place, 0.25, 1) != split(names, ["g"] * 400, place, 0.25, 2)
    assert set(split(names, ["g"] * 400, place, 0.0, 1)) == {"train"}


def test_no_group_is_left_without_training():
    sides = split(["a", "b", "c"], ["x", "y", "y"], [0, 1, 2], 0.999999, 1)
    assert sides == ["train"] * 3


def test_names_that_are_held_out(tmp_path):
    for name in ("north", "south"):
        rgb_file(tmp_path / f"{name}.tif", 64)
    manifest, _ = prepare(tmp_path, "--rgb-from", tmp_path, "--hold-out", "n*", "--validation", 0, "--group", "g")
    assert {e["name"]: e["split"] for e in manifest["scenes"]} == {"g_north": "val", "g_south": "train"}
    assert all(e["gsd"] == 1.0 and not e["hsi"] for e in manifest["scenes"])


def test_simulated_scenes(tmp_path):
    arguments = ("--simulated", 4, "--size", 64, "--validation", 0.25, "--seed", 3)
    manifest, scenes = prepare(tmp_path, *arguments)
    assert [e["split"] for e in manifest["scenes"]] == ["train", "train", "train", "val"]
    assert all(s.cell == 8 and s.hsi.shape == (4, 8, 8) and s.rgb.shape == (3, 64, 64) for s in scenes)
    _, again = prepare(tmp_path / "2", *arguments)
    assert all(a.rgb.tobytes() == b.rgb.tobytes() and a.hsi.tobytes() == b.hsi.tobytes() for a, b in zip(scenes, again))


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "nothing to prepare"),
        (["--scale", "12"], "scale 12"),
        (["--validation", "1"], "held out"),
        (["--register", "-1"], "largest shift"),
        (["--wavelengths", "red,green"], "no list of numbers"),
        (["--simulated", "1", "--wavelengths", "300,500"], "reach from 380 to 1050"),
        (["--simulated", "1", "--band-width", "0"], "bands with a width"),
        (["--simulated", "1", "--size", "8"], "too small"),
        (["--simulated", "1", "--gsd", "2", "1"], "pixel sizes"),
        (["--pair", "no.tif", "none.tif"], "no file no.tif"),
        (["--rgb-from", "nowhere"], "holds no .tif file"),
        (["--pairs-from", "nowhere"], "holds no pair"),
    ],
)
def test_what_cannot_be_prepared(arguments, message, tmp_path, capsys):
    prepare(tmp_path, *arguments, code=1)
    assert message in capsys.readouterr().err
    assert not (tmp_path / "prepared" / MANIFEST).exists()


def test_rasters_that_cannot_be_used(tmp_path, capsys):
    one = write_raster(tmp_path / "one.tif", np.ones((1, 64, 64), np.uint8), transform(1.0))
    prepare(tmp_path, "--pair", one, hsi_file(tmp_path / "hsi.tif"), code=1)
    assert "fewer than three bands" in capsys.readouterr().err
    (tmp_path / "cut.tif").write_bytes((tmp_path / "hsi.tif").read_bytes()[:200])
    prepare(tmp_path, "--pair", rgb_file(tmp_path / "rgb.tif"), tmp_path / "cut.tif", code=1)
    assert "cannot be" in capsys.readouterr().err
    flat = write_raster(tmp_path / "flat.tif", np.full((6, 40, 40), 7, np.int16), transform(8.0), wavelengths=LAYER)
    prepare(tmp_path, "--pair", tmp_path / "rgb.tif", flat, code=1)
    assert "one value only" in capsys.readouterr().err
    away = write_raster(tmp_path / "away.tif", np.arange(6 * 400, dtype=np.int16).reshape(6, 20, 20),
                        transform(8.0, 90000.0), wavelengths=LAYER)  # fmt: skip
    prepare(tmp_path, "--pair", tmp_path / "rgb.tif", away, code=1)
    told = capsys.readouterr().err
    assert "no valid cell, left out" in told and "No scene came out" in told


def test_a_folder_is_not_written_twice(tmp_path, capsys):
    rgb_file(tmp_path / "a.tif", 64)
    prepare(tmp_path, "--rgb-from", tmp_path)
    before = (tmp_path / "prepared" / MANIFEST).read_bytes()
    prepare(tmp_path, "--rgb-from", tmp_path, code=1)
    assert "already holds training data" in capsys.readouterr().err
    assert (tmp_path / "prepared" / MANIFEST).read_bytes() == before


def ucm_folder(root, numbers, size=(64, 64), classes=("beach", "forest")):
    """CLASS/CLASSnn.webp without georeference, lossless; every scene is noise of its own."""
    from osgeo import gdal

    for kind in classes:
        (root / kind).mkdir(parents=True)
        for number in numbers:
            rng = np.random.default_rng([number, len(kind)])
            values = rng.integers(1, 255, (3, size[1], size[0]), np.uint8)
            memory = gdal.GetDriverByName("MEM").Create("", *size, 3)
            memory.WriteArray(values)
            name = str(root / kind / f"{kind}{number:02d}.webp")
            gdal.GetDriverByName("WEBP").CreateCopy(name, memory, options=["LOSSLESS=YES"])
    return root


def test_uc_merced_scenes_are_split_by_the_tens_of_their_number(tmp_path):
    """Neighbouring numbers touch: none are on two sides, whatever seed and parts say."""
    numbers = range(100)
    sources = ucm_in(ucm_folder(tmp_path / "ucm", numbers, (16, 16)), "ucm", "words")
    for seed, part in ((0, 0.1), (1, 0.4)):
        sides = Sides(Preparation(tmp_path / "out", tuple(sources), validation=part, test=part, seed=seed))
        side = {source.rgb.stem: sides.of(number, 0, 0) for number, source in enumerate(sources)}
        for kind in ("beach", "forest"):
            by_number = [side.get(f"{kind}{number:02d}") for number in numbers]
            left_out = {59, 69, 80}
            assert {n for n in numbers if by_number[n] is None} == left_out
            assert [n for n in numbers if by_number[n] == "val"] == [n for n in range(60, 70) if n not in left_out]
            assert [n for n in numbers if by_number[n] == "test"] == list(range(70, 80))
            assert all(len({a, b} - {None}) == 1 for a, b in zip(by_number, by_number[1:]))


def test_uc_merced_scenes_become_shards(tmp_path):
    """0.3 m, as the files hold no pixel size; cut to whole cells of 8 pixels where they are smaller than 256."""
    root = ucm_folder(tmp_path / "ucm", (0, 65), (70, 65), ("river",))
    told = prepare_sources(tmp_path / "out", ucm_in(root, "ucm", "words"))
    by_name = {entry["name"]: entry for entry in told["scenes"]}
    assert {name: entry["split"] for name, entry in by_name.items()} == {"ucm_river00": "train", "ucm_river65": "val"}
    entry = by_name["ucm_river00"]
    assert (entry["width"], entry["height"], entry["gsd"], entry["group"]) == (64, 64, 0.3, "ucm")
    with np.load(tmp_path / "out" / entry["file"]) as shard:
        wanted = np.random.default_rng([0, 5]).integers(1, 255, (3, 65, 70), np.uint8)
        assert shard["rgb"].tobytes() == wanted[:, :64, :64].tobytes() and shard["valid"].all()


def prepare_sources(out, sources):
    return prepare_shards(Preparation(out, tuple(sources), validation=0), Progress())


def test_uc_merced_scenes_need_a_number(tmp_path):
    with pytest.raises(SpecGanError, match="holds no scene CLASS/NAME.webp"):
        ucm_in(tmp_path, "ucm", "")
    (tmp_path / "forest").mkdir()
    (tmp_path / "forest" / "edge.webp").write_bytes(b"")
    with pytest.raises(SpecGanError, match="edge.webp has no number at the end"):
        ucm_in(tmp_path, "ucm", "")


# real imagery


def test_the_shared_imagery_in_its_groups(data):
    """27 of MLBS, 33 of OSBS with HSI; 18 of TEAK less three melted ones; no OSBS without HSI; 80 less 2 a class."""
    sources = shared(data)
    groups = [source.group for source in sources]
    counts = {group: groups.count(group) for group in groups}
    assert counts == {"neon_hsi": 27, "neon_osbs": 33, "neon_teak": 15, "naip": 3, "ucm": 21 * 78}
    for source in sources:
        site = source.rgb.name.split("_")[0]
        assert (source.hsi is not None) == (source.group in ("neon_hsi", "neon_osbs"))
        assert (site == "OSBS") == (source.group == "neon_osbs")
    assert not {"TEAK_047_rgb", "TEAK_049_rgb", "TEAK_060_rgb"} & {source.rgb.stem for source in sources}
    assert [sum(source.side == side for source in sources) for side in ("train", "val", "test")] == [
        21 * 59, 21 * 9, 21 * 10
    ]  # fmt: skip


def test_touching_real_plots_stay_on_one_side(data):
    sources = pairs_in(data / "idtrees", "neon_hsi", "") + rgbs_in(data / "naip", "naip", "")
    boxes = [bounds_of(source.rgb) for source in sources]
    names, groups = [s.rgb.stem for s in sources], [s.group for s in sources]
    sides = split(names, groups, places(boxes), 0.3, 0)
    touching = [
        (i, j)
        for i, (crs, a) in enumerate(boxes)
        for j, (other, b) in enumerate(boxes[:i])
        if crs == other and all(a[k] <= b[k + 2] and b[k] <= a[k + 2] for k in (0, 1))
    ]
    assert len(touching) >= 3 + 1  # the three dates of the NAIP crop, and some plots
    assert all(sides[i] == sides[j] for i, j in touching)
    assert {side for side, group in zip(sides, groups) if group == "neon_hsi"} == {"train", "val"}


def test_a_real_plot(data, tmp_path):
    folder = data / "idtrees"
    out = tmp_path / "prepared"
    pair = [str(folder / f"MLBS_10_{kind}.tif") for kind in ("rgb", "hsi")]
    words = ["--validation", "0", "--source", SHARED["idtrees"]]
    assert main(["prepare", "--out", str(out), "--pair", *pair, *words]) == 0
    (scene,) = read_scenes([out], 16, 8, 28)
    (entry,) = json.loads((out / MANIFEST).read_text())["scenes"]
    assert scene.rgb.shape == (3, 200, 200) and scene.hsi.shape == (28, 25, 25) and len(WAVELENGTHS) == 28
    assert abs(entry["gsd"] - 0.1) < 1e-6 and entry["valid"] > 0.6
    assert max(map(abs, entry["shift_cells"])) <= 2.5 and "Zenodo" in entry["source"]
    infrared, red = scene.hsi[WAVELENGTHS.index(800.0)], scene.hsi[WAVELENGTHS.index(660.0)]
    assert infrared[scene.valid].mean() > red[scene.valid].mean() + 0.5  # a forest

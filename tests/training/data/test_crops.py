"""Crops: both layers show the same ground, whatever is done to it."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.training.config import ARMS, TrainConfig
from specgan.training.data.crops import Sampler, make_batch, turn, validation_batch
from specgan.training.data.shards import Scene, crop_starts, cut

PLAIN = TrainConfig(hsi_drop=0.0, hsi_gain=0.0, hsi_offset=0.0, rgb_gain=0.0, rgb_offset=0.0)
SCALE, SIZE, CELL = 16, 4, 8


def coordinates(rows=14, cols=18, split="train", group="g", hsi=True):
    """A scene whose red and HSI band 0 hold the row, whose green and HSI band 1 hold the column of the HSI cell."""
    row, col = np.mgrid[:rows, :cols]
    small = np.stack([row, col, row * 0])
    rgb = small.repeat(CELL, 1).repeat(CELL, 2).astype(np.uint8)
    spectra = small[:2].astype(np.float16) if hsi else None
    scene = Scene("s", group, split, CELL, rgb, spectra, np.ones((rows, cols), bool))
    scene.starts = crop_starts(scene.valid, SIZE * SCALE // CELL)
    return scene


def file_values(truth):
    return (truth + 1.0) * 127.5


def test_a_crop_is_cut_where_it_says_and_rgb_and_hsi_show_the_same_cells():
    truth, hsi = cut(coordinates(), (3, 5), SIZE, SCALE, 2)
    assert truth.shape == (3, 64, 64) and hsi.shape == (2, 4, 4)
    # an LR pixel is 2 x 2 cells, so its mean row is that of its first cell and a half
    assert np.array_equal(hsi[0], np.broadcast_to(3.5 + 2 * np.arange(4)[:, None], (4, 4)))
    assert np.array_equal(hsi[1], np.broadcast_to(5.5 + 2 * np.arange(4)[None, :], (4, 4)))
    batch = make_batch([truth], [hsi], ["g"], SCALE)
    assert np.abs(file_values(batch.rgb[0, :2]) - hsi).max() < 1e-4


def test_lr_is_the_block_mean_of_the_crop():
    rng = np.random.default_rng(0)
    truth = rng.uniform(-1, 1, (3, 64, 64)).astype(np.float32)
    batch = make_batch([truth, -truth], [np.zeros((2, 4, 4))] * 2, ["a", "b"], SCALE)
    by_hand = truth[1, 16:32, 48:64].astype(np.float64).mean()
    assert abs(batch.rgb[0, 1, 1, 3] - by_hand) < 1e-6
    assert abs(batch.rgb[1, 1, 1, 3] + by_hand) < 1e-6
    assert batch.rgb.dtype == batch.hsi.dtype == batch.truth.dtype == np.float32


def test_values_0_and_255_become_minus_and_plus_1():
    scene = coordinates()
    scene.rgb[0, :, :], scene.rgb[1, :, :] = 0, 255
    truth, _ = cut(scene, (0, 0), SIZE, SCALE, 2)
    assert (truth[0] == -1.0).all() and (truth[1] == 1.0).all()


def test_flips_and_rotations_are_applied_alike_to_rgb_and_hsi():
    sampler = Sampler([coordinates()], SCALE, SIZE, 2, PLAIN)
    seen = set()
    for _ in range(12):
        batch = sampler.draw(8)
        assert np.abs(file_values(batch.rgb[:, :2]) - batch.hsi).max() < 1e-4
        for rows in batch.hsi[:, 0]:
            seen.add((np.sign(rows[1, 0] - rows[0, 0]), np.sign(rows[0, 1] - rows[0, 0])))
    # the row number may rise down, up, right or left: flips and rotations both happen
    assert seen == {(1, 0), (-1, 0), (0, 1), (0, -1)}


def test_without_rotation_rows_stay_rows():
    sampler = Sampler([coordinates()], SCALE, SIZE, 2, TrainConfig(**{**PLAIN.__dict__, "rotate": False}))
    rows = sampler.draw(64).hsi[:, 0]
    assert (rows[:, :, 0] == rows[:, :, 3]).all()
    assert {float(np.sign(r[1, 0] - r[0, 0])) for r in rows} == {-1.0, 1.0}


def test_turn_by_hand():
    square = np.array([[[1, 2], [3, 4]]])
    assert turn(square, True, False, 0).tolist() == [[[3, 4], [1, 2]]]
    assert turn(square, False, True, 0).tolist() == [[[2, 1], [4, 3]]]
    assert turn(square, False, False, 1).tolist() == [[[2, 4], [1, 3]]]
    laid = {turn(square, a, b, t).tobytes() for a in (0, 1) for b in (0, 1) for t in range(4)}
    assert len(laid) == 8


def test_crops_never_hold_an_invalid_cell():
    rng = np.random.default_rng(1)
    valid = rng.random((20, 23)) > 0.03
    starts = {(int(r), int(c)) for r, c in crop_starts(valid, 4)}
    by_hand = {(r, c) for r in range(17) for c in range(20) if valid[r : r + 4, c : c + 4].all()}
    assert starts == by_hand and 0 < len(by_hand) < 17 * 20
    assert len(crop_starts(valid[:3], 4)) == 0


def test_gain_and_offset_have_the_spread_that_the_options_say():
    config = TrainConfig(hsi_drop=0.0, hsi_gain=0.2, hsi_offset=0.1, rgb_gain=0.0, rgb_offset=0.0, rotate=False)
    scene = coordinates()
    scene.hsi[0], scene.hsi[1] = 0.0, 1.0
    hsi = Sampler([scene], SCALE, SIZE, 2, config).draw(3000).hsi
    offset, gain = hsi[:, 0, 0, 0], hsi[:, 1, 0, 0] - hsi[:, 0, 0, 0]
    assert abs(offset.std() - 0.1) < 0.005 and abs(offset.mean()) < 0.008
    assert abs(gain.std() - 0.2) < 0.01 and abs(gain.mean() - 1.0) < 0.015
    assert (hsi[:, 0] == hsi[:, 0, :1, :1]).all()  # one gain and offset for a whole crop


def test_the_hsi_is_dropped_as_often_as_the_options_say():
    config = TrainConfig(**{**PLAIN.__dict__, "hsi_drop": 0.3})
    scene = coordinates()
    scene.hsi += 1
    hsi = Sampler([scene], SCALE, SIZE, 2, config).draw(2000).hsi
    gone = (hsi == 0).all((1, 2, 3))
    assert abs(gone.mean() - 0.3) < 0.04
    assert (hsi[~gone] > 0).all()


def test_rgb_only_scenes_have_zero_hsi_even_with_gain_and_offset():
    scenes = [coordinates(hsi=False)]
    batch = Sampler(scenes, SCALE, SIZE, 2, TrainConfig(hsi_drop=0.0)).draw(16)
    assert (batch.hsi == 0).all() and np.abs(batch.truth).max() <= 1.0


def test_groups_are_drawn_by_weight_and_scenes_by_their_number_of_crops():
    scenes = [coordinates(group="a"), coordinates(group="b", rows=8, cols=8), coordinates(group="b", rows=8, cols=11)]
    assert [len(s.starts) for s in scenes[1:]] == [1, 4]
    scenes[1].hsi[:] = -5.0
    config = TrainConfig(**{**PLAIN.__dict__, "group_weights": (("a", 3.0),)})
    batch = Sampler(scenes, SCALE, SIZE, 2, config).draw(2000)
    of_b = np.array([group == "b" for group in batch.groups])
    assert abs(of_b.mean() - 0.25) < 0.04
    assert abs((batch.hsi[of_b, 0, 0, 0] == -5.0).mean() - 0.2) < 0.06
    none_of_b = TrainConfig(**{**PLAIN.__dict__, "group_weights": (("b", 0.0),)})
    assert set(Sampler(scenes, SCALE, SIZE, 2, none_of_b).draw(50).groups) == {"a"}


def test_the_same_seed_and_a_restored_state_give_the_same_crops():
    scenes = [coordinates()]
    one, other = (Sampler(scenes, SCALE, SIZE, 2, TrainConfig(seed=4)) for _ in range(2))
    assert one.draw(3).truth.tobytes() == other.draw(3).truth.tobytes()
    state = one.state()
    ahead = one.draw(3).hsi
    late = Sampler(scenes, SCALE, SIZE, 2, TrainConfig(seed=5))
    assert late.draw(3).hsi.tobytes() != ahead.tobytes()
    late.restore(state)
    assert late.draw(3).hsi.tobytes() == ahead.tobytes()


def arm(name, **values):
    return TrainConfig(**{**PLAIN.__dict__, "hsi_arm": name, **values})


def test_every_arm_draws_the_same_crops_and_has_its_own_hsi():
    scenes = [coordinates(), coordinates(), coordinates(hsi=False), coordinates(group="other")]
    for number, scene in enumerate(scenes):
        scene.rgb[2] = number
        if scene.hsi is not None:
            scene.hsi[0] = 10 * number + 1
    drawn = {name: Sampler(scenes, SCALE, SIZE, 2, arm(name, hsi_drop=0.2)).draw(200) for name in ARMS}
    assert drawn["none"].truth.tobytes() == drawn["hsi"].truth.tobytes() == drawn["shuffled"].truth.tobytes()
    assert not drawn["none"].hsi.any()
    own = file_values(drawn["hsi"].truth[:, 2, 0, 0]).round()
    given, taken = (drawn[name].hsi[:, 0, 0, 0] for name in ("hsi", "shuffled"))
    assert ((given == 10 * own + 1) | (given == 0)).all() and (given[own == 2] == 0).all()
    kept = taken != 0
    assert (kept == (given != 0)).all() and 0.5 < kept.mean() < 0.9
    assert (taken[kept] != given[kept]).all()
    # of another scene of the group; the only one of its group takes from the others
    assert set(taken[kept & (own == 0)]) == {11.0} and set(taken[kept & (own == 1)]) == {1.0}
    assert set(taken[kept & (own == 3)]) == {1.0, 11.0}


def test_the_shuffled_arm_draws_anew_and_goes_on_after_a_restart():
    scenes = [coordinates(), coordinates()]
    sampler = Sampler(scenes, SCALE, SIZE, 2, arm("shuffled"))
    first = sampler.draw(50)
    assert len({crop.tobytes() for crop in first.hsi}) > 40
    state, ahead = sampler.state(), sampler.draw(3).hsi
    sampler.restore(state)
    assert sampler.draw(3).hsi.tobytes() == ahead.tobytes()


def test_the_shuffled_arm_wants_another_place():
    with pytest.raises(SpecGanError, match="no other scene"):
        Sampler([coordinates(), coordinates(hsi=False)], SCALE, SIZE, 2, arm("shuffled"))
    Sampler([coordinates(), coordinates(hsi=False)], SCALE, SIZE, 2, arm("none"))


def test_held_out_crops_are_measured_with_the_arm_s_hsi():
    train, val = coordinates(), coordinates(split="val")
    val.hsi += 100
    given = {name: validation_batch([train, val], SCALE, SIZE, 2, 4, name) for name in ARMS}
    assert given["hsi"].hsi.min() >= 100 > given["shuffled"].hsi.max() > 0
    assert not given["none"].hsi.any()
    assert given["hsi"].truth.tobytes() == given["shuffled"].truth.tobytes() == given["none"].truth.tobytes()


def test_held_out_scenes_are_never_trained_on_and_the_others_never_measured():
    train, val = coordinates(), coordinates(split="val")
    val.hsi += 100
    assert Sampler([train, val], SCALE, SIZE, 2, PLAIN).draw(100).hsi.max() < 50
    batch = validation_batch([train, val], SCALE, SIZE, 2, 6)
    assert len(batch.truth) == 6 and batch.hsi.min() >= 100
    assert len({crop.tobytes() for crop in batch.hsi}) == 6  # six different places
    assert validation_batch([train], SCALE, SIZE, 2, 6) is None
    with pytest.raises(SpecGanError, match="No scene is left"):
        Sampler([val], SCALE, SIZE, 2, PLAIN)


def test_few_held_out_crops_are_spread_over_all_scenes():
    scenes = [coordinates(split="val") for _ in range(6)]
    for number, scene in enumerate(scenes):
        scene.hsi += 100 * number
    batch = validation_batch(scenes, SCALE, SIZE, 2, 2)
    assert [int(crop.mean() // 100) for crop in batch.hsi] == [1, 4]

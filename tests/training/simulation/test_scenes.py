"""What the simulated landscape is drawn with: noise, crowns, roads, water, the lens."""

from __future__ import annotations

import numpy as np
import pytest
from specgan.training.simulation import materials, objects, plants, quarters, scene, townplan, traffic
from specgan.training.simulation.canvas import FAR, Canvas, Rect, box, crowns, scatter_table


def sheet(size=160, step=0.5, seed=2):
    return Canvas(size, size, step, 2 * step, np.random.default_rng(seed))


def test_box_is_the_mean_over_a_window_with_its_edges_repeated():
    image = np.zeros((5, 6), np.float32)
    image[2, 3], image[0, 0] = 9, 18
    assert box(image, 1)[1:4, 2:5] == pytest.approx(np.ones((3, 3)))
    assert box(image, 1)[0, 0] == pytest.approx(18 * 4 / 9)  # the corner counts four times


def test_crowns_are_the_nearest_of_jittered_points():
    """Against all points of the cells around, written out."""
    table = scatter_table(np.random.default_rng(1))
    u, v = np.meshgrid(np.linspace(3, 9, 13, dtype=np.float32), np.linspace(2, 7, 11, dtype=np.float32))
    distance, value = crowns(u, v, 2.0, 0.8, table)
    du, dv, size = (table[key].reshape(128, 128) for key in ("du", "dv", "value"))
    for at in ((0, 0), (5, 6), (10, 12)):
        x, y = u[at] / 2, v[at] / 2
        points = [
            (np.hypot(x - i - 0.5 - 0.8 * (du[i, j] - 0.5), y - j - 0.5 - 0.8 * (dv[i, j] - 0.5))
             / (0.8 + 0.4 * size[i, j]), size[i, j])
            for i in range(6) for j in range(6)
        ]  # fmt: skip
        assert (distance[at], value[at]) == pytest.approx(min(points), abs=1e-5)


def test_roads_join_with_round_kerbs():
    """Two streets 9 m wide, one along u and one along v: the distance to the kerb is that to the nearer edge, and in
    the corner that to an arc of 5 m."""
    c = sheet(240)
    traffic.lay_roads(c, [(Rect(0, 0, 300, 14.5), "street"), (Rect(0, 0, 14.5, 300), "street")])
    first, second = np.abs(c.t) - 4.5, np.abs(c.s) - 4.5
    near, far = np.minimum(first, second), np.maximum(first, second)
    arc = 5 - np.hypot(np.minimum(near - 5, 0), np.minimum(far - 5, 0))
    wanted = np.where((near > 0) & (far < 5), np.minimum(near, arc), near)
    assert np.abs(c.road - wanted)[near < 10].max() < 1e-3
    corner = (np.abs(first - 1) < 0.3) & (np.abs(second - 1) < 0.3)
    assert corner.any() and (c.road[corner] < 0).all()  # 5 - hypot(4, 4) = -0.66: carriageway
    asphalt = {materials.number(name) for name in ("asphalt_old", "asphalt_new", "concrete")}
    paint = {materials.number(name) for name in ("paint_white", "paint_yellow")}
    inside = (c.road < -0.3) & (c.height == 0)
    assert set(np.unique(c.material[inside])) <= asphalt | paint
    assert (c.height[(c.road > 0.05) & (c.road < 0.25)] >= 0.1).mean() > 0.9  # the kerb stands higher


def test_a_landscape_has_the_same_roads_at_any_pixel_size():
    fine, coarse = (Canvas(n, n, 120 / n, 240 / n, np.random.default_rng(11)) for n in (480, 240))
    for c in (fine, coarse):
        townplan.lay_out(c)
    assert 0.02 < (coarse.road < 0).mean() < 0.9
    inner = (np.abs(coarse.road) > 0.5) & (coarse.road < FAR)
    assert ((fine.road[::2, ::2] < 0) == (coarse.road < 0))[inner].mean() > 0.995


def test_what_is_drawn_later_leaves_the_river_and_the_roads():
    c = sheet(300)
    objects.river(c, 20.0, 0.0, 24.0)
    traffic.lay_roads(c, [(Rect(0, -30, 300, 14.5), "street")])
    water, road = c.material == materials.number("water"), c.road < -0.2
    before = c.material[road].copy()
    assert water.mean() > 0.05 and road.any()
    quarters.keep_water(c, Rect(0, 0, 140, 140), quarters.draw("maize"))
    assert (c.material == materials.number("maize")).mean() > 0.2
    assert (c.material[water] == materials.number("water")).all() and (c.material[road] == before).all()
    plants.tree(c, float(c.s[water][0]), float(c.t[water][0]), 3.0)
    assert not c.leafy.any()  # no tree stands in the water


def test_a_crown_is_round_rough_and_shaded():
    """A tree of 4 m: its area, its height, brighter towards the sun, uneven inside."""
    c = sheet(200, 0.15)
    c.paint(c.patch(Rect(0, 0, 90, 90)), "concrete", height=0.0)
    plants.tree(c, 0.0, 0.0, 4.0)
    crown = c.leafy.copy()
    assert crown.sum() * 0.15**2 == pytest.approx(np.pi * 16, rel=0.25)
    assert 5.5 < c.height[crown].max() < 9
    c.relief()
    row, col = np.argwhere(crown).mean(0)
    y, x = np.mgrid[:200, :200]
    east, south, _ = c.sun_picture
    side = east * (x - col) + south * (y - row)
    lit, dark = c.bright[crown & (side > 4)], c.bright[crown & (side < -4)]
    assert lit.mean() > 1.15 * dark.mean() and lit.std() > 0.08 * lit.mean()
    ground = ~crown & (c.sunlit() < 0.2)
    assert ground.sum() > 0.5 * crown.sum() and side[ground].mean() < 0  # its shadow falls away from the sun


def test_the_lens_spreads_a_point_and_loses_no_light():
    image = np.zeros((31, 31), np.float32)
    image[15, 15] = 1
    seen = scene.blurred(image, 1.5)
    x = np.arange(31) - 15
    assert seen.sum() == pytest.approx(1, abs=1e-5)
    assert np.sqrt((seen.sum(0) * x**2).sum()) == pytest.approx(1.5, rel=0.03)  # cut off at three deviations
    assert scene.blurred(np.full((4, 5), 0.3, np.float32), 0.5) == pytest.approx(np.full((4, 5), 0.3))


def test_white_roofs_keep_their_texture():
    """Bright values are compressed: reflectance 20 % above white is not cut off."""
    assert scene.SHOULDER + (1 - scene.SHOULDER) * (1 - np.exp(-(1.11 - scene.SHOULDER) / (1 - scene.SHOULDER))) < 0.96
    white = scene.simulate(9, (96, 96), 0.3, scene.Look(white=0.3, noise=0.0))
    assert white.rgb.max() < 255

"""The range that stands for -1 to 1: values far outside the rest do not stretch it."""

import numpy as np
import pytest
from specgan.core.patches.value_range import find_range, split_strays

GROUND = np.tile(np.arange(1000.0, 2001.0), (3, 1))
"""1000, 1001, ... 2000 in every band: percentiles 1 and 99 are 1010 and 1990, quartiles 1250 and 1750."""


def with_more(*values):
    return np.concatenate([GROUND, np.tile(np.asarray(values, float), (3, 1))], 1)


def test_ordinary_values_have_the_percentiles_of_ever():
    found = find_range(GROUND, (1, 99))
    assert (float(found.low), float(found.high), found.strays) == (1010.0, 1990.0, ())
    tails = with_more(*range(2001, 4700, 300))  # to 1750 + 6 x 500 = 4750 all values count
    expected = np.percentile(tails, (1, 99))
    np.testing.assert_array_equal((lambda found: (found.low, found.high))(find_range(tails, (1, 99))), expected)


@pytest.mark.parametrize("share", [0.005, 0.02, 0.1, 0.2])
@pytest.mark.parametrize("kind", ["clouds", "constant", "below"])
def test_tails_do_not_stretch_it(share, kind):
    """Within 5 % of 980, what the range of the ground alone is; percentiles would reach the tail from 1 % on."""
    count = int(1001 * share / (1 - share))
    more = {"clouds": np.linspace(8000, 20000, count), "constant": [9000] * count, "below": [-32768] * count}[kind]
    found = find_range(with_more(*more), (1, 99))
    assert float(found.low) == pytest.approx(1010, abs=25) and float(found.high) == pytest.approx(1990, abs=25)


def waves():
    """Calm fields, (3, 672)."""
    y, x = np.mgrid[:24, :28]
    calm = 90 + 12 * np.sin(x / 9.0) * np.cos(y / 8.0) + 3 * np.random.RandomState(1).randn(24, 28)
    return (np.stack([calm, calm * 0.95, calm * 0.8]) * 12).reshape(3, -1)


BELL = np.tile(np.random.RandomState(2).normal(1000, 100, 4000), (3, 1))


@pytest.mark.parametrize("spread", [0.0, 0.02, 0.1])
@pytest.mark.parametrize("ground", [GROUND, BELL, waves()], ids=["even", "bell", "waves"])
def test_two_percent_of_something_else_anywhere_stretch_it_by_a_fifth_at_most(ground, spread):
    """Thin clouds, glints, shadows: from three widths of the ground below it to six above. Percentiles
    within the fences alone would be stretched up to four times."""
    clear = find_range(ground, (1, 99))
    count, bottom, width = round(0.02 / 0.98 * ground.shape[1]), ground.min(), ground.max() - ground.min()
    noise = spread * width * np.random.RandomState(3).randn(count)
    for place in np.linspace(-3, 6, 46):
        more = np.tile(bottom + place * width + noise, (3, 1))
        found = find_range(np.concatenate([ground, more], 1), (1, 99))
        assert 0.99 < (found.high - found.low) / (clear.high - clear.low) < 1.2, place


@pytest.mark.parametrize("value, count", [(0, 50), (0, 1000), (2500, 100), (700, 100)])
def test_a_frame_of_one_value_does_not_stretch_it(value, count):
    """Black or white beside the ground, without a warning; a gap of a fifth of the ground's width and more."""
    found = find_range(with_more(*[value] * count), (1, 99))
    assert (float(found.low), float(found.high), found.strays) == (1010.0, 1990.0, ())


def test_a_drawing_of_three_colours_keeps_them_all():
    found = find_range(np.repeat([[0.0, 100.0, 200.0]], 300, 1).reshape(1, -1), (1, 99))
    assert (float(found.low), float(found.high)) == (0.0, 200.0)


def test_several_values_that_repeat_are_named_with_their_share():
    strays, kept = split_strays(with_more(*[-9999] * 10, *[65535] * 20))
    assert [(stray.value, stray.share) for stray in strays] == [(-9999, 10 / 1031), (65535, 20 / 1031)]
    np.testing.assert_array_equal(kept, GROUND)


@pytest.mark.parametrize(
    "more", [[0] * 50, [2900] * 50, [-9999], [], [1500] * 500], ids=["black", "near", "single", "none", "inside"]
)
def test_what_is_none(more):
    assert split_strays(with_more(*more))[0] == ()


def test_a_value_in_one_band_costs_its_pixels():
    values = GROUND.copy()
    values[2, :7] = -9999
    (stray,), kept = split_strays(values)
    assert (stray.value, stray.share) == (-9999, 7 / 1001) and kept.shape == (3, 994)


@pytest.mark.parametrize("count", [1001, 4004, 50000])
def test_most_pixels_may_be_no_data(count):
    """The corners of a turned scene: 50, 80, 98 % of -9999."""
    found = find_range(with_more(*[-9999] * count), (1, 99))
    assert (float(found.low), float(found.high)) == (1010.0, 1990.0)
    assert [stray.value for stray in found.strays] == [-9999]


def test_a_calm_sea_is_no_stray():
    """Land of 1000 to 2000 beside a sea of 100 all over: 900 away, less than the land is wide."""
    assert find_range(with_more(*[100] * 5000), (1, 99)).strays == ()


def test_constant_bands_and_halves_stay():
    assert float(find_range(np.full((3, 50), 7.0), (1, 99)).low) == 7
    halves = np.repeat([[0.0, 1000.0]], 500, 1).reshape(1, -1)
    assert float(find_range(halves, (1, 99)).high) == 1000


def test_bands_and_conversion():
    values = np.stack([GROUND[0], GROUND[0] * 2])
    per_band = find_range(values, (1, 99), per_band=True)
    np.testing.assert_allclose(per_band.low, (1010, 2020))
    mean = find_range(values, (1, 99), convert=lambda some: some.mean(0, keepdims=True))
    assert (float(mean.low), float(mean.high)) == (1515, 2985)


@pytest.mark.parametrize("factor", [257, 100, 1 / 255])
def test_units_do_not_matter(factor):
    values = with_more(*[30000] * 30, *np.linspace(9000, 20000, 20))
    one, other = find_range(values, (1, 99)), find_range(values * factor, (1, 99))
    np.testing.assert_allclose((other.low, other.high), (one.low * factor, one.high * factor), rtol=1e-9)


def test_a_margin_widens_it_at_either_end():
    """980 wide: half of it is 490."""
    found = find_range(GROUND, (1, 99)).widened(0.5)
    assert (float(found.low), float(found.high)) == (520.0, 2480.0)
    bands = find_range(np.stack([GROUND[0], GROUND[0] * 2]), (1, 99), per_band=True).widened(0.25)
    np.testing.assert_allclose((bands.low, bands.high), ((1010 - 245, 2020 - 490), (1990 + 245, 3980 + 490)))

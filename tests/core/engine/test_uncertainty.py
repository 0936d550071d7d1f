"""Several answers a patch: their spread, their mean, and how much of the detail is expected, with known networks."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from answering import ACROSS, ALONG, NODATA, ONE, SCALE, TWO, Wild, hostile, make_job, read
from osgeo import gdal
from specgan.core.engine import superresolve
from specgan.core.planning import plan
from specgan.core.shelf.upsampling import upsample


@pytest.fixture
def make(tmp_path):
    """Makes a job, see `make_job`."""
    return partial(make_job, tmp_path)


def grey(image):
    return np.tensordot([0.299, 0.587, 0.114], np.asarray(image, np.float64), 1)


def without_uncertainty(job, name="plain.tif"):
    return replace(job, uncertainty=None, output=job.output.with_name(name))


@pytest.mark.parametrize(
    "answers,factor",
    [
        (2, np.sqrt(2)),  # stripes and, after half a turn, the same with the other sign: |x - y| / sqrt(2)
        (4, np.sqrt(4 / 3)),  # 1, -1, -1, 1: four squares over n - 1
        (8, np.sqrt(8 / 7)),  # four answers are 1, -1, -1, 1 by columns and four by rows
    ],
)
@pytest.mark.parametrize("height,width", [(8, 8), (5, 3), (23, 30), (1, 41)])
def test_a_known_spread_is_found_everywhere(make, answers, factor, height, width):
    """Patches smaller and larger than the raster, at its edges, in blend zones and inside: 0.1 of 50 is 5."""
    job = make(np.full((3, height, width), 40, np.float32), more=0.1 * ACROSS, answers=answers)
    result = superresolve(job)
    band = gdal.Open(str(result.uncertainty))
    assert band.RasterCount == 1 and (band.RasterXSize, band.RasterYSize) == (width * SCALE, height * SCALE)
    np.testing.assert_allclose(band.ReadAsArray(), 5 * factor, rtol=1e-5)
    assert result.answers == answers
    np.testing.assert_array_equal(read(result.output), read(superresolve(without_uncertainty(job)).output))


def test_expected_detail_its_distance_and_its_share(make):
    """0.3 by columns is expected, 0.4 by rows is not: 0.4 of 50 is 20, and 0.09 of 0.25 is 36 %."""
    job = make(np.full((3, 23, 30), 40, np.float32), TWO, 0.3 * ACROSS, 0.4 * ALONG, answers=2)
    result = superresolve(job)
    spread, distance, share = read(result.uncertainty)
    # half a turn changes both signs: a column of 0.3 and a row of 0.4 give 0.7 and 0.1, times 2 / sqrt(2)
    np.testing.assert_allclose(np.unique(spread.round(3)), 50 * np.sqrt(2) * np.array([0.1, 0.7]), rtol=1e-4)
    np.testing.assert_allclose(distance, 20, rtol=1e-5)
    np.testing.assert_allclose(share, 0.36, rtol=1e-5)
    assert result.expected_share == pytest.approx(0.36, rel=1e-5)
    tags = gdal.Open(str(result.output)).GetMetadata()
    assert tags["SPECGAN_EXPECTED_SHARE"] == "0.3600" and tags["SPECGAN_ANSWERS"] == "2"


def test_all_three_follow_detail(make):
    """DETAIL 0.5 leaves 0.2 by rows: 10, and 0.09 of 0.13."""
    job = make(np.full((3, 23, 30), 40, np.float32), TWO, 0.3 * ACROSS, 0.4 * ALONG, answers=2, detail=0.5)
    spread, distance, share = read(superresolve(job).uncertainty)
    np.testing.assert_allclose(np.unique(spread.round(3)), 50 * np.sqrt(2) * np.array([0.1, 0.5]), rtol=1e-4)
    np.testing.assert_allclose(distance, 10, rtol=1e-5)
    np.testing.assert_allclose(share, 9 / 13, rtol=1e-5)


@pytest.mark.parametrize("factor,left", [(4, 1.0), (2, 0.0)])
def test_a_smaller_factor_has_the_spread_of_its_own_pixels(make, factor, left):
    """Stripes of one pixel are gone in means of two; the share is that of the model's own pixels."""
    job = make(np.full((3, 16, 16), 40, np.float32), TWO, 0.3 * ACROSS, 0.4 * ALONG, factor=factor)
    spread, distance, share = read(superresolve(job).uncertainty)
    assert spread.shape == (16 * factor, 16 * factor)
    assert distance == pytest.approx(20 * left, abs=1e-4) and (spread.max() > 1) == bool(left)
    np.testing.assert_allclose(share, 0.36, rtol=1e-5)


def test_no_detail_is_all_expected(make):
    result = superresolve(make(np.full((3, 16, 16), 40, np.float32), TWO))
    spread, distance, share = read(result.uncertainty)
    assert spread.max() < 1e-4 and distance.max() < 1e-4 and (share == 1).all()


def test_ranges_of_three_bands_each_weigh_their_own(make):
    """A layer without a range of its own maps each band by itself; here 0 to 100, 200 and 400."""
    rgb = np.stack([np.full((16, 16), value, np.float32) for value in (40, 80, 160)])
    job = make(rgb, more=0.1 * ACROSS, answers=2, rgb_range=None)
    the_plan = plan(job)
    spans = np.subtract(the_plan.rgb_map.high, the_plan.rgb_map.low) * np.ones(3)
    spread = read(superresolve(job).uncertainty)
    np.testing.assert_allclose(spread, np.sqrt(2) * 0.1 * grey(spans) / 2, rtol=1e-3, atol=1e-6)


def turned_alone(number):
    """The network that gets every patch turned the way `number` says, and whose answer is turned back; written out."""

    def there(x):
        x = {0: x, 1: np.rot90(x, 2, (2, 3)), 2: x[..., ::-1], 3: x[:, :, ::-1]}[number % 4]
        return np.ascontiguousarray(x)

    class Alone(Wild):
        def infer(self, hsi, rgb):
            if number < 4:
                return there(super().infer(there(hsi), there(rgb)))  # each of the four undoes itself
            across = [x.transpose(0, 1, 3, 2) for x in (hsi, rgb)]
            ways = {4: 0, 5: 2, 6: 3, 7: 1}[number]  # then no, half, and a quarter turn this way and that
            turned = [np.ascontiguousarray(_after_transposing(x, ways)) for x in across]
            answer = super().infer(*turned)
            return np.ascontiguousarray(_after_transposing(answer, ways).transpose(0, 1, 3, 2))

    return Alone


def _after_transposing(x, ways):
    return {0: x, 2: x[:, :, ::-1, ::-1], 3: x[:, :, ::-1], 1: x[..., ::-1]}[ways]


@pytest.mark.parametrize("spec", [ONE, TWO, replace(ONE, lr_consistent=False), replace(TWO, detail_correlation=0.2)])
@pytest.mark.parametrize("dtype,consistency", [("float32", None), ("float32", True), ("uint8", None)])
def test_the_spread_is_that_of_the_results_that_each_answer_gives_alone(make, spec, dtype, consistency):
    rgb = hostile(dtype)
    options = {"answers": 8, "rgb_range": (0.0, 255.0), "consistency": consistency, "detail": 0.7}
    job = make(rgb, spec, nodata=0, **options)
    result = superresolve(job, backend=Wild(spec))
    alone = [
        read(superresolve(without_uncertainty(job, f"{number}.tif"), backend=turned_alone(number)(spec)).output)
        for number in range(8)
    ]
    data = (rgb[0] != 0).repeat(SCALE, 0).repeat(SCALE, 1)
    got = read(result.uncertainty).reshape(-1, *data.shape)
    np.testing.assert_array_equal(got == NODATA, np.broadcast_to(~data, got.shape))
    expected = np.std([grey(image) for image in alone], 0, ddof=1)
    # a result of 8 bit is rounded: its luma is off by half a grey level at most, and so is its deviation
    np.testing.assert_allclose(got[0][data], expected[data], rtol=1e-4, atol=1e-3 if dtype == "float32" else 0.6)
    assert expected[data].max() > 10
    if dtype == "uint8" and spec.lr_consistent:  # blocks of the last value can be nothing else
        roofs = (rgb == 255).all(0).repeat(SCALE, 0).repeat(SCALE, 1)
        assert (got[0][roofs] == 0).all()
    np.testing.assert_array_equal(read(result.output), alone[0])  # the result is the first answer

    mean = superresolve(replace(job, average=True), backend=Wild(spec))
    if dtype == "float32":
        np.testing.assert_allclose(read(mean.output)[:, data], np.mean(alone, 0)[:, data], rtol=1e-5, atol=2e-4)
    same = superresolve(replace(without_uncertainty(job), average=True), backend=Wild(spec))
    np.testing.assert_array_equal(read(same.output), read(mean.output))
    np.testing.assert_array_equal(read(mean.uncertainty).reshape(got.shape)[0], got[0])


def test_independent_noise_keeps_its_variance_in_blend_zones(make):
    """White noise of unit variance in every patch and answer: the mean square of the spread is 1, blended or not."""

    class Noise(Wild):
        random = np.random.RandomState(7)

        def infer(self, hsi, rgb):
            size, scale = self.spec.out_size, self.spec.scale
            noise = self.random.standard_normal((len(rgb), 1, size, size)).astype(np.float32)
            blocks = noise.reshape(len(rgb), 1, size // scale, scale, size // scale, scale)
            noise = (blocks - blocks.mean((3, 5), keepdims=True)).reshape(noise.shape) / np.sqrt(1 - scale**-2)
            return upsample(rgb, scale) + noise

    spec = replace(ONE, detail_correlation=0.0)
    job = make(np.full((3, 90, 90), 0, np.float32), spec, rgb_range=(-1.0, 1.0), answers=8)
    the_plan = plan(job)
    square = read(superresolve(job, backend=Noise(spec)).uncertainty) ** 2
    blended = the_plan.rows.blended(SCALE)[:, None] | the_plan.cols.blended(SCALE)[None]
    # 129,600 pixels of 7 degrees of freedom each: standard error sqrt(2 / 7 / n), 0.2 % of either kind
    assert abs(square[~blended].mean() - 1) < 0.01 and abs(square[blended].mean() - 1) < 0.02
    assert 0.1 < blended.mean() < 0.9


def test_tags_names_and_meanings(make):
    job = make(hostile("uint8"), TWO, 0.3 * ACROSS, 0.4 * ALONG, nodata=0, average=True)
    dataset = gdal.Open(str(superresolve(job).uncertainty))
    names = [dataset.GetRasterBand(number).GetDescription() for number in (1, 2, 3)]
    assert names == [
        "Standard deviation of luma over the answers",
        "Distance of luma from what is expected",
        "Share of the detail that is expected",
    ]
    assert dataset.GetGeoTransform() == gdal.Open(str(job.output)).GetGeoTransform()
    tags = dataset.GetMetadata()
    assert tags["SPECGAN_ANSWERS"] == "4" and tags["SPECGAN_AVERAGE"] == "yes"
    command = tags["SPECGAN_COMMAND"]
    assert "--AVERAGE=true" in command and f"--UNCERTAINTY={job.uncertainty}" in command
    assert dataset.GetRasterBand(1).GetNoDataValue() == NODATA and dataset.GetRasterBand(1).GetOverviewCount() == 0

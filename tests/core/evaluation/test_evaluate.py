"""Whole evaluations of small rasters: figures worked out by hand, grids, nodata, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from specgan.core.errors import Cancelled, SpecGanError
from specgan.core.evaluation import Inputs, evaluate
from specgan.core.shelf.progress import Progress
from specgan.core.shelf.upsampling import upsample


def run(tmp_path, **layers):
    return evaluate(Inputs(output=tmp_path / "report.html", **layers))


def lines(done):
    with open(done.table, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def block_means(image, factor=4):
    bands, height, width = image.shape
    return image.reshape(bands, height // factor, factor, width // factor, factor).mean((2, 4))


def test_a_known_offset_from_the_truth(tmp_path, raster, ground):
    result = ground.copy()
    result[0] += 3  # squared errors 9, 0, 0
    done = run(tmp_path, result=raster("result", result), truth=raster("truth", ground))
    assert done.figures["rmse"] == pytest.approx(np.sqrt(3))
    assert done.figures["psnr"] == pytest.approx(10 * np.log10(255**2 / 3))
    assert "consistency" not in done.figures and np.isnan(done.figures["ergas"])  # no LR layer, no factor


def test_figures_with_an_lr_layer(tmp_path, raster, ground):
    """The result is the truth with its detail turned round: all of it is wrong, and block means stay."""
    lr = block_means(ground).astype(np.uint8)
    smooth = lr.repeat(4, 1).repeat(4, 2)
    result = (2 * smooth.astype(int) - ground).astype(np.uint8)
    done = run(tmp_path, result=raster("result", result), truth=raster("truth", ground), lr=raster("lr", lr, 4.0))
    figures = done.figures
    assert figures["rmse"] == pytest.approx(20) and figures["consistency"] == pytest.approx(0, abs=1e-6)
    relative = 20 / ground.mean((1, 2))
    assert figures["ergas"] == pytest.approx(100 / 4 * np.sqrt((relative**2).mean()), rel=1e-6)
    assert figures["energy"] == pytest.approx(1, abs=1e-3)  # as much detail, none of it right
    assert figures["improvement"] + figures["omission"] + figures["hallucination"] == pytest.approx(1)
    assert figures["detail"] < 0.9
    row = lines(done)[1]
    assert row["place"] == "interpolation of the LR layer" and float(row["rmse"]) > 9


def test_improvement_omission_and_hallucination_by_hand(tmp_path, raster):
    """96 LR pixels of 100. Truth: three of them have detail of +-20. Result: the first is right, the second plain, the
    third has its detail turned round, a fourth has detail that is not in truth. Nothing else counts, and histograms are
    alike."""
    detail = np.where((np.arange(4)[:, None] + np.arange(4)) % 2 == 0, 20, -20)
    truth, result = np.full((2, 3, 32, 48), 100)
    for number, (own, made) in enumerate(((1, 1), (1, 0), (1, -1), (0, 1))):
        here = (slice(None), slice(8, 12), slice(8 + 8 * number, 12 + 8 * number))
        truth[here] += own * detail
        result[here] += made * detail
    lr = np.full((3, 8, 12), 100, np.uint8)
    result, truth = raster("result", result.astype(np.uint8)), raster("truth", truth.astype(np.uint8))
    figures = run(tmp_path, result=result, truth=truth, lr=raster("lr", lr, 4.0)).figures
    near = np.array([1, np.exp(-4), np.exp(-4)]) / (1 + 2 * np.exp(-4))  # at the centre of a kind
    right, plain, invented = near, near[[1, 0, 2]], np.array([0, 0, 1])
    turned = np.mean([_shares(40 / 200, 20 / 180, 20 / 220), _shares(40 / 200, 20 / 220, 20 / 180)], 0)
    wanted = np.mean([right, plain, turned, invented], 0)
    found = [figures[name] for name in ("improvement", "omission", "hallucination")]
    np.testing.assert_allclose(found, wanted, atol=1e-4)
    assert figures["rmse"] == pytest.approx(np.sqrt((400 + 1600 + 400) / 96))
    assert figures["detail"] == pytest.approx(0, abs=1e-6)  # 400 - 400 of 3 x 400


def _shares(to_truth, to_plain, reference):
    """Improvement, omission, hallucination of a pixel with these distances."""
    d_im, d_om = to_truth / reference, to_plain / reference
    beyond = 1 - np.exp(-0.05 * (d_im + d_om - 1))
    scores = np.array([d_im + d_om * beyond, d_om + d_im * beyond, np.exp(-0.05 * d_im * d_om)])
    weights = np.exp(-scores / 0.25)
    return weights / weights.sum()


def test_lr_rmse_and_generated_share_by_hand(tmp_path, raster):
    """A flat LR layer of 100: the base is 100. Detail of +-10, and one LR pixel of 96 is 4 too high in all bands."""
    pattern = np.where((np.arange(32)[:, None] + np.arange(48)) % 2 == 0, 110, 90)
    result = np.broadcast_to(pattern, (3, 32, 48)).astype(np.float32).copy()
    result[:, :4, :4] += 4
    lr = np.full((3, 8, 12), 100, np.float32)
    tags = {"rgb_range": "0,255"}
    done = run(tmp_path, result=raster("result", result, tags=tags), lr=raster("lr", lr, 4.0))
    assert done.figures["consistency"] == pytest.approx(np.sqrt(16 / 96), rel=1e-5)
    detail = result.astype(float) - 100
    assert done.figures["generated"] == pytest.approx((detail**2).mean() / detail.var(), rel=1e-5)
    assert "psnr" not in done.figures


def test_seams_where_the_tags_say_patches_end(tmp_path, raster):
    """Two patches of 4 LR pixels side by side: columns rise by 1 at each LR line, and by 3 where the patches meet."""
    columns = np.cumsum([0, 1, 1, 1, 3, 1, 1, 1]).repeat(4)
    result = np.broadcast_to(columns, (3, 16, 32)).astype(np.uint8)
    tags = {"factor": "4", "patch": "4", "overlap": "0", "seam_ratio": "1.0"}
    done = run(tmp_path, result=raster("result", result, tags=tags))
    others = (16 * 6 * 1.0 + 32 * 3 * 0.0) / (16 * 6 + 32 * 3)  # the horizontal lines step by 0
    assert done.figures["seam"] == pytest.approx(3 / others)


def test_steps_that_the_lr_layer_has_too_are_no_seams(tmp_path, raster):
    """One line on which patches meet lies on an edge of the ground: from 50 to 150, in both layers."""
    lr = np.full((3, 8, 16), 50, np.float32)
    lr[:, :, 8:] = 150
    lr += np.random.default_rng(0).uniform(0, 20, lr.shape).astype(np.float32)
    tags = {"factor": "4", "patch": "8", "overlap": "0", "rgb_range": "0,255"}
    result = upsample(lr, 4)
    done = run(tmp_path, result=raster("result", result, tags=tags), lr=raster("lr", lr, 4.0))
    assert done.figures["seam"] > 2 and done.figures["generated"] == pytest.approx(0, abs=1e-9)
    assert any("and so they are in the interpolated LR layer" in sentence for sentence in done.sentences)


def test_without_patches_in_the_tags_the_seam_is_what_the_run_measured(tmp_path, raster, ground):
    done = run(tmp_path, result=raster("result", ground, tags={"factor": "4", "seam_ratio": "1.2500"}))
    assert done.figures["seam"] == 1.25
    assert any("edges" in sentence for sentence in done.sentences)


def test_the_lr_layer_of_the_tags_is_taken(tmp_path, raster, ground):
    lr = raster("lr", block_means(ground).astype(np.uint8), 4.0)
    done = run(tmp_path, result=raster("result", ground, tags={"rgb": lr, "rgb_bands": "1,2,3"}))
    assert done.figures["consistency"] == pytest.approx(0, abs=1e-6)
    Path(lr).unlink()
    done = run(tmp_path, result=raster("result", ground, tags={"rgb": lr}))
    assert "consistency" not in done.figures
    assert "not there any more" in done.page.read_text(encoding="utf-8")


def test_a_finer_truth_is_averaged(tmp_path, raster, ground):
    """Pixels of half a metre, +-7 about the result's: averaged, they are the result."""
    finer = ground.repeat(2, 1).repeat(2, 2).astype(int)
    finer[:, ::2] += 7
    finer[:, 1::2] -= 7
    done = run(tmp_path, result=raster("result", ground), truth=raster("truth", finer.astype(np.uint8), 0.5))
    assert done.figures["rmse"] == pytest.approx(0, abs=1e-5)
    assert "The truth is finer" in done.page.read_text(encoding="utf-8")


def test_a_coarser_truth_gets_the_averaged_result(tmp_path, raster, ground):
    truth = block_means(ground).astype(np.uint8) + np.uint8(2)
    done = run(tmp_path, result=raster("result", ground), truth=raster("truth", truth, 4.0))
    assert done.figures["rmse"] == pytest.approx(2, abs=1e-5)
    assert "The truth is coarser" in done.page.read_text(encoding="utf-8")


def test_only_common_ground_counts(tmp_path, raster, ground):
    """The truth covers the right half, from column 48 on, and has no data in its last 8 columns."""
    part = ground[:, :, 48:].copy()
    part[:, :, -8:] = 0
    result = ground.copy()
    result[:, :, :48] += 50  # counts nowhere
    result[1] += 6
    truth = raster("truth", part, corner=(500048.0, 5800000.0), nodata=0)
    done = run(tmp_path, result=raster("result", result), truth=truth)
    assert done.figures["rmse"] == pytest.approx(np.sqrt(36 / 3))


def test_a_pixel_that_lacks_one_band_does_not_count(tmp_path, raster, ground):
    """0 is nodata, and stands in one band of 96 pixels: these are 9 off in the others."""
    result = ground.copy()
    result[:2, :1] += 9
    result[2, :1] = 0
    result[1, 1:] += 6
    done = run(tmp_path, result=raster("result", result, nodata=0), truth=raster("truth", ground))
    assert done.figures["rmse"] == pytest.approx(np.sqrt(36 / 3))


def test_the_lr_layer_has_the_bands_of_the_run(tmp_path, raster, ground):
    """Blue, green, red, infrared: the run was given bands 3, 2, 1, which nothing in the file says."""
    means = block_means(ground).astype(np.uint8)
    lr = raster("lr", np.stack([means[2], means[1], means[0], means[0] // 2]), 4.0)
    tags = {"rgb_bands": "3,2,1"}
    done = run(tmp_path, result=raster("result", ground, tags=tags), lr=lr)
    assert done.figures["consistency"] == pytest.approx(0, abs=1e-6)


def test_another_crs(tmp_path, raster):
    """A slope in UTM 33 against the same slope in UTM 32: bent coordinates, but what is linear stays."""
    from osgeo import gdal

    rows, cols = np.mgrid[0:60, 0:80]
    slope = np.stack([50 + cols, 60 + rows, 70 + cols + rows]).astype(np.float32)
    result = raster("result", slope, corner=(420000.0, 5800000.0))
    warped = str(tmp_path / "warped.tif")
    gdal.Warp(warped, result, dstSRS="EPSG:32632", resampleAlg="cubic", dstNodata=-1)
    done = run(tmp_path, result=result, truth=warped)
    assert done.figures["rmse"] < 0.05 * 255 / 70
    assert done.figures["sam"] < 0.1


def test_units_are_those_of_the_result(tmp_path, raster, ground):
    """The truth holds reflectance as 0 to 1 with a declared scale: file value x 0.01 is the result's value."""
    from osgeo import gdal

    truth = raster("truth", ground.astype(np.uint16) * 100)
    dataset = gdal.Open(truth, gdal.GA_Update)
    for band in (1, 2, 3):
        dataset.GetRasterBand(band).SetScale(0.01)
    dataset = None
    done = run(tmp_path, result=raster("result", ground), truth=truth)
    assert done.figures["rmse"] == pytest.approx(0, abs=1e-4)
    assert "converted into the unit" in done.page.read_text(encoding="utf-8")


def test_places_lie_where_the_table_says(tmp_path, raster):
    """Two places of 256 pixels; the right one is 5 off."""
    truth = np.full((3, 256, 512), 100, np.uint8)
    result = truth.copy()
    result[:, :, 256:] += 5
    done = run(tmp_path, result=raster("result", result), truth=raster("truth", truth))
    rows = {row["place"]: row for row in lines(done)}
    assert list(rows) == ["all", "1", "2"]
    assert [float(rows[place]["rmse"]) for place in rows] == pytest.approx([np.sqrt(12.5), 0, 5])
    assert rows["2"]["extent"] == "500256,500512,5799744,5800000 [EPSG:32633]"
    assert rows["2"]["WKT"].startswith("POLYGON ((500256 5800000, 500512 5800000,")
    # 384 m east of the central meridian, 5802193 m of meridian (5799872 / 0.9996) from the equator
    lonlat = [float(rows["2"][name]) for name in ("longitude", "latitude")]
    assert lonlat == pytest.approx([15.00564, 52.34914], abs=2e-5)


def test_the_table_opens_as_a_layer(tmp_path, raster, ground):
    from osgeo import ogr

    done = run(tmp_path, result=raster("result", ground), truth=raster("truth", ground))
    dataset = ogr.Open(str(done.table))  # lives as long as its layer is used
    layer = dataset.GetLayer(0)
    assert layer.GetGeomType() != ogr.wkbNone and layer.GetFeatureCount() == 2
    xmin, xmax, ymin, ymax = layer.GetExtent()
    assert (xmin, xmax, ymin, ymax) == (500000, 500096, 5799936, 5800000)


@pytest.mark.parametrize(
    ("corner", "values", "told"),
    [
        ((900000.0, 5800000.0), 100, "do not overlap"),
        ((500000.0, 5800000.0), 0, "no data at any common place"),
    ],
)
def test_no_common_ground_is_said(tmp_path, raster, ground, corner, values, told):
    truth = raster("truth", np.full((3, 64, 96), values, np.uint8), corner=corner, nodata=0)
    with pytest.raises(SpecGanError, match=told):
        run(tmp_path, result=raster("result", ground), truth=truth)
    assert not (tmp_path / "report.html").exists() and not (tmp_path / "report.csv").exists()


def test_a_grey_result_is_refused(tmp_path, raster):
    with pytest.raises(SpecGanError, match="red, green and blue are three"):
        run(tmp_path, result=raster("result", np.ones((1, 8, 8), np.uint8)))


def test_a_result_without_data_is_refused(tmp_path, raster):
    with pytest.raises(SpecGanError, match="holds no data"):
        run(tmp_path, result=raster("result", np.zeros((3, 8, 8), np.uint8), nodata=0))


def test_page_and_table_need_two_names(tmp_path, raster, ground):
    inputs = Inputs(raster("result", ground), tmp_path / "one.csv", tmp_path / "one.csv")
    with pytest.raises(SpecGanError, match="one name"):
        evaluate(inputs)


def test_it_can_be_stopped(tmp_path, raster, ground):
    class Stop(Progress):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        evaluate(Inputs(raster("result", ground), tmp_path / "report.html"), Stop())
    assert not list(tmp_path.glob("report*"))


def test_a_large_raster_is_read_in_windows(tmp_path, raster, monkeypatch):
    """No read is larger than a place with its margin, whatever the raster's size."""
    from specgan.core.geodata.raster import Layer

    truth = np.random.default_rng(0).integers(0, 255, (3, 600, 900)).astype(np.uint8)
    largest = []
    read = Layer.read_each  # `Layer.read` uses it too

    def watched(self, bands, window):
        largest.append(max(window.width, window.height))
        return read(self, bands, window)

    monkeypatch.setattr(Layer, "read_each", watched)
    monkeypatch.setattr("specgan.core.evaluation.offset.WIDTH", 256)
    done = run(tmp_path, result=raster("result", truth), truth=raster("truth", truth))
    assert done.figures["rmse"] == 0 and max(largest) <= 256 + 2 * 5

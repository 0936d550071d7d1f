"""Blocks of a job hold the pixels that the whole job gives there, to the last digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal
from specgan.core.engine import superresolve
from specgan.core.engine.blocks import split, superresolve_block, whole_provenance
from specgan.core.job import Job
from specgan.core.modelspec import ModelSpec
from specgan.core.planning import plan
from specgan.core.shelf.progress import Progress
from support import PatternBackend, write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(4))


@given(st.integers(1, 500), st.integers(1, 600))
def test_split_covers_every_row_once_and_evenly(rows, blocks):
    runs = split(rows, blocks)
    assert [row for first, last in runs for row in range(first, last)] == list(range(rows))
    lengths = [last - first for first, last in runs]
    assert len(runs) == min(rows, blocks) and max(lengths) - min(lengths) <= 1


def make_job(tmp_path, height, overlap, consistent, dtype="uint8", nodata=None):
    random = np.random.RandomState(4)
    rgb = random.uniform(1, 250, (3, height, 19)).astype(dtype)
    if nodata is not None:
        rgb[:, 10:17, 3:9] = nodata
    hsi = random.uniform(100, 5000, (4, height, 19)).astype(np.int16)
    spec = ModelSpec("m", 4, 8, WAVELENGTHS, detail_correlation=0.2, overlap=overlap, lr_consistent=consistent)
    return Job(
        write_raster(tmp_path / "rgb.tif", rgb, nodata=nodata),
        write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS),
        write_onnx(tmp_path / "m.onnx", spec),
        tmp_path / "whole.tif",
        rgb_range=(0.0, 250.0),
    )


@pytest.mark.parametrize(
    "height, overlap, consistent, dtype, nodata, blocks",
    [
        (53, 2, True, "float32", None, 3),
        (53, 2, False, "float32", None, 9),
        (42, 4, True, "uint8", 0, 4),
        (41, 4, False, "uint8", 0, 11),
        (31, 0, True, "uint8", None, 2),
        (8, 2, True, "uint8", None, 5),
        (5, 2, True, "uint8", None, 1),
    ],
)
def test_blocks_equal_the_whole(tmp_path, height, overlap, consistent, dtype, nodata, blocks):
    job = make_job(tmp_path, height, overlap, consistent, dtype, nodata)
    the_plan = plan(job)
    backend = PatternBackend(the_plan.spec)
    whole = superresolve(job, backend=backend)
    expected = gdal.Open(str(whole.output))
    pixels, mask = expected.ReadAsArray(), expected.GetRasterBand(1).GetMaskBand().ReadAsArray()
    results = []
    for first, last in split(len(the_plan.rows.starts), blocks):
        path = tmp_path / f"block{first}.tif"
        results.append(superresolve_block(the_plan, first, last, path, backend, Progress()))
        part, got = results[-1].part, gdal.Open(str(path))
        rows = slice(part.row, part.row + part.height)
        np.testing.assert_array_equal(got.ReadAsArray(), pixels[:, rows])
        np.testing.assert_array_equal(got.GetRasterBand(1).GetMaskBand().ReadAsArray(), mask[rows])
        assert got.GetGeoTransform()[3] == expected.GetGeoTransform()[3] - 2.5 * part.row
    assert sum(result.part.height for result in results) == expected.RasterYSize
    assert sum(result.tiles for result in results) == the_plan.tiles == whole.tiles
    tags = expected.GetMetadata()
    told = whole_provenance(the_plan, results)
    assert {"SPECGAN_" + name.upper(): value for name, value in told.items() if value} == {
        name: value for name, value in tags.items() if name.startswith("SPECGAN_")
    }

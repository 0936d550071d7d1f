"""UNCERTAINTY on a cluster: the single machine's raster, after an interruption too."""

import os
from dataclasses import replace

import numpy as np
import pytest
from osgeo import gdal
from specgan.cluster import __main__ as command
from specgan.cluster.run import superresolve_on
from specgan.core.backends import read_spec
from specgan.core.engine import superresolve
from specgan.core.errors import Cancelled, SpecGanError
from standins import Log
from support import PatternBackend, open_pattern


@pytest.fixture
def doubted(job, tmp_path):
    return replace(job, answers=3, average=True, uncertainty=tmp_path / "one_u.tif")


def read(path):
    return gdal.Open(str(path)).ReadAsArray()


class Failing(Log):
    def report(self, done, total):
        super().report(done, total)
        if done >= 30:
            raise SpecGanError("The host stopped.", "Try again.")


class Stopping(Log):
    """Wants to stop when one mosaic is complete and the other is being made."""

    def __init__(self, folder):
        super().__init__()
        self._folder, self._stopped = folder, False

    def is_cancelled(self):
        self._stopped = self._stopped or any(self._folder.glob(".u.vrt.*")) and any(self._folder.glob(".out.vrt.*.vrt"))
        return self._stopped


def test_two_workers_give_the_single_machines_uncertainty_after_an_interruption_too(tmp_path, client, doubted):
    single = superresolve(doubted, backend=PatternBackend(read_spec(doubted.model)))
    expected = gdal.Open(str(single.uncertainty))
    cluster = replace(doubted, uncertainty=tmp_path / "u.vrt")
    with pytest.raises(SpecGanError, match="host stopped"):
        superresolve_on(client, cluster, tmp_path / "out.vrt", blocks=6, opener=open_pattern, progress=Failing())
    assert not (tmp_path / "u.vrt").exists()
    log = Log()
    result = superresolve_on(client, cluster, tmp_path / "out.vrt", blocks=6, opener=open_pattern, progress=log)
    assert "going on from there" in log.text
    assert result.uncertainty == tmp_path / "u.vrt" and len(list(result.parts.glob("*_uncertainty.tif"))) == 6
    got = gdal.Open(str(result.uncertainty))
    np.testing.assert_array_equal(got.ReadAsArray(), expected.ReadAsArray())
    np.testing.assert_array_equal(read(result.output), read(single.output))
    band, other = got.GetRasterBand(1), expected.GetRasterBand(1)
    assert band.GetNoDataValue() == other.GetNoDataValue() == -9999
    assert band.GetDescription() == other.GetDescription()
    np.testing.assert_allclose(band.GetStatistics(False, False), other.GetStatistics(False, False))
    for name in ("ANSWERS", "AVERAGE", "LR_RMSE", "LR_RMSE_BEFORE"):
        assert got.GetMetadata()[f"SPECGAN_{name}"] == expected.GetMetadata()[f"SPECGAN_{name}"]
    assert "Block means against the RGB layer" in log.text


def test_a_damaged_part_of_the_uncertainty_is_computed_again(tmp_path, client, doubted):
    cluster = replace(doubted, uncertainty=tmp_path / "u.vrt")
    with pytest.raises(SpecGanError, match="host stopped"):
        superresolve_on(client, cluster, tmp_path / "out.vrt", blocks=6, opener=open_pattern, progress=Failing())
    part = next(tmp_path.glob("out_parts_*/*_uncertainty.tif"))
    part.write_bytes(part.read_bytes()[:-100])
    log = Log()
    result = superresolve_on(client, cluster, tmp_path / "out.vrt", blocks=6, opener=open_pattern, progress=log)
    assert any("missing or damaged" in warning for warning in log.warnings)
    single = superresolve(doubted, backend=PatternBackend(read_spec(doubted.model)))
    np.testing.assert_array_equal(read(result.uncertainty), read(single.uncertainty))


def test_a_cancel_between_the_two_mosaics_leaves_neither(tmp_path, client, doubted):
    cluster = replace(doubted, uncertainty=tmp_path / "u.vrt")
    for name in ("u.vrt", "out.vrt"):
        (tmp_path / name).write_text("old")
    with pytest.raises(Cancelled):
        superresolve_on(
            client, cluster, tmp_path / "out.vrt", blocks=2, opener=open_pattern, progress=Stopping(tmp_path)
        )
    assert {(tmp_path / name).read_text() for name in ("u.vrt", "out.vrt")} == {"old"}
    assert not list(tmp_path.glob("out_parts_*")) and not list(tmp_path.glob(".*"))


def test_a_name_that_is_no_vrt_is_refused_first(tmp_path, client, doubted):
    with pytest.raises(SpecGanError, match="one_u.tif is not a VRT name"):
        superresolve_on(client, doubted, tmp_path / "out.vrt", opener=open_pattern)
    assert not list(tmp_path.glob("out*"))


def test_the_command_takes_it(tmp_path, job):
    words = [job.rgb, job.hsi, str(tmp_path / "out.vrt"), "--uncertainty", str(tmp_path / "u.vrt"), "--answers", "3"]
    args = command.parser().parse_args(words)
    assert args.uncertainty == str(tmp_path / "u.vrt") and args.answers == "3" and os.path.isabs(args.uncertainty)

"""ALARM on a cluster: the single machine's raster."""

from dataclasses import replace

import numpy as np
from domains import domain_of_pixels
from osgeo import gdal
from specgan.cluster.run import superresolve_on
from specgan.core.engine import superresolve
from specgan.core.modelspec import spec_from_onnx
from standins import Log
from support import PatternBackend, open_pattern, write_onnx


def test_two_workers_give_the_single_machines_alarm(tmp_path, client, job):
    rgb, hsi = (gdal.Open(path).ReadAsArray() for path in (job.rgb, job.hsi))
    part = np.s_[:, :40, :20]  # what the "training" knew: a part whose values are no others
    domain = domain_of_pixels(rgb[part] / np.float32(1000) - 1, hsi[part] / np.float32(2500) - 1)
    tight = replace(domain, spectra=replace(domain.spectra, threshold=domain.spectra.threshold / 3))
    spec = replace(spec_from_onnx(job.model), domain=tight)
    write_onnx(job.model, spec)
    job = replace(job, rgb_range=(0.0, 2000.0), hsi_range=(0.0, 5000.0), alarm=tmp_path / "one_a.tif")
    single = superresolve(job, backend=PatternBackend(spec))
    cluster = replace(job, alarm=tmp_path / "a.vrt")
    result = superresolve_on(client, cluster, tmp_path / "out.vrt", blocks=5, opener=open_pattern, progress=Log())
    got, expected = gdal.Open(str(result.alarm)), gdal.Open(str(single.alarm))
    np.testing.assert_array_equal(got.ReadAsArray(), expected.ReadAsArray())
    assert 0 < single.unlike_share < 1 and result.alarm == tmp_path / "a.vrt"
    band, other = got.GetRasterBand(1), expected.GetRasterBand(1)
    assert band.GetMetadataItem("CATEGORIES") == other.GetMetadataItem("CATEGORIES") and band.GetNoDataValue() == 255
    assert band.GetColorTable().GetColorEntry(1) == other.GetColorTable().GetColorEntry(1)
    assert got.GetMetadata()["SPECGAN_UNLIKE_TRAINING"] == expected.GetMetadata()["SPECGAN_UNLIKE_TRAINING"]

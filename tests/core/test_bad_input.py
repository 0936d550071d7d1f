"""Bad input gets a sentence and a hint; no file is left behind and an existing output is untouched."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from specgan.core.engine import superresolve
from specgan.core.errors import SpecGanError
from specgan.core.geodata import writer
from specgan.core.job import Extent, Job, parse_bands, parse_range
from specgan.core.models import find_model
from specgan.core.modelspec import METADATA_KEY, ModelSpec
from support import TRANSFORM, wkt, write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
SPEC = ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)


@pytest.fixture
def job(tmp_path):
    """Makes a Job that would work but for what is changed; the output folder is empty but for an older result."""

    def make(rgb=None, hsi=None, model=None, output=None, **options):
        source = tmp_path / "in"
        folder = tmp_path / "out"
        for path in (source, folder):
            path.mkdir(exist_ok=True)
        (folder / "result.tif").write_bytes(b"an older result")
        rgb = rgb or write_raster(source / "rgb.tif", np.full((3, 12, 12), 9, np.uint8))
        hsi = hsi or write_raster(source / "hsi.tif", np.ones((10, 12, 12), np.int16), wavelengths=WAVELENGTHS)
        model = model or write_onnx(source / "model.onnx", SPEC)
        return Job.of(str(rgb), str(hsi), model, output or folder / "result.tif", **options)

    return make


def refuse(the_job, *words):
    """The job is refused with a message that holds all `words` and a hint; the older result is untouched."""
    folder = os.path.dirname(os.path.dirname(str(the_job.model))) + "/out"
    with pytest.raises(SpecGanError) as caught:
        superresolve(the_job)
    for word in words:
        assert word.lower() in str(caught.value).lower(), str(caught.value)
    assert caught.value.hint
    if os.path.isdir(folder):
        assert os.listdir(folder) == ["result.tif"]
        with open(os.path.join(folder, "result.tif"), "rb") as old:
            assert old.read() == b"an older result"


def test_the_unchanged_job_works(job):
    result = superresolve(job())
    assert result.tiles == 4 and result.output.stat().st_size > 1000


def test_layers_that_do_not_overlap(job, tmp_path):
    far = (900000.0, *TRANSFORM[1:])
    refuse(
        job(hsi=write_raster(tmp_path / "far.tif", np.ones((10, 5, 5), np.int16), far, wavelengths=WAVELENGTHS)),
        "overlap",
    )


@pytest.mark.parametrize("which", ["rgb", "hsi"])
def test_no_crs(job, tmp_path, which):
    bands = 3 if which == "rgb" else 10
    path = write_raster(tmp_path / "nocrs.tif", np.ones((bands, 12, 12), np.uint8), epsg=None)
    refuse(job(**{which: path}), "coordinate reference system")


def test_fewer_bands_without_wavelengths(job, tmp_path):
    refuse(job(hsi=write_raster(tmp_path / "few.tif", np.ones((4, 12, 12), np.int16))), "wavelength", "4")


def test_another_wavelength_range(job, tmp_path):
    infrared = [1500.0 + 10 * i for i in range(10)]
    path = write_raster(tmp_path / "swir.tif", np.ones((10, 12, 12), np.int16), wavelengths=infrared)
    refuse(job(hsi=path), "1500", "460")


def test_rgb_without_three_bands(job, tmp_path):
    refuse(job(rgb=write_raster(tmp_path / "gray.tif", np.ones((1, 12, 12), np.uint8))), "three bands")


def test_rgb_bands_that_do_not_exist(job):
    refuse(job(rgb_bands=(1, 2, 7)), "7")


def test_output_over_an_input(job, tmp_path):
    the_job = job()
    before = Path(the_job.rgb).read_bytes()
    clash = job(output=tmp_path / "in" / "rgb.tif")
    with pytest.raises(SpecGanError, match="input"):
        superresolve(clash)
    assert Path(the_job.rgb).read_bytes() == before


def test_missing_folder(job, tmp_path):
    refuse(job(output=tmp_path / "nowhere" / "x.tif"), "folder")


def test_unwritable_folder(job, tmp_path, monkeypatch):
    # root may write anywhere, so permission bits alone prove nothing here
    monkeypatch.setattr(writer.os, "access", lambda path, mode: False)
    refuse(job(), "written")


def test_too_little_disk(job, monkeypatch):
    usage = type("usage", (), {"free": 1000, "total": 1, "used": 1})
    monkeypatch.setattr(writer.shutil, "disk_usage", lambda path: usage)
    refuse(job(), "disk")


@pytest.mark.parametrize(
    "content", [b"", b"not a model", b"\x08\x08\x12\x07", os.urandom(300)], ids=["empty", "text", "cut", "noise"]
)
def test_model_files_that_are_none(job, tmp_path, content):
    path = tmp_path / "bad.onnx"
    path.write_bytes(content)
    refuse(job(model=path), "model")


def test_truncated_model(job, tmp_path):
    whole = write_onnx(tmp_path / "whole.onnx", SPEC).read_bytes()
    path = tmp_path / "cut.onnx"
    path.write_bytes(whole[: len(whole) // 2])
    refuse(job(model=path), "model")


def test_foreign_onnx_without_description(job, tmp_path):
    import onnx

    path = write_onnx(tmp_path / "foreign.onnx", SPEC)
    model = onnx.load(str(path))
    del model.metadata_props[:]
    onnx.save(model, str(path))
    refuse(job(model=path), "describe")


def test_cuda_without_cuda(job):
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this machine has CUDA")
    refuse(job(device="cuda"), "CUDA")


def test_extent_beside_the_layers(job):
    refuse(job(extent=Extent(0, 0, 10, 10, wkt(32633))), "extent")


def test_a_network_other_than_described(job, tmp_path):
    import onnx
    from onnx import helper

    path = write_onnx(tmp_path / "other.onnx", SPEC)
    model = onnx.load(str(path))
    del model.metadata_props[:]
    helper.set_model_props(model, {METADATA_KEY: replace(SPEC, scale=8).to_json()})
    onnx.save(model, str(path))
    refuse(job(model=path), "description")


@pytest.mark.parametrize("name", ["~nouser/m.onnx", "x" * 300, "no/such/model.onnx"])
def test_model_names_that_are_none(name):
    with pytest.raises(SpecGanError, match="no model"):
        find_model(name)


def test_overlap_too_large(job):
    refuse(job(overlap=5), "overlap", "4")


def test_missing_layer_file(job, tmp_path):
    refuse(job(rgb=tmp_path / "missing.tif"), "missing.tif")


@pytest.mark.parametrize("text", ["5", "9,1", "a,b", "1,2,3", "0,inf", "nan,1"])
def test_ranges_that_are_none(text):
    with pytest.raises(SpecGanError, match="RGB_RANGE"):
        parse_range(text, "RGB_RANGE")


@pytest.mark.parametrize("text", ["1,2", "a", "0,1,2", "1,2,3,4"])
def test_bands_that_are_none(text):
    with pytest.raises(SpecGanError, match="RGB_BANDS"):
        parse_bands(text, "RGB_BANDS")


def test_numbers_in_strings():
    assert parse_range(" 0, 4095.5", "R") == (0.0, 4095.5) and parse_range("", "R") is None
    assert parse_bands("3, 2,1", "B") == (3, 2, 1) and parse_bands(" ", "B") == ()


def test_unknown_model_name_lists_the_installed_ones(tmp_path):
    write_onnx(tmp_path / "mine.onnx", SPEC)
    assert find_model("mine", [tmp_path]) == tmp_path / "mine.onnx"
    with pytest.raises(SpecGanError, match="mine"):
        find_model("yours", [tmp_path])

"""Names, limits and environments in which a raster is written: the same file comes out, or one sentence and nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, osr
from specgan.core.errors import SpecGanError
from specgan.core.geodata.grid import Grid
from specgan.core.geodata.inplace import take_place
from specgan.core.geodata.raster import describe
from specgan.core.geodata.writer import ResultWriter, check_target
from support import ROOT, TRANSFORM, wkt, write_raster

TURNED_POLE = osr.SpatialReference()
TURNED_POLE.SetFromUserInput("+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +lon_0=18 +datum=WGS84")
CUSTOM = TURNED_POLE.ExportToWkt()
"""A CRS that GeoTIFF cannot hold: GDAL puts it beside the file."""
WRITE = """
import resource, sys
from pathlib import Path
import numpy as np
from osgeo import gdal
from specgan.core.geodata.grid import Grid
from specgan.core.geodata.mosaic import Part, write_cog, write_vrt
from specgan.core.geodata.raster import describe
from specgan.core.geodata.simple_writer import write_geotiff
from specgan.core.geodata.writer import ResultWriter
kind, limit, folder, crs = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
grid = Grid(crs, (400000.0, 0.5, 0.0, 5800000.0, 0.0, -0.5), 700, 600)
pixels = np.random.RandomState(0).randint(1, 255, (3, 600, 700)).astype(np.uint8)
valid = np.ones((600, 700), bool)
valid[:, 300:400] = False
info = describe(str(folder / "rgb.tif"))
if kind != "none":
    resource.setrlimit(getattr(resource, kind), (limit, limit))
try:
    with ResultWriter(folder / "out.tif", grid, info, (1, 2, 3)) as writer:
        for row in range(0, 600, 150):
            writer.write_rows(row, pixels[:, row : row + 150], valid[row : row + 150])
        writer.finish({"model": "m"})
    if len(sys.argv) > 5:
        parts = [Part(folder / "out.tif", 0, 600, tuple(writer.statistics))]
        write_vrt(folder / "out.vrt", parts, grid, {"model": "m"})
        write_cog(folder / "out.vrt", folder / "cog.tif")
        write_geotiff(folder / "simple.tif", pixels, crs, grid.transform)
except Exception as error:
    print(f"{type(error).__name__}: {error}", end="")
"""
HOSTILE = {
    "USE_RRD": "YES",
    "HFA_USE_RRD": "YES",
    "TIFF_USE_OVR": "YES",
    "GDAL_TIFF_INTERNAL_MASK": "NO",
    "GDAL_TIFF_INTERNAL_MASK_TO_8BIT": "NO",
    "GDAL_PAM_ENABLED": "NO",
    "ESRI_XML_PAM": "YES",
    "GDAL_TIFF_ENDIANNESS": "BIG",
    "GDAL_TIFF_OVR_BLOCKSIZE": "64",
    "GDAL_OVR_PROPAGATE_NODATA": "YES",
    "COMPRESS_OVERVIEW": "LZW",
    "PREDICTOR_OVERVIEW": "1",
    "ZLEVEL_OVERVIEW": "9",
    "INTERLEAVE_OVERVIEW": "BAND",
    "PHOTOMETRIC_OVERVIEW": "YCBCR",
    "SPARSE_OK_OVERVIEW": "YES",
    "BIGTIFF_OVERVIEW": "YES",
    "VRT_VIRTUAL_OVERVIEWS": "YES",
    "GTIFF_DONT_WRITE_BLOCKS": "YES",
    "GTIFF_WRITE_TOWGS84": "NO",
    "GTIFF_WRITE_IMAGE_STRUCTURE_METADATA": "NO",
    "GTIFF_POINT_GEO_IGNORE": "YES",
    "GTIFF_ESRI_CITATION": "NO",
    "GTIFF_VIRTUAL_MEM_IO": "YES",
    "GTIFF_DIRECT_IO": "YES",
}


def written(folder, kind="none", limit=0, crs=None, mosaic=False, **environment):
    """What a child process says that writes rasters into `folder`."""
    words = [sys.executable, "-c", WRITE, kind, str(limit), str(folder), crs or wkt(32633)] + ["mosaic"] * mosaic
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("PROJ_", "GDAL_"))}
    environment = {**usual, "PYTHONPATH": str(ROOT / "dev"), **environment}
    return subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout


def contents(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.parametrize("crs", [wkt(32633), CUSTOM], ids=["UTM", "beside the file"])
@pytest.mark.parametrize("nodata", [None, 0.0], ids=["mask", "nodata value"])
def test_options_in_the_environment_change_no_byte_and_leave_no_file(tmp_path, crs, nodata):
    found = []
    for name, environment in (("clean", {}), ("hostile", HOSTILE)):
        folder = tmp_path / name / "same length"
        folder.mkdir(parents=True)
        write_raster(folder / "rgb.tif", np.ones((3, 5, 5), np.uint8), nodata=nodata)
        assert written(folder, crs=crs, mosaic=True, **environment) == ""
        found.append(contents(folder))
    assert {name for name, digest in found[0].items() if found[1].get(name) != digest} == set()
    rasters = {"rgb.tif", "out.tif", "out.vrt", "cog.tif", "simple.tif"}
    beside = {f"{name}.aux.xml" for name in rasters & {"out.tif", "cog.tif", "simple.tif"} if crs == CUSTOM}
    assert set(found[0]) == set(found[1]) == rasters | beside | {"out.vrt.ovr"}
    result = gdal.Open(str(tmp_path / "hostile" / "same length" / "out.tif"))
    assert [result.GetRasterBand(1).GetOverview(i).XSize for i in range(2)] == [350, 175]


@pytest.mark.parametrize("variable", ["PROJ_LIB", "PROJ_DATA"])
@pytest.mark.parametrize("kind", ["missing", "foreign"])
def test_the_database_of_proj(tmp_path, variable, kind):
    """Missing, or that of another installation (conda, PostgreSQL)."""
    folder = tmp_path / "proj"
    database = Path("/usr/share/proj/proj.db")
    if kind == "foreign":
        if not database.exists():
            pytest.skip("no database of PROJ to make a foreign one of")
        folder.mkdir()
        shutil.copy(database, folder / "proj.db")
        with sqlite3.connect(folder / "proj.db") as changed:
            changed.execute("update metadata set value = '0' where key = 'DATABASE.LAYOUT.VERSION.MINOR'")
        changed.close()
    results = tmp_path / "results"
    results.mkdir()
    write_raster(results / "rgb.tif", np.ones((3, 5, 5), np.uint8))
    (results / "out.tif").write_bytes(b"old")
    told = written(results, **{variable: str(folder)})
    assert told.startswith(f"SpecGanError: Writing {results / 'out.tif'} failed: PROJ has no database (proj.db)")
    assert told.endswith(f"remove {variable}={folder} from it.")
    assert (results / "out.tif").read_bytes() == b"old" and sorted(os.listdir(results)) == ["out.tif", "rgb.tif"]


@pytest.mark.parametrize("limit", [100, 300_000, 1_300_000])
def test_a_file_that_becomes_too_large(tmp_path, limit):
    """Pixels, then overviews; they cannot be compressed."""
    write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), np.uint8))
    (tmp_path / "out.tif").write_bytes(b"old")
    told = written(tmp_path, "RLIMIT_FSIZE", limit)
    assert told.startswith(f"SpecGanError: Writing {tmp_path / 'out.tif'} failed: the file system, or a limit")
    assert (tmp_path / "out.tif").read_bytes() == b"old" and sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


def test_too_many_open_files(tmp_path):
    write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), np.uint8))
    (tmp_path / "out.tif").write_bytes(b"old")
    told = written(tmp_path, "RLIMIT_NOFILE", 3)
    assert told.startswith(f"SpecGanError: Writing {tmp_path / 'out.tif'} failed: too many files are open.")
    assert (tmp_path / "out.tif").read_bytes() == b"old" and sorted(os.listdir(tmp_path)) == ["out.tif", "rgb.tif"]


def short(grid=None):
    return grid or Grid(wkt(32633), TRANSFORM, 20, 10)


def write(target, info, grid):
    with ResultWriter(target, grid, info, (1, 2, 3)) as writer:
        writer.write_rows(0, np.full((3, 10, 20), 7, np.uint8), np.ones((10, 20), bool))
        writer.finish({})


@pytest.mark.parametrize("length", [228, 229, 236, 237, 255])
@pytest.mark.parametrize("letter", ["L", "名"])
def test_names_up_to_the_longest_one(tmp_path, length, letter):
    name = letter * ((length - 4) // len(letter.encode())) + ".tif"
    name = "x" * (length - len(name.encode())) + name
    target = tmp_path / "results" / name
    target.parent.mkdir()
    target.write_bytes(b"old")
    check_target(target)
    write(target, describe(write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), np.uint8))), short())
    assert os.listdir(target.parent) == [name] and (gdal.Open(str(target)).ReadAsArray() == 7).all()


def test_a_name_that_is_too_long_is_refused_at_the_start(tmp_path):
    with pytest.raises(SpecGanError, match="no name as long as that"):
        check_target(tmp_path / ("L" * 252 + ".tif"))


@pytest.mark.parametrize("length", [247, 248])
def test_a_crs_beside_the_file_needs_room_for_its_name(tmp_path, length):
    """247 and ".aux.xml" are the 255 bytes that the file system allows; beyond, nothing is computed or replaced."""
    target = tmp_path / "results" / ("L" * (length - 4) + ".tif")
    target.parent.mkdir()
    target.write_bytes(b"old")
    info = describe(write_raster(tmp_path / "rgb.tif", np.ones((3, 5, 5), np.uint8)))
    grid = Grid(CUSTOM, TRANSFORM, 20, 10)
    if length == 247:
        write(target, info, grid)
        assert sorted(os.listdir(target.parent)) == [target.name, f"{target.name}.aux.xml"]
        assert "ob_tran" in gdal.Open(str(target)).GetProjection()
    else:
        with pytest.raises(SpecGanError, match="no name as long as that"), ResultWriter(target, grid, info, (1, 2, 3)):
            pytest.fail("it began")
        assert target.read_bytes() == b"old" and os.listdir(target.parent) == [target.name]


def test_no_error_after_the_file_has_its_name(tmp_path, monkeypatch):
    """A sidecar of the older file that cannot be removed, here since it is a folder."""
    part, target = tmp_path / "part.tif", tmp_path / "out.tif"
    part.write_text("new")
    target.write_text("old")
    (tmp_path / "out.tif.ovr").mkdir()
    (tmp_path / "out.tif.aux.xml").write_text("old")
    take_place(part, target)
    assert target.read_text() == "new" and sorted(os.listdir(tmp_path)) == ["out.tif", "out.tif.ovr"]


def test_a_sidecar_whose_name_is_too_long_stops_it_before(tmp_path):
    part, target = tmp_path / "part.tif", tmp_path / ("L" * 251 + ".tif")
    for path in (part, Path(f"{part}.aux.xml")):
        path.write_text("new")
    target.write_text("old")
    with pytest.raises(OSError, match="too long"):
        take_place(part, target)
    assert target.read_text() == "old" and part.exists()

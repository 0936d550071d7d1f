"""Every parameter is declared once: what each door reads and writes follows from that."""

from dataclasses import fields, replace

import numpy as np
import pytest
from specgan.cluster.__main__ import parser
from specgan.core.engine.report import repeat_command
from specgan.core.errors import SpecGanError
from specgan.core.job import PARAMETERS, Extent, Host, Job
from specgan.core.job.jobfile import job_of
from specgan.core.job.kinds import Box, Flag, Number, Range
from standins import SPEC
from support import ROOT, wkt, write_onnx, write_raster

OTHER_FIELDS, HOSTS_FIELDS = {"rgb_crs", "hsi_crs", "rgb_shown", "host"}, {"python", "measurements"}


@pytest.fixture
def asked(tmp_path):
    """A value other than the default for every parameter, as JSON has it."""
    return {
        "RGB": str(tmp_path / "rgb.tif"),
        "HSI": str(tmp_path / "hsi.tif"),
        "MODEL": str(write_onnx(tmp_path / "m.onnx", SPEC)),
        "OUTPUT": str(tmp_path / "o.tif"),
        "EXTENT": "1.5,2.5,3,4 [EPSG:32633]",
        "RGB_BANDS": [3, 2, 1],
        "OVERLAP": 3,
        "DETAIL": 0.25,
        "FACTOR": 2,
        "CONSISTENCY": True,
        "ALIGN": True,
        "AVERAGE": True,
        "ANSWERS": 3,
        "ALARM": str(tmp_path / "a.tif"),
        "UNCERTAINTY": str(tmp_path / "u.tif"),
        "RGB_RANGE": [0, 255],
        "HSI_RANGE": "1.5,9000",
        "HSI_WAVELENGTHS": [450, 550.5],
        "NODATA": [-9999, 65535],
        "DEVICE": "cpu",
        "PRECISION": "full",
        "BATCH_SIZE": 2,
        "MEMORY_MB": 300,
    }


def words_of(command):
    import shlex

    return dict(word[2:].split("=", 1) for word in shlex.split(command) if word.startswith("--"))


def test_every_field_is_a_parameter_or_the_hosts():
    own, here = ({item.name for item in fields(kind)} for kind in (Job, Host))
    published = {known.field: known.of_host for known in PARAMETERS.values()}
    assert own == {name for name, of_host in published.items() if not of_host} | OTHER_FIELDS
    assert here == {name for name, of_host in published.items() if of_host} | HOSTS_FIELDS
    assert not any(known.pixels for known in PARAMETERS.values() if known.of_host)
    assert all(parameter.label and parameter.help and parameter.name.isupper() for parameter in PARAMETERS.values())


def test_json_reads_every_parameter(asked):
    assert set(asked) == set(PARAMETERS)
    job = job_of(asked)
    assert (job.overlap, job.detail, job.factor, job.consistency) == (3, 0.25, 2, True)
    assert (job.rgb_bands, job.rgb_range, job.hsi_range) == ((3, 2, 1), (0.0, 255.0), (1.5, 9000.0))
    assert job.hsi_wavelengths == (450.0, 550.5) and (job.host.batch_size, job.host.memory_mb) == (2, 300)
    assert job.extent == Extent(1.5, 3.0, 2.5, 4.0, job.extent.crs_wkt, "EPSG:32633") and job.extent.crs_wkt


def test_the_command_that_repeats_a_job_is_that_job(asked):
    """What the command says, read again as text, gives the job; defaults are left out, but for what may change."""
    job = job_of(asked)
    assert job_of(words_of(repeat_command(job))) == job
    least = {name: asked[name] for name in ("RGB", "HSI", "MODEL", "OUTPUT")}
    words = words_of(repeat_command(job_of(least)))
    assert set(words) == {*least, "DEVICE", "PRECISION", "BATCH_SIZE"} and list(words)[-1] == "OUTPUT"
    assert job_of(words) == job_of(least)


def test_the_clusters_command_has_every_parameter(asked):
    """Layers and output by place; the flags are named as in the algorithm."""
    actions = {flag for action in parser()._actions for flag in action.option_strings}
    for name, parameter in PARAMETERS.items():
        assert name in ("RGB", "HSI", "OUTPUT") or parameter.flag in actions
    args = parser().parse_args(["a", "b", "c.vrt", "--rgb-bands", "3,2,1", "--factor", "2", "--extent", "1,2,3,4"])
    assert (args.rgb_bands, args.factor, args.extent, args.model) == ("3,2,1", "2", "1,2,3,4", "specgan_aerial_x16")


def test_errors_name_the_parameter_as_its_door_does(asked):
    with pytest.raises(SpecGanError, match=r"OVERLAP is 'x', which is not a number"):
        job_of({**asked, "OVERLAP": "x"})
    with pytest.raises(SpecGanError, match=r"--consistency is 'maybe', which is not true or false"):
        job_of({**asked, "CONSISTENCY": "maybe"}, label=lambda parameter: parameter.flag)
    with pytest.raises(SpecGanError, match="lacks HSI") as caught:
        job_of({**asked, "HSI": None})
    assert "FACTOR" in caught.value.hint
    with pytest.raises(SpecGanError, match="does not know the parameter 'NOISE'"):
        job_of({**asked, "NOISE": 1})


@pytest.mark.parametrize(
    "kind,value",
    [
        (Number(0), 7),
        (Number(0, 1, whole=False), 0.1),
        (Flag(), False),
        (Range(), (-1.5, 1e300)),
        (Box(), Extent(0.1, 0.2, 0.3, 0.4, wkt(32633), "EPSG:32633")),
    ],
)
def test_what_a_kind_says_it_reads(kind, value):
    read = kind.read(kind.say(value), "X")
    assert (replace(read, crs_wkt="") == replace(value, crs_wkt="")) if isinstance(kind, Box) else read == value
    assert kind.say(None) == ""


def test_nothing_else_lists_the_parameters():
    """Doors go through the declarations: none of them names a parameter that it does not treat in its own way."""
    for door in ("core/job/jobfile.py", "core/engine/report.py", "core/engine/identity.py", "cluster/command.py"):
        text = (ROOT / door).read_text(encoding="utf-8")
        for name in ("OVERLAP", "DETAIL", "FACTOR", "CONSISTENCY", "RGB_RANGE", "HSI_RANGE", "HSI_WAVELENGTHS"):
            assert f'"{name}"' not in text, f"{door}: {name}"
    provider = (ROOT / "processing_provider" / "superresolve.py").read_text(encoding="utf-8")
    assert '"OVERLAP"' not in provider and '"DETAIL"' not in provider


def test_a_job_is_made_and_changed_by_the_names_of_both_halves(tmp_path):
    job = Job.of("rgb.tif", "", tmp_path / "m.onnx", tmp_path / "o.tif", overlap=2, device="cpu", memory_mb=300)
    assert job == Job("rgb.tif", "", tmp_path / "m.onnx", tmp_path / "o.tif", overlap=2, host=job.host)
    assert job.host == Host(device="cpu", memory_mb=300)
    other = job.changed(overlap=3, batch_size=7)
    assert (other.overlap, other.host) == (3, Host(device="cpu", memory_mb=300, batch_size=7))
    with pytest.raises(TypeError):
        job.changed(noise=1)


def test_what_the_host_decides_is_no_part_of_the_identity_but_for_the_batch(tmp_path):
    """The device that ran and its software are; how it was asked for is not."""
    from specgan.core.engine.identity import identity
    from specgan.core.engine.report import RanOn
    from specgan.core.planning import plan

    rgb = write_raster(tmp_path / "rgb.tif", np.full((3, 12, 12), 9, np.uint8))
    hsi = write_raster(tmp_path / "hsi.tif", np.ones((SPEC.bands, 12, 12), np.int16), wavelengths=SPEC.wavelengths)
    job, ran = Job(rgb, hsi, write_onnx(tmp_path / "m.onnx", SPEC), tmp_path / "o.tif"), RanOn("cpu", "float32", "x")
    asked = identity(plan(job), ran)
    same = job.changed(device="cpu", memory_mb=900, precision="full", measurements=tmp_path / "b.json")
    assert identity(plan(same), ran) == asked
    batch = identity(plan(job.changed(batch_size=2)), ran)
    assert {name for name in asked if asked[name] != batch[name]} == {"parameter BATCH_SIZE"}
    assert identity(plan(job), RanOn("cuda", "float32", "x")) != asked

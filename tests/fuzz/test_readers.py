"""Hostile files for every reader: nothing but `SpecGanError`, no hang, no code run, bounded memory.

Some hundred examples in `make test`, FUZZ_EXAMPLES for each reader where that is set; 10,000 in all:
`make test ARGS=tests/fuzz FUZZ_EXAMPLES=1450`.
"""

import io
import json
import os
import pickle
import resource
import signal
import sys
import time
from contextlib import contextmanager, suppress

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specgan.cluster.journal import BlockJournal, Setup, part_path
from specgan.core.engine.blocks import BlockResult
from specgan.core.engine.resume import NOTHING, FinishedStrip, Journal
from specgan.core.errors import SpecGanError
from specgan.core.geodata.bands import choose_bands
from specgan.core.geodata.colours import choose_rgb
from specgan.core.geodata.grid import Grid
from specgan.core.geodata.mosaic import Part
from specgan.core.geodata.raster import RasterInfo, describe
from specgan.core.geodata.spectral import read_spectral
from specgan.core.geodata.writer import Statistics
from specgan.core.job.jobfile import job_from_json
from specgan.core.modelspec import ModelSpec, spec_from_json, spec_from_onnx
from specgan.core.network.checkpoint import load_generator, read_model_spec, save_model
from specgan.core.network.config import PRESETS
from specgan.core.network.generator import Generator
from specgan.core.shelf.progress import Progress
from support import TRANSFORM, wkt, write_onnx

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
LONGEST_S = 5
MOST_MB = 400
FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen", "socket.connect", "ctypes.dlopen")
SPEC = ModelSpec("repeat", 4, 8, (500.0, 600.0, 700.0))

fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES <= 60,
    suppress_health_check=list(HealthCheck),
)
_watching = []
sys.addaudithook(lambda event, _: _watching.append(event) if _watching and event in FORBIDDEN else None)


class TooLong(BaseException):
    """Not an Exception: no reader may swallow it."""


@contextmanager
def guarded():
    """Only `SpecGanError` may come out of what is read inside, soon, without a process, a connection or a library."""

    def late(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST_S)
    _watching.append("begin")
    try:
        with suppress(SpecGanError):
            yield
        assert _watching == ["begin"], _watching
    finally:
        _watching.clear()
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module", autouse=True)
def bounded_memory():
    """The readers' peak over a whole run of examples."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    yield
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"\npeak memory grew by {growth:.0f} MB, {time.monotonic() - started:.0f} s")
    assert growth < MOST_MB


def mutated(data: bytes, edits) -> bytes:
    """`data` with pieces overwritten, removed, repeated or inserted."""
    for kind, place, piece in edits:
        at = int(place * len(data))
        if kind == "write":
            data = data[:at] + piece + data[at + len(piece) :]
        elif kind == "insert":
            data = data[:at] + piece + data[at:]
        elif kind == "cut":
            data = data[:at]
        elif kind == "remove":
            data = data[:at] + data[at + len(piece) :]
        else:
            data = data[:at] + data[max(0, at - 64) : at] * 3 + data[at:]
    return data


edits = st.lists(
    st.tuples(
        st.sampled_from(["write", "insert", "cut", "remove", "repeat"]),
        st.floats(0, 1),
        st.one_of(st.binary(min_size=1, max_size=12), st.sampled_from([b"\xff" * 10, b"\0" * 8, b"\x80" * 9])),
    ),
    max_size=6,
)
numbers = st.one_of(
    st.integers(),
    st.integers(-3, 70),
    st.sampled_from([10**9, 10**18, -(10**30), 2**31, 2**63, True]),
    st.floats(allow_nan=True, allow_infinity=True),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=12,
)
FIELDS = list(ModelSpec.__dataclass_fields__)


def changed_spec(changes):
    raw = json.loads(SPEC.to_json())
    raw.update(changes)
    return json.dumps(raw)


spec_texts = st.one_of(
    st.text(max_size=200),
    st.dictionaries(st.sampled_from(FIELDS), values, max_size=3).map(changed_spec),
    st.builds(lambda depth, mark: mark * depth, st.integers(1, 200_000), st.sampled_from(["[", '{"a":', "1", "-"])),
)


@fuzz
@given(spec_texts)
def test_model_descriptions(text):
    with guarded():
        spec = spec_from_json(text)
        # what was let through has to be usable
        assert isinstance(spec.name, str) and 0 < spec.out_size <= 64 * 256 and spec.bands >= 1
        spec.to_json()


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


@fuzz
@given(st.one_of(st.binary(max_size=300), st.tuples(edits), spec_texts))
def test_onnx_files(tmp_path_factory, hostile):
    folder = tmp_path_factory.getbasetemp()
    good = folder / "good.onnx"
    if not good.exists():
        write_onnx(good, SPEC)
    if isinstance(hostile, str):
        entry = field(1, b"specgan") + field(2, hostile.encode("utf-8", "replace"))
        data = field(14, entry) * 2
    else:
        data = hostile if isinstance(hostile, bytes) else mutated(good.read_bytes(), hostile[0])
    path = folder / "bad.onnx"
    path.write_bytes(data)
    with guarded():
        spec_from_onnx(path)


class Evil:
    def __reduce__(self):
        return os.system, ("touch /nonexistent/specgan",)


class Hungry:
    def __reduce__(self):
        return bytearray, (1 << 40,)


CONFIG_FIELDS = list(PRESETS["tiny_x16"].__dataclass_fields__)
hostile_checkpoints = st.one_of(
    st.binary(max_size=300),
    st.tuples(edits),
    st.sampled_from(
        [
            pickle.dumps(Evil()),
            pickle.dumps({"format": "specgan", "spec": Evil()}, protocol=2),
            pickle.dumps(Hungry()),
            b"\x80\x02" + b"(" * 100_000 + b".",
            b"\x80\x02" + b"]" * 100_000 + b"a" * 99_999 + b".",
        ]
    ),
    st.dictionaries(st.sampled_from(CONFIG_FIELDS), numbers, min_size=1, max_size=2),
    st.dictionaries(st.sampled_from(["format", "spec", "config", "generator", "state_dict"]), values, max_size=3),
)


@fuzz
@given(hostile_checkpoints)
def test_checkpoints(tmp_path_factory, hostile):
    folder = tmp_path_factory.getbasetemp()
    good, path = folder / "good.pt", folder / "bad.pt"
    if not good.exists():
        config = PRESETS["tiny_x16"]
        wavelengths = tuple(460.0 + 10 * band for band in range(config.hsi_bands))
        consistent = config.base == "lr_consistent"
        spec = ModelSpec("tiny", config.scale, config.in_size, wavelengths, lr_consistent=consistent)
        save_model(good, Generator(config), spec)
        load_generator(good)  # torch imports more of itself here, which takes its time and is no reading
    if isinstance(hostile, dict):
        raw = torch.load(good, weights_only=True)
        if set(hostile) <= set(CONFIG_FIELDS):
            raw["config"].update(hostile)
        else:
            raw.update(hostile)
        stream = io.BytesIO()
        torch.save(raw, stream)
        data = stream.getvalue()
    else:
        data = hostile if isinstance(hostile, bytes) else mutated(good.read_bytes(), hostile[0])
    path.write_bytes(data)
    with guarded():
        read_model_spec(path)
    with guarded():
        load_generator(path)


class Told:
    """A dataset or band of which only the metadata counts."""

    def __init__(self, metadata, description="", bands=()):
        self._metadata, self._description, self._bands = metadata, description, bands
        self.RasterCount = len(bands)

    def GetMetadata(self, domain=""):
        return self._metadata.get(domain, {})

    def GetDescription(self):
        return self._description

    def GetRasterBand(self, number):
        return self._bands[number - 1]


number_texts = st.one_of(
    st.floats().map(str),
    st.integers().map(str),
    st.sampled_from(["1e999", "-0", "nan", "{1,2,3}", "{400, 500, 600}", "9" * 5000, "{" + "1," * 5000, "0.4 µm"]),
    st.text(max_size=30),
)
KEYS = ("wavelength", "Wavelength_Units", "wavelength units", "fwhm", "bbl", "wavelengths", "center_wavelength")
UNITS = st.sampled_from(["nm", "Micrometers", "index", "wavenumber", "?", ""])
items = st.dictionaries(st.sampled_from(KEYS), st.one_of(number_texts, UNITS), max_size=4)
domains = st.fixed_dictionaries(
    {},
    optional={
        "": items,
        "ENVI": items,
        "IMAGERY": st.dictionaries(st.sampled_from(["CENTRAL_WAVELENGTH_UM", "FWHM_UM"]), number_texts, max_size=2),
    },
)
band_lists = st.lists(st.builds(Told, domains, number_texts), min_size=1, max_size=5)


@fuzz
@given(domains, band_lists, st.sampled_from([0.0, 10.0, 1e9]))
def test_band_metadata(metadata, bands, band_width):
    with guarded():
        spectral = read_spectral(Told(metadata, "", bands))
        count = len(bands)
        grid = Grid(wkt(32633), TRANSFORM, 4, 4)
        names = tuple(band.GetDescription() for band in bands)
        info = RasterInfo("x", grid, count, "uint8", (None,) * count, False, names, ("Gray",) * count, spectral)
        with suppress(SpecGanError):
            assert set(choose_rgb(info).bands) <= set(range(1, count + 1))
        plan = choose_bands(info, SPEC.wavelengths, band_width)
        assert abs(plan.weights.sum(1) - 1).max() < 1e-5 and set(plan.needed) <= set(range(1, count + 1))


HEADER = """ENVI
samples = 3
lines = 2
bands = 4
header offset = 0
data type = 1
interleave = bsq
byte order = 0
wavelength units = nm
wavelength = {400, 500, 600, 700}
fwhm = {10, 10, 10, 10}
bbl = {1, 1, 0, 1}
map info = {UTM, 1, 1, 500000, 5800000, 10, 10, 33, North, WGS-84}
"""


@fuzz
@given(edits)
def test_envi_headers(tmp_path_factory, changes):
    folder = tmp_path_factory.getbasetemp()
    (folder / "x.img").write_bytes(bytes(24))
    (folder / "x.hdr").write_bytes(mutated(HEADER.encode(), changes))
    with guarded():
        info = describe(folder / "x.img", require_crs=False)
        choose_bands(info, SPEC.wavelengths, 0.0)


NAMES = ("RGB", "HSI", "MODEL", "OUTPUT", "RGB_BANDS", "RGB_RANGE", "HSI_RANGE", "DEVICE", "EXTENT", "OVERLAP")
job_values = st.one_of(
    values, number_texts, st.lists(st.floats(), max_size=4).map(lambda v: ",".join(map(str, v)) + " [EPSG:4326]")
)
jobs = st.one_of(
    st.text(max_size=100),
    st.builds(lambda depth: "[" * depth, st.integers(1, 100_000)),
    st.dictionaries(st.sampled_from((*NAMES, "PRECISION", "BATCH_SIZE", "MEMORY_MB", "inputs")), job_values).map(
        lambda changes: json.dumps({"RGB": "a", "HSI": "b", "MODEL": "specgan_aerial_x16", "OUTPUT": "c", **changes})
    ),
)


@fuzz
@given(jobs)
def test_jobs(text):
    with guarded():
        job = job_from_json(text)
        assert job.host.batch_size >= 0 and job.host.memory_mb >= 0 and (job.overlap is None or job.overlap >= 0)


@fuzz
@given(edits)
def test_journals(tmp_path_factory, changes):
    folder = tmp_path_factory.getbasetemp()
    output, identity = folder / "j.tif", {"a": "b"}
    with guarded():
        journal = Journal(output, identity, Progress())
        for row in range(4):
            pixels = np.full((3, 5, 7), row, np.uint8)
            more = {"UNCERTAINTY": np.ones((1, 5, 7), np.float32)}
            journal.append(FinishedStrip(row, 5 * row, pixels, pixels[0] < 9, (2, 1), 2, NOTHING, more))
        journal._file.close()
        journal.path.write_bytes(mutated(journal.path.read_bytes(), changes))
        with Journal(output, identity, Progress()) as again:
            for row in range(len(again.entries)):
                strip = again.read(row)
                if strip is not None:
                    assert all(array.shape[1:] == strip.valid.shape for array in (strip.pixels, *strip.layers.values()))


@fuzz
@given(edits)
def test_journals_of_a_cluster(tmp_path_factory, changes):
    folder = tmp_path_factory.getbasetemp() / "cluster"
    parts = folder / "j_parts_0badcafe"
    parts.mkdir(parents=True, exist_ok=True)
    output, identity = folder / "j.vrt", {"a": "b"}
    part_path(parts, 1).write_bytes(b"pixels")
    with guarded():
        journal = BlockJournal(output, identity, Progress())
        journal.begin(Setup(parts.name, ((0, 2), (2, 5)), 4, ()))
        part = Part(part_path(parts, 1), 8, 12, (Statistics(),) * 3)
        journal.add(1, BlockResult(part, {}, 9, 1.5, (0.5,) * len(NOTHING), "cpu", "float32", "stand-in", "cubic"))
        journal._file.close()
        journal.path.write_bytes(mutated(journal.path.read_bytes(), changes))
        with BlockJournal(output, identity, Progress()) as again:
            for result in again.finished().values():
                assert result.part.path.parent == again.folder
    assert folder.is_dir()  # it is the output's, not the journal's


def test_the_guard_sees_a_hang_and_a_process():
    with pytest.raises(TooLong), guarded():
        signal.alarm(1)
        while True:
            pass
    with pytest.raises(AssertionError), guarded():
        os.system("true")
    with pytest.raises(KeyError), guarded():
        raise KeyError


def test_what_the_hostile_files_were_made_from_is_good(tmp_path):
    (tmp_path / "x.img").write_bytes(bytes(24))
    (tmp_path / "x.hdr").write_text(HEADER)
    info = describe(tmp_path / "x.img")
    assert info.wavelengths == (400.0, 500.0, 600.0, 700.0) and info.spectral.good == (True, True, False, True)
    assert spec_from_onnx(write_onnx(tmp_path / "m.onnx", SPEC)) == SPEC
    assert spec_from_json(changed_spec({})) == SPEC

"""A model file as a thing: what it says is read once, and what is opened is closed."""

import re
from pathlib import Path

import numpy as np
import pytest
from specgan.core.errors import SpecGanError
from specgan.core.models import Model, model
from standins import SPEC
from support import ROOT, write_onnx


@pytest.fixture
def reads(monkeypatch):
    """Paths whose description was read."""
    found, original = [], model.read_spec
    monkeypatch.setattr(model, "read_spec", lambda path, python: found.append(path) or original(path, python))
    return found


def test_what_it_says_is_read_when_asked_for_and_once(tmp_path, reads):
    thing = Model(write_onnx(tmp_path / "m.onnx", SPEC))
    assert reads == []
    assert thing.spec == SPEC and thing.spec is thing.spec and reads == [tmp_path / "m.onnx"]


def test_what_is_opened_is_not_read_once_more_and_is_closed(tmp_path, reads):
    thing = Model(str(write_onnx(tmp_path / "m.onnx", SPEC)))
    rgb = np.arange(3 * 64, dtype=np.float32).reshape(1, 3, 8, 8)
    with thing.open("cpu", threads=1) as backend:
        assert (backend.device, backend.precision) == ("cpu", "float32")
        answer = backend.infer(np.zeros((1, 6, 8, 8), np.float32), rgb)
    np.testing.assert_array_equal(answer, rgb.repeat(4, 2).repeat(4, 3))
    assert thing.spec == SPEC and reads == []
    assert not hasattr(backend, "_session")


def test_digest_of_the_file(tmp_path):
    (tmp_path / "m.onnx").write_bytes(b"abc")  # FIPS 180-2, appendix B.1
    assert Model(tmp_path / "m.onnx").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_what_runs_it_and_who_can_read_it():
    other = Path("/usr/bin/python3")
    assert [Model(f"m{suffix}").package for suffix in (".onnx", ".pt", ".pth")] == ["onnxruntime", "torch", "torch"]
    assert Model("m.onnx", other).readable_here and Model("m.pt").readable_here
    assert not Model("m.pt", other).readable_here


def test_no_such_file(tmp_path):
    for ask in (Model.check, Model.open, lambda thing: thing.spec):
        with pytest.raises(SpecGanError, match="There is no model file"):
            ask(Model(tmp_path / "gone.onnx"))


def test_nobody_else_opens_models():
    """Engine, dialog and algorithms ask the model: what reads and opens files is named in two rooms only."""
    words = re.compile(r"\b(open_backend|read_spec|needed_package|runs_here|spec_in|spec_from_torch)\(")
    folders = ("core", "cluster", "desktop", "training", "processing_provider", "ui")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    assert len(files) > 100
    rooms = ("core/backends/", "core/models/")
    others = [file for file in files if not file.relative_to(ROOT).as_posix().startswith(rooms)]
    assert [str(file) for file in others if words.search(file.read_text(encoding="utf-8"))] == []

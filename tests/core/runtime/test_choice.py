"""Which Python runs a model, by what is wanted and what is there."""

import sys
from pathlib import Path

import pytest
from specgan.core.backends.opening import needed_package, runs_here
from specgan.core.runtime import Choice, Environment, NoRuntime, Resolved, resolve
from specgan.core.runtime.environment import write_environment

OWN = Path(sys.executable)


@pytest.fixture
def folder(tmp_path):
    """An environment with onnxruntime alone."""
    python = tmp_path / "env-1" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    write_environment(tmp_path, Environment(python, ("onnxruntime==1",), ("onnxruntime",), False))
    return tmp_path


def ask(choice, package="onnxruntime", here=True):
    return resolve(choice, package, lambda: here)


def test_auto_takes_this_process_then_the_environment_then_the_own_python(folder, tmp_path):
    environment = folder / "env-1/bin/python"
    assert ask(Choice("auto", folder, OWN)) == Resolved(None, "here")
    assert ask(Choice("auto", folder, OWN), here=False) == Resolved(environment, "environment")
    assert ask(Choice("auto", folder, OWN), "torch", here=False) == Resolved(OWN, "own")  # the environment has none
    assert ask(Choice("auto", tmp_path / "none", OWN), here=False) == Resolved(OWN, "own")
    environment.unlink()  # the system's Python, which it was built on, has gone
    assert ask(Choice("auto", folder, OWN), here=False) == Resolved(OWN, "own")


def test_what_is_wanted_is_kept_or_refused(folder, tmp_path):
    assert ask(Choice("environment", folder)).where == "environment"
    assert ask(Choice("own", folder, OWN)) == Resolved(OWN, "own")
    for choice, package, words in (
        (Choice("here", folder, OWN), "onnxruntime", "Python of QGIS has no onnxruntime.*runtime set-up"),
        (Choice("environment", folder, OWN), "torch", "environment has no torch.*with PyTorch"),
        (Choice("environment", tmp_path / "none", OWN), "onnxruntime", "Nothing on this machine.*press Set up"),
        (Choice("own", folder, tmp_path / "gone"), "onnxruntime", "not there.*gone"),
        (Choice("own", folder), "onnxruntime", "none was named"),
        (Choice("auto"), "onnxruntime", "Nothing on this machine"),
    ):
        with pytest.raises(NoRuntime, match=words):
            ask(choice, package, here=False)


def test_this_process_is_not_asked_where_it_does_not_matter(folder):
    def never():
        raise AssertionError("imports onnxruntime into QGIS for nothing")

    assert resolve(Choice("environment", folder), "onnxruntime", never).where == "environment"


def test_what_a_model_needs_and_whether_it_is_here(monkeypatch):
    assert [needed_package(f"m{suffix}") for suffix in (".onnx", ".ONNX", ".pt", ".pth")] == [
        "onnxruntime", "onnxruntime", "torch", "torch",
    ]  # fmt: skip
    assert runs_here("m.onnx") and runs_here("m.pt")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # an import of it fails
    assert not runs_here("m.onnx") and runs_here("m.pt")

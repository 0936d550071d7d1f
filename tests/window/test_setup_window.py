"""The set-up with a real download, in a real QGIS window; wants a network in which pip finds onnxruntime."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from window_support import drive

pytestmark = [pytest.mark.qgis, pytest.mark.slow]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the script saw; every download is a new one, and no folder of wheels helps."""
    folder = tmp_path_factory.mktemp("setup")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PIP_FIND_LINKS", raising=False)
        patch.setenv("PIP_CACHE_DIR", str(folder / "cache"))
        patch.setenv("PIP_NO_CACHE_DIR", "1")
        asked = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder / "asked", "packaging==24.2"],
            capture_output=True,
            timeout=120,
        )
        if asked.returncode:
            pytest.skip("pip reaches no package index from here: this test downloads onnxruntime")
        return drive(folder, "setup_window.py", packages=(), timeout_s=1800)


def test_a_run_without_a_runtime_opens_the_set_up(told):
    assert any("Nothing on this machine runs the model yet" in text for text in told["warned"])
    state, planned = told["before"]
    assert "Press Set up" in state
    assert "Installs onnxruntime" in planned or "numpy" in planned and "onnxruntime==" in planned


def test_a_cancel_in_mid_download_leaves_nothing(told):
    state, button, environments = told["cancelled"]
    assert "was cancelled" in state and button == "Try again" and environments == []
    assert told["cancel_s"] < 20.0


def test_the_next_try_heals_it(told):
    state, environments = told["after"]
    assert "onnxruntime" in state and "runs on" in state and len(environments) == 1
    assert told["stages"] == sorted(told["stages"]) and told["stages"][-1] == 100


def test_the_run_follows_in_the_environment(told):
    assert any("is finished" in text for text in told["finished"])
    assert "another Python" in told["log"] and "runtime/env-" in told["log"]


def test_no_process_is_left(told):
    assert told["exit"] == 0, told["output"][-2000:]
    profile = os.fsencode(str(told["folder"]))
    left = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ends just now
            left.append(path.read_bytes())
    assert [command for command in left if profile in command] == []

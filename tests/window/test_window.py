"""The whole in a real QGIS window: the zip in a fresh profile, driven by `window.py`; screenshots stay in build/."""

import numpy as np
import pytest
from osgeo import gdal
from window_support import drive

pytestmark = [pytest.mark.qgis, pytest.mark.slow]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the script saw."""
    return drive(tmp_path_factory.mktemp("window"))


def test_a_wrong_selection_is_answered(told):
    assert "Only one raster layer is selected" in told["wrong_selection"][0]


def test_the_plan_line(told):
    first, second = told["plan"].splitlines()[:2]
    assert first.startswith("1024 x 896 pixels of 1 m, at most ")
    assert "patches, time unknown until the first run" in second
    assert "patches, about " in told["plan_after_a_run"]
    assert "overlap of 9 pixels does not fit patches of 8" in told["refused"] and not told["run_enabled_when_refused"]


def test_the_run_is_in_the_background_and_its_result_arrives_as_a_layer(told):
    assert told["longest_block_s"] < 2.0  # the window answered all the time; the machine may be busy
    assert told["visible_after_run"]
    assert any("is finished" in text for text in told["finished"])
    assert told["result"] == "Town RGB, 16 m 16x (aerial x16, detail 100 %)"
    assert told["size"] == [1024, 896]
    assert told["stretch"][0] == told["stretch"][1]


def test_the_preview_is_small_and_keeps_the_dialog(told):
    assert told["preview"] == ["Preview: Town RGB, 16 m 16x (aerial x16, detail 100 %)", 14 * 16, 14 * 16]
    assert told["layers_of_preview"] == 1 and told["visible_after_preview"]


def test_two_runs_at_once_and_cancel(told):
    assert any("is writing that file now" in text for text in told["same_output"])
    assert told["files"] == ["kept.tif"]
    assert told["cancel_s"] < 5.0
    assert any("was cancelled" in text for text in told["messages_of_cancel"])
    kept = gdal.Open(str(told["folder"] / "out" / "kept.tif")).ReadAsArray()
    assert kept.shape == (3, 896, 1024) and np.ptp(kept) > 100


def test_the_other_dialogs_open(told):
    assert "onnxruntime" in told["setup"][0] and "onnxruntime" in told["setup"][1]
    assert told["diagnostics"].startswith("SpecGAN: ") and "QGIS: 3." in told["diagnostics"]
    assert "specgan_aerial_x16" in told["card"] and told["options"]


def test_a_layer_that_is_removed_ends_its_run(told):
    assert any("since its layer was removed" in text for text in told["after_removal"])
    assert not (told["folder"] / "out" / "removed.tif").exists()


def test_a_newer_version_takes_over_while_a_run_is_under_way(told):
    assert told["reloaded"] and told["upgraded"] and told["reload_s"] < 30.0
    assert told["old_run_cancelled"] and told["dialogs_left"] == [] and told["buttons_after_upgrade"] == 1
    assert not any("cancelled" in text or "finished" in text for text in told["messages_of_upgrade"])
    assert any("is finished" in text for text in told["finished_after_upgrade"])
    assert told["files_of_upgrade"] == ["after_upgrade.tif"]


def test_qgis_closes_while_a_run_is_under_way(told):
    assert "SpecGAN" in (told["folder"] / "out" / "asked.txt").read_text(encoding="utf-8")  # QGIS asks first
    assert told["exit"] == 0, told["output"][-2000:]
    assert [path.name for path in (told["folder"] / "out").glob("*closed*")] == []

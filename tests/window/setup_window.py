"""Runs in a QGIS whose Python has no onnxruntime: the first run leads to the set-up, which downloads one.

Started by `test_setup_window.py` with `--code`; see `driving.py`.
"""

import time

from driving import desktop, dialog, drive, leave_at_once, messages, open_run, picture, select, told, wait
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

DOWNLOAD_S = 900
"""The machine and the way to the packages may be slow."""


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def told_by_pip(shown, words):
    return words in shown.log.toPlainText()


def no_runtime_leads_to_the_set_up(rgb, hsi):
    select(rgb, hsi)
    shown = open_run()
    wait(shown.run_button.isEnabled, 60, "the plan")
    press(shown.run_button)
    shown = dialog("setup")
    told["warned"] = messages()
    wait(lambda: shown.start_button.isEnabled() and "…" not in shown.state.text(), 120, "what was found")
    told["before"] = [shown.state.text(), shown.planned.text()]
    picture("setup_before")


def cancelled_in_mid_download(rgb, hsi):
    shown = dialog("setup")
    press(shown.start_button)
    wait(lambda: told_by_pip(shown, "Downloading onnxruntime"), DOWNLOAD_S, "the download")
    picture("setup_download")
    press(shown.cancel_button)
    started = time.monotonic()
    wait(shown.start_button.isEnabled, 60, "the end of the cancelled set-up")
    told["cancel_s"] = time.monotonic() - started
    told["cancelled"] = [shown.state.text(), shown.start_button.text().replace("&", ""), _environments()]
    picture("setup_cancelled")


def once_more(rgb, hsi):
    shown = dialog("setup")
    seen = []
    started = time.monotonic()
    press(shown.start_button)
    shown._setting_up.stage.connect(lambda done, total: seen.append(done))
    wait(lambda: told_by_pip(shown, "Downloading onnxruntime"), DOWNLOAD_S, "the second download")
    picture("setup_again")
    wait(lambda: shown._setting_up is None and "…" not in shown.state.text(), DOWNLOAD_S, "the environment")
    told["setup_s"] = time.monotonic() - started
    told["stages"] = seen
    told["after"] = [shown.state.text(), _environments()]
    picture("setup_after")


def the_run_follows(rgb, hsi):
    runs = desktop().runs
    wait(lambda: runs.tasks or any("is finished" in text for text in messages()), 30, "the run")
    tasks = list(runs.tasks)
    wait(lambda: not runs.tasks, 300, "the result")
    told["finished"] = messages()
    told["log"] = tasks[0].log if tasks else ""
    dialog("setup").reject()
    iface.mapCanvas().refresh()
    wait(lambda: not iface.mapCanvas().isDrawing(), 30, "the map")
    picture("setup_result")


def _environments():
    from specgan.processing_provider import settings

    folder = settings.runtime_folder()
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


drive((no_runtime_leads_to_the_set_up, cancelled_in_mid_download, once_more, the_run_follows), leave_at_once)

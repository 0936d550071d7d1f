"""Runs in QGIS: loads the sample, drives SpecGAN's window as a person would, keeps screenshots and what it saw.

Started by `test_window.py` with `--code`; see `driving.py`.
"""

import sys
import time

from driving import (
    OUT,
    PLUGIN,
    clear_messages,
    desktop,
    dialog,
    drive,
    leave_while_running,
    messages,
    open_run,
    parameters,
    pause,
    picture,
    select,
    told,
    wait,
)
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolBar
from qgis.utils import iface, plugins, reloadPlugin


def wrong_selection(rgb, hsi):
    select(rgb)
    desktop().run_action.trigger()
    pause(0.3)
    told["wrong_selection"] = messages()
    picture("wrong_selection")
    clear_messages()


def first_run(rgb, hsi):
    select(rgb, hsi)
    shown = open_run()
    assert shown.rgb.currentLayer() == rgb and shown.hsi.currentLayer() == hsi
    wait(shown.run_button.isEnabled, 30, "the plan")
    told["plan"] = shown.plan.text()
    shown.overlap.setValue(9)
    wait(lambda: shown.plan.text() != told["plan"], 30, "the red sentence")
    told["refused"] = shown.plan.text()
    told["run_enabled_when_refused"] = shown.run_button.isEnabled()
    picture("refused", shown)
    shown.overlap.setValue(-1)
    wait(shown.run_button.isEnabled, 30, "the plan")
    shown.move(420, 180)
    picture("dialog")
    runs = desktop().runs
    QTest.mouseClick(shown.run_button, Qt.MouseButton.LeftButton)
    wait(lambda: runs.tasks, 10, "the task")
    told["visible_after_run"] = shown.isVisible()
    worst = 0.0
    while runs.tasks:
        before = time.monotonic()
        QApplication.processEvents()
        worst = max(worst, time.monotonic() - before)
        time.sleep(0.005)
    told["longest_block_s"] = worst
    told["finished"] = messages()


def look_at_result(rgb, hsi):
    layers = [QgsProject.instance().layerTreeRoot().children()[0].layer(), rgb]
    told["result"] = layers[0].name()
    told["size"] = [layers[0].width(), layers[0].height()]
    told["stretch"] = [_stretch(layer) for layer in layers]
    extent = layers[0].extent()
    extent.scale(0.5)
    iface.mapCanvas().setExtent(extent)
    iface.mapCanvas().refresh()
    pause(1)  # the canvas takes up new layers a moment later
    wait(lambda: not iface.mapCanvas().isDrawing(), 30, "the map")
    picture("result")
    clear_messages()


def _stretch(layer):
    renderer = layer.renderer()
    bands = (renderer.redContrastEnhancement(), renderer.greenContrastEnhancement(), renderer.blueContrastEnhancement())
    return [None if e is None else [e.minimumValue(), e.maximumValue()] for e in bands]


def preview(rgb, hsi):
    select(rgb, hsi)
    shown = open_run()
    wait(shown.preview_button.isEnabled, 30, "the plan")
    told["plan_after_a_run"] = shown.plan.text()
    before = len(QgsProject.instance().mapLayers())
    QTest.mouseClick(shown.preview_button, Qt.MouseButton.LeftButton)
    wait(lambda: desktop().runs.tasks, 10, "the task")
    wait(lambda: not desktop().runs.tasks, 120, "the preview")
    told["visible_after_preview"] = shown.isVisible()
    told["layers_of_preview"] = len(QgsProject.instance().mapLayers()) - before
    layer = QgsProject.instance().layerTreeRoot().children()[0].layer()
    told["preview"] = [layer.name(), layer.width(), layer.height()]
    shown.reject()
    clear_messages()


def two_at_once_and_cancel(rgb, hsi):
    runs = desktop().runs
    outputs = [parameters(rgb, hsi, name) for name in ("kept.tif", "cancelled.tif")]
    for chosen in (*outputs, outputs[0]):
        runs.start(chosen)
    told["same_output"] = messages()
    assert len(runs.tasks) == 2
    task = next(t for t in runs.tasks if t.parameters == outputs[1])
    wait(lambda: task.task.progress() > 3, 60, "progress")
    task.cancel()
    started = time.monotonic()
    wait(lambda: task not in runs.tasks, 30, "the end of the cancelled run")
    told["cancel_s"] = time.monotonic() - started
    told["messages_of_cancel"] = messages()
    wait(lambda: not runs.tasks, 120, "the other run")
    told["files"] = sorted(path.name for path in OUT.iterdir() if "kept" in path.name or "cancelled" in path.name)
    clear_messages()


def other_dialogs(rgb, hsi):
    desktop().setup_action.trigger()
    shown = dialog("setup")
    wait(lambda: "…" not in shown.state.text() and shown.planned.text(), 120, "what was found")
    told["setup"] = [shown.state.text(), shown.planned.text()]
    picture("setup")
    shown.copy_button.click()
    wait(shown.copy_button.isEnabled, 120, "diagnostics")
    told["diagnostics"] = QApplication.clipboard().text()
    shown.reject()
    desktop().models_action.trigger()
    shown = dialog("models")
    wait(lambda: "…" not in shown.card.toPlainText(), 60, "the card")
    told["card"] = shown.card.toPlainText()
    picture("models")
    shown.reject()


def options(rgb, hsi):
    def look():
        window = QApplication.activeModalWidget()
        picture("options", window)
        told["options"] = window is not None
        window.reject()

    QTimer.singleShot(1500, look)
    iface.showOptionsDialog(iface.mainWindow(), "SpecGAN")


def removal(rgb, hsi):
    """The layer goes while its run is under way."""
    runs = desktop().runs
    copy = rgb.clone()
    QgsProject.instance().addMapLayer(copy)
    runs.start(parameters(copy, hsi, "removed.tif"))
    task = runs.tasks[0]
    wait(lambda: task.task.progress() > 3, 60, "progress")
    QgsProject.instance().removeMapLayer(copy.id())
    wait(lambda: not runs.tasks, 30, "the end of the run without its layer")
    told["after_removal"] = messages()
    clear_messages()


def upgrade(rgb, hsi):
    """A newer version takes the place of the plugin while a run is under way, as the plugin manager does it."""
    old = plugins["specgan"]
    select(rgb, hsi)
    open_run()
    old._desktop.runs.start(parameters(rgb, hsi, "upgraded.tif"))
    task = old._desktop.runs.tasks[0]
    wait(lambda: task.task.progress() > 3, 60, "progress")
    module = PLUGIN / "plugin.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n\nUPGRADED = True\n", encoding="utf-8")
    started = time.monotonic()
    told["reloaded"] = reloadPlugin("specgan")
    told["reload_s"] = time.monotonic() - started
    pause(2)  # the old run reports to nobody
    told["old_run_cancelled"] = task.was_cancelled
    # the script runs inside of an event of QGIS's loop, which deletes what is to be deleted later only after it
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    told["dialogs_left"] = [w.objectName() for w in QApplication.topLevelWidgets() if "specgan" in w.objectName()]
    new = plugins["specgan"]
    told["upgraded"] = new is not old and sys.modules[type(new).__module__].UPGRADED
    bars = iface.mainWindow().findChildren(QToolBar)
    texts = [action.text() for bar in bars for action in bar.actions()]
    told["buttons_after_upgrade"] = texts.count("Super-resolve selected layers")
    told["messages_of_upgrade"] = messages()
    clear_messages()
    new._desktop.runs.start(parameters(rgb, hsi, "after_upgrade.tif"))
    wait(lambda: not new._desktop.runs.tasks, 120, "the run of the new version")
    told["finished_after_upgrade"] = messages()
    told["files_of_upgrade"] = sorted(path.name for path in OUT.iterdir() if "upgrade" in path.name)
    clear_messages()


STEPS = (
    wrong_selection,
    first_run,
    look_at_result,
    preview,
    two_at_once_and_cancel,
    other_dialogs,
    options,
    removal,
    upgrade,
)
drive(STEPS, leave_while_running)

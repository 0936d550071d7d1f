"""Runs in QGIS: loads the sample, drives SpecGAN's window as a person would, keeps screenshots and what it saw.

Started by `test_window.py` with `--code`; SPECGAN_OUT names the folder for screenshots and `told.json`.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QItemSelectionModel, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface, plugins

OUT = Path(os.environ["SPECGAN_OUT"])
PROFILE = Path(QgsApplication.qgisSettingsDirPath())
SAMPLE = PROFILE / "python" / "plugins" / "specgan" / "resources" / "sample"
told = {}


def wait(condition, seconds, what):
    """Let QGIS work until `condition`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        QApplication.processEvents()
        time.sleep(0.01)


def pause(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def picture(name, widget=None):
    pause(0.3)
    if widget is not None:
        widget.grab().save(str(OUT / f"{name}.png"))
    else:
        QApplication.primaryScreen().grabWindow(0).save(str(OUT / f"{name}.png"))


def dialog(name):
    """The open dialog of SpecGAN with that name."""
    found = [w for w in QApplication.topLevelWidgets() if w.objectName() == f"specgan_{name}" and w.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs {name}"
    return found[0]


def messages():
    return [item.text() for item in iface.messageBar().items()]


def clear_messages():
    iface.messageBar().clearWidgets()
    pause(0.1)


def open_run():
    desktop().run_action.trigger()
    pause(0.2)
    return dialog("run")


def desktop():
    return plugins["specgan"]._desktop


def load_sample():
    rgb = QgsRasterLayer(str(SAMPLE / "town_rgb_lr.tif"), "Town RGB, 16 m")
    hsi = QgsRasterLayer(str(SAMPLE / "town_hsi.tif"), "Town hyperspectral")
    project = QgsProject.instance()
    project.addMapLayers([hsi, rgb])
    pause(1)
    project.setCrs(rgb.crs())  # QGIS has taken that of the first layer by now
    pause(0.5)
    iface.mapCanvas().setExtent(rgb.extent())
    iface.mapCanvas().refresh()
    wait(lambda: not iface.mapCanvas().isDrawing(), 30, "the map")
    return rgb, hsi


def select(*layers):
    view, root = iface.layerTreeView(), QgsProject.instance().layerTreeRoot()
    view.selectionModel().clear()
    for layer in layers:
        index = view.node2index(root.findLayer(layer.id()))
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    pause(0.1)


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


def look_at_result():
    root = QgsProject.instance().layerTreeRoot()
    group = root.children()[0]
    told["group"] = [group.name(), [node.name() for node in group.children()]]
    layers = [node.layer() for node in group.children()]
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
    group = QgsProject.instance().layerTreeRoot().children()[0]
    layer = group.children()[0].layer()
    told["preview"] = [group.name(), layer.width(), layer.height()]
    shown.reject()
    clear_messages()


def two_at_once_and_cancel(rgb, hsi):
    runs = desktop().runs
    parameters = {"RGB": rgb.id(), "HSI": hsi.id(), "MODEL": "specgan_compact_x16", "DEVICE": "cpu", "BATCH_SIZE": 1}
    outputs = [str(OUT / f"{name}.tif") for name in ("kept", "cancelled")]
    for path in outputs:
        runs.start({**parameters, "OUTPUT": path})
    runs.start({**parameters, "OUTPUT": outputs[0]})
    told["same_output"] = messages()
    assert len(runs.tasks) == 2
    task = next(t for t in runs.tasks if t.parameters["OUTPUT"] == outputs[1])
    wait(lambda: task.progress() > 3, 60, "progress")
    task.cancel()
    started = time.monotonic()
    wait(lambda: task not in runs.tasks, 30, "the end of the cancelled run")
    told["cancel_s"] = time.monotonic() - started
    told["messages_of_cancel"] = messages()
    wait(lambda: not runs.tasks, 120, "the other run")
    told["files"] = sorted(path.name for path in OUT.iterdir() if "kept" in path.name or "cancelled" in path.name)
    clear_messages()


def other_dialogs():
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


def options():
    def look():
        window = QApplication.activeModalWidget()
        picture("options", window)
        told["options"] = window is not None
        window.reject()

    QTimer.singleShot(1500, look)
    iface.showOptionsDialog(iface.mainWindow(), "SpecGAN")


def removal(rgb, hsi):
    """The layer goes while its run is under way; then the plugin is unloaded while one is."""
    runs = desktop().runs
    parameters = {"HSI": hsi.id(), "MODEL": "specgan_compact_x16", "DEVICE": "cpu", "BATCH_SIZE": 1}
    copy = rgb.clone()
    QgsProject.instance().addMapLayer(copy)
    runs.start({**parameters, "RGB": copy.id(), "OUTPUT": str(OUT / "removed.tif")})
    task = runs.tasks[0]
    wait(lambda: task.progress() > 3, 60, "progress")
    QgsProject.instance().removeMapLayer(copy.id())
    wait(lambda: not runs.tasks, 30, "the end of the run without its layer")
    told["after_removal"] = messages()
    clear_messages()


def main():
    iface.mainWindow().setGeometry(0, 0, 1440, 940)
    pause(1)
    rgb, hsi = load_sample()
    steps = (
        (wrong_selection, rgb, hsi),
        (first_run, rgb, hsi),
        (look_at_result,),
        (preview, rgb, hsi),
        (two_at_once_and_cancel, rgb, hsi),
        (other_dialogs,),
        (options,),
        (removal, rgb, hsi),
    )
    for step, *layers in steps:
        try:
            step(*layers)
        except Exception:
            told.setdefault("errors", []).append(f"{step.__name__}: {traceback.format_exc()}")
            picture(f"error_{step.__name__}")


def run():
    try:
        main()
    except BaseException:
        told.setdefault("errors", []).append(traceback.format_exc())
    (OUT / "told.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    leave()


def leave():
    """Close QGIS while a run is under way: it has to end by itself."""
    rgb, hsi = (QgsProject.instance().mapLayersByName(name)[0] for name in ("Town RGB, 16 m", "Town hyperspectral"))
    parameters = {"RGB": rgb.id(), "HSI": hsi.id(), "MODEL": "specgan_compact_x16", "DEVICE": "cpu", "BATCH_SIZE": 1}
    desktop().runs.start({**parameters, "OUTPUT": str(OUT / "closed.tif")})
    task = desktop().runs.tasks[0]
    wait(lambda: task.progress() > 3, 60, "progress")
    QgsProject.instance().setDirty(False)
    answering.timeout.connect(answer)
    answering.start(300)
    QTimer.singleShot(0, iface.actionExit().trigger)


answering = QTimer()


def answer():
    """QGIS asks whether to cancel what runs: yes."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        with (OUT / "asked.txt").open("a", encoding="utf-8") as asked:
            asked.write(box.text() + "\n")
        kinds = QMessageBox.StandardButton
        (box.button(kinds.Yes) or box.button(kinds.Discard)).click()
    elif box is None and not desktop().runs.tasks:
        QTimer.singleShot(0, iface.actionExit().trigger)  # not from here: a timer does not tick inside its own slot


QTimer.singleShot(1000, run)

"""What the scripts that run in the window of QGIS share: waiting, pictures, the sample, the dialogs, the end.

SPECGAN_OUT names the folder for screenshots and `told.json`, which `test_*.py` reads.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QItemSelectionModel, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface, plugins

OUT = Path(os.environ["SPECGAN_OUT"])
PROFILE = Path(QgsApplication.qgisSettingsDirPath())
PLUGIN = PROFILE / "python" / "plugins" / "specgan"
SAMPLE = PLUGIN / "resources" / "sample"
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
    rgb = QgsRasterLayer(str(SAMPLE / "town_rgb_lr.tif"), "Town RGB, 4.8 m")
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


def parameters(rgb, hsi, output):
    """A run on the CPU, one patch after the other, so that it takes some seconds."""
    chosen = {"MODEL": "specgan_aerial_x16", "DEVICE": "cpu", "BATCH_SIZE": 1, "OUTPUT": str(OUT / output)}
    return {"RGB": rgb.id(), "HSI": hsi.id(), **chosen}


def drive(steps, leave):
    """Do the `steps`, functions of the two layers, a second after QGIS has come up; then `leave`."""
    QTimer.singleShot(1000, lambda: _drive(steps, leave))


def _drive(steps, leave):
    try:
        iface.mainWindow().setGeometry(0, 0, 1440, 940)
        pause(1)
        rgb, hsi = load_sample()
        for step in steps:
            try:
                step(rgb, hsi)
            except Exception:
                told.setdefault("errors", []).append(f"{step.__name__}: {traceback.format_exc()}")
                picture(f"error_{step.__name__}")
    except BaseException:
        told.setdefault("errors", []).append(traceback.format_exc())
    (OUT / "told.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    leave()


def leave_at_once():
    """Close QGIS."""
    QgsProject.instance().setDirty(False)
    answering.timeout.connect(answer)
    answering.start(300)
    QTimer.singleShot(0, iface.actionExit().trigger)


def leave_while_running():
    """Close QGIS while a run is under way: it has to end by itself."""
    rgb, hsi = (QgsProject.instance().mapLayersByName(name)[0] for name in ("Town RGB, 16 m", "Town hyperspectral"))
    desktop().runs.start(parameters(rgb, hsi, "closed.tif"))
    task = desktop().runs.tasks[0]
    wait(lambda: task.task.progress() > 3, 60, "progress")
    leave_at_once()


answering = QTimer()


def answer():
    """QGIS asks whether to cancel what runs, and whether to give up what is not saved: yes."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        with (OUT / "asked.txt").open("a", encoding="utf-8") as asked:
            asked.write(box.text() + "\n")
        kinds = QMessageBox.StandardButton
        (box.button(kinds.Yes) or box.button(kinds.Discard)).click()
    elif box is None and not desktop().runs.tasks:
        QTimer.singleShot(0, iface.actionExit().trigger)  # not from here: a timer does not tick inside its own slot

"""A QGIS window in parts: real canvas, message bar, layer tree and task manager, without a desktop around them."""

from __future__ import annotations

import numpy as np
import pytest
from qgis_support import start_qgis, wait
from specgan.core.modelspec import ModelSpec
from support import write_onnx, write_raster

WAVELENGTHS = tuple(460.0 + 60 * i for i in range(10))
RGB = np.random.RandomState(0).randint(1, 255, (3, 40, 52)).astype(np.uint8)


class Window:
    """What the plugin uses of `iface`."""

    def __init__(self):
        from qgis.core import QgsLayerTreeModel, QgsProject
        from qgis.gui import QgsLayerTreeView, QgsMapCanvas, QgsMessageBar
        from qgis.PyQt.QtWidgets import QMainWindow

        self.window = QMainWindow()
        self.canvas, self.bar, self.tree = QgsMapCanvas(), QgsMessageBar(self.window), QgsLayerTreeView()
        self.canvas.resize(100, 100)
        self.canvas.show()
        self.tree.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), self.window))
        self.selected = []
        self.registered = []

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def layerTreeView(self):
        return self

    def selectedLayers(self):
        return self.selected

    def registerOptionsWidgetFactory(self, factory):
        self.registered.append(factory)

    def unregisterOptionsWidgetFactory(self, factory):
        self.registered.remove(factory)

    def addToolBarIcon(self, action):
        self.registered.append(("toolbar", action))

    def removeToolBarIcon(self, action):
        self.registered.remove(("toolbar", action))

    def addPluginToRasterMenu(self, menu, action):
        self.registered.append(("raster", action))

    def removePluginRasterMenu(self, menu, action):
        self.registered.remove(("raster", action))

    def addCustomActionForLayerType(self, action, menu, kind, every):
        assert every
        self.registered.append(("layer", action))

    def removeCustomActionForLayerType(self, action):
        self.registered.remove(("layer", action))

    def messages(self):
        return [item.text() for item in self.bar.items()]


@pytest.fixture(scope="module")
def qgis():
    """QGIS with the provider registered."""
    from qgis.core import QgsApplication, QgsSettings

    start_qgis()
    QgsSettings().remove("specgan")
    from specgan.processing_provider.provider import SpecGanProvider

    provider = SpecGanProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield QgsApplication.instance()
    QgsApplication.processingRegistry().removeProvider("specgan")


@pytest.fixture
def iface(qgis):
    """A fresh window; the project is empty before and after."""
    from qgis.core import QgsProject, QgsSettings

    QgsProject.instance().clear()
    QgsSettings().remove("specgan")
    yield Window()
    QgsProject.instance().clear()


@pytest.fixture
def layers(iface, tmp_path):
    """RGB and hyperspectral layer in the project."""
    from qgis.core import QgsProject, QgsRasterLayer

    rgb = QgsRasterLayer(write_raster(tmp_path / "rgb.tif", RGB), "town rgb")
    hsi = np.ones((10, 40, 52), np.int16)
    hsi = QgsRasterLayer(write_raster(tmp_path / "hsi.tif", hsi, wavelengths=WAVELENGTHS), "town hsi")
    QgsProject.instance().addMapLayers([rgb, hsi])
    return rgb, hsi


@pytest.fixture
def model(tmp_path):
    """A model that repeats pixels four times."""
    return str(write_onnx(tmp_path / "repeat.onnx", ModelSpec("repeat", 4, 8, WAVELENGTHS[:6], detail_correlation=1.0)))


@pytest.fixture
def runs(iface):
    """Background runs; nothing is left of them after the test."""
    from specgan.ui.runs import Runs

    runs = Runs(iface, lambda model: "", lambda: None)
    yield runs
    runs.close()
    wait(lambda: not runs.tasks, "the end of the runs")

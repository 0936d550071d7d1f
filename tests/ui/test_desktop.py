"""Toolbar and menus: what they open, and that nothing stays when the plugin goes."""

import pytest
from qgis_support import SPARE, wait

pytestmark = pytest.mark.qgis


@pytest.fixture
def desktop(iface):
    from specgan.ui.desktop import Desktop

    desktop = Desktop(iface)
    yield desktop
    if iface.registered:
        desktop.close()


def dialogs(name):
    from qgis.PyQt.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if w.objectName() == f"specgan_{name}" and not w.isHidden()]


def test_the_plugin_comes_and_goes(iface):
    from qgis.core import QgsApplication
    from specgan.plugin import SpecGanPlugin
    from specgan.processing_provider.provider import SpecGanProvider

    registry = QgsApplication.processingRegistry()
    registry.removeProvider("specgan")  # the one that the other tests use
    plugin = SpecGanPlugin(iface)
    plugin.initGui()
    assert registry.algorithmById("specgan:superresolve") is not None
    assert len(iface.registered) == 1 + 1 + 5 + 1  # options, toolbar, five in the menu, one of raster layers
    plugin.unload()
    assert iface.registered == []
    assert registry.providerById("specgan") is None
    SPARE.append(SpecGanProvider())  # the registry alone does not keep the Python half
    registry.addProvider(SPARE[-1])


def test_the_button_opens_the_dialog_with_the_selected_layers(desktop, iface, layers):
    rgb, hsi = layers
    iface.selected = [hsi, rgb]
    desktop.run_action.trigger()
    (dialog,) = dialogs("run")
    assert (dialog.rgb.currentLayer(), dialog.hsi.currentLayer()) == (rgb, hsi)


def test_the_sample_comes_from_the_menu_once(desktop, iface):
    from qgis.core import QgsProject, QgsRectangle

    QgsProject.instance().clear()
    for _ in range(2):
        desktop.sample_action.trigger()
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    assert sorted(layers) == ["Sample town, RGB 4.8 m", "Sample town, hyperspectral 5 m"]
    rgb = layers["Sample town, RGB 4.8 m"]
    assert all(layer.isValid() for layer in layers.values()) and rgb.bandCount() == 3
    assert iface.canvas.extent().intersects(rgb.extent()) or iface.canvas.extent() != QgsRectangle()
    (dialog,) = dialogs("run")
    assert (dialog.rgb.currentLayer(), dialog.hsi.currentLayer().bandCount() > 3) == (rgb, True)


def test_an_empty_project_is_offered_the_sample(desktop, iface):
    from qgis.core import QgsProject
    from qgis.PyQt.QtWidgets import QPushButton

    QgsProject.instance().clear()
    iface.selected = []
    desktop.run_action.trigger()
    (item,) = iface.bar.items()
    (button,) = [b for b in item.findChildren(QPushButton) if b.text() == "Load sample data"]
    button.click()
    assert len(QgsProject.instance().mapLayers()) == 2


def test_the_menu_of_a_layer_opens_the_dialog_with_it(desktop, iface, layers):
    rgb, hsi = layers
    iface.selected = [rgb]
    desktop.layer_action.trigger()
    (dialog,) = dialogs("run")
    assert dialog.rgb.currentLayer() == rgb
    iface.selected = [hsi]
    desktop.layer_action.trigger()
    assert dialogs("run") == [dialog] and dialog.hsi.currentLayer() == hsi


def test_another_selection_is_answered(desktop, iface, layers):
    iface.selected = [layers[0]]
    desktop.run_action.trigger()
    assert dialogs("run") == []
    assert iface.messages() == [
        'Only one raster layer is selected, "town rgb". Select two raster layers over the same ground in the Layers '
        "panel: one in red, green and blue, and one hyperspectral."
    ]


def test_remote_layers_are_to_be_exported_first(desktop, iface, layers):
    from qgis.core import QgsRasterLayer

    tiles = QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "tiles", "wms")
    iface.selected = [tiles, layers[1]]
    desktop.run_action.trigger()
    assert "Export it to a GeoTIFF first" in iface.messages()[0]


def test_vector_layers_do_not_count(desktop, iface, layers):
    from qgis.core import QgsVectorLayer

    points = QgsVectorLayer("Point?crs=EPSG:32633", "memory", "memory")
    iface.selected = [points, *layers]
    desktop.run_action.trigger()
    assert len(dialogs("run")) == 1


def test_without_a_runtime_the_set_up_opens_and_the_run_follows(desktop, iface, layers, model, monkeypatch):
    from specgan.ui import desktop as module

    monkeypatch.setattr(module, "runtime_missing", lambda model: "Nothing on this machine runs the model yet.")
    started = []
    monkeypatch.setattr(desktop.runs, "start", lambda *arguments: started.append(arguments))
    desktop._run({"MODEL": model})
    assert "Nothing on this machine" in iface.messages()[0]
    (dialog,) = dialogs("setup")
    dialog.ready.emit()
    assert started == [({"MODEL": model}, False)]


def test_open_dialogs_close_with_the_plugin(desktop, iface, layers):
    iface.selected = list(layers)
    desktop.run_action.trigger()
    desktop.models_action.trigger()
    desktop.close()
    wait(lambda: not dialogs("run") and not dialogs("models"), "the dialogs to go")
    assert iface.registered == []


def test_help_pages_exist_for_every_dialog():
    from specgan.ui.help import help_page

    for name in ("run", "setup", "models", "details"):
        assert "<h1>" in help_page(name).read_text(encoding="utf-8")

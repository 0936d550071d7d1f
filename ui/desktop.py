"""What the plugin adds to the QGIS window: actions, dialogs, background runs, a page in the options."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Callable, List, Optional, Tuple

from qgis.core import Qgis, QgsCoordinateTransform, QgsProject, QgsRasterLayer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QDialog

from ..core.errors import SpecGanError
from ..desktop.readiness import runtime_missing
from ..desktop.sample import load_sample
from ..desktop.selection import selected_pair
from ..processing_provider.paths import ICON, icon
from ..processing_provider.sentences import said
from ..processing_provider.translation import tr
from .help import show_help
from .messages import show_message
from .models_dialog import ModelsDialog
from .options import OptionsFactory
from .qt import RASTER, QAction
from .run_dialog import RunDialog
from .runs import Runs
from .setup_dialog import SetupDialog

MENU = "SpecGAN"


class Desktop:
    """Everything between `initGui` and `unload`."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self.runs = Runs(iface, runtime_missing, self.open_setup)
        self._dialogs: List[QDialog] = []
        self._options = OptionsFactory(self.open_setup, self.open_models)
        iface.registerOptionsWidgetFactory(self._options)
        self.run_action = self._action(str(ICON), tr("Super-resolve selected layers"), self.open_run)
        self.sample_action = self._action(icon("sample"), tr("Load sample data"), self.load_sample)
        self.models_action = self._action(icon("models"), tr("Models…"), self.open_models)
        self.setup_action = self._action(icon("setup"), tr("Runtime set-up…"), self.open_setup)
        self.help_action = self._action(icon("help"), tr("Help"), lambda: show_help("run"))
        iface.addToolBarIcon(self.run_action)
        for action in self._actions:
            iface.addPluginToRasterMenu(MENU, action)
        self.layer_action = self._action(str(ICON), tr("Super-resolve with SpecGAN…"), self.open_run_of_layer)
        iface.addCustomActionForLayerType(self.layer_action, "", RASTER, True)

    @property
    def _actions(self) -> List[QAction]:
        return [self.run_action, self.sample_action, self.models_action, self.setup_action, self.help_action]

    def close(self) -> None:
        """Leave nothing behind; waits for what runs."""
        self.runs.close()
        for dialog in list(self._dialogs):
            with suppress(RuntimeError):  # QGIS has deleted it already
                dialog.reject()
        self._iface.unregisterOptionsWidgetFactory(self._options)
        self._iface.removeToolBarIcon(self.run_action)
        for action in self._actions:
            self._iface.removePluginRasterMenu(MENU, action)
            action.deleteLater()
        self._iface.removeCustomActionForLayerType(self.layer_action)
        self.layer_action.deleteLater()

    def open_run(self) -> None:
        """The run dialog with the selected layers, or a sentence that says what to select."""
        try:
            rgb, hsi = selected_pair(self._iface.layerTreeView().selectedLayers())
        except SpecGanError as error:
            button: Tuple[str, Callable[[], Any]] = (tr("Choose in the dialog"), lambda: self._show_run())
            if not any(isinstance(layer, QgsRasterLayer) for layer in QgsProject.instance().mapLayers().values()):
                button = (tr("Load sample data"), self.load_sample)
            show_message(self._iface.messageBar(), said(error), Qgis.MessageLevel.Warning, button=button)
            return
        self._show_run().set_layers(rgb, hsi)

    def open_run_of_layer(self) -> None:
        """The run dialog with the layer that was clicked in the Layers panel, and the others as they come."""
        dialog = self._show_run()
        for layer in self._iface.layerTreeView().selectedLayers():
            dialog.set_layer(layer)

    def load_sample(self) -> None:
        """The bundled sample as two layers, selected and in view."""
        rgb, hsi = load_sample(QgsProject.instance())
        view = self._iface.layerTreeView()
        with suppress(AttributeError):  # QGIS before 3.32 cannot select by layers
            view.setSelectedLayers([rgb, hsi])
        canvas = self._iface.mapCanvas()
        to_map = QgsCoordinateTransform(rgb.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance())
        canvas.setExtent(to_map.transformBoundingBox(rgb.extent()))
        canvas.refresh()
        self._show_run().set_layers(rgb, hsi)

    def _show_run(self) -> RunDialog:
        for dialog in self._dialogs:
            if isinstance(dialog, RunDialog):  # it stays open, and keeps what was chosen
                dialog.raise_()
                dialog.activateWindow()
                return dialog
        dialog = RunDialog(self._iface.mapCanvas(), self._iface.mainWindow())
        dialog.run_wanted.connect(self._run)
        dialog.preview_wanted.connect(lambda parameters: self._run(parameters, preview=True))
        self._show(dialog)
        return dialog

    def _run(self, parameters: dict, preview: bool = False) -> None:
        missing = runtime_missing(parameters["MODEL"])
        if missing:
            show_message(self._iface.messageBar(), missing, Qgis.MessageLevel.Warning)
            self.open_setup(lambda: self.runs.start(parameters, preview))
        else:
            self.runs.start(parameters, preview)

    def open_models(self) -> None:
        """The dialog of installed models."""
        self._show(ModelsDialog(self._iface.mainWindow()))

    def open_setup(self, then: Optional[Callable[[], None]] = None) -> None:
        """The set-up dialog; `then` is done once there is a runtime."""
        dialog = SetupDialog(self._iface.mainWindow())
        if callable(then):
            dialog.ready.connect(then)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        self._dialogs.append(dialog)
        dialog.finished.connect(lambda: self._forget(dialog))
        dialog.show()

    def _forget(self, dialog: QDialog) -> None:
        self._dialogs.remove(dialog)
        dialog.deleteLater()

    def _action(self, path: str, text: str, slot: Callable[[], Any]) -> QAction:
        action = QAction(QIcon(path), text, self._iface.mainWindow())
        action.setObjectName(f"specgan_{slot.__name__.strip('<>')}")
        action.triggered.connect(lambda: slot())
        return action

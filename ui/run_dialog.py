"""The dialog behind the toolbar button: two layers, a few choices, a line that tells what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsProcessing, QgsRasterLayer
from qgis.gui import QgsFileWidget, QgsMapCanvas, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.job import PARAMETERS
from ..core.job.kinds import Target
from ..core.models import DEVICES, installed_models
from ..desktop.forecast import Forecast, preview_extent, preview_range
from ..processing_provider import settings
from ..processing_provider.paths import model_folders
from ..processing_provider.translation import tr
from .advanced import Advanced
from .bands import BandChooser
from .detail import DetailSlider
from .dialog import Dialog, form
from .extent import ExtentChooser
from .files import ask_for_model, with_ending
from .labels import device_label
from .plan_line import PlanLine
from .results import is_own

OWN_WIDGETS = ("RGB", "RGB_BANDS", "HSI", "MODEL", "EXTENT", "OVERLAP", "DETAIL", "DEVICE", "OUTPUT")
"""Parameters that the dialog shows in its own way; all others follow from their declarations."""
RGB_BANDS = 4
"""Most bands of a layer that is taken for the RGB layer: red, green, blue, and alpha or near infrared."""
WRITTEN = [name for name, known in PARAMETERS.items() if isinstance(known.kind, Target)]
"""Parameters that name files to write."""
MODELS_OWN = -1
"""Value of the overlap box that stands for the model's own overlap."""


class RunDialog(Dialog):
    """Builds the parameters of `specgan:superresolve`."""

    run_wanted = pyqtSignal(dict)
    """The person pressed Run: the parameters."""
    preview_wanted = pyqtSignal(dict)
    """The person pressed Preview: the parameters for the patches around the middle of the map."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QWidget] = None) -> None:
        super().__init__("run", tr("Super-resolve layers"), parent)
        self._canvas = canvas
        self._forecast: Optional[Forecast] = None
        self.rgb, self.hsi = _layer_box(self), _layer_box(self)  # Tab goes through them in the order of their making
        self.model = QComboBox(self)
        self.detail = DetailSlider(self)
        self.extent = ExtentChooser(canvas, self)
        self.output = QgsFileWidget(self)
        self.bands = BandChooser(self)
        self.overlap = QSpinBox(self)
        self.device = QComboBox(self)
        self.comparison = QCheckBox(tr("Add a bicubic layer to compare with"), self)
        self.advanced = Advanced(OWN_WIDGETS, self)
        self.plan = PlanLine(self.parameters, self)
        self._fill()
        self._arrange()
        self._connect()
        self.plan.ask()

    def set_layer(self, layer: QgsMapLayer) -> None:
        """Fill in one layer: as the RGB layer if it has at most four bands, else as the hyperspectral one."""
        if isinstance(layer, QgsRasterLayer):
            (self.rgb if layer.bandCount() <= RGB_BANDS else self.hsi).setLayer(layer)
            self.plan.ask()

    def set_layers(self, rgb: QgsRasterLayer, hsi: QgsRasterLayer) -> None:
        """Fill in the selected layers."""
        self.rgb.setLayer(rgb)
        self.hsi.setLayer(hsi)
        self.plan.ask()

    def parameters(self) -> Dict[str, Any]:
        """What the algorithm will get. `SpecGanError` where something is still to be said."""
        overlap = self.overlap.value()
        chosen: Dict[str, Any] = {
            "RGB": self._layer_id(self.rgb),
            "HSI": self._layer_id(self.hsi),
            "MODEL": self.model.currentData(),
            "DEVICE": self.device.currentData(),
            "OUTPUT": with_ending(self.output.filePath().strip()) or QgsProcessing.TEMPORARY_OUTPUT,
        }
        if self.detail.value() is not None:
            chosen["DETAIL"] = self.detail.value()
        if self.bands.value() is not None:
            chosen["RGB_BANDS"] = self.bands.value()
        if overlap != MODELS_OWN:
            chosen["OVERLAP"] = overlap
        extent = self.extent.value()
        if extent is not None:
            chosen["EXTENT"] = extent
        return {**chosen, **self.advanced.parameters()}

    def done(self, result: int) -> None:
        self.plan.close_down()
        super().done(result)

    def _fill(self) -> None:
        self._fill_models(settings.first_model())
        self.overlap.setRange(MODELS_OWN, int(PARAMETERS["OVERLAP"].kind.most))
        self.overlap.setToolTip(tr(PARAMETERS["OVERLAP"].help))
        self.overlap.setSpecialValueText(tr("As the model wants it"))
        self.overlap.setValue(MODELS_OWN)
        for device in DEVICES:
            self.device.addItem(device_label(device), device)
        self.device.setCurrentIndex(self.device.findData(settings.first_device()))
        self.comparison.setChecked(settings.comparison())
        for box in (self.rgb, self.hsi):
            choose_foreign(box)
        self.output.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.output.setFilter(tr("GeoTIFF") + " (*.tif *.tiff)")
        self.output.lineEdit().setPlaceholderText(tr("Temporary file"))

    def _fill_models(self, chosen: str) -> None:
        self.model.clear()
        for name in installed_models(model_folders()):
            self.model.addItem(name, name)
        if self.model.findData(chosen) < 0 and Path(chosen).suffix:
            self.model.addItem(Path(chosen).name, chosen)
        self.model.setCurrentIndex(max(self.model.findData(chosen), 0))

    def _arrange(self) -> None:
        browse = QToolButton(self)
        browse.setText("…")
        browse.setToolTip(tr("Take a model file that is not installed"))
        browse.clicked.connect(self._browse)
        models = QHBoxLayout()
        models.addWidget(self.model, 1)
        models.addWidget(browse)
        fields = form()
        fields.addRow(tr("&RGB layer"), self.rgb)
        fields.addRow(tr("&Hyperspectral layer"), self.hsi)
        fields.addRow(tr("&Model"), models)
        fields.labelForField(models).setBuddy(self.model)
        fields.addRow(tr("Detail"), self.detail)
        fields.addRow(tr("&Extent"), self.extent)
        fields.addRow(tr("Save &to"), self.output)
        self.advanced.put_first(
            (tr("&Bands (R, G, B)"), self.bands),
            (tr("O&verlap [LR pixels]"), self.overlap),
            (tr("&Device"), self.device),
            ("", self.comparison),
        )
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        self.buttons = self.button_box(QDialogButtonBox.StandardButton.Close)
        self.preview_button = self.buttons.addButton(tr("&Preview"), QDialogButtonBox.ButtonRole.ActionRole)
        self.preview_button.setToolTip(tr("Compute only the patches around the middle of the map"))
        self.run_button = self.buttons.addButton(tr("R&un"), QDialogButtonBox.ButtonRole.ActionRole)
        self.run_button.setDefault(True)
        self.plan.setMinimumHeight(4 * self.fontMetrics().height())
        layout = QVBoxLayout(self)
        layout.addLayout(fields)
        layout.addWidget(self.advanced)
        layout.addWidget(line)
        layout.addWidget(self.plan)
        layout.addWidget(self.plan.doubts)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(480)

    def _connect(self) -> None:
        for signal in (
            self.rgb.layerChanged,
            self.bands.changed,
            self.hsi.layerChanged,
            self.model.currentIndexChanged,
            self.extent.changed,
            self.overlap.valueChanged,
            self.detail.changed,
            self.device.currentIndexChanged,
            self.output.fileChanged,
            self.advanced.changed,
        ):
            signal.connect(self.plan.ask)
        self.rgb.layerChanged.connect(self.bands.set_layer)
        self.bands.set_layer(self.rgb.currentLayer())
        self.extent.drawing.connect(self.setVisible)
        self.plan.checked.connect(self._checked)
        self.buttons.rejected.connect(self.reject)
        self.run_button.clicked.connect(self._run)
        self.preview_button.clicked.connect(self._preview)

    def _checked(self, known: Optional[Forecast]) -> None:
        self._forecast = known
        self.run_button.setEnabled(known is not None)
        self.preview_button.setEnabled(known is not None)
        layer = self.rgb.currentLayer()
        if known is not None and layer is not None:
            self.extent.set_crs(layer.crs())
        if known is not None:
            self.detail.set_usual(known.outline.spec.detail)

    def _run(self) -> None:
        parameters = self.parameters()
        settings.write_first(parameters["MODEL"], parameters["DEVICE"])
        settings.keep(settings.COMPARISON, self.comparison.isChecked())
        self.run_wanted.emit(parameters)

    def _preview(self) -> None:
        if self._forecast is None:
            return
        crs = self._canvas.mapSettings().destinationCrs()
        extent = preview_extent(self._forecast.outline, self._canvas.center(), crs)
        parameters = {**self.parameters(), "EXTENT": extent, **preview_range(self._forecast)}
        written = [name for name in WRITTEN if name in parameters]  # a preview takes the place of no file
        self.preview_wanted.emit({**parameters, **dict.fromkeys(written, QgsProcessing.TEMPORARY_OUTPUT)})

    def _browse(self) -> None:
        path = ask_for_model(self)
        if path:
            self._fill_models(path)

    @staticmethod
    def _layer_id(box: QgsMapLayerComboBox) -> Optional[str]:
        layer = box.currentLayer()
        return None if layer is None else str(layer.id())


def choose_foreign(box: QgsMapLayerComboBox) -> None:
    """Choose a layer that no run has made, where there is one: results are hardly ever what a run begins with."""
    if is_own(box.currentLayer()):
        others = [box.layer(index) for index in range(box.count())]
        box.setLayer(next((layer for layer in others if layer is not None and not is_own(layer)), box.currentLayer()))


def _layer_box(parent: QWidget) -> QgsMapLayerComboBox:
    box = QgsMapLayerComboBox(parent)
    box.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
    return box

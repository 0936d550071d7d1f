"""The run dialog: parameters, the plan line, and what makes Run impossible."""

import numpy as np
import pytest
from qgis_support import wait
from support import write_raster

pytestmark = pytest.mark.qgis


@pytest.fixture
def dialog(iface, layers, model, monkeypatch):
    from specgan.ui import plan_line
    from specgan.ui.run_dialog import RunDialog

    monkeypatch.setattr(plan_line, "PAUSE_MS", 10)
    iface.canvas.setDestinationCrs(layers[0].crs())
    dialog = RunDialog(iface.canvas)
    dialog._fill_models(model)
    dialog.set_layers(*layers)
    yield dialog
    dialog.reject()


def planned(dialog):
    wait(dialog.run_button.isEnabled, "the plan")
    return dialog.plan.text().splitlines()


def refused(dialog):
    before = dialog.plan.text()
    wait(lambda: dialog.plan.text() != before, "another plan")
    assert not dialog.run_button.isEnabled() and not dialog.preview_button.isEnabled()
    assert "color: #" in dialog.plan.styleSheet()
    return dialog.plan.text()


def test_the_dialog_comes_filled_in(dialog, layers, model):
    rgb, hsi = layers
    assert dialog.parameters() == {
        "RGB": rgb.id(),
        "HSI": hsi.id(),
        "MODEL": model,
        "DEVICE": "auto",
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    assert dialog.run_button.isDefault()


def test_every_parameter_is_in_the_dialog_and_what_is_folded_away_reaches_the_job(dialog):
    from specgan.core.job import PARAMETERS
    from specgan.ui.run_dialog import OWN_WIDGETS

    assert dialog.advanced.isCollapsed() and set(dialog.advanced._wrappers) == set(PARAMETERS) - set(OWN_WIDGETS)
    assert "208 x 160 pixels of 2.5 m" in planned(dialog)[0]
    dialog.advanced.set_parameters({"FACTOR": 2, "NODATA": "250, 251"})
    assert dialog.advanced.parameters() == {"FACTOR": 2, "NODATA": "250, 251"}
    wait(lambda: not dialog.run_button.isEnabled(), "another plan")
    assert "104 x 80 pixels of 5 m" in planned(dialog)[0]
    dialog.advanced.set_parameters({"FACTOR": 3})
    assert dialog.advanced.parameters() == {"FACTOR": 3}
    assert "A factor of 3 cannot be made from the model's 4." in refused(dialog)


def test_the_plan_line_says_what_will_come(dialog):
    # 52 x 40 pixels, 4 times finer; patches of 8 that share 2: starts 0, 6 .. 42, 44 and 0, 6 .. 30, 32
    size = 208 * 160 * (3 + 1) * 4 // 3
    assert planned(dialog) == [
        f"208 x 160 pixels of 2.5 m, at most {size / 1024:.0f} KB on disk",
        "63 patches, time unknown until the first run; device: CUDA where it works, else the CPU",
        "RGB bands 1, 2, 3 (by their colour interpretation)",
        "RGB value range: 0 to 255",
    ]


def test_the_time_is_that_of_an_earlier_run_of_the_model_on_the_device(dialog):
    from specgan.processing_provider.timing import remember

    planned(dialog)
    remember("repeat", "auto", "cpu", 100, 50.0)
    dialog.plan.ask()
    assert planned(dialog)[1] == "63 patches, about 32 s; device: cpu (as in the last run)"
    dialog.device.setCurrentIndex(dialog.device.findData("cuda"))
    assert planned(dialog)[1] == "63 patches, time unknown until the first run; device: cuda"
    dialog.device.setCurrentIndex(dialog.device.findData("cpu"))
    assert planned(dialog)[1] == "63 patches, about 32 s; device: cpu"


def test_every_change_is_followed(dialog):
    planned(dialog)
    dialog.overlap.setValue(0)
    assert planned(dialog)[1].startswith("35 patches")
    assert dialog.parameters()["OVERLAP"] == 0
    dialog.overlap.setValue(5)
    assert "overlap of 5 pixels does not fit patches of 8" in refused(dialog)
    dialog.overlap.setValue(-1)
    assert dialog.overlap.text() == "As the model wants it"
    planned(dialog)
    assert "OVERLAP" not in dialog.parameters()


def test_the_canvas_as_extent(dialog, iface):
    from qgis.core import QgsRectangle
    from specgan.ui.extent import CANVAS

    iface.canvas.setExtent(QgsRectangle(500100, 5799800, 500200, 5799900))
    dialog.extent.choice.setCurrentIndex(CANVAS)
    assert planned(dialog)[0].startswith("40 x 40 pixels")
    iface.canvas.setExtent(QgsRectangle(0, 0, 100, 100))
    assert "extent" in refused(dialog)


class Eager:
    """The rectangle of a QGIS that takes what the map shows for one that was drawn."""

    def __init__(self, widget):
        self._widget, self._set = widget, widget.setCurrentExtent

    def __call__(self, extent, crs):
        self._set(extent, crs)
        self._widget.setOutputExtentFromUser(extent, crs)


@pytest.mark.parametrize("eager", [False, True])
def test_a_rectangle_that_was_never_drawn_is_none(dialog, layers, iface, monkeypatch, eager):
    from qgis.core import QgsRectangle
    from qgis.PyQt.QtWidgets import QLineEdit
    from specgan.core.errors import SpecGanError
    from specgan.ui.extent import CANVAS, DRAWN, FULL

    if eager:
        monkeypatch.setattr(dialog.extent.rectangle, "setCurrentExtent", Eager(dialog.extent.rectangle))
    planned(dialog)
    dialog.extent.choice.setCurrentIndex(DRAWN)
    assert "no rectangle yet" in refused(dialog)
    iface.canvas.setExtent(QgsRectangle(500100, 5799800, 500200, 5799900))
    dialog.extent.set_crs(iface.canvas.mapSettings().destinationCrs())
    dialog.plan.ask()
    with pytest.raises(SpecGanError, match="no rectangle"):
        dialog.parameters()
    assert not dialog.run_button.isEnabled()
    fields = dialog.extent.rectangle.findChildren(QLineEdit)
    assert {field.text() for field in fields} <= {"", "Draw or type a rectangle"}
    for other in (CANVAS, FULL):
        dialog.extent.choice.setCurrentIndex(other)
        planned(dialog)
    dialog.extent.choice.setCurrentIndex(DRAWN)
    dialog.extent.rectangle.setOutputExtentFromUser(QgsRectangle(500100, 5799800, 500180, 5799900), layers[0].crs())
    wait(lambda: dialog.plan.text().startswith("32 x 40 pixels"), "the plan")
    iface.canvas.setExtent(QgsRectangle(0, 0, 100, 100))
    if not eager:
        assert dialog.parameters()["EXTENT"].xMaximum() == 500180
    dialog.extent.rectangle.clear()
    assert "no rectangle yet" in refused(dialog)


def test_a_typed_rectangle_as_extent(dialog, layers):
    from qgis.core import QgsRectangle
    from specgan.ui.extent import DRAWN

    dialog.extent.choice.setCurrentIndex(DRAWN)
    dialog.extent.rectangle.setOutputExtentFromUser(QgsRectangle(500100, 5799800, 500180, 5799900), layers[0].crs())
    assert planned(dialog)[0].startswith("32 x 40 pixels")
    assert dialog.parameters()["EXTENT"].xMaximum() == 500180


def test_outputs_that_cannot_be_written(dialog, layers, tmp_path):
    planned(dialog)
    dialog.output.setFilePath(str(tmp_path / "out.png"))
    assert "out.png is not a GeoTIFF name" in refused(dialog)
    dialog.output.setFilePath(layers[0].source())
    assert "is also an input" in refused(dialog)
    dialog.output.setFilePath(str(tmp_path / "out.tif"))
    planned(dialog)


def test_layers_that_do_not_fit(dialog, tmp_path):
    from qgis.core import QgsProject, QgsRasterLayer

    planned(dialog)
    tiles = QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png", "tiles", "wms")
    gray = QgsRasterLayer(write_raster(tmp_path / "gray.tif", np.ones((1, 9, 9), np.uint8)), "gray")
    QgsProject.instance().addMapLayers([tiles, gray])
    dialog.rgb.setLayer(tiles)
    assert "Export it to a GeoTIFF first" in refused(dialog)
    dialog.rgb.setLayer(gray)
    assert "The RGB layer has 1 band" in refused(dialog)


def test_the_project_is_emptied_under_the_dialog(dialog):
    from qgis.core import QgsProject

    planned(dialog)
    QgsProject.instance().clear()
    assert "No RGB layer is chosen" in refused(dialog)


def test_run_gives_the_parameters_and_the_dialog_stays(dialog):
    planned(dialog)
    given = []
    dialog.run_wanted.connect(given.append)
    expected = dialog.parameters()
    dialog.run_button.click()
    assert given == [expected] and dialog.result() == 0


def test_preview_is_two_by_two_patches_around_the_middle_of_the_map(dialog, iface):
    from qgis.core import QgsRectangle

    iface.canvas.setExtent(QgsRectangle(500200, 5799700, 500400, 5799900))  # its middle: pixel 30, 20
    dialog.output.setFilePath("")
    planned(dialog)
    given = []
    dialog.preview_wanted.connect(given.append)
    dialog.preview_button.click()
    box = given[0]["EXTENT"]
    # 2 x 8 - 2 = 14 pixels of 10 m: columns 23 to 37, rows 13 to 27
    assert (box.xMinimum(), box.xMaximum()) == (500230, 500370)
    assert (box.yMinimum(), box.yMaximum()) == (5799730, 5799870)
    assert given[0]["OUTPUT"] == "TEMPORARY_OUTPUT"


def test_uncertainty_in_the_dialog(dialog, tmp_path):
    """From the folded part into the plan line and the parameters; a preview writes over no file."""
    planned(dialog)
    before = dialog.plan.text()
    dialog.advanced.set_parameters({"UNCERTAINTY": str(tmp_path / "u.tif"), "ANSWERS": 8})
    words = "8 answers a patch, compared for the uncertainty: 8 times the time"
    wait(lambda: words in dialog.plan.text(), "the plan with answers")
    assert "answers" not in before
    given = []
    dialog.preview_wanted.connect(given.append)
    dialog.preview_button.click()
    assert given[0]["UNCERTAINTY"] == given[0]["OUTPUT"] == "TEMPORARY_OUTPUT" and given[0]["ANSWERS"] == 8
    dialog.run_wanted.connect(given.append)
    dialog.run_button.click()
    assert given[1]["UNCERTAINTY"].sink.staticValue() == str(tmp_path / "u.tif")


def test_geometry_is_remembered(dialog, iface):
    from specgan.ui.run_dialog import RunDialog

    dialog.resize(731, 502)
    dialog.done(0)
    again = RunDialog(iface.canvas)
    assert (again.width(), again.height()) == (731, 502)
    again.reject()


def test_bands_are_chosen_in_the_dialog(dialog, layers):
    planned(dialog)
    assert dialog.bands.value() is None and dialog.bands.boxes[0].currentText() == "Automatic"
    for box, band in zip(dialog.bands.boxes, (3, 2, 1)):
        box.setBand(band)
    assert dialog.parameters()["RGB_BANDS"] == "3,2,1"
    wait(lambda: "RGB bands 3, 2, 1 (as asked for)" in dialog.plan.text(), "the plan")
    dialog.bands.boxes[1].setBand(-1)
    assert dialog.parameters()["RGB_BANDS"] == "3,,1"
    assert "not three band numbers" in refused(dialog)
    dialog.rgb.setLayer(layers[1])
    assert "RGB_BANDS" not in dialog.parameters()


def test_the_plan_line_says_what_the_map_shows(dialog, layers):
    from qgis.core import QgsMultiBandColorRenderer

    layers[0].setRenderer(QgsMultiBandColorRenderer(layers[0].dataProvider(), 3, 2, 1))
    dialog.plan.ask()
    wait(lambda: "not bands 3, 2, 1 (as shown on the map)" in dialog.plan.doubts.text(), "the plan")


def test_what_should_be_known_before_a_run_is_amber(dialog, layers, tmp_path):
    from specgan.core.modelspec import ModelSpec
    from support import write_onnx

    planned(dialog)
    assert dialog.plan.doubts.isHidden()
    spec = ModelSpec("fine", 4, 8, tuple(460.0 + 60 * i for i in range(6)), gsd=(0.1, 0.2))
    dialog._fill_models(str(write_onnx(tmp_path / "fine.onnx", spec)))
    wait(lambda: not dialog.plan.doubts.isHidden(), "the warning")
    assert dialog.run_button.isEnabled()
    assert "pixels of 10 m on the ground, the model was made for 0.4 to 0.8 m" in dialog.plan.doubts.text()
    assert "color: #6b4200" in dialog.plan.doubts.styleSheet()
    dialog.overlap.setValue(5)
    refused(dialog)
    assert dialog.plan.doubts.isHidden()


def test_the_range_of_16_bit_is_measured_and_a_preview_keeps_it(dialog, iface, layers, tmp_path):
    from qgis.core import QgsProject, QgsRasterLayer

    values = np.stack([np.arange(1000, 1000 + 40 * 52).reshape(40, 52)] * 3).astype(np.int16)
    values[:, 20, :4] = -9999
    deep = QgsRasterLayer(write_raster(tmp_path / "deep.tif", values), "deep")
    QgsProject.instance().addMapLayer(deep)
    planned(dialog)
    dialog.rgb.setLayer(deep)
    low, high = np.percentile(values[values > 0], (1, 99))
    wait(lambda: f"RGB value range: {low:g} to {high:g}" in dialog.plan.text(), "the range")
    assert "0.19 % of the pixels are exactly -9999" in dialog.plan.doubts.text()
    given = []
    dialog.preview_wanted.connect(given.append)
    dialog.preview_button.click()
    np.testing.assert_allclose([float(v) for v in given[0]["RGB_RANGE"].split(",")], (low, high), rtol=1e-6)
    assert given[0]["HSI_RANGE"] == "1.0,2.0"  # 1 all over
    dialog.overlap.setValue(5)
    refused(dialog)
    assert dialog.plan.doubts.isHidden()
    dialog.overlap.setValue(0)
    wait(lambda: f"RGB value range: {low:g} to {high:g}" in dialog.plan.text(), "the range")


def test_detail_follows_the_model_until_somebody_moves_it(dialog):
    planned(dialog)
    assert dialog.detail.slider.value() == 100 and "DETAIL" not in dialog.parameters()
    dialog.detail.set_usual(0.79)
    assert dialog.detail.slider.value() == 79 and dialog.detail.value() is None
    dialog.detail.slider.setValue(40)
    assert dialog.parameters()["DETAIL"] == 0.4
    dialog.detail.set_usual(1.0)
    assert dialog.parameters()["DETAIL"] == 0.4


def test_an_output_without_an_ending_is_a_geotiff(dialog, tmp_path):
    dialog.output.setFilePath(str(tmp_path / "sharp"))
    assert dialog.parameters()["OUTPUT"] == str(tmp_path / "sharp.tif")
    dialog.output.setFilePath(str(tmp_path / "sharp.tiff"))
    assert dialog.parameters()["OUTPUT"] == str(tmp_path / "sharp.tiff")


def test_results_are_not_what_the_dialog_begins_with(dialog, layers, iface):
    from specgan.ui.results import KIND, RESULT
    from specgan.ui.run_dialog import RunDialog

    first = RunDialog(iface.canvas)
    begun = first.rgb.currentLayer()
    first.reject()
    begun.setCustomProperty(KIND, RESULT)
    again = RunDialog(iface.canvas)
    assert again.rgb.currentLayer() in layers and again.rgb.currentLayer() != begun
    again.reject()

"""The models dialog: cards, adding with the real algorithm, removing."""

from pathlib import Path

import pytest
from qgis_support import wait

pytestmark = pytest.mark.qgis


@pytest.fixture
def dialog(iface):
    from specgan.processing_provider.paths import own_models
    from specgan.ui.models_dialog import ModelsDialog

    for path in own_models().glob("*"):
        path.unlink()
    dialog = ModelsDialog(iface.mainWindow())
    yield dialog
    dialog.reject()


def names(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_card_of_the_bundled_model(dialog):
    assert "specgan_aerial_x16" in names(dialog)
    wait(lambda: "Scale: 16x" in dialog.card.toPlainText(), "the card")
    assert "HSI bands: 28, 460 to 1000 nm" in dialog.card.toPlainText()
    assert not dialog.remove_button.isEnabled()  # it came with the plugin


def test_a_model_is_added_and_removed(dialog, model):
    from specgan.processing_provider.paths import own_models

    dialog.add(model)
    assert not dialog.add_button.isEnabled()
    wait(dialog.add_button.isEnabled, "the import", 60)
    assert dialog.state.text() == "repeat was added."
    assert dialog.list.currentItem().text() == "repeat"
    assert (own_models() / "repeat.onnx").is_file()
    wait(lambda: "Scale: 4x" in dialog.card.toPlainText(), "the card")
    assert dialog.remove_button.isEnabled()
    dialog.remove("repeat")
    assert "repeat" not in names(dialog) and not (own_models() / "repeat.onnx").exists()


def test_a_file_that_is_no_model_is_refused(dialog, tmp_path):
    bad = tmp_path / "bad.onnx"
    bad.write_bytes(b"nothing of the kind")
    before = names(dialog)
    dialog.add(str(bad))
    wait(dialog.add_button.isEnabled, "the import", 60)
    assert "bad.onnx" in dialog.state.text() and "color: #" in dialog.state.styleSheet()
    assert names(dialog) == before


def test_a_model_that_is_gone_when_it_is_removed(dialog, model):
    from specgan.processing_provider.paths import own_models

    own_models().mkdir(parents=True, exist_ok=True)
    own = own_models() / "mine.onnx"
    own.write_bytes(Path(model).read_bytes())
    dialog.fill("mine")
    own.unlink()
    dialog.remove("mine")
    assert "no own model 'mine'" in dialog.state.text()


def test_removing_asks_first(dialog, model, monkeypatch):
    from qgis.PyQt.QtWidgets import QMessageBox
    from specgan.processing_provider.paths import own_models
    from specgan.ui import models_dialog as module

    own_models().mkdir(parents=True, exist_ok=True)
    own = own_models() / "mine.onnx"
    own.write_bytes(Path(model).read_bytes())
    dialog.fill("mine")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(module.QMessageBox, "question", lambda *arguments: answers.pop(0))
    dialog.remove_button.click()
    assert own.exists()
    dialog.remove_button.click()
    assert not own.exists()

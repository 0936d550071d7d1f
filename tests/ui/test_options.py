"""The page in the options of QGIS."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.qgis


@pytest.fixture
def page(iface):
    from specgan.ui.options import OptionsFactory

    opened = []
    factory = OptionsFactory(lambda: opened.append("setup"), lambda: opened.append("models"))
    page = factory.createWidget()
    page.opened = opened
    yield page
    page.deleteLater()


def test_what_is_set_is_what_the_run_dialog_begins_with(page, iface):
    from specgan.core.runtime import OWN, Choice
    from specgan.processing_provider import settings
    from specgan.ui.run_dialog import RunDialog

    settings.write_choice(Choice("auto", None, Path("/some/python")))
    page.device.setCurrentIndex(page.device.findData("cpu"))
    page.runtime.setCurrentIndex(page.runtime.findData(OWN))
    page.apply()
    assert (settings.first_model(), settings.first_device()) == ("specgan_aerial_x16", "cpu")
    choice = settings.read_choice()
    assert (choice.mode, choice.own) == (OWN, Path("/some/python"))
    dialog = RunDialog(iface.canvas)
    assert dialog.parameters()["DEVICE"] == "cpu" and dialog.parameters()["MODEL"] == "specgan_aerial_x16"
    dialog.reject()


def test_nothing_is_written_before_ok(page):
    from specgan.processing_provider import settings

    page.device.setCurrentIndex(page.device.findData("cpu"))
    assert settings.first_device() == "auto"


def test_the_other_dialogs_are_reached_from_it(page):
    from qgis.PyQt.QtWidgets import QPushButton

    for button in page.findChildren(QPushButton):
        button.click()
    assert page.opened == ["setup", "models"]

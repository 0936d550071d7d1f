"""One click after a run: the report on it."""

import pytest
from qgis_support import wait

pytestmark = pytest.mark.qgis


@pytest.fixture
def opened(monkeypatch):
    """Addresses that would have been opened in the browser."""
    from qgis.PyQt.QtGui import QDesktopServices

    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found


@pytest.fixture
def finished(runs, layers, model, tmp_path):
    """A run that has ended well."""
    rgb, hsi = layers
    output = str(tmp_path / "out.tif")
    runs.start({"RGB": rgb.id(), "HSI": hsi.id(), "MODEL": model, "DEVICE": "cpu", "OUTPUT": output})
    wait(lambda: not runs.tasks, "the end of the run")
    return runs


def button(iface, label):
    from qgis.PyQt.QtWidgets import QPushButton

    buttons = [each for item in iface.bar.items() for each in item.findChildren(QPushButton)]
    return next(each for each in buttons if each.text() == label)


def test_one_click_after_a_run_makes_the_report_and_opens_it(finished, iface, opened):
    button(iface, "How far to trust it").click()
    assert [task.title for task in finished.reports.tasks] == ["Report on SpecGAN: town rgb"]
    wait(lambda: opened, "the report")
    with open(opened[0], encoding="utf-8") as stream:
        page = stream.read()
    assert "Evaluation of out.tif" in page and "No truth was given" in page
    assert "The result keeps the LR layer: averaged back, it differs by 0.00 of 255 steps" in page
    assert any("Report on SpecGAN: town rgb is ready" in text for text in iface.messages())
    button(iface, "Open").click()
    assert len(opened) == 2 and finished.reports.tasks == []


def test_a_result_that_is_gone_is_said(finished, iface, opened, tmp_path):
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    (tmp_path / "out.tif").unlink()
    button(iface, "How far to trust it").click()
    wait(lambda: not finished.reports.tasks, "the end of the report")
    assert opened == [] and any("RESULT" in text and "out.tif" in text for text in iface.messages())


def test_the_source_may_be_gone(finished, iface, opened):
    from qgis.core import QgsProject

    QgsProject.instance().removeAllMapLayers()
    button(iface, "How far to trust it").click()
    wait(lambda: opened, "the report")

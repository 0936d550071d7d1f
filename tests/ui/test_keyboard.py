"""The dialogs without a mouse: every mnemonic once, Tab through all fields in order, a default button."""

import re

import pytest

pytestmark = pytest.mark.qgis
MNEMONIC = re.compile(r"&(\w)")


def make(name, iface):
    from specgan.ui.models_dialog import ModelsDialog
    from specgan.ui.run_dialog import RunDialog
    from specgan.ui.setup_dialog import SetupDialog

    if name == "run":
        return RunDialog(iface.canvas)
    return (SetupDialog if name == "setup" else ModelsDialog)(iface.mainWindow())


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", ["run", "setup", "models"])
def test_every_mnemonic_stands_once(iface, monkeypatch, name, language):
    from qgis.PyQt.QtWidgets import QAbstractButton, QLabel
    from specgan.processing_provider import translation

    monkeypatch.setattr(translation, "locale", lambda: language)
    translator = translation.install()
    dialog = make(name, iface)
    try:
        widgets = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
        found = [MNEMONIC.search(widget.text()) for widget in widgets]
        letters = sorted(match.group(1).lower() for match in found if match)
        assert len(letters) == len(set(letters)) >= 2, letters
        for label in dialog.findChildren(QLabel):
            assert "&" not in label.text() or label.buddy() is not None, label.text()
    finally:
        translation.remove(translator)
        dialog.reject()


def test_tab_goes_from_field_to_field(iface):
    dialog = make("run", iface)
    fields = [dialog.rgb, dialog.hsi, dialog.model, dialog.detail, dialog.extent, dialog.output]
    fields += [dialog.bands, dialog.overlap, dialog.device, dialog.comparison]
    chain, widget = [], dialog.nextInFocusChain()
    while widget is not dialog:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    places = [chain.index(field) for field in fields]
    assert places == sorted(places)
    assert chain.index(dialog.run_button) > places[-1]
    assert dialog.run_button.isDefault()
    dialog.reject()

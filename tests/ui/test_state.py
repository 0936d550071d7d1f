"""Sentences that are told in colour."""

import re

import pytest

pytestmark = pytest.mark.qgis


def luminance(colour):
    """Relative luminance of "#rrggbb", 0 to 1 (WCAG 2.1)."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("kind", ["good", "bad", "doubtful"])
def test_the_sentence_reads_well_in_every_theme(qgis, kind):
    """It stands on a ground of its own: WCAG wants a contrast of 4.5 at least, and 7 for the best grade."""
    from qgis.PyQt.QtWidgets import QLabel
    from specgan.ui.state import show_doubt, show_state

    label = QLabel()
    if kind == "doubtful":
        show_doubt(label, "a sentence")
    else:
        show_state(label, "a sentence", kind == "good")
    text, ground = re.findall(r"color: (#[0-9a-f]{6})", label.styleSheet())
    assert "background-color: " + ground in label.styleSheet()
    assert (luminance(ground) + 0.05) / (luminance(text) + 0.05) > 7
    show_state(label, "plain")
    assert label.styleSheet() == "" and label.text() == "plain"

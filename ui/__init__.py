"""Widgets of the QGIS window: they build parameters and run the algorithm; they compute nothing."""

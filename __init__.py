"""QGIS looks here for the plugin; nothing else happens at import."""


def classFactory(iface):
    """The plugin, for the QGIS interface `iface`."""
    from .plugin import SpecGanPlugin

    return SpecGanPlugin(iface)

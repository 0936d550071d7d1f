"""The Processing provider: the only place where QGIS objects and core values meet."""

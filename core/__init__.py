"""The engine: numpy and GDAL, no QGIS and no Qt. Other programs get the names in `core.api`."""

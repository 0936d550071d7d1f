"""All that touches GDAL: layers, grids, bands and wavelengths, warping, writing, products of agencies."""

from __future__ import annotations

from .raster import Layer, open_layer

__all__ = ["Layer", "open_layer"]

"""Hyperspectral products as their agencies deliver them, made into one georeferenced GeoTIFF."""

"""From rasters and simulated scenes to shards, and from shards to crops: numpy, GDAL only through core/geodata."""

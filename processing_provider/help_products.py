"""Help text of the algorithm that imports products, shown beside the dialog and by `qgis_process help`."""

IMPORTPRODUCT = """
<p>Turns a hyperspectral product, as its agency delivers it, into one GeoTIFF that QGIS shows in place and that the
super-resolution takes.</p>

<h3>Input</h3>
<p><b>EnMAP L1C, L2A and DESIS</b>: METADATA.XML, or the SPECTRAL_IMAGE beside it (which the super-resolution reads
directly too).<br/>
<b>PRISMA L2D</b>: the .he5 file. VNIR and SWIR become one raster in the order of their wavelengths.<br/>
<b>EMIT L2A</b>: the .nc file with the reflectance, put on the map by its own lookup table.<br/>
<b>NEON</b>: the .h5 file of reflectance, a tile or a flight line.<br/>
<b>Tanager</b>: the .h5 file, ortho or basic. A basic one is put on the grid that it names, nearest neighbour.</p>

<h3>Output</h3>
<p>A tiled, compressed GeoTIFF with the product's values, its nodata value, scale and offset, and for every band the
wavelength, the width (FWHM) and whether the product marks it as bad. It is written block by block under a temporary
name: after an error or a cancel no partial file stays, and an existing file is untouched.</p>
<p>The layouts are those of the agencies' documents; no file of theirs was at hand when this was written. If yours is
refused, please report it with the message.</p>
""".strip()

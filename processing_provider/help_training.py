"""Help text of the algorithm that prepares training data."""

TRAININGPAIRS = """
<p>Turns a high-resolution RGB raster and a hyperspectral (HSI) raster of the same ground into training data for
SpecGAN: one .npz file a scene and a manifest.json, which <code>specgan train</code> reads on any
machine with torch, without QGIS or GDAL.</p>

<h3>Input</h3>
<p><b>RGB layer</b>: three bands with the pixel size that the model shall <i>produce</i>. The low-resolution image is
made from it.<br/>
<b>Hyperspectral layer</b>: any CRS and pixel size.<br/>
<b>Folder of pairs</b>: every NAME_rgb.tif with a NAME_hsi.tif beside it; together with the two layers or alone.<br/>
<b>Factor of the models</b>: 16 or 32. Data for 16 also serve 32.</p>

<h3>What is held out</h3>
<p>Validation and test data are chosen by place, never by patch: rasters that overlap or lie within 30 m of each other
are on one side. One raster is one place and is trained on as a whole, unless <b>blocks</b> cut it into places.</p>

<h3>Advanced</h3>
<p><b>Largest shift</b> [LR pixels]: the HSI is registered onto the RGB by phase correlation, to a fraction of a pixel;
the log and the manifest tell the shift. A pair that clearly matches beyond this limit is left out with a warning.<br/>
<b>PSF</b> [LR pixels]: the LR image is averaged from the RGB seen through a Gaussian of this width at half maximum. 0,
plain averages, is right for the compact models, whose results average back to the LR image.<br/>
<b>Values that are no data</b>: for nodata values that the rasters do not declare, such as -9999; a warning names such
values.<br/>
<b>Centres and width of the bands</b> [nm]: those that the model will take.<br/>
<b>Group</b>: scenes of one group share a weight in training.<br/>
<b>What the data are</b>: goes into the model card, with the citation.</p>

<h3>Output</h3>
<p>Parts of the RGB without data or entirely black, and parts without HSI, are left out. After an error or a cancel no
file stays.</p>
""".strip()

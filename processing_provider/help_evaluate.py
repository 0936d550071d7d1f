"""Help text of the algorithm that evaluates results, shown beside the dialog and by `qgis_process help`."""

EVALUATE = """
<p>Writes a report on a result of the super-resolution: one page with figures, maps, plots and the places that are worth
a look, and a table of all places beside it.</p>

<h3>Input</h3>
<p><b>Result</b>: the raster that a run wrote.<br/>
<b>Truth</b> (optional): an RGB layer of the same ground that shows what the result should show, in any CRS and with any
pixel size. The finer of the two is averaged onto the grid of the other; only ground that both cover counts.<br/>
<b>RGB layer that the result was made from</b> (optional): if it is left out, the layer that the result's tags name is
taken, where it is still there.<br/>
<b>Uncertainty raster</b> (optional): that of the same run.</p>

<h3>Output</h3>
<p>With a truth: PSNR, SSIM, SAM, ERGAS, each beside plain interpolation; shares of improvement, omission and
hallucination; power by wavelength; error against uncertainty; an offset between the two layers; maps, and the places
with the largest error and the most invented detail.<br/>
Without one: whether the result averages back to the layer it was made from, whether patches show, how much of it is
generated, and the places where that is most.<br/>
The table has an outline of every place (WKT): drag it into the map to see the figures there. Extents in the report can
be pasted into every extent field of QGIS.</p>
<p>The report is one HTML file that loads nothing from elsewhere. What the figures mean: docs/trust.md.</p>
""".strip()

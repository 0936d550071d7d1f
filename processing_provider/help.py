"""Help texts of the algorithms, shown beside the dialog and by `qgis_process help`."""

SUPERRESOLVE = """
<p>Makes an RGB raster 16 or 32 times finer, guided by a hyperspectral (HSI) raster over the same ground, with
SpecGAN (Meng et al., IEEE TGRS 2022, doi 10.1109/TGRS.2022.3222360).</p>

<h3>What to expect</h3>
<p><b>The detail is generated, not measured.</b> The network paints the texture that its training data make likely for
this colour and this spectrum. Averaged back to the pixels of the RGB layer, the result of the bundled models equals
that layer, so areas and colours keep their meaning; single edges, trees, cars or roofs may not be there. Use it to
look at and to support interpretation; do not measure in it, count in it, or present it as an observation.</p>
""".strip()
"""What stands before the parameters."""

SUPERRESOLVE_RESULT = """
<h3>Output</h3>
<p>A tiled, compressed GeoTIFF in the type of the RGB layer with overviews, statistics, nodata where either layer had
none, and tags (SPECGAN_...) that name model, parameters, device and the command that repeats it. The log gives two
figures: the <b>seam ratio</b> (step across patch borders over step elsewhere; 1 is seamless) and the <b>energy
ratio</b> (detail in blend zones over detail inside patches; 1 is even).</p>
<p>UNCERTAINTY, where it is wanted, is a second GeoTIFF that shows where the detail is made up: docs/trust.md says how
to read it.</p>
<p>The output is written under a temporary name first: after an error or a cancel no partial file stays and an existing
file is untouched. Where the job fails or the computer stops, finished rows stay in a hidden file beside the output, and
the same job, started again, resumes there; a cancel removes it.</p>
""".strip()

IMPORTMODEL = """
<p>Adds a model to the installed ones, so that the super-resolution offers it by name. Own models lie in the profile, in
the folder specgan/models.</p>

<h3>Input</h3>
<p><b>Model file</b>: an .onnx file that describes itself (from <i>training export</i>), an own PyTorch checkpoint
(.pt), or a published SpecGAN checkpoint (.pth). PyTorch files are converted to ONNX, and the answers of both are
compared; this needs PyTorch: set up the runtime with PyTorch once.<br/>
<b>Name</b>: letters, digits, dots, hyphens and underscores.<br/>
<b>Band centres</b> [nm]: published checkpoints record none, and evenly spaced ones from 380 to 1050 nm are assumed. If
you know them, give one for every HSI band.<br/>
<b>Licence</b> and <b>notes</b> go into the model's card.</p>

<h3>Output</h3>
<p>The name for the parameter MODEL of the super-resolution. The model appears only after it has run: a file that is
damaged, no SpecGAN model, or computes something else than it says is refused, and nothing stays behind. An installed
model is never overwritten.</p>
""".strip()

"""What a person asks for: what decides the pixels of one super-resolution job, as plain values, each declared once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Tuple

from ..geodata.sources import with_nodata
from .host import Host
from .kinds import Bands, Box, Extent, Flag, ModelFile, Number, Numbers, Range, Source, Switch, Target, Wavelengths
from .parameter import Parameter, declared, published


@dataclass(frozen=True)
class Job:
    """Parameters of `specgan:superresolve`; `planning.plan` checks them against the layers and the model.

    Two jobs whose fields are equal, apart from `output`, `uncertainty` and `host`, have the same pixels: the fields are
    what a journal knows its job by (`core.engine.identity`).
    """

    rgb: str = declared(
        Source(),
        "RGB layer (low resolution)",
        "Three bands of any type (8, 11, 12, 16 bit, float), with a CRS. Its pixel grid is the grid of the result, "
        "divided by the factor.",
        advanced=False,
        pixels=False,
        always=True,
        positional=True,
    )
    """GDAL source of the RGB layer, the LR image."""
    hsi: str = declared(
        Source(),
        "Hyperspectral layer",
        "Any CRS and pixel size; it is resampled onto the RGB layer's grid. Band wavelengths are read from its "
        "metadata, its band names, or EnMAP's and DESIS's files beside it, and decide which bands the model gets. "
        "Without wavelengths the number of bands has to be the model's. Without a layer the network gets zeros, and "
        "the detail rests on the RGB layer alone.",
        "",
        advanced=False,
        pixels=False,
        positional=True,
    )
    """GDAL source of the hyperspectral layer; empty: there is none, and the network gets zeros."""
    model: Path = declared(
        ModelFile(),
        "Model (name of an installed model, or a file)",
        "The name of an installed model or the path of an .onnx, .pt or .pth file.",
        advanced=False,
        pixels=False,
        always=True,
        positional=True,
    )
    """Model file."""
    output: Path = declared(
        Target(),
        "Super-resolved RGB",
        "The GeoTIFF to write.",
        advanced=False,
        pixels=False,
        always=True,
        positional=True,
    )
    """GeoTIFF to write."""
    rgb_crs: str = ""
    """WKT of the CRS assigned to the RGB layer; empty: the file's own."""
    hsi_crs: str = ""
    """The same for the hyperspectral layer."""
    rgb_shown: Tuple[int, ...] = ()
    """Bands that the layer's style in QGIS shows as red, green and blue; empty: not known, or no colour picture."""
    extent: Optional[Extent] = declared(
        Box(),
        "Extent (default: all both layers cover)",
        "Only this part is computed, widened to whole RGB pixels.",
        None,
        advanced=False,
        pixels=False,
    )
    """Part of the map to compute; None: all that both layers cover."""
    rgb_bands: Tuple[int, ...] = declared(
        Bands(),
        "Red, green and blue band, in this order (default: from the layer)",
        "Where colour interpretation, style, wavelengths and band names do not tell, or tell wrong.",
        (),
    )
    """Band numbers (from 1) of red, green and blue; empty: found from the layer."""
    overlap: Optional[int] = declared(
        Number(0, 128),
        "Overlap of patches [LR pixels] (default: the model's)",
        "How far neighbouring patches share ground. The model's own value is made for seamless results.",
        None,
    )
    """Overlap of neighbouring patches, LR pixels; None: the model's."""
    detail: Optional[float] = declared(
        Number(0, 1, whole=False),
        "Generated detail, 0 (only what was measured) to 1 (all) (default: the model's)",
        "How much of what the network paints goes into the result. 0 gives a smooth picture that holds only what was "
        "measured, 1 everything the model paints; between them, sharpness is traded for safety.",
        None,
    )
    """How much of the generated detail goes into the result, 0 (the LR-consistent base) to 1; None: the model's."""
    factor: Optional[int] = declared(
        Number(2, 64),
        "Factor of the result, a divisor of the model's (default: the model's)",
        "How many times finer the result is: exact averages over the pixels of the whole one, for smaller files and "
        "less invention.",
        None,
    )
    """How many times finer the result is, a divisor of the model's scale: block means; None: the model's scale."""
    consistency: Optional[bool] = declared(
        Flag(),
        "Averages of the result equal the RGB layer (default: where the model is made for it)",
        "Averaged back to the pixels of the RGB layer, the result equals that layer, also where the model alone would "
        "not, and within the range of the type.",
        None,
    )
    """Bring the block means of the result to the RGB layer where they are not; None: where the model is LR-consistent,
    that is, where the range of the type has cut something off."""
    align: Optional[bool] = declared(
        Flag(),
        "Move the hyperspectral layer onto the RGB layer (default: no)",
        "The shift between the two layers is always measured, and one of more than half an RGB pixel is a warning. "
        "true corrects it: by a shift, or by a turn and a stretch if all parts of the area agree on one.",
        None,
    )
    """Read the HSI where it fits the RGB layer; None: as the layers lie."""
    rgb_range: Optional[Tuple[float, float]] = declared(
        Range(),
        "RGB value range, low,high (default: the model's or percentiles)",
        "What the network sees as darkest and brightest, in file units. By default percentiles of the part that is "
        "computed, without values far outside the rest and with the model's margin, or the fixed range of the model "
        "where the layer has the type it was made for.",
        None,
    )
    """File values of the RGB layer that map to -1 and 1; None: the model's rule."""
    hsi_range: Optional[Tuple[float, float]] = declared(
        Range(),
        "HSI value range, low,high (default: the model's or percentiles)",
        "The same for the hyperspectral layer.",
        None,
    )
    """File values of the HSI layer that map to -1 and 1; None: the model's rule."""
    hsi_wavelengths: Tuple[float, ...] = declared(
        Wavelengths(),
        "Wavelengths of the hyperspectral bands [nm], a list or a text or CSV file (default: the layer's)",
        'For a layer that has none, or wrong ones. One number for each band ("450, 460.5, ..."), or a text or CSV file '
        "with them; 0 for bands to leave out.",
        (),
    )
    """Band centres of the HSI layer, nm, in place of its own; 0 for bands to leave out; empty: its own."""
    nodata: Tuple[float, ...] = declared(
        Numbers(),
        "Values that are no data, a list (default: as the layers declare)",
        "For nodata values that a layer does not declare, such as -9999: values of the file that are no data in all "
        "bands of both layers, beside those that the layers declare.",
        (),
    )
    """Values of both layers that are no data, beside those that they declare."""
    average: bool = declared(
        Switch(),
        "Average several answers of the model into the result",
        "The model answers each patch several times, turned and flipped, and the result is the mean of its answers. "
        "What they agree on stays, what each invents in another place fades: smoother, and nearer to the truth on "
        "average. Takes ANSWERS times the time.",
        False,
    )
    """The result is the mean of several answers of the network, not the first one."""
    answers: int = declared(
        Number(2, 8),
        "Answers for each patch, for UNCERTAINTY and AVERAGE",
        "How many of the eight ways to turn and flip a patch the model answers, 2 to 8. Each takes the time of a whole "
        "run. More make the standard deviation surer: it is within a third or so of its true value with 4, within a "
        "quarter with 8.",
        4,
        pixels=False,
    )
    """Answers for each patch where UNCERTAINTY or AVERAGE wants several, 2 to 8."""
    alarm: Optional[Path] = declared(
        Target(),
        "Alarm",
        "A second GeoTIFF on the grid of the result that shows where the layers are unlike what the model was trained "
        "on, and how: 0 like it, 1 too bright, 2 too dark, 3 unusual colours, 4 too flat, 5 too uneven, 6 unusual "
        "spectra. The share of such pixels is in the log and the tags in any case, for models that know their training "
        "data.",
        None,
        pixels=False,
    )
    """GeoTIFF of what is unlike the training data; None: none is wanted."""
    uncertainty: Optional[Path] = declared(
        Target(),
        "Uncertainty",
        "A second GeoTIFF on the grid of the result, in its values: band 1 is the standard deviation of luma over "
        "several answers of the model (ANSWERS). For models with two outputs, band 2 is how far the luma of the result "
        "is from what the model expects, and band 3 the share of the detail that is expected, 0 to 1, for each pixel "
        "of the RGB layer. Takes ANSWERS times the time.",
        None,
        pixels=False,
    )
    """GeoTIFF to write beside the result; None: none is wanted."""
    host: Host = Host()
    """Where it runs."""

    @classmethod
    def of(cls, *asked: Any, **values: Any) -> Job:
        """The job of its own fields and its host's by name: `Job.of(rgb, hsi, model, output, device="cpu")`."""
        own, here = _divided(values)
        return cls(*asked, **own, host=Host(**here))  # type: ignore[misc]  # a host of its own beside them is refused

    def changed(self, **values: Any) -> Job:
        """This job with other values of its own fields or its host's."""
        own, here = _divided(values)
        return replace(self, **own, host=replace(self.host, **here))

    @property
    def rgb_source(self) -> str:
        """The RGB layer to open, with `nodata`."""
        return with_nodata(self.rgb, self.nodata)

    @property
    def hsi_source(self) -> str:
        """The same of the hyperspectral layer; empty: there is none."""
        return with_nodata(self.hsi, self.nodata) if self.hsi else ""


def _divided(values: Mapping[str, Any]) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """What is the job's, and what is the host's."""
    here = {item.name for item in fields(Host)} & set(values)
    return {name: value for name, value in values.items() if name not in here}, {name: values[name] for name in here}


PARAMETERS: Dict[str, Parameter] = {
    parameter.name: parameter for parameter in (*published(Job), *published(Host, of_host=True))
}
"""All published parameters by name, in the order of help pages."""

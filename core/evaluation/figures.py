"""The figures by name, of a place and of the whole, and what each of them means."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, Optional, Tuple

import numpy as np

from .alone import AloneSums
from .compared import Compared

STEPS = 255.0
"""Figures in value units are told in steps of 8 bit: the value range has so many."""


@dataclass(frozen=True)
class Figure:
    """A column of the table, and a line of the page."""

    name: str
    heading: str
    digits: int
    meaning: str
    """For the reader."""


FIGURES = (
    Figure("psnr", "PSNR, dB", 2, "Peak signal-to-noise ratio: higher is nearer to the truth, pixel by pixel. Detail "
           "in the wrong place costs more than none."),
    Figure("rmse", "RMSE, steps of 255", 2, "The same as root mean square error. 0 is right."),
    Figure("ssim", "SSIM", 3, "Structural similarity: local contrast and pattern. 1 is right."),
    Figure("sam", "SAM, °", 2, "Spectral angle: how far colours are turned, whatever the brightness. 0 is right."),
    Figure("ergas", "ERGAS", 2, "Relative error of all bands, over the factor. 0 is right."),
    Figure("improvement", "improvement", 3, "Share of the pixels with something to add that came near the truth."),
    Figure("omission", "omission", 3, "Share of these that stayed like the LR layer."),
    Figure("hallucination", "hallucination", 3, "Share of these that show something else: invented."),
    Figure("energy", "HF energy", 3, "Power above the LR Nyquist frequency over the truth's: 1 is as much detail as in "
           "truth, right or wrong."),
    Figure("texture", "texture map r", 3, "Correlation of the texture's strength by LR pixel: is it where it belongs?"),
    Figure("detail", "detail r", 3, "Correlation of the detail itself with the truth's, pixel by pixel."),
    Figure("form", "distance of form", 3, "How unlike the result looks to a VGG16, mean of five depths. 0 is right."),
    Figure("consistency", "LR RMSE, steps of 255", 3, "The result averaged back, against the LR layer. 0 keeps what "
           "was measured."),
    Figure("generated", "generated share", 3, "Share of the result's variation that the LR layer does not show."),
    Figure("spread", "uncertainty, steps of 255", 2, "Mean standard deviation of luma over several answers of the "
           "model."),
    Figure("invented", "generated, not expected, steps of 255", 2, "Mean distance in luma of the result from what the "
           "inputs support."),
    Figure("expected", "share of detail that is expected", 3, "Mean over LR pixels of the share of the detail's energy "
           "that the inputs support."),
)  # fmt: skip
"""All of them, in the order of the table."""
WITH_PLAIN = ("psnr", "rmse", "ssim", "sam", "ergas", "energy")
"""Those that plain interpolation of the LR layer has in any case."""


def compared_figures(sums: Compared, span: float, factor: int) -> Dict[str, float]:
    """Figures against the truth; nan where there is nothing to compare."""
    values = {
        "psnr": sums.result.psnr(span),
        "rmse": sums.result.rmse / span * STEPS,
        "ssim": sums.result.ssim,
        "sam": sums.result.sam,
        "ergas": sums.result.ergas(factor) if factor > 1 else math.nan,
        **sums.shares,
        "energy": sums.energy() if factor > 1 else math.nan,
        "texture": sums.texture.correlation,
        "detail": sums.detail.correlation,
    }
    if sums.looked_at:
        values["form"] = float(sums.form[0].mean() / sums.looked_at)
    return values


def plain_figures(sums: Compared, span: float, factor: int) -> Dict[str, float]:
    """The same of the upsampled LR layer; empty without one."""
    plain = sums.plain
    if not plain.pixels:
        return {}
    values = (plain.psnr(span), plain.rmse / span * STEPS, plain.ssim, plain.sam, plain.ergas(factor), sums.energy(2))
    found = dict(zip(WITH_PLAIN, values))
    if sums.looked_at:
        found["form"] = float(sums.form[1].mean() / sums.looked_at)
    return found


def alone_figures(sums: AloneSums, span: float) -> Dict[str, float]:
    """Figures that need no truth."""
    spread, invented, expected = sums.means_of_doubt
    values = {
        "consistency": sums.consistency / span * STEPS,
        "generated": sums.generated,
        "spread": spread / span * STEPS,
        "invented": invented / span * STEPS,
        "expected": expected,
    }
    return {name: float(value) for name, value in values.items() if not np.isnan(value)}


def shown(value: Optional[float], digits: int) -> str:
    """A figure on the page; a dash where there is none."""
    if value is None or math.isnan(value):
        return "–"
    return ("∞" if value > 0 else "-∞") if math.isinf(value) else f"{value:.{digits}f}"


def named(values: Dict[str, float]) -> Tuple[Figure, ...]:
    """The figures that have a value."""
    return tuple(figure for figure in FIGURES if figure.name in values and not math.isnan(values[figure.name]))

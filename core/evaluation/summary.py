"""All that was found, and what it comes to in a few sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Tuple

from ..errors.messages import Message
from ..patches.metrics.correctness import KINDS
from .alone import Alone
from .compared import Comparison
from .figures import alone_figures, compared_figures, plain_figures
from .offset import Offset

KEPT, NEARLY = 0.5, 2.0
"""Steps of 255 up to which the LR layer counts as kept, and as nearly kept."""
SEAMLESS = 0.05
"""How far the seam ratio may be from 1 before patches can be seen."""
MOVED = 0.15
"""LR pixels from which an offset is said to matter: below, it cannot be told from none."""
AS_MUCH = 1.25
"""Factor of power within which there is as much detail."""
ORDERED = 0.7
"""Rank correlation from which uncertainty says where errors are."""
SPEAKING = ("warnings", "outside_gsd", "alarm", "unlike", "hsi_shift")
"""Tags of a run that a reader has to know, by the beginnings of their names."""


@dataclass(frozen=True, eq=False)
class Findings:
    """Everything that the page shows."""

    name: str
    """Of the result."""
    layers: Mapping[str, str]
    """What was compared, by what it is."""
    provenance: Mapping[str, str]
    """The tags of the run."""
    notes: Tuple[str, ...]
    low_high: Tuple[float, float]
    """File values of black and white."""
    alone: Alone
    comparison: Optional[Comparison]
    offset: Optional[Offset]
    judge: str
    """What saw the form; empty: nothing."""

    @property
    def span(self) -> float:
        """Width of the value range."""
        return self.low_high[1] - self.low_high[0]

    @property
    def values(self) -> Dict[str, float]:
        """All figures of the whole."""
        found: Dict[str, float] = {}
        if self.comparison is not None and self.comparison.total is not None:
            found.update(compared_figures(self.comparison.total, self.span, self.comparison.ground.factor))
        if self.alone.total is not None:
            found.update(alone_figures(self.alone.total, self.span))
        if not math.isnan(self.alone.seam_ratio):
            found["seam"] = self.alone.seam_ratio
        return found

    @property
    def plain(self) -> Dict[str, float]:
        """Those of plain interpolation; empty without truth or LR layer."""
        if self.comparison is None or self.comparison.total is None:
            return {}
        return plain_figures(self.comparison.total, self.span, self.comparison.ground.factor)


def in_short(found: Findings) -> List[Message]:
    """What a person should know first."""
    values = found.values
    sentences = [
        _against_truth(values, found.plain),
        _form(values, found.plain),
        _correctness(values),
        _placed(found.offset),
        _energy(values),
        _uncertainty(found),
        _kept(values),
        _generated(values),
        _seams(values, found.alone.seam_plain),
    ]
    if found.comparison is None:
        words = "No truth was given: whether the generated detail is there on the ground, this evaluation cannot say."
        sentences.append(Message(words))
    return [sentence for sentence in sentences if sentence is not None]


def said_by_run(provenance: Mapping[str, str]) -> Dict[str, str]:
    """Tags of the run that a reader has to know."""
    return {name: value for name, value in provenance.items() if name.startswith(SPEAKING) and value}


def _against_truth(values: Mapping[str, float], plain: Mapping[str, float]) -> Optional[Message]:
    if not _known(values, "psnr"):
        return None
    numbers = {name: values[name] for name in ("psnr", "ssim")}
    if "psnr" not in plain:
        return Message("Against the truth: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}.", **numbers)
    numbers.update({f"plain_{name}": plain[name] for name in ("psnr", "ssim")})
    if values["psnr"] >= plain["psnr"]:
        return Message(
            "Against the truth: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}; plain interpolation of the LR layer has "
            "{plain_psnr:.2f} dB and {plain_ssim:.3f}. Pixel by pixel the result is nearer to the truth.",
            **numbers,
        )
    return Message(
        "Against the truth: PSNR {psnr:.2f} dB, SSIM {ssim:.3f}; plain interpolation of the LR layer has "
        "{plain_psnr:.2f} dB and {plain_ssim:.3f}. Pixel by pixel interpolation is nearer: generated detail that is "
        "not exactly in place costs more than none.",
        **numbers,
    )


def _form(values: Mapping[str, float], plain: Mapping[str, float]) -> Optional[Message]:
    if not (_known(values, "form") and _known(plain, "form")):
        return None
    numbers = {"form": values["form"], "plain": plain["form"]}
    if values["form"] < plain["form"]:
        return Message(
            "In form the result is nearer to the truth than interpolation: distance {form:.2f} against {plain:.2f}.",
            **numbers,
        )
    return Message(
        "In form the result is no nearer to the truth than interpolation: distance {form:.2f} against {plain:.2f}.",
        **numbers,
    )


def _correctness(values: Mapping[str, float]) -> Optional[Message]:
    if not _known(values, "hallucination"):
        return None
    return Message(
        "Where there was something to add, {improvement:.0%} of the pixels came near the truth, {omission:.0%} stayed "
        "like the LR layer, and {hallucination:.0%} show something else.",
        **{name: values[name] for name in KINDS},
    )


def _placed(offset: Optional[Offset]) -> Optional[Message]:
    if offset is None:
        return None
    if offset.size <= MOVED:
        return Message("The truth lies where the result lies, to {moved:g} of an LR pixel.", moved=MOVED)
    return Message(
        "The truth lies {size:.2f} LR pixels beside the result ({col:+.1f} pixels to the right, {row:+.1f} down, by "
        "{agree} of {asked} windows): figures against the truth are worse than the result deserves.",
        size=offset.size,
        col=offset.col,
        row=offset.row,
        agree=offset.agree,
        asked=offset.asked,
    )


def _energy(values: Mapping[str, float]) -> Optional[Message]:
    if not _known(values, "energy"):
        return None
    energy = values["energy"]
    if energy < 1 / AS_MUCH:
        return Message("The result has less fine detail than the truth ({energy:.2f} times its power).", energy=energy)
    if energy > AS_MUCH:
        return Message("The result has more fine detail than the truth ({energy:.2f} times its power).", energy=energy)
    return Message(
        "The result has about as much fine detail as the truth ({energy:.2f} times its power).", energy=energy
    )


def _uncertainty(found: Findings) -> Optional[Message]:
    tables = found.comparison.calibrations if found.comparison else ()
    if not tables or math.isnan(tables[0].monotony):
        return None
    monotony, ratio = tables[0].monotony, tables[0].ratio
    if monotony < ORDERED:
        return Message(
            "Uncertainty does not say where errors are: rank correlation {monotony:.2f} over tenths of the pixels.",
            monotony=monotony,
        )
    if math.isnan(ratio):
        return Message(
            "Uncertainty and error rise together with a rank correlation of {monotony:.2f} over tenths of the pixels.",
            monotony=monotony,
        )
    return Message(
        "Uncertainty and error rise together with a rank correlation of {monotony:.2f} over tenths of the pixels: in "
        "the most uncertain tenth the error is {ratio:.1f} times that in the least uncertain one.",
        monotony=monotony,
        ratio=ratio,
    )


def _kept(values: Mapping[str, float]) -> Optional[Message]:
    if not _known(values, "consistency"):
        return None
    off = values["consistency"]
    if off <= KEPT:
        return Message(
            "The result keeps the LR layer: averaged back, it differs by {off:.2f} of 255 steps (RMSE).", off=off
        )
    if off <= NEARLY:
        return Message(
            "The result nearly keeps the LR layer: averaged back, it differs by {off:.2f} of 255 steps (RMSE).", off=off
        )
    return Message(
        "The result does not keep the LR layer: averaged back, it differs by {off:.2f} of 255 steps (RMSE). Its "
        "colours are partly generated too.",
        off=off,
    )


def _generated(values: Mapping[str, float]) -> Optional[Message]:
    if not _known(values, "generated"):
        return None
    share = values["generated"]
    if "expected" in values:
        return Message(
            "{share:.0%} of the result's variation is finer than what the LR layer shows; on average the inputs "
            "support {expected:.0%} of this detail, the rest is generated.",
            share=share,
            expected=values["expected"],
        )
    return Message(
        "{share:.0%} of the result's variation is finer than what the LR layer shows: this part is generated, not "
        "measured.",
        share=share,
    )


def _seams(values: Mapping[str, float], plain: float) -> Optional[Message]:
    """`plain`: the ratio of the upsampled LR layer, which has no patches; nan: not known."""
    if not _known(values, "seam"):
        return None
    ratio = values["seam"]
    if not math.isnan(plain) and abs(ratio - 1) > SEAMLESS >= abs(ratio / plain - 1):
        return Message(
            "Patches cannot be told apart: steps across their borders are {ratio:.2f} times those elsewhere, and so "
            "they are in the interpolated LR layer ({plain:.2f}).",
            ratio=ratio,
            plain=plain,
        )
    if abs(ratio - 1) <= SEAMLESS:
        return Message(
            "Patches cannot be told apart: steps across their borders are {ratio:.2f} times those elsewhere.",
            ratio=ratio,
        )
    if ratio > 1:
        return Message(
            "Patches show as edges: steps across their borders are {ratio:.2f} times those elsewhere.", ratio=ratio
        )
    return Message(
        "Patches show as soft bands: steps across their borders are {ratio:.2f} times those elsewhere.", ratio=ratio
    )


def _known(values: Mapping[str, float], name: str) -> bool:
    return not math.isnan(values.get(name, math.nan))
